package jp.anshin.server.runbooks;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookEvent;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookEvent.StepUnticked;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ticks on the runbooks of an incident. What a method here has returned from is on disk and in the
 * audit. Two people who tick different steps at once do not hinder each other.
 */
@Service
public class Runbooks {

  /** Longest note on a step. */
  public static final int NOTE_CHARACTERS_MAX = 1000;

  /** Steps ticked and unticked more often than this tell nobody anything. */
  private static final int EVENTS_MAX = 2000;

  private final RunbookStore store;
  private final Incidents incidents;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();

  Runbooks(
      RunbookStore store,
      Incidents incidents,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** How far the runbooks of that incident have been worked. */
  public RunbookProgress of(IncidentId incident) {
    return store.of(incident);
  }

  /**
   * Ticks a step.
   *
   * @param note what was found; may be empty
   * @throws Refusal {@code runbook.is-done} when somebody has ticked it, {@code runbook.closed},
   *     {@code runbook.unknown}
   */
  public RunbookProgress tick(IncidentId id, String who, String step, String note) {
    if (note.length() > NOTE_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(NOTE_CHARACTERS_MAX));
    }
    Storable.check(note);
    return change(
        id,
        who,
        (incident, known) -> {
          StepTicked ticked = known.tick(step);
          if (ticked != null) {
            throw new Refusal("runbook.is-done", ticked.by());
          }
          Runbook.Step found = step(incident, step);
          return new StepTicked(
              now(incident),
              who,
              step,
              found.words().japanese(),
              found.words().english(),
              note.strip());
        });
  }

  /**
   * Takes a tick back; it stays in the record.
   *
   * @throws Refusal {@code runbook.not-done} when it is not ticked, {@code runbook.closed}
   */
  public RunbookProgress untick(IncidentId id, String who, String step) {
    return change(
        id,
        who,
        (incident, known) -> {
          if (known.tick(step) == null) {
            throw new Refusal("runbook.not-done");
          }
          return new StepUnticked(now(incident), who, step);
        });
  }

  private RunbookProgress change(
      IncidentId id, String who, BiFunction<Incident, RunbookProgress, RunbookEvent> deed) {
    changing.lock();
    try {
      Incident incident = incidents.required(id);
      if (incident.status() == IncidentStatus.CLOSED) {
        throw new Refusal("runbook.closed");
      }
      RunbookProgress known = store.of(id);
      if (known.events().size() >= EVENTS_MAX) {
        throw new Refusal("runbook.too-many", Integer.toString(EVENTS_MAX));
      }
      RunbookEvent event = deed.apply(incident, known);
      RunbookProgress after = known.after(event);
      transaction.executeWithoutResult(status -> {
        store.append(after);
        audit.record(who, "runbook-" + RunbookStore.TEXT.kind(event), id.value(), event.step());
      });
      return after;
    } finally {
      changing.unlock();
    }
  }

  private Instant now(Incident incident) {
    return incident.presentAt(clock.instant());
  }

  private static Runbook.Step step(Incident incident, String id) {
    return Runbook.of(incident).stream()
        .flatMap(each -> each.steps().stream())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal("runbook.unknown"));
  }
}
