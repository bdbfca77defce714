package jp.anshin.law.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an outage of one service.
 *
 * @param began when it began
 * @param ended when it was over for everybody, or null while it goes on
 * @param counts statements of affected users; of two about one moment the later one counts
 * @param usersOfService how many users the service has, or null when that is not known
 */
public record Outage(
    Interval began,
    @Nullable Interval ended,
    List<StatedUsers> counts,
    @Nullable Long usersOfService) {

  /** A week of a statement a minute; more are to be thinned by whoever keeps them. */
  public static final int COUNTS_MAX = 10_080;

  public Outage {
    if (ended != null && ended.latest().isBefore(began.earliest())) {
      throw new IllegalArgumentException("ended " + ended + " before it began " + began);
    }
    if (counts.size() > COUNTS_MAX) {
      throw new IllegalArgumentException("more than " + COUNTS_MAX + " counts");
    }
    counts = List.copyOf(counts);
  }

  /** What was stated by then, the moments in order, each with its last statement. */
  public List<StatedUsers> countsStatedBy(Instant now) {
    Map<Instant, StatedUsers> last = new TreeMap<>();
    var inOrder = new ArrayList<>(counts);
    inOrder.sort(Comparator.comparing(StatedUsers::statedAt)); // stable: of two at once the second
    for (StatedUsers count : inOrder) {
      if (!count.statedAt().isAfter(now)) {
        last.put(count.at(), count);
      }
    }
    return List.copyOf(last.values());
  }

  /** How long it has lasted by then, in seconds. */
  public Bounds secondsBy(Instant now) {
    Instant firstEnd = ended == null || ended.earliest().isAfter(now) ? now : ended.earliest();
    Instant lastEnd = ended == null || ended.latest().isAfter(now) ? now : ended.latest();
    long least = firstEnd.getEpochSecond() - began.latest().getEpochSecond();
    long most = lastEnd.getEpochSecond() - began.earliest().getEpochSecond();
    return Bounds.between(Math.max(0, least), Math.max(0, most));
  }

  /**
   * Users times seconds lost by then, as far as it was stated. Between two statements the number of
   * users lies within the bounds of both; before the first it is at most as many, and after the
   * last it stays.
   *
   * @return in users times seconds; {@link Bounds#UNKNOWN} while nobody has stated users, without
   *     upper bound where one statement has none
   */
  public Bounds userSecondsBy(Instant now) {
    List<StatedUsers> known = countsStatedBy(now);
    Instant firstEnd = ended == null || ended.earliest().isAfter(now) ? now : ended.earliest();
    Instant lastEnd = ended == null || ended.latest().isAfter(now) ? now : ended.latest();
    if (known.isEmpty()) {
      return Bounds.UNKNOWN;
    }
    long least = 0;
    long most = 0;
    boolean bounded = known.stream().allMatch(count -> count.high() != null);
    Instant from = Instant.MIN;
    for (int i = 0; i <= known.size(); i++) {
      StatedUsers before = known.get(Math.max(0, i - 1));
      StatedUsers after = known.get(Math.min(i, known.size() - 1));
      Instant until = i == known.size() ? Instant.MAX : after.at();
      long low = i == 0 ? 0 : Math.min(before.low(), after.low());
      least += low * seconds(later(from, began.latest()), sooner(until, firstEnd));
      long high = Math.max(orZero(before.high()), orZero(after.high()));
      most += high * seconds(later(from, began.earliest()), sooner(until, lastEnd));
      from = until;
    }
    return new Bounds(least, bounded ? Long.valueOf(Math.max(least, most)) : null);
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  private static long seconds(Instant from, Instant until) {
    return Math.max(0, until.getEpochSecond() - from.getEpochSecond());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant sooner(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** The most that were affected at one time, as far as it was stated by then. */
  public Bounds peakBy(Instant now) {
    List<StatedUsers> known = countsStatedBy(now);
    if (known.isEmpty()) {
      return new Bounds(0, usersOfService);
    }
    long low = known.stream().mapToLong(StatedUsers::low).max().orElse(0);
    boolean bounded = known.stream().allMatch(count -> count.high() != null);
    long high =
        known.stream()
            .map(StatedUsers::high)
            .mapToLong(value -> value == null ? 0 : value)
            .max()
            .orElse(0);
    return new Bounds(low, bounded ? Long.valueOf(high) : null);
  }
}
