package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;

/**
 * Since when users of a service were hit. Who was counted before that was hit by it: then it began
 * as early as the first of them was counted, or as late as was said, and the law of each of these
 * days is asked, whether it goes on or is over, and whether somebody has said since when or not.
 */
final class Beginning {

  private static final long SECONDS_PER_MINUTE = 60;

  private Beginning() {}

  /**
   * As somebody said; else by how long it is said to have gone on; else, which becomes a caveat, as
   * the incident began.
   */
  static Interval taken(ServiceImpact impact, Incident incident) {
    Interval said = impact.began();
    if (said != null) {
      return said;
    }
    Long most = impact.minutes().max();
    KnownThen then = incident.atAnswer();
    return !impact.ongoing() || most == null || then == null
        ? incident.startedAt()
        : new Interval(
            then.answeredAt().minusSeconds(most * SECONDS_PER_MINUTE),
            then.answeredAt().minusSeconds(impact.minutes().min() * SECONDS_PER_MINUTE));
  }

  /** The same as far as counts of that service leave it. */
  static Interval counted(Interval taken, String service, Incident incident) {
    List<Instant> affected = CountedFacts.perhapsAffected(incident, service);
    return affected.isEmpty() || !affected.getFirst().isBefore(taken.earliest())
        ? taken
        : new Interval(affected.getFirst(), taken.latest());
  }

  /** Whether users of that service were counted before it is taken to have begun. */
  static boolean isCountedBefore(String service, Incident incident) {
    Interval taken =
        incident
            .impact()
            .flatMap(answer -> answer.service(service))
            .map(impact -> taken(impact, incident))
            .orElseGet(incident::startedAt);
    return !counted(taken, service, incident).equals(taken);
  }

  /** The impact with that beginning, where somebody was counted before; else the same. */
  static ServiceImpact moved(ServiceImpact impact, Incident incident) {
    Interval taken = taken(impact, incident);
    Interval counted = counted(taken, impact.service(), incident);
    return counted.equals(taken) || !impact.mayBeHit() ? impact : impact.begun(counted);
  }
}
