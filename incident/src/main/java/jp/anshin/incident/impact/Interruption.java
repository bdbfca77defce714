package jp.anshin.incident.impact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Of what was reported as a duty of its own (a leak of secrecy, a near accident) nobody has said
 * that any service was hit. So one question is asked of all of them: was any interrupted or
 * degraded too, or did a facility such as a satellite or submarine cable carry nothing any more?
 * <em>No</em> is one answer for every service; after <em>yes</em> each is answered as usual. Until
 * then all stays unknown.
 */
public final class Interruption {

  private Interruption() {}

  /** Whether that is asked: nothing else was reported, and nobody has told of any impact. */
  public static boolean isAsked(Incident incident, Rulebook rulebook) {
    boolean asOwnDuty =
        !incident.detections().isEmpty()
            && incident.detections().stream().allMatch(each -> isOwnDuty(each, rulebook));
    return asOwnDuty && incident.counts().isEmpty() && !isSpokenOf(incident);
  }

  private static boolean isOwnDuty(Detection detection, Rulebook rulebook) {
    return rulebook.otherDuties().stream()
        .filter(duty -> rulebook.dutyRule(duty.id()).isPresent())
        .anyMatch(duty -> ReportedDuties.isReportedAs(detection, duty));
  }

  private static boolean isSpokenOf(Incident incident) {
    return incident.impactAnswers().stream()
        .anyMatch(answer ->
            answer.services().stream().anyMatch(Interruption::says)
                || answer
                    .said(ImpactFields.FACILITY)
                    .filter(said -> said.claimed() == Truth.YES)
                    .isPresent());
  }

  private static boolean says(ServiceImpact impact) {
    return impact.kind() != Impact.UNKNOWN
        || !impact.users().isUnknown()
        || !impact.minutes().isUnknown();
  }

  /**
   * <em>No</em>: the users of none of them met anything.
   *
   * @param operator who we are on the incident's day
   * @param basis how that is known, in the answerer's words
   */
  public static List<ServiceImpact> none(Incident incident, Operator operator, String basis) {
    return HitServices.with(operator, incident).services().stream()
        .map(service ->
            new ServiceImpact(
                service.id(),
                service.category(),
                Impact.NONE,
                Bounds.UNKNOWN,
                Bounds.UNKNOWN,
                null,
                false,
                basis))
        .toList();
  }

  /**
   * What <em>no</em> says of the event, beside what was said of it before.
   *
   * @param before the answer in force, or null when there is none
   * @param basis how that is known, in the answerer's words
   */
  public static Map<String, Said> noneOfEvent(@Nullable ImpactAnswer before, String basis) {
    var said = new HashMap<String, Said>(before == null ? Map.of() : before.said());
    said.put(ImpactFields.FACILITY, Said.of(Truth.NO).because(basis));
    return said;
  }
}
