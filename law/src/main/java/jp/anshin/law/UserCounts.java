package jp.anshin.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds how many users were affected, by the ways the law knows. */
public final class UserCounts {

  /** An estimate is taken from a day up to a week before (事故の１週間前まで, report of 2018, 3.2.2). */
  public static final int DAYS_BEFORE_MAX = 7;

  /** Where a series says nothing for longer than this, what was between is not known. */
  public static final Duration GAP_MAX = Duration.ofHours(1);

  /** A sample a second for the eight days looked at; more is no series of users. */
  public static final int SAMPLES_MAX = 8 * 24 * 60 * 60;

  /**
   * How many users a service had at a moment.
   *
   * @param at when
   * @param users how many, never negative
   */
  public record Sample(Instant at, long users) {
    public Sample {
      if (users < 0) {
        throw new IllegalArgumentException("users " + users);
      }
    }
  }

  private UserCounts() {}

  /**
   * Those who really met it: all under what failed without those who were actually saved by
   * duplication or another route. Where it is not known how many were saved, nobody needs to have
   * met it.
   */
  public static Bounds withoutSaved(Bounds all, Bounds saved) {
    Long most = all.max();
    Long savedMost = saved.max();
    long least = savedMost == null ? 0 : Math.max(0, all.min() - savedMost);
    return most == null
        ? Bounds.atLeast(least)
        : Bounds.between(least, Math.max(least, most - saved.min()));
  }

  /** The actual number, without those actually saved. */
  public static UserCount actual(Bounds all, Bounds saved, String range, @Nullable Origin origin) {
    return new UserCount(UserCount.ACTUAL, withoutSaved(all, saved), null, range, origin);
  }

  /**
   * Of voice with emergency calls: all under the failed equipment, those who made no call too, but
   * not those whom other equipment served.
   */
  public static UserCount emergencyVoice(
      Bounds under, Bounds saved, String range, @Nullable Origin origin) {
    return new UserCount(
        UserCount.EMERGENCY_VOICE_ALL, withoutSaved(under, saved), null, range, origin);
  }

  /**
   * Of whoever relays for others: their affected users where these are known, or else how many
   * operators are served.
   *
   * @param downstream affected users of the operators served, or null when not known
   * @param operators how many operators are served
   */
  public static UserCount relay(
      @Nullable Bounds downstream, long operators, String range, @Nullable Origin origin) {
    return downstream == null
        ? new UserCount(UserCount.RELAY_OPERATORS, Bounds.exactly(operators), null, range, origin)
        : new UserCount(UserCount.RELAY_DOWNSTREAM, downstream, null, range, origin);
  }

  /**
   * Estimated from the same hours of the days of the week before: the most users at one time in
   * these hours, from the day with the fewest to the day with the most. Of one day alone the
   * estimate is that day's. Days that the series does not cover are left out.
   *
   * @param series the service's users over the days before, in any order
   * @param from when it began
   * @param until when it ended, not before it began
   * @param saved users actually saved by duplication
   * @return empty when the series covers the hours of no day
   * @throws IllegalArgumentException when the series is longer than {@link #SAMPLES_MAX}, or the
   *     end lies before the beginning
   */
  public static Optional<UserCount> weekBefore(
      List<Sample> series,
      Instant from,
      Instant until,
      Bounds saved,
      String range,
      @Nullable Origin origin) {
    if (series.size() > SAMPLES_MAX || until.isBefore(from)) {
      throw new IllegalArgumentException("series of " + series.size() + ", " + from + ".." + until);
    }
    List<Sample> ordered = new ArrayList<>(series);
    ordered.sort(Comparator.comparing(Sample::at));
    long fewest = Long.MAX_VALUE;
    long most = -1;
    LocalDate only = null;
    int days = 0;
    for (int back = 1; back <= DAYS_BEFORE_MAX; back++) {
      Duration shift = Duration.ofDays(back);
      // Hours that reach into the accident itself are no hours before it.
      long peak = until.minus(shift).isAfter(from) ? -1 : peak(ordered, from, until, shift);
      if (peak >= 0) {
        days++;
        fewest = Math.min(fewest, peak);
        most = Math.max(most, peak);
        only = LocalDate.ofInstant(from.minus(shift), Figures.JAPAN);
      }
    }
    if (days == 0) {
      return Optional.empty();
    }
    Bounds users = withoutSaved(Bounds.between(fewest, most), saved);
    return Optional.of(
        new UserCount(UserCount.WEEK_BEFORE, users, days == 1 ? only : null, range, origin));
  }

  /** The most users at one time in the hours of an earlier day, or -1 when these have a gap. */
  private static long peak(List<Sample> ordered, Instant from, Instant until, Duration shift) {
    Instant start = from.minus(shift);
    Instant end = until.minus(shift);
    Instant known = start;
    long peak = -1;
    for (Sample sample : ordered) {
      if (!sample.at().isBefore(start) && !sample.at().isAfter(end)) {
        if (Duration.between(known, sample.at()).compareTo(GAP_MAX) > 0) {
          return -1;
        }
        known = sample.at();
        peak = Math.max(peak, sample.users());
      }
    }
    return Duration.between(known, end).compareTo(GAP_MAX) > 0 ? -1 : peak;
  }
}
