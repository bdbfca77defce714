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
    List<UserCount> counts,
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
  public List<UserCount> countsStatedBy(Instant now) {
    Map<Instant, UserCount> last = new TreeMap<>();
    var inOrder = new ArrayList<>(counts);
    inOrder.sort(Comparator.comparing(UserCount::statedAt)); // stable: of two at once the second
    for (UserCount count : inOrder) {
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

  /** The most that were affected at one time, as far as it was stated by then. */
  public Bounds peakBy(Instant now) {
    List<UserCount> known = countsStatedBy(now);
    if (known.isEmpty()) {
      return new Bounds(0, usersOfService);
    }
    long low = known.stream().mapToLong(UserCount::low).max().orElse(0);
    boolean bounded = known.stream().allMatch(count -> count.high() != null);
    long high =
        known.stream()
            .map(UserCount::high)
            .mapToLong(value -> value == null ? 0 : value)
            .max()
            .orElse(0);
    return new Bounds(low, bounded ? Long.valueOf(high) : null);
  }
}
