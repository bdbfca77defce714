package jp.anshin.law;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.anshin.law.UserCounts.EarlierDay;
import jp.anshin.law.UserCounts.Found;
import jp.anshin.law.UserCounts.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What is at hand to count the affected users of a service in one way.
 *
 * @param method id of one of the rulebook's {@link CountMethod}s
 * @param users what {@link #needs} says: all under what failed, affected users of the operators
 *     served, or how many operators are served; not looked at where a series is needed
 * @param saved users actually saved by duplication or another route; left out of everything but the
 *     counts of whoever relays and of emergency voice, which counts all under what failed
 * @param series the service's users before, or null where none is needed
 * @param day whose users they are, or null; an estimate from a series finds its own
 * @param range of which users, in words; may be empty
 */
public record Counting(
    String method,
    Bounds users,
    Bounds saved,
    @Nullable Series series,
    @Nullable LocalDate day,
    String range) {

  /** What a way of counting needs to be told. */
  public enum Needs {
    /** All under what failed, of whom nobody is left out. */
    ALL_UNDER_FACILITY,
    /** All under what failed, and how many of them were actually saved. */
    EVERYBODY,
    /** Affected users of the operators served. */
    DOWNSTREAM,
    /** How many operators are served. */
    OPERATORS,
    /** How many users there were at moments of the week before. */
    SERIES
  }

  /**
   * Users over the week before.
   *
   * @param samples in any order
   * @param from when the accident began
   * @param until when it ended, not before it began
   */
  public record Series(List<Sample> samples, Instant from, Instant until) {
    public Series {
      samples = List.copyOf(samples);
    }
  }

  /** What that way of counting needs; what the rulebook adds counts everybody. */
  public static Needs needs(String method) {
    return switch (method) {
      case UserCount.EMERGENCY_VOICE_ALL -> Needs.ALL_UNDER_FACILITY;
      case UserCount.WEEK_BEFORE -> Needs.SERIES;
      case UserCount.RELAY_DOWNSTREAM -> Needs.DOWNSTREAM;
      case UserCount.RELAY_OPERATORS -> Needs.OPERATORS;
      default -> Needs.EVERYBODY;
    };
  }

  /**
   * The most users there were, where more are said to have been saved or may have been; null where
   * all is well. Whoever takes figures from outside asks this first, and refuses them.
   */
  public @Nullable Long savedMoreThan() {
    return switch (needs(method)) {
      case ALL_UNDER_FACILITY, DOWNSTREAM, OPERATORS -> null;
      case EVERYBODY -> UserCounts.isMoreThan(users, saved) ? users.max() : null;
      case SERIES -> {
        Bounds peaks = series == null ? null : UserCounts.peaks(earlierDays(series));
        yield peaks != null && UserCounts.isMoreThan(peaks, saved) ? peaks.max() : null;
      }
    };
  }

  private static List<EarlierDay> earlierDays(Series series) {
    return UserCounts.earlierDays(series.samples(), series.from(), series.until());
  }

  /**
   * How many were affected.
   *
   * @throws IllegalArgumentException when a series is needed and there is none, when more were
   *     saved than there were ({@link #savedMoreThan}), or as {@link UserCounts#weekBefore} says
   */
  public Found found() {
    return switch (needs(method)) {
      case EVERYBODY -> counted(UserCounts.withoutSaved(users, saved));
      case ALL_UNDER_FACILITY, DOWNSTREAM, OPERATORS -> counted(users);
      case SERIES -> {
        if (series == null) {
          throw new IllegalArgumentException(method + " without a series");
        }
        yield UserCounts.weekBefore(series.samples(), series.from(), series.until(), saved, range);
      }
    };
  }

  private Found counted(Bounds affected) {
    return new Found(new UserCount(method, affected, day, range, null), List.of());
  }
}
