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
    private static final String SIMULATED = " simulated";

    /** The period of which {@link #toString} wrote that. */
    public static Period read(String key) {
      boolean simulated = key.endsWith(SIMULATED);
      int end = key.length() - (simulated ? SIMULATED.length() : 0);
      return new Period(LocalDate.parse(key.substring(0, end)), simulated);
    }

    /** Stable: it is a key of what is kept. */
    @Override
    public String toString() {
      return last + (simulated ? SIMULATED : "");
    }
  }
}
