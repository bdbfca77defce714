package jp.anshin.law;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One reading of what the law leaves open, with the figures of a service by it. Readings that agree
 * are a caveat; where they differ the verdict is undetermined and all are shown.
 *
 * @param name which reading: names of {@link #NAMES} joined by {@code +}
 * @param extents how many users for how long; by a reading that counts those apart who were
 *     restored first, several, of which one that reaches the thresholds is enough. Never empty
 */
public record Reading(String name, List<Extent> extents) {

  /** Duration starts when it could not be used. */
  public static final String FROM_INABILITY = "from-inability";

  /** Duration starts when it was detected. */
  public static final String FROM_DETECTION = "from-detection";

  /** Duration ends when it is restored for all. */
  public static final String UNTIL_ALL_RESTORED = "until-all-restored";

  /** Duration ends when what is left is below the criterion. */
  public static final String UNTIL_BELOW_CRITERION = "until-below-criterion";

  /** All who were affected at any time count for the whole duration. */
  public static final String CUMULATIVE_USERS = "cumulative-users";

  /** The most who were affected at one time count for the whole duration. */
  public static final String PEAK_USERS = "peak-users";

  /** Those restored first count only for as long as they were affected. */
  public static final String RESTORED_LEAVE = "restored-leave";

  /** Of LPWA whose relaying operator knows only how many operators it serves: their users count. */
  public static final String USERS_OF_OPERATORS = "users-of-operators";

  /** The same by the report of 2018 (3.2): the operators are counted as if they were users. */
  public static final String OPERATORS_AS_USERS = "operators-as-users";

  /** Every reading there is: each has words in both languages. */
  public static final Set<String> NAMES =
      Set.of(
          FROM_INABILITY,
          FROM_DETECTION,
          UNTIL_ALL_RESTORED,
          UNTIL_BELOW_CRITERION,
          CUMULATIVE_USERS,
          PEAK_USERS,
          RESTORED_LEAVE,
          USERS_OF_OPERATORS,
          OPERATORS_AS_USERS);

  /** Between the names of a reading of several switches. */
  public static final String AND = "+";

  /**
   * So many users for so long.
   *
   * @param users affected users
   * @param durationSeconds seconds
   */
  public record Extent(Bounds users, Bounds durationSeconds) {

    /** Whether it can be the step after that one: fewer are left, and for longer. */
    public boolean follows(Extent earlier) {
      Long most = earlier.users.max();
      Long longest = durationSeconds.max();
      return (most == null || users.min() < most)
          && (longest == null || longest > earlier.durationSeconds.min());
    }
  }

  public Reading {
    extents = List.copyOf(extents);
    if (extents.isEmpty()) {
      throw new IllegalArgumentException("reading without figures: " + name);
    }
    for (String each : name.split("\\" + AND, -1)) {
      if (!NAMES.contains(each)) {
        throw new IllegalArgumentException("reading " + name);
      }
    }
  }

  /** A reading by which so many were affected for so long. */
  public static Reading of(String name, Bounds users, Bounds durationSeconds) {
    return new Reading(name, List.of(new Extent(users, durationSeconds)));
  }

  /**
   * The reading by which whoever is restored leaves, of what has ended. Each step tells how many
   * were affected for how long; whoever is missing in the next one was restored then. Of those whom
   * no step names nobody knows when they were restored, so that stays open.
   *
   * @param steps the first step first, not empty; users fall while durations rise
   * @param users all who were affected
   * @param durationSeconds until all were restored: no step lasts longer
   */
  public static Reading restoredLeave(List<Extent> steps, Bounds users, Bounds durationSeconds) {
    var extents = new ArrayList<Extent>();
    for (Extent step : steps) {
      extents.add(
          new Extent(noMore(step.users(), users), noMore(step.durationSeconds(), durationSeconds)));
    }
    Extent first = extents.getFirst();
    Extent last = extents.getLast();
    Long all = users.max();
    if (all == null || first.users().min() < all) {
      extents.add(new Extent(users, new Bounds(0, first.durationSeconds().max())));
    }
    Long longest = last.durationSeconds().max();
    Long whole = durationSeconds.max();
    if (longest != null && (whole == null || longest < whole)) {
      extents.add(new Extent(new Bounds(0, last.users().max()), durationSeconds));
    }
    return new Reading(RESTORED_LEAVE, extents);
  }

  /**
   * Users times seconds lost by this reading: the least and the most that its figures allow.
   *
   * @return in users times seconds, without upper bound where users or duration have none
   */
  public Bounds userSeconds() {
    var least = new ArrayList<Step>();
    var most = new ArrayList<Step>();
    boolean bounded = true;
    for (Extent extent : extents) {
      least.add(new Step(extent.users().min(), extent.durationSeconds().min()));
      Long users = extent.users().max();
      Long seconds = extent.durationSeconds().max();
      if (users == null || seconds == null) {
        bounded = false;
      } else {
        most.add(new Step(users, seconds));
      }
    }
    return new Bounds(area(least), bounded ? Long.valueOf(area(most)) : null);
  }

  /**
   * Users times seconds lost, from the least to the most of several readings.
   *
   * @param readings not empty
   */
  public static Bounds userSeconds(List<Reading> readings) {
    Bounds all = readings.getFirst().userSeconds();
    for (Reading each : readings) {
      Bounds one = each.userSeconds();
      Long most = all.max();
      Long max = one.max();
      all =
          new Bounds(
              Math.min(all.min(), one.min()),
              most == null || max == null ? null : Long.valueOf(Math.max(most, max)));
    }
    return all;
  }

  private record Step(long users, long seconds) {}

  /** Under the steps: at each moment the most users that a step tells of which lasts so long. */
  private static long area(List<Step> steps) {
    var longestFirst = new ArrayList<>(steps);
    longestFirst.sort(Comparator.comparingLong(Step::seconds).reversed());
    BigInteger area = BigInteger.ZERO;
    long users = 0;
    for (int i = 0; i < longestFirst.size(); i++) {
      long until = longestFirst.get(i).seconds();
      long from = i + 1 < longestFirst.size() ? longestFirst.get(i + 1).seconds() : 0;
      users = Math.max(users, longestFirst.get(i).users());
      area = area.add(BigInteger.valueOf(users).multiply(BigInteger.valueOf(until - from)));
    }
    return area.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static Bounds noMore(Bounds part, Bounds whole) {
    Long all = whole.max();
    Long most = part.max();
    return all == null
        ? part
        : Bounds.between(Math.min(part.min(), all), most == null ? all : Math.min(most, all));
  }
}
