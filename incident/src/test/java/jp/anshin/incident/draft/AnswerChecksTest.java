package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerFault;
import jp.anshin.incident.impact.AnswerFault.Kind;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.RestingServices;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer must be, whoever sends it. */
class AnswerChecksTest {

  private static final Instant BEGAN = Instant.parse("2024-06-01T03:00:00Z");
  private static final AnswerChecks CHECKS =
      new AnswerChecks(new Interval(BEGAN.minusSeconds(86_400), BEGAN.plusSeconds(7_200)));
  private static final ImpactFields FIELDS =
      new ImpactFields(Leak2017.LAW.rulebook(), List.of("C-OTHER"));
  private static final List<ImpactField> OF_SERVICE = FIELDS.ofService("LPWA");

  @ParameterizedTest
  @CsvSource({
    "restored-at, 3600, ",
    "restored-at, 7200, CONTRADICTS",
    "restored-at, 7201, FUTURE",
    "restored-at, -1, BEFORE_BEGINNING",
    "detected-at, 60, ",
    "detected-at, -60, BEFORE_BEGINNING",
    "detected-at, -90000, LONG_BEFORE",
    "below-criterion-at, 3600, ",
    "below-criterion-at, 3661, CONTRADICTS"
  })
  void aMomentFitsTheOthersOrIsRefused(String key, long secondsAfter, @Nullable Kind fault) {
    // It began at three o'clock and lasted for an hour.
    Said said = Said.at(Interval.at(BEGAN.plusSeconds(secondsAfter)));
    List<AnswerFault> found = CHECKS.of(stop(false).saying(Map.of(key, said)), OF_SERVICE);

    if (fault == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).contains(new AnswerFault(key, false, fault, null));
    }
  }

  @Test
  void whatGoesOnIsNotRestored() {
    Said said = Said.at(Interval.at(BEGAN.plusSeconds(3_600)));
    assertThat(CHECKS.of(stop(true).saying(Map.of("restored-at", said)), OF_SERVICE))
        .containsExactly(new AnswerFault("restored-at", false, Kind.GOES_ON, null));
  }

  @Test
  void aMomentWithoutABeginningSaysNothing() {
    ServiceImpact unknown = ServiceImpact.unknown("meters", ServiceCategory.LPWA);
    Said said = Said.at(Interval.at(BEGAN));
    assertThat(CHECKS.of(unknown.saying(Map.of("detected-at", said)), OF_SERVICE))
        .containsExactly(new AnswerFault("detected-at", false, Kind.BEGAN_MISSING, null));
  }

  @ParameterizedTest
  @CsvSource({
    // A hundred were affected, for an hour.
    "100, 30, 40, 60, ",
    "100, 60, 100, 60, NOT_FALLING",
    "40, 30, 100, 60, NOT_FALLING",
    "100, 60, 40, 30, NOT_FALLING",
    "101, 30, 40, 60, CONTRADICTS",
    "100, 30, 40, 61, CONTRADICTS",
    "100, 30, 40, 20000000, TOO_MUCH"
  })
  void withEachStepFewerAreLeftAndNoneForLongerThanTheWhole(
      long users, long minutes, long thenUsers, long thenMinutes, @Nullable Kind fault) {
    Said steps =
        Said.inSteps(
            List.of(
                new Said.Step(Bounds.exactly(users), Bounds.exactly(minutes)),
                new Said.Step(Bounds.exactly(thenUsers), Bounds.exactly(thenMinutes))));
    List<AnswerFault> found =
        CHECKS.of(stop(false).saying(Map.of("still-affected", steps)), OF_SERVICE);
    if (fault == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).containsExactly(new AnswerFault("still-affected", false, fault, null));
    }
  }

  @Test
  void aCriticalFacilityIsOfItsOwnClassAndFailedForATimeOnlyIfItFailed() {
    Said minutes = Said.of(Bounds.exactly(1));
    Said other = Said.choosing(List.of("F-RAN"));
    assertThat(event(Map.of("facility", Said.of(Truth.NO), "facility-duration", minutes)))
        .containsExactly(contradicts("facility-duration", "facility"));
    assertThat(event(Map.of("facility", Said.of(Truth.YES), "facility-class", other)))
        .containsExactly(contradicts("facility-class", "facility"));
    assertThat(event(Map.of("facility", Said.of(Truth.NO), "facility-class", other))).isEmpty();
    assertThat(event(Map.of("facility", Said.of(Truth.YES), "facility-duration", minutes)))
        .isEmpty();
    Said goesOn = Said.of(Truth.YES);
    assertThat(event(Map.of("facility", Said.of(Truth.NO), "facility-ongoing", goesOn)))
        .containsExactly(contradicts("facility-ongoing", "facility"));
    Said since = Said.at(Interval.at(BEGAN));
    assertThat(event(Map.of("facility", Said.of(Truth.NO), "facility-since", since)))
        .containsExactly(contradicts("facility-since", "facility"));
    assertThat(
            event(
                Map.of(
                    "facility", goesOn, "facility-ongoing", goesOn, "facility-duration", minutes)))
        .containsExactly(contradicts("facility-duration", "facility-ongoing"));
    assertThat(
            event(Map.of("facility", goesOn, "facility-ongoing", goesOn, "facility-since", since)))
        .isEmpty();
  }

  private static List<AnswerFault> event(Map<String, Said> said) {
    return CHECKS.of(said, FIELDS.ofEvent(), BEGAN);
  }

  private static AnswerFault contradicts(String field, String against) {
    return new AnswerFault(field, false, Kind.CONTRADICTS, null, against);
  }

  @Test
  void onlyABoundThatIsGivenCanHoldToTheEnd() {
    Map<String, Said> hold = Map.of("users-hold", Said.of(Truth.YES));
    Bounds lasted = Bounds.exactly(10);
    ServiceImpact open =
        Leak2017.impact("internet", Impact.STOP, Bounds.atLeast(100), lasted).saying(hold);
    ServiceImpact bound =
        Leak2017.impact("internet", Impact.STOP, Bounds.between(100, 2_000), lasted).saying(hold);
    var missing = new AnswerFault("users-hold", false, Kind.BOUND_MISSING, null);
    assertThat(CHECKS.of(open, OF_SERVICE)).contains(missing);
    assertThat(CHECKS.of(bound, OF_SERVICE)).doesNotContain(missing);
  }

  @Test
  void noImpactOfAServiceThatRestsOnAFailedOneNeedsItsEvidence() {
    ServiceImpact phone =
        Leak2017.impact("phone", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    var evidence =
        new ServiceImpact(
            "phone",
            phone.category(),
            Impact.NONE,
            phone.users(),
            phone.minutes(),
            null,
            false,
            "別の収容局に迂回した");
    var operator = new RestingServices(resting(), List.of(Leak2017.ended(60, 100), phone));
    assertThat(operator.failedUnder("internet")).isEmpty();
    assertThat(CHECKS.of(phone, OF_SERVICE, operator.failedUnder("phone")))
        .containsExactly(new AnswerFault("basis", false, Kind.BASIS_MISSING, null));
    assertThat(CHECKS.of(evidence, OF_SERVICE, operator.failedUnder("phone"))).isEmpty();
    assertThat(new RestingServices(resting(), List.of(phone)).failedUnder("phone"))
        .as("nothing failed")
        .isEmpty();
  }

  /** The phone rests on mail, which rests on Internet access. */
  private static Operator resting() {
    Operator who = Leak2017.OPERATOR;
    Service internet = who.service("internet").orElseThrow();
    Service phone = who.service("phone").orElseThrow();
    return new Operator(
        who.day(),
        who.name(),
        List.of(),
        List.of(),
        List.of(),
        List.of(internet, on(phone, "phone", "mail"), on(phone, "mail", "internet")),
        List.of(),
        List.of(),
        List.of());
  }

  private static Service on(Service like, String id, String used) {
    return new Service(
        id,
        like.name(),
        like.category(),
        like.users(),
        new TreeSet<>(List.of(used)),
        like.period());
  }

  @Test
  void noMoreAreAffectedAtOneTimeThanAtAnyTime() {
    Said peak = Said.of(Bounds.exactly(101));
    assertThat(CHECKS.of(stop(false).saying(Map.of("peak-users", peak)), OF_SERVICE))
        .containsExactly(new AnswerFault("peak-users", false, Kind.CONTRADICTS, null));
  }

  @Test
  void whatCannotBeChosenWhatIsTooLongAndTooMuchIsRefused() {
    String words = "x".repeat(AnswerChecks.WORDS_MAX + 1);
    assertThat(
            CHECKS.of(
                Map.of(
                    "facility-class", Said.choosing(List.of("F-NONE")),
                    "equipment-place", Said.inWords(words),
                    "facility", Said.of(Truth.UNDETERMINED).because(words),
                    "facility-duration", Said.of(Bounds.atLeast(Long.MAX_VALUE)),
                    "day.secrecy-leak", Said.on(LocalDate.parse("2024-06-02"))),
                FIELDS.ofEvent(),
                BEGAN))
        .extracting(fault -> fault.field() + " " + fault.kind())
        .containsExactlyInAnyOrder(
            "facility-class UNKNOWN_CHOICE",
            "equipment-place TOO_LONG",
            "facility TOO_LONG",
            "facility-duration TOO_MUCH",
            "day.secrecy-leak FUTURE");
  }

  @ParameterizedTest
  @CsvSource({"119, 120, ", "120, 122, high", "122, 200, low high", "0, , ", "500, , low"})
  void aFacilityIsDownForNoLongerThanSinceTheBeginning(
      long least, @Nullable Long most, @Nullable String wrong) {
    // Two hours have passed.
    Said said = Said.of(new Bounds(least, most));
    assertThat(CHECKS.of(Map.of("facility-duration", said), FIELDS.ofEvent(), BEGAN))
        .allSatisfy(fault -> assertThat(fault.kind()).isEqualTo(Kind.LONGER_THAN_INCIDENT))
        .extracting(fault -> fault.upper() ? "high" : "low")
        .containsExactlyElementsOf(wrong == null ? List.of() : List.of(wrong.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, ",
    "0, , 0, , ",
    "1, 1, 0, 0, users low",
    "0, 12, 0, 0, users high",
    "5, , 0, 0, users low",
    "0, 0, 60, 60, minutes low",
    "3, 4, 1, 2, users low minutes low"
  })
  void whatAffectedNobodyHasNoFigures(
      long users,
      @Nullable Long usersMost,
      long minutes,
      @Nullable Long most,
      @Nullable String wrong) {
    var none =
        Leak2017.impact(
            "phone", Impact.NONE, new Bounds(users, usersMost), new Bounds(minutes, most));
    assertThat(CHECKS.of(none, OF_SERVICE))
        .allSatisfy(fault -> assertThat(fault.kind()).isEqualTo(Kind.NOBODY_AFFECTED))
        .flatExtracting(fault -> List.of(fault.field(), fault.upper() ? "high" : "low"))
        .containsExactlyElementsOf(wrong == null ? List.of() : List.of(wrong.split(" ")));
  }

  @Test
  void whatAffectedNobodyHasNoStepsAndNoPeakButMayHaveBeenNoticedTheNextMorning() {
    ServiceImpact none =
        Leak2017.impact("phone", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    var step = new Said.Step(Bounds.exactly(5), Bounds.exactly(1));
    Map<String, Said> said =
        Map.of(
            "still-affected", Said.inSteps(List.of(step)),
            "peak-users", Said.of(Bounds.exactly(5)));
    assertThat(CHECKS.of(none.saying(said), OF_SERVICE))
        .filteredOn(fault -> fault.kind() == Kind.NOBODY_AFFECTED)
        .extracting(AnswerFault::field)
        .containsExactly("peak-users", "still-affected");
    Said later = Said.at(Interval.at(BEGAN.plusSeconds(7_000)));
    assertThat(CHECKS.of(stop(false).saying(Map.of("detected-at", later)), OF_SERVICE)).isEmpty();
  }

  private static ServiceImpact stop(boolean ongoing) {
    return new ServiceImpact(
        "meters",
        ServiceCategory.LPWA,
        Impact.STOP,
        Bounds.exactly(100),
        Bounds.exactly(60),
        Interval.at(BEGAN),
        ongoing,
        "");
  }
}
