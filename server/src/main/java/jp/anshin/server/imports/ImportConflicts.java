package jp.anshin.server.imports;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.imports.ImportedAccident.Settled;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows that say something else than what was there under their id. They count nowhere, and the
 * report of their period stays open, until a person settles with a reason which holds. Nothing is
 * deleted.
 */
@Service
public class ImportConflicts {

  private final Imports imports;
  private final ImportStore store;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;

  ImportConflicts(
      Imports imports,
      ImportStore store,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.imports = imports;
    this.store = store;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** The open ones of that list, by line. */
  public List<ImportConflict> of(int number, int offset, int limit) {
    return store.conflicts(number, offset, limit);
  }

  /** How many of that list are open, by what they are judged as. */
  public Map<ImportedKind, Integer> kinds(int number) {
    return store.conflictKinds(number);
  }

  /** How many of that list are open and serious, may be serious, or undetermined. */
  public int needingPerson(int number) {
    return kinds(number).entrySet().stream()
        .filter(each -> each.getKey().needsPerson())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /**
   * How many of that list {@link #settleAll} would settle so: not those of which nothing is there
   * to keep; not those that stand against an incident or against another line of their file, of
   * which a person says which holds.
   */
  public int canSettle(int number, Settlement as) {
    return store.canSettle(number, as);
  }

  /**
   * A person settles one row. When it is to hold, the other open lines of its file are set aside
   * for the same reason; when it is set aside, they stay open.
   *
   * @param seen {@link ImportConflict#seen} of what that person saw
   * @param why reason; needed
   * @throws Refusal {@code import.conflict-settled} when it is not open, {@code
   *     import.conflict-stale} when it stands against other rows than that person saw, {@code
   *     import.conflict-nothing-there} when neither counts another row under its id nor is another
   *     line of its file open, {@code import.conflict-incident} when an incident would have to be
   *     replaced
   */
  public AccidentImport settle(
      int number, int line, Settlement as, String seen, String why, String who) {
    String reason = Imports.reason(why);
    return changing(
        number,
        () -> {
          ImportConflict open =
              store
                  .conflict(number, line)
                  .orElseThrow(() ->
                      new Refusal(
                          "import.conflict-settled",
                          Integer.toString(number),
                          Integer.toString(line)));
          check(open, as, seen);
          Settled settled = settled(who, reason);
          if (as == Settlement.KEEP) {
            required(
                store.settle(open.row(), RowStanding.CONFLICT, RowStanding.SET_ASIDE, settled));
          } else {
            replace(open, settled);
          }
          audit.record(
              who,
              action(as),
              Imports.target(imports.required(number)) + " line " + line + " against " + seen,
              reason);
        });
  }

  private static void check(ImportConflict open, Settlement as, String seen) {
    if (!open.seen().equals(seen)) {
      throw new Refusal("import.conflict-stale");
    }
    if (as == Settlement.KEEP && open.against().isEmpty()) {
      throw new Refusal("import.conflict-nothing-there");
    }
    IncidentId incident = open.incident();
    if (as == Settlement.REPLACE && incident != null) {
      throw new Refusal("import.conflict-incident", incident.value());
    }
  }

  private void replace(ImportConflict open, Settled settled) {
    var lists = new TreeSet<Integer>();
    for (ImportedAccident was : open.counting()) {
      required(store.settle(was, RowStanding.GOOD, RowStanding.REPLACED, settled));
      lists.add(was.importNumber());
    }
    for (ImportedAccident beside : open.beside()) {
      required(store.settle(beside, RowStanding.CONFLICT, RowStanding.SET_ASIDE, settled));
    }
    required(store.settle(open.row(), RowStanding.CONFLICT, RowStanding.GOOD, null));
    store.recount(lists);
  }

  /** An incident may have been opened in between: nothing is settled then. */
  private static void required(boolean done) {
    if (!done) {
      throw new Refusal("import.conflict-stale");
    }
  }

  /**
   * A person settles all open rows of a list in the same way that can be; the others stay open.
   *
   * @param open how many were open when that person looked
   * @param why reason; needed
   * @throws Refusal {@code import.conflict-stale} when others are open now, {@code
   *     import.conflicts-none-so} when none of them can be settled so
   */
  public AccidentImport settleAll(int number, Settlement as, int open, String why, String who) {
    String reason = Imports.reason(why);
    return changing(
        number,
        () -> {
          AccidentImport known = imports.required(number);
          if (known.conflicts() != open) {
            throw new Refusal("import.conflict-stale");
          }
          Settled settled = settled(who, reason);
          int done =
              as == Settlement.KEEP
                  ? store.keepAll(number, settled)
                  : store.replaceAll(number, settled);
          if (done == 0) {
            throw new Refusal("import.conflicts-none-so");
          }
          audit.record(
              who,
              action(as),
              Imports.target(known) + " " + done + " of " + open + " rows",
              reason);
        });
  }

  private AccidentImport changing(int number, Runnable change) {
    return imports.changing(() -> {
      if (imports.required(number).state() != ImportState.IMPORTED) {
        throw new Refusal("import.row-not-imported", Integer.toString(number));
      }
      return Objects.requireNonNull(
          transaction.execute(status -> {
            change.run();
            store.recount(List.of(number));
            return imports.required(number);
          }));
    });
  }

  private Settled settled(String who, String reason) {
    return new Settled(clock.instant().truncatedTo(ChronoUnit.MICROS), who, reason);
  }

  private static String action(Settlement as) {
    return "import-" + as.name().toLowerCase(Locale.ROOT);
  }
}
