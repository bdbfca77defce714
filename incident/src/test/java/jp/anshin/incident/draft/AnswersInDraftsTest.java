package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent.UsersCounted;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people answered beside users and hours stands in the drafts. */
class AnswersInDraftsTest {

  private static final Instant LATER = Leak2017.START.plusSeconds(3 * 3600);
  private static final Bounds BETWEEN = Bounds.between(50_000, 52_000);
  private static final CodeNames NAMES =
      (key, code) -> LocalizedText.asWritten(key + " called " + code);
  private static final Map<String, Said> PAPERS =
      Map.of(
          "area", Said.choosing(List.of("13", "14")),
          "equipment-place", Said.inWords("大手町の交換局"),
          "cause-code", Said.choosing(List.of("C-CONFIG")),
          "facility-class", Said.choosing(List.of("F-OTHER")),
          "wholesale", Said.inWords("卸先2社に影響"),
          "corporate-users", Said.inWords("専用線の法人12社"));

  @Test
  void whatWasSaidTakesThePlaceOfBeingConfirmed() {
    List<Draft> drafts = drafts(PAPERS, 125);
    Draft first = of(DraftKind.FIRST_REPORT, drafts);
    Draft periodic = of(DraftKind.PERIODIC_FORM_27, drafts);

    assertThat(text(first, "area")).isEqualTo("東京都、神奈川県");
    assertThat(text(first, "equipment-place"))
        .isEqualTo("大手町の交換局\n設備の区分：facility-class called F-OTHER");
    assertThat(text(first, "wholesale")).isEqualTo("卸先2社に影響");
    assertThat(text(of(DraftKind.DETAILED_REPORT, drafts), "wholesale")).isEqualTo("卸先2社に影響");
    assertThat(text(of(DraftKind.INFORMATION_SHARING, drafts), "corporate-users"))
        .isEqualTo("専用線の法人12社");
    assertThat(text(periodic, "cause-code")).isEqualTo("cause-code called C-CONFIG");
    assertThat(text(periodic, "facility")).isEqualTo("facility-class called F-OTHER");
    assertThat(first.item("area").orElseThrow().known()).isTrue();
    assertThat(first.item("area").orElseThrow().sources()).containsExactly("impact answer 1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Audience.class,
      names = {"USERS", "NEIGHBOUR", "SHARING_GROUP"})
  void whatIsForTheMinistryIsShownToNobodyElse(Audience reader) {
    for (Draft draft : drafts(PAPERS, 125)) {
      String shown = DraftText.of(draft.visibleTo(reader), Locale.JAPANESE);
      assertThat(shown).doesNotContain("大手町", "卸先", "法人12社", "神奈川県");
    }
  }

  @Test
  void whereUsersWereAffectedChoosesTheBureausAndNotWhereServicesAreProvided() {
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), PAPERS, Leak2017.ended(125, 41_000));
    AccidentAccount account = DraftWriter.account(answered, null, Leak2017.OPERATOR, LATER);
    assertThat(account.prefecturesToTell()).containsExactly(Prefecture.TOKYO, Prefecture.KANAGAWA);
  }

  @Test
  void theFacilityChoosesTheFormOfThePeriodicReport() {
    assertThat(kinds(Map.of("facility-class", Said.choosing(List.of("F-RAN")))))
        .contains(DraftKind.PERIODIC_SIMPLE)
        .doesNotContain(DraftKind.PERIODIC_FORM_27);
    assertThat(
            kinds(
                Map.of(
                    "facility-class", Said.choosing(List.of("F-INBUILDING")),
                    "statement.same-premises", Said.of(Truth.YES))))
        .as("minor: it is not filed")
        .doesNotContain(DraftKind.PERIODIC_SIMPLE, DraftKind.PERIODIC_FORM_27);
  }

  @Test
  void theClassOfTheCauseIsToldWhileNobodyHasToldItInWords() {
    List<Draft> drafts = drafts2024(Map.of("cause-code", Said.choosing(List.of("C-CONFIG"))));
    for (DraftKind kind : List.of(DraftKind.FIRST_REPORT, DraftKind.DETAILED_REPORT)) {
      assertThat(text(of(kind, drafts), "cause")).contains("原因の区分");
    }
  }

  @Test
  void aBrokenCableIsToldInThePapersAlthoughNoServiceWasHit() {
    var said = new HashMap<String, Said>();
    said.put("facility-class", Said.choosing(List.of("F-CRITICAL")));
    said.put("facility", Said.of(Truth.UNDETERMINED));
    assertThat(text(of(DraftKind.VOLUNTARY_FIRST_REPORT, cable(said)), "restoration"))
        .contains("全ての通信ができなくなったか、その時間は、確認中（未確認）");

    said.put("facility", Said.of(Truth.YES));
    said.put("facility-duration", Said.of(Bounds.exactly(130)));
    List<Draft> drafts = cable(said);
    for (Map.Entry<DraftKind, String> each :
        Map.of(
                DraftKind.FIRST_REPORT, "restoration",
                DraftKind.DETAILED_REPORT, "duration")
            .entrySet()) {
      assertThat(text(of(each.getKey(), drafts), each.getValue()))
          .contains("海底ケーブル", "全ての通信ができなかった時間：2時間10分");
    }
  }

  @Test
  void aCableAnsweredAsRestoredWhileTheIncidentGoesOnIsToldWithBoth() {
    Map<String, Said> said =
        Map.of("facility", Said.of(Truth.YES), "facility-duration", Said.of(Bounds.exactly(130)));
    Incident open = Leak2017.unanswered(false);
    for (Map.Entry<DraftKind, String> each :
        Map.of(
                DraftKind.FIRST_REPORT, "restoration",
                DraftKind.DETAILED_REPORT, "duration")
            .entrySet()) {
      assertThat(text(of(each.getKey(), cable(open, said)), each.getValue()))
          .contains("2時間10分（回答による。ただし障害は復旧が記録されておらず、継続中とされている）");
      assertThat(text(of(each.getKey(), cable(Leak2017.restored(open), said)), each.getValue()))
          .contains("2時間10分")
          .doesNotContain("継続中");
    }
  }

  private static List<Draft> cable(Map<String, Said> said) {
    return cable(Leak2017.unanswered(false), said);
  }

  private static List<Draft> cable(Incident incident, Map<String, Said> said) {
    Incident answered =
        Leak2017.answered(
            incident,
            said,
            Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0)),
            Leak2017.phoneUntouched());
    AccidentFacts facts =
        new ImpactFacts(Leak2017.LAW.rulebook(), Leak2017.OPERATOR).of(answered, LATER);
    return DraftWriter.write(
        answered, Leak2017.LAW.determine(facts), facts, Leak2017.OPERATOR, LATER, NAMES);
  }

  @Test
  void theReportIsNamedAndBothNamesStandWhileItIsOpenWhich() {
    Draft open = of(DraftKind.DETAILED_REPORT, drafts(Map.of(), 125));
    assertThat(text(open, "report-form")).contains("様式第五十の三", "様式第五十の三の二", "未確認");
    assertThat(open.item("report-form").orElseThrow().known()).isFalse();

    List<Draft> other = drafts(Map.of("statement.wholesale-received", Said.of(Truth.NO)), 125);
    Draft named = of(DraftKind.DETAILED_REPORT, other);
    assertThat(text(named, "report-form")).isEqualTo("様式第五十の三");
    assertThat(named.item("report-form").orElseThrow().known()).isTrue();
  }

  @Test
  void aReceiverOfWholesaleServiceIsToldWhatSufficesForTheQuickReport() {
    var said =
        Map.of(
            "statement.wholesale-received", Said.of(Truth.YES),
            "statement.wholesale-from-wholesalers-accident", Said.of(Truth.YES));
    List<Draft> drafts = drafts2024(said);
    assertThat(text(of(DraftKind.DETAILED_REPORT, drafts), "report-form")).isEqualTo("様式第五十の三の二");
    assertThat(text(of(DraftKind.FIRST_REPORT, drafts), "report-form"))
        .contains("様式第五十の三の二", "発生日時", "措置模様", "足りる");
    assertThat(of(DraftKind.FIRST_REPORT, drafts).visibleTo(Audience.MINISTRY).item("report-form"))
        .as("how we choose the paper is our own affair")
        .isEmpty();
  }

  @Test
  void anotherDutyStandsBesideTheDeterminationWithItsDeadline() {
    var said = new HashMap<String, Said>();
    said.put("statement.secrecy-leak", Said.of(Truth.YES));
    said.put("day.secrecy-leak", Said.on(LocalDate.parse("2017-08-25")));
    assertThat(text(drafts(said, 23).getFirst(), "determination"))
        .contains("通信の秘密の漏えい: 報告が必要（様式第五十の二）", "2017年9月24日");
  }

  @Test
  void aMomentOfRestorationThatWasSaidStandsInTheReport() {
    var impact =
        Leak2017.ended(125, 41_000)
            .saying(
                Map.of(
                    "restored-at",
                    Said.at(Interval.at(Leak2017.START.plusSeconds(60 + 125 * 60 - 5)))));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), impact, Leak2017.phoneUntouched());
    Draft detailed = of(DraftKind.DETAILED_REPORT, Leak2017.drafts(answered, LATER));
    assertThat(text(detailed, "restored-at")).isEqualTo("2017年8月25日 14時27分55秒 JST");
    assertThat(text(detailed, "duration")).contains("2時間4分55秒");
  }

  @Test
  void whatWasRestoredIsNotCalledOpenBesideASituationThatTellsWhen() {
    Incident answered =
        Leak2017.answered(
            Leak2017.restored(Leak2017.unanswered(false)),
            Leak2017.impact("internet", Impact.STOP, Bounds.exactly(41_000), Bounds.atLeast(121)));
    Draft detailed = of(DraftKind.DETAILED_REPORT, Leak2017.drafts(answered, LATER));
    String at = Figures.time(answered.restoredAt().orElseThrow(), Locale.JAPANESE);
    assertThat(text(detailed, "situation")).contains(at);
    assertThat(text(detailed, "restored-at")).contains(at, "利用者への影響の終わりは確認中（未確認）");
    assertThat(detailed.item("restored-at").orElseThrow().known()).isFalse();
  }

  @Test
  void whatIsRecordedAsRestoredButAnsweredAsGoingOnIsToldWithBoth() {
    Incident answered =
        Leak2017.answered(
            Leak2017.restored(Leak2017.unanswered(false)),
            Leak2017.ongoing(Bounds.exactly(41_000)));
    Draft detailed = of(DraftKind.DETAILED_REPORT, Leak2017.drafts(answered, LATER));
    String at = Figures.time(answered.restoredAt().orElseThrow(), Locale.JAPANESE);
    assertThat(text(detailed, "restored-at")).contains(at + "に復旧（利用者への影響は継続中との回答）");
    assertThat(detailed.item("restored-at").orElseThrow().known()).isFalse();
  }

  @Test
  void draftsTellTheUsersThatTheLawJudgesByAndWhatTheyRestOn() {
    var said = Leak2017.impact("internet", Impact.STOP, BETWEEN, Bounds.exactly(130));
    Incident answered =
        Leak2017.answered(Leak2017.unanswered(false), said, Leak2017.phoneUntouched());
    Incident counted = counted(answered, "internet", 20, 70_000, 75_000, 90_000L);
    for (DraftKind kind :
        List.of(DraftKind.INFORMATION_SHARING, DraftKind.FIRST_REPORT, DraftKind.DETAILED_REPORT)) {
      String users = kind == DraftKind.INFORMATION_SHARING ? "impact-users" : "users";
      Draft before = of(kind, Leak2017.drafts(answered, LATER));
      Draft after = of(kind, Leak2017.drafts(counted, LATER));
      assertThat(text(before, users)).contains("5万～5万2,000");
      assertThat(text(after, users)).contains("7万以上").doesNotContain("5万");
      assertThat(text(after, "users-basis"))
          .contains("回答では5万～5万2,000", "認証サーバ", "12時42分", "7万～9万", "推定7万5,000", "計数の根拠");
      assertThat(after.item("users-basis").orElseThrow().text().english())
          .contains("By the answer: 50,000 to 52,000", "70,000 to 90,000", "estimated 75,000");
    }
    assertThat(Leak2017.drafts(counted(counted, "internet", 25, 60_000, 60_000, null), LATER))
        .as("a count that says nothing more changes no draft")
        .isEqualTo(Leak2017.drafts(counted, LATER));
  }

  @Test
  void aServiceThatOnlyCountsNameOrThatWasSaidToBeUntouchedIsAmongTheUsers() {
    Incident incident = Leak2017.unanswered(false);
    Incident only = counted(incident, "internet", 20, 70_000, 75_000, 90_000L);
    Draft shared = of(DraftKind.INFORMATION_SHARING, Leak2017.drafts(only, LATER));
    assertThat(text(shared, "impact-users")).contains("例示インターネット接続", "7万以上");
    assertThat(text(shared, "users-basis")).contains("12時42分").doesNotContain("回答");

    Incident none =
        Leak2017.answered(
            incident,
            Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0)),
            Leak2017.phoneUntouched());
    Draft contradicted =
        of(
            DraftKind.INFORMATION_SHARING,
            Leak2017.drafts(counted(none, "internet", 20, 70_000, 75_000, 90_000L), LATER));
    assertThat(text(contradicted, "impact-users")).contains("7万以上").doesNotContain("電話");
    assertThat(text(contradicted, "users-basis")).contains("回答では影響なし");
    assertThat(text(contradicted, "impact")).doesNotContain("「例示インターネット接続」: 影響なし");
  }

  private static Incident counted(
      Incident incident,
      String service,
      long minute,
      long low,
      long estimate,
      @Nullable Long high) {
    Instant at = Leak2017.START.plusSeconds(minute * 60);
    return incident.after(
        new UsersCounted(
            incident.id(),
            at,
            "radius",
            List.of(new CountedUsers(service, at, low, estimate, high, "計数の根拠"))));
  }

  private static List<DraftKind> kinds(Map<String, Said> said) {
    // Not serious, and of the periodic report by its users.
    return drafts(said, 23).stream().map(Draft::kind).toList();
  }

  private static List<Draft> drafts(Map<String, Said> said, long minutes) {
    Incident answered =
        Leak2017.answered(
            Leak2017.unanswered(false),
            said,
            Leak2017.ended(minutes, 41_000),
            Leak2017.phoneUntouched());
    return DraftWriter.write(
        answered, Leak2017.judged(answered, LATER), null, Leak2017.OPERATOR, LATER, NAMES);
  }

  /** The same six and a half years later, when the short report was the law. */
  private static List<Draft> drafts2024(Map<String, Said> said) {
    Instant began = Instant.parse("2024-06-01T03:00:00Z");
    var stop = Leak2017.ended(125, 41_000);
    var impact =
        new ServiceImpact(
            stop.service(),
            stop.category(),
            stop.kind(),
            stop.users(),
            stop.minutes(),
            Interval.at(began),
            false,
            "");
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), said, impact);
    Instant later = began.plusSeconds(3 * 3600);
    return DraftWriter.write(
        answered, Leak2017.judged(answered, later), null, Leak2017.OPERATOR, later, NAMES);
  }

  private static Draft of(DraftKind kind, List<Draft> drafts) {
    return drafts.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
  }

  private static String text(Draft draft, String key) {
    return draft.item(key).orElseThrow().text().japanese();
  }
}
