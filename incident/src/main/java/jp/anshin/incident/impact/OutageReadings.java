package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Reading;
import jp.anshin.law.Reading.Extent;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one service's outage where somebody has said when it was detected, when what was
 * left fell below the criterion, how many were affected at one time, or how users were restored one
 * after the other; also while it goes on.
 *
 * @param impact what was said
 * @param at event time; what goes on has lasted until then
 * @param users all who were affected
 * @param seconds from not being able to use it until restored for all
 */
record OutageReadings(ServiceImpact impact, Instant at, Bounds users, Bounds seconds) {

  /** Where nobody says anything else: from inability until all were restored, for all affected. */
  static final String UNLESS_SAID =
      Reading.FROM_INABILITY
          + Reading.AND
          + Reading.UNTIL_ALL_RESTORED
          + Reading.AND
          + Reading.CUMULATIVE_USERS;

  /** Every reading; empty where nothing is open, so that there is one. */
  List<Reading> all() {
    Bounds peak = peak();
    var readings = new ArrayList<Reading>();
    for (boolean detected : choices(began() != null && detected() != null)) {
      for (boolean below : choices(began() != null && below() != null)) {
        Bounds lasted = lasted(detected, below);
        String name =
            (detected ? Reading.FROM_DETECTION : Reading.FROM_INABILITY)
                + Reading.AND
                + (below ? Reading.UNTIL_BELOW_CRITERION : Reading.UNTIL_ALL_RESTORED)
                + Reading.AND;
        readings.add(Reading.of(name + Reading.CUMULATIVE_USERS, users, lasted));
        if (peak != null) {
          readings.add(Reading.of(name + Reading.PEAK_USERS, peak, lasted));
        }
      }
    }
    Reading restored = restoredLeave();
    if (restored != null) {
      readings.add(restored);
    }
    return readings.size() == 1 ? List.of() : List.copyOf(readings);
  }

  /** While it goes on more may be affected, and for longer, than was said. */
  private @Nullable Reading restoredLeave() {
    List<Extent> steps =
        impact.said(ImpactFields.STILL_AFFECTED).map(Said::steps).orElse(List.of()).stream()
            .map(Said.Step::extent)
            .toList();
    if (steps.isEmpty()) {
      return null;
    }
    return impact.ongoing()
        ? new Reading(Reading.RESTORED_LEAVE, steps.stream().map(this::open).toList())
        : Reading.restoredLeave(steps, users, seconds);
  }

  private Extent open(Extent step) {
    return new Extent(open(step.users()), Bounds.atLeast(step.durationSeconds().min()));
  }

  private static List<Boolean> choices(boolean both) {
    return both ? List.of(false, true) : List.of(false);
  }

  private Bounds lasted(boolean fromDetection, boolean untilBelow) {
    Interval start = fromDetection ? detected() : began();
    Interval end = untilBelow ? below() : impact.restored().orElse(null);
    if (start == null || (!fromDetection && !untilBelow)) {
      return seconds;
    }
    if (end != null) {
      return ServiceImpact.seconds(start, end);
    }
    return impact.ongoing()
        ? Bounds.atLeast(ServiceImpact.seconds(start, Interval.at(at)).min())
        : Bounds.UNKNOWN;
  }

  /** While it goes on more may yet be affected at one time, but no more than at any time. */
  private @Nullable Bounds peak() {
    Bounds said = impact.said(ImpactFields.PEAK_USERS).map(Said::number).orElse(null);
    return said == null || !impact.ongoing() ? said : open(said);
  }

  /** At least as many as was said, at most all that may yet be affected. */
  private Bounds open(Bounds said) {
    Long most = users.max();
    return new Bounds(said.min(), most == null ? null : Long.valueOf(Math.max(most, said.min())));
  }

  private @Nullable Interval began() {
    return impact.began();
  }

  private @Nullable Interval detected() {
    return impact.moment(ImpactFields.DETECTED_AT).orElse(null);
  }

  private @Nullable Interval below() {
    return impact.moment(ImpactFields.BELOW_CRITERION_AT).orElse(null);
  }
}
