package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PublishedAccidentsTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "accident-cases.csv",
      useHeadersInDisplayName = false,
      numLinesToSkip = 3)
  void theTableOfTheDaySaysWhatWasPublished(
      String name,
      String day,
      @Nullable String edition,
      String category,
      long minutesMin,
      @Nullable Long minutesMax,
      long usersMin,
      @Nullable Long usersMax,
      Verdict verdict) {
    AccidentFacts facts =
        Events.on(
            day,
            Events.stop(
                category.equals("?") ? null : category,
                new Bounds(minutesMin, minutesMax),
                new Bounds(usersMin, usersMax)));
    Determination determination =
        edition == null ? Events.LAW.determine(facts) : Events.LAW.whatIf(facts, edition);
    assertThat(determination.verdict()).as(name).isEqualTo(verdict);
  }

  @Test
  void oneServiceIsEnoughForTheEvent() {
    Bounds minutes = Bounds.between(100, 101);
    Determination both =
        Events.LAW.determine(
            Events.on(
                "2023-04-03",
                Events.stop("OTHER", minutes, Bounds.exactly(87_000)),
                Events.stop("VOICE_EMERGENCY", minutes, Bounds.exactly(47_000))));
    assertThat(both.verdict()).isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void theRouteLeakOf2017GoesIntoTheQuarterlyReportByItsUsers() {
    Determination ocn =
        Events.LAW.determine(
            Events.on(
                "2017-08-25", Events.stop("OTHER", Bounds.exactly(23), Bounds.exactly(8_150_000))));
    assertThat(ocn.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(ocn.periodic().required()).isEqualTo(Truth.YES);
    assertThat(ocn.periodic().cycle()).isEqualTo("quarterly");
    assertThat(ocn.periodic().deadline()).extracting(Deadline::due).hasToString("2017-11-30");
  }
}
