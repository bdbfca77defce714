package jp.anshin.server.runbooks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookEvent;
import jp.anshin.incident.runbook.RunbookEvent.RunbookTaken;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookEvent.StepUnticked;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.incident.runbook.WorkedRunbook;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runbooks of incidents, and ticks on them. What a method here has returned from is on disk and
 * in the audit. Two people who tick different steps at once do not hinder each other.
 */
@Service
public class Runbooks {

  /** Longest note on a step. */
  public static final int NOTE_CHARACTERS_MAX = 1000;

  /** Steps ticked and unticked more often than this tell nobody anything. */
  private static final int EVENTS_MAX = 2000;

  private final RunbookStore store;
  private final RunbookVersions versions;
  private final Incidents incidents;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  Runbooks(
      RunbookStore store,
      RunbookVersions versions,
      Incidents incidents,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.versions = versions;
    this.incidents = incidents;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** How far the runbooks of that incident have been worked. */
  public RunbookProgress of(IncidentId incident) {
    return store.of(incident);
  }

  /** The runbooks of that incident, as it is worked by them; never empty. */
  public List<WorkedRunbook> runbooks(Incident incident, RunbookProgress progress) {
    return progress.runbooks(incident, versions::inForce);
  }

  /**
   * Ticks a step. With the first tick the incident keeps the runbook as it stands.
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
        (incident, known, at) -> {
          known
              .tick(step)
              .ifPresent(ticked -> {
                throw new Refusal("runbook.is-done", ticked.by());
              });
          for (WorkedRunbook worked : runbooks(incident, known)) {
            Runbook book = worked.runbook();
            Optional<Runbook.Step> found = book.step(step);
            if (found.isPresent()) {
              var ticked = new StepTicked(at, who, step, found.get().words(), note.strip());
              return known.taken().containsKey(book.kind())
                  ? List.of(ticked)
                  : List.of(new RunbookTaken(at, who, book), ticked);
            }
          }
          throw new Refusal("runbook.unknown");
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
        (incident, known, at) -> {
          if (known.tick(step).isEmpty()) {
            throw new Refusal("runbook.not-done");
          }
          return List.of(new StepUnticked(at, who, step));
        });
  }

  /**
   * Goes on by the version in force. Ticks of steps with the same words stay ticks of that step,
   * all others stay in the record. When it is worked by that version already nothing changes.
   *
   * @param version the one that person saw
   * @throws Refusal {@code runbook.stale} when that is not in force any more, {@code
   *     runbook.unknown} when the incident is not worked by a runbook of that kind, {@code
   *     runbook.closed}
   */
  public RunbookProgress takeOver(IncidentId id, String who, String kind, int version) {
    return change(
        id,
        who,
        (incident, known, at) -> {
          WorkedRunbook worked =
              runbooks(incident, known).stream()
                  .filter(each -> each.runbook().kind().equals(kind))
                  .findFirst()
                  .orElseThrow(() -> new Refusal("runbook.unknown"));
          Runbook newer = worked.newer();
          if (newer == null) {
            return List.of();
          }
          if (newer.version() != version) {
            throw RunbookVersions.stale(version, newer.version());
          }
          return List.of(new RunbookTaken(at, who, newer));
        });
  }

  /**
   * Calls back after something may have changed; the call must be short.
   *
   * @return what ends it
   */
  public AutoCloseable watch(Runnable watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private interface Deed {
    List<RunbookEvent> on(Incident incident, RunbookProgress known, Instant at);
  }

  private RunbookProgress change(IncidentId id, String who, Deed deed) {
    RunbookProgress after;
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
      Instant at = incident.presentAt(clock.instant());
      after = kept(known, who, deed.on(incident, known, at));
    } finally {
      changing.unlock();
    }
    watchers.forEach(Runnable::run);
    return after;
  }

  private RunbookProgress kept(RunbookProgress known, String who, List<RunbookEvent> added) {
    transaction.executeWithoutResult(status -> {
      store.append(known, added);
      for (RunbookEvent event : added) {
        String action = "runbook-" + RunbookStore.TEXT.kind(event);
        audit.record(who, action, known.incident().value(), said(event, known));
      }
    });
    return known.after(added);
  }

  /** What the audit says of it: the words of the step, for its id says nothing to people. */
  private static String said(RunbookEvent event, RunbookProgress known) {
    return switch (event) {
      case StepTicked ticked -> ticked.words().english();
      case StepUnticked undone ->
          known.tick(undone.step()).map(ticked -> ticked.words().english()).orElse(undone.step());
      case RunbookTaken taken -> taken.runbook().kind() + " version " + taken.runbook().version();
    };
  }
}
