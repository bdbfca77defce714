package jp.anshin.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.statistics.YearFigures.Month;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {

  private static final FiscalYear YEAR = new FiscalYear(2017);

  @Test
  void incidentsAndListsOfAYearAreCountedTogether(@TempDir Path directory) {
    try (var rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true)) {
      Statistics statistics = rooms.part(Statistics.class);
      assertThat(statistics.of(YEAR).total()).isZero();
      IncidentId id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 900)).id();
      // Nobody has answered: that is no "not serious".
      assertThat(statistics.of(YEAR).kinds()).isEqualTo(Map.of(ImportedKind.MAY_BE_SERIOUS, 1));
      assertThat(statistics.of(YEAR).hours().unknown()).isEqualTo(1);

      rooms
          .incidents()
          .answerImpact(
              id,
              0,
              "manager",
              List.of(
                  new ServiceImpact(
                      "internet",
                      ServiceCategory.OTHER,
                      Impact.STOP,
                      Bounds.between(40_000, 41_000),
                      Bounds.exactly(90),
                      Interval.at(Statements.START),
                      false,
                      "RADIUS")),
              "");
      Imports imports = rooms.part(Imports.class);
      String list =
          """
          id,date,service_category,duration_minutes,affected_users,impact,facility,cause
          a,2017-04-01,OTHER,120,10,stop,F-RAN,C-NATFAIL
          b,2017-03-31,OTHER,120,10,stop,F-RAN,C-NATFAIL
          c,2017-08-01,,60,>=100,stop,,
          d,2017-08-01,OTHER,,,stop,F-RAN,
          e,2017-08-01,OTHER,30,100,none,F-RAN,
          """;
      int number = imports.upload("x.csv", list.getBytes(StandardCharsets.UTF_8), "sato").number();
      assertThat(statistics.of(YEAR).imported()).isZero();
      imports.confirm(number, imports.needingPerson(number), 0, "suzuki");

      YearFigures figures = statistics.of(YEAR);
      assertThat(figures.incidents()).isEqualTo(1);
      assertThat(figures.imported()).isEqualTo(4);
      assertThat(figures.kinds().values().stream().mapToInt(each -> each).sum()).isEqualTo(5);
      assertThat(figures.byFacility().keySet()).containsExactly("", "F-RAN");
      assertThat(figures.byCause().get("C-NATFAIL")).isEqualTo(Map.of(ImportedKind.SIMPLE, 1));
      assertThat(figures.months().getFirst().month()).isEqualTo(YearMonth.of(2017, 4));
      assertThat(figures.months()).hasSize(12);
      Month august = figures.months().get(4);
      assertThat(august.kinds().values().stream().mapToInt(each -> each).sum()).isEqualTo(4);
      // 2 h x 10, and 1.5 h x 40,000 to 41,000; at least 1 h x 100; one of which nothing is known.
      assertThat(figures.hours().bounded()).isEqualTo(2);
      assertThat(figures.hours().least()).isEqualTo(60_020);
      assertThat(figures.hours().most()).isEqualTo(61_520);
      assertThat(figures.hours().open()).isEqualTo(1);
      assertThat(figures.hours().openLeast()).isEqualTo(100);
      assertThat(figures.hours().unknown()).isEqualTo(1);
      assertThat(statistics.of(new FiscalYear(2016)).imported()).isEqualTo(1);
      assertThat(statistics.years()).extracting(FiscalYear::number).containsExactly(2017, 2016);
    }
  }

  @Test
  void ofOneAccidentEachCategoryIsCountedByItsOwnVerdict(@TempDir Path directory) {
    try (var rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true)) {
      IncidentId id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 900)).id();
      rooms
          .incidents()
          .answerImpact(
              id,
              0,
              "manager",
              List.of(
                  stop("internet", ServiceCategory.OTHER, 43_000, 121),
                  stop("phone", ServiceCategory.VOICE_EMERGENCY, 10, 20),
                  stop("mail", ServiceCategory.FREE_INTERNET, 10, 20)),
              "");
      YearFigures figures = rooms.part(Statistics.class).of(YEAR);
      assertThat(figures.kinds()).isEqualTo(Map.of(ImportedKind.SERIOUS, 1));
      assertThat(figures.byCategory())
          .isEqualTo(
              Map.of(
                  "OTHER", Map.of(ImportedKind.SERIOUS, 1),
                  "VOICE_EMERGENCY", Map.of(ImportedKind.NOT_REQUIRED, 1),
                  "FREE_INTERNET", Map.of(ImportedKind.NOT_REQUIRED, 1)));
    }
  }

  @Test
  void theCauseOfASeriousAccidentIsTheOneThatWasAnswered(@TempDir Path directory) {
    try (var rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true)) {
      IncidentId id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 900)).id();
      rooms
          .incidents()
          .answerImpact(
              id,
              0,
              "manager",
              List.of(stop("internet", ServiceCategory.OTHER, 43_000, 121)),
              Map.of(ImpactFields.CAUSE_CODE, Said.choosing(List.of("C-CONFIG"))),
              "");
      assertThat(rooms.part(Statistics.class).of(YEAR).byCause())
          .isEqualTo(Map.of("C-CONFIG", Map.of(ImportedKind.SERIOUS, 1)));
    }
  }

  @Test
  void whereTheLawLeavesTheFormOpenTheOneThatAPersonDecidedIsCounted(@TempDir Path directory) {
    try (var rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true)) {
      Imports imports = rooms.part(Imports.class);
      String list =
          """
          id,date,service_category,duration_minutes,affected_users,impact,facility
          a,2017-05-01,OTHER,130,10,stop,
          b,2017-05-01,OTHER,130,10,stop,
          c,2017-05-01,OTHER,130,10,stop,
          """;
      imports.upload("x.csv", list.getBytes(StandardCharsets.UTF_8), "sato");
      imports.confirm(1, 3, 0, "suzuki");
      Statistics statistics = rooms.part(Statistics.class);
      assertThat(statistics.of(YEAR).kinds()).isEqualTo(Map.of(ImportedKind.UNDETERMINED, 3));

      Periods periods = rooms.part(Periods.class);
      ReportingPeriod quarter = periods.required("2017-06-30");
      decide(periods, quarter, 2, Treatment.FORM27);
      decide(periods, quarter, 3, Treatment.SIMPLE);
      Map<ImportedKind, Integer> counted =
          Map.of(ImportedKind.FORM27, 1, ImportedKind.SIMPLE, 1, ImportedKind.UNDETERMINED, 1);
      assertThat(statistics.of(YEAR).kinds()).isEqualTo(counted);
      assertThat(statistics.of(YEAR).byCategory()).isEqualTo(Map.of("OTHER", counted));

      decide(periods, quarter, 2, Treatment.OPEN);
      assertThat(statistics.of(YEAR).kinds())
          .isEqualTo(Map.of(ImportedKind.SIMPLE, 1, ImportedKind.UNDETERMINED, 2));
    }
  }

  private static void decide(Periods periods, ReportingPeriod period, int line, Treatment as) {
    PeriodLine found =
        periods.standing(period).now().stream()
            .filter(each -> each.key().equals("reports/imports/1#line-" + line))
            .findFirst()
            .orElseThrow();
    periods.decide(period, found.key(), found.fingerprint(), "suzuki", as, "局の設備");
  }

  private static ServiceImpact stop(
      String service, ServiceCategory category, long users, long minutes) {
    return new ServiceImpact(
        service,
        category,
        Impact.STOP,
        Bounds.exactly(users),
        Bounds.exactly(minutes),
        Interval.at(Statements.START),
        false,
        "RADIUS");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-31,2025", "2026-04-01,2026", "2026-12-31,2026", "2027-01-01,2026"})
  void aFiscalYearBeginsInApril(LocalDate day, int year) {
    assertThat(FiscalYear.of(day).number()).isEqualTo(year);
    assertThat(new FiscalYear(year).months()).contains(YearMonth.from(day));
  }

  @Test
  void userHoursOfTheWholeWorldForTenYearsDoNotOverflow() {
    var part =
        new Counted.Part(
            "OTHER",
            ImportedKind.SERIOUS,
            Truth.YES,
            Bounds.exactly(100_000_000_000L),
            Bounds.exactly(315_000_000),
            null);
    var accident =
        new Counted(YEAR.first(), YEAR.first(), ImportedKind.SERIOUS, "", "", List.of(part, part));
    assertThat(UserHours.NONE.with(accident).least()).isEqualTo(17_500_000_000_000_000L);
  }
}
