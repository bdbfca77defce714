package jp.anshin.server.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportSubject.Accident;
import jp.anshin.incident.report.ReportSubject.Period;
import jp.anshin.server.store.EventTable;
import jp.anshin.server.store.EventTable.Kept;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports in the database, as what happened to them; nothing is ever changed. */
@Repository
class ReportStore {

  /** Events as they are kept. */
  static final SealedText<ReportEvent> TEXT = SealedText.of(ReportEvent.class);

  /** Two thousand quarters: more than any operator has had. */
  private static final int PERIODS_MAX = 2000;

  private final EventTable<ReportEvent> ofIncidents;
  private final EventTable<ReportEvent> ofPeriods;

  ReportStore(JdbcClient jdbc) {
    this.ofIncidents = new EventTable<>(jdbc, TEXT, "report_event", "incident", "report");
    this.ofPeriods = new EventTable<>(jdbc, TEXT, "period_report_event", "period");
  }

  Optional<Report> find(ReportId id) {
    String subject = id.subject().toString();
    return made(
        id,
        switch (id.subject()) {
          case Accident accident -> ofIncidents.of(subject, id.kind().name());
          case Period period -> ofPeriods.of(subject);
        });
  }

  /** The reports of an incident by kind. */
  List<Report> of(IncidentId incident) {
    Map<String, List<Kept<ReportEvent>>> byKind =
        ofIncidents.of(incident.value()).stream()
            .collect(
                Collectors.groupingBy(
                    kept -> kept.key().getLast(), LinkedHashMap::new, Collectors.toList()));
    return byKind.entrySet().stream()
        .flatMap(each ->
            made(new ReportId(incident, DraftKind.valueOf(each.getKey())), each.getValue())
                .stream())
        .toList();
  }

  /** Incidents with a report, those with the latest event first. */
  List<IncidentId> incidents(int limit) {
    return ofIncidents.latest(limit).stream().map(IncidentId::new).toList();
  }

  /** Periods with a report, those with the latest event first. */
  List<Period> periods() {
    return ofPeriods.latest(PERIODS_MAX).stream().map(Period::read).toList();
  }

  /** Adds the event that made that report what it is. */
  void append(Report after) {
    ReportEvent event = after.events().getLast();
    String subject = after.id().subject().toString();
    switch (after.id().subject()) {
      case Accident accident ->
          ofIncidents.append(
              after.revision(), event.at(), event, subject, after.id().kind().name());
      case Period period -> ofPeriods.append(after.revision(), event.at(), event, subject);
    }
  }

  private static Optional<Report> made(ReportId id, List<Kept<ReportEvent>> events) {
    Report report = null;
    for (Kept<ReportEvent> kept : events) {
      report = report == null ? Report.begun(id, kept.event()) : report.after(kept.event());
    }
    return Optional.ofNullable(report);
  }
}
