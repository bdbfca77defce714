package jp.anshin.server.determinations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.law.Verdict;
import jp.anshin.server.store.Moments;
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

  /** Of the latest; 0 while there is none. */
  int version(IncidentId incident) {
    return jdbc.sql("select coalesce(max(version), 0) from determination where incident = ?")
        .param(incident.value())
        .query(Integer.class)
        .single();
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

  /**
   * Incidents that nobody has closed, or that occurred since that day; those not closed first, the
   * latest first.
   *
   * @param since in Japan
   */
  List<IncidentId> reaching(LocalDate since) {
    placeEarlier();
    return jdbc.sql(
            "select i.id from incident i where i.status <> ? or exists (select 1 from"
                + " determination d where d.incident = i.id and d.occurred_on >= ?)"
                + " order by case when i.status = ? then 1 else 0 end, i.started_at desc, i.id")
        .params(IncidentStatus.CLOSED.name(), since, IncidentStatus.CLOSED.name())
        .query((row, number) -> new IncidentId(row.getString(1)))
        .list();
  }

  /**
   * The latest of each incident that occurred from that day to that day, by day.
   *
   * @param first in Japan
   * @param last in Japan
   */
  List<Determined> occurred(LocalDate first, LocalDate last) {
    placeEarlier();
    return jdbc.sql(
            COLUMNS
                + "d where d.occurred_on between ? and ? and d.version ="
                + " (select max(l.version) from determination l where l.incident = d.incident)"
                + " order by d.occurred_on, d.incident")
        .params(first, last)
        .query(DeterminationStore::determined)
        .list();
  }

  /** Incidents that occurred from that day to that day, of which any version says serious. */
  Set<IncidentId> onceSerious(LocalDate first, LocalDate last) {
    return jdbc.sql(
            "select distinct incident from determination where occurred_on between ? and ?"
                + " and outcome = ?")
        .params(first, last, Verdict.SERIOUS.name())
        .query((row, number) -> new IncidentId(row.getString(1)))
        .set();
  }

  /** Day in Japan on which the first known incident, simulated or real, occurred. */
  Optional<LocalDate> firstDay(boolean simulated) {
    placeEarlier();
    return jdbc.sql(
            "select min(d.occurred_on) from determination d join incident i on i.id = d.incident"
                + " where i.simulated = ?")
        .param(simulated)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  /** Those kept before there was a column for their day get it from their text. */
  private void placeEarlier() {
    jdbc.sql(COLUMNS + "where occurred_on is null")
        .query(DeterminationStore::determined)
        .list()
        .forEach(each ->
            jdbc.sql("update determination set occurred_on = ? where incident = ? and version = ?")
                .params(each.facts().firstDay(), each.incident().value(), each.version())
                .update());
  }

  void append(Determined determined, boolean goesOn) {
    jdbc.sql(
            "insert into determination (incident, version, made_at, caused_by, edition, outcome,"
                + " content, goes_on, occurred_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            determined.incident().value(),
            determined.version(),
            Moments.stored(determined.madeAt()),
            determined.causedBy(),
            String.join(",", determined.determination().editions()),
            determined.determination().verdict().name(),
            new DeterminationText(determined.facts(), determined.determination()).write(),
            goesOn,
            determined.facts().firstDay())
        .update();
  }

  private static Determined determined(ResultSet row, int number) throws SQLException {
    DeterminationText text = DeterminationText.read(row.getString("content"));
    return new Determined(
        new IncidentId(row.getString("incident")),
        row.getInt("version"),
        Moments.read(row, "made_at"),
        row.getString("caused_by"),
        text.facts(),
        text.determination());
  }
}
