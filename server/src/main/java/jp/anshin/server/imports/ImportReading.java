package jp.anshin.server.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.AccidentCases;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Figures;
import jp.anshin.server.imports.AccidentImport.Columns;
import jp.anshin.server.refusal.Refusal;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One pass over a file: rows are judged and written in lots, each a transaction of its own, so that
 * nobody else waits for long and little is held in memory. What it wrote counts nowhere until the
 * state of the list says so.
 */
final class ImportReading implements AccidentCases.Listener {

  /** Some hundred kilobytes at a time, and a fraction of a second for whoever waits to write. */
  private static final int LOT = 2_000;

  private final ImportStore store;
  private final TransactionTemplate transaction;
  private final AccidentLaw law;
  private final CaseFacts facts;
  private final int number;
  private final List<ImportedAccident> rows = new ArrayList<>(LOT);
  private final List<CaseFault> faults = new ArrayList<>();
  private final Map<String, Integer> repeats = new HashMap<>();
  private int faultsKept;
  private int good;
  private int bad;
  private Columns columns = new Columns(false, List.of());

  ImportReading(
      ImportStore store,
      TransactionTemplate transaction,
      AccidentLaw law,
      CaseFacts facts,
      int number) {
    this.store = store;
    this.transaction = transaction;
    this.law = law;
    this.facts = facts;
    this.number = number;
  }

  @Override
  public void columns(Set<String> known, List<String> passedOver) {
    columns = new Columns(!known.contains("impact"), passedOver);
  }

  @Override
  public void good(AccidentCase read) {
    if (read.id().length() > ImportLimits.ID_CHARACTERS_MAX) {
      bad(
          List.of(
              new CaseFault(
                  read.line(),
                  "id",
                  "id.too-long",
                  List.of(Integer.toString(ImportLimits.ID_CHARACTERS_MAX)))));
      return;
    }
    Interval at = read.occurredAt();
    if (!law.rulebook()
        .periodic()
        .isOnePeriod(Figures.day(at.earliest()), Figures.day(at.latest()))) {
      // Counted in either period it might be missing in the other: nobody guesses.
      bad(List.of(new CaseFault(read.line(), "date", "date.two-periods", List.of(read.id()))));
      return;
    }
    good++;
    checkRows();
    rows.add(ImportedAccident.judged(number, read, law.determine(facts.of(read)), law.rulebook()));
    if (rows.size() == LOT) {
      flush();
    }
  }

  /** Nobody can say which of two rows of one name is meant: a person does, unless they agree. */
  @Override
  public void repeated(AccidentCase read, CaseFault why) {
    if (repeats.merge(read.id(), 1, Integer::sum) < ImportLimits.SAME_ID_MAX) {
      good(read);
    } else {
      bad(List.of(new CaseFault(why.line(), why.column(), "id.repeated", why.arguments())));
    }
  }

  @Override
  public void notice(CaseFault what) {
    tell(List.of(what));
  }

  @Override
  public void bad(List<CaseFault> wrong) {
    bad++;
    checkRows();
    tell(wrong);
  }

  private void tell(List<CaseFault> wrong) {
    if (faultsKept + faults.size() + wrong.size() <= ImportLimits.FAULTS_MAX) {
      faults.addAll(wrong);
    }
    if (faults.size() >= LOT) {
      flush();
    }
  }

  private void checkRows() {
    if (good + bad > ImportLimits.ROWS_MAX) {
      throw new Refusal("import.too-many-rows", Integer.toString(ImportLimits.ROWS_MAX));
    }
  }

  /** Writes what is left. */
  void flush() {
    if (rows.isEmpty() && faults.isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(status -> {
      store.insertRows(rows);
      store.insertFaults(number, faultsKept, faults);
    });
    faultsKept += faults.size();
    rows.clear();
    faults.clear();
  }

  int bad() {
    return bad;
  }

  Columns columns() {
    return columns;
  }
}
