package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jp.anshin.server.identity.Role;
import jp.anshin.server.imports.ImportState;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;
import jp.anshin.server.statistics.YearFigures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of accidents and the statistics of a year, on the console and through the interface. */
final class ImportPagesTest {

  private static final String PLACE = "/reports/imports";
  private static final String HEAD =
      "id,date,service_category,duration_minutes,affected_users,impact,facility,cause,remark\n";

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
  @ValueSource(strings = {"ja", "en"})
  void aListIsReadLookedAtConfirmedAndTakenBack(String language) {
    boolean japanese = language.equals("ja");
    String list =
        HEAD
            + language
            + "-1,2019-05-10,OTHER,125,300,stop,F-RAN,自然故障,\n"
            + language
            + "-2,2019-05-10,VOICE_EMERGENCY,61,30000,stop,F-OTHER,,\n"
            + language
            + "-3,2019-05-10,OTHER,x,300,stop,F-RAN,,=1+1\n";
    String path;
    try (Reader engineer = staffed.reader(Role.ENGINEER, language)) {
      assertThat(engineer.get("/reports").body()).contains("href=\"" + PLACE + "\"");
      engineer.get(PLACE);
      HttpResponse<String> answer =
          engineer.upload(PLACE, "基地局.csv", list.getBytes(Charset.forName("windows-31j")));
      assertThat(answer.statusCode()).isEqualTo(302);
      path =
          answer.headers().firstValue("location").orElseThrow().replaceAll("^https?://[^/]*", "");
      String page = engineer.get(path).body();
      assertThat(page)
          .contains("基地局.csv", language + "-2", "duration_minutes", "remark")
          .contains(japanese ? "人が見る必要のある行：1" : "Rows that need a person: 1")
          .contains(japanese ? "として読めません" : "is no duration")
          .doesNotContain(path + "/confirm");
      assertThat(engineer.get(path + "?kind=SIMPLE").body()).contains(language + "-1");
      assertThat(engineer.get(path + "/faults.csv").body()).contains("\"4\",\"duration_minutes\"");
      assertThat(engineer.post(path + "/confirm", Map.of("seen", "1")).statusCode()).isEqualTo(403);
      assertThat(engineer.post(path + "/withdraw", Map.of("words", "x")).statusCode())
          .isEqualTo(403);
    }
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, language)) {
      assertThat(manager.get(path).body()).contains(path + "/confirm");
      HttpResponse<String> unseen = manager.post(path + "/confirm", Map.of());
      assertThat(unseen.statusCode()).isEqualTo(409);
      assertThat(unseen.body()).contains(japanese ? "人が見る必要があります" : "a person must look at them");
      assertThat(manager.post(path + "/confirm", Map.of("seen", "1")).statusCode()).isEqualTo(302);
      assertThat(manager.post(path + "/confirm", Map.of("seen", "1")).statusCode()).isEqualTo(302);
      assertThat(manager.get(path).body()).contains(path + "/withdraw");
      assertThat(year(2019).imported()).isEqualTo(2);

      assertThat(manager.get("/reports/statistics?year=2019").body())
          .contains(japanese ? "2019年度の統計" : "Statistics of fiscal year 2019")
          .contains(japanese ? "自然故障" : "natural failure")
          .contains(japanese ? "全国（公表値）" : "Whole country, as published")
          .contains(japanese ? "5万4,717" : "54,717")
          .contains(japanese ? "3万1,125" : "31,125");
      assertThat(manager.get("/reports/statistics.csv?year=2019").body())
          .contains(
              "\"month\",\"2019-05\",\"1\",\"0\",\"0\",\"0\",\"1\",\"0\",\"0\",\"2\",\"31125\"");
      assertThat(manager.post(path + "/withdraw", Map.of("words", " ")).statusCode())
          .isEqualTo(400);
      assertThat(manager.post(path + "/withdraw", Map.of("words", "誤り")).statusCode())
          .isEqualTo(302);
      assertThat(manager.get(path).body()).contains("誤り").doesNotContain(path + "/withdraw");
      assertThat(year(2019).imported()).isZero();
    }
  }

  private static YearFigures year(int number) {
    return staffed.server.part(Statistics.class).of(new FiscalYear(number));
  }

  @Test
  void whatCannotBeUsedIsRefusedOnThePage() {
    try (Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      engineer.get(PLACE);
      assertThat(engineer.upload(PLACE, "x.csv", new byte[0]).body()).contains("Choose a file");
      HttpResponse<String> header = engineer.upload(PLACE, "x.csv", bytes("id,date\n"));
      assertThat(header.statusCode()).isEqualTo(400);
      assertThat(header.body()).contains("cannot be used", "service_category");
      HttpResponse<String> large = engineer.upload(PLACE, "x.csv", new byte[33 << 20]);
      assertThat(large.headers().firstValue("location").orElse("")).endsWith(PLACE + "?large");
      assertThat(engineer.get(PLACE + "?large").body()).contains("larger than 32 MiB");
      assertThat(engineer.get(PLACE + "/999").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aFileIsTakenOnlyWhereOneIsExpectedAndFromWhomItMayCome() {
    byte[] list = bytes(HEAD + "z-1,2019-05-10,OTHER,125,300,stop,F-RAN,,\n");
    try (Reader viewer = staffed.reader(Role.VIEWER, "en");
        Reader nobody = new Reader(staffed.server, "en")) {
      assertThat(viewer.get(PLACE).body()).doesNotContain("type=\"file\"");
      assertThat(viewer.upload(PLACE, "x.csv", list).statusCode()).isEqualTo(403);
      assertThat(viewer.upload("/login", "x.csv", list).statusCode()).isEqualTo(415);
      assertThat(nobody.upload(PLACE, "x.csv", list).headers().firstValue("location").orElse(""))
          .endsWith("/login");
    }
    try (Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      // Without the page's token.
      assertThat(engineer.upload(PLACE, "x.csv", list).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aProgramDoesTheSame() {
    String list =
        HEAD
            + "api-1,2021-05-10,OTHER,125,300,stop,F-RAN,,\n"
            + "api-2,2021-05-10,OTHER,,,,,,\n"
            + "api-3,2021-05-10,OTHER,-1,300,stop,F-RAN,,\n";
    assertThat(send(Role.VIEWER, "", "text/csv", list).statusCode()).isEqualTo(403);
    assertThat(send(Role.ENGINEER, "", "application/json", list).statusCode()).isEqualTo(415);
    assertThat(send(Role.ENGINEER, "", "multipart/form-data; boundary=x", list).statusCode())
        .isEqualTo(415);
    JsonNode read = json(send(Role.ENGINEER, "?name=api.csv", "text/csv", list), 201);
    int number = read.required("number").asInt();
    assertThat(read.at("/state").asString()).isEqualTo("PREVIEW");
    assertThat(read.at("/good").asInt()).isEqualTo(2);
    assertThat(read.at("/kinds/MAY_BE_SERIOUS").asInt()).isEqualTo(1);
    assertThat(read.at("/columnsNotRead/0").asString()).isEqualTo("remark");
    JsonNode faults = json(get("/" + number + "/faults"), 200);
    assertThat(faults.at("/items/0/line").asInt()).isEqualTo(4);
    assertThat(faults.at("/items/0/ja").asString()).contains("負の時間");
    assertThat(json(get("/" + number + "/rows?kind=SIMPLE"), 200).at("/items/0/id").asString())
        .isEqualTo("api-1");
    String confirm = "/" + number + "/confirm";
    assertThat(send(Role.ENGINEER, confirm, "application/json", "{\"seen\":1}").statusCode())
        .isEqualTo(403);
    assertThat(
            json(send(Role.LEGAL, confirm, "application/json", "{}"), 409).at("/code").asString())
        .isEqualTo("import.unseen");
    assertThat(
            json(send(Role.LEGAL, confirm, "application/json", "{\"seen\":1}"), 200)
                .at("/state")
                .asString())
        .isEqualTo("IMPORTED");
    assertThat(json(send(Role.ENGINEER, "", "text/csv", list), 409).at("/code").asString())
        .isEqualTo("import.same-file");
    YearFigures figures = year(2021);
    assertThat(figures.hours().bounded()).isEqualTo(1);
    assertThat(figures.hours().least()).isEqualTo(625);
    assertThat(figures.hours().unknown()).isEqualTo(1);
    assertThat(
            figures.bands().cells().stream()
                .flatMap(row -> row.stream())
                .mapToInt(each -> each)
                .sum())
        .isEqualTo(1);
    send(Role.LEGAL, "/" + number + "/withdraw", "application/json", "{\"words\":\"x\"}");
    assertThat(staffed.server.part(Imports.class).required(number).state())
        .isEqualTo(ImportState.WITHDRAWN);
    assertThat(
            staffed
                .server
                .part(Imports.class)
                .linesOf(LocalDate.of(2021, 4, 1), LocalDate.of(2022, 3, 31)))
        .isEmpty();
  }

  @Test
  void aRowThatIsSeriousForACableNamesItsRuleOnThePageAndInTheInterface() {
    int number =
        upload(
            """
            id,date,service_category,duration_minutes,affected_users,impact,facility,facility_down
            cable,2024-05-10,OTHER,130,10,stop,F-CRITICAL,yes
            """);
    JsonNode row = json(get("/" + number + "/rows?kind=SERIOUS"), 200).at("/items/0");
    assertThat(row.at("/id").asString()).isEqualTo("cable");
    assertThat(row.at("/row").asString()).isEqualTo("critical-2023");
    for (String language : List.of("ja", "en")) {
      try (Reader viewer = staffed.reader(Role.VIEWER, language)) {
        assertThat(viewer.get(PLACE + "/" + number + "?kind=SERIOUS").body()).contains("58条2項2号");
      }
    }
  }

  @Test
  void columnsOfBadRowsAreNotBrokenAndTheStatisticsNameLpwaAsTheRulebookAndAnOpenMonth() {
    int number =
        upload(
            HEAD
                + "lpwa,2020-05..2020-06,LPWA,130,10,stop,F-RAN,,\n"
                + "two,2020-06-30..2020-07-01,OTHER,130,10,stop,F-RAN,,\n");
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      String page = manager.get(PLACE + "/" + number).body();
      // In such a table a code stays in one line.
      assertThat(page.substring(page.indexOf("id=\"bad\"")))
          .contains("class=\"scroll\"", "<code>date</code>", "発生した日を書いてください");
      int needing = json(get("/" + number), 200).at("/needPerson").asInt();
      manager.post(PLACE + "/" + number + "/confirm", Map.of("seen", Integer.toString(needing)));
      assertThat(manager.get("/reports/statistics?year=2020").body())
          .contains(">LPWAサービス<", "発生した月が未確定のもの：1件（うち翌年度以降の可能性があるもの：0件）")
          .doesNotContain("LPWAサービス等");
    }
    send(Role.LEGAL, "/" + number + "/withdraw", "application/json", "{\"words\":\"x\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aRowThatSaysSomethingElseIsShownBeforeAndAfterItIsConfirmedAndSettledOnce(String language) {
    boolean japanese = language.equals("ja");
    String year = japanese ? "2023" : "2024";
    String row = "c-" + language + "," + year + "-05-10,OTHER,125,";
    int first = upload(HEAD + row + "300,stop,F-RAN,,\n");
    send(Role.LEGAL, "/" + first + "/confirm", "application/json", "{}");
    int second = upload(HEAD + row + "31000,stop,F-RAN,,\n");
    String path = PLACE + "/" + second;
    JsonNode list = json(get("/" + second), 200);
    assertThat(list.at("/good").asInt()).isZero();
    assertThat(list.at("/conflicts").asInt()).isEqualTo(1);
    assertThat(list.at("/conflictsNeedPerson").asInt()).isEqualTo(1);
    JsonNode open = json(get("/" + second + "/conflicts"), 200).at("/items/0");
    assertThat(open.at("/now/kind").asString()).isEqualTo("SERIOUS");
    assertThat(open.at("/against/0/list").asInt()).isEqualTo(first);
    assertThat(open.at("/against/0/was/line").asInt()).isEqualTo(2);
    assertThat(open.at("/against/0/differs").toString()).isEqualTo("[\"affected_users\"]");
    String seen = open.at("/seen").asString();

    try (Reader engineer = staffed.reader(Role.ENGINEER, language)) {
      assertThat(engineer.get(path).body())
          .contains(japanese ? "同じ id で内容が違う行：1" : "say something else: 1", "conflict-2")
          .contains(japanese ? "重大な事故・その可能性・未定：1" : "may be serious or undetermined: 1")
          .contains("affected_users", japanese ? "3万1,000" : "31,000");
      assertThat(engineer.get(path + "/faults.csv").body())
          .contains("\"2\",\"affected_users\"", "300 → " + (japanese ? "3万1,000" : "31,000"));
      assertThat(settle(engineer, path, seen)).isEqualTo(403);
    }
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, language)) {
      assertThat(manager.get(path).body()).contains("name=\"conflicts\"").doesNotContain("/settle");
      assertThat(manager.post(path + "/confirm", Map.of()).statusCode()).isEqualTo(409);
      assertThat(manager.post(path + "/confirm", Map.of("conflicts", "1")).statusCode())
          .isEqualTo(302);
      assertThat(manager.get("/reports").body()).contains(path + "#conflicts");
      assertThat(manager.get(path).body()).contains(path + "/rows/2/settle");
      assertThat(settle(manager, path, "9.9")).isEqualTo(409);
      assertThat(settle(manager, path, seen)).isEqualTo(302);
      assertThat(settle(manager, path, seen)).isEqualTo(409);
      assertThat(manager.get(PLACE + "/" + first + "?kind=REPLACED").body()).contains("訂正報告");
      assertThat(manager.get(path).body()).contains(japanese ? "人が見る必要のある行：1" : "person: 1");
    }
    assertThat(
            json(
                    send(
                        Role.LEGAL,
                        "/" + second + "/settle",
                        "application/json",
                        "{\"as\":\"KEEP\",\"open\":0,\"words\":\"x\"}"),
                    409)
                .at("/code")
                .asString())
        .isEqualTo("import.conflicts-none-so");
    assertThat(
            send(Role.ENGINEER, "/" + second + "/rows/2/settle", "application/json", "{}")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void eachOfTwoLinesOfOneFileHasAFormWithButtonsAndTheFormForAllIsNotEmpty() {
    int number =
        upload(
            HEAD
                + "p-1,2025-05-10,OTHER,125,300,stop,F-RAN,,\n"
                + "p-1,2025-05-10,OTHER,125,400,stop,F-RAN,,\n");
    String path = PLACE + "/" + number;
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get(path);
      assertThat(manager.post(path + "/confirm", Map.of("conflicts", "2")).statusCode())
          .isEqualTo(302);
      String page = manager.get(path).body();
      assertThat(page)
          .contains(path + "/rows/2/settle", path + "/rows/3/settle")
          .contains("Each row is settled by itself")
          .doesNotContain("action=\"" + path + "/settle\"");
      assertThat(page.split("Set this row aside", -1)).hasSize(3);
      assertThat(page.split("Count this row \\(", -1)).hasSize(3);
      var aside = Map.of("as", "KEEP", "seen", number + ".3", "words", "flash report");
      assertThat(manager.post(path + "/rows/2/settle", aside).statusCode()).isEqualTo(302);
      assertThat(manager.get(path).body())
          .contains("No row of this id counts", "Count this row")
          .doesNotContain("Set this row aside");
    }
  }

  private static int settle(Reader reader, String path, String seen) {
    return reader
        .post(path + "/rows/2/settle", Map.of("as", "REPLACE", "seen", seen, "words", "訂正報告"))
        .statusCode();
  }

  private static int upload(String list) {
    return json(send(Role.ENGINEER, "?name=c.csv", "text/csv", list), 201)
        .required("number")
        .asInt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aYearWithoutAccidentsSaysSoAndNamesWhatWasLeftOut(String language) {
    try (Reader viewer = staffed.reader(Role.VIEWER, language)) {
      assertThat(viewer.get("/reports/statistics").body())
          .contains(language.equals("ja") ? "取り込んだ行もありません" : "neither an incident nor");
    }
    // The incident of this server is a replay of August 2017.
    assertThat(year(2017).incidents()).isZero();
    assertThat(year(2017).simulated()).isEqualTo(1);
  }

  private static HttpResponse<String> get(String path) {
    try (Reader program = new Reader(staffed.server, "en")) {
      return program.send(as(Role.VIEWER, program, path).GET().build());
    }
  }

  private static HttpResponse<String> send(Role role, String path, String media, String body) {
    try (Reader program = new Reader(staffed.server, "en")) {
      return program.send(
          as(role, program, path)
              .header("Content-Type", media)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    }
  }

  private static HttpRequest.Builder as(Role role, Reader program, String path) {
    String login = Staffed.name(role) + ":" + Staffed.password();
    return program
        .request("/api/v1/imports" + path)
        .setHeader("Accept", "application/json")
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
