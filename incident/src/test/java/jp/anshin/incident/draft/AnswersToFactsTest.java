package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.Correlation;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.impact.ServiceOutage;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.law.Input;
import jp.anshin.law.Origin;
import jp.anshin.law.Question;
import jp.anshin.law.Reading;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Together;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the law is told of what people answered, and what it makes of it. */
class AnswersToFactsTest {

  private static final Instant LATER = Leak2017.START.plusSeconds(30 * 60);
  private static final Instant MUCH_LATER = Leak2017.START.plusSeconds(4 * 3_600);
  private static final Operator NOBODY =
      new Operator(
          Leak2017.OPERATOR.day(),
          Leak2017.OPERATOR.name(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  @Test
  void ofAServiceNobodyHasSpokenOfNothingIsAssumed() {
    AccidentFacts facts = facts(Leak2017.unanswered(false), Leak2017.OPERATOR, LATER);
    assertThat(facts.services())
        .hasSize(2)
        .allSatisfy(service -> {
          assertThat(service.impact()).isEqualTo(Impact.UNKNOWN);
          assertThat(service.exclusions()).isEmpty();
          assertThat(service.durationSeconds()).isEqualTo(Bounds.UNKNOWN);
        });
    assertThat(facts.services().getFirst().users()).isEqualTo(Bounds.between(0, 118_000));
    assertThat(facts.assumptions())
        .as("only that no cable failed")
        .containsExactly(new Caveat("assumed-no-critical-facility", ""));
  }

  @Test
  void whatAnAnswerImpliesIsSaidToBeAssumed() {
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 41_000));
    assertThat(Leak2017.judged(answered, LATER).caveats())
        .contains(
            new Caveat("assumed-no-critical-facility", ""),
            new Caveat("assumed-not-excluded", "internet"),
            new Caveat("assumed-countable", "internet"));
  }

  @Test
  void moreUsersThanTheFileHasAreToldWithBothNumbers() {
    Incident beyond = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 118_001));
    assertThat(Leak2017.judged(beyond, LATER).caveats())
        .contains(new Caveat("users-beyond-file", "internet 118001 118000"));
    Incident all = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 118_000));
    assertThat(Leak2017.judged(all, LATER).caveats())
        .extracting(Caveat::key)
        .doesNotContain("users-beyond-file");
  }

  @Test
  void whatSomebodySaidIsAssumedNoMore() {
    var said = new HashMap<String, Said>();
    Leak2017.LAW
        .rulebook()
        .exclusions()
        .forEach(each -> said.put("exclusion." + each.id(), Said.of(Truth.NO)));
    said.put("users-hard-to-count", Said.of(Truth.NO));
    Incident answered =
        Leak2017.answered(
            Leak2017.unanswered(false),
            Map.of("facility", Said.of(Truth.NO).because("ケーブルは無事")),
            Leak2017.ended(23, 41_000).saying(said),
            Leak2017.phoneUntouched());

    assertThat(Leak2017.judged(answered, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(facts(answered, Leak2017.OPERATOR, LATER).assumptions()).isEmpty();
  }

  @Test
  void whoSaysThatTheyDoNotKnowTakesTheAssumptionAway() {
    ServiceImpact stop =
        Leak2017.ended(125, 41_000)
            .saying(Map.of("exclusion.supplementary-function", Said.of(Truth.UNDETERMINED)));
    Incident open =
        Leak2017.answered(
            Leak2017.unanswered(false),
            Map.of("facility", Said.of(Truth.UNDETERMINED)),
            stop,
            Leak2017.phoneUntouched());

    assertThat(Leak2017.judged(open, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(open, LATER).questions())
        .extracting(Question::key)
        .contains("exclusion.supplementary-function", "facility", "facility-duration");
  }

  @Test
  void aFailedCableIsSeriousThoughOnlyRoutesWereSeenToChange() {
    var said = new HashMap<String, Said>();
    said.put("facility", Said.of(Truth.YES).because("海底ケーブルの切断"));
    said.put("facility-duration", Said.of(Bounds.exactly(119)));
    Incident leak = Leak2017.unanswered(false);
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Incident shorter = Leak2017.answered(leak, said, none, Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(shorter, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);

    said.put("facility-duration", Said.of(Bounds.exactly(120)));
    Incident longer = Leak2017.answered(leak, said, none, Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(longer, LATER).verdict()).isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void aCableThatIsDownStillBecomesSeriousByTimeAlone() {
    Instant since = Leak2017.START.plusSeconds(600);
    Map<String, Said> down =
        Map.of(
            "facility", Said.of(Truth.YES),
            "facility-since", Said.at(Interval.at(since)),
            "facility-ongoing", Said.of(Truth.YES));
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Incident cut =
        Leak2017.answered(Leak2017.unanswered(false), down, none, Leak2017.phoneUntouched());

    var before = Leak2017.judged(cut, since.plusSeconds(7_199));
    assertThat(before.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(before.projections())
        .singleElement()
        .satisfies(next -> {
          assertThat(next.ofFacility()).isTrue();
          assertThat(next.at()).isEqualTo(Interval.at(since.plusSeconds(7_200)));
        });
    assertThat(before.caveats()).contains(new Caveat("facility-goes-on", ""));
    assertThat(Leak2017.judged(cut, since.plusSeconds(7_200)).verdict()).isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void ofACableOfWhichSomebodyRecordedThatItIsRestoredNoTimeRunsOn() {
    Instant began = Instant.parse("2024-06-01T01:00:00Z");
    var told = new PersonStatement(ReportedKind.CABLE_CUT, "海底ケーブル", Interval.at(began));
    Detection first = told.first("佐藤", began, began);
    Incident cut =
        Leak2017.answered(
            Incident.opened(
                (IncidentEvent.IncidentOpened)
                    Correlation.eventOf(List.of(), first, false).orElseThrow()),
            Map.of("facility", Said.of(Truth.YES), "facility-ongoing", Said.of(Truth.YES)),
            Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0)),
            Leak2017.phoneUntouched());
    Instant late = began.plusSeconds(90_000);
    assertThat(Leak2017.judged(cut, late).verdict()).isEqualTo(Verdict.SERIOUS);

    Incident over =
        cut.after(
            Correlation.eventOf(
                    List.of(cut),
                    PersonStatement.over(first, began.plusSeconds(6_000), "佐藤", "", late),
                    false)
                .orElseThrow());
    Determination judged = Leak2017.judged(over, late);
    assertThat(judged.verdict()).as("for how long is asked").isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged.questions()).contains(new Question("facility-duration", ""));
    assertThat(facts(over, Leak2017.OPERATOR, late).facilitySeconds())
        .isEqualTo(Bounds.atLeast(6_000));
  }

  @Test
  void whoSaysForHowLongACableWasDownAndNotThatItFailedLeavesItOpen() {
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Incident said =
        Leak2017.answered(
            Leak2017.unanswered(false),
            Map.of("facility-duration", Said.of(Bounds.exactly(300))),
            none,
            Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(said, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @ParameterizedTest
  @CsvSource({"7199, NOT_SERIOUS", "7200, SERIOUS"})
  void fromMomentsTheDurationIsExactToTheSecond(long seconds, Verdict verdict) {
    Instant began = Leak2017.START.plusSeconds(60);
    ServiceImpact stop =
        Leak2017.impact("internet", Impact.STOP, Bounds.exactly(41_000), Bounds.UNKNOWN)
            .saying(Map.of("restored-at", Said.at(Interval.at(began.plusSeconds(seconds)))));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), stop, Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(answered, LATER).verdict()).isEqualTo(verdict);
  }

  @Test
  void whatGoesOnIsJudgedByEveryReading() {
    Instant detected = Leak2017.START.plusSeconds(1_800);
    Instant below = Leak2017.START.plusSeconds(3_600);
    var said =
        Map.of(
            "detected-at", Said.at(Interval.at(detected)),
            "below-criterion-at", Said.at(Interval.at(below)),
            "peak-users", Said.of(Bounds.exactly(20_000)));
    Incident going =
        Leak2017.answered(
            Leak2017.unanswered(false), Leak2017.ongoing(Bounds.exactly(41_000)).saying(said));
    Instant now = Leak2017.START.plusSeconds(7_200);
    ServiceFacts internet = facts(going, Leak2017.OPERATOR, now).services().getFirst();

    assertThat(internet.readings()).hasSize(8);
    assertThat(internet.readings())
        .contains(
            Reading.of(
                "from-inability+until-all-restored+cumulative-users",
                Bounds.between(41_000, 118_000),
                Bounds.atLeast(7_080)),
            Reading.of(
                "from-detection+until-below-criterion+peak-users",
                Bounds.between(20_000, 118_000),
                Bounds.exactly(1_800)),
            Reading.of(
                "from-detection+until-all-restored+cumulative-users",
                Bounds.between(41_000, 118_000),
                Bounds.atLeast(5_400)));
  }

  @Test
  void aReadingThatWasChosenDecidesAndIsSaidToBeChosen() {
    var said = new HashMap<String, Said>();
    said.put("detected-at", Said.at(Interval.at(Leak2017.START.plusSeconds(660))));
    ServiceImpact stop = Leak2017.ended(120, 41_000);
    Incident leak = Leak2017.unanswered(false);
    Incident open = Leak2017.answered(leak, stop.saying(said), Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(open, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);

    said.put(
        "readings", Said.choosing(List.of("from-detection+until-all-restored+cumulative-users")));
    Incident chosen = Leak2017.answered(leak, stop.saying(said), Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(chosen, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(Leak2017.judged(chosen, LATER).caveats())
        .contains(new Caveat("reading-chosen", "internet"));
  }

  @ParameterizedTest
  @CsvSource({
    // So many were affected for 120 minutes, of 41,000 in all until 180: by all users it is
    // serious.
    "29999, 120, UNDETERMINED",
    "30000, 120, SERIOUS",
    "30000, 119, UNDETERMINED"
  })
  void whoIsRestoredFirstLeavesByOneReadingAndBothMustAgree(
      long users, long minutes, Verdict verdict) {
    Incident answered = restoredInParts(180, step(41_000, 60), step(users, minutes), step(9, 180));

    assertThat(Leak2017.judged(answered, LATER).verdict()).isEqualTo(verdict);
    assertThat(facts(answered, Leak2017.OPERATOR, LATER).services().getFirst().readings())
        .extracting(Reading::name)
        .containsExactly("from-inability+until-all-restored+cumulative-users", "restored-leave");
    assertThat(Leak2017.judged(answered, LATER).caveats())
        .contains(
            new Caveat(
                verdict == Verdict.SERIOUS ? "readings-agree" : "readings-differ", "internet"));
  }

  @ParameterizedTest
  @CsvSource({"29999, NOT_SERIOUS", "30000, SERIOUS"})
  void theReadingThatWhoeverIsRestoredLeavesCanBeChosen(long users, Verdict verdict) {
    Incident answered =
        restoredInParts(
            180,
            Map.of("readings", Said.choosing(List.of("restored-leave"))),
            step(41_000, 60),
            step(users, 120),
            step(9, 180));

    assertThat(Leak2017.judged(answered, LATER).verdict()).isEqualTo(verdict);
    assertThat(Leak2017.judged(answered, LATER).caveats())
        .contains(new Caveat("reading-chosen", "internet"));
  }

  @Test
  void ofWhomNoStepNamesNobodyKnowsForHowLong() {
    Map<String, Said> chosen = Map.of("readings", Said.choosing(List.of("restored-leave")));
    assertThat(Leak2017.judged(restoredInParts(180, chosen, step(29_999, 180)), LATER).verdict())
        .as("the others may have been affected nearly as long")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(restoredInParts(180, chosen, step(41_000, 90)), LATER).verdict())
        .as("somebody was affected until the end")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(
            Leak2017.judged(
                    restoredInParts(180, chosen, step(41_000, 90), step(29_999, 180)), LATER)
                .verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void aWholeMinuteOfAStepIsNoLongerThanTheOutage() {
    Instant began = Leak2017.START.plusSeconds(60);
    ServiceImpact stop =
        Leak2017.impact("internet", Impact.STOP, Bounds.exactly(41_000), Bounds.UNKNOWN)
            .saying(
                Map.of(
                    "restored-at", Said.at(Interval.at(began.plusSeconds(7_199))),
                    "still-affected", Said.inSteps(List.of(step(41_000, 120)))));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), stop, Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(answered, LATER).verdict())
        .as("119 min 59 s is not 120")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void whileItGoesOnStepsAreOnlyLeast() {
    ServiceImpact going =
        Leak2017.ongoing(Bounds.exactly(41_000))
            .saying(Map.of("still-affected", Said.inSteps(List.of(step(20_000, 10)))));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), going, Leak2017.phoneUntouched());
    assertThat(facts(answered, Leak2017.OPERATOR, LATER).services().getFirst().readings())
        .contains(
            Reading.of("restored-leave", Bounds.between(20_000, 118_000), Bounds.atLeast(600)));
  }

  @Test
  void aCountProvesHowManyWereAffectedAtAMomentAndNotForHowLong() {
    Map<String, Said> chosen = Map.of("readings", Said.choosing(List.of("restored-leave")));
    Incident told = restoredInParts(180, chosen, step(41_000, 60), step(29_000, 120), step(9, 180));
    assertThat(Leak2017.judged(told, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(Leak2017.judged(counted(told, 40_000), LATER).verdict())
        .as("that is no more than the first step says")
        .isEqualTo(Verdict.NOT_SERIOUS);
    Incident more = counted(told, 50_000);
    assertThat(Leak2017.judged(more, LATER).verdict())
        .as("nobody knows for how long those beyond the steps were affected")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(facts(more, Leak2017.OPERATOR, LATER).services().getFirst().readings().getFirst())
        .extracting(reading -> reading.extents().getLast())
        .isEqualTo(new Reading.Extent(Bounds.atLeast(50_000), Bounds.between(0, 180 * 60)));
  }

  @Test
  void thatCountsFellIsToldUntilSomebodySaysHowUsersWereRestored() {
    Incident one = counted(Leak2017.unanswered(false), 40_000);
    Instant later = LATER.plusSeconds(600);
    Incident stopped =
        Leak2017.answered(one, Leak2017.ongoing(Bounds.exactly(41_000)), Leak2017.phoneUntouched());
    Caveat fell = new Caveat("counts-fell", "internet");

    assertThat(Leak2017.judged(stopped, later).caveats()).doesNotContain(fell);
    assertThat(Leak2017.judged(counted(stopped, 10, later), later).caveats()).contains(fell);
    Incident inParts =
        Leak2017.answered(
            one,
            Leak2017.ongoing(Bounds.exactly(41_000))
                .saying(Map.of("still-affected", Said.inSteps(List.of(step(20_000, 10))))),
            Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(counted(inParts, 10, later), later).caveats()).doesNotContain(fell);
  }

  @ParameterizedTest
  @CsvSource({"29999, UNDETERMINED, readings-differ", "30000, SERIOUS, readings-agree"})
  void whereCountsFallAFirmYesNeedsThoseLeftToo(long left, Verdict verdict, String caveat) {
    Incident falling = falling(Map.of(), left);

    assertThat(Leak2017.judged(falling, MUCH_LATER).verdict()).isEqualTo(verdict);
    assertThat(Leak2017.judged(falling, MUCH_LATER).caveats())
        .contains(new Caveat(caveat, "internet"), new Caveat("counts-fell", "internet"));
    assertThat(facts(falling, Leak2017.OPERATOR, MUCH_LATER).services().getFirst().readings())
        .extracting(Reading::name)
        .containsExactly("from-inability+until-all-restored+cumulative-users", "restored-leave");
  }

  @Test
  void ofThoseMissingInALowerCountNothingIsClaimed() {
    Incident restored =
        Leak2017.answered(
            counted(counted(Leak2017.unanswered(false), 40_000), 9, LATER.plusSeconds(3_600)),
            Leak2017.ended(180, 41_000),
            Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(restored, MUCH_LATER).verdict())
        .as("others may have been hit in their place: never a no")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(facts(restored, Leak2017.OPERATOR, MUCH_LATER).services().getFirst().readings())
        .last()
        .extracting(Reading::extents)
        .isEqualTo(
            List.of(
                // Until the last count that certainly had so many.
                new Reading.Extent(
                    Bounds.between(40_000, 41_000), Bounds.between(29 * 60, 180 * 60)),
                new Reading.Extent(Bounds.between(9, 41_000), Bounds.exactly(180 * 60))));
  }

  @Test
  void whichReadingHoldsWhereCountsFallIsAskedAndCanBeChosen() {
    Question asked = new Question("readings", "internet");
    assertThat(Leak2017.judged(falling(Map.of(), 9), MUCH_LATER).questions()).contains(asked);

    Determination all =
        Leak2017.judged(
            falling(
                Map.of(
                    "readings",
                    Said.choosing(List.of("from-inability+until-all-restored+cumulative-users"))),
                9),
            MUCH_LATER);
    assertThat(all.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(all.caveats())
        .contains(new Caveat("reading-chosen", "internet"))
        .doesNotContain(new Caveat("counts-fell", "internet"));
    Map<String, Said> left = Map.of("readings", Said.choosing(List.of("restored-leave")));
    assertThat(Leak2017.judged(falling(left, 30_000), MUCH_LATER).verdict())
        .isEqualTo(Verdict.SERIOUS);
    assertThat(Leak2017.judged(falling(left, 29_999), MUCH_LATER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void aWeekOfFallingCountsTellsOnlyStepsThatMayReachAThreshold() {
    var counts = new ArrayList<CountedUsers>();
    for (int i = 0; i < 9_000; i++) {
      long users = 100_000L - 10L * i;
      counts.add(new CountedUsers("internet", LATER.plusSeconds(i * 60L), users, users, users, ""));
    }
    Instant end = LATER.plusSeconds(9_000 * 60L);
    Incident week =
        Leak2017.answered(
                Leak2017.unanswered(false),
                Leak2017.ongoing(Bounds.atLeast(1)),
                Leak2017.phoneUntouched())
            .after(
                new IncidentEvent.UsersCounted(
                    Leak2017.unanswered(false).id(), end, "radius", counts));
    assertThat(facts(week, Leak2017.OPERATOR, end).services().getFirst().readings().getLast())
        .extracting(Reading::extents)
        .satisfies(extents -> assertThat(extents).hasSizeBetween(3, 20));
    assertThat(Leak2017.judged(week, end).verdict()).isEqualTo(Verdict.SERIOUS);
  }

  /** It goes on; 40,000 were counted, and so many were left. */
  private static Incident falling(Map<String, Said> said, long left) {
    Incident going =
        Leak2017.answered(
            counted(Leak2017.unanswered(false), 40_000),
            Leak2017.ongoing(Bounds.exactly(41_000)).saying(said),
            Leak2017.phoneUntouched());
    return counted(going, left, LATER.plusSeconds(600));
  }

  private static Said.Step step(long users, long minutes) {
    return new Said.Step(Bounds.exactly(users), Bounds.exactly(minutes));
  }

  private static Incident restoredInParts(long minutes, Said.Step... steps) {
    return restoredInParts(minutes, Map.of(), steps);
  }

  private static Incident restoredInParts(
      long minutes, Map<String, Said> more, Said.Step... steps) {
    var said = new HashMap<>(more);
    said.put("still-affected", Said.inSteps(List.of(steps)));
    return Leak2017.answered(
        Leak2017.unanswered(false),
        Leak2017.ended(minutes, 41_000).saying(said),
        Leak2017.phoneUntouched());
  }

  private static Incident counted(Incident incident, long users) {
    return counted(incident, users, LATER);
  }

  private static Incident counted(Incident incident, long users, Instant at) {
    return incident.after(
        new IncidentEvent.UsersCounted(
            incident.id(),
            at,
            "radius",
            List.of(new CountedUsers("internet", at, users, users, users, ""))));
  }

  @Test
  void howUsersWereCountedIsToldToTheLaw() {
    ServiceImpact phone =
        Leak2017.impact("phone", Impact.STOP, Bounds.exactly(29_999), Bounds.exactly(60));
    Incident leak = Leak2017.unanswered(false);
    ServiceImpact internet =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Incident estimated =
        Leak2017.answered(
            leak, internet, phone.saying(Map.of("count-method", chosen("WEEK_BEFORE"))));
    assertThat(Leak2017.judged(estimated, LATER).verdict())
        .as("of emergency voice all under the equipment count")
        .isEqualTo(Verdict.UNDETERMINED);
    Incident all =
        Leak2017.answered(
            leak, internet, phone.saying(Map.of("count-method", chosen("EMERGENCY_VOICE_ALL"))));
    assertThat(Leak2017.judged(all, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(Leak2017.judged(all, LATER).inputs()).extracting(Input::key).contains("users");
  }

  @Test
  void whatIsStatedOfTheEventHasWhoSaidItAndItsDay() {
    var said =
        Map.of(
            "statement.secrecy-leak", Said.of(Truth.YES).because("法務"),
            "day.secrecy-leak", Said.on(LocalDate.parse("2017-08-25")));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), said, Leak2017.ended(23, 41_000));
    Determination judged = Leak2017.judged(answered, LATER);
    assertThat(judged.signposts())
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.applies()).isEqualTo(Truth.YES);
          assertThat(leak.deadline())
              .extracting(Deadline::due)
              .isEqualTo(LocalDate.parse("2017-09-24"));
        });
    assertThat(judged.inputs())
        .contains(
            new Input(
                "secrecy-leak",
                "",
                Origin.of("佐藤", answered.impact().orElseThrow().answeredAt(), "法務")));
  }

  @ParameterizedTest
  @CsvSource({
    "SECRECY_LEAK, statement.secrecy-leak, 様式第五十の二",
    "NEAR_ACCIDENT, statement.near-accident-fire, 様式第五十の四"
  })
  void whatIsReportedAsADutyOfItsOwnMayBeOneUntilSomebodyAnswers(
      ReportedKind kind, String question, String form) {
    Instant began = Instant.parse("2026-11-20T01:00:00Z");
    var told = new PersonStatement(kind, "名簿の誤送信", Interval.at(began));
    Incident reported =
        Incident.opened(
            (IncidentEvent.IncidentOpened)
                Correlation.eventOf(List.of(), told.first("佐藤", began, began), false)
                    .orElseThrow());
    Determination judged = Leak2017.judged(reported, began.plusSeconds(60));
    assertThat(judged.signposts())
        .singleElement()
        .satisfies(duty -> {
          assertThat(duty.applies()).isEqualTo(Truth.UNDETERMINED);
          assertThat(duty.duty().id()).isEqualTo(kind.code());
          assertThat(duty.duty().form()).isEqualTo(form);
          assertThat(duty.days()).isEqualTo(30);
          assertThat(duty.deadline()).isNull();
        });
    assertThat(judged.otherDuties()).noneMatch(duty -> duty.id().equals(kind.code()));
    assertThat(judged.questions())
        .contains(new Question(question, ""), new Question("day." + kind.code(), ""));
    assertThat(judged.inputs())
        .contains(new Input(kind.code(), "", Origin.of("佐藤", began, "名簿の誤送信")));

    Map<String, Said> none =
        Map.of(question, Said.of(Truth.NO), "facility-class", Said.choosing(List.of("F-CRITICAL")));
    Determination answered =
        Leak2017.judged(
            Leak2017.answered(reported, none, Leak2017.phoneUntouched()), began.plusSeconds(120));
    assertThat(answered.signposts())
        .filteredOn(duty -> duty.duty().id().equals(kind.code()))
        .singleElement()
        .satisfies(duty ->
            assertThat(duty.applies())
                .isEqualTo(kind == ReportedKind.SECRECY_LEAK ? Truth.NO : Truth.UNDETERMINED));

    // Whoever corrects the kind has taken it back.
    var corrected = new PersonStatement(ReportedKind.OTHER, "名簿の誤送信", Interval.at(began));
    Incident other =
        reported.after(
            Correlation.eventOf(
                    List.of(reported),
                    corrected.correcting(reported.detections().getFirst(), "佐藤", "x", began),
                    false)
                .orElseThrow());
    assertThat(Leak2017.judged(other, began.plusSeconds(60)).signposts()).isEmpty();
  }

  @Test
  void whatWasDeniedBeforeItWasReportedAsALeakIsAskedAnew() {
    Instant began = Instant.parse("2024-06-01T01:00:00Z");
    var told = new PersonStatement(ReportedKind.OTHER, "名簿の誤送信", Interval.at(began));
    Incident other =
        Incident.opened(
            (IncidentEvent.IncidentOpened)
                Correlation.eventOf(List.of(), told.first("佐藤", began, began), false)
                    .orElseThrow());
    Map<String, Said> none = Map.of("statement.secrecy-leak", Said.of(Truth.NO));
    Incident denied = Leak2017.answered(other, none, Leak2017.phoneUntouched());
    var leak = new PersonStatement(ReportedKind.SECRECY_LEAK, "名簿の誤送信", Interval.at(began));
    Incident reported =
        denied.after(
            Correlation.eventOf(
                    List.of(denied),
                    leak.correcting(denied.detections().getFirst(), "佐藤", "x", began),
                    false)
                .orElseThrow());

    Determination judged = Leak2017.judged(reported, began.plusSeconds(60));
    assertThat(judged.signposts())
        .singleElement()
        .satisfies(duty -> assertThat(duty.applies()).isEqualTo(Truth.UNDETERMINED));
    assertThat(judged.questions()).contains(new Question("statement.secrecy-leak", ""));
    Incident again = Leak2017.answered(reported, none, Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(again, began.plusSeconds(120)).signposts())
        .as("who answers after it is believed")
        .singleElement()
        .satisfies(duty -> assertThat(duty.applies()).isEqualTo(Truth.NO));
  }

  @ParameterizedTest
  @EnumSource(names = {"YES", "UNDETERMINED"})
  void aCableThatFailedForLessThanTwoHoursMayBeANearAccident(Truth truth) {
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Instant began = Instant.parse("2024-06-01T01:00:00Z");
    var told = new PersonStatement(ReportedKind.CABLE_CUT, "海底ケーブル", Interval.at(began));
    Incident cut =
        Incident.opened(
            (IncidentEvent.IncidentOpened)
                Correlation.eventOf(List.of(), told.first("佐藤", began, began), false)
                    .orElseThrow());
    Map<String, Said> failed =
        Map.of("facility", Said.of(truth), "facility-duration", Said.of(Bounds.exactly(119)));
    Determination judged =
        Leak2017.judged(
            Leak2017.answered(cut, failed, none, Leak2017.phoneUntouched()),
            began.plusSeconds(8_000));
    assertThat(judged.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged.questions())
        .contains(new Question("statement.near-accident-critical-facility", ""));
    assertThat(judged.signposts())
        .singleElement()
        .satisfies(duty -> {
          assertThat(duty.duty().id()).isEqualTo("near-accident");
          assertThat(duty.applies()).isEqualTo(Truth.UNDETERMINED);
        });
  }

  private static Said chosen(String code) {
    return Said.choosing(List.of(code));
  }

  @Test
  void whoAnsweredWhenAndOnWhatBasisIsKeptWithTheDetermination() {
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 41_000));
    ImpactAnswer answer = answered.impact().orElseThrow();
    assertThat(Leak2017.judged(answered, LATER).inputs())
        .containsExactly(
            new Input(
                "service",
                "internet",
                new Origin(answer.answeredBy(), answer.answeredAt(), "認証サーバのセッション数の差", null)));
  }

  @Test
  void hardToConnectIsOpenUntilTheClassOfTheServiceIsSaid() {
    ServiceImpact internet =
        Leak2017.impact(
            "internet", Impact.HARD_TO_CONNECT, Bounds.exactly(118_000), Bounds.exactly(600));
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), internet);
    assertThat(Leak2017.judged(answered, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(answered, LATER).questions())
        .contains(new Question("circumstance.best-effort-data", "internet"));
    ServiceImpact degraded =
        Leak2017.impact(
            "internet", Impact.DEGRADATION, Bounds.exactly(118_000), Bounds.exactly(600));
    assertThat(
            Leak2017.judged(Leak2017.answered(Leak2017.unanswered(false), degraded), LATER)
                .questions())
        .contains(new Question("circumstance.best-effort-data", "internet"));
  }

  @Test
  void aServiceTheAnswerLeavesOutKeepsTheVerdictOpenOnlyWhereItMatters() {
    Incident internetOnly =
        Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 41_000));
    assertThat(Leak2017.judged(internetOnly, LATER).verdict())
        .as("23,000 users of the phone can never reach 30,000")
        .isEqualTo(Verdict.NOT_SERIOUS);
    Incident phoneOnly = Leak2017.answered(Leak2017.unanswered(false), Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(phoneOnly, LATER).verdict())
        .as("118,000 users of the Internet can")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(phoneOnly, LATER).questions())
        .extracting(Question::service)
        .containsOnly("internet");
  }

  @Test
  void withoutOperatorFileNoAnswerProvesThatNothingElseWasHit() {
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 41_000));
    AccidentFacts facts = facts(answered, NOBODY, LATER);
    assertThat(facts.servicesComplete()).isFalse();
    assertThat(Leak2017.LAW.determine(facts).verdict()).isEqualTo(Verdict.UNDETERMINED);
    Incident serious = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(120, 41_000));
    assertThat(Leak2017.LAW.determine(facts(serious, NOBODY, LATER)).verdict())
        .isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void aCountOfUsersThatNobodyHasLeavesOpenWhetherTheyCanBeCounted() {
    ServiceImpact uncounted =
        new ServiceImpact(
            "wifi", null, Impact.STOP, Bounds.UNKNOWN, Bounds.exactly(10), null, false, "");
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), uncounted);
    ServiceFacts wifi = facts(answered, Leak2017.OPERATOR, LATER).services().getFirst();
    assertThat(wifi.usersHardToCount()).isEqualTo(Truth.UNDETERMINED);
    assertThat(Leak2017.judged(answered, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(answered, LATER).questions())
        .contains(new Question("users-hard-to-count", "wifi"));
  }

  @Test
  void whatGoesOnHasNoUpperBoundButTheServicesOwnUsers() {
    Incident going =
        Leak2017.answered(Leak2017.unanswered(false), Leak2017.ongoing(Bounds.exactly(41_000)));
    ServiceFacts internet = facts(going, Leak2017.OPERATOR, LATER).services().getFirst();
    assertThat(internet.users()).isEqualTo(Bounds.between(41_000, 118_000));
    assertThat(internet.durationSeconds())
        .as("at least since the latest it can have begun")
        .isEqualTo(Bounds.atLeast(28 * 60));
    assertThat(Leak2017.judged(going, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(going, Leak2017.START.plusSeconds(120 + 7_199)).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(going, Leak2017.START.plusSeconds(120 + 7_200)).verdict())
        .isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void routesRestoredDoNotMeanThatUsersAre() {
    Incident going =
        Leak2017.answered(Leak2017.unanswered(false), Leak2017.ongoing(Bounds.exactly(41_000)));
    Incident restored = Leak2017.restored(going);
    assertThat(Leak2017.judged(restored, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void countsRaiseUsersAndGiveNoUpperBound() {
    Incident ended = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 41_000));
    Incident counted = counted(ended, 10, 50_000);
    assertThat(internet(counted).users())
        .as("more were counted than the answer allows: nobody knows a bound")
        .isEqualTo(Bounds.atLeast(50_000));
    assertThat(internet(counted(counted, 10, 9_000, 9_500L)).users())
        .as("restated, the answer stands")
        .isEqualTo(Bounds.exactly(41_000));
    assertThat(internet(counted(counted, 10, 9_000)).users())
        .as("restated by somebody who knows no bound")
        .isEqualTo(Bounds.atLeast(41_000));
    assertThat(internet(counted(Leak2017.unanswered(false), 10, 50_000)).users())
        .isEqualTo(Bounds.between(50_000, 118_000));
  }

  @Test
  void usersCountedAfterItWasSaidThatNoneWereHitReopenTheQuestion() {
    Incident none =
        Leak2017.answered(
            Leak2017.unanswered(false),
            Leak2017.impact("internet", Impact.NONE, Bounds.UNKNOWN, Bounds.UNKNOWN),
            Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(none, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident counted = counted(none, 60, 50_000);
    assertThat(internet(counted).impact()).isEqualTo(Impact.UNKNOWN);
    assertThat(Leak2017.judged(counted, LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  private static ServiceFacts internet(Incident incident) {
    return facts(incident, Leak2017.OPERATOR, LATER).services().stream()
        .filter(each -> each.service().equals("internet"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void usersCountedAfterTheEndThatWasSaidLeaveOpenHowLongItLasted() {
    Incident over =
        Leak2017.answered(
            Leak2017.unanswered(false), Leak2017.ended(20, 20_000), Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(over, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(Leak2017.judged(counted(over, 21, 20_000), LATER).verdict())
        .as("a count of the last moment before the end")
        .isEqualTo(Verdict.NOT_SERIOUS);

    Incident contradicted = counted(over, 40, 45_000);
    Determination judged = Leak2017.judged(contradicted, LATER.plusSeconds(3_600));
    assertThat(judged.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged.questions()).extracting(Question::key).contains("duration");
    assertThat(judged.caveats()).contains(new Caveat("end-contradicted", "internet"));
    ServiceFacts internet =
        facts(contradicted, Leak2017.OPERATOR, LATER.plusSeconds(3_600)).services().getFirst();
    assertThat(internet.durationSeconds()).isEqualTo(Bounds.atLeast(20 * 60));
    assertThat(internet.users()).isEqualTo(Bounds.between(45_000, 118_000));
  }

  @Test
  void aCountThatNobodyIsAffectedAnyMoreContradictsNoEnd() {
    Incident over =
        Leak2017.answered(
            Leak2017.unanswered(false), Leak2017.ended(20, 20_000), Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(counted(over, 40, 0), LATER).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void anIncidentThatBeginsAgainLeavesOpenHowLongItLastedUntilSomebodyAnswersAnew() {
    Incident over =
        Leak2017.answered(
            Leak2017.restored(Leak2017.unanswered(false)),
            Leak2017.ended(20, 40_000),
            Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(over, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident again =
        over.after(new IncidentEvent.IncidentResumed(over.id(), Leak2017.leak(400, 200_000, null)));

    assertThat(Leak2017.judged(again, LATER.plusSeconds(7_200)).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    Incident anew =
        again.after(
            new IncidentEvent.ImpactAnswered(
                again.id(),
                new ImpactAnswer(
                    2,
                    "佐藤",
                    LATER.plusSeconds(7_200),
                    List.of(Leak2017.ended(20, 40_000), Leak2017.phoneUntouched()),
                    "")));
    assertThat(Leak2017.judged(anew, LATER.plusSeconds(7_200)).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void whatGoesOnSinceNobodyKnowsWhenHasLastedSinceTheIncidentBeganAndThatIsSaid() {
    ServiceImpact going =
        new ServiceImpact(
            "internet",
            Leak2017.ended(1, 1).category(),
            Impact.STOP,
            Bounds.exactly(41_000),
            Bounds.UNKNOWN,
            null,
            true,
            "");
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), going, Leak2017.phoneUntouched());
    Instant twoHours = Leak2017.START.plusSeconds(7_200);

    assertThat(Leak2017.judged(answered, twoHours.minusSeconds(1)).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(answered, twoHours).verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(Leak2017.judged(answered, twoHours).caveats())
        .contains(new Caveat("assumed-began-with-incident", "internet"));
  }

  @Test
  void aReadingChosenForWhatWasOverDoesNotHoldWhenItBeginsAgain() {
    ServiceImpact chosen =
        Leak2017.ended(100, 40_000)
            .saying(
                Map.of(
                    "peak-users",
                    Said.of(Bounds.exactly(25_000)),
                    "readings",
                    chosen("from-inability+until-all-restored+peak-users")));
    Incident over =
        Leak2017.answered(
            Leak2017.restored(Leak2017.unanswered(false)), chosen, Leak2017.phoneUntouched());
    Instant late = Leak2017.START.plusSeconds(4 * 3_600);
    assertThat(Leak2017.judged(over, late).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(Leak2017.judged(again(over), late).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void noImpactIsAskedAnewWhenItBeginsAgain() {
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Incident over =
        Leak2017.answered(
            Leak2017.restored(Leak2017.unanswered(false)),
            Map.of(
                "facility", Said.of(Truth.YES), "facility-duration", Said.of(Bounds.exactly(100))),
            none,
            Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(over, LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    AccidentFacts facts = facts(again(over), Leak2017.OPERATOR, LATER);
    assertThat(facts.services()).extracting(ServiceFacts::impact).containsOnly(Impact.UNKNOWN);
    assertThat(facts.facilitySeconds()).isEqualTo(Bounds.atLeast(6_000));
  }

  private static Incident again(Incident over) {
    return over.after(
        new IncidentEvent.IncidentResumed(over.id(), Leak2017.leak(400, 200_000, null)));
  }

  @ParameterizedTest
  @CsvSource({"0, 40000, 50000", "9000, 40000, ", "40000, 40000, 40000"})
  void usersWhoWereProbablyAffectedContradictThatNoneWere(long low, long estimate, Long high) {
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Instant at = Leak2017.START.plusSeconds(900);
    Incident counted =
        Leak2017.unanswered(false)
            .after(
                new IncidentEvent.UsersCounted(
                    Leak2017.unanswered(false).id(),
                    at,
                    "radius",
                    List.of(new CountedUsers("internet", at, low, estimate, high, ""))));
    assertThat(
            Leak2017.judged(Leak2017.answered(counted, none, Leak2017.phoneUntouched()), LATER)
                .verdict())
        .as("the answer does not outweigh the count by coming later")
        .isEqualTo(Verdict.UNDETERMINED);
    ServiceFacts few =
        facts(
                Leak2017.answered(counted, Leak2017.ended(23, 10), Leak2017.phoneUntouched()),
                Leak2017.OPERATOR,
                LATER)
            .services()
            .getFirst();
    assertThat(few.users().max()).isEqualTo(low > 10 ? null : high);
  }

  @ParameterizedTest
  @CsvSource({"-5, 10", "2, 28"})
  void countsOutsideOfTheTimeThatWasSaidLeaveItOpen(long firstMinute, long lastMinute) {
    Incident leak = Leak2017.unanswered(false);
    Incident counted = counted(counted(leak, firstMinute, 40_000), lastMinute, 40_000);
    Determination judged =
        Leak2017.judged(
            Leak2017.answered(counted, Leak2017.ended(23, 41_000), Leak2017.phoneUntouched()),
            LATER);
    assertThat(judged.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged.caveats()).contains(new Caveat("end-contradicted", "internet"));
  }

  @ParameterizedTest
  @CsvSource({"200, 50000, UNDETERMINED", "-10, 50000, UNDETERMINED", "200, , NOT_SERIOUS"})
  void whoMayHaveBeenHitOutsideOfTheAnsweredTimesByACountSinceLeavesThemOpen(
      long minutes, @Nullable Long high, Verdict verdict) {
    ServiceImpact since = Leak2017.ended(45, 20_000);
    ServiceImpact asItBegan =
        new ServiceImpact(
            since.service(),
            since.category(),
            since.kind(),
            since.users(),
            since.minutes(),
            minutes < 0 ? null : since.began(),
            false,
            "");
    for (ServiceImpact each : List.of(since, asItBegan)) {
      Incident answered =
          Leak2017.answered(Leak2017.unanswered(false), each, Leak2017.phoneUntouched());
      assertThat(Leak2017.judged(answered, MUCH_LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
      Instant at = Leak2017.START.plusSeconds(minutes * 60);
      Incident counted =
          answered.after(
              new IncidentEvent.UsersCounted(
                  answered.id(),
                  MUCH_LATER,
                  "radius",
                  List.of(new CountedUsers("internet", at, 0, 0, high, ""))));
      Determination judged = Leak2017.judged(counted, MUCH_LATER);
      assertThat(judged.verdict()).isEqualTo(verdict);
      assertThat(judged.caveats().contains(new Caveat("end-contradicted", "internet")))
          .isEqualTo(verdict == Verdict.UNDETERMINED);
    }
  }

  @Test
  void servicesThatWereHitOnDifferentDaysAreJudgedByTheLawOfBoth() {
    Instant midnight = Instant.parse("2017-08-25T15:00:00Z");
    ServiceImpact first = Leak2017.ended(60, 41_000);
    ServiceImpact second =
        new ServiceImpact(
            "phone",
            first.category(),
            Impact.STOP,
            Bounds.exactly(5),
            Bounds.exactly(5),
            Interval.at(midnight.plusSeconds(600)),
            false,
            "");
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), first, second);
    assertThat(facts(answered, Leak2017.OPERATOR, midnight.plusSeconds(9_000)).occurredAt())
        .isEqualTo(new Interval(Leak2017.START.plusSeconds(60), midnight.plusSeconds(600)));
  }

  @Test
  void theCategoryIsThatOfTheOperatorFileAlsoWhenItWasCorrectedAfterTheAnswer() {
    ServiceImpact asLpwa =
        new ServiceImpact(
            "internet",
            ServiceCategory.LPWA,
            Impact.STOP,
            Bounds.exactly(41_000),
            Bounds.exactly(180),
            Interval.at(Leak2017.START),
            false,
            "");
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), asLpwa, Leak2017.phoneUntouched());
    assertThat(facts(answered, Leak2017.OPERATOR, LATER).services().getFirst().category())
        .isEqualTo("OTHER");
  }

  @Test
  void aServiceThatOnlyCountsNameIsAskedThoughTheOperatorFileHasItNoMore() {
    Incident counted = counted(Leak2017.unanswered(false), 10, 40_000);
    assertThat(facts(counted, NOBODY, LATER).services())
        .singleElement()
        .satisfies(service -> {
          assertThat(service.service()).isEqualTo("internet");
          assertThat(service.impact()).isEqualTo(Impact.UNKNOWN);
          assertThat(service.users().min()).isEqualTo(40_000);
        });
  }

  private static Incident counted(Incident incident, long minutes, long users) {
    return counted(incident, minutes, users, null);
  }

  private static Incident counted(
      Incident incident, long minutes, long users, @Nullable Long high) {
    Instant at = Leak2017.START.plusSeconds(minutes * 60);
    return incident.after(
        new IncidentEvent.UsersCounted(
            incident.id(),
            Leak2017.START.plusSeconds(3_600),
            "radius",
            List.of(new CountedUsers("internet", at, users, users, high, ""))));
  }

  @Test
  void anUpperBoundOfWhatGoesOnIsUsedOnlyWhereSomebodySaysThatItHoldsToTheEnd() {
    Bounds few = Bounds.between(100, 2_000);
    assertThat(Leak2017.judged(goingOn(few, Map.of()), LATER).verdict())
        .as("it may grow")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(goingOn(few, hold(Truth.NO)), LATER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Leak2017.judged(goingOn(Bounds.atLeast(100), hold(Truth.YES)), LATER).verdict())
        .as("no bound that could hold")
        .isEqualTo(Verdict.UNDETERMINED);

    Determination held = Leak2017.judged(goingOn(few, hold(Truth.YES)), LATER);
    assertThat(held.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(held.caveats()).contains(new Caveat("users-hold", "internet"));
    assertThat(
            Leak2017.judged(goingOn(Bounds.between(100, 30_000), hold(Truth.YES)), LATER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void aBoundThatHeldIsOpenAgainByWhatMayBeMore() {
    Incident held = goingOn(Bounds.between(100, 2_000), hold(Truth.YES));
    assertThat(most(counted(held, 8, 2_000, 2_000L))).isEqualTo(2_000);
    assertThat(most(counted(held, 8, 2_001, 2_001L))).isEqualTo(118_000);
    assertThat(most(counted(held, 8, 500, 2_001L))).isEqualTo(118_000);
    assertThat(most(counted(held, 8, 500, null))).isEqualTo(118_000);

    assertThat(most(detected(held, Leak2017.leak(2, 160_000, null))))
        .as("no more routes than were known")
        .isEqualTo(2_000);
    assertThat(most(detected(held, Leak2017.leak(2, 160_001, null)))).isEqualTo(118_000);

    Incident silent =
        Leak2017.answered(
            held, Leak2017.ongoing(Bounds.between(100, 2_000)), Leak2017.phoneUntouched());
    assertThat(most(silent)).as("a later version does not say so").isEqualTo(118_000);
  }

  /** From 1 April 2015 on an hour of emergency calls for 30,000 users is serious. */
  @Test
  void whereNobodySaysSinceWhenTheLawOfEachDayOnWhichItMayHaveBegunIsAsked() {
    Instant began = Instant.parse("2015-03-31T14:50:00Z");
    var told = new PersonStatement(ReportedKind.OTHER, "交換機の停止", Interval.at(began));
    Incident reported = opened(told.first("佐藤", began, began));
    Instant answeredAt = began.plusSeconds(3 * 3_600);

    assertThat(phoneDown(reported, null, answeredAt).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(phoneDown(reported, began, answeredAt).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(phoneDown(reported, began.plusSeconds(660), answeredAt).verdict())
        .isEqualTo(Verdict.SERIOUS);
    assertThat(phone(Impact.UNKNOWN, reported, began.plusSeconds(660), answeredAt).verdict())
        .as("what is not known may have been a stop")
        .isEqualTo(Verdict.UNDETERMINED);

    Incident restored =
        reported.after(
            new IncidentEvent.IncidentRestored(
                reported.id(),
                PersonStatement.over(
                    reported.detections().getFirst(),
                    began.plusSeconds(75 * 60),
                    "佐藤",
                    "",
                    answeredAt)));
    assertThat(phoneDown(restored, null, answeredAt).verdict())
        .as("70 of 75 minutes began before midnight")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @ParameterizedTest
  @EnumSource(names = {"STOP", "DEGRADATION", "UNKNOWN"})
  void countsOverMoreTimeThanWasSaidReopenTheEndAlsoOfWhatMayHaveBeenHit(Impact kind) {
    ServiceImpact half =
        Leak2017.impact("internet", kind, Bounds.exactly(40_000), Bounds.exactly(30));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), half, Leak2017.phoneUntouched());
    assertThat(Leak2017.judged(answered, MUCH_LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident counted = counted(counted(answered, 2, 40_000, 40_000L), 140, 40_000, 40_000L);
    assertThat(Leak2017.judged(counted, MUCH_LATER).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void thatNoCriticalFacilityFailedIsOpenAgainWhenItBeginsAgain() {
    Instant began = Instant.parse("2024-06-01T01:00:00Z");
    var told = new PersonStatement(ReportedKind.OTHER, "中継路の断", Interval.at(began));
    Incident reported = opened(told.first("佐藤", began, began));
    Map<String, Said> no = Map.of("facility", Said.of(Truth.NO));
    var answer = new ImpactAnswer(1, "佐藤", began.plusSeconds(600), List.of(), "", no);
    Incident answered = reported.after(new IncidentEvent.ImpactAnswered(reported.id(), answer));
    Instant end = began.plusSeconds(900);
    Incident restored =
        answered.after(
            new IncidentEvent.IncidentRestored(
                answered.id(),
                PersonStatement.over(answered.detections().getFirst(), end, "佐藤", "", end)));
    Incident resumed =
        restored.after(
            new IncidentEvent.IncidentResumed(
                restored.id(),
                PersonStatement.again(
                    restored.detections().getFirst(), "佐藤", "", end.plusSeconds(60))));
    Instant later = began.plusSeconds(86_400);
    assertThat(facts(restored, Leak2017.OPERATOR, later).facility()).isEqualTo(Truth.NO);
    assertThat(facts(resumed, Leak2017.OPERATOR, later).facility()).isEqualTo(Truth.UNDETERMINED);
  }

  @Test
  void aCountAfterTheEndOpensWhatWasSaidOfNone() {
    Incident none =
        Leak2017.restored(
            Leak2017.answered(
                Leak2017.unanswered(false),
                Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0)),
                Leak2017.phoneUntouched()));
    assertThat(Leak2017.judged(none, MUCH_LATER).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(Leak2017.judged(counted(none, 20, 0, 40_000L), MUCH_LATER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
  }

  private static Incident opened(Detection first) {
    return Incident.opened(
        (IncidentEvent.IncidentOpened) Correlation.eventOf(List.of(), first, false).orElseThrow());
  }

  private static Determination phoneDown(
      Incident incident, @Nullable Instant began, Instant answeredAt) {
    return phone(Impact.STOP, incident, began, answeredAt);
  }

  private static Determination phone(
      Impact kind, Incident incident, @Nullable Instant began, Instant answeredAt) {
    var phone =
        new ServiceImpact(
            "phone",
            ServiceCategory.VOICE_EMERGENCY,
            kind,
            Bounds.exactly(40_000),
            Bounds.exactly(70),
            began == null ? null : Interval.at(began),
            false,
            "交換機の記録");
    var internet = Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    var said = Map.of("facility", Said.of(Truth.NO));
    var answer = new ImpactAnswer(1, "佐藤", answeredAt, List.of(internet, phone), "", said);
    return Leak2017.judged(
        incident.after(new IncidentEvent.ImpactAnswered(incident.id(), answer)), answeredAt);
  }

  @Test
  void howManyUsersACategoryHasAtMostIsBelievedOfWhatIsOverAndUntilMoreIsKnown() {
    Map<String, Said> said = Map.of("users-together", Said.of(Bounds.between(600, 2_000)));
    ServiceImpact over =
        Leak2017.impact("internet", Impact.STOP, Bounds.exactly(500), Bounds.exactly(10))
            .saying(said);
    Incident ended = Leak2017.answered(Leak2017.unanswered(false), over, Leak2017.phoneUntouched());

    assertThat(together(ended)).isEqualTo(Bounds.between(600, 2_000));
    assertThat(together(counted(ended, 8, 501))).isEqualTo(Bounds.atLeast(600));
    assertThat(together(goingOn(Bounds.between(100, 500), said))).isEqualTo(Bounds.atLeast(600));
  }

  private static @Nullable Bounds together(Incident incident) {
    Together stated = internet(incident).together();
    return stated == null ? null : stated.users();
  }

  /** The file says 118,000. */
  @Test
  void theNumberOfTheFileBoundsNothingWhereACountSaysThatMoreMayBeAffected() {
    Incident unsaid = Leak2017.unanswered(false);
    Incident ongoing = goingOn(Bounds.UNKNOWN, Map.of());
    assertThat(most(counted(ongoing, 8, 500, 118_000L))).isEqualTo(118_000);
    assertThat(most(counted(ongoing, 8, 500, null))).as("says nothing of it").isEqualTo(118_000);
    for (Incident each : List.of(unsaid, ongoing)) {
      Incident more = counted(each, 8, 500, 118_001L);
      assertThat(most(more)).isNull();
      assertThat(facts(more, Leak2017.OPERATOR, MUCH_LATER).assumptions())
          .contains(new Caveat("users-beyond-file", "internet 118001 118000"));
    }
  }

  @Test
  void aCategoryThatTheFileHasOnlySinceTheAnswerIsTold() {
    Incident answered = goingOn(Bounds.exactly(100), Map.of());
    Operator other =
        Leak2017.OPERATOR.with(
            Leak2017.OPERATOR.services().stream()
                .map(each ->
                    new Service(
                        each.id(),
                        each.name(),
                        ServiceCategory.FREE_INTERNET,
                        each.users(),
                        each.period()))
                .toList());
    var caveat = new Caveat("category-since", "internet");
    assertThat(facts(answered, Leak2017.OPERATOR, LATER).assumptions()).doesNotContain(caveat);
    assertThat(facts(answered, other, LATER).assumptions()).contains(caveat);
    Incident chosen = goingOn(Bounds.exactly(100), Map.of("category", chosen("FREE_INTERNET")));
    assertThat(facts(chosen, other, LATER).assumptions()).doesNotContain(caveat);
  }

  private static Incident detected(Incident incident, Detection restated) {
    return incident.after(new IncidentEvent.IncidentGrew(incident.id(), restated));
  }

  private static Map<String, Said> hold(Truth truth) {
    return Map.of("users-hold", Said.of(truth));
  }

  private static Incident goingOn(Bounds users, Map<String, Said> said) {
    return Leak2017.answered(
        Leak2017.unanswered(false),
        Leak2017.ongoing(users).saying(said),
        Leak2017.phoneUntouched());
  }

  @Test
  void whileItGoesOnTheClockKnowsNoUpperBoundThatNobodySaysWillHold() {
    Bounds few = Bounds.between(100, 29_999);
    for (Truth hold : List.of(Truth.NO, Truth.YES)) {
      Incident going = goingOn(few, hold(hold));
      AccidentFacts facts = facts(going, Leak2017.OPERATOR, LATER);
      var outage =
          ServiceOutage.of(going, facts.services().getFirst(), facts.occurredAt(), 118_000L, LATER);
      assertThat(outage.counts().getFirst().high())
          .isEqualTo(hold == Truth.YES ? Long.valueOf(29_999) : null);
    }
  }

  /** The most users by the facts; the clock knows the same. */
  private static @Nullable Long most(Incident incident) {
    AccidentFacts facts = facts(incident, Leak2017.OPERATOR, MUCH_LATER);
    ServiceFacts internet = facts.services().getFirst();
    assertThat(
            ServiceOutage.of(incident, internet, facts.occurredAt(), 118_000L, MUCH_LATER)
                .usersOfService())
        .isEqualTo(internet.users().max());
    return internet.users().max();
  }

  private static AccidentFacts facts(Incident incident, Operator operator, Instant at) {
    return new ImpactFacts(Leak2017.LAW.rulebook(), operator).of(incident, at);
  }
}
