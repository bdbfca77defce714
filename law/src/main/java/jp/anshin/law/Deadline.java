package jp.anshin.law;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * A day by which something is due.
 *
 * @param due the statutory day, not moved by a weekend or holiday
 * @param citation where the duty stands
 */
public record Deadline(LocalDate due, Citation citation) {

  /**
   * Whether it is a Saturday or Sunday. No calendar of public holidays is kept: any other day may
   * be one, and what holds on such days is 未確認.
   */
  public boolean isWeekend() {
    return due.getDayOfWeek() == DayOfWeek.SATURDAY || due.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
