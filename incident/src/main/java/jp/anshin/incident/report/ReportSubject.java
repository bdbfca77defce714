package jp.anshin.incident.report;

import java.time.LocalDate;
import jp.anshin.incident.IncidentId;

/** What a report is about. */
public sealed interface ReportSubject {

  /**
   * One incident.
   *
   * @param incident which
   */
  record Accident(IncidentId incident) implements ReportSubject {
    @Override
    public String toString() {
      return incident.toString();
    }
  }

  /**
   * All accidents of a period of the periodic report. Real and simulated ones never come together.
   *
   * @param last last day of the period, in Japan
   * @param simulated whether it is about replays
   */
  record Period(LocalDate last, boolean simulated) implements ReportSubject {
    /** Stable: it is a key of what is kept. */
    @Override
    public String toString() {
      return last + (simulated ? " simulated" : "");
    }
  }
}
