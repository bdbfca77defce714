package jp.anshin.server.statistics;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.server.imports.ImportedKind;

/**
 * The accidents of one fiscal year. Simulated ones are left out.
 *
 * @param year which
 * @param incidents real incidents that were counted
 * @param imported rows of imported lists that were counted
 * @param simulated incidents and rows that were left out
 * @param daysOpen how many of which it is open in which month or year they began
 * @param kinds how many are judged as what
 * @param byCategory by code of the category, empty for unknown; an accident with several services
 *     counts in each of their categories once, as the gravest that its services there are judged as
 * @param byCause by code of the cause, empty for unknown
 * @param byFacility by code of the class of facilities, empty for unknown
 * @param months in order, twelve of them
 * @param bands services of accidents whose users met a stop or a degradation, by duration and users
 * @param hours user-hours lost
 */
public record YearFigures(
    FiscalYear year,
    int incidents,
    int imported,
    int simulated,
    DaysOpen daysOpen,
    Map<ImportedKind, Integer> kinds,
    SortedMap<String, Map<ImportedKind, Integer>> byCategory,
    SortedMap<String, Map<ImportedKind, Integer>> byCause,
    SortedMap<String, Map<ImportedKind, Integer>> byFacility,
    List<Month> months,
    Bands bands,
    UserHours hours) {

  public YearFigures {
    kinds = Map.copyOf(kinds);
    byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
    byCause = Collections.unmodifiableSortedMap(new TreeMap<>(byCause));
    byFacility = Collections.unmodifiableSortedMap(new TreeMap<>(byFacility));
    months = List.copyOf(months);
  }

  /** How many accidents were counted. */
  public int total() {
    return incidents + imported;
  }

  /**
   * Accidents of which it is open in which month or year they began. Each is counted where it may
   * have begun first.
   *
   * @param month counted in this year, and may have begun in a later month of it or of another
   * @param laterYear of these, may have begun in a later year
   * @param earlierYear counted in an earlier year, and may have begun in this one
   */
  public record DaysOpen(int month, int laterYear, int earlierYear) {}

  /**
   * A month.
   *
   * @param month which
   * @param kinds how many are judged as what
   * @param hours user-hours lost
   */
  public record Month(YearMonth month, Map<ImportedKind, Integer> kinds, UserHours hours) {

    public Month {
      kinds = Map.copyOf(kinds);
    }

    /** How many of these kinds. */
    public int of(List<ImportedKind> some) {
      return some.stream().mapToInt(each -> kinds.getOrDefault(each, 0)).sum();
    }
  }

  /**
   * How many of each band of duration (row) and of users (column). The last row and column hold
   * those whose band is not known: their bounds reach over more than one.
   *
   * @param cells rows of columns
   */
  public record Bands(List<List<Integer>> cells) {

    public Bands {
      cells = cells.stream().map(List::copyOf).toList();
    }
  }
}
