package jp.anshin.law.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Cell;
import jp.anshin.law.Citation;
import jp.anshin.law.Deadline;
import jp.anshin.law.Filing;
import jp.anshin.law.Input;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Origin;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.PeriodicDuty;
import jp.anshin.law.Projection;
import jp.anshin.law.Question;
import jp.anshin.law.Reason;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.Wording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LawWordsTest {

  private static final LawWords JAPANESE = LawWords.in(Locale.JAPANESE);
  private static final LawWords ENGLISH = LawWords.in(Locale.ENGLISH);
  private static final Citation ROW =
      new Citation("施行規則58条の表 四の項", "2015", "その他", Wording.SUMMARY, true);
  private static final Citation UNVERIFIED =
      new Citation(null, "2025-09-proposal", "データ通信その他", Wording.SUMMARY, false);

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(bundle(Locale.JAPANESE).keySet()).isEqualTo(bundle(Locale.ENGLISH).keySet());
  }

  @Test
  void noSentenceHasAnApostropheThatWouldHideItsFigures() {
    for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      ResourceBundle words = bundle(locale);
      assertThat(words.keySet())
          .allSatisfy(key -> assertThat(words.getString(key)).doesNotContain("'"));
    }
  }

  @Test
  void whoeverReadsNeitherLanguageReadsEnglish() {
    assertThat(LawWords.in(Locale.FRENCH).verdict(Verdict.SERIOUS))
        .isEqualTo(ENGLISH.verdict(Verdict.SERIOUS));
    assertThat(LawWords.in(Locale.JAPAN).verdict(Verdict.SERIOUS)).isEqualTo("重大な事故に該当する");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void everyVerdictNodeQuestionAndCaveatHasItsWords(String language) {
    LawWords words = LawWords.in(Locale.forLanguageTag(language));
    for (Verdict verdict : Verdict.values()) {
      assertThat(words.verdict(verdict)).isNotBlank();
    }
    for (Truth truth : Truth.values()) {
      assertThat(words.truth(truth)).isNotBlank();
      for (Reason.Test test : Reason.Test.values()) {
        assertThat(words.sentence(node(test, truth), LawWordsTest::name))
            .isNotBlank()
            .doesNotContain("{");
      }
      for (Projection.Duty duty : Projection.Duty.values()) {
        assertThat(words.projection(projection(duty, truth), LawWordsTest::name))
            .doesNotContain("{");
      }
      assertThat(words.periodic(periodic(truth, "quarterly"))).doesNotContain("{");
      assertThat(words.periodic(periodic(truth, ""))).doesNotContain("{");
    }
    for (String key : Question.KEYS) {
      assertThat(words.question(new Question(key, "internet"), LawWordsTest::name))
          .doesNotContain("{");
    }
    for (String key : Caveat.KEYS) {
      String argument = key.equals("users-beyond-file") ? "internet 50000 41000" : "2015";
      assertThat(words.caveat(new Caveat(key, argument))).isNotBlank().doesNotContain("{");
    }
    for (Wording wording : Wording.values()) {
      var citation = new Citation("58条", "2015", "その他", wording, true);
      assertThat(words.citation(citation)).contains("58条", "その他");
    }
  }

  @Test
  void moreUsersThanTheFileHasAreToldWithBothNumbersOfWhateverService() {
    var beyond = new Caveat("users-beyond-file", "home net 50000 41000");
    assertThat(ENGLISH.caveat(beyond)).contains("of home net are stated as 50,000", "(41,000)");
    assertThat(JAPANESE.caveat(beyond)).contains("「home net」", "5万は", "（4万1,000）");
  }

  @Test
  void whatWasEditedHereIsToldWithWhoSavedItAndWhenWhereThatIsKnown() {
    var unknown = new Caveat("rule-edited", "58条 五の項");
    var known = new Caveat("rule-edited", "58条 五の項\n2026-11-28T03:00:00Z\n佐藤 花子");
    assertThat(JAPANESE.caveat(unknown)).contains("「58条 五の項」", "未確認").doesNotContain("保存");
    assertThat(JAPANESE.caveat(known))
        .startsWith(JAPANESE.caveat(unknown))
        .contains("佐藤 花子", "12時");
    assertThat(ENGLISH.caveat(known)).contains("saved by 佐藤 花子 at 2026-11-28 12:00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "41000, 41000, YES, '影響利用者数 4万1,000 ≧ 基準 3万', 'Affected users 41,000 ≥ threshold 30,000'",
    "29999, 29999, NO, '影響利用者数 2万9,999 ＜ 基準 3万', 'Affected users 29,999 < threshold 30,000'",
    "0, , UNDETERMINED, 影響利用者数 不明: 基準 3万以上に達するか未確認,"
        + " 'Affected users unknown: whether they reach the threshold of 30,000 is not known'",
    "5, 40000, UNDETERMINED, '影響利用者数 5～40,000: 基準 3万以上に達するか未確認',"
        + " 'Affected users 5 to 40,000: whether they reach the threshold of 30,000 is not known'",
    "20000, 40000, UNDETERMINED, 影響利用者数 2万～4万: 基準 3万以上に達するか未確認,"
        + " 'Affected users 20,000 to 40,000: whether they reach the threshold of 30,000 is not"
        + " known'"
  })
  void usersAreToldWithTheirBoundsAndTheThreshold(
      long min, @Nullable Long max, Truth result, String japanese, String english) {
    Reason reason =
        new Reason(Reason.Test.USERS, "", new Bounds(min, max), 30_000L, result, null, List.of());
    assertThat(JAPANESE.sentence(reason, LawWordsTest::name)).isEqualTo(japanese);
    assertThat(ENGLISH.sentence(reason, LawWordsTest::name)).isEqualTo(english);
  }

  @Test
  void durationsAreToldInHoursAndMinutes() {
    Reason short23 =
        new Reason(
            Reason.Test.DURATION, "", Bounds.exactly(1_380), 7_200L, Truth.NO, null, List.of());
    assertThat(JAPANESE.sentence(short23, LawWordsTest::name)).isEqualTo("継続時間 23分 ＜ 基準 2時間");
    assertThat(ENGLISH.sentence(short23, LawWordsTest::name))
        .isEqualTo("Duration 23 min < threshold 2 h");
  }

  @Test
  void aNodeWhoseRuleWasNotComparedIsMarked() {
    Reason row =
        new Reason(Reason.Test.ROW, "2025p-5", null, null, Truth.YES, UNVERIFIED, List.of());
    assertThat(JAPANESE.sentence(row, LawWordsTest::name))
        .isEqualTo("答申（2025-09-01、施行は未確認）の「データ通信その他」: 満たす 【未確認】");
    assertThat(ENGLISH.sentence(row, LawWordsTest::name))
        .isEqualTo(
            "council’s report of 2025-09-01 (in force: unconfirmed): 「データ通信その他」: met"
                + " [unverified]");
  }

  @Test
  void citationsKeepArticleAndQuoteInJapaneseAndSayHowCloseTheyAre() {
    assertThat(JAPANESE.citation(ROW)).isEqualTo("施行規則58条の表 四の項（2015版、公表資料の要約）「その他」");
    assertThat(ENGLISH.citation(ROW))
        .isEqualTo("施行規則58条の表 四の項 (table of 2015; summary of a public source): 「その他」");
    assertThat(JAPANESE.citation(UNVERIFIED))
        .isEqualTo("条番号なし（答申（2025-09-01、施行は未確認）、公表資料の要約）「データ通信その他」 【未確認】");
    assertThat(ENGLISH.citation(UNVERIFIED)).endsWith("「データ通信その他」 [unverified]");
  }

  @Test
  void oneOfSomethingIsNotToldAsMany() {
    assertThat(ENGLISH.shortfall(miss(Bounds.exactly(60), Bounds.exactly(1))))
        .isEqualTo("1 minute short; 1 user short");
    assertThat(ENGLISH.shortfall(miss(Bounds.exactly(61), Bounds.between(0, 1))))
        .isEqualTo("1 minute 1 second short; at most 1 user short (may be reached)");
    assertThat(ENGLISH.shortfall(miss(Bounds.exactly(122), Bounds.exactly(4_200))))
        .isEqualTo("2 minutes 2 seconds short; 4,200 users short");
    assertThat(JAPANESE.shortfall(miss(Bounds.exactly(60), Bounds.exactly(1))))
        .isEqualTo("あと1分、利用者数はあと1");
  }

  @Test
  void theNearestMissSaysWhatIsMissingAndWhatIsReached() {
    NearestMiss demo = miss(Bounds.exactly(97 * 60), Bounds.exactly(0));
    assertThat(JAPANESE.shortfall(demo)).isEqualTo("あと97分、利用者数は足りている");
    assertThat(ENGLISH.shortfall(demo)).isEqualTo("97 minutes short; users reached");
    assertThat(JAPANESE.nearestMiss(demo, LawWordsTest::name))
        .isEqualTo("「<internet>」が2時間以上かつ利用者3万以上（施行規則58条の表 四の項）に最も近い: あと97分、利用者数は足りている");

    assertThat(JAPANESE.shortfall(miss(Bounds.exactly(90), Bounds.between(1, 20_000))))
        .isEqualTo("あと1分30秒、利用者数はあと1から2万");
    assertThat(ENGLISH.shortfall(miss(Bounds.between(0, 5_520), Bounds.between(0, 30_000))))
        .isEqualTo("at most 92 minutes short (may be reached); users unknown (threshold 30,000)");
  }

  @Test
  void theNearestMissOfACableSaysOnlyHowMuchTimeIsMissing() {
    var cable =
        new NearestMiss(
            "", "critical-2023", new Cell(120, 1), Bounds.exactly(60), Bounds.exactly(0), ROW);
    assertThat(JAPANESE.nearestMiss(cable, LawWordsTest::name))
        .isEqualTo("衛星・海底ケーブル等の設備が2時間（施行規則58条の表 四の項）に最も近い: あと1分");
    assertThat(ENGLISH.shortfall(cable)).isEqualTo("1 minute short");
  }

  @Test
  void aRowOfAProposalIsCalledByItsWordsAndSaidToBeOne() {
    var place = new Citation(null, "2025-09-proposal", "その他の役務", Wording.CARRIED_OVER, false);
    var row = new Reason(Reason.Test.ROW, "2025p-5", null, null, Truth.NO, place, List.of());
    assertThat(JAPANESE.sentence(row, LawWordsTest::name))
        .contains("答申（2025-09-01、施行は未確認）の「その他の役務」")
        .doesNotContain("2025p");
    assertThat(ENGLISH.rules(List.of("2023", "2025-09-proposal")))
        .isEqualTo("table of 2023 / council’s report of 2025-09-01 (in force: unconfirmed)");
  }

  @Test
  void aDeadlinePromisesNothingOfWeekendsAndHolidays() {
    var sunday = new Deadline(LocalDate.parse("2017-09-24"), ROW);
    assertThat(JAPANESE.deadline(sunday)).isEqualTo("2017年9月24日（日）まで（土日に当たる。扱いは未確認。その前に出す）");
    var thursday = new Deadline(LocalDate.parse("2017-11-30"), ROW);
    assertThat(ENGLISH.deadline(thursday))
        .isEqualTo(
            "due Thu 30 Nov 2017 (what holds on a public holiday or in the year-end closing is"
                + " unverified: send it before)");
  }

  @Test
  void thePeriodicReportIsNamedWithPeriodAndDeadline() {
    assertThat(JAPANESE.periodic(periodic(Truth.YES, "quarterly")))
        .isEqualTo(
            "定期報告（四半期）の対象。2017年9月30日（土）に終わる期間の分。期限は2017年11月30日（木）まで"
                + "（祝日・年末年始に当たるときの扱いは未確認。その前に出す）");
    assertThat(ENGLISH.periodic(periodic(Truth.YES, "quarterly")))
        .isEqualTo(
            "Goes into the periodic report (quarterly), period to Sat 30 Sep 2017, due Thu 30 Nov"
                + " 2017 (what holds on a public holiday or in the year-end closing is unverified:"
                + " send it before)");
  }

  @Test
  void whatIsMinorNeedsNoFilingAndIsNotSaidToGoIn() {
    PeriodicDuty going = periodic(Truth.YES, "quarterly");
    var minor =
        new PeriodicDuty(
            Truth.YES, going.reason(), "quarterly", going.periodEnd(), null, Filing.EXEMPT, null);
    assertThat(JAPANESE.periodic(minor)).isEqualTo("軽微な事故のため提出不要");
  }

  @Test
  void aStatementIsToldWithWhoSaidItWhenAndOnWhatEvidence() {
    var origin = new Origin("noc", Instant.parse("2024-06-01T03:00:00Z"), "RADIUSの記録", "統括管理者");
    assertThat(JAPANESE.input(new Input("users", "internet", origin), LawWordsTest::name))
        .isEqualTo("「<internet>」の影響利用者数: noc（2024年6月1日 12時00分00秒 JST）、根拠: RADIUSの記録、確認者 統括管理者");
    assertThat(ENGLISH.input(new Input("secrecy-leak", "", origin), LawWordsTest::name))
        .isEqualTo(
            "leak of the secrecy of communications: noc (2024-06-01 12:00:00 JST), evidence:"
                + " RADIUSの記録, confirmed by 統括管理者");
  }

  @Test
  void aReadingOfSeveralSwitchesIsToldByEach() {
    assertThat(JAPANESE.reading("from-detection+peak-users"))
        .isEqualTo("検知した時から数える、同時に影響を受けた利用者の最大数による");
  }

  @Test
  void aProjectionNamesTheMomentTheServiceAndTheThreshold() {
    assertThat(
            JAPANESE.projection(projection(Projection.Duty.SERIOUS, Truth.YES), LawWordsTest::name))
        .isEqualTo(
            "このまま続くと、2017年8月25日 14時22分00秒 JSTに「<internet>」の継続時間が2時間に達し、"
                + "重大な事故になる（利用者数は3万以上に達している）");
  }

  @Test
  void questionsAboutExclusionsNameThem() {
    assertThat(
            JAPANESE.question(
                new Question(Question.EXCLUSION + "announced-planned-work", "internet"),
                LawWordsTest::name))
        .isEqualTo("「<internet>」への影響は、「事前に周知した計画工事」に当たりますか。");
    assertThat(
            ENGLISH.question(
                new Question(Question.CONDITION + "managed-per-contract", "i"), LawWordsTest::name))
        .isEqualTo("Does this hold for <i>: communication is managed per contract?");
  }

  @Test
  void anotherDutyKeepsFormAndArticleInJapanese() {
    var duty = new OtherDuty("secrecy-leak", null, "通信の秘密の漏えい", "leak", "様式第五十の二", ROW);
    assertThat(JAPANESE.otherDuty(duty)).startsWith("通信の秘密の漏えい").contains("様式第五十の二", "58条");
    assertThat(ENGLISH.otherDuty(duty)).startsWith("leak").contains("様式第五十の二", "58条");
  }

  private static String name(String service) {
    return "<" + service + ">";
  }

  private static Reason node(Reason.Test test, Truth truth) {
    return new Reason(test, "internet", Bounds.exactly(3_600), 7_200L, truth, ROW, List.of());
  }

  private static Projection projection(Projection.Duty duty, Truth usersReached) {
    var at = Interval.at(Instant.parse("2017-08-25T05:22:00Z"));
    return new Projection(duty, "internet", "2015-4", 120, 30_000, usersReached, at);
  }

  private static PeriodicDuty periodic(Truth required, String cycle) {
    return new PeriodicDuty(
        required,
        node(Reason.Test.PERIODIC, required),
        cycle,
        LocalDate.parse("2017-09-30"),
        required == Truth.NO ? null : new Deadline(LocalDate.parse("2017-11-30"), ROW));
  }

  private static NearestMiss miss(Bounds seconds, Bounds users) {
    return new NearestMiss("internet", "2015-4", new Cell(120, 30_000), seconds, users, ROW);
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(Messages.BUNDLE, locale);
  }
}
