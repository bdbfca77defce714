package jp.anshin.incident.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.incident.PersonStatement;
import jp.anshin.law.Bounds;
import jp.anshin.law.Clause;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.Origin;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;

/**
 * Duties of their own that a person reported an incident as: whoever reports a leak has said that
 * it may be one. That leaves the duty open until somebody answers, and proves nothing.
 */
public final class ReportedDuties {

  private ReportedDuties() {}

  /** Those it is reported as, of which no impact answer says anything. */
  public static List<OtherDuty> unanswered(Incident incident, Rulebook rulebook) {
    return unanswered(incident, rulebook, answered(incident, rulebook));
  }

  /**
   * What answers state; of a duty as which it was reported only later, what they deny is open: who
   * answered did not know that.
   */
  private static Map<String, Statement> answered(Incident incident, Rulebook rulebook) {
    var answered = new HashMap<>(EarlierWords.statements(incident));
    for (OtherDuty duty : rulebook.otherDuties()) {
      if (isReportedSince(incident, duty)) {
        reopen(duty.id(), answered);
        rulebook.dutyRule(duty.id()).ifPresent(rule -> reopen(rule.when(), answered));
      }
    }
    return answered;
  }

  private static boolean isReportedSince(Incident incident, OtherDuty duty) {
    KnownThen then = incident.atAnswer();
    return then != null
        && incident.detections().stream().anyMatch(each -> isReportedAs(each, duty))
        && then.detections().stream().noneMatch(each -> isReportedAs(each, duty));
  }

  private static void reopen(Clause clause, Map<String, Statement> answered) {
    reopen(clause.id(), answered);
    clause.parts().forEach(part -> reopen(part, answered));
  }

  private static void reopen(String id, Map<String, Statement> answered) {
    answered.computeIfPresent(
        id,
        (key, said) ->
            said.truth() == Truth.YES
                ? said
                : said.day() == null
                    ? null
                    : new Statement(Truth.UNDETERMINED, Bounds.UNKNOWN, said.day(), said.origin()));
  }

  private static List<OtherDuty> unanswered(
      Incident incident, Rulebook rulebook, Map<String, Statement> answered) {
    var found = new ArrayList<OtherDuty>();
    for (OtherDuty duty : rulebook.otherDuties()) {
      boolean open =
          rulebook
              .dutyRule(duty.id())
              .filter(rule -> !answered.containsKey(duty.id()))
              .filter(rule -> !rule.when().isSpokenOf(answered))
              .isPresent();
      if (open && incident.detections().stream().anyMatch(each -> isReportedAs(each, duty))) {
        found.add(duty);
      }
    }
    return found;
  }

  static boolean isReportedAs(Detection detection, OtherDuty duty) {
    return PersonStatement.is(detection) && detection.kinds().contains(duty.id());
  }

  /** What is answered, and that these may be so. */
  static Map<String, Statement> stated(Incident incident, Rulebook rulebook) {
    Map<String, Statement> answered = answered(incident, rulebook);
    var stated = new HashMap<>(answered);
    if (mayFacilityBeDown(incident) && !stated.containsKey(FacilityRule.NEAR_ACCIDENT)) {
      stated.put(FacilityRule.NEAR_ACCIDENT, Statement.of(Truth.UNDETERMINED));
    }
    for (OtherDuty duty : unanswered(incident, rulebook, answered)) {
      incident.detections().stream()
          .filter(each -> isReportedAs(each, duty))
          .findFirst()
          .ifPresent(each -> stated.put(duty.id(), maybe(each)));
    }
    return stated;
  }

  /**
   * Over which nothing went, or may not have, may have lost its function, and is no serious
   * accident before two hours: a person must say whether it is the situation of 58条の2(二).
   */
  private static boolean mayFacilityBeDown(Incident incident) {
    return incident.impact().map(ImpactAnswer::said).filter(FacilityOutage::mayBe).isPresent();
  }

  private static Statement maybe(Detection detection) {
    Origin origin =
        Origin.of(PersonStatement.by(detection), detection.restatedAt(), detection.subject().key());
    return new Statement(Truth.UNDETERMINED, Bounds.UNKNOWN, null, origin);
  }
}
