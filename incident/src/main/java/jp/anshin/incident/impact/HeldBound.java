package jp.anshin.incident.impact;

import java.util.Optional;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.law.Truth;

/**
 * The most users that what goes on can ever affect, where somebody said that the upper bound of the
 * answer holds to the end. Without that word a bound tells of the moment of the answer only. It is
 * believed until anything that whoever said it could not know may be more, or more began.
 */
final class HeldBound {

  private HeldBound() {}

  /**
   * That many users at most, until all are restored; empty where nobody says so, or it is believed
   * no longer.
   *
   * @param impact as it is believed
   */
  static Optional<Long> of(ServiceImpact impact, Incident incident) {
    boolean said = impact.goesOn() && isSaid(impact);
    return Optional.ofNullable(impact.affected().max())
        .filter(most -> said && !isContradicted(impact.service(), most, incident));
  }

  /** Whether the answer says that its upper bound holds to the end. */
  static boolean isSaid(ServiceImpact impact) {
    return impact
        .said(ImpactFields.USERS_HOLD)
        .filter(one -> one.claimed() == Truth.YES)
        .isPresent();
  }

  private static boolean isContradicted(String service, long most, Incident incident) {
    KnownThen then = incident.atAnswer();
    if (then == null || EndedAnswers.wasResumed(incident) || isMoreDetected(incident, then)) {
      return true;
    }
    return CountedFacts.standing(LiveCounts.of(incident.counts(), service)).stream()
            .anyMatch(count -> count.said().estimate() > most)
        || CountedFacts.statedSince(then, incident, service).stream()
            .anyMatch(count -> CountedFacts.mayBeMore(count, most));
  }

  /** Who said that no more can be hit spoke of what was known to be detected then. */
  private static boolean isMoreDetected(Incident incident, KnownThen then) {
    return incident.detections().stream()
        .anyMatch(now -> then.detections().stream().noneMatch(earlier -> isWithin(now, earlier)));
  }

  /**
   * Whether it says no more than it did: nothing of another kind, before, or of a larger figure.
   */
  private static boolean isWithin(Detection now, Detection earlier) {
    return now.id().equals(earlier.id())
        && earlier.kinds().containsAll(now.kinds())
        && !now.startedAt().earliest().isBefore(earlier.startedAt().earliest())
        && now.counts().entrySet().stream()
            .allMatch(figure -> figure.getValue() <= earlier.count(figure.getKey()));
  }
}
