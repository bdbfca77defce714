package jp.anshin.server.web;

import java.util.ArrayList;
import java.util.List;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportState;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.server.refusal.Refusal;

/** What pages ask of any report, whatever it is about. */
final class ReportWay {

  private ReportWay() {}

  /** The way a report goes; a withdrawn one has left it. */
  static List<ReportState> steps(Report report) {
    var steps = new ArrayList<>(List.of(ReportState.values()));
    if (report.state() != ReportState.WITHDRAWN) {
      steps.remove(ReportState.WITHDRAWN);
    }
    return steps;
  }

  /**
   * The version of that number; of 0, the latest.
   *
   * @throws Refusal {@code report.unknown} when there is none
   */
  static ReportVersion version(Report report, int number) {
    return number == 0
        ? report.latest()
        : report
            .version(number)
            .orElseThrow(() ->
                new Refusal(
                    "report.unknown", report.id().subject().toString(), Integer.toString(number)));
  }
}
