package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.server.alerts.Alert;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.Rung;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsolePagesTest {

  private static final Pattern INLINE =
      Pattern.compile(
          "<style|<script(?![^>]* src=)|\\son[a-z]+=\"|\\sstyle=\"", Pattern.CASE_INSENSITIVE);

  private static final List<Integer> FOUND = List.of(200);
  private static final List<Integer> GONE = List.of(404, 410);

  private static Staffed staffed;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 状況, 経路漏えい, 影響の問いに答える, 模擬",
    "en, Situation, leak, Answer the impact question, SIMULATED"
  })
  void theSituationSaysWhatIsWrongAndWhatIsNext(
      String language, String title, String kind, String next, String simulated) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      String page = ok(reader.get("/"));

      assertThat(page)
          .contains("<html lang=\"" + language + "\"")
          .contains(title, kind, next, simulated)
          .contains("/incidents/" + staffed.incident)
          .contains("class=\"area");
    }
  }

  @Test
  void whatNobodyHasTakenStandsFirstAndIsTakenByAButtonOnly() {
    Calls calls = staffed.server.part(Calls.class);
    String id = Rung.ring(calls, Alert.Kind.DETECTION, staffed.incident, "leak-<b>");
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja");
        Reader legal = staffed.reader(Role.LEGAL, "en")) {
      assertThat(ok(engineer.get("/alerts")))
          .contains("引受け待ち", "leak-&lt;b&gt;：新しい事案です", "引き受ける</button>")
          .doesNotContain("leak-<b>");
      assertThat(ok(engineer.get("/incidents/" + staffed.incident))).contains("引き受ける</button>");
      assertThat(ok(engineer.get("/alerts/" + id)))
          .contains("いつから", "画面のみ", "/incidents/" + staffed.incident + "#runbook");
      assertThat(ok(engineer.get("/"))).contains("引受けを待つ知らせが1件あります", "/alerts/" + id);
      assertThat(engineer.get("/alerts/acknowledge?call=" + id).statusCode())
          .as("following a link takes nothing")
          .isEqualTo(404);
      assertThat(calls.required(id).call().isOpen()).isTrue();
      assertThat(ok(legal.get("/alerts")))
          .contains("Engineers and incident managers can take it.")
          .doesNotContain("Take it</button>");
      assertThat(legal.post("/alerts/acknowledge", Map.of("call", id)).statusCode()).isEqualTo(403);
      assertThat(engineer.postWithoutToken("/alerts/acknowledge", Map.of("call", id)).statusCode())
          .isEqualTo(403);

      HttpResponse<String> taken =
          engineer.post("/alerts/acknowledge", Map.of("call", id, "back", "incident"));
      assertThat(taken.headers().firstValue("location").orElse(""))
          .endsWith("/incidents/" + staffed.incident + "#calls");
      assertThat(ok(engineer.get("/alerts")))
          .contains("person-engineer が引き受けました", "引き受けを待つものはありません")
          .doesNotContain("引き受ける</button>");
      assertThat(engineer.get("/alerts/none").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 判定不能, 役務の停止, 4万1, 未確認, 16万",
    "en, undetermined, Stop, SHA-256, unverified, '160,000'"
  })
  void theIncidentSaysWhatHappenedHowBigAndWhatTheLawSays(
      String language, String one, String two, String three, String four, String five) {
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, language)) {
      String page = ok(reader.get("/incidents/" + staffed.incident));

      assertThat(page).containsIgnoringCase(one).contains(two, three, four, five);
      assertThat(page)
          .contains("datetime=\"2017-08-25T03:22:01Z\"", "title=\"2017-08-25 03:22:01Z\"")
          .contains("/incidents/" + staffed.incident + "/evidence/0")
          .contains("id=\"counts-table\"", "data-value=\"160000\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void everyPageIsWholeAndHasNothingInline(String language) {
    var paths =
        List.of(
            "/",
            "/incidents",
            "/incidents/" + staffed.incident,
            "/incidents/" + staffed.incident + "/drafts/INFORMATION_SHARING",
            "/feeds",
            "/routes",
            "/routes/search",
            "/routes/history",
            "/settings/operator",
            "/settings/operator/versions/1",
            "/settings/accounts",
            "/settings/audit",
            "/settings/password",
            "/about");
    try (Reader reader = staffed.reader(Role.ADMINISTRATOR, language)) {
      for (String path : paths) {
        String page = ok(reader.get(path));
        assertThat(page).as(path).contains("</html>").doesNotContain("??", "!--/");
        assertThat(INLINE.matcher(page).results().map(found -> found.group()).toList())
            .as(path)
            .isEmpty();
      }
    }
  }

  @Test
  void everyLinkOfTheFirstPagesLeadsSomewhere() {
    try (Reader reader = staffed.reader(Role.ADMINISTRATOR, "ja")) {
      var links = new ArrayList<String>();
      for (String path :
          List.of("/", "/incidents", "/incidents/" + staffed.incident, "/settings/operator")) {
        Pattern.compile("(?:href|src)=\"(/[^\"#]*)")
            .matcher(ok(reader.get(path)))
            .results()
            .forEach(found -> links.add(found.group(1).replace("&amp;", "&")));
      }
      assertThat(links).hasSizeGreaterThan(20);
      for (String link : links.stream().distinct().toList()) {
        // No journal is open in this test, and the page of the bytes says so.
        boolean evidence = link.contains("/evidence/");
        assertThat(reader.get(link).statusCode()).as(link).isIn(evidence ? GONE : FOUND);
      }
    }
  }

  @Test
  void whatIsNamedWithinAPageIsThere() {
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      for (String path : List.of("/", "/incidents/" + staffed.incident)) {
        String page = ok(reader.get(path));
        Pattern.compile("href=\"#([^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .filter(anchor -> !anchor.startsWith("i-"))
            .forEach(anchor -> assertThat(page).as(path).contains("id=\"" + anchor + "\""));
      }
    }
  }

  @Test
  void aReaderChoosesTheLanguageAndTheChoiceStays() {
    try (Reader reader = staffed.reader(Role.VIEWER, "ja")) {
      assertThat(ok(reader.get("/feeds?lang=en"))).contains("<html lang=\"en\"");
      assertThat(ok(reader.get("/feeds")))
          .contains("<html lang=\"en\"")
          .contains("Blind intervals");
      assertThat(ok(reader.get("/feeds?lang=fr"))).contains("<html lang=\"en\"");
      assertThat(ok(reader.get("/feeds?theme=dark"))).contains("data-bs-theme=\"dark\"");
      assertThat(ok(reader.get("/feeds"))).contains("data-bs-theme=\"dark\"");
    }
  }

  @Test
  void whoStatesNoLanguageIsShownTheServersOwn() {
    try (Reader reader = new Reader(staffed.server, "fr-FR")) {
      assertThat(ok(reader.get("/login"))).contains("<html lang=\"ja\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, このページはありません", "en, There is no such page"})
  void aPageThatIsNotThereIsToldInTheReadersLanguage(String language, String sentence) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      HttpResponse<String> answer = reader.get("/no-such-page");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains(sentence).doesNotContain("Exception", "\tat ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"20170825-0322-00000000", "NOT-AN-ID", "..%2f..", "%00"})
  void anIncidentThatIsNotThereIsTold(String id) {
    try (Reader reader = staffed.reader(Role.VIEWER, "ja")) {
      HttpResponse<String> answer = reader.get("/incidents/" + id);

      assertThat(answer.statusCode()).isIn(400, 404);
      assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, この操作をする権限がない", "en, You may not do this"})
  void whatAReaderMayNotDoIsToldInTheirLanguage(String language, String sentence) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      HttpResponse<String> answer = reader.get("/settings/accounts");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains(sentence);
    }
  }

  @Test
  void aQueryThatCannotBeReadIsNoFaultOfTheServer() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      HttpResponse<String> answer = reader.get("/incidents?page=many");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("cannot be read").doesNotContain("NumberFormat");
    }
  }

  @Test
  void whatPeopleWriteIsShownAndNeverRun() {
    String attack = "<script>alert('x')</script><img src=x onerror=alert(1)>";
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      String path = "/incidents/" + staffed.incident;
      reader.get(path);
      assertThat(reader.post(path + "/note", Map.of("words", attack)).statusCode()).isEqualTo(302);

      for (String page : List.of(ok(reader.get(path)), ok(reader.get("/")))) {
        assertThat(page)
            .contains("&lt;script&gt;alert(")
            .doesNotContain("<script>alert", "<img src=x");
      }
      assertThat(ok(reader.get("/incidents?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")))
          .doesNotContain("<script>alert");
    }
  }

  @Test
  void anAnswerThatCannotBeUsedIsToldFieldByFieldAndNothingTypedIsLost() {
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      String path = "/incidents/" + staffed.incident;
      reader.get(path);
      var fields = new HashMap<String, String>();
      fields.put("readVersion", "0");
      fields.put("internet.kind", "STOP");
      fields.put("internet.usersLow", "many");
      fields.put("internet.minutesLow", "23");
      fields.put("internet.minutesHigh", "12");
      fields.put("internet.basis", "counted <by> hand");
      HttpResponse<String> answer = reader.post(path + "/impact", fields);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("Write a number from 0")
          .contains("This is less (or earlier)")
          .contains("Choose one.")
          .contains("value=\"many\"")
          .contains("counted &lt;by&gt; hand");
    }
  }

  @Test
  void anAnswerIsKeptAndJudgedAndASecondPersonsStaleOneIsRefusedWithWhatTheyTyped(
      @TempDir Path directory) {
    try (Staffed own = Staffed.start(directory);
        Reader first = own.reader(Role.INCIDENT_MANAGER, "ja");
        Reader second = own.reader(Role.LEGAL, "ja")) {
      String path = "/incidents/" + own.incident;
      first.get(path);
      second.get(path);
      Map<String, String> fields = stopOf("4万1,000");

      assertThat(first.post(path + "/impact", fields).statusCode()).isEqualTo(302);
      String page = ok(first.get(path));
      assertThat(page).contains("回答 第1版", "4万1,000", "重大な事故");

      HttpResponse<String> stale = second.post(path + "/impact", stopOf("39000"));
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("別の人が先に答えました").contains("value=\"39000\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 経路監視, 経路監視の検知 第2報, 影響の回答 第1版",
    "en, route watch, 'detection by the route watch, statement 2', 'impact answer, version 1'"
  })
  void whereSomethingComesFromIsSaidInWordsAndLeadsThere(
      String language, String sensor, String statement, String answer, @TempDir Path directory) {
    try (Staffed own = Staffed.start(directory);
        Reader reader = own.reader(Role.LEGAL, language)) {
      String path = "/incidents/" + own.incident;
      reader.get(path);
      assertThat(reader.post(path + "/impact", stopOf("41000")).statusCode()).isEqualTo(302);
      assertThat(reader.post(path + "/note", Map.of("words", "n")).statusCode()).isEqualTo(302);
      String page = ok(reader.get(path));

      String timeline = part(page, "timeline");
      assertThat(timeline)
          .contains("<span class=\"hint\">" + sensor + "</span>")
          .containsPattern(
              "<span class=\"hint\">LEGAL ?[（(]" + Staffed.name(Role.LEGAL) + "[）)]</span>")
          .contains("href=\"" + path + "/evidence/0\" title=\"" + statement + "\"")
          .contains("href=\"" + path + "#answer-1\" title=\"" + answer + "\"");
      String drafts = part(page, "drafts");
      assertThat(drafts)
          .containsPattern("href=\"" + path + "/evidence/0\"[^>]*>" + statement + "</a>")
          .containsPattern("href=\"" + path + "#answer-1\"[^>]*>" + answer + "</a>");
      assertThat(page)
          .contains("id=\"answer-1\"")
          .doesNotContainPattern(" revision [0-9]|impact answer [0-9]|>route<");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 経路監視の検知（15169&gt;701） 第2報, 影響の回答 第1版",
    "en, 'detection by the route watch (15169&gt;701), statement 2', 'impact answer, version 1'"
  })
  void ofSeveralDetectionsItIsSaidWhichAndEveryAnswerHasAPlace(
      String language, String statement, String answer, @TempDir Path directory) {
    try (Staffed own = Staffed.start(directory);
        Reader reader = own.reader(Role.LEGAL, language)) {
      var joined = own.server.incidents().accept(Statements.leak("15169", "3356", 1, 500));
      assertThat(joined.id()).isEqualTo(own.incident);
      String path = "/incidents/" + own.incident;
      reader.get(path);
      for (String version : List.of("0", "1")) {
        var fields = new HashMap<>(stopOf("41000"));
        fields.put("readVersion", version);
        assertThat(reader.post(path + "/impact", fields).statusCode()).isEqualTo(302);
      }
      String page = ok(reader.get(path));

      assertThat(page).contains(statement).contains("title=\"" + answer + "\"");
      assertThat(part(page, "drafts")).contains("href=\"" + path + "/evidence/1\"");
      assertThat(page).containsOnlyOnce("id=\"answer-1\"").containsOnlyOnce("id=\"answer-2\"");
    }
  }

  /** A section of the page. */
  private static String part(String page, String id) {
    String rest = page.substring(page.indexOf("<section id=\"" + id + "\""));
    return rest.substring(0, rest.indexOf("</section>"));
  }

  private static Map<String, String> stopOf(String users) {
    var fields = new HashMap<String, String>();
    fields.put("readVersion", "0");
    for (String service : List.of("internet", "phone", "mail")) {
      fields.put(service + ".kind", "NONE");
    }
    fields.put("internet.kind", "STOP");
    fields.put("internet.usersLow", users);
    fields.put("internet.usersHigh", users);
    fields.put("internet.minutesLow", "23");
    fields.put("internet.minutesHigh", "23");
    fields.put("internet.began", "2017-08-25T12:22:30");
    return fields;
  }

  @Test
  void aDraftForAnAudienceHoldsOnlyWhatThatAudienceMayRead() {
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      String path = "/incidents/" + staffed.incident + "/drafts/INFORMATION_SHARING";
      String staff = text(ok(reader.get(path + "?audience=STAFF&text=en")));
      String users = text(ok(reader.get(path + "?audience=USERS&text=en")));

      assertThat(staff).hasSizeGreaterThan(users.length());
      assertThat(users).isNotBlank();
      assertThat(reader.get(path + "?audience=EVERYBODY").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void tablesAreDownloadedAsSpreadsheetsReadThem() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      assertThat(ok(reader.get("/incidents.csv")))
          .startsWith("\uFEFF\"id\"")
          .contains("\"" + staffed.incident + "\"");
      assertThat(ok(reader.get("/incidents/" + staffed.incident + "/counts.csv")))
          .contains("routeCount", "\"160000\"");
    }
  }

  @Test
  void theListIsFilteredByWordsAndStatus() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      assertThat(ok(reader.get("/incidents?q=15169"))).contains(staffed.incident.value());
      assertThat(ok(reader.get("/incidents?q=nowhere"))).contains("No incident fits");
      assertThat(ok(reader.get("/incidents?status=CLOSED"))).contains("No incident fits");
      assertThat(ok(reader.get("/incidents?page=99"))).contains("1 / 1");
    }
  }

  @Test
  void anOperatorFileWithFaultsIsToldLineByLineAndStaysAsTyped() {
    try (Reader reader = staffed.reader(Role.ADMINISTRATOR, "ja")) {
      reader.get("/settings/operator");
      HttpResponse<String> answer =
          reader.post(
              "/settings/operator",
              Map.of("readVersion", "1", "text", "name: {ja: <b>甲</b>, en: A}\r\nsytems: []\r\n"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("2行目 1桁目", "systems のことですか", "name: {ja: &lt;b&gt;甲")
          .doesNotContain("<b>甲");
    }
  }

  @Test
  void anOperatorFileIsSavedInVersionsAndAStaleOneIsRefused() {
    try (Reader reader = staffed.reader(Role.ADMINISTRATOR, "en")) {
      reader.get("/settings/operator");
      String text = OperatorText.example() + "# later\n";
      var fields = Map.of("readVersion", "1", "text", text, "why", "test");

      assertThat(reader.post("/settings/operator", fields).statusCode()).isEqualTo(302);
      assertThat(ok(reader.get("/settings/operator/versions/2"))).contains("# later");
      HttpResponse<String> stale = reader.post("/settings/operator", fields);
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("# later");
      assertThat(reader.get("/settings/operator/versions/99").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theAuditSaysThatItsChainIsWhole() {
    try (Reader reader = staffed.reader(Role.ADMINISTRATOR, "en")) {
      assertThat(ok(reader.get("/settings/audit")))
          .contains("The chain is whole", "Account created", "create-account");
    }
  }

  @Test
  void filesOfOursAreKeptByTheBrowserAndPagesAreNot() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      assertThat(reader.get("/vendor/tabler/tabler.min.css").headers().firstValue("cache-control"))
          .hasValueSatisfying(value -> assertThat(value).contains("max-age="));
      assertThat(reader.get("/").headers().firstValue("cache-control"))
          .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    }
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
    return answer.body();
  }

  private static String text(String page) {
    return page.substring(page.indexOf("<textarea"), page.indexOf("</textarea>"))
        .replaceFirst("<textarea[^>]*>", "");
  }
}
