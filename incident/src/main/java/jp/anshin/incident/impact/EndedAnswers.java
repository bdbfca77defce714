package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;

/**
 * Answers that something was over, when more is known since: users were counted after the end that
 * was said, or the incident began again. Then nobody knows any more how long it lasted, nor how
 * many were affected at most, until somebody answers anew.
 */
final class EndedAnswers {

  private EndedAnswers() {}

  /** Whether what was stated after that answer shows that the outage was not over. */
  static boolean isContradicted(ServiceImpact impact, ImpactAnswer answer, Incident incident) {
    boolean saysItWasOver =
        !impact.ongoing() && impact.kind() != Impact.NONE && impact.kind() != Impact.UNKNOWN;
    return saysItWasOver && (wasResumed(answer, incident) || wasCounted(impact, answer, incident));
  }

  private static boolean wasResumed(ImpactAnswer answer, Incident incident) {
    return incident.timeline().stream()
        .filter(entry -> entry.kind() == TimelineEntry.Kind.RESUMED)
        .anyMatch(entry -> entry.at().isAfter(answer.answeredAt()));
  }

  private static boolean wasCounted(ServiceImpact impact, ImpactAnswer answer, Incident incident) {
    Instant end = impact.restored().map(Interval::latest).orElse(answer.answeredAt());
    return CountedFacts.standing(LiveCounts.of(incident.counts(), impact.service())).stream()
        .filter(count -> count.said().low() > 0 && count.said().at().isAfter(end))
        .anyMatch(count -> count.statedAt().isAfter(answer.answeredAt()));
  }

  /** What is left of such an answer: how long it lasted at least. */
  static ServiceImpact withoutEnd(ServiceImpact impact, Bounds users) {
    var said = new TreeMap<>(impact.said());
    said.remove(ImpactFields.RESTORED_AT);
    said.remove(ImpactFields.BELOW_CRITERION_AT);
    said.remove(ImpactFields.STILL_AFFECTED);
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
    Optional<ImpactAnswer> answer = incident.impact();
    return answer.stream()
        .flatMap(given -> given.services().stream())
        .filter(impact -> impact.service().equals(service))
        .anyMatch(impact -> isContradicted(impact, answer.orElseThrow(), incident));
  }
}
