package jp.anshin.server.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportId;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports in the database, as what happened to them; nothing is ever changed. */
@Repository
class ReportStore {

  /** Events as they are kept. */
  static final SealedText<ReportEvent> TEXT = SealedText.of(ReportEvent.class);

  private final JdbcClient jdbc;

  ReportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row.
   *
   * @param id whose
   * @param event what happened
   */
  private record Row(ReportId id, ReportEvent event) {}

  Optional<Report> find(ReportId id) {
    return reports(
            jdbc.sql(
                    "select * from report_event where incident = ? and report = ?"
                        + " order by sequence")
                .params(id.incident().value(), id.kind().name())
                .query(ReportStore::row)
                .list())
        .stream()
        .findFirst();
  }

  /** The reports of an incident by kind. */
  List<Report> of(IncidentId incident) {
    return reports(
        jdbc.sql("select * from report_event where incident = ? order by report, sequence")
            .param(incident.value())
            .query(ReportStore::row)
            .list());
  }

  /** Incidents with a report, those with the latest event first. */
  List<IncidentId> incidents(int limit) {
    return jdbc.sql(
            "select incident from report_event group by incident"
                + " order by max(at) desc, incident limit ?")
        .param(limit)
        .query((row, number) -> new IncidentId(row.getString(1)))
        .list();
  }

  /** Adds the event that made that report what it is. */
  void append(Report after) {
    ReportEvent event = after.events().getLast();
    jdbc.sql("insert into report_event values (?, ?, ?, ?, ?, ?)")
        .params(
            after.id().incident().value(),
            after.id().kind().name(),
            after.revision(),
            TEXT.kind(event),
            OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC),
            TEXT.write(event))
        .update();
  }

  private static List<Report> reports(List<Row> rows) {
    Map<ReportId, Report> reports = new LinkedHashMap<>();
    for (Row row : rows) {
      Report known = reports.get(row.id());
      reports.put(
          row.id(), known == null ? Report.begun(row.id(), row.event()) : known.after(row.event()));
    }
    return List.copyOf(reports.values());
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        new ReportId(
            new IncidentId(row.getString("incident")), DraftKind.valueOf(row.getString("report"))),
        TEXT.read(row.getString("kind"), row.getString("content")));
  }
}
