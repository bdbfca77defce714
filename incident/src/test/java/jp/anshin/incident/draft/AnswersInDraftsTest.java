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
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Prefecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people answered beside users and hours stands in the drafts. */
class AnswersInDraftsTest {

  private static final Instant LATER = Leak2017.START.plusSeconds(3 * 3600);
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
    assertThat(text(first, "equipment-place")).isEqualTo("大手町の交換局");
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
        answered, Leak2017.judged(answered, LATER), Leak2017.OPERATOR, LATER, NAMES);
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
        answered, Leak2017.judged(answered, later), Leak2017.OPERATOR, later, NAMES);
  }

  private static Draft of(DraftKind kind, List<Draft> drafts) {
    return drafts.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
  }

  private static String text(Draft draft, String key) {
    return draft.item(key).orElseThrow().text().japanese();
  }
}
