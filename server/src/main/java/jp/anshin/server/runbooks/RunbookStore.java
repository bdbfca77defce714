package jp.anshin.server.runbooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.runbook.RunbookChange;
import jp.anshin.incident.runbook.RunbookEvent;
import jp.anshin.incident.runbook.RunbookHistory;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.server.store.EventTable;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runbooks and ticks in the database, as what happened to them; nothing is ever changed. */
@Repository
class RunbookStore {

  /** What happened on incidents, as it is kept. */
  static final SealedText<RunbookEvent> TEXT = SealedText.of(RunbookEvent.class);

  /** Versions, as they are kept. */
  static final SealedText<RunbookChange> CHANGES = SealedText.of(RunbookChange.class);

  private final EventTable<RunbookEvent> events;
  private final EventTable<RunbookChange> changes;

  RunbookStore(JdbcClient jdbc) {
    this.events = new EventTable<>(jdbc, TEXT, "runbook_event", "incident");
    this.changes = new EventTable<>(jdbc, CHANGES, "runbook_change", "book");
  }

  RunbookProgress of(IncidentId incident) {
    return new RunbookProgress(
        incident, events.of(incident.value()).stream().map(EventTable.Kept::event).toList());
  }

  /** Adds what happened after that. */
  void append(RunbookProgress known, List<RunbookEvent> added) {
    int sequence = known.events().size();
    for (RunbookEvent event : added) {
      events.append(++sequence, event.at(), event, known.incident().value());
    }
  }

  RunbookHistory history(String kind) {
    return new RunbookHistory(kind, changes.of(kind).stream().map(EventTable.Kept::event).toList());
  }

  /** Every version of all kinds that somebody has edited. */
  Map<String, List<RunbookChange>> changes() {
    return changes.of().stream()
        .collect(
            Collectors.groupingBy(
                kept -> kept.key().getFirst(),
                LinkedHashMap::new,
                Collectors.mapping(EventTable.Kept::event, Collectors.toList())));
  }

  /** Adds the change as that version. */
  void append(String kind, int version, RunbookChange change) {
    changes.append(version, change.at(), change, kind);
  }
}
