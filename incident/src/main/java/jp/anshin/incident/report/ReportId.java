package jp.anshin.incident.report;

import java.time.LocalDate;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.ReportSubject.Accident;
import jp.anshin.incident.report.ReportSubject.Period;

/**
 * Names a report: there is one of each kind for a subject, however often it is corrected.
 *
 * @param subject what it is about
 * @param kind what it is
 */
public record ReportId(ReportSubject subject, DraftKind kind) {

  /** A report about one incident. */
  public ReportId(IncidentId incident, DraftKind kind) {
    this(new Accident(incident), kind);
  }

  /**
   * The report of a period.
   *
   * @param last last day of the period
   * @param simulated whether it is about replays
   */
  public static ReportId ofPeriod(LocalDate last, boolean simulated) {
    return new ReportId(new Period(last, simulated), DraftKind.PERIODIC_REPORT);
  }

  /**
   * Which incident it is about.
   *
   * @throws IllegalStateException when it is about a period
   */
  public IncidentId incident() {
    return switch (subject) {
      case Accident accident -> accident.incident();
      case Period period -> throw new IllegalStateException(this + " is about no single incident");
    };
  }

  @Override
  public String toString() {
    return subject + " " + kind;
  }
}
