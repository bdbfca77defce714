/** What is due as a calendar that other programs read, under addresses that nobody can guess. */
@NullMarked
package jp.anshin.server.calendars;

import org.jspecify.annotations.NullMarked;
