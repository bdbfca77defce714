package jp.anshin.server.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import jp.anshin.formats.form.Band;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.CauseGroup;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormCertainty;
import jp.anshin.formats.form.FormText;
import jp.anshin.formats.statistics.NationalFigures;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;
import jp.anshin.server.statistics.UserHours;
import jp.anshin.server.statistics.YearFigures;
import jp.anshin.server.web.ColumnChart.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened in a year, and how much of it was lost to users? */
@Controller
class StatisticsPage {

  /** Width of the bar of the longest line. */
  private static final long BAR_WIDTH = 1000;

  /** Causes that the form's grouping leaves open. */
  private static final String NO_GROUP = "no-group";

  /**
   * What is charted together, each in a chart with a scale of its own.
   *
   * @param name of its title
   * @param kinds of accidents
   */
  private record Series(String name, List<ImportedKind> kinds) {}

  private static final List<Series> SERIES =
      List.of(
          new Series("serious", List.of(ImportedKind.SERIOUS)),
          new Series("open", List.of(ImportedKind.MAY_BE_SERIOUS, ImportedKind.UNDETERMINED)),
          new Series("form27", List.of(ImportedKind.FORM27)),
          new Series("simple", List.of(ImportedKind.SIMPLE)),
          new Series("not-filed", List.of(ImportedKind.EXEMPT, ImportedKind.NOT_REQUIRED)));

  private final Statistics statistics;
  private final Words words;
  private final FormBook book = FormText.shipped();
  private final NationalFigures national = NationalFigures.shipped();

  StatisticsPage(Statistics statistics, Words words) {
    this.statistics = statistics;
    this.words = words;
  }

  /**
   * A line of a breakdown.
   *
   * @param name what it is about
   * @param kinds how many are judged as what
   * @param total of all kinds
   * @param width of its bar, up to {@link #BAR_WIDTH}
   */
  record Line(String name, Map<ImportedKind, Integer> kinds, int total, long width) {}

  /**
   * A breakdown.
   *
   * @param key of its title
   * @param lines those with the most first
   */
  record Breakdown(String key, List<Line> lines) {}

  @GetMapping("/reports/statistics")
  String page(@RequestParam(required = false) @Nullable Integer year, Locale locale, Model model) {
    List<FiscalYear> years = statistics.years();
    YearFigures figures = statistics.of(chosen(year, years));
    var show = new Show(locale, words);
    model.addAttribute("years", years);
    model.addAttribute("figures", figures);
    model.addAttribute("allKinds", ImportedKind.values());
    model.addAttribute("charts", charts(figures, show));
    model.addAttribute("breakdowns", breakdowns(figures, show));
    model.addAttribute("durationBands", book.durationBands());
    model.addAttribute("userBands", book.userBands());
    model.addAttribute("bandsUnverified", book.bandsCertainty() == FormCertainty.UNVERIFIED);
    model.addAttribute(
        "ours",
        List.of(ImportedKind.SERIOUS, ImportedKind.FORM27, ImportedKind.SIMPLE).stream()
            .map(each -> figures.kinds().getOrDefault(each, 0))
            .toList());
    model.addAttribute("national", national);
    model.addAttribute("nationalUnverified", national.certainty() == FormCertainty.UNVERIFIED);
    model.addAttribute("nationalChart", nationalChart(show));
    return "statistics";
  }

  /** The year that is asked for, where it is one of these; else the present one. */
  private FiscalYear chosen(@Nullable Integer year, List<FiscalYear> years) {
    return years.stream()
        .filter(each -> year != null && each.number() == year)
        .findFirst()
        .orElseGet(statistics::present);
  }

  private List<ColumnChart> charts(YearFigures figures, Show show) {
    var charts = new ArrayList<ColumnChart>();
    for (Series series : SERIES) {
      charts.add(
          ColumnChart.of(
              show.word("statistics.series", series.name()),
              figures.months().stream()
                  .map(each -> Value.exact(month(each, show), each.of(series.kinds())))
                  .toList()));
    }
    List<Value> hours = figures.months().stream().map(each -> hours(each, show)).toList();
    charts.add(
        ColumnChart.of(
            show.say(
                ColumnChart.inThousands(hours)
                    ? "statistics.hours.chart.thousands"
                    : "statistics.hours.chart"),
            hours));
    return charts;
  }

  private static Value hours(YearFigures.Month each, Show show) {
    UserHours hours = each.hours();
    return new Value(
        month(each, show),
        hours.least() + hours.openLeast(),
        hours.most() + hours.openLeast(),
        hours.open() + hours.unknown() > 0,
        false);
  }

  private static String month(YearFigures.Month each, Show show) {
    return show.say("statistics.month." + each.month().getMonthValue());
  }

  private ColumnChart nationalChart(Show show) {
    var values = new ArrayList<Value>();
    int before = 0;
    for (NationalFigures.Year each : national.years()) {
      Integer serious = each.serious();
      if (serious != null) {
        int from = before;
        boolean parted =
            before > 0
                && national.breaks().stream()
                    .anyMatch(change -> change.year() > from && change.year() <= each.year());
        values.add(new Value(Integer.toString(each.year()), serious, serious, false, parted));
        before = each.year();
      }
    }
    return ColumnChart.of(show.say("statistics.national.chart"), values);
  }

  private List<Breakdown> breakdowns(YearFigures figures, Show show) {
    return List.of(
        new Breakdown(
            "category", lines(figures.byCategory(), code -> show.word("category", code), show)),
        new Breakdown("group", lines(byGroup(figures), code -> group(code, show), show)),
        new Breakdown("cause", lines(figures.byCause(), code -> cause(code, show), show)),
        new Breakdown("facility", lines(figures.byFacility(), show::facility, show)));
  }

  private Map<String, Map<ImportedKind, Integer>> byGroup(YearFigures figures) {
    var groups = new TreeMap<String, Map<ImportedKind, Integer>>();
    figures
        .byCause()
        .forEach((code, kinds) -> {
          String group =
              code.isEmpty()
                  ? ""
                  : book.cause(code).flatMap(book::groupOf).map(CauseGroup::code).orElse(NO_GROUP);
          Map<ImportedKind, Integer> sum =
              groups.computeIfAbsent(group, key -> new EnumMap<>(ImportedKind.class));
          kinds.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
        });
    return groups;
  }

  private String group(String code, Show show) {
    return book.causeGroups().stream()
        .filter(each -> each.code().equals(code))
        .findFirst()
        .map(each -> show.name(each.label()))
        .orElseGet(() -> show.say("statistics.no-group"));
  }

  private String cause(String code, Show show) {
    return book.cause(code).map(Cause::label).map(show::name).orElse(code);
  }

  private static List<Line> lines(
      Map<String, Map<ImportedKind, Integer>> by, UnaryOperator<String> name, Show show) {
    int most = by.values().stream().mapToInt(StatisticsPage::total).max().orElse(0);
    return by.entrySet().stream()
        .map(each -> {
          int total = total(each.getValue());
          String said =
              each.getKey().isEmpty() ? show.say("figure.unknown") : name.apply(each.getKey());
          return new Line(
              said, each.getValue(), total, most == 0 ? 0 : Math.ceilDiv(total * BAR_WIDTH, most));
        })
        .sorted((one, other) -> Integer.compare(other.total(), one.total()))
        .toList();
  }

  private static int total(Map<ImportedKind, Integer> kinds) {
    return kinds.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same figures as a file, and the published ones beside them. */
  @GetMapping("/reports/statistics.csv")
  ResponseEntity<byte[]> csv(
      @RequestParam(required = false) @Nullable Integer year, Locale locale) {
    YearFigures figures = statistics.of(chosen(year, statistics.years()));
    var show = new Show(locale, words);
    var headings = new ArrayList<>(List.of("section", "item"));
    for (ImportedKind kind : ImportedKind.values()) {
      headings.add(kind.name());
    }
    headings.addAll(
        List.of(
            "total",
            "user_hours_least",
            "user_hours_most",
            "accidents_without_most",
            "their_user_hours_least",
            "accidents_unknown"));
    var table = new Csv(headings.toArray(String[]::new));
    String fiscal = "FY" + figures.year().number();
    row(table, "year", fiscal, figures.kinds(), figures.hours());
    row(table, "simulated-left-out", fiscal, figures.simulated());
    row(table, "month-open", fiscal, figures.daysOpen().month());
    row(table, "month-open-later-year", fiscal, figures.daysOpen().laterYear());
    row(table, "earlier-year-perhaps-this", fiscal, figures.daysOpen().earlierYear());
    for (YearFigures.Month each : figures.months()) {
      row(table, "month", each.month().toString(), each.kinds(), each.hours());
    }
    for (Breakdown breakdown : breakdowns(figures, show)) {
      for (Line line : breakdown.lines()) {
        row(table, breakdown.key(), line.name(), line.kinds(), null);
      }
    }
    bands(table, figures, show);
    for (NationalFigures.Year each : national.years()) {
      national(table, each);
    }
    return IncidentsPage.file("statistics-" + fiscal + ".csv", table);
  }

  private static void row(
      Csv table,
      String section,
      String item,
      Map<ImportedKind, Integer> kinds,
      @Nullable UserHours hours) {
    var cells = new ArrayList<>(List.of(section, item));
    for (ImportedKind kind : ImportedKind.values()) {
      cells.add(Integer.toString(kinds.getOrDefault(kind, 0)));
    }
    cells.add(Integer.toString(total(kinds)));
    if (hours != null) {
      cells.add(Long.toString(hours.least()));
      cells.add(Long.toString(hours.most()));
      cells.add(Integer.toString(hours.open()));
      cells.add(Long.toString(hours.openLeast()));
      cells.add(Integer.toString(hours.unknown()));
    }
    table.row(cells.toArray(String[]::new));
  }

  private static void row(Csv table, String section, String item, int total) {
    var cells = new ArrayList<>(List.of(section, item));
    for (int i = 0; i < ImportedKind.values().length; i++) {
      cells.add("");
    }
    cells.add(Integer.toString(total));
    table.row(cells.toArray(String[]::new));
  }

  private void bands(Csv table, YearFigures figures, Show show) {
    List<List<Integer>> cells = figures.bands().cells();
    for (int i = 0; i < cells.size(); i++) {
      String duration = band(book.durationBands(), i, show);
      for (int j = 0; j < cells.get(i).size(); j++) {
        String item = duration + " / " + band(book.userBands(), j, show);
        row(table, "duration-by-users", item, cells.get(i).get(j));
      }
    }
  }

  private static String band(List<Band> bands, int place, Show show) {
    return place < bands.size()
        ? show.name(bands.get(place).label())
        : show.say("statistics.band.unknown");
  }

  private static void national(Csv table, NationalFigures.Year each) {
    var cells = new ArrayList<>(List.of("national-published", "FY" + each.year()));
    for (ImportedKind kind : ImportedKind.values()) {
      Integer figure =
          switch (kind) {
            case SERIOUS -> each.serious();
            case FORM27 -> each.form27();
            case SIMPLE -> each.simple();
            case MAY_BE_SERIOUS, UNDETERMINED, EXEMPT, NOT_REQUIRED -> null;
          };
      cells.add(figure == null ? "" : figure.toString());
    }
    table.row(cells.toArray(String[]::new));
  }
}
