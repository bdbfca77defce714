package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.Correlation;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.impact.BelievedAnswer;
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.CorrectedStart;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.HitServices;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.ImpactQuestion;
import jp.anshin.incident.impact.ImpactQuestion.Part;
import jp.anshin.incident.impact.Knew;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.impact.ServiceOutage;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.law.Question;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.Outage;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer when the incident's times or counts of users are stated after it. */
class ChangedTimesTest {

  private static final Instant START = Leak2017.START;
  private static final Instant LATER = START.plusSeconds(36_000);
  private static final Map<String, Said> NO_CABLE = Map.of("facility", Said.of(Truth.NO));
  private static final Caveat CHANGED = new Caveat("times-changed", "internet");
  private static final Caveat COUNTED = new Caveat("counted-since", "internet");

  @Test
  void aBeginningMovedAfterTheAnswerLeavesItOpenUntilSomebodyAnswersAnew() {
    Incident firm = answered(over(Leak2017.reported(), 59), stop(59, null));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.NOT_SERIOUS);

    Incident moved = moved(firm, -120);
    assertThat(judged(moved).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(moved).caveats()).contains(CHANGED);
    assertThat(judged(moved).questions()).extracting(Question::key).contains("duration");
    assertThat(internet(moved).durationSeconds()).isEqualTo(Bounds.between(59 * 60, 179 * 60));
    assertThat(ImpactQuestion.open(moved, Leak2017.OPERATOR, Map.of()))
        .filteredOn(each -> each.service().equals("internet"))
        .flatExtracting(ImpactQuestion::parts)
        .contains(Part.HOW_LONG);
    assertThat(ended(moved)).isEqualTo(new Interval(minute(-120 + 59), minute(59)));
    assertThat(durationInPeriodicLine(moved)).contains("59").contains("179");

    Incident anew = answered(moved, stop(59, null));
    assertThat(judged(anew).verdict())
        .as("who answers now knows the new beginning")
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(durationInPeriodicLine(anew)).contains("59").doesNotContain("179");
    Incident back = moved(moved, 0);
    assertThat(judged(back).verdict())
        .as("what was moved back says what it said")
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(back).caveats()).doesNotContain(CHANGED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBeginningThatWasAnsweredIsNoMoreBelievedThanMinutes(boolean restoredToo) {
    ServiceImpact said = stop(115, minute(0));
    if (restoredToo) {
      said = said.saying(Map.of("restored-at", Said.at(Interval.at(minute(115)))));
    }
    Incident moved = moved(answered(over(Leak2017.reported(), 115), said), -10);
    assertThat(judged(moved).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(moved).caveats()).contains(CHANGED);
    assertThat(internet(moved).durationSeconds()).isEqualTo(Bounds.between(115 * 60, 125 * 60));
    assertThat(facts(moved).occurredAt()).isEqualTo(new Interval(minute(-10), minute(0)));
    assertThat(ended(moved)).isEqualTo(Interval.at(minute(115)));
  }

  @Test
  void ofUsersCountedAfterTheEndThatSomebodyRecordedTheClockKnowsNoEnd() {
    Incident over = over(Leak2017.reported(), 5);
    assertThat(ended(over)).extracting(Interval::latest).isEqualTo(minute(5));
    assertThat(ended(counted(over, 119, 0, 0, null)))
        .as("nobody, and no bound: nothing follows")
        .extracting(Interval::latest)
        .isEqualTo(minute(5));
    for (Incident later :
        List.of(counted(over, 119, 40_000, 41_000, 42_000L), counted(over, 119, 0, 0, 42_000L))) {
      assertThat(ended(later)).extracting(Interval::latest).isEqualTo(LATER);
    }
  }

  @Test
  void anEndStatedAfterTheAnswerContradictsAnOutageThatWasShorter() {
    Incident open = answered(Leak2017.reported(), stop(59, null));
    assertThat(judged(open).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(over(open, 240)).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(over(open, 59)).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident known = answered(over(Leak2017.reported(), 240), stop(59, null));
    assertThat(judged(known).verdict())
        .as("a service may be hit for less than the incident lasts")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void whileTheIncidentGoesOnAMovedBeginningLeavesNoUpperBound() {
    Incident moved = moved(answered(Leak2017.reported(), stop(59, minute(0))), -10);
    assertThat(judged(moved).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(internet(moved).durationSeconds()).isEqualTo(Bounds.atLeast(59 * 60));
    assertThat(ended(moved)).isNull();
  }

  @Test
  void howLongAFacilityFailedIsAsOpen() {
    var failed = new HashMap<String, Said>();
    failed.put("facility", Said.of(Truth.YES));
    failed.put("facility-duration", Said.of(Bounds.exactly(59)));
    Incident firm =
        Leak2017.answered(over(Leak2017.reported(), 59), failed, none(), Leak2017.phoneUntouched());
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident moved = moved(firm, -120);
    assertThat(judged(moved).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(moved).caveats()).contains(new Caveat("facility-times-changed", ""));
    assertThat(facts(moved).facilitySeconds()).isEqualTo(Bounds.between(59 * 60, 179 * 60));
  }

  @Test
  void whoeverAnsweredIsNotBelievedToHaveKnownWhatHappenedAfterTheyRead() {
    ServiceImpact few = stop(29_000, 30, minute(0));
    Confirms asOpened = Confirms.knowing(new Knew(false, 0));
    Incident again = again(over(Leak2017.reported(), 30));
    assertThat(judged(answered(again, few, Confirms.ALL)).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(answered(again, few, asOpened)).verdict())
        .as("it began again")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(answered(again, none(), asOpened)).verdict()).isEqualTo(Verdict.UNDETERMINED);

    Incident moved = moved(over(Leak2017.reported(), 30), -100);
    ServiceImpact sinceUnsaid = stop(50_000, 30, null);
    assertThat(judged(answered(moved, sinceUnsaid, Confirms.ALL)).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(answered(moved, sinceUnsaid, asOpened)).verdict())
        .as("it began earlier")
        .isEqualTo(Verdict.UNDETERMINED);

    Incident counted = counted(Leak2017.reported(), 60, 20_000, 20_000, 90_000L);
    ServiceImpact long29 = stop(29_000, 150, minute(0));
    assertThat(judged(answered(counted, long29, Confirms.ALL)).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
    for (boolean statements : List.of(true, false)) {
      Confirms uncounted = Confirms.knowing(new Knew(statements, 0));
      Determination asked = judged(answered(counted, long29, uncounted));
      assertThat(asked.verdict()).as("more were counted").isEqualTo(Verdict.UNDETERMINED);
      assertThat(asked.caveats()).contains(COUNTED);
    }
    Incident first = answered(again, few, Confirms.ALL);
    assertThat(judged(answered(first, few, asOpened)).verdict())
        .as("what was known of the version that was read is known")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  private static Incident answered(Incident incident, ServiceImpact internet, Confirms confirms) {
    return incident.after(
        new IncidentEvent.ImpactAnswered(
            incident.id(),
            new ImpactAnswer(
                incident.impactAnswers().size() + 1,
                "佐藤",
                LATER,
                List.of(internet, Leak2017.phoneUntouched()),
                "",
                NO_CABLE,
                confirms)));
  }

  /** By the times that were said last, in any order of answers, beginnings and ends. */
  @Test
  void noFirmNoStandsWhereTheTimesSaidLastWouldMakeItSerious() {
    var random = new Random(20_170_825);
    int reopened = 0;
    int firm = 0;
    for (int run = 0; run < 1_000; run++) {
      var told = new ArrayList<String>();
      Incident incident = Leak2017.reported();
      long start = 0;
      @Nullable Long end = null;
      long startThen = 0;
      @Nullable Long endThen = null;
      @Nullable Long began = null;
      long lasted = -1;
      for (int step = 0; step < 5; step++) {
        int what = step == 0 ? 0 : random.nextInt(3);
        if (what == 0) {
          lasted = random.nextLong(1, 241);
          began = random.nextBoolean() ? null : random.nextLong(60);
          incident = answered(incident, stop(lasted, began == null ? null : minute(began)));
          startThen = start;
          endThen = end;
          told.add("answer " + began + " for " + lasted);
        } else if (what == 1) {
          start = -random.nextLong(200);
          incident = moved(incident, start);
          told.add("start " + start);
        } else {
          end = random.nextLong(1, 241);
          incident = over(incident, end);
          told.add("end " + end);
        }
      }
      boolean endChanged = !Objects.equals(end, endThen);
      boolean changed = start != startThen || endChanged;
      long longest = lasted;
      if (began == null && changed) {
        longest = end == null ? Long.MAX_VALUE : Math.max(lasted, end - start);
      } else if (began != null && changed) {
        long from = start < startThen && start < began ? start : began;
        long until = endChanged && end != null ? Math.max(end, began + lasted) : began + lasted;
        longest = until - from;
      }
      Verdict verdict = judged(incident).verdict();
      if (longest >= 120) {
        assertThat(verdict).as("%s", told).isNotEqualTo(Verdict.NOT_SERIOUS);
        reopened += lasted < 120 ? 1 : 0;
      } else if (!changed) {
        assertThat(verdict).as("%s", told).isEqualTo(Verdict.NOT_SERIOUS);
        firm++;
      }
    }
    assertThat(reopened).as("cases that the change alone opens").isGreaterThan(80);
    assertThat(firm).as("cases in which the answer stands").isGreaterThan(80);
  }

  @Test
  void aCountAfterTheAnswerLeavesOpenWhatItDoesUntilSomebodyAnswersAnew() {
    Incident firm = answered(over(Leak2017.reported(), 150), stop(20_000, 150, null));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident counted = counted(firm, 60, 0, 20_000, 90_000L);

    assertThat(judged(counted).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(counted).questions()).extracting(Question::key).contains("users");
    assertThat(judged(counted).caveats()).contains(COUNTED);
    assertThat(internet(counted).users()).isEqualTo(Bounds.between(20_000, 90_000));
    assertThat(judged(counted(firm, 60, 0, 20_000, null)).verdict())
        .as("no bound is known of the count")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(counted(counted, 60, 0, 20_000, 20_000L)).verdict())
        .as("what was counted wrong is restated")
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(counted(firm, 200, 0, 0, 90_000L)).verdict())
        .as("after its end")
        .isEqualTo(Verdict.NOT_SERIOUS);
    Incident anew = answered(counted, stop(20_000, 150, null));
    assertThat(judged(anew).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(anew).caveats()).doesNotContain(COUNTED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 90000, UNDETERMINED",
    "0, 1, 1, UNDETERMINED",
    "0, 0, 0, NOT_SERIOUS",
    "0, 0, , NOT_SERIOUS"
  })
  void ofUsersWhoMayHaveBeenHitSinceNoneWereSaidToBeItIsAsked(
      long low, long estimate, @Nullable Long high, Verdict verdict) {
    Incident none = answered(Leak2017.reported(), none());
    assertThat(judged(counted(none, 60, low, estimate, high)).verdict()).isEqualTo(verdict);
    Incident anew = answered(counted(none, 60, 0, 0, 90_000L), none());
    assertThat(judged(anew).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void noFirmNoStandsWhereCountsSinceTheAnswerMayMakeItSerious() {
    var random = new Random(41);
    int reopened = 0;
    for (int run = 0; run < 600; run++) {
      Incident incident = over(Leak2017.reported(), 150);
      long said = 0;
      var latest = new HashMap<Integer, Long>();
      for (int step = 0; step < 5; step++) {
        if (step == 0 || random.nextInt(3) == 0) {
          said = random.nextLong(30_000);
          incident = answered(incident, stop(said, 150, null));
          latest.clear();
        } else {
          int minute = 1 + random.nextInt(3);
          long high = random.nextLong(60_000);
          incident = counted(incident, minute, 0, 0, high);
          latest.put(minute, high);
        }
      }
      long most = latest.values().stream().mapToLong(Long::longValue).max().orElse(0);
      boolean maybe = most >= 30_000;
      assertThat(judged(incident).verdict())
          .as("%d said, then at most %d", said, most)
          .isEqualTo(maybe ? Verdict.UNDETERMINED : Verdict.NOT_SERIOUS);
      reopened += maybe ? 1 : 0;
    }
    assertThat(reopened).isBetween(100, 500);
  }

  /**
   * What nobody said anew is compared with what was known when it was said, whatever versions of
   * the answer followed by themselves or for the users of another service.
   */
  @Test
  void noVersionThatNobodyGaveMakesANoFirmer() {
    var random = new Random(2_026);
    int open = 0;
    int firm = 0;
    for (int run = 0; run < 1_000; run++) {
      var told = new ArrayList<String>();
      Incident incident = over(Leak2017.reported(), 180);
      boolean resumed = false;
      var internet = new HashMap<Long, Long>();
      var phone = new HashMap<Long, Long>();
      for (int step = 0; step < 7; step++) {
        int what = step == 0 ? 0 : random.nextInt(8);
        long minute = random.nextLong(6, 9);
        long high = random.nextBoolean() ? 20_000 : 60_000;
        told.add(what + " " + minute + " " + high);
        switch (what) {
          case 0 -> {
            incident =
                answered(incident, stop(20_000, 150, random.nextBoolean() ? minute(0) : null));
            resumed = false;
            internet.clear();
            phone.clear();
          }
          case 1, 2, 3 -> incident = corrected(incident, what == 1 ? 5 : what == 2 ? 0 : -5);
          case 4 -> {
            incident = counted(incident, "internet", minute, 0, 0, high);
            internet.put(minute, high);
          }
          case 5 -> {
            incident = counted(incident, "phone", minute, 0, 0, high);
            phone.put(minute, high);
          }
          case 6 -> {
            incident = countedOnItsPage(incident, 10_000);
            internet.clear();
          }
          default -> {
            incident = closedAndReopened(incident);
            if (random.nextBoolean() && incident.restoredAt().isPresent()) {
              incident = again(incident);
              resumed = true;
            } else {
              incident = over(incident, 180);
            }
          }
        }
      }
      boolean more = internet.values().stream().anyMatch(high -> high > 20_000);
      boolean maybe = resumed || more || !phone.isEmpty();
      assertThat(judged(incident).verdict())
          .as("%s", told)
          .isEqualTo(maybe ? Verdict.UNDETERMINED : Verdict.NOT_SERIOUS);
      open += maybe ? 1 : 0;
      firm += maybe ? 0 : 1;
    }
    assertThat(open).isGreaterThan(100);
    assertThat(firm).isGreaterThan(100);
  }

  @Test
  void aFacilityIsAskedOfWhenItBeganAgainAndOnlyUsersWereCounted() {
    var failed = new HashMap<String, Said>();
    failed.put("facility", Said.of(Truth.YES));
    failed.put("facility-duration", Said.of(Bounds.exactly(30)));
    Incident firm =
        Leak2017.answered(over(Leak2017.reported(), 30), failed, none(), Leak2017.phoneUntouched());
    Incident counted = countedOnItsPage(again(firm), 0);
    assertThat(facts(counted).facilitySeconds()).isEqualTo(Bounds.atLeast(30 * 60));
    assertThat(judged(counted).questions()).extracting(Question::key).contains("facility-duration");
  }

  @Test
  void aServiceOnceHitIsAskedOfWhenTheOperatorFileHasLostIt() {
    Incident hit = answered(over(Leak2017.reported(), 180), stop(180, null));
    assertThat(judged(hit).verdict()).isEqualTo(Verdict.SERIOUS);
    Service internet = Leak2017.OPERATOR.services().getFirst();
    Service renamed =
        new Service(
            "inet", internet.name(), internet.category(), internet.users(), internet.period());
    Operator file =
        Leak2017.OPERATOR.with(List.of(renamed, Leak2017.OPERATOR.services().getLast()));
    ServiceImpact inet = Leak2017.impact("inet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));

    Incident silent = Leak2017.answered(hit, NO_CABLE, inet, Leak2017.phoneUntouched());
    assertThat(judged(silent, file).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(HitServices.with(file, silent).service("internet"))
        .hasValueSatisfying(asked -> assertThat(asked.category()).isEqualTo(ServiceCategory.OTHER));
    Incident denied = Leak2017.answered(silent, NO_CABLE, inet, none(), Leak2017.phoneUntouched());
    assertThat(judged(denied, file).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void whoWasSaidToBeMoreThanTheFileHasIsNotBoundedByTheFileWhenNobodySpeaksOfThemAnyMore() {
    ServiceImpact phone =
        Leak2017.impact("phone", Impact.STOP, Bounds.exactly(50_000), Bounds.exactly(80));
    Incident hit = Leak2017.answered(over(Leak2017.reported(), 80), NO_CABLE, none(), phone);
    assertThat(judged(hit).verdict()).isEqualTo(Verdict.SERIOUS);
    Incident silent = Leak2017.answered(hit, NO_CABLE, none());
    assertThat(judged(silent).verdict())
        .as("23,000 users of the file, but 50,000 were answered")
        .isEqualTo(Verdict.UNDETERMINED);
    Incident denied = Leak2017.answered(silent, NO_CABLE, none(), Leak2017.phoneUntouched());
    assertThat(judged(denied).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void usersWhoWereHardToCountStaySoWhenSomeAreCounted() {
    Map<String, Said> hard = Map.of("users-hard-to-count", Said.of(Truth.YES));
    Incident said = answered(over(Leak2017.reported(), 150), stop(500, 150, null).saying(hard));
    Incident silent = answered(said, stop(500, 150, null));
    assertThat(judged(silent).verdict()).isEqualTo(Verdict.UNDETERMINED);
    Incident counted = counted(silent, 20, 500, 550, 600L);
    assertThat(judged(counted).verdict()).isEqualTo(Verdict.UNDETERMINED);
    Map<String, Said> easy = Map.of("users-hard-to-count", Said.of(Truth.NO));
    Incident denied = answered(counted, stop(600, 150, null).saying(easy));
    assertThat(judged(denied).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void howUsersWereCountedStaysUntilAnotherWayIsSaid() {
    Incident part = phoneCounted(over(Leak2017.reported(), 80), "ACTUAL");
    assertThat(judged(part).verdict()).isEqualTo(Verdict.UNDETERMINED);
    Incident silent = phoneCounted(part, null);
    assertThat(judged(silent).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(phoneCounted(silent, "EMERGENCY_VOICE_ALL")).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  private static Incident phoneCounted(Incident incident, @Nullable String method) {
    ServiceImpact phone =
        Leak2017.impact("phone", Impact.STOP, Bounds.exactly(20_000), Bounds.exactly(80));
    return Leak2017.answered(
        incident,
        NO_CABLE,
        none(),
        method == null
            ? phone
            : phone.saying(Map.of("count-method", Said.choosing(List.of(method)))));
  }

  @ParameterizedTest
  @CsvSource({"secrecy-leak, statement.secrecy-leak", "cable, facility", "services, services"})
  void silenceIsNoSaferThanWhatWasSaid(String what, String key) {
    Truth dangerous = key.equals("services") ? Truth.NO : Truth.YES;
    Incident leak = Leak2017.unanswered(false);
    ServiceImpact[] all = {Leak2017.ended(23, 41_000), Leak2017.phoneUntouched()};
    Incident said = Leak2017.answered(leak, Map.of(key, Said.of(dangerous)), all);
    Incident silent = Leak2017.answered(said, Map.of(), all);
    Determination judged = judged(silent);
    if (key.startsWith("statement.")) {
      assertThat(judged.signposts())
          .as(what)
          .singleElement()
          .satisfies(duty -> assertThat(duty.applies()).isEqualTo(Truth.UNDETERMINED));
    } else {
      assertThat(judged.verdict()).as(what).isEqualTo(Verdict.UNDETERMINED);
    }
    Truth safe = dangerous.not();
    Incident denied = Leak2017.answered(silent, Map.of(key, Said.of(safe)), all);
    Incident silentAfter = Leak2017.answered(denied, Map.of(), all);
    assertThat(judged(silentAfter).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(judged(silentAfter).signposts()).isEmpty();
  }

  private static Instant minute(long minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static ServiceImpact stop(long minutes, @Nullable Instant began) {
    return stop(50_000, minutes, began);
  }

  private static ServiceImpact stop(long users, long minutes, @Nullable Instant began) {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        Bounds.exactly(users),
        Bounds.exactly(minutes),
        began == null ? null : Interval.at(began),
        false,
        "RADIUS");
  }

  private static ServiceImpact none() {
    return Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
  }

  private static Incident answered(Incident incident, ServiceImpact internet) {
    return incident.after(
        new IncidentEvent.ImpactAnswered(
            incident.id(),
            new ImpactAnswer(
                incident.impactAnswers().size() + 1,
                "佐藤",
                LATER,
                List.of(internet, Leak2017.phoneUntouched()),
                "",
                NO_CABLE)));
  }

  /** As a person corrects: moments that do not fit leave the answer, and nobody says it anew. */
  private static Incident corrected(Incident incident, long minute) {
    ImpactAnswer answer = incident.impact().orElseThrow();
    Incident asked =
        CorrectedStart.fitting(answer, Interval.at(minute(minute)))
            .map(services -> version(incident, services, Confirms.NOTHING))
            .orElse(incident);
    return moved(asked, minute);
  }

  private static Incident countedOnItsPage(Incident incident, long users) {
    List<ServiceImpact> services =
        incident.impact().orElseThrow().services().stream()
            .map(each ->
                each.service().equals("internet")
                    ? each.counted(
                        new UserCount("ACTUAL", Bounds.exactly(users), null, "", null), "")
                    : each)
            .toList();
    return version(incident, services, Confirms.usersOf("internet"));
  }

  private static Incident version(
      Incident incident, List<ServiceImpact> services, Confirms confirms) {
    ImpactAnswer before = incident.impact().orElseThrow();
    return incident.after(
        new IncidentEvent.ImpactAnswered(
            incident.id(),
            new ImpactAnswer(
                before.version() + 1, "鈴木", LATER, services, "", before.said(), confirms)));
  }

  private static Incident closedAndReopened(Incident incident) {
    return incident
        .after(new IncidentEvent.IncidentClosed(incident.id(), LATER, "鈴木"))
        .after(new IncidentEvent.IncidentReopened(incident.id(), LATER, "鈴木", "訂正"));
  }

  private static Incident again(Incident incident) {
    Detection before = incident.byPerson().orElseThrow();
    return stated(incident, PersonStatement.again(before, "鈴木", "続いていた", LATER));
  }

  private static Determination judged(Incident incident, Operator file) {
    return Leak2017.LAW.determine(
        new ImpactFacts(Leak2017.LAW.rulebook(), file).of(incident, LATER));
  }

  private static Incident moved(Incident incident, long minute) {
    Detection before = incident.byPerson().orElseThrow();
    PersonStatement said = PersonStatement.of(before);
    return stated(
        incident,
        new PersonStatement(said.kind(), said.title(), Interval.at(minute(minute)))
            .correcting(before, "鈴木", "", LATER));
  }

  private static Incident over(Incident incident, long minute) {
    Detection before = incident.byPerson().orElseThrow();
    return stated(incident, PersonStatement.over(before, minute(minute), "鈴木", "", LATER));
  }

  private static Incident stated(Incident incident, Detection next) {
    return incident.after(Correlation.eventOf(List.of(incident), next, false).orElseThrow());
  }

  private static Incident counted(
      Incident incident, long minute, long low, long estimate, @Nullable Long high) {
    return counted(incident, "internet", minute, low, estimate, high);
  }

  private static Incident counted(
      Incident incident,
      String service,
      long minute,
      long low,
      long estimate,
      @Nullable Long high) {
    return incident.after(
        new IncidentEvent.UsersCounted(
            incident.id(),
            LATER,
            "radius",
            List.of(new CountedUsers(service, minute(minute), low, estimate, high, ""))));
  }

  private static Determination judged(Incident incident) {
    return Leak2017.judged(incident, LATER);
  }

  private static AccidentFacts facts(Incident incident) {
    return new ImpactFacts(Leak2017.LAW.rulebook(), Leak2017.OPERATOR).of(incident, LATER);
  }

  private static ServiceFacts internet(Incident incident) {
    return facts(incident).services().getFirst();
  }

  private static @Nullable Interval ended(Incident incident) {
    Outage outage =
        ServiceOutage.of(
            incident, internet(incident), facts(incident).occurredAt(), 118_000L, LATER);
    return outage.ended();
  }

  private static String durationInPeriodicLine(Incident incident) {
    AccidentAccount account =
        DraftWriter.account(incident, judged(incident), Leak2017.OPERATOR, LATER);
    assertThat(account.impacts())
        .isEqualTo(BelievedAnswer.of(incident, Leak2017.OPERATOR).orElseThrow().services());
    return DraftWriter.periodicEntry(account, true).items().stream()
        .filter(item -> item.key().equals("duration-minutes"))
        .map(item -> item.text().in(Locale.JAPANESE))
        .findFirst()
        .orElseThrow();
  }
}
