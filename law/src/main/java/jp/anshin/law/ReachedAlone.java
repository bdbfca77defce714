package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service may reach the thresholds of the periodic report without being a serious
 * accident. Both depend on the same users, hours and rows, so that of two open answers the one may
 * follow from the other: emergency voice down for an hour and a half reaches 30,000 users in the
 * table exactly when it does here. What shares nothing is taken to be free, so that a <em>no</em>
 * holds for every completion.
 */
final class ReachedAlone {

  private final Rulebook rulebook;
  private final ServiceTests services;
  private final long users;
  private final long seconds;

  ReachedAlone(Rulebook rulebook, ServiceTests services) {
    this.rulebook = rulebook;
    this.services = services;
    this.users = rulebook.periodic().users();
    this.seconds = new Cell(rulebook.periodic().durationMinutes(), 1).durationSeconds();
  }

  /**
   * Whether some completion has it reach the thresholds and be no serious accident.
   *
   * @param tables those that may apply; none where a day has no table
   */
  boolean may(ServiceFacts facts, LocalDate first, List<Table> tables) {
    if (facts.category() != null) {
      return mayInCategory(facts, first, tables);
    }
    for (Category category : rulebook.categories()) {
      if (!category.unasked() && mayInCategory(facts.in(category.code()), first, tables)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayInCategory(ServiceFacts facts, LocalDate first, List<Table> tables) {
    for (Reason shared : services.of(facts, first)) {
      if (shared.result() == Truth.NO) {
        return false;
      }
    }
    List<Table> applying = services.countable(facts) ? tables : List.of();
    List<Reading> readings = services.readings(facts);
    if (readings.isEmpty()) {
      return mayByOne(facts, applying, services.extents(facts));
    }
    for (Reading each : readings) {
      if (mayByOne(facts, applying, each.extents())) {
        return true;
      }
    }
    return false;
  }

  private boolean mayByOne(ServiceFacts facts, List<Table> tables, List<Extent> extents) {
    for (int i = 0; i < tables.size(); i++) {
      List<Row> rows = tables.get(i).rows(facts).rows();
      if (rows.isEmpty() && mayByRow(null, extents)) {
        return true;
      }
      for (int j = 0; j < rows.size(); j++) {
        if (mayByRow(rows.get(j), extents)) {
          return true;
        }
      }
    }
    return tables.isEmpty() && mayByRow(null, extents);
  }

  /**
   * By one row; null where none is known, by which nothing is certainly serious. Both tests only
   * grow with users and seconds: so it is enough to look at the least figures, and at the least of
   * those that reach one of the two thresholds.
   */
  private boolean mayByRow(@Nullable Row row, List<Extent> extents) {
    boolean reached = false;
    for (int i = 0; i < extents.size(); i++) {
      Bounds counted = extents.get(i).users();
      Bounds lasted = extents.get(i).durationSeconds();
      if (isSerious(row, counted.min(), lasted.min())) {
        return false;
      }
      long enough = Math.max(counted.min(), users);
      long longEnough = Math.max(lasted.min(), seconds);
      reached |= mayBe(counted, enough) && !isSerious(row, enough, lasted.min());
      reached |= mayBe(lasted, longEnough) && !isSerious(row, counted.min(), longEnough);
    }
    return reached;
  }

  private static boolean mayBe(Bounds bounds, long value) {
    Long max = bounds.max();
    return max == null || value <= max;
  }

  private static boolean isSerious(@Nullable Row row, long users, long seconds) {
    if (row == null) {
      return false;
    }
    List<Cell> cells = row.cells();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      if (users >= cell.users() && seconds >= cell.durationSeconds()) {
        return true;
      }
    }
    return false;
  }
}
