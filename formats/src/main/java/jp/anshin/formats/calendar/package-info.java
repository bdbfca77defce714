/** Duties as a calendar that calendar programs read (RFC 5545). */
@NullMarked
package jp.anshin.formats.calendar;

import org.jspecify.annotations.NullMarked;
