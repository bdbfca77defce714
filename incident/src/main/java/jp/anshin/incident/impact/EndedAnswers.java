package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.law.Bounds;

/**
 * Answers that something was over, when more is known: users were counted outside of the time that
 * was said, or the incident began again. Then nobody knows any more how long it lasted, nor how
 * many were affected at most, until somebody answers anew.
 */
final class EndedAnswers {

  private static final List<String> NOT_KNOWN =
      List.of(
          ImpactFields.RESTORED_AT,
          ImpactFields.BELOW_CRITERION_AT,
          ImpactFields.STILL_AFFECTED,
          ImpactFields.PEAK_USERS,
          ImpactFields.READINGS);

  private EndedAnswers() {}

  /** Whether what is known besides shows that the outage was not over when it was said to be. */
  static boolean isContradicted(ServiceImpact impact, Incident incident) {
    boolean saysItWasOver = !impact.ongoing() && impact.mayBeHit();
    return saysItWasOver
        && (wasResumed(incident)
            || isOutside(
                impact, incident, CountedFacts.perhapsAffected(incident, impact.service())));
  }

  /** Whether the incident began again after somebody last answered. */
  static boolean wasResumed(Incident incident) {
    KnownThen then = incident.atAnswer();
    return then != null && incident.resumptions() > then.resumptions();
  }

  /**
   * Whether users were affected, or may have been by what was counted since, before it was said to
   * begin, after it was said to end, or over more time than it was said to last. A count that was
   * wrong is restated; the answer does not outweigh it by having come later.
   */
  private static boolean isOutside(
      ServiceImpact impact, Incident incident, List<Instant> affected) {
    KnownThen then = incident.atAnswer();
    if (affected.isEmpty() || then == null) {
      return false;
    }
    Instant first = affected.getFirst();
    Instant last = affected.getLast();
    Instant from = began(impact, incident, then);
    Instant end = impact.restored().map(Interval::latest).orElse(then.answeredAt());
    Long most = impact.lastedSeconds().max();
    return last.isAfter(end)
        || first.isBefore(from)
        || (most != null && Duration.between(first, last).toSeconds() > most);
  }

  /** Where nobody says since when, as the incident began: by what was said of it then or is now. */
  static Instant began(ServiceImpact impact, Incident incident, KnownThen then) {
    Interval began = impact.began();
    Instant now = incident.startedAt().earliest();
    Instant before = then.startedAt().earliest();
    return began != null ? began.earliest() : now.isBefore(before) ? now : before;
  }

  /** What is left of such an answer: how long it lasted at least, and by no chosen reading. */
  static ServiceImpact withoutEnd(ServiceImpact impact, Bounds users) {
    var said = new TreeMap<>(impact.said());
    NOT_KNOWN.forEach(said::remove);
    return new ServiceImpact(
        impact.service(),
        impact.category(),
        impact.kind(),
        users,
        Bounds.atLeast(impact.lastedMinutes().min()),
        impact.began(),
        false,
        impact.basis(),
        said);
  }

  /** Whether the answer in force says of a service that it was over, and is contradicted. */
  static boolean isContradicted(String service, Incident incident) {
    return incident
        .impact()
        .flatMap(answer -> answer.service(service))
        .filter(impact -> isContradicted(impact, incident))
        .isPresent();
  }
}
