package jp.anshin.server.statistics;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.formats.form.Band;
import jp.anshin.formats.form.FormBook;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import jp.anshin.server.imports.ImportedKind;

/** Adds accidents up, one at a time. */
final class YearCounter {

  private static final long SECONDS_PER_MINUTE = 60;

  private final FiscalYear year;
  private final FormBook book;
  private final Map<ImportedKind, Integer> kinds = new EnumMap<>(ImportedKind.class);
  private final SortedMap<String, Map<ImportedKind, Integer>> byCategory = new TreeMap<>();
  private final SortedMap<String, Map<ImportedKind, Integer>> byCause = new TreeMap<>();
  private final SortedMap<String, Map<ImportedKind, Integer>> byFacility = new TreeMap<>();
  private final Map<YearMonth, Map<ImportedKind, Integer>> months = new LinkedHashMap<>();
  private final Map<YearMonth, UserHours> hoursOf = new LinkedHashMap<>();
  private final Integer[][] bands;
  private UserHours hours = UserHours.NONE;
  private int monthOpen;
  private int laterYear;

  YearCounter(FiscalYear year, FormBook book) {
    this.year = year;
    this.book = book;
    this.bands = new Integer[book.durationBands().size() + 1][book.userBands().size() + 1];
    for (Integer[] row : bands) {
      Arrays.fill(row, 0);
    }
    for (YearMonth month : year.months()) {
      months.put(month, new EnumMap<>(ImportedKind.class));
      hoursOf.put(month, UserHours.NONE);
    }
  }

  void add(Counted accident) {
    ImportedKind kind = accident.kind();
    YearMonth month = YearMonth.from(accident.day());
    monthOpen += month.equals(YearMonth.from(accident.lastDay())) ? 0 : 1;
    laterYear += accident.lastDay().isAfter(year.last()) ? 1 : 0;
    count(kinds, kind);
    count(months.computeIfAbsent(month, key -> new EnumMap<>(ImportedKind.class)), kind);
    count(byCause, accident.cause(), kind);
    count(byFacility, accident.facility(), kind);
    categories(accident).forEach((category, own) -> count(byCategory, category, own));
    accident.parts().stream().filter(part -> part.met() == Truth.YES).forEach(this::band);
    hours = hours.with(accident);
    hoursOf.compute(month, (key, known) -> (known == null ? UserHours.NONE : known).with(accident));
  }

  /**
   * Each once, with what its own services are judged as, the gravest first: one serious service
   * makes no other category's accident serious. Those whose users met nothing only where there is
   * no other.
   */
  private static Map<String, ImportedKind> categories(Counted accident) {
    List<Counted.Part> met =
        accident.parts().stream().filter(part -> part.met() != Truth.NO).toList();
    var kinds = new HashMap<String, ImportedKind>();
    (met.isEmpty() ? accident.parts() : met)
        .forEach(part ->
            kinds.merge(
                part.category(),
                part.kind(),
                (one, other) -> one.compareTo(other) < 0 ? one : other));
    return kinds.isEmpty() ? Map.of("", accident.kind()) : kinds;
  }

  private void band(Counted.Part part) {
    int users = band(book.userBands(), part.users());
    int duration = band(book.durationBands(), minutes(part.seconds()));
    bands[duration][users] += 1;
  }

  private static Bounds minutes(Bounds seconds) {
    Long max = seconds.max();
    long least = seconds.min() / SECONDS_PER_MINUTE;
    return max == null ? Bounds.atLeast(least) : Bounds.between(least, max / SECONDS_PER_MINUTE);
  }

  /** Which band, or the one after the last when it may be more than one. */
  private static int band(List<Band> bands, Bounds quantity) {
    Long max = quantity.max();
    Band lowest = FormBook.bandOf(bands, quantity.min());
    int place = bands.indexOf(lowest);
    if (max == null) {
      return place == bands.size() - 1 ? place : bands.size();
    }
    return FormBook.bandOf(bands, max).equals(lowest) ? place : bands.size();
  }

  private static void count(
      SortedMap<String, Map<ImportedKind, Integer>> by, String key, ImportedKind kind) {
    count(by.computeIfAbsent(key, each -> new EnumMap<>(ImportedKind.class)), kind);
  }

  private static void count(Map<ImportedKind, Integer> kinds, ImportedKind kind) {
    kinds.merge(kind, 1, Integer::sum);
  }

  YearFigures figures(int incidents, int imported, int simulated, int earlierYear) {
    var inOrder = new ArrayList<YearFigures.Month>();
    months.forEach((month, counts) ->
        inOrder.add(
            new YearFigures.Month(month, counts, hoursOf.getOrDefault(month, UserHours.NONE))));
    return new YearFigures(
        year,
        incidents,
        imported,
        simulated,
        new YearFigures.DaysOpen(monthOpen, laterYear, earlierYear),
        kinds,
        byCategory,
        byCause,
        byFacility,
        inOrder,
        new YearFigures.Bands(Arrays.stream(bands).map(List::of).toList()),
        hours);
  }
}
