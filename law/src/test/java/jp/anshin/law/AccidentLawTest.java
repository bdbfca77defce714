package jp.anshin.law;

import static jp.anshin.law.Rules.ALL_DAY;
import static jp.anshin.law.Rules.CATEGORY_DAY;
import static jp.anshin.law.Rules.CONDITION_DAY;
import static jp.anshin.law.Rules.LAW;
import static jp.anshin.law.Rules.PROPOSAL_DAY;
import static jp.anshin.law.Rules.event;
import static jp.anshin.law.Rules.minutes;
import static jp.anshin.law.Rules.none;
import static jp.anshin.law.Rules.noon;
import static jp.anshin.law.Rules.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccidentLawTest {

  private static Verdict verdict(AccidentFacts facts) {
    return LAW.determine(facts).verdict();
  }

  @ParameterizedTest
  @CsvSource({
    "7200, 30000, SERIOUS",
    "7199, 30000, NOT_SERIOUS",
    "7200, 29999, NOT_SERIOUS",
    "3600, 1000000, SERIOUS",
    "3599, 1000000, NOT_SERIOUS",
    "3600, 999999, NOT_SERIOUS",
    "7199, 999999, NOT_SERIOUS",
    "0, 0, NOT_SERIOUS"
  })
  void bothThresholdsOfOnePairMustBeReachedToTheSecondAndTheUser(
      long seconds, long users, Verdict verdict) {
    ServiceFacts facts = stop("OTHER", Bounds.exactly(seconds), Bounds.exactly(users));
    assertThat(verdict(event(CATEGORY_DAY, facts))).isEqualTo(verdict);
  }

  @Test
  void theTableOfTheDayIsAppliedWhateverIsInForceToday() {
    ServiceFacts hour = stop("OTHER", minutes(60), Bounds.exactly(1_000_000));
    assertThat(verdict(event("2015-03-31", hour))).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(verdict(event("2015-04-01", hour))).isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void theDayIsThatOfJapan() {
    ServiceFacts hour = stop("OTHER", minutes(60), Bounds.exactly(1_000_000));
    Instant lastSecond = Instant.parse("2015-03-31T14:59:59Z");
    assertThat(verdict(at(Interval.at(lastSecond), hour))).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(verdict(at(Interval.at(lastSecond.plusSeconds(1)), hour)))
        .isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void aStartThatMayLieInTwoEditionsIsJudgedByBoth() {
    var midnight =
        new Interval(Instant.parse("2015-03-31T14:59:00Z"), Instant.parse("2015-03-31T15:01:00Z"));
    Determination differ =
        LAW.determine(at(midnight, stop("OTHER", minutes(60), Bounds.exactly(1_000_000))));
    assertThat(differ.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(differ.editions()).containsExactly("2008", "2015");
    assertThat(verdict(at(midnight, stop("OTHER", minutes(120), Bounds.exactly(30_000)))))
        .isEqualTo(Verdict.SERIOUS);
    assertThat(verdict(at(midnight, stop("OTHER", minutes(59), Bounds.exactly(2_000_000)))))
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void aDayWithoutTableIsUndeterminedAndSaidSo() {
    Determination before =
        LAW.determine(event("2008-03-31", stop("OTHER", minutes(600), Bounds.exactly(9_000_000))));
    assertThat(before.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(before.caveats()).contains(new Caveat("no-edition", "2008-03-31"));
  }

  @Test
  void hardToConnectOrNoImpactIsNoAccidentHoweverLongAndMany() {
    ServiceFacts none =
        new ServiceFacts(
            "internet",
            "OTHER",
            Truth.NO,
            Map.of(),
            Truth.UNDETERMINED,
            Map.of(),
            Bounds.exactly(9_000_000),
            minutes(9_000),
            null);
    Determination determination = LAW.determine(event(CATEGORY_DAY, none));
    assertThat(determination.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(determination.nearestMiss()).isNull();
    assertThat(determination.questions()).isEmpty();
    assertThat(determination.periodic().required()).isEqualTo(Truth.NO);
  }

  @Test
  void whileNobodyHasSaidWhatUsersMetOnlyThatIsAskedNotWhatWouldExcuseIt() {
    ServiceFacts unknown =
        new ServiceFacts(
            "internet",
            "OTHER",
            Truth.UNDETERMINED,
            Map.of(),
            Truth.NO,
            Map.of(),
            Bounds.UNKNOWN,
            Bounds.UNKNOWN,
            null);
    Determination determination = LAW.determine(event(CATEGORY_DAY, unknown));
    assertThat(determination.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(determination.questions())
        .containsExactly(
            new Question("impact", "internet"),
            new Question("duration", "internet"),
            new Question("users", "internet"));
  }

  @Test
  void servicesNobodyHasNamedKeepANoOpenButNotAYes() {
    ServiceFacts small = stop("OTHER", minutes(23), Bounds.exactly(41_000));
    ServiceFacts large = stop("OTHER", minutes(120), Bounds.exactly(41_000));
    assertThat(verdict(incomplete(small))).isEqualTo(Verdict.UNDETERMINED);
    assertThat(verdict(incomplete(large))).isEqualTo(Verdict.SERIOUS);
    assertThat(LAW.determine(incomplete(small)).questions()).contains(new Question("services", ""));
    assertThat(LAW.determine(incomplete(small)).periodic().required())
        .as("41,000 users are enough, whoever else there is")
        .isEqualTo(Truth.YES);
  }

  @Test
  void anUnverifiedExclusionNeverTurnsAYesIntoANo() {
    Map<String, Truth> planned = new HashMap<>(none());
    planned.put("planned", Truth.YES);
    Map<String, Truth> supplementary = new HashMap<>(none());
    supplementary.put("supplementary", Truth.YES);
    assertThat(verdict(event(CATEGORY_DAY, excluded(planned)))).isEqualTo(Verdict.UNDETERMINED);
    assertThat(verdict(event(CATEGORY_DAY, excluded(supplementary))))
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void usersWhoMayBeHardToCountAreNotJudgedByTheTable() {
    for (Truth hard : List.of(Truth.YES, Truth.UNDETERMINED)) {
      ServiceFacts facts =
          new ServiceFacts(
              "mail",
              "FREE",
              Truth.YES,
              none(),
              hard,
              Map.of(),
              Bounds.exactly(1),
              minutes(1),
              null);
      assertThat(verdict(event(CATEGORY_DAY, facts))).isEqualTo(Verdict.UNDETERMINED);
    }
  }

  @Test
  void theTwoReadingsOfANarrowerRowMustAgree() {
    ServiceFacts between = withCondition("LPWA", minutes(150), 40_000, Truth.UNDETERMINED);
    ServiceFacts both = withCondition("LPWA", minutes(720), 40_000, Truth.UNDETERMINED);
    assertThat(verdict(event(CONDITION_DAY, between))).isEqualTo(Verdict.UNDETERMINED);
    assertThat(LAW.determine(event(CONDITION_DAY, between)).questions())
        .contains(new Question("condition.separable", "internet"));
    assertThat(verdict(event(CONDITION_DAY, both))).isEqualTo(Verdict.SERIOUS);
    assertThat(
            verdict(event(CONDITION_DAY, withCondition("LPWA", minutes(150), 40_000, Truth.YES))))
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(verdict(event(CATEGORY_DAY, between)))
        .as("before it had a row of its own")
        .isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void aProposalNeverDecidesByItself() {
    ServiceFacts changed = stop("OTHER", minutes(70), Bounds.exactly(200_000));
    Determination open = LAW.determine(event(PROPOSAL_DAY, changed));
    assertThat(open.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(open.caveats()).contains(new Caveat("proposal-differs", "proposal"));
    assertThat(open.questions()).containsExactly(new Question(Question.PROPOSAL, ""));
    assertThat(verdict(event("2025-09-30", changed))).isEqualTo(Verdict.NOT_SERIOUS);
    Determination whatIf = LAW.whatIf(event(CATEGORY_DAY, changed), "proposal");
    assertThat(whatIf.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(whatIf.caveats()).contains(new Caveat("what-if", "proposal"));
    Determination nearer =
        LAW.determine(event(PROPOSAL_DAY, stop("OTHER", minutes(59), Bounds.exactly(100_000))));
    assertThat(nearer.nearestMiss())
        .as("the proposal is nearer, and decides nothing")
        .extracting(NearestMiss::row)
        .isEqualTo("c4");
    assertThat(verdict(event(PROPOSAL_DAY, stop("FREE", minutes(300), Bounds.exactly(100_000)))))
        .as("free services of the proposal may be big ones")
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void aCableIsJudgedByItsHoursAlone() {
    for (long seconds : new long[] {7_199, 7_200}) {
      var facts =
          new AccidentFacts(
              noon(ALL_DAY), List.of(), true, Truth.YES, Bounds.exactly(seconds), List.of());
      assertThat(verdict(facts))
          .isEqualTo(seconds == 7_200 ? Verdict.SERIOUS : Verdict.NOT_SERIOUS);
    }
  }

  @Test
  void theNearestMissIsThePairWithTheLeastMissing() {
    NearestMiss demo = nearest(stop("OTHER", minutes(23), Bounds.exactly(41_000)));
    assertThat(demo.cell()).isEqualTo(new Cell(120, 30_000));
    assertThat(demo.secondsShort()).isEqualTo(Bounds.exactly(97 * 60));
    assertThat(demo.usersShort()).isEqualTo(Bounds.exactly(0));

    NearestMiss hour = nearest(stop("OTHER", minutes(59), Bounds.exactly(1_000_000)));
    assertThat(hour.cell()).isEqualTo(new Cell(60, 1_000_000));
    assertThat(hour.secondsShort()).isEqualTo(Bounds.exactly(60));

    NearestMiss bounds =
        nearest(stop("OTHER", Bounds.between(600, 1_200), Bounds.between(10_000, 29_999)));
    assertThat(bounds.secondsShort()).isEqualTo(Bounds.between(6_000, 6_600));
    assertThat(bounds.usersShort()).isEqualTo(Bounds.between(1, 20_000));

    assertThat(
            LAW.determine(event(CATEGORY_DAY, stop("OTHER", minutes(120), Bounds.exactly(30_000))))
                .nearestMiss())
        .as("nothing was missed")
        .isNull();
  }

  @Test
  void ofACableThatWasDownTheNearestMissIsItsDurationAlone() {
    var facts =
        new AccidentFacts(noon(ALL_DAY), List.of(), true, Truth.YES, minutes(119), List.of());
    NearestMiss miss = LAW.determine(facts).nearestMiss();
    assertThat(miss).isNotNull();
    assertThat(miss.ofFacility()).isTrue();
    assertThat(miss.secondsShort()).isEqualTo(Bounds.exactly(60));
    assertThat(LAW.determine(facts).decidingRule()).isEqualTo(miss.row());

    var whole =
        new AccidentFacts(noon(ALL_DAY), List.of(), true, Truth.YES, minutes(120), List.of());
    assertThat(LAW.determine(whole).decidingRule()).isEqualTo(miss.row());
    var none = new AccidentFacts(noon(ALL_DAY), List.of(), true, Truth.NO, minutes(119), List.of());
    assertThat(LAW.determine(none).nearestMiss()).isNull();
  }

  @Test
  void projectionsSayWhenEachThresholdWouldBeReached() {
    Instant since = Instant.parse("2016-06-01T03:00:00Z");
    var facts =
        new ServiceFacts(
            "internet",
            "OTHER",
            Truth.YES,
            none(),
            Truth.NO,
            Map.of(),
            Bounds.between(41_000, 118_000),
            Bounds.atLeast(600),
            new Interval(since, since.plusSeconds(60)));
    assertThat(LAW.determine(event(CATEGORY_DAY, facts)).projections())
        .containsExactlyInAnyOrder(
            new Projection(
                Projection.Duty.SERIOUS,
                "internet",
                "b4",
                120,
                30_000,
                Truth.YES,
                new Interval(since.plusSeconds(7_200), since.plusSeconds(7_260))),
            new Projection(
                Projection.Duty.PERIODIC,
                "internet",
                "",
                120,
                0,
                Truth.YES,
                new Interval(since.plusSeconds(7_200), since.plusSeconds(7_260))));
  }

  @Test
  void whatIsLeftOutAsSeriousNeverComesIntoThePeriodicReportAndWhatIsPastLiesNotAhead() {
    Instant since = noon("2025-06-01").earliest();
    var facts =
        new ServiceFacts(
            "internet",
            "OTHER",
            Truth.YES,
            none(),
            Truth.NO,
            Map.of(),
            Bounds.exactly(1_000_000),
            Bounds.atLeast(3_600),
            Interval.at(since));
    Determination serious = LAW.determine(event("2025-06-01", facts));
    assertThat(serious.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(serious.projections())
        .extracting(Projection::duty, Projection::durationMinutes)
        .containsExactly(tuple(Projection.Duty.SERIOUS, 60L), tuple(Projection.Duty.SERIOUS, 120L));
    assertThat(serious.asOf(since.plusSeconds(3_600)).projections())
        .extracting(Projection::durationMinutes)
        .containsExactly(120L);
    assertThat(LAW.determine(event(CATEGORY_DAY, facts)).projections())
        .as("of a day on which serious ones went in too")
        .extracting(Projection::duty)
        .contains(Projection.Duty.PERIODIC);
  }

  @Test
  void theDayOfTheAccidentIsNotCountedAndAWeekendMovesNothing() {
    Determination serious =
        LAW.determine(event("2017-08-25", stop("OTHER", minutes(120), Bounds.exactly(30_000))));
    Deadline deadline = serious.finalReport();
    assertThat(deadline).isNotNull();
    assertThat(deadline.due()).isEqualTo(LocalDate.parse("2017-09-24"));
    assertThat(deadline.isWeekend()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"7199, 29999, NO", "7200, 29999, YES", "7199, 30000, YES", "7200, 30000, YES"})
  void usersOrHoursAreEnoughForThePeriodicReport(long seconds, long users, Truth required) {
    ServiceFacts facts = stop("OTHER", Bounds.exactly(seconds), Bounds.exactly(users));
    assertThat(LAW.determine(event(CATEGORY_DAY, facts)).periodic().required()).isEqualTo(required);
  }

  @Test
  void seriousAccidentsLeaveThePeriodicReportOnTheDayTheLawSays() {
    ServiceFacts serious = stop("OTHER", minutes(120), Bounds.exactly(30_000));
    assertThat(LAW.determine(event("2025-03-31", serious)).periodic().required())
        .isEqualTo(Truth.YES);
    assertThat(LAW.determine(event("2025-04-01", serious)).periodic().required())
        .isEqualTo(Truth.NO);
    var midnight =
        new Interval(Instant.parse("2025-03-31T14:59:00Z"), Instant.parse("2025-03-31T15:01:00Z"));
    assertThat(LAW.determine(at(midnight, serious)).periodic().required())
        .isEqualTo(Truth.UNDETERMINED);
  }

  @Test
  void whatWasAssumedBecomesACaveat() {
    var assumed = new Caveat("assumed-not-excluded", "internet");
    var facts =
        new AccidentFacts(
            noon(CATEGORY_DAY),
            List.of(stop("OTHER", minutes(1), Bounds.exactly(1))),
            true,
            Truth.NO,
            Bounds.exactly(0),
            List.of(assumed));
    assertThat(LAW.determine(facts).caveats()).contains(assumed);
  }

  private static NearestMiss nearest(ServiceFacts facts) {
    NearestMiss miss = LAW.determine(event(CATEGORY_DAY, facts)).nearestMiss();
    assertThat(miss).isNotNull();
    return miss;
  }

  private static AccidentFacts at(Interval when, ServiceFacts facts) {
    return new AccidentFacts(when, List.of(facts), Truth.NO, Bounds.exactly(0));
  }

  private static AccidentFacts incomplete(ServiceFacts facts) {
    return new AccidentFacts(
        noon(CATEGORY_DAY), List.of(facts), false, Truth.NO, Bounds.exactly(0), List.of());
  }

  private static ServiceFacts excluded(Map<String, Truth> exclusions) {
    return new ServiceFacts(
        "internet",
        "OTHER",
        Truth.YES,
        exclusions,
        Truth.NO,
        Map.of(),
        Bounds.exactly(30_000),
        minutes(120),
        null);
  }

  private static ServiceFacts withCondition(
      String category, Bounds seconds, long users, Truth separable) {
    return new ServiceFacts(
        "internet",
        category,
        Truth.YES,
        none(),
        Truth.NO,
        Map.of("separable", separable),
        Bounds.exactly(users),
        seconds,
        null);
  }
}
