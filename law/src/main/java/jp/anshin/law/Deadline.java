package jp.anshin.law;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * A day by which something is due.
 *
 * @param due the statutory day, not moved by a weekend
 * @param citation where the duty stands
 */
public record Deadline(LocalDate due, Citation citation) {

  /** The next day that is no Saturday or Sunday: a note only, never to be planned on (未確認). */
  public LocalDate nextWeekday() {
    LocalDate day = due;
    while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      day = day.plusDays(1);
    }
    return day;
  }
}
