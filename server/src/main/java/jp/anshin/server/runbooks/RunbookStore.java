package jp.anshin.server.runbooks;

import jp.anshin.incident.IncidentId;
import jp.anshin.incident.runbook.RunbookEvent;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.server.store.EventTable;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ticks in the database, as what happened to the steps; nothing is ever changed. */
@Repository
class RunbookStore {

  /** Events as they are kept. */
  static final SealedText<RunbookEvent> TEXT = SealedText.of(RunbookEvent.class);

  private final EventTable<RunbookEvent> events;

  RunbookStore(JdbcClient jdbc) {
    this.events = new EventTable<>(jdbc, TEXT, "runbook_event", "incident");
  }

  RunbookProgress of(IncidentId incident) {
    return new RunbookProgress(
        incident, events.of(incident.value()).stream().map(EventTable.Kept::event).toList());
  }

  /** Adds the event that made that progress what it is. */
  void append(RunbookProgress after) {
    RunbookEvent event = after.events().getLast();
    events.append(after.events().size(), event.at(), event, after.incident().value());
  }
}
