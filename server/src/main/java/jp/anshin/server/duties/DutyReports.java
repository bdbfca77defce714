package jp.anshin.server.duties;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.incident.DutyReport;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Figures;
import jp.anshin.law.OtherDuty;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Service;

/**
 * That the reports under other duties were made: leaks, near accidents and the like. They have
 * forms of their own and are written elsewhere; a person records here how and when one went out,
 * and takes a wrong record back. The rulebook knows one time for each of them, so each is one duty.
 */
@Service
public class DutyReports {

  /** A recipient, receipt, remark or reason: a person's words, not a file. */
  public static final int WORDS_CHARACTERS_MAX = 4000;

  private final Incidents incidents;
  private final Determinations determinations;
  private final Duties duties;

  DutyReports(Incidents incidents, Determinations determinations, Duties duties) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.duties = duties;
  }

  /**
   * A duty and what was recorded of it.
   *
   * @param id of the duty in the rulebook
   * @param duty as it stands
   * @param reports in the order they were recorded; those withdrawn are among them
   * @param now the incident's present
   */
  public record Reported(String id, Duty duty, List<DutyReport> reports, Instant now) {
    public Reported {
      reports = List.copyOf(reports);
    }
  }

  /**
   * The duty of that key.
   *
   * @throws Refusal {@code duty.unknown} when nothing has been said of such a duty, {@code
   *     duty.own-way} when it is fulfilled in another way
   */
  public Reported of(Incident incident, String key) {
    IncidentClock clock = duties.clock(incident);
    Duty duty =
        clock.duties().stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow(() -> new Refusal("duty.unknown", incident.id().value(), key));
    if (duty.kind() != Duty.Kind.OTHER) {
      throw new Refusal("duty.own-way", key);
    }
    String id = id(incident, key);
    List<DutyReport> reports =
        incident.dutyReports().stream().filter(each -> each.duty().equals(id)).toList();
    return new Reported(id, duty, reports, clock.now());
  }

  private String id(Incident incident, String key) {
    return Stream.concat(
            determinations.law().rulebook().otherDuties().stream().map(OtherDuty::id),
            incident.dutyReports().stream().map(DutyReport::duty))
        .filter(each -> IncidentDuties.signpostKey(each).equals(key))
        .findFirst()
        .orElseThrow(() -> new Refusal("duty.unknown", incident.id().value(), key));
  }

  /**
   * Records that the report was made. The same again changes nothing.
   *
   * @param latest the latest moment that can have been seen; what lies ahead is no fact
   * @throws Refusal as {@link #of} has it; {@code duty.not-then} when it was sent before the event
   *     began or lies ahead; when the words are too long or there are too many records
   */
  public Incident record(
      Incident incident, String key, String who, Sending sending, Instant latest) {
    Reported known = of(incident, key);
    check(sending.recipient());
    check(sending.receipt());
    check(sending.remark());
    Instant began = known.duty().since().earliest();
    if (sending.sentAt().isBefore(began) || sending.sentAt().isAfter(latest)) {
      throw Refusal.told(
          new IllegalArgumentException(sending.sentAt().toString()),
          "duty.not-then",
          locale -> List.of(Figures.time(began, locale), Figures.time(latest, locale)));
    }
    return incidents.reportDuty(incident.id(), who, known.id(), known.duty().title(), sending);
  }

  /**
   * Takes a wrong record back: it stays to be read and counts no more.
   *
   * @param why never empty
   * @throws Refusal when there is no such record that counts, or no reason is given
   */
  public Incident withdraw(IncidentId id, String key, String who, int number, String why) {
    Incident incident = incidents.required(id);
    check(why);
    if (why.isBlank()) {
      throw new Refusal("duty-report.reason-missing");
    }
    return incidents.withdrawDutyReport(id, who, id(incident, key), number, why);
  }

  private static void check(String words) {
    if (words.length() > WORDS_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(WORDS_CHARACTERS_MAX));
    }
  }
}
