package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportState;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.reports.Reports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a period on the console: from what is open to what was sent, by three people. */
final class PeriodPageTest {

  private static final String PATH = "/reports/periodic/2017-09-30";
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"");

  private Staffed staffed;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    answer(0, Bounds.exactly(41_000));
  }

  private void answer(int readVersion, Bounds users) {
    var stopped =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            users,
            Bounds.exactly(23),
            Interval.at(Statements.START),
            false,
            "RADIUS");
    staffed
        .server
        .incidents()
        .answerImpact(staffed.incident, readVersion, "test", List.of(stopped), "");
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aPeriodIsSettledApprovedBySecondPersonAndSentWithExactlyItsLines(String language) {
    boolean japanese = language.equals("ja");
    try (Reader engineer = staffed.reader(Role.ENGINEER, language);
        Reader manager = staffed.reader(Role.INCIDENT_MANAGER, language);
        Reader legal = staffed.reader(Role.LEGAL, language)) {
      assertThat(engineer.get("/reports").body()).contains(PATH).doesNotContain("??");
      assertThat(engineer.get(PATH).body())
          .contains(japanese ? "2017年度第2四半期" : "FY2017 quarter 2")
          .contains("/incidents/" + staffed.incident)
          .doesNotContain(PATH + "/decide")
          .doesNotContain("null");
      engineer.post(PATH + "/begin", Map.of());
      String entry = japanese ? "定期報告の記載" : "Entry of the periodic report";
      assertThat(toBeSent(legal)).contains(entry);
      String open = manager.get(PATH).body();
      assertThat(open).doesNotContain(PATH + "/approve").doesNotContain("??");
      assertThat(open)
          .as("the law puts it in: only the form is asked for")
          .contains("value=\"SIMPLE\"")
          .doesNotContain("value=\"LEFT_OUT\"");
      HttpResponse<String> leftOut = decide(manager, seen(open), "LEFT_OUT", "載せない");
      assertThat(leftOut.statusCode()).isEqualTo(409);
      assertThat(leftOut.body()).contains(japanese ? "定期報告の対象" : "goes into the periodic report");

      assertThat(decide(manager, seen(open), "FORM27", "").statusCode()).isEqualTo(400);
      assertThat(decide(manager, seen(open), "FORM27", "設備は「その他」").statusCode()).isEqualTo(302);
      assertThat(decide(manager, seen(open), "SIMPLE", "別の窓").statusCode())
          .as("in a second tab")
          .isEqualTo(409);
      String changed = engineer.get(PATH).body();
      assertThat(changed).contains("id=\"changes\"").contains("設備は「その他」");
      assertThat(engineer.post(PATH + "/renew", Map.of("revision", "1")).statusCode())
          .isEqualTo(302);

      legal.get(PATH);
      assertThat(legal.post(PATH + "/review", Map.of("revision", "2")).statusCode()).isEqualTo(302);
      manager.get(PATH);
      assertThat(manager.post(PATH + "/approve", Map.of("revision", "3", "words", "x")).body())
          .as("who decided of a line is no second person")
          .contains(japanese ? "書いた人" : "did not write it");
      legal.get(PATH);
      HttpResponse<String> early = legal.post(PATH + "/approve", Map.of("revision", "3"));
      assertThat(early.statusCode()).as("the period goes on: a reason").isEqualTo(400);
      legal.post(PATH + "/approve", Map.of("revision", "3", "words", "訓練"));
      assertThat(legal.post(PATH + "/submit", sending("")).statusCode()).isEqualTo(400);
      assertThat(legal.post(PATH + "/submit", sending("訓練")).statusCode()).isEqualTo(302);

      assertThat(state()).isEqualTo(ReportState.SUBMITTED);
      assertThat(toBeSent(legal)).as("its entry was sent with it").doesNotContain(entry);
      assertThat(legal.get("/reports").body()).contains(entry);
      String sent = legal.get(PATH).body();
      assertThat(sent).contains("総務省").doesNotContain("null").doesNotContain("??");
      String csv =
          new String(
              legal.bytes(PATH + "/paper?format=CSV&language=" + language), StandardCharsets.UTF_8);
      assertThat(csv)
          .contains("41,000")
          .contains(japanese ? "報告者の判断で記載" : "by decision of the reporter")
          .contains(digestIn(sent));
      assertThat(legal.bytes(PATH + "/paper?format=XLSX&version=1")).startsWith('P', 'K');
      assertThat(legal.get(PATH + "?version=1&treatment=OPEN").body())
          .contains("/incidents/" + staffed.incident);
      assertThat(legal.get(PATH + "?q=nothing-of-that-name").body())
          .contains(japanese ? "条件に合う明細はありません" : "No line matches");
      isMadeAgainAfterAWithdrawal(engineer, legal);
    }
  }

  @Test
  void anEntryThatSomebodyLeftOutWhereTheLawIsOpenIsNotToBeSent() {
    String entry = "/incidents/" + staffed.incident + "/reports/PERIODIC_FORM_27";
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja");
        Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      engineer.get("/incidents/" + staffed.incident);
      assertThat(engineer.post(entry + "/begin", Map.of()).statusCode()).isEqualTo(302);
      answer(1, Bounds.atLeast(1_000));
      engineer.get(PATH);
      engineer.post(PATH + "/begin", Map.of());
      assertThat(toBeSent(engineer)).contains(entry);

      String open = manager.get(PATH).body();
      assertThat(decide(manager, seen(open), "LEFT_OUT", "件数は3万未満").statusCode()).isEqualTo(302);
      engineer.get(PATH);
      engineer.post(PATH + "/renew", Map.of("revision", "1"));
      assertThat(toBeSent(engineer)).doesNotContain(entry).contains(PATH);
      assertThat(engineer.get("/reports").body()).contains("定期報告に載せないと決めた");

      answer(2, Bounds.exactly(41_000));
      assertThat(toBeSent(engineer)).as("the law puts it in").contains(entry);
    }
  }

  private static String toBeSent(Reader reader) {
    String page = reader.get("/reports").body();
    return page.substring(page.indexOf("id=\"due\""), page.indexOf("id=\"periodic\""));
  }

  /** Its accidents are those of the version. */
  private void isMadeAgainAfterAWithdrawal(Reader engineer, Reader legal) {
    assertThat(engineer.get(PATH).body()).doesNotContain(PATH + "/renew");
    legal.get(PATH);
    legal.post(PATH + "/withdraw", Map.of("revision", "5", "words", "宛先の誤り"));
    assertThat(state()).isEqualTo(ReportState.WITHDRAWN);
    assertThat(toBeSent(legal)).as("taken back").contains("#drafts");
    assertThat(engineer.get(PATH).body())
        .contains(PATH + "/renew")
        .doesNotContain("null")
        .doesNotContain("??");
    assertThat(engineer.post(PATH + "/renew", Map.of("revision", "6")).statusCode()).isEqualTo(400);
    engineer.post(PATH + "/renew", Map.of("revision", "6", "words", "宛先を改める"));
    assertThat(state()).isEqualTo(ReportState.DRAFT);
    assertThat(engineer.get(PATH).body()).contains("宛先を改める");
  }

  @Test
  void whoWroteItOrOnlyReadsCannotApproveWhateverThePageShows() {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja");
        Reader engineer = staffed.reader(Role.ENGINEER, "ja");
        Reader viewer = staffed.reader(Role.VIEWER, "ja")) {
      legal.get(PATH);
      legal.post(PATH + "/begin", Map.of());
      assertThat(legal.get(PATH).body()).doesNotContain(PATH + "/review");
      HttpResponse<String> own = legal.post(PATH + "/review", Map.of("revision", "1"));
      assertThat(own.statusCode()).isEqualTo(409);
      assertThat(own.body()).contains("書いた人");

      engineer.get(PATH);
      viewer.get("/reports");
      for (String deed : List.of("review", "approve", "submit", "withdraw", "decide")) {
        assertThat(engineer.post(PATH + "/" + deed, Map.of("revision", "1")).statusCode())
            .as(deed)
            .isEqualTo(403);
      }
      assertThat(viewer.post(PATH + "/renew", Map.of("revision", "1")).statusCode()).isEqualTo(403);
      assertThat(state()).isEqualTo(ReportState.DRAFT);
    }
  }

  @Test
  void aPeriodWithoutAccidentsSaysSoAndOneThatIsNoneIsNotFound() {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja")) {
      String empty = "/reports/periodic/2017-06-30";
      assertThat(legal.get(empty).body()).contains("この期間に事故の記録はありません").contains("「該当なし」の記録を作る");
      legal.post(empty + "/begin", Map.of());
      assertThat(legal.get(empty).body()).contains("（該当なし）").contains("期限：2017年8月31日");
      assertThat(legal.bytes(empty + "/paper?format=XLSX")).startsWith('P', 'K');
      assertThat(legal.get("/reports").body()).contains("（該当なし）");
      for (String end : List.of("2017-09-29", "x", "2025-06-30")) {
        assertThat(legal.get("/reports/periodic/" + end).statusCode()).as(end).isEqualTo(404);
      }
    }
  }

  private HttpResponse<String> decide(Reader reader, String seen, String as, String why) {
    return reader.post(
        PATH + "/decide",
        Map.of("line", "incidents/" + staffed.incident, "seen", seen, "as", as, "words", why));
  }

  private ReportState state() {
    Periods periods = staffed.server.part(Periods.class);
    ReportId id = periods.id(periods.required("2017-09-30"));
    return staffed.server.part(Reports.class).required(id).state();
  }

  private static String seen(String page) {
    return found(SEEN, page);
  }

  private static String digestIn(String page) {
    return found(Pattern.compile("<code class=\"digest\">([0-9a-f]{64})<"), page);
  }

  private static String found(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  private static Map<String, String> sending(String remark) {
    return Map.of(
        "revision",
        "4",
        "channel",
        "ONLINE",
        "recipient",
        "総務省",
        "sentAt",
        "2017-08-25T12:22:05",
        "receipt",
        "",
        "remark",
        remark);
  }
}
