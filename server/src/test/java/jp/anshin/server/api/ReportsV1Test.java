package jp.anshin.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import jp.anshin.core.Interval;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports through the interface for programs: nobody gets past the second person. */
final class ReportsV1Test {

  private static final String PASSWORD = "correct horse battery";

  private AnshinServer server;
  private HttpClient client;
  private String reports;

  @BeforeEach
  void start(@TempDir Path directory) {
    server =
        AnshinServer.start(
            ServerOptions.local(directory).operatedBy(OperatorText.example()).asSimulation());
    account("viewer", Role.VIEWER);
    account("engineer", Role.ENGINEER);
    account("manager", Role.INCIDENT_MANAGER);
    account("legal", Role.LEGAL);
    account("legal-two", Role.LEGAL);
    var incident = server.incidents().accept(Statements.leak("15169", "701", 1, 900)).id();
    var stopped =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(118_000),
            Bounds.exactly(125),
            Interval.at(Statements.START),
            false,
            "RADIUS");
    server.incidents().answerImpact(incident, 0, "manager", List.of(stopped), "");
    reports = "/api/v1/incidents/" + incident + "/reports";
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aReportGoesItsWholeWay() throws Exception {
    String notice = reports + "/INFORMATION_SHARING";
    post("engineer", notice, "{}", 201);
    post(
        "engineer", notice + "/edit", "{\"revision\":1,\"items\":{\"scale\":{\"ja\":\"大\"}}}", 200);
    post("manager", notice + "/review", "{\"revision\":2}", 200);
    post("legal", notice + "/approve", "{\"revision\":3,\"words\":\"了解\"}", 200);
    JsonNode sent =
        post(
            "manager",
            notice + "/submit",
            "{\"revision\":4,\"sending\":{\"channel\":\"MAIL\",\"recipient\":\"窓口\"}}",
            200);

    assertThat(sent.at("/state").asString()).isEqualTo("SUBMITTED");
    assertThat(sent.at("/submissions/0/signedBy").asString()).isEqualTo("legal");
    assertThat(sent.at("/versions/1/changed/0").asString()).isEqualTo("scale");
    assertThat(sent.at("/history").size()).isEqualTo(5);
    JsonNode withdrawn =
        post("legal", notice + "/withdraw", "{\"revision\":5,\"words\":\"誤検知\"}", 200);
    assertThat(withdrawn.at("/state").asString()).isEqualTo("WITHDRAWN");
    assertThat(get(reports).at("/0/state").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  void aFirstReportIsNotHeldUpAndTheAuthorCannotCountersign() throws Exception {
    String first = reports + "/FIRST_REPORT";
    post("legal", first, "{}", 201);
    JsonNode sent =
        post(
            "manager",
            first + "/submit",
            "{\"revision\":1,\"sending\":{\"channel\":\"TELEPHONE\",\"recipient\":\"本省\"}}",
            200);
    assertThat(sent.at("/submissions/0/signedBy").isNull()).isTrue();

    String sign = "{\"revision\":2,\"version\":1}";
    assertThat(code(post("legal", first + "/countersign", sign, 409))).isEqualTo("report.own-work");
    assertThat(code(post("manager", first + "/countersign", sign, 409)))
        .isEqualTo("report.own-work");
    assertThat(code(post("engineer", first + "/countersign", sign, 403)))
        .isEqualTo("access.forbidden");
    post("legal-two", first + "/countersign", sign, 200);
    assertThat(code(post("legal-two", first + "/countersign", sign, 409)))
        .isEqualTo("report.stale");
  }

  @Test
  void ofTwoApprovalsAtOnceOneIsRefused() throws Exception {
    String notice = reports + "/INFORMATION_SHARING";
    post("engineer", notice, "{}", 201);
    post("manager", notice + "/review", "{\"revision\":1}", 200);
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (String who : List.of("legal", "legal-two", "manager", "legal")) {
      answers.add(
          client.sendAsync(
              request(who, notice + "/approve", "{\"revision\":2}"),
              HttpResponse.BodyHandlers.ofString()));
    }
    var statuses = new ArrayList<Integer>();
    for (var answer : answers) {
      statuses.add(answer.get().statusCode());
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/edit|{\"items\":{}}|400|input.invalid",
        "/edit|{\"revision\":1}|400|input.invalid",
        "/edit|{\"revision\":1,\"items\":{}}|400|report.nothing-changed",
        "/edit|{\"revision\":1,\"items\":{\"nope\":{\"ja\":\"x\"}}}|400|report.no-such-item",
        "/edit|{\"revision\":1,\"items\":{\"scale\":null}}|400|input.invalid",
        "/approve|{\"revision\":1}|409|report.not-reviewed",
        "/submit|{\"revision\":1,\"sending\":{\"channel\":\"MAIL\",\"recipient\":\"x\"}}"
            + "|409|report.not-approved",
        "/submit|{\"revision\":1,\"sending\":{\"channel\":\"PIGEON\",\"recipient\":\"x\"}}"
            + "|400|input.invalid",
        "/submit|{\"revision\":1,\"sending\":{\"channel\":\"MAIL\"}}|400|input.invalid",
        "/submit|{\"revision\":1}|400|input.invalid",
        "/withdraw|{\"revision\":1}|400|report.reason-missing",
        "/send-back|{\"revision\":1,\"words\":\"x\"}|409|report.not-under-review",
        "/countersign|{\"revision\":1,\"version\":1}|409|report.not-sent",
        "/review|{\"revison\":1}|400|input.unreadable",
        "/review|null|400|input.invalid",
        "/burn|{\"revision\":1}|404|path.unknown"
      })
  void whatCannotBeDoneIsRefusedAndChangesNothing(String deed, String body, int status, String code)
      throws Exception {
    String notice = reports + "/INFORMATION_SHARING";
    post("engineer", notice, "{}", 201);

    assertThat(code(post("legal", notice + deed, body, status))).isEqualTo(code);
    assertThat(get(notice).at("/revision").asInt()).isEqualTo(1);
  }

  @Test
  void whoOnlyReadsWritesNothing() throws Exception {
    assertThat(code(post("viewer", reports + "/FIRST_REPORT", "{}", 403)))
        .isEqualTo("access.forbidden");
    assertThat(code(post("engineer", reports + "/DETAIL", "{}", 400))).isEqualTo("input.invalid");
    HttpRequest form =
        HttpRequest.newBuilder(uri(reports + "/FIRST_REPORT"))
            .header("Authorization", basic("legal"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("revision=1"))
            .build();
    assertThat(client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  @Test
  void anotherAudienceGetsItsItemsAndNoWordOnHowItCame() throws Exception {
    String first = reports + "/FIRST_REPORT";
    post("legal", first, "{}", 201);
    JsonNode ministry = get(first + "?audience=MINISTRY");
    JsonNode users = get(first + "?audience=USERS");

    assertThat(ministry.at("/items").size()).isGreaterThan(3);
    assertThat(ministry.toString()).doesNotContain("legal").doesNotContain("社内用");
    assertThat(users.at("/items")).isEmpty();
    assertThat(users.at("/history")).isEmpty();
  }

  @Test
  void lessonsAndMeasuresAreWrittenByProgramsToo() throws Exception {
    String path = reports.replace("/reports", "/verification");
    post("engineer", path + "/lessons", "{\"revision\":0,\"words\":\"制限を欠いた\"}", 200);
    post(
        "engineer",
        path + "/measure",
        "{\"revision\":1,\"words\":\"制限\",\"owner\":\"網運用部\",\"due\":\"2017-09-30\"}",
        200);
    JsonNode done =
        post("legal", path + "/done", "{\"revision\":2,\"number\":1,\"words\":\"確認\"}", 200);

    assertThat(done.at("/measures/0/doneBy").asString()).isEqualTo("legal");
    assertThat(get(path).at("/lessons").asString()).isEqualTo("制限を欠いた");
    assertThat(code(post("legal", path + "/done", "{\"revision\":2,\"number\":1}", 409)))
        .isEqualTo("verification.stale");
    assertThat(
            code(
                post(
                    "legal",
                    path + "/measure",
                    "{\"revision\":3,\"words\":\"x\",\"owner\":\"y\",\"due\":\"soon\"}",
                    400)))
        .isEqualTo("input.unreadable");
    assertThat(code(post("viewer", path + "/lessons", "{\"revision\":3}", 403)))
        .isEqualTo("access.forbidden");
  }

  @Test
  void stepsOfRunbooksAreTickedByProgramsToo() throws Exception {
    String path = reports.replace("/reports", "/runbook");
    String step = get(path).at("/runbooks/0/check/0/step").asString();
    String sent = "{\"step\":\"" + step + "\",\"note\":\"AS701\"}";
    JsonNode ticked = post("engineer", path + "/tick", sent, 200);

    assertThat(ticked.at("/ticks/0/by").asString()).isEqualTo("engineer");
    assertThat(ticked.at("/runbooks/0/version").asInt()).isZero();
    assertThat(ticked.at("/runbooks/0/newer").isNull()).isTrue();
    assertThat(code(post("legal", path + "/tick", sent, 409))).isEqualTo("runbook.is-done");
    assertThat(post("legal", path + "/untick", sent, 200).at("/ticks")).isEmpty();
    assertThat(code(post("legal", path + "/tick", "{}", 400))).isEqualTo("input.invalid");
    String other = "{\"kind\":\"disaster\",\"version\":1}";
    assertThat(code(post("legal", path + "/take-over", other, 404))).isEqualTo("runbook.unknown");
    assertThat(code(post("viewer", path + "/tick", sent, 403))).isEqualTo("access.forbidden");
  }

  @Test
  void theReportOfAPeriodGoesItsWayAndNobodyGetsPastWhatIsOpenOrTheSecondPerson() throws Exception {
    String period = "/api/v1/reports/periodic/2017-09-30";
    post("engineer", period, "{}", 201);
    JsonNode standing = get(period);
    assertThat(standing.at("/open").size()).isEqualTo(1);
    assertThat(standing.at("/report/periodEnd").asString()).isEqualTo("2017-09-30");
    assertThat(standing.at("/caveats/0").asString()).isEqualTo("NOT_OVER");
    assertThat(get("/api/v1/reports/periodic").toString()).contains("2017-09-30");
    post("manager", period + "/review", "{\"revision\":1}", 200);
    String approve = "{\"revision\":2,\"words\":\"訓練\"}";
    assertThat(code(post("legal", period + "/approve", approve, 409)))
        .isEqualTo("period.open-questions");

    String decision =
        "{\"line\":%s,\"seen\":%s,\"as\":\"SIMPLE\",\"words\":\"確かめた\"}"
            .formatted(standing.at("/open/0/line"), standing.at("/open/0/seen"));
    assertThat(code(post("engineer", period + "/decide", decision, 403)))
        .isEqualTo("access.forbidden");
    assertThat(code(post("legal", period + "/decide", "{\"as\":\"SIMPLE\"}", 400)))
        .isEqualTo("input.invalid");
    post("legal-two", period + "/decide", decision, 200);
    assertThat(code(post("legal", period + "/decide", decision, 409))).isEqualTo("line.stale");
    post("engineer", period + "/renew", "{\"revision\":2}", 200);
    post("manager", period + "/review", "{\"revision\":3}", 200);
    String again = "{\"revision\":4,\"words\":\"訓練\"}";
    assertThat(code(post("legal-two", period + "/approve", again, 409)))
        .isEqualTo("report.own-work");
    assertThat(code(post("engineer", period + "/approve", again, 403)))
        .isEqualTo("access.forbidden");
    post("legal", period + "/approve", again, 200);
    JsonNode lines = get(period + "/lines?version=2&treatment=SIMPLE");
    assertThat(lines.at("/items/0/decided/by").asString()).isEqualTo("legal-two");
    assertThat(get(period + "/lines?version=1&treatment=SIMPLE").at("/items")).isEmpty();
    assertThat(code(post("legal", period + "/burn", "{\"revision\":5}", 404)))
        .isEqualTo("path.unknown");
    assertThat(code(post("viewer", period.replace("09-30", "06-30"), "{}", 403)))
        .isEqualTo("access.forbidden");
    assertThat(code(post("legal", period.replace("09-30", "09-29"), "{}", 404)))
        .isEqualTo("period.unknown");
  }

  @Test
  void aSeriousAccidentGoesFromItsAnswerToWhatWasLearnt() throws Exception {
    String incident = reports.replace("/reports", "");
    post(
        "manager",
        incident + "/impact",
        """
        {"readVersion": 1, "remark": "", "answers": {"facility-class": {"codes": ["F-OTHER"]}},
         "services": [
           {"service": "internet", "kind": "STOP", "users": {"min": 118000, "max": 118000},
            "minutes": {"min": 125, "max": 125}, "began": {"earliest": "2017-08-25T03:22:01Z"},
            "ongoing": false, "basis": "RADIUS"},
           {"service": "phone", "kind": "NONE", "ongoing": false},
           {"service": "mail", "kind": "NONE", "ongoing": false}]}
        """,
        201);
    assertThat(get(incident + "/determinations").at("/items").toString()).contains("SERIOUS");
    assertThat(dutyState(incident, "first-report")).isEqualTo("AT_ONCE");
    post(
        "manager",
        incident + "/counts",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:22:02Z\",\"low\":100000}]}",
        201);

    post("engineer", reports + "/FIRST_REPORT", "{}", 201);
    sent(reports + "/FIRST_REPORT", 1);
    post("legal", reports + "/FIRST_REPORT/countersign", "{\"revision\":2,\"version\":1}", 200);
    assertThat(dutyState(incident, "first-report")).startsWith("DONE");
    assertThat(code(post("manager", incident + "/closed", "{\"words\":\"over\"}", 409)))
        .as("the report of thirty days lies ahead")
        .isEqualTo("incident.duties-left");

    post("engineer", reports + "/DETAILED_REPORT", "{}", 201);
    post("legal", reports + "/DETAILED_REPORT/review", "{\"revision\":1}", 200);
    post("legal", reports + "/DETAILED_REPORT/approve", "{\"revision\":2}", 200);
    sent(reports + "/DETAILED_REPORT", 3);
    assertThat(dutyState(incident, "final-report")).startsWith("DONE");

    String period = "/api/v1/reports/periodic/2017-09-30";
    post("engineer", period, "{}", 201);
    assertThat(get(period).at("/open")).isEmpty();
    post("legal", period + "/review", "{\"revision\":1}", 200);
    post("legal", period + "/approve", "{\"revision\":2,\"words\":\"訓練\"}", 200);
    sent(period, 3);
    assertThat(get(period + "/lines?version=1&treatment=FORM27").at("/items").size()).isEqualTo(1);
    assertThat(dutyState(incident, "periodic-report")).startsWith("DONE");

    String learnt = incident + "/verification";
    post(
        "engineer",
        learnt + "/measure",
        "{\"revision\":0,\"words\":\"制限\",\"owner\":\"網運用部\",\"due\":\"2017-12-01\","
            + "\"standards\":[\"B2-3-1-5-new-a\"]}",
        200);
    assertThat(get(learnt).at("/measures/0/standards/0").asString()).isEqualTo("B2-3-1-5-new-a");
  }

  private void sent(String report, int revision) throws Exception {
    post(
        "manager",
        report + "/submit",
        "{\"revision\":"
            + revision
            + ",\"sending\":{\"channel\":\"MAIL\",\"recipient\":\"総務省\"},\"words\":\"訓練\"}",
        200);
  }

  private String dutyState(String incident, String key) throws Exception {
    for (JsonNode duty : get(incident + "/clock").at("/duties")) {
      if (duty.at("/key").asString().equals(key)) {
        return duty.at("/state").asString();
      }
    }
    throw new AssertionError("no duty " + key);
  }

  private void account(String name, Role role) {
    server
        .part(Accounts.class)
        .create("test", new Account(name, name, Set.of(role), true), PASSWORD);
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", basic("viewer")).build();
    return json(client.send(request, HttpResponse.BodyHandlers.ofString()), 200);
  }

  private JsonNode post(String who, String path, String body, int status)
      throws IOException, InterruptedException {
    return json(
        client.send(request(who, path, body), HttpResponse.BodyHandlers.ofString()), status);
  }

  private HttpRequest request(String who, String path, String body) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", basic(who))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static String basic(String who) {
    byte[] login = (who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  private static String code(JsonNode problem) {
    return problem.at("/code").asString();
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }
}
