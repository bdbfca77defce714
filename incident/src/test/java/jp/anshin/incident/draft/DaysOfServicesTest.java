package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.HitServices;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.ImpactQuestion;
import jp.anshin.incident.impact.ImpactQuestion.Part;
import jp.anshin.incident.impact.OperatorDays;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.impact.ServiceOutage;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.law.Question;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.AccidentClock;
import jp.anshin.law.clock.ClockDuties;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Outage;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Period;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of the days on which services were hit, as answers and counts tell them. */
class DaysOfServicesTest {

  private static final long LONG_AFTER_SECONDS = 12 * 3_600;

  private static final List<Impact> KINDS =
      List.of(Impact.STOP, Impact.DEGRADATION, Impact.HARD_TO_CONNECT, Impact.NONE);

  private static final List<String> BORDERS = List.of("2015-04-01", "2019-04-01", "2024-06-01");

  private static final Operator OPERATOR =
      Leak2017.OPERATOR.with(
          List.of(
              service("internet", ServiceCategory.OTHER, 118_000),
              service("phone", ServiceCategory.VOICE_EMERGENCY, 230_000),
              service("lora", ServiceCategory.LPWA, 50_000)));

  @ParameterizedTest
  @EnumSource(names = {"DEGRADATION", "HARD_TO_CONNECT"})
  void whetherItCountsIsAskedOfTheDayOfTheServiceAndNotOfTheIncident(Impact kind) {
    Incident after = opened("2019-04-01T00:05");
    assertThat(judged(answered(after, lora(kind, "2019-03-31T23:50"))).verdict())
        .as("there was no row of LPWA yet, and what counted is open")
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(answered(after, lora(kind, "2019-04-01T00:05"))).verdict())
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(
            judged(answered(opened("2019-03-31T23:50"), lora(kind, "2019-04-01T00:05"))).verdict())
        .as("the incident is of the day before, the service is not")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2019-04-01T00:05"})
  void usersCountedOnTheDayBeforeBringTheLawOfThatDayWhetherSinceWhenWasSaidOrNot(String began) {
    Incident firm = answered(opened("2019-04-01T00:05"), lora(Impact.DEGRADATION, began));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident counted = counted(firm, "lora", "2019-03-31T23:50", 40_000, 40_000L);
    assertThat(judged(counted).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(counted).caveats()).contains(new Caveat("counted-before", "lora"));
    assertThat(ImpactQuestion.open(counted, OPERATOR, Map.of()))
        .filteredOn(each -> each.service().equals("lora"))
        .flatExtracting(ImpactQuestion::parts)
        .contains(Part.SINCE_WHEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2015-04-01T00:05"})
  void aYesOfTheNewEditionIsNotFirmWhereUsersWereCountedUnderTheOldOne(String began) {
    Incident firm = answered(opened("2015-04-01T00:05"), phone(90, began, false));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.SERIOUS);
    Incident counted = counted(firm, "phone", "2015-03-31T23:50", 40_000, 40_000L);
    assertThat(judged(counted).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(counted).editions()).contains("2008", "2015");
    assertThat(judged(counted).questions()).contains(new Question("occurred-at", "phone"));
  }

  /** Over or not, said or not, answered before or after the count, answered with none, or never. */
  @ParameterizedTest
  @CsvSource({
    "said, 40000, 40000",
    "unsaid, 40000, 40000",
    "unsaid, 0, 40000",
    "ongoing-said, 40000, 40000",
    "ongoing-unsaid, 40000, 40000",
    "ongoing-unsaid, 0, 40000",
    "none, 40000, 40000",
    "silent, 40000, 40000",
    "silent, 0, 40000"
  })
  void theDaysAreCountedFromTheEarlierOneWhereUsersWereCountedOnIt(
      String said, long low, long high) {
    Incident opened = opened("2025-04-01T00:10");
    String began = said.endsWith("-said") || said.equals("said") ? "2025-04-01T00:10" : "";
    Incident told =
        switch (said) {
          case "silent" -> opened;
          case "none" -> answered(opened);
          default -> answered(opened, phone(90, began, said.startsWith("ongoing")));
        };
    Incident counted = counted(told, "phone", "2025-03-31T23:50", low, high);
    ClockDuty last = duty(counted, "final-report");
    assertThat(last.dueOn()).isEqualTo(LocalDate.parse("2025-04-30"));
    assertThat(last.dueOnIfLater()).isEqualTo(LocalDate.parse("2025-05-01"));
    ClockDuty periodic = duty(counted, "periodic-report");
    assertThat(periodic.dueOn()).isEqualTo(LocalDate.parse("2025-05-31"));
    assertThat(periodic.dueOnIfLater()).isEqualTo(LocalDate.parse("2026-05-31"));
    assertThat(duty(counted, "first-report").since().earliest()).isEqualTo(jst("2025-03-31T23:50"));
  }

  @Test
  void ofACountBeforeTheAnswerThatKnewItMayHaveBeenNobodyNothingFollows() {
    Incident counted = counted(opened("2025-04-01T00:10"), "phone", "2025-03-31T23:50", 0, 40_000L);
    Incident answered = answered(counted, phone(90, "2025-04-01T00:10", false));
    assertThat(duty(answered, "final-report").dueOnIfLater()).isNull();
    assertThat(duty(answered, "final-report").dueOn()).isEqualTo(LocalDate.parse("2025-05-01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"said", "unsaid", "silent"})
  void aThresholdThatMayHaveBeenReachedByAnEarlierCountIsNotAhead(String said) {
    Incident opened = opened("2024-06-01T10:00");
    Incident told =
        said.equals("silent")
            ? opened
            : answered(opened, phone(0, said.equals("said") ? "2024-06-01T10:00" : "", true));
    Incident counted = counted(told, "phone", "2024-06-01T09:30", 40_000, 40_000L);
    Instant now = jst("2024-06-01T10:40");
    AccidentFacts facts = facts(counted, now);
    Crossing hour =
        crossings(counted, now).stream()
            .filter(each -> each.duty() == Crossing.Duty.SERIOUS && each.durationMinutes() == 60)
            .findFirst()
            .orElseThrow();
    assertThat(facts.occurredAt())
        .isEqualTo(new Interval(jst("2024-06-01T09:30"), jst("2024-06-01T10:00")));
    assertThat(hour.earliest()).isEqualTo(jst("2024-06-01T10:30"));
    assertThat(hour.state()).isEqualTo(Crossing.State.MAY_BE_MET);
  }

  @Test
  void howLongACableWasDownIsMeasuredFromWhenItFailed() {
    Incident firm = answered(opened("2024-06-01T10:00"), cable(119, "2024-06-01T09:00"));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    Incident longer = over(firm, "2024-06-01T11:30");
    assertThat(judged(longer).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(longer).questions()).contains(new Question("facility-duration", ""));
    assertThat(judged(longer).caveats()).contains(new Caveat("facility-times-changed", ""));
    assertThat(facts(longer, after(longer)).facilitySeconds())
        .isEqualTo(Bounds.between(119 * 60, 150 * 60));
    assertThat(judged(over(firm, "2024-06-01T10:59")).verdict())
        .as("as was answered")
        .isEqualTo(Verdict.NOT_SERIOUS);
    Incident later =
        answered(
            over(opened("2024-06-01T10:00"), "2024-06-01T12:30"), cable(119, "2024-06-01T10:30"));
    assertThat(judged(later).verdict())
        .as("the incident lasted longer, and whoever answered knew it")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void aCableThatWasRestoredSoonerThanWasAnsweredIsAskedOf() {
    Incident firm = answered(opened("2024-06-01T10:00"), cable(125, ""));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.SERIOUS);
    Incident sooner = over(firm, "2024-06-01T11:40");
    assertThat(judged(sooner).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(sooner).questions()).contains(new Question("facility-duration", ""));
    assertThat(facts(sooner, after(sooner)).facilitySeconds())
        .isEqualTo(Bounds.between(100 * 60, 125 * 60));
    Incident moved = moved(over(firm, "2024-06-01T12:06"), "2024-06-01T11:00");
    assertThat(judged(moved).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(answered(sooner, cable(125, ""))).verdict())
        .as("who answers now knows the end")
        .isEqualTo(Verdict.SERIOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2024-06-01T10:00"})
  void aYesIsOpenAgainWhereAPersonSaysThatAllWasOverSooner(String began) {
    Incident firm = answered(opened("2024-06-01T10:00"), phone(90, began, false));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.SERIOUS);
    Incident sooner = over(firm, "2024-06-01T10:40");
    assertThat(judged(sooner).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged(sooner).questions()).contains(new Question("duration", "phone"));
    assertThat(judged(sooner).caveats()).contains(new Caveat("times-changed", "phone"));
    assertThat(facts(sooner, after(sooner)).services().getFirst().durationSeconds())
        .isEqualTo(Bounds.between(40 * 60, 90 * 60));
    assertThat(judged(answered(sooner, phone(90, began, false))).verdict())
        .isEqualTo(Verdict.SERIOUS);
    assertThat(judged(over(firm, "2024-06-01T11:30")).verdict()).isEqualTo(Verdict.SERIOUS);
  }

  @Test
  void aYesIsOpenAgainWhereACorrectedBeginningLeavesLessTime() {
    Incident firm =
        over(answered(opened("2024-06-01T10:00"), phone(90, "", false)), "2024-06-01T11:35");
    Incident known = answered(firm, phone(90, "", false));
    assertThat(judged(known).verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(judged(moved(known, "2024-06-01T10:05")).verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(judged(moved(known, "2024-06-01T10:45")).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 0, UNDETERMINED",
    "false, 10, 10, UNDETERMINED",
    "true, 0, 0, UNDETERMINED",
    "false, 0, , SERIOUS",
    "false, 40000, 40000, SERIOUS",
    "true, 35000, 35000, SERIOUS"
  })
  void aYesNeedsThatAsManyAreCountedWithinTheAnsweredTime(
      boolean ongoing, long low, @Nullable Long high, Verdict verdict) {
    Incident firm = answered(opened("2024-06-01T10:00"), phone(90, "2024-06-01T10:00", ongoing));
    assertThat(judged(firm).verdict()).isEqualTo(Verdict.SERIOUS);
    Incident counted = counted(firm, "phone", "2024-06-01T10:20", low, high);
    assertThat(judged(counted).verdict()).isEqualTo(verdict);
    if (verdict == Verdict.UNDETERMINED) {
      assertThat(judged(counted).questions()).contains(new Question("readings", "phone"));
      assertThat(judged(counted).caveats()).contains(new Caveat("counts-fell", "phone"));
    }
    assertThat(judged(counted(firm, "phone", "2024-06-01T12:20", 0, 0L)).verdict())
        .isEqualTo(ongoing ? Verdict.UNDETERMINED : Verdict.SERIOUS);
  }

  /** A service is of another category, and another is there, from the first of June on. */
  private static Optional<Operator> fileOf(LocalDate day) {
    boolean june = !day.isBefore(LocalDate.parse("2024-06-01"));
    ServiceCategory category = june ? ServiceCategory.VOICE_EMERGENCY : ServiceCategory.VOICE_OTHER;
    var services = new ArrayList<Service>(List.of(service("phone", category, 230_000)));
    if (june) {
      services.add(service("new", ServiceCategory.OTHER, 90_000));
    }
    Operator who = Leak2017.OPERATOR;
    return Optional.of(
        new Operator(
            day,
            who.name(),
            List.of(),
            List.of(),
            List.of(),
            services,
            List.of(),
            List.of(),
            List.of()));
  }

  private static Determination byDays(Incident incident) {
    OperatorDays days =
        OperatorDays.of(incident, after(incident), DaysOfServicesTest::fileOf).orElseThrow();
    Operator operator = HitServices.with(days.together(), incident);
    return Leak2017.LAW.determine(
        new ImpactFacts(Leak2017.LAW.rulebook(), operator, days).of(incident, after(incident)));
  }

  private static Incident phoneAndNew(Incident incident, String began) {
    ServiceImpact phone = Objects.requireNonNull(phone(90, began, false).impact());
    return withServices(incident, List.of(phone, none("new", ServiceCategory.OTHER)));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-31T23:50, 2024-05-31T23:50, NOT_SERIOUS",
    "2024-05-31T23:50, 2024-06-01T00:05, SERIOUS",
    "2024-06-01T00:05, 2024-05-31T23:50, NOT_SERIOUS",
    "2024-06-01T00:05, 2024-06-01T00:05, SERIOUS",
    "2024-05-31T23:50, '', UNDETERMINED"
  })
  void theCategoryIsThatOfTheDayOnWhichTheServiceWasHit(
      String start, String began, Verdict verdict) {
    Determination judged = byDays(phoneAndNew(opened(start), began));
    assertThat(judged.verdict()).isEqualTo(verdict);
    if (verdict == Verdict.UNDETERMINED) {
      assertThat(judged.questions()).contains(new Question("category", "phone"));
    }
  }

  @Test
  void whereTheIncidentMayHaveBegunOnEitherDayTheCategoryIsAsked() {
    var start = new Interval(jst("2024-05-31T23:50"), jst("2024-06-01T00:10"));
    Determination judged = byDays(phoneAndNew(opened(start), ""));
    assertThat(judged.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judged.questions()).contains(new Question("category", "phone"));
  }

  @Test
  void aServiceThatIsThereSinceMidnightIsAskedWhereTheIncidentGoesOnAfterIt() {
    Incident opened = opened("2024-05-31T23:50");
    List<ServiceImpact> phone = List.of(none("phone", ServiceCategory.VOICE_OTHER));
    Incident silent = withServices(opened, phone);
    assertThat(byDays(silent).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(
            OperatorDays.of(silent, after(silent), DaysOfServicesTest::fileOf)
                .orElseThrow()
                .together()
                .service("new"))
        .isPresent();
    Incident over = withServices(over(opened, "2024-05-31T23:58"), phone);
    assertThat(byDays(over).verdict())
        .as("it was not there while the incident lasted")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  private static ServiceImpact none(String service, ServiceCategory category) {
    return new ServiceImpact(
        service, category, Impact.NONE, Bounds.exactly(0), Bounds.exactly(0), null, false, "");
  }

  /** Of one service around a midnight at which the law or the operator file changes. */
  @Test
  void oneFactMadeLessKnownMakesNothingFirmer() {
    var random = new Random(20_190_401);
    var firm = new EnumMap<Verdict, Integer>(Verdict.class);
    for (int run = 0; run < 600; run++) {
      Instant midnight = jst(BORDERS.get(random.nextInt(BORDERS.size())) + "T00:00");
      Interval start = Interval.at(midnight.plusSeconds(random.nextLong(-60, 61) * 60));
      ServiceImpact known = random(random, midnight);
      Verdict more = verdict(start, known);
      firm.merge(more, 1, Integer::sum);
      Interval wider = around(start, random);
      for (ServiceImpact each : lessKnown(known, random)) {
        assertThat(verdict(start, each))
            .as("%s, %s from %s", start, each, known)
            .isIn(more, Verdict.UNDETERMINED);
      }
      assertThat(verdict(wider, known))
          .as("%s from %s, %s", wider, start, known)
          .isIn(more, Verdict.UNDETERMINED);
    }
    assertThat(firm).hasSize(3).allSatisfy((verdict, times) -> assertThat(times).isPositive());
  }

  private static ServiceImpact random(Random random, Instant midnight) {
    Impact kind = KINDS.get(random.nextInt(KINDS.size()));
    boolean said = random.nextBoolean();
    return new ServiceImpact(
        random.nextBoolean() ? "phone" : "lora",
        null,
        kind,
        Bounds.exactly(random.nextBoolean() ? 29_000 : 40_000),
        Bounds.exactly(List.of(30, 59, 90, 119, 130, 725).get(random.nextInt(6))),
        said ? Interval.at(midnight.plusSeconds(random.nextLong(-60, 61) * 60)) : null,
        false,
        "");
  }

  /** The same with one fact less known; the last one only where it says since when. */
  private static List<ServiceImpact> lessKnown(ServiceImpact known, Random random) {
    var less = new ArrayList<ServiceImpact>();
    long minutes = known.minutes().min();
    less.add(with(known, Impact.UNKNOWN, known.users(), known.minutes(), known.began()));
    less.add(with(known, known.kind(), Bounds.between(0, 40_000), known.minutes(), known.began()));
    less.add(
        with(
            known,
            known.kind(),
            known.users(),
            Bounds.between(Math.max(0, minutes - 40), minutes + 40),
            known.began()));
    Interval began = known.began();
    if (began != null) {
      Interval wider = around(began, random);
      less.add(with(known, known.kind(), known.users(), known.minutes(), wider));
    }
    return less;
  }

  private static Interval around(Interval moment, Random random) {
    return new Interval(
        moment.earliest().minusSeconds(random.nextLong(90) * 60),
        moment.latest().plusSeconds(random.nextLong(90) * 60));
  }

  private static ServiceImpact with(
      ServiceImpact known, Impact kind, Bounds users, Bounds minutes, @Nullable Interval began) {
    return new ServiceImpact(known.service(), null, kind, users, minutes, began, false, "");
  }

  private static Verdict verdict(Interval start, ServiceImpact told) {
    Incident answered = withServices(opened(start), List.of(told));
    OperatorDays days =
        OperatorDays.of(answered, after(answered), day -> of(day, told.service())).orElseThrow();
    return Leak2017.LAW
        .determine(
            new ImpactFacts(Leak2017.LAW.rulebook(), days.together(), days)
                .of(answered, after(answered)))
        .verdict();
  }

  /** That service alone, of its category on that day. */
  private static Optional<Operator> of(LocalDate day, String service) {
    return fileOf(day)
        .map(file ->
            file.with(
                service.equals("lora")
                    ? List.of(service("lora", ServiceCategory.LPWA, 50_000))
                    : List.of(file.services().getFirst())));
  }

  private static Service service(String id, ServiceCategory category, long users) {
    return new Service(id, new LocalizedName(id, id), category, users, Period.ALWAYS);
  }

  private static Instant jst(String local) {
    return Instant.parse(local + ":00+09:00");
  }

  private static Instant after(Incident incident) {
    return incident.startedAt().earliest().plusSeconds(LONG_AFTER_SECONDS);
  }

  private static Incident opened(String start) {
    return opened(Interval.at(jst(start)));
  }

  private static Incident opened(Interval start) {
    Instant noticed = start.latest();
    var first =
        new PersonStatement(ReportedKind.OTHER, "停止", start)
            .first("佐藤", noticed, noticed.plusSeconds(60));
    return Incident.opened(new IncidentOpened(IncidentId.openedBy(first), first, false));
  }

  private record Told(@Nullable ServiceImpact impact, Map<String, Said> said) {}

  private static Told lora(Impact kind, String began) {
    return told("lora", kind, 130, began, false);
  }

  private static Told phone(long minutes, String began, boolean ongoing) {
    return told("phone", Impact.STOP, minutes, began, ongoing);
  }

  private static Told told(
      String service, Impact kind, long minutes, String began, boolean ongoing) {
    var impact =
        new ServiceImpact(
            service,
            OPERATOR.service(service).orElseThrow().category(),
            kind,
            Bounds.exactly(40_000),
            ongoing ? Bounds.UNKNOWN : Bounds.exactly(minutes),
            began.isEmpty() ? null : Interval.at(jst(began)),
            ongoing,
            "RADIUS");
    return new Told(impact, Map.of("facility", Said.of(Truth.NO)));
  }

  private static Told cable(long minutes, String since) {
    var said = new HashMap<String, Said>();
    said.put("facility", Said.of(Truth.YES));
    said.put("facility-duration", Said.of(Bounds.exactly(minutes)));
    if (!since.isEmpty()) {
      said.put("facility-since", Said.at(Interval.at(jst(since))));
    }
    return new Told(null, said);
  }

  private static Incident answered(Incident incident) {
    return answered(incident, new Told(null, Map.of("facility", Said.of(Truth.NO))));
  }

  /** Of all other services that their users met nothing. */
  private static Incident answered(Incident incident, Told told) {
    var services = new ArrayList<ServiceImpact>();
    ServiceImpact impact = told.impact();
    if (impact != null) {
      services.add(impact);
    }
    for (Service each : OPERATOR.services()) {
      if (impact == null || !impact.service().equals(each.id())) {
        services.add(none(each.id(), each.category()));
      }
    }
    return answered(incident, services, told.said());
  }

  private static Incident withServices(Incident incident, List<ServiceImpact> services) {
    return answered(incident, services, Map.of("facility", Said.of(Truth.NO)));
  }

  private static Incident answered(
      Incident incident, List<ServiceImpact> services, Map<String, Said> said) {
    return incident.after(
        new IncidentEvent.ImpactAnswered(
            incident.id(),
            new ImpactAnswer(
                incident.impactAnswers().size() + 1,
                "佐藤",
                incident.startedAt().earliest().plusSeconds(4 * 3_600),
                services,
                "",
                said)));
  }

  private static Incident counted(
      Incident incident, String service, String at, long low, @Nullable Long high) {
    return incident.after(
        new IncidentEvent.UsersCounted(
            incident.id(),
            jst(at).plusSeconds(600),
            "radius",
            List.of(new CountedUsers(service, jst(at), low, low, high, ""))));
  }

  private static Incident over(Incident incident, String end) {
    return incident.after(
        new IncidentEvent.IncidentRestored(
            incident.id(),
            PersonStatement.over(
                incident.byPerson().orElseThrow(), jst(end), "佐藤", "", after(incident))));
  }

  private static Incident moved(Incident incident, String start) {
    var before = incident.byPerson().orElseThrow();
    return incident.after(
        new IncidentEvent.IncidentGrew(
            incident.id(),
            new PersonStatement(ReportedKind.OTHER, "停止", Interval.at(jst(start)))
                .correcting(before, "佐藤", "", after(incident))));
  }

  private static AccidentFacts facts(Incident incident, Instant at) {
    return new ImpactFacts(Leak2017.LAW.rulebook(), OPERATOR).of(incident, at);
  }

  private static Determination judged(Incident incident) {
    return Leak2017.LAW.determine(facts(incident, after(incident)));
  }

  private static List<Crossing> crossings(Incident incident, Instant now) {
    AccidentFacts facts = facts(incident, now);
    var phone =
        facts.services().stream()
            .filter(each -> each.service().equals("phone"))
            .findFirst()
            .orElseThrow();
    Outage outage = ServiceOutage.of(incident, phone, facts.occurredAt(), 230_000L, now);
    return new AccidentClock(Leak2017.LAW.rulebook())
        .crossings(outage, Leak2017.LAW.determine(facts), now);
  }

  private static ClockDuty duty(Incident incident, String key) {
    var whole = new Outage(facts(incident, after(incident)).occurredAt(), null, List.of(), null);
    return new ClockDuties(Leak2017.LAW.rulebook(), List.of(), Truth.NO)
        .of(whole, judged(incident), after(incident)).stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow();
  }
}
