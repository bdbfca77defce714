package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent.ImpactAnswered;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactField.Kind;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Clause;
import jp.anshin.law.Determination;
import jp.anshin.law.DutyRule;
import jp.anshin.law.Impact;
import jp.anshin.law.ImpactRule;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.Question;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Period;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the law comes to ask has one place where it is answered, and the answer settles it. */
class EveryQuestionIsAnswerableTest {

  private static final Rulebook BOOK = Leak2017.LAW.rulebook();
  private static final ImpactFields FIELDS = new ImpactFields(BOOK, List.of("C-OTHER"));
  private static final Set<String> EVERYDAY = Set.of("kind", "began", "users", "minutes");

  /** A day on which every duty of the rulebook exists and the proposal may be in force. */
  private static final Instant START = Instant.parse("2025-12-01T03:00:00Z");

  private static final Instant LATER = START.plusSeconds(30 * 24 * 3600);

  private static final Said YES = Said.of(Truth.YES);
  private static final Said NO = Said.of(Truth.NO);
  private static final Said OPEN = Said.of(Truth.UNDETERMINED);

  /** An answer by which a question is asked, and one that settles it. */
  private record Case(ImpactAnswer asked, ImpactAnswer settled) {}

  /** Every question there is, and every one about a part of the shipped rulebook. */
  static Stream<String> questions() {
    var keys = new TreeSet<>(Question.KEYS);
    keys.remove(Question.PROPOSAL); // a matter of the rulebook: nobody answers it of one incident
    BOOK.exclusions().forEach(each -> keys.add(Question.EXCLUSION + each.id()));
    BOOK.categories()
        .forEach(each -> each.conditions().forEach(key -> keys.add(Question.CONDITION + key)));
    BOOK.impactRules().stream()
        .flatMap(rule -> Stream.ofNullable(rule.condition()))
        .forEach(key -> keys.add(Question.CIRCUMSTANCE + key));
    LpwaRule.KEYS.forEach(key -> keys.add(Question.CIRCUMSTANCE + key));
    BOOK.dutyRules().stream().map(DutyRule::duty).forEach(id -> keys.add(Question.DAY + id));
    clauses().forEach(clause -> addLeaves(clause, keys));
    return keys.stream();
  }

  private static List<Clause> clauses() {
    var clauses = new ArrayList<Clause>();
    BOOK.dutyRules().forEach(rule -> clauses.add(rule.when()));
    Stream.ofNullable(BOOK.wholesaleReceiver()).forEach(rule -> clauses.add(rule.when()));
    Stream.ofNullable(BOOK.periodic().otherEquipment()).forEach(clauses::add);
    BOOK.periodic().tiers().stream()
        .flatMap(tier -> Stream.ofNullable(tier.condition()))
        .forEach(clauses::add);
    return clauses;
  }

  private static void addLeaves(Clause clause, Set<String> keys) {
    if (clause.parts().isEmpty()) {
      keys.add(Question.STATEMENT + clause.id());
    }
    clause.parts().forEach(part -> addLeaves(part, keys));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theAnswerAtItsPlaceRemovesTheQuestion(String key) {
    Case asked = caseOf(key);

    assertThat(open(asked.asked())).as("asked").contains(key);
    assertThat(open(asked.settled())).as("settled").doesNotContain(key);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void everyQuestionHasOnePlace(String key) {
    String place = ImpactFields.placeOf(new Question(key, ""));
    long ofService = FIELDS.ofService(null).stream().filter(is(place)).count();
    long ofEvent = FIELDS.ofEvent().stream().filter(is(place)).count();

    assertThat(ofService + ofEvent + (EVERYDAY.contains(place) ? 1 : 0)).isEqualTo(1);
  }

  /** By one reading serious, by the other only if a proposal is in force: that is asked as well. */
  @Test
  void aReadingThatAloneLeavesItOpenIsAskedUntilOneIsChosen() {
    Said steps =
        Said.inSteps(
            List.of(
                new Said.Step(Bounds.exactly(100_000), Bounds.exactly(60)),
                new Said.Step(Bounds.exactly(29_999), Bounds.exactly(300))));
    ServiceImpact parts = stop(100_000, 300);

    assertThat(open(answer(parts.saying(Map.of("still-affected", steps)), Map.of())))
        .contains("readings");
    for (String chosen :
        List.of("from-inability+until-all-restored+cumulative-users", "restored-leave")) {
      Map<String, Said> said =
          Map.of("still-affected", steps, "readings", Said.choosing(List.of(chosen)));
      assertThat(open(answer(parts.saying(said), Map.of()))).as(chosen).doesNotContain("readings");
    }
  }

  @Test
  void ofACategoryOnlyWhatConcernsItCanBeSaid() {
    assertThat(keys("LPWA"))
        .contains("lpwa-form", "condition.managed-per-contract")
        .as("before it had its row it was judged as any other service")
        .contains("circumstance.best-effort-data")
        .doesNotContain("circumstance.call-loss-at-maximum-control", "category");
    assertThat(keys("OTHER"))
        .contains("circumstance.best-effort-data")
        .doesNotContain("lpwa-form", "circumstance.call-loss-at-maximum-control");
    assertThat(keys("FREE_INTERNET")).contains("category");
    assertThat(keys("FREE_MESSAGING_MAU10M"))
        .as("its rules are those of the broader one")
        .contains("category", "circumstance.best-effort-data");
  }

  private static List<String> keys(String category) {
    return FIELDS.ofService(category).stream().map(ImpactField::key).toList();
  }

  private static Predicate<ImpactField> is(String key) {
    return field -> field.key().equals(key);
  }

  private static Case caseOf(String key) {
    if (key.startsWith(Question.STATEMENT) || key.startsWith(Question.DAY)) {
      return key.equals("statement.same-premises") ? samePremises() : statement(key);
    }
    if (key.startsWith(Question.EXCLUSION)) {
      return said(stop(), Map.of(key, OPEN), Map.of(key, NO));
    }
    if (key.startsWith(Question.CONDITION)) {
      ServiceImpact meters = meters();
      return said(meters, Map.of(), Map.of(key, YES));
    }
    return switch (key) {
      case "services" -> event(small(), Map.of(key, NO), Map.of(key, YES));
      case "impact" -> of(met(Impact.UNKNOWN), met(Impact.NONE));
      case "category" ->
          said(freeMail(), Map.of(), Map.of(key, Said.choosing(List.of("FREE_INTERNET"))));
      case "occurred-at" -> of(voiceAround("14:50", "15:10"), voiceAround("15:00", "15:10"));
      case "duration" -> of(stop(Bounds.exactly(40_000), Bounds.UNKNOWN), stop(40_000, 119));
      case "users" -> of(stop(Bounds.atLeast(5), Bounds.exactly(119)), stop(5, 119));
      case "users-together" ->
          new Case(
              answer(voice("s", Map.of()), voice("t", Map.of())),
              answer(
                  voice("s", Map.of(key, Said.of(Bounds.exactly(29_999)))), voice("t", Map.of())));
      case "users-hard-to-count" ->
          said(stop(Bounds.UNKNOWN, Bounds.exactly(10)), Map.of(), Map.of(key, NO));
      case "facility" -> event(small(), Map.of(key, OPEN), Map.of(key, NO));
      case "facility-duration" ->
          event(
              small(),
              Map.of("facility", YES),
              Map.of("facility", YES, key, Said.of(Bounds.exactly(119))));
      case "facility-class" ->
          event(stop(40_000, 119), Map.of(), Map.of(key, Said.choosing(List.of("F-OTHER"))));
      case "impact-criterion" ->
          said(
              met(Impact.DEGRADATION),
              Map.of("circumstance.best-effort-data", NO),
              Map.of("circumstance.best-effort-data", NO, ImpactRule.CRITERION, YES));
      case "readings" -> readings();
      case "circumstance.best-effort-data" ->
          said(met(Impact.DEGRADATION), Map.of(), Map.of(key, YES));
      case "circumstance.call-loss-at-maximum-control" -> said(phone(), Map.of(), Map.of(key, NO));
      case "circumstance.operators-part" ->
          said(
              meters(),
              Map.of("lpwa-form", Said.choosing(List.of("UNLICENSED_3"))),
              Map.of(
                  "lpwa-form", Said.choosing(List.of("UNLICENSED_3")),
                  "lpwa-part", Said.choosing(List.of("CLOUD"))));
      case "circumstance.users-part-counts" -> usersPart(key);
      case "circumstance.no-band-delay" ->
          said(
              meters(),
              Map.of("lpwa-form", Said.choosing(List.of("UNLICENSED_3"))),
              Map.of("lpwa-form", Said.choosing(List.of("UNLICENSED_3")), key, YES));
      default -> throw new AssertionError("no case for " + key);
    };
  }

  /** Somebody has spoken of the duty and knows nothing of it: then everything of it is asked. */
  private static Case statement(String key) {
    String group =
        FIELDS.ofEvent().stream().filter(is(key)).map(ImpactField::group).findFirst().orElseThrow();
    var open = new HashMap<String, Said>();
    for (ImpactField field : FIELDS.ofEvent()) {
      if (field.group().equals(group) && field.kind() != Kind.DAY) {
        open.put(field.key(), field.kind() == Kind.NUMBER ? Said.of(Bounds.UNKNOWN) : OPEN);
      }
    }
    var settled = new HashMap<>(open);
    Kind kind =
        FIELDS.ofEvent().stream().filter(is(key)).map(ImpactField::kind).findFirst().orElseThrow();
    settled.put(
        key,
        switch (kind) {
          case DAY -> Said.on(LocalDate.parse("2025-12-02"));
          case NUMBER -> Said.of(Bounds.exactly(10));
          default -> YES;
        });
    return event(group.equals("wholesale-receiver") ? stop() : small(), open, settled);
  }

  private static Case samePremises() {
    Said inBuilding = Said.choosing(List.of("F-INBUILDING"));
    String key = "statement.same-premises";
    return event(
        stop(40_000, 119),
        Map.of("facility-class", inBuilding),
        Map.of("facility-class", inBuilding, key, YES));
  }

  private static Case usersPart(String key) {
    var open =
        Map.of(
            "lpwa-form", Said.choosing(List.of("UNLICENSED_3")),
            "lpwa-part", Said.choosing(List.of("GATEWAY")));
    var settled = new HashMap<>(open);
    settled.put(key, YES);
    return said(meters(), open, settled);
  }

  private static Case readings() {
    var open = Map.of("detected-at", Said.at(Interval.at(START.plusSeconds(600))));
    var settled = new HashMap<>(open);
    settled.put(
        "readings", Said.choosing(List.of("from-detection+until-all-restored+cumulative-users")));
    return said(stop(40_000, 120), open, settled);
  }

  private static Case of(ServiceImpact asked, ServiceImpact settled) {
    return new Case(answer(asked, Map.of()), answer(settled, Map.of()));
  }

  private static Case said(
      ServiceImpact impact, Map<String, Said> asked, Map<String, Said> settled) {
    return of(impact.saying(asked), impact.saying(settled));
  }

  private static Case event(
      ServiceImpact impact, Map<String, Said> asked, Map<String, Said> settled) {
    return new Case(answer(impact, asked), answer(impact, settled));
  }

  private static ImpactAnswer answer(ServiceImpact impact, Map<String, Said> said) {
    return new ImpactAnswer(1, "佐藤", START.plusSeconds(3 * 24 * 3600), List.of(impact), "", said);
  }

  private static ImpactAnswer answer(ServiceImpact... impacts) {
    Instant at = START.plusSeconds(3 * 24 * 3600);
    return new ImpactAnswer(1, "佐藤", at, List.of(impacts), "", Map.of());
  }

  /** Of two such the users reach the thresholds if they are different people. */
  private static ServiceImpact voice(String service, Map<String, Said> said) {
    return new ServiceImpact(
            service,
            ServiceCategory.VOICE_EMERGENCY,
            Impact.STOP,
            Bounds.exactly(20_000),
            Bounds.exactly(90),
            Interval.at(START),
            false,
            "")
        .saying(said);
  }

  private static ServiceImpact stop() {
    return stop(40_000, 125);
  }

  /** Neither serious nor of the periodic report. */
  private static ServiceImpact small() {
    return stop(5, 10);
  }

  private static ServiceImpact stop(long users, long minutes) {
    return stop(Bounds.exactly(users), Bounds.exactly(minutes));
  }

  private static ServiceImpact stop(Bounds users, Bounds minutes) {
    return impact(ServiceCategory.OTHER, Impact.STOP, users, minutes);
  }

  private static ServiceImpact met(Impact kind) {
    return impact(ServiceCategory.OTHER, kind, Bounds.exactly(40_000), Bounds.exactly(125));
  }

  private static ServiceImpact phone() {
    return impact(
        ServiceCategory.VOICE_EMERGENCY,
        Impact.HARD_TO_CONNECT,
        Bounds.exactly(40_000),
        Bounds.exactly(125));
  }

  /** Serious from 1 April 2015 on, when Japan's day is UTC's afternoon of the day before. */
  private static ServiceImpact voiceAround(String earliest, String latest) {
    return new ServiceImpact(
        "s",
        ServiceCategory.VOICE_EMERGENCY,
        Impact.STOP,
        Bounds.exactly(40_000),
        Bounds.exactly(61),
        new Interval(
            Instant.parse("2015-03-31T" + earliest + ":00Z"),
            Instant.parse("2015-03-31T" + latest + ":00Z")),
        false,
        "記録");
  }

  /** Serious as any other service, not serious as LPWA. */
  private static ServiceImpact meters() {
    return impact(ServiceCategory.LPWA, Impact.STOP, Bounds.exactly(40_000), Bounds.exactly(700));
  }

  /** Serious by the proposal's row of large free messaging alone. */
  private static ServiceImpact freeMail() {
    return impact(
        ServiceCategory.FREE_INTERNET, Impact.STOP, Bounds.exactly(1_000_000), Bounds.exactly(125));
  }

  private static ServiceImpact impact(
      ServiceCategory category, Impact kind, Bounds users, Bounds minutes) {
    return new ServiceImpact("s", category, kind, users, minutes, Interval.at(START), false, "記録");
  }

  /** Keys of all that is asked of that answer. */
  private static Set<String> open(ImpactAnswer answer) {
    Detection first =
        new Detection(
            new DetectionId("test:1"),
            1,
            "route",
            new TreeSet<>(List.of("leak")),
            new Subject("route-edge", "1>2"),
            Interval.at(START),
            START,
            START,
            START,
            Certainty.HIGH,
            new TreeMap<>(),
            new TreeMap<>(),
            List.of());
    Incident incident =
        Incident.opened(new IncidentOpened(IncidentId.openedBy(first), first, false));
    Incident answered = incident.after(new ImpactAnswered(incident.id(), answer));
    var facts = new ImpactFacts(BOOK, operator(answer)).of(answered, LATER);
    Determination judged = Leak2017.LAW.determine(facts);
    return judged.everyQuestion().stream().map(Question::key).collect(Collectors.toSet());
  }

  /** Whose only service is the one of the answer. */
  private static Operator operator(ImpactAnswer answer) {
    ServiceImpact impact = answer.services().getFirst();
    ServiceCategory category = impact.category();
    var service =
        new Service(
            impact.service(),
            Leak2017.OPERATOR.name(),
            category == null ? ServiceCategory.OTHER : category,
            null,
            Period.ALWAYS);
    return new Operator(
        LocalDate.parse("2025-12-01"),
        Leak2017.OPERATOR.name(),
        List.of(),
        List.of(),
        List.of(),
        List.of(service),
        List.of(),
        List.of(),
        List.of());
  }
}
