package jp.anshin.incident.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.PersonStatement;
import jp.anshin.law.Bounds;
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
    return unanswered(incident, rulebook, answered(incident));
  }

  private static Map<String, Statement> answered(Incident incident) {
    return EarlierWords.statements(incident);
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
    Map<String, Statement> answered = answered(incident);
    var stated = new HashMap<>(answered);
    for (OtherDuty duty : unanswered(incident, rulebook, answered)) {
      incident.detections().stream()
          .filter(each -> isReportedAs(each, duty))
          .findFirst()
          .ifPresent(each -> stated.put(duty.id(), maybe(each)));
    }
    return stated;
  }

  private static Statement maybe(Detection detection) {
    Origin origin =
        Origin.of(PersonStatement.by(detection), detection.restatedAt(), detection.subject().key());
    return new Statement(Truth.UNDETERMINED, Bounds.UNKNOWN, null, origin);
  }
}
