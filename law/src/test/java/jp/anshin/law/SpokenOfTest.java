package jp.anshin.law;

import static jp.anshin.law.Rules.CATEGORY_DAY;
import static jp.anshin.law.Rules.LAW;
import static jp.anshin.law.Rules.event;
import static jp.anshin.law.Rules.met;
import static jp.anshin.law.Rules.minutes;
import static jp.anshin.law.Rules.stop;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the law makes of everything that is stated beside users and hours. */
class SpokenOfTest {

  private static final ServiceFacts LONG_AND_MANY =
      stop("OTHER", minutes(120), Bounds.exactly(30_000));
  private static final ServiceFacts SHORT = stop("OTHER", minutes(1), Bounds.exactly(30_000));

  @ParameterizedTest
  @CsvSource({
    "STOP, OTHER, , SERIOUS",
    "STOP, VOICE, , SERIOUS",
    "NONE, OTHER, , NOT_SERIOUS",
    "UNKNOWN, OTHER, , UNDETERMINED",
    "DEGRADATION, VOICE, , SERIOUS",
    "DEGRADATION, LPWA, , NOT_SERIOUS",
    "DEGRADATION, OTHER, , UNDETERMINED",
    "DEGRADATION, OTHER, YES, NOT_SERIOUS",
    "DEGRADATION, OTHER, NO, UNDETERMINED",
    "DEGRADATION, , YES, UNDETERMINED",
    "HARD_TO_CONNECT, OTHER, , UNDETERMINED",
    "HARD_TO_CONNECT, OTHER, YES, NOT_SERIOUS",
    "HARD_TO_CONNECT, OTHER, NO, UNDETERMINED",
    "HARD_TO_CONNECT, OTHER, UNDETERMINED, UNDETERMINED",
    "HARD_TO_CONNECT, VOICE, , UNDETERMINED"
  })
  void whetherItIsAnAccidentDependsOnWhatUsersMetAndOnTheClassOfService(
      Impact impact, @Nullable String category, @Nullable Truth bestEffort, Verdict verdict) {
    Map<String, Truth> conditions =
        bestEffort == null
            ? Map.of("separable", Truth.YES)
            : Map.of("separable", Truth.YES, "best-effort", bestEffort);
    ServiceFacts facts =
        met(impact, category, conditions, minutes(2_000), Bounds.exactly(2_000_000));
    assertThat(LAW.determine(event(CATEGORY_DAY, facts)).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"YES, SERIOUS", "NO, NOT_SERIOUS", "UNDETERMINED, UNDETERMINED"})
  void voiceThatIsHardToConnectTurnsOnItsCallLoss(Truth loss, Verdict verdict) {
    ServiceFacts facts =
        met(
            Impact.HARD_TO_CONNECT,
            "VOICE",
            Map.of("call-loss", loss),
            minutes(60),
            Bounds.exactly(30_000));
    Determination determination = LAW.determine(event(CATEGORY_DAY, facts));
    assertThat(determination.verdict()).isEqualTo(verdict);
    assertThat(determination.nearestMiss()).as("the thresholds are reached").isNull();
    if (loss == Truth.UNDETERMINED) {
      assertThat(determination.questions())
          .containsExactly(new Question("circumstance.call-loss", "internet"));
    }
  }

  @Test
  void aDegradationAsksForTheClassAndSaysWhereNoCriterionIsKnown() {
    ServiceFacts unsaid =
        met(Impact.DEGRADATION, "OTHER", Map.of(), minutes(120), Bounds.exactly(30_000));
    assertThat(LAW.determine(event(CATEGORY_DAY, unsaid)).questions())
        .containsExactly(new Question("circumstance.best-effort", "internet"));
    ServiceFacts mail =
        met(
            Impact.DEGRADATION,
            "OTHER",
            Map.of("best-effort", Truth.NO),
            minutes(120),
            Bounds.exactly(30_000));
    assertThat(LAW.determine(event(CATEGORY_DAY, mail)).questions())
        .containsExactly(new Question("impact-criterion", "internet"));
  }

  @Test
  void beforeFiscal2008ADegradationIsOpenAndSaidToBe() {
    ServiceFacts facts =
        met(Impact.DEGRADATION, "VOICE", Map.of(), minutes(600), Bounds.exactly(9_000_000));
    Determination before = LAW.determine(event("2008-03-31", facts));
    assertThat(before.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(before.caveats()).contains(new Caveat("only-stop-counted", "internet"));
    assertThat(LAW.determine(event("2008-04-01", facts)).verdict()).isEqualTo(Verdict.SERIOUS);
  }

  @ParameterizedTest
  @CsvSource({
    ", , UNDETERMINED, facility-class",
    "RAN, , SIMPLE, ",
    "ELSE, , FORM27, ",
    "NEW-CODE, , UNDETERMINED, facility-class",
    "INBUILDING, , UNDETERMINED, statement.same-premises",
    "INBUILDING, UNDETERMINED, UNDETERMINED, statement.same-premises",
    "INBUILDING, YES, EXEMPT, ",
    "INBUILDING, NO, FORM27, "
  })
  void theWayOfFilingFollowsTheClassOfFacility(
      @Nullable String code, @Nullable Truth premises, Filing filing, @Nullable String question) {
    AccidentFacts facts =
        event(CATEGORY_DAY, SHORT)
            .ofFacility(code)
            .stating(premises == null ? Map.of() : Map.of("same-premises", Statement.of(premises)));
    PeriodicDuty duty = LAW.determine(facts).periodic();
    assertThat(duty.required()).isEqualTo(Truth.YES);
    assertThat(duty.filing()).isEqualTo(filing);
    assertThat(duty.deadline() == null).isEqualTo(filing == Filing.EXEMPT);
    assertThat(duty.filingQuestion())
        .isEqualTo(question == null ? null : new Question(question, ""));
  }

  @Test
  void whatIsSeriousIsNoMinorAccidentAndNothingIsAskedOfIt() {
    AccidentFacts facts =
        event(CATEGORY_DAY, stop("OTHER", minutes(125), Bounds.exactly(41_000)))
            .ofFacility("INBUILDING")
            .stating(Map.of("same-premises", Statement.of(Truth.YES)));
    Determination said = LAW.determine(facts);
    assertThat(said.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(said.periodic().filing()).isEqualTo(Filing.FORM27);
    assertThat(said.everyQuestion()).isEmpty();
  }

  @Test
  void seriousAccidentsAreLeftOutOnlyFromTheTextOfFiscal2025() {
    assertThat(filing("2025-03-31", LONG_AND_MANY)).isEqualTo(Filing.SIMPLE);
    assertThat(filing("2025-04-01", LONG_AND_MANY)).isEqualTo(Filing.EXCLUDED_AS_SERIOUS);
    assertThat(filing("2025-04-01", SHORT)).isEqualTo(Filing.SIMPLE);
    assertThat(filing("2025-04-01", stop("OTHER", minutes(1), Bounds.exactly(1))))
        .isEqualTo(Filing.NOT_REQUIRED);
    assertThat(filing("2025-04-01", stop("OTHER", Bounds.UNKNOWN, Bounds.exactly(30_000))))
        .as("serious or simple")
        .isEqualTo(Filing.UNDETERMINED);
  }

  private static Filing filing(String day, ServiceFacts facts) {
    return LAW.determine(event(day, facts).ofFacility("RAN")).periodic().filing();
  }

  @ParameterizedTest
  @CsvSource({
    "YES, 29999, 7199, NO, NOT_REQUIRED",
    "YES, 30000, 0, YES, FORM27",
    "YES, 0, 7200, YES, FORM27",
    "NO, 30000, 7200, NO, NOT_REQUIRED",
    "UNDETERMINED, 30000, 7200, UNDETERMINED, UNDETERMINED"
  })
  void otherEquipmentThatFailsGoesInWithThoseAboutToContract(
      Truth failed, long users, long seconds, Truth required, Filing filing) {
    AccidentFacts facts =
        event(CATEGORY_DAY, stop("OTHER", minutes(1), Bounds.exactly(1)))
            .stating(
                Map.of(
                    "other-failed", Statement.of(failed),
                    "other-users", Statement.quantity(Bounds.exactly(users)),
                    "other-seconds", Statement.quantity(Bounds.exactly(seconds))));
    PeriodicDuty duty = LAW.determine(facts).periodic();
    assertThat(duty.required()).isEqualTo(required);
    assertThat(duty.filing()).isEqualTo(filing);
  }

  @Test
  void aDutyNobodyHasSpokenOfStaysOnTheListAndOneSpokenOfIsJudged() {
    Determination silent = LAW.determine(event("2024-06-01", SHORT));
    assertThat(silent.otherDuties()).extracting(OtherDuty::id).containsExactly("leak", "near");
    assertThat(silent.signposts()).isEmpty();
    var known = new Statement(Truth.YES, Bounds.UNKNOWN, LocalDate.parse("2024-06-03"), null);
    Determination spoken = LAW.determine(event("2024-06-01", SHORT).stating(Map.of("leak", known)));
    assertThat(spoken.otherDuties()).extracting(OtherDuty::id).containsExactly("near");
    Signpost leak = spoken.signposts().getFirst();
    assertThat(leak.applies()).isEqualTo(Truth.YES);
    assertThat(leak.deadline())
        .extracting(Deadline::due)
        .as("thirty days from the day it was known, not from that of the accident")
        .isEqualTo(LocalDate.parse("2024-07-03"));
    assertThat(spoken.verdict()).as("a leak is no outage").isEqualTo(Verdict.NOT_SERIOUS);
  }

  @ParameterizedTest
  @CsvSource({"YES, YES", "NO, NO", "UNDETERMINED, UNDETERMINED"})
  void aDutyAppliesMayApplyOrDoesNot(Truth stated, Truth applies) {
    Determination determination =
        LAW.determine(event("2024-06-01", SHORT).stating(Map.of("leak", Statement.of(stated))));
    Signpost leak = determination.signposts().getFirst();
    assertThat(leak.applies()).isEqualTo(applies);
    assertThat(leak.deadline()).as("nobody has said when it was known").isNull();
    assertThat(determination.questions().contains(new Question("day.leak", "")))
        .isEqualTo(applies != Truth.NO);
  }

  @Test
  void whatMayLeadToASeriousAccidentIsJudgedFromItsFirstDayAndNotWhenItIsSeriousAlready() {
    Map<String, Statement> cable = Map.of("near-cable", Statement.of(Truth.YES));
    assertThat(near("2023-06-15", SHORT, cable)).isEqualTo(Truth.NO);
    assertThat(near("2023-06-16", SHORT, cable)).isEqualTo(Truth.YES);
    assertThat(near("2023-06-16", LONG_AND_MANY, cable)).isEqualTo(Truth.NO);
    assertThat(near("2023-06-16", stop("OTHER", Bounds.UNKNOWN, Bounds.exactly(30_000)), cable))
        .isEqualTo(Truth.UNDETERMINED);
  }

  private static Truth near(String day, ServiceFacts facts, Map<String, Statement> stated) {
    return LAW.determine(event(day, facts).stating(stated)).signposts().getFirst().applies();
  }

  @ParameterizedTest
  @CsvSource({
    "2012-06-01, YES, YES, NO",
    "2018-06-01, YES, YES, UNDETERMINED",
    "2018-06-01, NO, YES, NO",
    "2023-12-06, YES, YES, UNDETERMINED",
    "2023-12-07, YES, YES, YES",
    "2023-12-07, YES, UNDETERMINED, UNDETERMINED",
    "2023-12-07, YES, NO, NO"
  })
  void aReceiverOfAWholesaleServiceReportsInShort(
      String day, Truth receives, Truth stems, Truth shortReport) {
    Determination determination =
        LAW.determine(
            event(day, LONG_AND_MANY)
                .stating(
                    Map.of("wholesale", Statement.of(receives), "stems", Statement.of(stems))));
    SeriousReport report = determination.report();
    assertThat(report).isNotNull();
    assertThat(report.receiver()).isEqualTo(shortReport);
    assertThat(report.forms())
        .containsExactlyElementsOf(
            switch (shortReport) {
              case YES -> List.of("様式第五十の三の二");
              case NO -> List.of("様式第五十の三");
              case UNDETERMINED -> List.of("様式第五十の三", "様式第五十の三の二");
            });
    assertThat(report.firstReportItems().isEmpty()).isEqualTo(shortReport != Truth.YES);
    assertThat(determination.questions().contains(new Question("statement.stems", "")))
        .isEqualTo(stems == Truth.UNDETERMINED);
  }

  @Test
  void whatIsNotSeriousNeedsNoFormAndWhatMayBeKeepsBoth() {
    assertThat(LAW.determine(event("2024-06-01", SHORT)).report()).isNull();
    assertThat(LAW.determine(event("2024-06-01", LONG_AND_MANY)).report())
        .extracting(SeriousReport::receiver)
        .as("nobody has spoken of a wholesale service")
        .isEqualTo(Truth.UNDETERMINED);
  }

  @ParameterizedTest
  @CsvSource({
    "ONE, GATEWAY, UNDETERMINED, NO, SERIOUS",
    "THREE, GATEWAY, UNDETERMINED, NO, UNDETERMINED",
    "THREE, GATEWAY, YES, NO, SERIOUS",
    "THREE, GATEWAY, NO, NO, NOT_SERIOUS",
    "THREE, CLOUD, UNDETERMINED, NO, SERIOUS",
    "TWO, LINE, UNDETERMINED, NO, UNDETERMINED",
    "TWO, , UNDETERMINED, NO, UNDETERMINED",
    ", CLOUD, UNDETERMINED, NO, SERIOUS",
    ", GATEWAY, UNDETERMINED, NO, UNDETERMINED",
    ", , UNDETERMINED, NO, UNDETERMINED",
    "ONE, GATEWAY, UNDETERMINED, YES, NOT_SERIOUS",
    "ONE, GATEWAY, UNDETERMINED, UNDETERMINED, SERIOUS",
    "ONE, , YES, UNDETERMINED, UNDETERMINED",
    "CELLULAR, , YES, UNDETERMINED, SERIOUS"
  })
  void ofLpwaTheOwnerOfWhatFailedDecides(
      @Nullable String form,
      LpwaDelivery.@Nullable Part part,
      Truth usersPartCounts,
      Truth bandDelay,
      Verdict verdict) {
    ServiceFacts facts =
        stop("LPWA", minutes(720), Bounds.exactly(30_000))
            .with(new LpwaDelivery(form, part, bandDelay, usersPartCounts));
    assertThat(LAW.determine(event(Rules.CONDITION_DAY, facts)).verdict()).isEqualTo(verdict);
  }

  @Test
  void whereNobodyHasSaidWhatFailedItIsTakenAsTheOperatorsAndSaid() {
    ServiceFacts facts = stop("LPWA", minutes(720), Bounds.exactly(30_000));
    Determination determination = LAW.determine(event(Rules.CONDITION_DAY, facts));
    assertThat(determination.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(determination.caveats()).contains(new Caveat("assumed-own-part", "internet"));
  }

  @Test
  void readingsThatDifferAreBothShownAndLeaveItOpen() {
    ServiceFacts facts =
        stop("OTHER", minutes(120), Bounds.exactly(30_000))
            .with(
                List.of(
                    Reading.of("from-inability", Bounds.exactly(30_000), minutes(120)),
                    Reading.of("from-detection", Bounds.exactly(30_000), minutes(119))));
    Determination differ = LAW.determine(event(CATEGORY_DAY, facts));
    assertThat(differ.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(differ.caveats()).contains(new Caveat("readings-differ", "internet"));
    assertThat(differ.questions()).containsExactly(new Question("readings", "internet"));
    assertThat(
            differ
                .reason()
                .walk()
                .filter(node -> node.test() == Reason.Test.READING)
                .map(node -> node.subject() + " " + node.result()))
        .containsExactly("from-inability YES", "from-detection NO");
    assertThat(differ.nearestMiss()).isNotNull();
    assertThat(differ.nearestMiss().secondsShort()).isEqualTo(Bounds.exactly(60));
  }

  @Test
  void readingsThatAgreeAreACaveat() {
    ServiceFacts facts =
        stop("OTHER", minutes(120), Bounds.exactly(30_000))
            .with(
                List.of(
                    Reading.of("from-inability", Bounds.exactly(30_000), minutes(150)),
                    Reading.of("from-detection", Bounds.exactly(30_000), minutes(120))));
    ServiceFacts open =
        facts.with(
            List.of(
                Reading.of("from-inability", Bounds.exactly(30_000), Bounds.UNKNOWN),
                Reading.of("from-detection", Bounds.exactly(30_000), Bounds.atLeast(1))));
    assertThat(LAW.determine(event(CATEGORY_DAY, open)).caveats())
        .as("that they will agree is not said")
        .contains(new Caveat("readings-open", "internet"));
    Determination agree = LAW.determine(event(CATEGORY_DAY, facts));
    assertThat(agree.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(agree.caveats()).contains(new Caveat("readings-agree", "internet"));
  }

  @Test
  void byTheReadingThatLetsRestoredUsersLeaveOneStepIsEnough() {
    var steps =
        new Reading(
            Reading.RESTORED_LEAVE,
            List.of(
                new Reading.Extent(Bounds.exactly(1_200_000), minutes(59)),
                new Reading.Extent(Bounds.exactly(30_000), minutes(120))));
    ServiceFacts facts = stop("OTHER", minutes(120), Bounds.exactly(1)).with(List.of(steps));
    assertThat(LAW.determine(event(CATEGORY_DAY, facts)).verdict()).isEqualTo(Verdict.SERIOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OTHER", "FREE", "VOICE", "LPWA"})
  void aNumberOfOperatorsIsOnlyALowerBoundOfUsersWhateverTheService(String category) {
    Determination three = LAW.determine(event(CATEGORY_DAY, operators(category, 3, 2_000)));
    assertThat(three.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(three.caveats()).contains(new Caveat("operators-counted", "internet"));
    assertThat(three.questions()).extracting(Question::key).contains("users");
    assertThat(LAW.determine(event(CATEGORY_DAY, operators(category, 3, 1))).verdict())
        .as("too short for however many")
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(LAW.determine(event(CATEGORY_DAY, operators(category, 9_999_999, 2_000))).verdict())
        .isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void ofLpwaBothReadingsOfANumberOfOperatorsAreShownAndDifferenceLeavesItOpen() {
    ServiceFacts facts = operators("LPWA", 3, 2_000);
    Determination plain = LAW.determine(event(CATEGORY_DAY, facts));
    assertThat(readings(plain))
        .isEqualTo(
            Map.of("users-of-operators", Truth.UNDETERMINED, "operators-as-users", Truth.NO));
    assertThat(plain.caveats()).contains(new Caveat("readings-differ", "internet"));
    assertThat(readings(LAW.determine(event(CATEGORY_DAY, operators("OTHER", 3, 2_000)))))
        .isEmpty();

    var detection = Reading.of(Reading.FROM_DETECTION, Bounds.exactly(3), minutes(1));
    var inability = Reading.of(Reading.FROM_INABILITY, Bounds.exactly(3), minutes(2_000));
    Determination four =
        LAW.determine(event(CATEGORY_DAY, facts.with(List.of(detection, inability))));
    assertThat(four.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(readings(four))
        .isEqualTo(
            Map.of(
                "from-detection+users-of-operators", Truth.NO,
                "from-detection+operators-as-users", Truth.NO,
                "from-inability+users-of-operators", Truth.UNDETERMINED,
                "from-inability+operators-as-users", Truth.NO));
  }

  private static ServiceFacts operators(String category, long operators, long minutes) {
    return stop(category, minutes(minutes), Bounds.UNKNOWN)
        .with(new UserCount("RELAY_OPERATORS", Bounds.exactly(operators), null, "", null));
  }

  private static Map<String, Truth> readings(Determination judged) {
    return judged
        .reason()
        .walk()
        .filter(node -> node.test() == Reason.Test.READING)
        .collect(Collectors.toMap(Reason::subject, Reason::result));
  }

  @Test
  void ofEmergencyVoiceACountOfThoseWhoCalledIsOnlyALowerBound() {
    var callers = new UserCount("ACTUAL", Bounds.exactly(20_000), null, "発信者", null);
    ServiceFacts facts = stop("VOICE", minutes(60), Bounds.UNKNOWN);
    Determination part = LAW.determine(event(CATEGORY_DAY, facts.with(callers)));
    assertThat(part.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(part.caveats()).contains(new Caveat("emergency-voice-counts-all", "internet"));
    var all = new UserCount("EMERGENCY_VOICE_ALL", Bounds.exactly(20_000), null, "", null);
    assertThat(LAW.determine(event(CATEGORY_DAY, facts.with(all))).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
    var notice = new UserCount("NOTICE_CRITERION", Bounds.exactly(1), null, "", null);
    assertThat(LAW.determine(event(CATEGORY_DAY, facts.with(notice))).verdict())
        .as("the criterion of the notice is not known")
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @ParameterizedTest
  @CsvSource({
    "VOICE, STOP, 60, 20000, 20000, NOT_SERIOUS, true",
    "VOICE, STOP, 60, 0, 29999, NOT_SERIOUS, true",
    "VOICE, STOP, 60, 20000, 40000, UNDETERMINED, false",
    "VOICE, STOP, 60, 30000, 30000, SERIOUS, false",
    "VOICE, STOP, 59, 47000, 47000, NOT_SERIOUS, false",
    "VOICE, UNKNOWN, 60, 20000, 20000, NOT_SERIOUS, true",
    "VOICE, UNKNOWN, 60, 0, 20000, NOT_SERIOUS, false",
    "VOICE, NONE, 60, 20000, 20000, NOT_SERIOUS, false",
    ", STOP, 60, 20000, 20000, NOT_SERIOUS, true",
    "OTHER, STOP, 120, 20000, 20000, NOT_SERIOUS, false"
  })
  void aNoThatRestsOnUsersOfEmergencyVoiceSaysWhoseNumberItTookThemFor(
      @Nullable String category,
      Impact impact,
      long minutes,
      long least,
      long most,
      Verdict verdict,
      boolean told) {
    Map<String, Truth> conditions = Map.of("separable", Truth.YES);
    ServiceFacts facts =
        met(impact, category, conditions, minutes(minutes), new Bounds(least, most));
    var caveat = new Caveat("emergency-voice-taken-as-all", "internet");
    Determination judged = LAW.determine(event(CATEGORY_DAY, facts));
    assertThat(judged.verdict()).isEqualTo(verdict);
    assertThat(judged.caveats().contains(caveat)).isEqualTo(told);
    var all = new UserCount("EMERGENCY_VOICE_ALL", facts.users(), null, "", null);
    assertThat(LAW.determine(event(CATEGORY_DAY, facts.with(all))).caveats())
        .doesNotContain(caveat);
  }

  @ParameterizedTest
  @CsvSource({"NONE, 60, 1, true", "NONE, 1, 0, true", "NONE, 0, 0, false", "STOP, 60, 1, false"})
  void figuresOfWhatAffectedNobodyAreTold(Impact impact, long minutes, long users, boolean told) {
    ServiceFacts facts = met(impact, "OTHER", Map.of(), minutes(minutes), Bounds.exactly(users));
    Determination judged = LAW.determine(event(CATEGORY_DAY, facts));
    assertThat(judged.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged.caveats().contains(new Caveat("figures-without-impact", "internet")))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "2008-03-31, 2008-04-01, true", // no table before
    "2008-03-30, 2008-03-31, false",
    "2019-03-31, 2019-04-01, true",
    "2019-04-01, 2019-04-02, false"
  })
  void whereTheDayOfTheStartSettlesItItIsAsked(String first, String last, boolean asked) {
    AccidentFacts noon = event(first, stop("LPWA", minutes(120), Bounds.exactly(30_000)));
    var begun = new Interval(noon.occurredAt().earliest(), Rules.noon(last).latest());
    var facts = new AccidentFacts(begun, noon.services(), noon.facility(), noon.facilitySeconds());
    assertThat(LAW.determine(facts).questions().contains(new Question("occurred-at", "internet")))
        .isEqualTo(asked);
  }

  @Test
  void aDeterminationKeepsWhoSaidWhatAndWhen() {
    var origin = new Origin("noc", Instant.parse("2024-06-01T03:00:00Z"), "RADIUS", "chief");
    var count = new UserCount("ACTUAL", Bounds.exactly(1), null, "", origin);
    AccidentFacts facts =
        event("2024-06-01", SHORT.with(count).from(origin))
            .stating(Map.of("leak", new Statement(Truth.NO, Bounds.UNKNOWN, null, origin)));
    assertThat(LAW.determine(facts).inputs())
        .containsExactly(
            new Input("service", "internet", origin),
            new Input("users", "internet", origin),
            new Input("leak", "", origin));
  }

  /** Against every way in which the unknown statements may turn out, each judged two-valued. */
  @Test
  void aDutyIsUndeterminedExactlyWhenTwoCompletionsDiffer() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(582);
    List<String> facts = List.of("near-cable", "near-planned");
    var seen = new HashMap<Truth, Integer>();
    for (int i = 0; i < 500; i++) {
      var stated = new HashMap<String, Statement>();
      for (String key : facts) {
        Truth truth = List.of(Truth.values()).get(random.nextInt(3));
        stated.put(key, Statement.of(truth));
      }
      long least = random.nextBoolean() ? 29_999 : 30_000;
      Bounds users = random.nextBoolean() ? Bounds.exactly(least) : Bounds.between(29_999, 30_000);
      stated.put("near-users", Statement.quantity(users));
      Truth claimed = near("2024-06-01", SHORT, stated);
      assertThat(claimed).as("%s", stated).isEqualTo(expected(stated, users));
      seen.merge(claimed, 1, Integer::sum);
    }
    assertThat(seen).hasSize(3);
  }

  private static Truth expected(Map<String, Statement> stated, Bounds users) {
    var results = new ArrayList<Boolean>();
    for (boolean cable : completions(stated, "near-cable")) {
      for (boolean planned : completions(stated, "near-planned")) {
        for (long count : new long[] {users.min(), users.max() == null ? 0 : users.max()}) {
          results.add(cable || (count >= 30_000 && !planned));
        }
      }
    }
    boolean yes = results.contains(true);
    return yes && results.contains(false) ? Truth.UNDETERMINED : Truth.of(yes);
  }

  private static List<Boolean> completions(Map<String, Statement> stated, String key) {
    Statement said = stated.get(key);
    return said == null || said.truth() == Truth.UNDETERMINED
        ? List.of(true, false)
        : List.of(said.truth() == Truth.YES);
  }
}
