package jp.anshin.formats.calendar;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something due.
 *
 * @param uid stable name: the same thing has the same, so that a calendar replaces it
 * @param summary one line
 * @param description more, may have line breaks; may be empty
 * @param dueOn the whole day it is due, or null when {@code dueAt} says the moment
 * @param dueAt the moment it is due, or null when {@code dueOn} says the day
 */
public record CalendarEntry(
    String uid,
    String summary,
    String description,
    @Nullable LocalDate dueOn,
    @Nullable Instant dueAt) {

  public CalendarEntry {
    if ((dueOn == null) == (dueAt == null)) {
      throw new IllegalArgumentException("either a day or a moment: " + uid);
    }
  }
}
