package jp.anshin.server.duties;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.law.Determination;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.ClockDuties;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Outage;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.duties.Duty.Kind;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Service;

/**
 * What is due because of incidents. Nothing is kept here: it follows from the incident, what the
 * law says of it, the reports that were sent and the operator file, at the incident's own present.
 */
@Service
public class Duties {

  /** Among so many of the latest incidents those not closed are looked at. */
  static final int INCIDENTS_MAX = 200;

  /** Among so many of the latest, those of which something may still be due are looked at. */
  static final int SETTLED_MAX = 2000;

  private final Incidents incidents;
  private final Determinations determinations;
  private final Clock clock;

  Duties(Incidents incidents, Determinations determinations, Clock clock) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.clock = clock;
  }

  /**
   * Everything that is or may become due because of that incident, the soonest first; those without
   * a deadline before all others. What does not apply and what is done is among them.
   *
   * @throws Refusal {@code incident.unknown}
   */
  public List<Duty> of(IncidentId id) {
    return of(incidents.required(id));
  }

  /** The same for every incident that nobody has closed, of the latest. */
  public List<Duty> ofOpen() {
    return incidents.latest(INCIDENTS_MAX).stream()
        .filter(each -> each.status() != IncidentStatus.CLOSED)
        .flatMap(each -> incidents.find(each.id()).stream())
        .flatMap(incident -> of(incident).stream())
        .sorted(SOONEST)
        .toList();
  }

  /**
   * The same for every incident of which something may still be due, closed or not: the law does
   * not forget what we have closed.
   */
  public List<Duty> unsettled() {
    return incidents.latest(SETTLED_MAX).stream()
        .filter(each -> each.status() != IncidentStatus.CLOSED || isReportable(each.id()))
        .flatMap(each -> incidents.find(each.id()).stream())
        .flatMap(incident -> of(incident).stream())
        .sorted(SOONEST)
        .toList();
  }

  /** Whether the law wants to hear of it, as last judged. */
  private boolean isReportable(IncidentId id) {
    return determinations
        .latest(id)
        .map(Determined::determination)
        .filter(said ->
            said.verdict() != Verdict.NOT_SERIOUS
                || said.periodic().required() != Truth.NO
                || !said.signposts().isEmpty())
        .isPresent();
  }

  private static final Comparator<Duty> SOONEST =
      Comparator.comparing((Duty duty) -> duty.due().by().orElse(Instant.MIN))
          .thenComparing(Duty::key);

  private List<Duty> of(Incident incident) {
    Instant now = incident.presentAt(clock.instant());
    Determination said = determinations.now(incident).determination();
    Rulebook rulebook = determinations.law().rulebook();
    Interval began = incident.startedAt();
    var outage = new Outage(began, null, List.of(), null);
    var duties = new ArrayList<Duty>();
    for (ClockDuty each : new ClockDuties(rulebook, List.of()).of(outage, said, now)) {
      Due due =
          each.dueOn() != null
              ? Due.on(each.dueOn(), each.dueOn())
              : each.dueAt() != null ? Due.at(each.dueAt()) : Due.AT_ONCE;
      duties.add(
          new Duty(
              incident.id(),
              each.key(),
              each.basis() == ClockDuty.Basis.GUIDELINE ? Kind.NOTICE : Kind.REPORT,
              each.basis(),
              DutyWords.title(each.key()),
              each.applies(),
              each.since(),
              due,
              null,
              each.citation(),
              each.verified()));
    }
    duties.sort(SOONEST);
    return List.copyOf(duties);
  }
}
