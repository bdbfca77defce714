package jp.anshin.operator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a desk receives, as it told this operator: Mondays to Fridays in Japanese time. Public
 * holidays are not known here; whoever tells of these hours says so.
 *
 * @param from first minute
 * @param until the minute from which nobody is there any more; later than {@code from}
 */
public record DeskHours(LocalTime from, LocalTime until) {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  public DeskHours {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("hours " + from + " to " + until);
    }
  }

  /** Whether somebody is there at that moment, unless it is a public holiday. */
  public boolean isOpenAt(Instant at) {
    ZonedDateTime there = at.atZone(JAPAN);
    LocalTime time = there.toLocalTime();
    return there.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
        && !time.isBefore(from)
        && time.isBefore(until);
  }
}
