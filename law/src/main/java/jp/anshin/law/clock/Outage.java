package jp.anshin.law.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Reading;
import jp.anshin.law.Reading.Extent;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an outage of one service.
 *
 * @param began when it began
 * @param ended when it was over for everybody, or null while it goes on
 * @param counts statements of affected users; of two about one moment the later one counts
 * @param usersOfService how many users the service has, or null when that is not known: so it is
 *     too where a statement says that more may have been affected
 * @param lasted seconds from beginning to end where that is known better than both moments, for
 *     instance of an hour on a day that is known only; else null
 */
public record Outage(
    Interval began,
    @Nullable Interval ended,
    List<StatedUsers> counts,
    @Nullable Long usersOfService,
    @Nullable Bounds lasted) {

  /** A week of a statement a minute; more are to be thinned by whoever keeps them. */
  public static final int COUNTS_MAX = 10_080;

  public Outage {
    if (ended != null && ended.latest().isBefore(began.earliest())) {
      throw new IllegalArgumentException("ended " + ended + " before it began " + began);
    }
    if (counts.size() > COUNTS_MAX) {
      throw new IllegalArgumentException("more than " + COUNTS_MAX + " counts");
    }
    if (lasted != null && ended == null) {
      throw new IllegalArgumentException("lasted " + lasted + " and goes on");
    }
    counts = List.copyOf(counts);
    usersOfService = isBelow(usersOfService, counts) ? null : usersOfService;
  }

  private static boolean isBelow(@Nullable Long users, List<StatedUsers> counts) {
    return users != null
        && counts.stream()
            .anyMatch(each -> (each.high() == null ? each.estimate() : each.high()) > users);
  }

  /** An outage of whose length no more is known than its moments tell. */
  public Outage(
      Interval began,
      @Nullable Interval ended,
      List<StatedUsers> counts,
      @Nullable Long usersOfService) {
    this(began, ended, counts, usersOfService, null);
  }

  /**
   * The outages of several services as one: it goes on while one does. Nobody knows which of their
   * users are the same people, so that at each moment there are at least as many as one has, and at
   * most as many as all have.
   *
   * @param several at least one
   */
  public static Outage together(List<Outage> several) {
    Interval began = several.getFirst().began;
    Interval ended = several.getFirst().ended;
    Long users = 0L;
    for (Outage each : several) {
      began =
          new Interval(
              first(began.earliest(), each.began.earliest()),
              first(began.latest(), each.began.latest()));
      Interval end = each.ended;
      ended =
          ended == null || end == null
              ? null
              : new Interval(
                  last(ended.earliest(), end.earliest()), last(ended.latest(), end.latest()));
      users = sum(users, each.usersOfService);
    }
    return new Outage(began, ended, joined(several), users);
  }

  /** At each moment of which one outage tells, what all tell by then. */
  private static List<StatedUsers> joined(List<Outage> several) {
    var moments = new TreeMap<Instant, Instant>();
    for (Outage each : several) {
      each.counts.forEach(count -> moments.merge(count.at(), count.statedAt(), Outage::last));
    }
    var joined = new ArrayList<StatedUsers>();
    moments.forEach((at, statedAt) -> joined.add(joined(several, at, statedAt)));
    return joined.subList(Math.max(0, joined.size() - COUNTS_MAX), joined.size());
  }

  private static StatedUsers joined(List<Outage> several, Instant at, Instant statedAt) {
    long low = 0;
    long likely = 0;
    Long high = 0L;
    for (Outage each : several) {
      StatedUsers told = null;
      for (StatedUsers count : each.countsStatedBy(statedAt)) {
        told = count.at().isAfter(at) ? told : count;
      }
      low = Math.max(low, told == null ? 0 : told.low());
      likely = Math.max(likely, told == null ? 0 : told.estimate());
      high = sum(high, told == null ? each.usersOfService : told.high());
    }
    return new StatedUsers(
        at, low, likely, high == null ? null : Long.valueOf(Math.max(high, likely)), statedAt);
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : Long.valueOf(one + other);
  }

  private static Instant first(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant last(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
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
    Bounds byMoments = Bounds.between(Math.max(0, least), Math.max(0, most));
    boolean over = ended != null && !ended.latest().isAfter(now);
    return lasted == null || !over ? byMoments : lasted;
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
      least += low * seconds(last(from, began.latest()), first(until, firstEnd));
      long high = Math.max(orZero(before.high()), orZero(after.high()));
      most += high * seconds(last(from, began.earliest()), first(until, lastEnd));
      from = until;
    }
    return new Bounds(least, bounded ? Long.valueOf(Math.max(least, most)) : null);
  }

  /**
   * The reading by which whoever is restored leaves, where counts stated by then fall: from the
   * first count and from the highest on, those left at the lowest since were affected all the time.
   * Others may have been hit in their place, so nothing is claimed of how many at most; after the
   * last count the number stays. Empty while counts do not fall.
   */
  public Optional<Reading> restoredLeaveBy(Instant now) {
    List<StatedUsers> known = countsStatedBy(now);
    if (!fall(known)) {
      return Optional.empty();
    }
    int highest = fullest(known, StatedUsers::low);
    var steps = new ArrayList<Extent>();
    addSteps(known, began.latest(), now, steps);
    if (highest > 0) {
      addSteps(known.subList(highest, known.size()), known.get(highest).at(), now, steps);
    }
    return Optional.of(new Reading(Reading.RESTORED_LEAVE, steps));
  }

  /** Whether by then counts were stated that fall, so that {@link #restoredLeaveBy} says more. */
  boolean fallsBy(Instant now) {
    return fall(countsStatedBy(now));
  }

  /**
   * When so many have been affected for so long by the reading that whoever is restored leaves, if
   * from the last count on nothing changes; as {@link #restoredLeaveBy} it looks from the first
   * count and from the highest one on.
   *
   * @param users of each count the number that is compared
   * @param since from when those of the first count were affected
   * @return null when never
   */
  static @Nullable Instant stayedFor(
      List<StatedUsers> known,
      ToLongFunction<StatedUsers> users,
      Instant since,
      Duration lasting,
      long threshold) {
    int highest = fullest(known, users);
    for (int first : highest == 0 ? List.of(0) : List.of(0, highest)) {
      Instant from = first == 0 ? since : last(since, known.get(first).at());
      Instant reached = last(from.plus(lasting), known.get(first).at());
      int last = first;
      while (last < known.size() && users.applyAsLong(known.get(last)) >= threshold) {
        last++;
      }
      boolean stays = last == known.size();
      if (last > first && (stays || !known.get(last - 1).at().isBefore(reached))) {
        return reached;
      }
    }
    return null;
  }

  private static int fullest(List<StatedUsers> known, ToLongFunction<StatedUsers> users) {
    int highest = 0;
    for (int i = 1; i < known.size(); i++) {
      boolean more = users.applyAsLong(known.get(i)) > users.applyAsLong(known.get(highest));
      highest = more ? i : highest;
    }
    return highest;
  }

  private static boolean fall(List<StatedUsers> known) {
    for (int i = 1; i < known.size(); i++) {
      if (known.get(i).low() < known.get(i - 1).low()) {
        return true;
      }
    }
    return false;
  }

  private void addSteps(List<StatedUsers> counts, Instant since, Instant now, List<Extent> steps) {
    Instant end = ended == null || ended.earliest().isAfter(now) ? now : ended.earliest();
    Long most = secondsBy(now).max();
    long left = counts.getFirst().low();
    for (int i = 1; i <= counts.size(); i++) {
      boolean last = i == counts.size();
      if (last || counts.get(i).low() < left) {
        Instant until = last ? end : first(counts.get(i - 1).at(), end);
        long least = seconds(since, until);
        steps.add(new Extent(users(left), new Bounds(least, most)));
        left = last ? left : counts.get(i).low();
      }
    }
  }

  /** At least so many, and no more than there are. */
  private Bounds users(long least) {
    Long all = usersOfService;
    return new Bounds(least, all == null || all < least ? null : all);
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  private static long seconds(Instant from, Instant until) {
    return Math.max(0, until.getEpochSecond() - from.getEpochSecond());
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
