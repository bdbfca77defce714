package jp.anshin.incident.report;

import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftKind;

/**
 * Names a report: there is one of each kind for an incident, however often it is corrected.
 *
 * @param incident what it is about
 * @param kind what it is
 */
public record ReportId(IncidentId incident, DraftKind kind) {

  @Override
  public String toString() {
    return incident + " " + kind;
  }
}
