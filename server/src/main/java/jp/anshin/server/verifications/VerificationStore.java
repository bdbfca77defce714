package jp.anshin.server.verifications;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Verification;
import jp.anshin.incident.verification.VerificationEvent;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Verifications in the database, as what happened to them; nothing is ever changed. */
@Repository
class VerificationStore {

  /** Events as they are kept. */
  static final SealedText<VerificationEvent> TEXT = SealedText.of(VerificationEvent.class);

  private final JdbcClient jdbc;

  VerificationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Verification of(IncidentId incident) {
    return jdbc
        .sql("select kind, content from verification_event where incident = ? order by sequence")
        .param(incident.value())
        .query((row, number) -> TEXT.read(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .reduce(Verification.none(incident), Verification::after, (one, other) -> other);
  }

  /** Incidents whose verification somebody has begun, those with the latest event first. */
  List<IncidentId> incidents(int limit) {
    return jdbc.sql(
            "select incident from verification_event group by incident"
                + " order by max(at) desc, incident limit ?")
        .param(limit)
        .query((row, number) -> new IncidentId(row.getString(1)))
        .list();
  }

  /** Adds the event that made that verification what it is. */
  void append(Verification after) {
    VerificationEvent event = after.events().getLast();
    jdbc.sql("insert into verification_event values (?, ?, ?, ?, ?)")
        .params(
            after.incident().value(),
            after.revision(),
            TEXT.kind(event),
            OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC),
            TEXT.write(event))
        .update();
  }
}
