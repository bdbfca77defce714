package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jp.anshin.law.Bounds;
import jp.anshin.law.Citation;
import jp.anshin.law.Clause;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.DutyRule;
import jp.anshin.law.Filing;
import jp.anshin.law.Impact;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.Question;
import jp.anshin.law.Reading;
import jp.anshin.law.Reason;
import jp.anshin.law.ReceiverRule;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Signpost;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import jp.anshin.law.Verdict;
import jp.anshin.law.words.LawWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the law that we ship beside the tables: impact, other duties, forms, words. */
class ShippedDutiesTest {

  private static final Rulebook BOOK = Events.LAW.rulebook();
  private static final ReceiverRule RECEIVER = Objects.requireNonNull(BOOK.wholesaleReceiver());
  private static final LpwaRule LPWA = Objects.requireNonNull(BOOK.lpwa());
  private static final Clause OTHER_EQUIPMENT =
      Objects.requireNonNull(BOOK.periodic().otherEquipment());
  private static final ServiceFacts SHORT =
      Events.stop("OTHER", Bounds.exactly(1), Bounds.exactly(1));

  @Test
  void operatorsAreCountedForLpwaAloneAndNeverMakeItNotSerious() {
    BOOK.categories()
        .forEach(category ->
            assertThat(
                    BOOK.countMethods(category.code()).stream()
                        .anyMatch(method -> method.id().equals(UserCount.RELAY_OPERATORS)))
                .as(category.code())
                .isEqualTo(category.code().equals("LPWA")));
    var three = new UserCount(UserCount.RELAY_OPERATORS, Bounds.exactly(3), null, "", null);
    for (String category : List.of("OTHER", "LPWA")) {
      ServiceFacts facts = Events.stop(category, Bounds.exactly(2_880), Bounds.UNKNOWN).with(three);
      assertThat(Events.LAW.determine(Events.on("2024-06-01", facts)).verdict())
          .as(category)
          .isEqualTo(Verdict.UNDETERMINED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, OTHER, SERIOUS",
    "DEGRADATION, OTHER, UNDETERMINED",
    "DEGRADATION, FREE_INTERNET, UNDETERMINED",
    "DEGRADATION, LPWA, NOT_SERIOUS",
    "DEGRADATION, VOICE_EMERGENCY, SERIOUS",
    "DEGRADATION, VOICE_OTHER, SERIOUS",
    "DEGRADATION, , UNDETERMINED",
    "HARD_TO_CONNECT, OTHER, UNDETERMINED",
    "HARD_TO_CONNECT, LPWA, NOT_SERIOUS",
    "HARD_TO_CONNECT, VOICE_EMERGENCY, UNDETERMINED",
    "NONE, VOICE_EMERGENCY, NOT_SERIOUS",
    "UNKNOWN, OTHER, UNDETERMINED"
  })
  void whatCountsDependsOnTheCategory(Impact impact, @Nullable String category, Verdict verdict) {
    ServiceFacts facts =
        Events.met(impact, category, Bounds.exactly(2_000), Bounds.exactly(2_000_000));
    Determination determination = Events.LAW.determine(Events.on("2024-06-01", facts));
    assertThat(determination.verdict()).isEqualTo(verdict);
    Truth counts = BOOK.counts(impact, category, LocalDate.parse("2024-06-01"));
    assertThat(counts)
        .isEqualTo(
            switch (verdict) {
              case SERIOUS -> Truth.YES;
              case NOT_SERIOUS -> Truth.NO;
              case UNDETERMINED -> Truth.UNDETERMINED;
            });
  }

  @ParameterizedTest
  @CsvSource({
    "DEGRADATION, 2010-06-01, UNDETERMINED",
    "DEGRADATION, 2019-03-31, UNDETERMINED",
    "DEGRADATION, 2019-04-01, NOT_SERIOUS",
    "HARD_TO_CONNECT, 2019-03-31, UNDETERMINED",
    "HARD_TO_CONNECT, 2019-04-01, NOT_SERIOUS"
  })
  void beforeLpwaHadItsRowItWasCountedAsAnyOtherService(
      Impact impact, LocalDate day, Verdict verdict) {
    ServiceFacts facts =
        Events.met(impact, "LPWA", Bounds.exactly(2_000), Bounds.exactly(2_000_000));
    Determination determination = Events.LAW.determine(Events.on(day.toString(), facts));
    assertThat(determination.verdict()).isEqualTo(verdict);
    boolean asks = verdict == Verdict.UNDETERMINED;
    assertThat(
            determination.questions().stream()
                .anyMatch(each -> each.key().equals("circumstance.best-effort-data")))
        .isEqualTo(asks);
    LawWords japanese = LawWords.in(Locale.JAPANESE);
    String told = words(japanese, determination.reason());
    assertThat(told).doesNotContain(verdict == Verdict.NOT_SERIOUS ? "品質の低下もなかった" : "数えない");
    if (verdict == Verdict.NOT_SERIOUS) {
      assertThat(told).contains("第一次報告（2018年）", "数えない", "未確認");
    }
  }

  private static String words(LawWords words, Reason reason) {
    var told = new StringBuilder(words.sentence(reason, id -> id));
    reason.children().forEach(child -> told.append('\n').append(words(words, child)));
    return told.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "NO, YES, SERIOUS",
    "NO, NO, NOT_SERIOUS",
    "NO, UNDETERMINED, UNDETERMINED",
    "UNDETERMINED, YES, UNDETERMINED",
    "UNDETERMINED, NO, NOT_SERIOUS",
    "YES, YES, NOT_SERIOUS"
  })
  void aCriterionTheRulebookDoesNotKnowIsSettledByWhoeverAskedTheMinistry(
      Truth bestEffort, Truth criterion, Verdict verdict) {
    Map<String, Truth> known =
        Map.of("best-effort-data", bestEffort, "impact-criterion", criterion);
    ServiceFacts facts = knowing(Impact.DEGRADATION, "OTHER", 2_000_000, known);
    assertThat(Events.LAW.determine(Events.on("2024-06-01", facts)).verdict()).isEqualTo(verdict);
  }

  @Test
  void whoTellsApartWhatOperatorsDoNotUsuallyTellApartIsAskedNoMore() {
    Question category = new Question("category", "internet");
    ServiceFacts open = knowing(Impact.STOP, "FREE_INTERNET", 1_000_000, Map.of());
    ServiceFacts other =
        knowing(Impact.STOP, "FREE_INTERNET", 1_000_000, Map.of("FREE_MESSAGING_MAU10M", Truth.NO));
    assertThat(Events.LAW.determine(Events.on("2025-12-01", open)).questions()).contains(category);
    Determination settled = Events.LAW.determine(Events.on("2025-12-01", other));
    assertThat(settled.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(settled.questions()).doesNotContain(category);
  }

  /** Met for 130 minutes by so many users. */
  private static ServiceFacts knowing(
      Impact impact, String category, long users, Map<String, Truth> conditions) {
    ServiceFacts met = Events.met(impact, category, Bounds.exactly(130), Bounds.exactly(users));
    return new ServiceFacts(
        met.service(),
        category,
        impact,
        met.exclusions(),
        Truth.NO,
        conditions,
        met.users(),
        met.durationSeconds(),
        null);
  }

  /** A row of a day that just holds, with what has to be changed to break one letter. */
  private static Map<String, Statement> nearAccident() {
    var stated = new HashMap<String, Statement>();
    stated.put("near-accident-critical-facility", Statement.of(Truth.NO));
    stated.put("near-accident-users", Statement.quantity(Bounds.exactly(30_000)));
    stated.put("near-accident-prefectures", Statement.quantity(Bounds.exactly(2)));
    stated.put("near-accident-not-terminal", Statement.of(Truth.YES));
    for (String no :
        List.of(
            "transmission",
            "switching",
            "operation",
            "subscriber",
            "not-stopped",
            "fallen",
            "fire",
            "unintended-terminal",
            "planned",
            "within-design",
            "disaster")) {
      stated.put("near-accident-" + no, Statement.of(Truth.NO));
    }
    stated.put("near-accident-control", Statement.of(Truth.YES));
    stated.put("near-accident-standby-failed", Statement.of(Truth.YES));
    return stated;
  }

  @Test
  void everyLetterOfArticle58no2MustHoldAndAnUnknownOneIsAsked() {
    assertThat(judged(nearAccident()).applies()).isEqualTo(Truth.YES);
    for (String breaking : List.of("not-terminal", "control", "standby-failed")) {
      assertLetter("near-accident-" + breaking, Truth.NO);
    }
    for (String breaking : List.of("planned", "within-design", "disaster")) {
      assertLetter("near-accident-" + breaking, Truth.YES);
    }
    assertQuantity("near-accident-users", 29_999);
    assertQuantity("near-accident-prefectures", 1);
  }

  private static void assertLetter(String key, Truth breaking) {
    Map<String, Statement> stated = nearAccident();
    stated.put(key, Statement.of(breaking));
    assertThat(judged(stated).applies()).as(key).isEqualTo(Truth.NO);
    stated.remove(key);
    assertThat(judged(stated).applies()).as(key).isEqualTo(Truth.UNDETERMINED);
    assertThat(determined("2024-06-01", stated).questions())
        .contains(new Question("statement." + key, ""));
  }

  private static void assertQuantity(String key, long tooFew) {
    Map<String, Statement> stated = nearAccident();
    stated.put(key, Statement.quantity(Bounds.exactly(tooFew)));
    assertThat(judged(stated).applies()).as(key).isEqualTo(Truth.NO);
    stated.put(key, Statement.quantity(Bounds.between(tooFew, tooFew + 1)));
    assertThat(judged(stated).applies()).as(key).isEqualTo(Truth.UNDETERMINED);
  }

  @Test
  void whatFellInADisasterStaysReportableAndASatelliteNeedsNoLetter() {
    Map<String, Statement> fallen = nearAccident();
    fallen.put("near-accident-disaster", Statement.of(Truth.YES));
    fallen.put("near-accident-fallen", Statement.of(Truth.YES));
    assertThat(judged(fallen).applies()).isEqualTo(Truth.YES);
    assertThat(judged(Map.of("near-accident-critical-facility", Statement.of(Truth.YES))).applies())
        .isEqualTo(Truth.YES);
  }

  @Test
  void itIsDueThirtyDaysAfterItWasKnownOnItsOwnFormAndFromItsFirstDay() {
    Map<String, Statement> stated = nearAccident();
    stated.put("near-accident", Statement.on(LocalDate.parse("2024-06-03")));
    Signpost near = judged(stated);
    assertThat(near.duty().form()).isEqualTo("様式第五十の四");
    assertThat(near.deadline()).extracting(Deadline::due).isEqualTo(LocalDate.parse("2024-07-03"));
    assertThat(determined("2023-06-15", stated).signposts().getFirst().applies())
        .isEqualTo(Truth.NO);
    assertThat(determined("2023-06-16", stated).signposts().getFirst().applies())
        .isEqualTo(Truth.YES);
  }

  /** A second reading of article 58-2, over every completion of what is not known. */
  @Test
  void whatMayLeadToAnAccidentIsUndeterminedExactlyWhenTwoCompletionsDiffer() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5802);
    List<String> open =
        List.of(
            "critical-facility",
            "not-terminal",
            "control",
            "standby-failed",
            "fallen",
            "planned",
            "disaster");
    var seen = new HashMap<Truth, Integer>();
    for (int i = 0; i < 1_000; i++) {
      Map<String, Statement> stated = nearAccident();
      for (String key : open) {
        if (random.nextInt(2) == 0) {
          Truth truth = List.of(Truth.values()).get(random.nextInt(3));
          stated.put("near-accident-" + key, Statement.of(truth));
        }
      }
      Truth claimed = judged(stated).applies();
      assertThat(claimed).as("%s", stated).isEqualTo(expected(stated, open));
      seen.merge(claimed, 1, Integer::sum);
    }
    assertThat(seen).hasSize(3).allSatisfy((truth, times) -> assertThat(times).isPositive());
  }

  /** What can change is found by trying both answers under every completion of the rest. */
  @Test
  void ofWhatMayLeadToAnAccidentExactlyTheLettersAreAskedThatMayChangeIt() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(58_021);
    List<String> open =
        List.of(
            "critical-facility",
            "not-terminal",
            "control",
            "standby-failed",
            "fire",
            "fallen",
            "planned",
            "disaster");
    int dropped = 0;
    for (int i = 0; i < 1_000; i++) {
      Map<String, Statement> stated = nearAccident();
      for (String key : open) {
        stated.put(
            "near-accident-" + key, Statement.of(List.of(Truth.values()).get(random.nextInt(3))));
      }
      List<String> unknown =
          open.stream()
              .filter(key -> said(stated, "near-accident-" + key) == Truth.UNDETERMINED)
              .toList();
      Set<String> changing = changing(stated, open, unknown);
      assertThat(determined("2024-06-01", stated).questions())
          .extracting(Question::key)
          .filteredOn(key -> key.startsWith("statement."))
          .as("%s", stated)
          .containsExactlyInAnyOrderElementsOf(
              changing.stream().map(key -> "statement.near-accident-" + key).toList());
      dropped += unknown.size() - changing.size();
    }
    assertThat(dropped).isPositive();
  }

  private static Set<String> changing(
      Map<String, Statement> stated, List<String> open, List<String> unknown) {
    var changing = new HashSet<String>();
    for (int bits = 0; bits < 1 << unknown.size(); bits++) {
      var known = new HashSet<String>();
      for (String key : open) {
        int place = unknown.indexOf(key);
        boolean holds =
            place < 0
                ? said(stated, "near-accident-" + key) == Truth.YES
                : (bits >> place & 1) == 1;
        if (holds) {
          known.add(key);
        }
      }
      for (String key : unknown) {
        var other = new HashSet<>(known);
        if (!other.remove(key)) {
          other.add(key);
        }
        if (reportable(known) != reportable(other)) {
          changing.add(key);
        }
      }
    }
    return changing;
  }

  private static Truth expected(Map<String, Statement> stated, List<String> open) {
    var results = new ArrayList<Boolean>();
    for (int bits = 0; bits < 1 << open.size(); bits++) {
      var known = new HashSet<String>();
      boolean possible = true;
      for (int i = 0; i < open.size(); i++) {
        boolean value = (bits >> i & 1) == 1;
        Truth said = said(stated, "near-accident-" + open.get(i));
        possible &= said == Truth.UNDETERMINED || said == Truth.of(value);
        if (value) {
          known.add(open.get(i));
        }
      }
      if (possible) {
        results.add(reportable(known));
      }
    }
    boolean yes = results.contains(true);
    return yes && results.contains(false) ? Truth.UNDETERMINED : Truth.of(yes);
  }

  private static Truth said(Map<String, Statement> stated, String key) {
    return Objects.requireNonNull(stated.get(key)).truth();
  }

  private static boolean reportable(Set<String> known) {
    boolean event =
        known.contains("standby-failed") || known.contains("fire") || known.contains("fallen");
    boolean excused =
        known.contains("planned") || (known.contains("disaster") && !known.contains("fallen"));
    return known.contains("critical-facility")
        || (known.contains("not-terminal") && known.contains("control") && event && !excused);
  }

  @ParameterizedTest
  @CsvSource({"1000, NO", "1001, YES"})
  void informationOfMoreThanAThousandUsersMustHaveLeaked(long users, Truth applies) {
    Map<String, Statement> stated =
        Map.of(
            "specified-user-info", Statement.on(LocalDate.parse("2024-06-01")),
            "specified-user-info-designated", Statement.of(Truth.YES),
            "specified-user-info-foreign", Statement.of(Truth.NO),
            "specified-user-info-users", Statement.quantity(Bounds.exactly(users)));
    assertThat(judged(stated).applies()).isEqualTo(applies);
  }

  @Test
  void aRestrictionForPriorityCallsIsDueThreeMonthsAfterIt() {
    Signpost signpost =
        judged(
            Map.of(
                "priority-call-restriction", Statement.on(LocalDate.parse("2024-03-31")),
                "priority-call-unforeseen", Statement.of(Truth.YES),
                "priority-call-users", Statement.quantity(Bounds.exactly(30_000)),
                "priority-call-minutes", Statement.quantity(Bounds.exactly(120))));
    assertThat(signpost.applies()).isEqualTo(Truth.YES);
    assertThat(signpost.deadline())
        .extracting(Deadline::due)
        .isEqualTo(LocalDate.parse("2024-06-30"));
    assertThat(LawWords.in(Locale.JAPANESE).signpost(signpost))
        .startsWith("災害時優先通信のための他の通信の制限・停止: 報告が必要（様式第二十六の三）。期限は2024年6月30日（日）まで")
        .endsWith("【未確認】");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void everyPartHasWordsInBothLanguages(String language) {
    LawWords words = LawWords.in(Locale.forLanguageTag(language));
    Function<String, String> name = id -> "例示";
    for (DutyRule rule : BOOK.dutyRules()) {
      assertWords(rule.when(), words);
      assertThat(words.question(new Question("day." + rule.duty(), ""), name))
          .doesNotContain(rule.duty());
    }
    assertWords(RECEIVER.when(), words);
    assertWords(OTHER_EQUIPMENT, words);
    BOOK.impactRules().stream()
        .map(rule -> rule.condition())
        .filter(condition -> condition != null)
        .forEach(condition -> assertCircumstance(condition, words));
    LpwaRule.KEYS.forEach(key -> assertCircumstance(key, words));
    BOOK.facilityClasses()
        .forEach(each -> assertThat(words.facilityClass(each.code())).isNotEqualTo(each.code()));
    BOOK.countMethods()
        .forEach(each ->
            assertThat(
                    words.count(
                        new UserCount(
                            each.id(),
                            Bounds.exactly(1),
                            LocalDate.parse("2024-06-01"),
                            "関東",
                            null)))
                .contains("関東")
                .doesNotContain(each.id(), "{"));
    Reading.NAMES.forEach(
        reading -> assertThat(words.reading(reading)).isNotEqualTo(reading).isNotBlank());
    for (Filing filing : Filing.values()) {
      assertThat(words.filing(filing)).isNotBlank();
    }
    for (Impact impact : Impact.values()) {
      assertThat(words.impact(impact)).isNotBlank();
    }
    citations()
        .forEach(citation ->
            assertThat(words.citation(citation))
                .as("only editions are called tables")
                .doesNotContain(citation.edition() + "版", "table of " + citation.edition()));
  }

  private static List<Citation> citations() {
    var all = new ArrayList<Citation>();
    BOOK.impactRules().forEach(each -> all.add(each.citation()));
    BOOK.facilityClasses().forEach(each -> all.add(each.citation()));
    BOOK.countMethods().forEach(each -> all.add(each.citation()));
    BOOK.dutyRules().forEach(each -> all.add(each.when().citation()));
    BOOK.periodic().tiers().forEach(each -> all.add(each.citation()));
    all.add(OTHER_EQUIPMENT.citation());
    all.add(LPWA.citation());
    all.add(RECEIVER.citation());
    return all;
  }

  private static void assertCircumstance(String key, LawWords words) {
    assertThat(words.question(new Question("circumstance." + key, "x"), id -> id))
        .doesNotContain(key);
  }

  private static void assertWords(Clause clause, LawWords words) {
    assertThat(words.question(new Question("statement." + clause.id(), ""), id -> id))
        .as(clause.id())
        .doesNotContain(clause.id())
        .matches(asked ->
            asked.matches("Does this hold.*|.*に当てはまりますか。")
                == (clause.kind() != Clause.Kind.AT_LEAST));
    clause.parts().forEach(part -> assertWords(part, words));
  }

  private static Signpost judged(Map<String, Statement> stated) {
    return determined("2024-06-01", stated).signposts().getFirst();
  }

  private static Determination determined(String day, Map<String, Statement> stated) {
    return Events.LAW.determine(Events.on(day, SHORT).stating(stated));
  }
}
