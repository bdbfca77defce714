package jp.anshin.core;

import java.time.Instant;

/**
 * A moment known only within bounds: something happened not before {@code earliest} and not after
 * {@code latest}.
 *
 * @param earliest first possible instant
 * @param latest last possible instant, never before {@code earliest}
 */
public record Interval(Instant earliest, Instant latest) {

  public Interval {
    if (latest.isBefore(earliest)) {
      throw new IllegalArgumentException("interval " + earliest + ".." + latest);
    }
  }

  /** An interval of no width, for a moment that is known exactly. */
  public static Interval at(Instant instant) {
    return new Interval(instant, instant);
  }

  /** Whether the moment is known exactly. */
  public boolean isExact() {
    return earliest.equals(latest);
  }
}
