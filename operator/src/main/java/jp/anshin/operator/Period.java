package jp.anshin.operator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something is so, in Japanese time.
 *
 * @param from first day, or null when it was always so
 * @param until last day, or null while no end is known; never before {@code from}
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate until) {

  /** Without beginning or end. */
  public static final Period ALWAYS = new Period(null, null);

  public Period {
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("period " + from + ".." + until);
    }
  }

  /** Whether that day belongs to it. */
  public boolean contains(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
  }

  /** Whether the two share a day. */
  public boolean overlaps(Period other) {
    return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
  }

  private boolean startsBeforeEndOf(Period other) {
    return from == null || other.until == null || !from.isAfter(other.until);
  }
}
