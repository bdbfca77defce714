package jp.anshin.server.runbooks;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookChange;
import jp.anshin.incident.runbook.RunbookChange.RunbookShippedAgain;
import jp.anshin.incident.runbook.RunbookChange.RunbookWritten;
import jp.anshin.incident.runbook.RunbookHistory;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runbooks in force on this server: the shipped ones, until somebody writes another version.
 * What a method here has returned from is on disk and in the audit. An incident that is worked by a
 * version keeps it, see {@link Runbooks}.
 */
@Service
public class RunbookVersions {

  /** Longest step: what nobody reads to its end at three in the morning is two steps. */
  public static final int STEP_CHARACTERS_MAX = 400;

  /** Longest reason. */
  public static final int REASON_CHARACTERS_MAX = 400;

  /** Longest text of a part as it is sent. */
  public static final int PART_CHARACTERS_MAX = 20_000;

  /** Nobody works through more of a kind while something is broken. */
  private static final int STEPS_MAX = 100;

  private final RunbookStore store;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  RunbookVersions(RunbookStore store, TransactionTemplate transaction, Audit audit, Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** Every kind, by its code: those that have a runbook and those that may get one. */
  public List<RunbookHistory> all() {
    Map<String, List<RunbookChange>> changes = store.changes();
    return kinds().stream()
        .map(kind -> new RunbookHistory(kind, changes.getOrDefault(kind, List.of())))
        .toList();
  }

  /**
   * The versions of a kind.
   *
   * @throws Refusal {@code runbook-kind.unknown} when nothing is ever of that kind
   */
  public RunbookHistory history(String kind) {
    if (!kinds().contains(kind)) {
      throw new Refusal("runbook-kind.unknown", kind);
    }
    return store.history(kind);
  }

  /** What is in force for that kind; empty when the general one serves. */
  public Optional<Runbook> inForce(String kind) {
    return store.history(kind).inForce();
  }

  /**
   * Puts what a person typed in force.
   *
   * @param readVersion the version that person saw
   * @param language in which they saw it
   * @param why for the audit
   * @throws Refusal {@code runbook.stale} when somebody saved another version meanwhile, {@code
   *     runbook.reason-missing}, {@code runbook.empty} without a step, {@code runbook.twice} where
   *     two steps are the same, {@code runbook.step-too-long}, {@code runbook.too-many-steps}
   */
  public RunbookHistory write(
      String by, String kind, int readVersion, Runbook.Text text, Locale language, String why) {
    Stream.of(text.avoid(), text.check(), text.act())
        .forEach(part -> check(part, PART_CHARACTERS_MAX));
    return change(
        by,
        kind,
        readVersion,
        why,
        known -> {
          List<Runbook> earlier =
              Stream.of(known.inForce(), Runbook.shipped(kind)).flatMap(Optional::stream).toList();
          Runbook typed = Runbook.typed(kind, readVersion + 1, text, language, earlier);
          check(typed, language);
          return new RunbookWritten(clock.instant(), by, why, typed);
        });
  }

  /** Puts what is shipped in force again; refused as {@link #write} is. */
  public RunbookHistory backToShipped(String by, String kind, int readVersion, String why) {
    return change(
        by, kind, readVersion, why, known -> new RunbookShippedAgain(clock.instant(), by, why));
  }

  /**
   * Calls back after another version was put in force; the call must be short.
   *
   * @return what ends it
   */
  public AutoCloseable watch(Runnable watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private interface Deed {
    RunbookChange on(RunbookHistory known);
  }

  private RunbookHistory change(String by, String kind, int readVersion, String why, Deed deed) {
    if (why.isBlank()) {
      throw new Refusal("runbook.reason-missing");
    }
    check(why, REASON_CHARACTERS_MAX);
    changing.lock();
    try {
      RunbookHistory known = history(kind);
      if (known.version() != readVersion) {
        throw stale(readVersion, known.version());
      }
      RunbookChange change = deed.on(known);
      int version = readVersion + 1;
      String target = kind + " version " + version;
      transaction.executeWithoutResult(status -> {
        store.append(kind, version, change);
        audit.record(
            by,
            "replace-runbook",
            change instanceof RunbookShippedAgain ? target + " shipped" : target,
            why);
      });
    } finally {
      changing.unlock();
    }
    watchers.forEach(Runnable::run);
    return history(kind);
  }

  /** Somebody decided by a version that is not in force any more. */
  static Refusal stale(int read, int inForce) {
    return new Refusal("runbook.stale", Integer.toString(read), Integer.toString(inForce));
  }

  private static NavigableSet<String> kinds() {
    NavigableSet<String> kinds = Runbook.shippedKinds();
    Arrays.stream(ReportedKind.values()).map(ReportedKind::code).forEach(kinds::add);
    return kinds;
  }

  private static void check(Runbook typed, Locale language) {
    List<Runbook.Step> steps = typed.steps();
    if (steps.isEmpty()) {
      throw new Refusal("runbook.empty");
    }
    if (steps.size() + typed.avoid().size() > STEPS_MAX) {
      throw new Refusal("runbook.too-many-steps", Integer.toString(STEPS_MAX));
    }
    var ids = new HashSet<String>();
    for (Runbook.Step step : steps) {
      if (!ids.add(step.id())) {
        throw new Refusal("runbook.twice", step.words().in(language));
      }
    }
    Stream.concat(typed.avoid().stream(), steps.stream().map(Runbook.Step::words))
        .map(words -> words.in(language))
        .filter(words -> words.length() > STEP_CHARACTERS_MAX)
        .findFirst()
        .ifPresent(words -> {
          throw new Refusal(
              "runbook.step-too-long", Integer.toString(STEP_CHARACTERS_MAX), beginning(words));
        });
  }

  private static String beginning(String words) {
    return words.substring(0, words.offsetByCodePoints(0, 30)) + "…";
  }

  private static void check(String words, int charactersMax) {
    if (words.length() > charactersMax) {
      throw new Refusal("input.too-long", Integer.toString(charactersMax));
    }
    Storable.check(words);
  }
}
