package jp.anshin.law;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Reading.Extent;
import org.jspecify.annotations.Nullable;

/**
 * The moments and numbers of an outage of a service, from which each reading of what the law leaves
 * open takes its own.
 *
 * @param unusable when it could not be used any more
 * @param detected when that was detected, or null where that is no other moment
 * @param restored when it was restored for all
 * @param belowCriterion when what was left fell below the criterion, or null where that is no other
 *     moment
 * @param cumulativeUsers all who were affected at any time
 * @param peakUsers the most who were affected at one time, or null where these are the same
 * @param stillAffected where users were restored one after the other: how many were still affected
 *     for how long; empty where all were restored at once
 */
public record OutageTimes(
    Interval unusable,
    @Nullable Interval detected,
    Interval restored,
    @Nullable Interval belowCriterion,
    Bounds cumulativeUsers,
    @Nullable Bounds peakUsers,
    List<Extent> stillAffected) {

  public OutageTimes {
    stillAffected = List.copyOf(stillAffected);
  }

  private record Moment(String name, Interval at) {}

  private record Count(String name, Bounds users) {}

  /** Every reading; empty where nothing is open, so that there is one. */
  public List<Reading> readings() {
    var readings = new ArrayList<Reading>();
    for (Moment start :
        moments(Reading.FROM_INABILITY, unusable, Reading.FROM_DETECTION, detected)) {
      for (Moment end :
          moments(
              Reading.UNTIL_ALL_RESTORED,
              restored,
              Reading.UNTIL_BELOW_CRITERION,
              belowCriterion)) {
        for (Count number : numbers()) {
          String name = start.name() + Reading.AND + end.name() + Reading.AND + number.name();
          readings.add(Reading.of(name, number.users(), seconds(start.at(), end.at())));
        }
      }
    }
    if (!stillAffected.isEmpty()) {
      readings.add(new Reading(Reading.RESTORED_LEAVE, stillAffected));
    }
    return readings.size() == 1 ? List.of() : List.copyOf(readings);
  }

  /** By the reading that counts longest and most, as long as nothing else was decided. */
  public Bounds durationSeconds() {
    return seconds(unusable, restored);
  }

  private List<Count> numbers() {
    var first = new Count(Reading.CUMULATIVE_USERS, cumulativeUsers);
    return peakUsers == null
        ? List.of(first)
        : List.of(first, new Count(Reading.PEAK_USERS, peakUsers));
  }

  private static List<Moment> moments(
      String name, Interval at, String otherName, @Nullable Interval other) {
    var first = new Moment(name, at);
    return other == null ? List.of(first) : List.of(first, new Moment(otherName, other));
  }

  private static Bounds seconds(Interval start, Interval end) {
    long least = Duration.between(start.latest(), end.earliest()).toSeconds();
    long most = Duration.between(start.earliest(), end.latest()).toSeconds();
    return Bounds.between(Math.max(0, least), Math.max(0, most));
  }
}
