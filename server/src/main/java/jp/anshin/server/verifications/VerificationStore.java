package jp.anshin.server.verifications;

import java.util.List;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Verification;
import jp.anshin.incident.verification.VerificationEvent;
import jp.anshin.server.store.EventTable;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Verifications in the database, as what happened to them; nothing is ever changed. */
@Repository
class VerificationStore {

  /** Events as they are kept. */
  static final SealedText<VerificationEvent> TEXT = SealedText.of(VerificationEvent.class);

  private final EventTable<VerificationEvent> events;

  VerificationStore(JdbcClient jdbc) {
    this.events = new EventTable<>(jdbc, TEXT, "verification_event", "incident");
  }

  Verification of(IncidentId incident) {
    return events.of(incident.value()).stream()
        .map(EventTable.Kept::event)
        .reduce(Verification.none(incident), Verification::after, (one, other) -> other);
  }

  /** Incidents whose verification somebody has begun, those with the latest event first. */
  List<IncidentId> incidents(int limit) {
    return events.latest(limit).stream().map(IncidentId::new).toList();
  }

  /** Adds the event that made that verification what it is. */
  void append(Verification after) {
    VerificationEvent event = after.events().getLast();
    events.append(after.revision(), event.at(), event, after.incident().value());
  }
}
