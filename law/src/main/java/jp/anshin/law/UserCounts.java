package jp.anshin.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;
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
   *
   * @throws IllegalArgumentException when more are said to have been saved than there are, see
   *     {@link #isMoreThan}: nobody affected would be a slip of the pen
   */
  public static Bounds withoutSaved(Bounds all, Bounds saved) {
    Long most = all.max();
    if (isMoreThan(all, saved)) {
      throw new IllegalArgumentException("saved " + saved + " of " + all);
    }
    Long savedMost = saved.max();
    long least = savedMost == null ? 0 : Math.max(0, all.min() - savedMost);
    return most == null
        ? Bounds.atLeast(least)
        : Bounds.between(least, Math.max(least, most - saved.min()));
  }

  /** Whether more are said to have been saved, or that many may have been, than there are. */
  static boolean isMoreThan(Bounds all, Bounds saved) {
    Long most = all.max();
    Long savedMost = saved.max();
    return most != null && (savedMost == null ? saved.min() : savedMost) > most;
  }

  /** Whether an earlier day was used for an estimate, or why it was not. */
  public enum DayUse {
    USED,
    /** The series says nothing of its hours. */
    NOT_COVERED,
    /** Within its hours the series says nothing for longer than {@link #GAP_MAX}. */
    GAP,
    /** Its hours reach into the accident itself. */
    REACHES_ACCIDENT
  }

  /**
   * The same hours of one earlier day.
   *
   * @param day on which these hours begin, in Japanese time
   * @param use whether it was used
   * @param peak the most users at one time in these hours; null where the day was not used
   */
  public record EarlierDay(LocalDate day, DayUse use, @Nullable Long peak) {}

  /**
   * What a way of counting found.
   *
   * @param count how many; null where no earlier day could be used
   * @param days of the week before, the latest first; empty where the count rests on none
   */
  public record Found(@Nullable UserCount count, List<EarlierDay> days) {
    public Found {
      days = List.copyOf(days);
    }
  }

  /**
   * Estimated from the same hours of the days of the week before: the most users at one time in
   * these hours, from the day with the fewest to the day with the most. Of one day alone the
   * estimate is that day's. Days that the series does not cover are left out, and told.
   *
   * @param series the service's users over the days before, in any order
   * @param from when it began
   * @param until when it ended, not before it began
   * @param saved users actually saved by duplication
   * @param range of which users, in words; may be empty
   * @throws IllegalArgumentException when the series is longer than {@link #SAMPLES_MAX}, the end
   *     lies before the beginning, or more were saved than there were on any day used
   */
  public static Found weekBefore(
      List<Sample> series, Instant from, Instant until, Bounds saved, String range) {
    List<EarlierDay> days = earlierDays(series, from, until);
    Bounds peaks = peaks(days);
    if (peaks == null) {
      return new Found(null, days);
    }
    List<LocalDate> used =
        days.stream().filter(each -> each.use() == DayUse.USED).map(EarlierDay::day).toList();
    LocalDate only = used.size() == 1 ? used.getFirst() : null;
    Bounds users = withoutSaved(peaks, saved);
    return new Found(new UserCount(UserCount.WEEK_BEFORE, users, only, range, null), days);
  }

  /** The same hours of each day of the week before, the latest first. */
  static List<EarlierDay> earlierDays(List<Sample> series, Instant from, Instant until) {
    if (series.size() > SAMPLES_MAX || until.isBefore(from)) {
      throw new IllegalArgumentException("series of " + series.size() + ", " + from + ".." + until);
    }
    List<Sample> ordered = new ArrayList<>(series);
    ordered.sort(Comparator.comparing(Sample::at));
    var days = new ArrayList<EarlierDay>();
    for (int back = 1; back <= DAYS_BEFORE_MAX; back++) {
      days.add(earlierDay(ordered, from, until, Duration.ofDays(back)));
    }
    return days;
  }

  /** From the day with the fewest to the day with the most; null where none was used. */
  static @Nullable Bounds peaks(List<EarlierDay> days) {
    LongSummaryStatistics peaks =
        days.stream()
            .flatMap(each -> Stream.ofNullable(each.peak()))
            .mapToLong(Long::longValue)
            .summaryStatistics();
    return peaks.getCount() == 0 ? null : Bounds.between(peaks.getMin(), peaks.getMax());
  }

  private static EarlierDay earlierDay(
      List<Sample> ordered, Instant from, Instant until, Duration shift) {
    Instant start = from.minus(shift);
    Instant end = until.minus(shift);
    LocalDate day = LocalDate.ofInstant(start, Figures.JAPAN);
    if (end.isAfter(from)) {
      return new EarlierDay(day, DayUse.REACHES_ACCIDENT, null);
    }
    List<Sample> within =
        ordered.stream()
            .filter(each -> !each.at().isBefore(start) && !each.at().isAfter(end))
            .toList();
    if (within.isEmpty()) {
      return new EarlierDay(day, DayUse.NOT_COVERED, null);
    }
    Instant known = start;
    long peak = 0;
    boolean gap = false;
    for (Sample sample : within) {
      gap |= isGap(known, sample.at());
      known = sample.at();
      peak = Math.max(peak, sample.users());
    }
    return gap || isGap(known, end)
        ? new EarlierDay(day, DayUse.GAP, null)
        : new EarlierDay(day, DayUse.USED, peak);
  }

  private static boolean isGap(Instant known, Instant next) {
    return Duration.between(known, next).compareTo(GAP_MAX) > 0;
  }
}
