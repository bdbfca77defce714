/** Calendars as RFC 5545 wants them. */
@NullMarked
package jp.anshin.formats.calendar;

import org.jspecify.annotations.NullMarked;
