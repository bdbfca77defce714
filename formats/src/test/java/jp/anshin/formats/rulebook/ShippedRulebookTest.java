package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Cell;
import jp.anshin.law.Citation;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Edition;
import jp.anshin.law.Impact;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.PeriodicRule.Cycle;
import jp.anshin.law.Question;
import jp.anshin.law.Reason;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.words.LawWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law that we ship, at its boundaries and in its words. */
class ShippedRulebookTest {

  private static final Rulebook BOOK = Events.LAW.rulebook();

  record Boundary(Edition edition, Row row, Cell cell) {
    @Override
    public String toString() {
      return row.id() + " " + cell.durationMinutes() + " min x " + cell.users();
    }
  }

  static List<Boundary> boundaries() {
    var all = new ArrayList<Boundary>();
    for (Edition edition : BOOK.editions()) {
      for (Row row : edition.rows()) {
        row.cells().forEach(cell -> all.add(new Boundary(edition, row, cell)));
      }
    }
    return all;
  }

  @Test
  void everyPairOfThresholdsIsThere() {
    assertThat(boundaries()).hasSize(1 + 7 + 9 + 9 + 11);
  }

  /** One second or one user less than a pair is not that pair; whether another holds is counted. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("boundaries")
  void aPairIsReachedExactlyAtItsThresholds(Boundary boundary) {
    long seconds = boundary.cell().durationSeconds();
    long users = boundary.cell().users();
    assertThat(verdict(boundary, seconds, users)).isEqualTo(Verdict.SERIOUS);
    assertThat(verdict(boundary, seconds - 1, users))
        .isEqualTo(expected(boundary.row(), seconds - 1, users));
    assertThat(verdict(boundary, seconds, users - 1))
        .isEqualTo(expected(boundary.row(), seconds, users - 1));
  }

  private static Verdict expected(Row row, long seconds, long users) {
    boolean reached =
        row.cells().stream()
            .anyMatch(cell -> seconds >= cell.durationSeconds() && users >= cell.users());
    return reached ? Verdict.SERIOUS : Verdict.NOT_SERIOUS;
  }

  private static Verdict verdict(Boundary boundary, long seconds, long users) {
    String category = boundary.row().category();
    ServiceFacts base =
        Events.stop(
            category.equals(Row.EVERY_CATEGORY) ? "OTHER" : category,
            Bounds.UNKNOWN,
            Bounds.exactly(users));
    ServiceFacts facts =
        new ServiceFacts(
            base.service(),
            base.category(),
            base.impact(),
            base.exclusions(),
            base.usersHardToCount(),
            Map.of("separable-from-existing-service", Truth.YES, "managed-per-contract", Truth.YES),
            base.users(),
            Bounds.exactly(seconds),
            null);
    LocalDate from = boundary.edition().validFrom();
    AccidentFacts event = Events.on(from == null ? "2026-01-05" : from.toString(), facts);
    // The row for free messaging narrows that for all free services: only as a trial is it alone.
    return Events.LAW.whatIf(event, boundary.edition().id()).reason().children().stream()
        .flatMap(child -> child.walk())
        .filter(node -> node.subject().equals(boundary.row().id()))
        .filter(node -> node.test() == Reason.Test.ROW)
        .map(node -> node.result() == Truth.YES ? Verdict.SERIOUS : Verdict.NOT_SERIOUS)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2008-03-31, ''",
    "2008-04-01, 2008",
    "2015-03-31, 2008",
    "2015-04-01, 2015",
    "2019-03-31, 2015",
    "2019-04-01, 2019",
    "2023-06-15, 2019",
    "2023-06-16, 2023",
    "2026-11-24, 2023"
  })
  void eachDayHasItsEdition(String day, String edition) {
    assertThat(BOOK.editionOn(LocalDate.parse(day)).map(Edition::id).orElse("")).isEqualTo(edition);
  }

  @ParameterizedTest
  @CsvSource({
    "2015-03-31, 30000, 119, NOT_SERIOUS",
    "2015-03-31, 1000000, 60, NOT_SERIOUS",
    "2015-04-01, 1000000, 60, SERIOUS",
    "2015-04-01, 999999, 119, NOT_SERIOUS",
    "2019-03-31, 30000, 120, SERIOUS",
    "2019-04-01, 30000, 120, SERIOUS",
    "2023-06-15, 29999, 1000, NOT_SERIOUS",
    "2023-06-16, 30000, 120, SERIOUS",
    "2025-09-30, 100000, 60, NOT_SERIOUS",
    "2025-10-01, 100000, 60, UNDETERMINED",
    "2025-10-01, 99999, 119, NOT_SERIOUS"
  })
  void dataServiceOnTheFirstAndLastDayOfEachEdition(
      String day, long users, long minutes, Verdict verdict) {
    assertThat(data(day, users, minutes).verdict()).isEqualTo(verdict);
  }

  @Test
  void theDemoCaseIsNotSeriousByNinetySevenMinutesAndGoesIntoTheQuarterlyReport() {
    Determination demo = data("2017-08-25", 41_000, 23);
    assertThat(demo.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(demo.editions()).containsExactly("2015");
    NearestMiss miss = demo.nearestMiss();
    assertThat(miss).isNotNull();
    assertThat(miss.row()).isEqualTo("2015-4");
    assertThat(miss.secondsShort()).isEqualTo(Bounds.exactly(97 * 60));
    assertThat(miss.usersShort()).isEqualTo(Bounds.exactly(0));
    assertThat(LawWords.in(Locale.JAPANESE).shortfall(miss)).isEqualTo("あと97分、利用者数は足りている");
    assertThat(demo.periodic().required()).isEqualTo(Truth.YES);
    assertThat(demo.periodic().deadline())
        .extracting(Deadline::due)
        .isEqualTo(LocalDate.parse("2017-11-30"));
    assertThat(demo.questions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2009-04-19, 2009-05-19",
    "2021-10-14, 2021-11-13",
    "2022-07-02, 2022-08-01",
    "2022-08-25, 2022-09-24",
    "2022-09-04, 2022-10-04",
    "2022-12-17, 2023-01-16",
    "2023-11-18, 2023-12-18"
  })
  void theThirtyDayReportIsDueWhenItWasInPublishedCases(LocalDate occurred, LocalDate due) {
    assertThat(BOOK.finalReport().due(occurred)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-03-31, 2018-03-31, 2018-05-31",
    "2018-04-01, 2018-06-30, 2018-08-31",
    "2018-09-30, 2018-09-30, 2018-11-30",
    "2018-10-01, 2018-12-31, 2019-02-28",
    "2019-12-31, 2019-12-31, 2020-02-29",
    "2025-03-31, 2025-03-31, 2025-05-31",
    "2025-04-01, 2026-03-31, 2026-05-31",
    "2026-03-31, 2026-03-31, 2026-05-31"
  })
  void thePeriodicReportIsDueTwoMonthsAfterItsPeriod(
      LocalDate occurred, LocalDate periodEnd, LocalDate due) {
    Cycle cycle = BOOK.periodic().cycleOn(occurred).orElseThrow();
    assertThat(cycle.periodEnd(occurred)).isEqualTo(periodEnd);
    assertThat(cycle.due(periodEnd)).isEqualTo(due);
  }

  @Test
  void whatIsUnverifiedIsSaidToBeSo() {
    assertThat(data("2020-06-01", 41_000, 23).caveats())
        .contains(
            new Caveat("edition-start-unverified", "2019"),
            new Caveat("rows-not-compared", "2019"));
    assertThat(data("2024-06-01", 41_000, 23).caveats())
        .contains(
            new Caveat("text-read-as-of", "2023-12-07"),
            new Caveat("edition-end-unverified", "2023"));
    assertThat(data("2023-07-01", 41_000, 23).caveats())
        .doesNotContain(new Caveat("text-read-as-of", "2023-12-07"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void everyRuleOfTheBookHasWordsInBothLanguages(String language) {
    LawWords words = LawWords.in(Locale.forLanguageTag(language));
    BOOK.exclusions()
        .forEach(exclusion ->
            assertThat(
                    words.question(
                        new Question(Question.EXCLUSION + exclusion.id(), "x"), id -> id))
                .doesNotContain(exclusion.id()));
    BOOK.categories().stream()
        .flatMap(category -> category.conditions().stream())
        .forEach(condition ->
            assertThat(words.question(new Question(Question.CONDITION + condition, "x"), id -> id))
                .doesNotContain(condition));
    for (Citation citation : citations()) {
      String line = words.citation(citation);
      assertThat(line).contains(citation.quote());
      if (!citation.edition().matches("\\d{4}")) {
        assertThat(line)
            .as("only editions are called tables")
            .doesNotContain(citation.edition() + "版", "table of " + citation.edition());
      }
      assertThat(line.contains(words.unverified())).isEqualTo(!citation.verified());
    }
    BOOK.otherDuties().forEach(duty -> assertThat(words.otherDuty(duty)).contains(duty.form()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void everyNodeOfADeterminationIsToldWithoutIds(String language) {
    LawWords words = LawWords.in(Locale.forLanguageTag(language));
    Function<String, String> name = id -> "例示サービス";
    for (String day : List.of("2010-01-01", "2017-08-25", "2020-06-01", "2026-06-01")) {
      for (String category : List.of("OTHER", "LPWA", "FREE_INTERNET")) {
        Determination determination =
            Events.LAW.determine(
                Events.on(
                    day, Events.met(Impact.UNKNOWN, category, Bounds.UNKNOWN, Bounds.UNKNOWN)));
        assertThat(determination.reason().walk().map(node -> words.sentence(node, name)))
            .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("{", "internet"));
        assertThat(determination.caveats())
            .allSatisfy(caveat -> assertThat(words.caveat(caveat, name)).doesNotContain("{"));
        assertThat(determination.questions())
            .isNotEmpty()
            .allSatisfy(question -> assertThat(words.question(question, name)).isNotBlank());
      }
    }
  }

  private static List<Citation> citations() {
    var all = new ArrayList<Citation>();
    BOOK.editions().forEach(edition -> edition.rows().forEach(row -> all.add(row.citation())));
    BOOK.facilityRules().forEach(rule -> all.add(rule.citation()));
    BOOK.exclusions().forEach(exclusion -> all.add(exclusion.citation()));
    BOOK.periodic().cycles().forEach(cycle -> all.add(cycle.citation()));
    BOOK.otherDuties().forEach(duty -> all.add(duty.citation()));
    all.addAll(
        List.of(
            BOOK.hardToCount(),
            BOOK.periodic().citation(),
            BOOK.finalReport().citation(),
            BOOK.firstReport()));
    return all;
  }

  private static Determination data(String day, long users, long minutes) {
    return Events.LAW.determine(
        Events.on(day, Events.stop("OTHER", Bounds.exactly(minutes), Bounds.exactly(users))));
  }
}
