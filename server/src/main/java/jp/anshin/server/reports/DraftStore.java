package jp.anshin.server.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.server.store.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Drafts in the database; no version is ever changed. */
@Repository
class DraftStore {

  private static final String COLUMNS =
      "select d.incident, d.version, d.made_at, d.withdrawn, d.content from draft d ";

  private final JdbcClient jdbc;

  DraftStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest version of each kind, withdrawn ones too. */
  List<KeptDraft> latest(IncidentId incident) {
    return jdbc.sql(
            COLUMNS
                + "where d.incident = ? and d.version = (select max(l.version) from draft l"
                + " where l.incident = d.incident and l.kind = d.kind)")
        .param(incident.value())
        .query(DraftStore::draft)
        .list();
  }

  List<KeptDraft> all(IncidentId incident) {
    return jdbc.sql(COLUMNS + "where d.incident = ? order by d.made_at, d.version, d.kind")
        .param(incident.value())
        .query(DraftStore::draft)
        .list();
  }

  Optional<KeptDraft> find(IncidentId incident, DraftKind kind, int version) {
    return jdbc.sql(COLUMNS + "where d.incident = ? and d.kind = ? and d.version = ?")
        .params(incident.value(), kind.name(), version)
        .query(DraftStore::draft)
        .optional();
  }

  void append(KeptDraft kept) {
    jdbc.sql(
            "insert into draft (incident, kind, version, made_at, content, withdrawn)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            kept.incident().value(),
            kept.draft().kind().name(),
            kept.version(),
            Moments.stored(kept.madeAt()),
            DraftContent.write(kept.draft()),
            kept.withdrawn())
        .update();
  }

  private static KeptDraft draft(ResultSet row, int number) throws SQLException {
    return new KeptDraft(
        new IncidentId(row.getString("incident")),
        row.getInt("version"),
        Moments.read(row, "made_at"),
        row.getBoolean("withdrawn"),
        DraftContent.read(row.getString("content")));
  }
}
