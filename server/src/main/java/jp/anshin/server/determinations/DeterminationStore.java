package jp.anshin.server.determinations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Determinations in the database; none is ever changed. */
@Repository
class DeterminationStore {

  private static final String COLUMNS =
      "select incident, version, made_at, caused_by, content from determination ";

  private final JdbcClient jdbc;

  DeterminationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Determined> latest(IncidentId incident) {
    return jdbc.sql(COLUMNS + "where incident = ? order by version desc limit 1")
        .param(incident.value())
        .query(DeterminationStore::determined)
        .optional();
  }

  List<Determined> all(IncidentId incident) {
    return jdbc.sql(COLUMNS + "where incident = ? order by version")
        .param(incident.value())
        .query(DeterminationStore::determined)
        .list();
  }

  /** Whether that version says that time may change what the law says. */
  boolean goesOn(Determined kept) {
    return jdbc.sql("select goes_on from determination where incident = ? and version = ?")
        .params(kept.incident().value(), kept.version())
        .query(Boolean.class)
        .single();
  }

  /** Incidents of which the latest version says that time may change what the law says. */
  List<IncidentId> goingOn(int limit) {
    return jdbc.sql(
            "select d.incident from determination d where d.goes_on and d.version ="
                + " (select max(l.version) from determination l where l.incident = d.incident)"
                + " order by d.made_at desc limit ?")
        .param(limit)
        .query((row, number) -> new IncidentId(row.getString(1)))
        .list();
  }

  void append(Determined determined, boolean goesOn) {
    jdbc.sql(
            "insert into determination (incident, version, made_at, caused_by, edition, outcome,"
                + " content, goes_on) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            determined.incident().value(),
            determined.version(),
            OffsetDateTime.ofInstant(determined.madeAt(), ZoneOffset.UTC),
            determined.causedBy(),
            String.join(",", determined.determination().editions()),
            determined.determination().verdict().name(),
            new DeterminationText(determined.facts(), determined.determination()).write(),
            goesOn)
        .update();
  }

  private static Determined determined(ResultSet row, int number) throws SQLException {
    DeterminationText text = DeterminationText.read(row.getString("content"));
    return new Determined(
        new IncidentId(row.getString("incident")),
        row.getInt("version"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getString("caused_by"),
        text.facts(),
        text.determination());
  }
}
