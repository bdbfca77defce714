package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one service's outage where somebody has said when it was detected, when what was
 * left fell below the criterion, or how many were affected at one time. Unlike {@link
 * jp.anshin.law.OutageTimes} it takes an outage that goes on.
 *
 * @param impact what was said
 * @param at event time; what goes on has lasted until then
 * @param users all who were affected
 * @param seconds from not being able to use it until restored for all
 */
record OutageReadings(ServiceImpact impact, Instant at, Bounds users, Bounds seconds) {

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
    return readings.size() == 1 ? List.of() : List.copyOf(readings);
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
    if (said == null || !impact.ongoing()) {
      return said;
    }
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
