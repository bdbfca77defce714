package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportState;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.reports.Reports;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A serious accident on the console: from its drafts to what was sent, by two people. */
final class ReportPagesTest {

  private Staffed staffed;
  private String path;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    serious();
    path = "/incidents/" + staffed.incident + "/reports/FIRST_REPORT";
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  private void serious() {
    staffed
        .server
        .incidents()
        .answerImpact(staffed.incident, 0, "test", List.of(phone(41_000)), "");
  }

  private static ServiceImpact phone(int users) {
    return new ServiceImpact(
        "phone",
        ServiceCategory.VOICE_EMERGENCY,
        Impact.STOP,
        Bounds.exactly(users),
        Bounds.exactly(125),
        Interval.at(Statements.START),
        false,
        "交換機の収容数");
  }

  private static ServiceImpact unknownUsers() {
    return new ServiceImpact(
        "phone",
        ServiceCategory.VOICE_EMERGENCY,
        Impact.STOP,
        Bounds.UNKNOWN,
        Bounds.exactly(125),
        Interval.at(Statements.START),
        false,
        "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aFirstReportGoesOutAndIsCountersignedThenCorrected(String language) {
    try (Reader engineer = staffed.reader(Role.ENGINEER, language);
        Reader manager = staffed.reader(Role.INCIDENT_MANAGER, language);
        Reader legal = staffed.reader(Role.LEGAL, language)) {
      String first =
          language.equals("ja") ? "第一報を総務省へ出す（速やかに）" : "Send the first report to the ministry";
      assertThat(engineer.get("/reports").body()).contains("#drafts");
      assertThat(engineer.get("/").body()).contains(first);
      assertThat(engineer.get("/incidents/" + staffed.incident).body()).contains(first);
      engineer.get("/incidents/" + staffed.incident);
      assertThat(engineer.post(path + "/begin", Map.of()).statusCode()).isEqualTo(302);
      engineer.get(path);
      HttpResponse<String> edited =
          engineer.post(
              path + "/edit",
              Map.of("revision", "1", "ja.area", "東京都・大阪府", "en.area", "Tokyo, Osaka"));
      assertThat(edited.statusCode()).isEqualTo(302);
      assertThat(engineer.get(path).body()).doesNotContain(path + "/submit");

      manager.get(path);
      assertThat(manager.post(path + "/submit", sending("2")).statusCode()).isEqualTo(302);
      assertThat(report().unsigned()).hasSize(1);
      assertThat(manager.get("/incidents/" + staffed.incident).body())
          .as("it was sent, so nobody is told to send it")
          .doesNotContain(first);
      assertThat(manager.get(path).body()).doesNotContain("null");
      assertThat(manager.get(path).body()).doesNotContain(path + "/countersign");
      assertThat(
              manager
                  .post(path + "/countersign", Map.of("revision", "3", "version", "2"))
                  .statusCode())
          .isEqualTo(409);

      assertThat(legal.get(path).body()).contains(path + "/countersign");
      legal.post(path + "/countersign", Map.of("revision", "3", "version", "2", "words", ""));
      assertThat(report().unsigned()).isEmpty();
      assertThat(legal.get(path).body()).doesNotContain("null");
      assertThat(legal.get("/reports").body()).doesNotContain("null");
      legal.get(path);
      assertThat(legal.post(path + "/edit", Map.of("revision", "4", "ja.area", "東京都")).statusCode())
          .as("a correction needs a reason")
          .isEqualTo(400);
      legal.post(path + "/edit", Map.of("revision", "4", "ja.area", "東京都", "why", "訂正"));
      assertThat(report().state()).isEqualTo(ReportState.DRAFT);
      assertThat(report().latest().content().item("area").orElseThrow().text().english())
          .as("English words that say something else do not stay")
          .isEqualTo("東京都");
      assertThat(legal.get(path + "?version=2").body())
          .contains(language.equals("ja") ? "東京都・大阪府" : "Tokyo, Osaka");
    }
  }

  @Test
  void whoWroteItCannotSignItInASecondTabEither() {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja");
        Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      legal.get("/reports");
      legal.post(path + "/begin", Map.of());
      String page = legal.get(path).body();
      assertThat(page).doesNotContain(path + "/review").contains("書いていない人に頼んでください");
      HttpResponse<String> own = legal.post(path + "/review", Map.of("revision", "1"));
      assertThat(own.statusCode()).isEqualTo(409);
      assertThat(own.body()).contains("書いた人");

      manager.get(path);
      manager.post(path + "/review", Map.of("revision", "1"));
      // In another tab the author edits what the manager is about to approve.
      legal.post(path + "/edit", Map.of("revision", "2", "ja.area", "東京都"));
      HttpResponse<String> late = manager.post(path + "/approve", Map.of("revision", "2"));
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(report().state()).isEqualTo(ReportState.DRAFT);
      assertThat(report().approvedBy()).isNull();
    }
  }

  @Test
  void whatWasTypedStaysWhenItIsRefused() {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja")) {
      legal.get("/reports");
      legal.post(path + "/begin", Map.of());
      legal.get(path);
      HttpResponse<String> stale =
          legal.post(path + "/edit", Map.of("revision", "9", "ja.area", "消えてはいけない文章"));
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("消えてはいけない文章").contains("読み直して");

      var noRecipient = new HashMap<>(sending("1"));
      noRecipient.put("recipient", "");
      noRecipient.put("receipt", "受付-77");
      HttpResponse<String> refused = legal.post(path + "/submit", noRecipient);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("受付-77");
      var ahead = new HashMap<>(sending("1"));
      ahead.put("sentAt", "2117-08-25T15:00:00");
      assertThat(legal.post(path + "/submit", ahead).statusCode()).isEqualTo(400);
      assertThat(report().submissions()).isEmpty();
    }
  }

  @Test
  void thePapersForTheMinistryHaveNoItemOfOursAndAllOfTheEdit() throws Exception {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja")) {
      legal.get("/reports");
      legal.post(path + "/begin", Map.of());
      legal.get(path);
      legal.post(path + "/edit", Map.of("revision", "1", "ja.area", "東京都の一部"));
      String mail = legal.get(path + "/paper?format=MAIL").body();
      assertThat(mail).contains("東京都の一部").contains("4万1,000").doesNotContain("社内用");
      assertThat(legal.get(path + "/paper?format=CALL").body()).contains("東京都の一部");
      assertThat(pdfText(legal.bytes(path + "/paper?format=PDF")))
          .contains("東京都の一部")
          .contains("4万1,000")
          .contains("模擬")
          .doesNotContain("社内用");
      assertThat(legal.get(path + "/paper?format=DOCX").statusCode()).isEqualTo(400);

      String detailed = path.replace("FIRST_REPORT", "DETAILED_REPORT");
      legal.post(detailed + "/begin", Map.of());
      assertThat(legal.bytes(detailed + "/paper?format=DOCX")).startsWith('P', 'K');
      assertThat(pdfText(legal.bytes(detailed + "/paper?format=PDF"))).contains("4万1,000");
    }
  }

  @Test
  void everyPaperOfAWithdrawnVersionSaysSoAlsoAfterANewOneWasWritten() throws Exception {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja")) {
      legal.get("/reports");
      legal.post(path + "/begin", Map.of());
      legal.get(path);
      assertThat(legal.get(path + "/paper?format=MAIL").body())
          .startsWith("【模擬】")
          .contains("承認前の案", "下書き 第1版");
      legal.post(path + "/submit", sending("1"));
      assertThat(legal.get(path + "/paper?format=MAIL").body())
          .contains("提出済み 第1版")
          .doesNotContain("承認前");
      assertThat(legal.get(path + "/paper?format=CALL").body()).contains("［提出済み 第1版");
      legal.post(path + "/withdraw", Map.of("revision", "2", "words", "誤り"));
      assertThat(report().state()).isEqualTo(ReportState.WITHDRAWN);
      assertThat(legal.get("/reports").body())
          .as("the accident is as serious as before")
          .contains("作り直して提出する");
      saysItIsWithdrawn(legal);

      legal.post(path + "/edit", Map.of("revision", "3", "ja.area", "東京都", "why", "訂正"));
      assertThat(report().latest().number()).isEqualTo(2);
      saysItIsWithdrawn(legal);
      assertThat(legal.get(path + "/paper?format=MAIL&version=2").body())
          .contains("下書き 第2版")
          .doesNotContain("取下げ");
    }
  }

  private void saysItIsWithdrawn(Reader reader) throws Exception {
    String version = "&version=1";
    for (String paper :
        List.of(
            reader.get(path + "/paper?format=MAIL" + version).body(),
            reader.get(path + "/paper?format=CALL" + version).body(),
            pdfText(reader.bytes(path + "/paper?format=PDF" + version)))) {
      assertThat(paper).contains("【取下げ】", "取下げ済み").doesNotContain("提出済み");
    }
  }

  private static String pdfText(byte[] file) throws IOException {
    try (var pdf = Loader.loadPDF(file)) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
    }
  }

  @Test
  void whatDoesNotExistIsSaidSo() {
    try (Reader viewer = staffed.reader(Role.VIEWER, "en")) {
      assertThat(viewer.get(path).statusCode()).isEqualTo(404);
      assertThat(viewer.get(path.replace("FIRST_REPORT", "NO_SUCH")).statusCode()).isEqualTo(400);
      assertThat(viewer.get("/reports").statusCode()).isEqualTo(200);
    }
  }

  private Report report() {
    return staffed
        .server
        .part(Reports.class)
        .required(new ReportId(staffed.incident, DraftKind.FIRST_REPORT));
  }

  @Test
  void aThirtyDayReportWhoseFactsHaveChangedIsSentOnlyWithAReasonThatIsOnTheRecord() {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja");
        Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      String detailed = path.replace("FIRST_REPORT", "DETAILED_REPORT");
      legal.get("/reports");
      Instant told = Statements.START;
      staffed
          .server
          .incidents()
          .giveNotice(
              staffed.incident,
              "sato",
              new Notice(told, NoticeChannel.WEBSITE, "https://isp.example/", "", ""));
      legal.post(detailed + "/begin", Map.of());
      assertThat(manager.get(detailed).body())
          .as("what was recorded is not asked again")
          .contains("自社サイトに掲載（https://isp.example/）");
      manager.post(detailed + "/review", Map.of("revision", "1"));
      String reviewed = manager.get(detailed).body();
      String gaps = reviewed.substring(reviewed.indexOf("id=\"gaps\""));
      assertThat(gaps.substring(0, gaps.indexOf("</ul>")))
          .contains("#item-prevention")
          .doesNotContain("#item-web-notice");
      manager.post(detailed + "/approve", Map.of("revision", "2"));
      String changed = "この版のあとで文案が変わったか";
      assertThat(manager.get(detailed).body()).doesNotContain(changed);

      staffed
          .server
          .incidents()
          .answerImpact(staffed.incident, 1, "test", List.of(phone(110_000)), "");
      assertThat(manager.get(detailed).body()).contains(changed);
      var sending = new HashMap<>(sending("3"));
      HttpResponse<String> refused = manager.post(detailed + "/submit", sending);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("このまま進める理由");
      sending.put("remark", "訂正は追って出す");
      assertThat(manager.post(detailed + "/submit", sending).statusCode()).isEqualTo(302);
      assertThat(manager.get(detailed).body()).contains("訂正は追って出す");
    }
  }

  @Test
  void aReportThatWasSentStaysLinkedWhenNoDraftOfItAppliesAnyMore() {
    try (Reader legal = staffed.reader(Role.LEGAL, "ja")) {
      legal.get("/reports");
      legal.post(path + "/begin", Map.of());
      legal.get(path);
      legal.post(path + "/submit", sending("1"));
      staffed.server.incidents().answerImpact(staffed.incident, 1, "test", List.of(phone(100)), "");
      assertThat(staffed.server.part(Drafts.class).latest(staffed.incident))
          .extracting(kept -> kept.draft().kind())
          .doesNotContain(DraftKind.FIRST_REPORT);
      assertThat(legal.get("/incidents/" + staffed.incident).body())
          .contains("href=\"" + path + "\"", "いまの判定では文案がありません");

      // Open again whether it was serious: the voluntary report would be a step back.
      staffed
          .server
          .incidents()
          .answerImpact(staffed.incident, 2, "test", List.of(unknownUsers()), "");
      assertThat(staffed.server.part(Drafts.class).latest(staffed.incident))
          .extracting(kept -> kept.draft().kind())
          .contains(DraftKind.VOLUNTARY_FIRST_REPORT);
      assertThat(legal.get("/reports").body()).contains("重大な事故").doesNotContain("おそれ段階");
    }
  }

  private static Map<String, String> sending(String revision) {
    return Map.of(
        "revision",
        revision,
        "channel",
        "MAIL",
        "recipient",
        "総合通信局（例）",
        "sentAt",
        "2017-08-25T12:22:05",
        "receipt",
        "",
        "remark",
        "");
  }
}
