package jp.anshin.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.alerts.Alert;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.Rung;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ApiV1Test {

  private static final String PASSWORD = "correct horse battery";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static AnshinServer server;
  private static String incident;
  private static HttpClient client;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        AnshinServer.start(
            ServerOptions.local(directory).operatedBy(OperatorText.example()).asSimulation());
    for (Role role : Role.values()) {
      server
          .part(Accounts.class)
          .create("test", new Account(name(role), role.name(), Set.of(role), true), PASSWORD);
    }
    server.incidents().accept(Statements.leak("15169", "701", 1, 900));
    incident = server.incidents().accept(Statements.leak("15169", "701", 2, 160_000)).id().value();
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void incidentsAreListedPageByPage() throws Exception {
    JsonNode page = json(get("/incidents?limit=1", Role.VIEWER), 200);

    assertThat(page.at("/items").size()).isEqualTo(1);
    assertThat(page.at("/items/0/startedAt").asString()).isEqualTo("2017-08-25T03:22:01Z");
    JsonNode all = json(get("/incidents", Role.VIEWER), 200);
    assertThat(all.at("/items").findValuesAsString("id")).contains(incident);
    assertThat(all.at("/next").isNull()).isTrue();
    assertThat(json(get("/incidents?status=CLOSED", Role.VIEWER), 200).at("/items")).isEmpty();
  }

  @Test
  void anIncidentIsWhole() throws Exception {
    JsonNode whole = json(get("/incidents/" + incident, Role.VIEWER), 200);

    assertThat(whole.at("/headline/ja").asString()).contains("経路漏えい");
    assertThat(whole.at("/detections/0/facts/suspects/0").asString()).isEqualTo("15169");
    assertThat(whole.at("/detections/0/evidence/0/sha256").asString()).hasSize(64);
    assertThat(whole.at("/timeline")).isNotEmpty();
    assertThat(whole.at("/simulated").asBoolean()).isTrue();
  }

  @Test
  void aDeterminationHasEveryReasonInBothLanguages() throws Exception {
    JsonNode all = json(get("/incidents/" + incident + "/determinations", Role.VIEWER), 200);
    JsonNode first = all.at("/items/0");

    assertThat(first.at("/verdict").asString()).isEqualTo("UNDETERMINED");
    assertThat(first.at("/reason/sentence/ja").asString()).isNotBlank();
    assertThat(first.at("/reason/sentence/en").asString()).isNotBlank();
    assertThat(first.at("/reason/children")).isNotEmpty();
    String service = first.at("/questions/0/service").asString();
    assertThat(first.at("/questions/0/question/ja").asString()).contains("（" + service + "）");
    assertThat(first.at("/questions/0/question/en").asString()).contains(" (" + service + ")");
  }

  @Test
  void aDraftForAnAudienceHasNoItemOfAnother() throws Exception {
    JsonNode staff = json(get("/incidents/" + incident + "/drafts", Role.VIEWER), 200);
    JsonNode users =
        json(get("/incidents/" + incident + "/drafts?audience=USERS", Role.VIEWER), 200);

    assertThat(staff.at("/0/items").size()).isGreaterThan(users.at("/0/items").size());
    for (JsonNode item : users.at("/0/items")) {
      assertThat(item.at("/audiences").toString()).contains("\"USERS\"");
    }
  }

  @Test
  void countsFeedsAndBlindIntervalsAreThere() throws Exception {
    JsonNode counts = json(get("/incidents/" + incident + "/counts", Role.VIEWER), 200);
    assertThat(counts.at("/items/1/counts/routeCount").asLong()).isEqualTo(160_000);
    assertThat(json(get("/feeds", Role.VIEWER), 200).isArray()).isTrue();
    assertThat(json(get("/routes/neighbours", Role.VIEWER), 200).isArray()).isTrue();
    assertThat(json(get("/routes/sizes", Role.VIEWER), 200).isArray()).isTrue();
    assertThat(json(get("/blind-intervals", Role.VIEWER), 200).isArray()).isTrue();
  }

  @Test
  void whatIsCalledForIsListedAndTakenOnce() throws Exception {
    Calls calls = server.part(Calls.class);
    String id = Rung.ring(calls, Alert.Kind.DUTY, new IncidentId(incident), "duty x-first-report");
    JsonNode first = json(get("/alerts?limit=1", Role.VIEWER), 200).at("/items/0");
    assertThat(first.at("/id").asString()).isEqualTo(id);
    assertThat(first.at("/state").asString()).isEqualTo("OPEN");
    assertThat(first.at("/subject/ja").asString()).contains("新しい事案です");

    assertThat(take(id, Role.VIEWER).statusCode()).isEqualTo(403);
    assertThat(json(take(id, Role.ENGINEER), 403).at("/code").asString())
        .isEqualTo("alert.not-yours");
    assertThat(json(take("none", Role.LEGAL), 404).at("/code").asString())
        .isEqualTo("alert.unknown");
    assertThat(json(take(id, Role.LEGAL), 200).at("/takenBy").asString()).isEqualTo("person-legal");
    assertThat(json(take(id, Role.INCIDENT_MANAGER), 200).at("/takenBy").asString())
        .isEqualTo("person-legal");
    Rung.end(calls, "duty x-first-report");
    assertThat(json(get("/alerts/" + id, Role.VIEWER), 200).at("/state").asString())
        .isEqualTo("OVER");
  }

  @Test
  void allCallsOfAnIncidentAreTakenAtOnceAsFarAsTheRolesAllow() throws Exception {
    Calls calls = server.part(Calls.class);
    var about = new IncidentId(incident);
    String duty = Rung.ring(calls, Alert.Kind.DUTY, about, "duty x-second-report");
    String detection = Rung.ring(calls, Alert.Kind.DETECTION, about, "a leak again");
    String path = "/incidents/" + incident + "/calls";

    assertThat(json(get(path, Role.VIEWER), 200).at("/items").findValuesAsString("id"))
        .contains(duty, detection);
    assertThat(postTo(path + "/take", Role.VIEWER).statusCode()).isEqualTo(403);
    assertThat(postTo("/incidents/none/calls/take", Role.LEGAL).statusCode()).isEqualTo(404);
    JsonNode taken = json(postTo(path + "/take", Role.LEGAL), 200);
    assertThat(taken.at("/items").findValuesAsString("id")).contains(duty, detection);
    assertThat(taker(duty)).isEqualTo("person-legal");
    assertThat(json(get("/alerts/" + detection, Role.VIEWER), 200).at("/takenBy").isNull())
        .isTrue();
    assertThat(json(postTo(path + "/take", Role.LEGAL), 403).at("/code").asString())
        .isEqualTo("alert.not-yours");
    json(postTo(path + "/take", Role.INCIDENT_MANAGER), 200);
    assertThat(taker(duty)).as("whoever was first has it").isEqualTo("person-legal");
    assertThat(taker(detection)).isEqualTo("person-incident-manager");
    json(postTo(path + "/take", Role.LEGAL), 200);
    Rung.end(calls, "duty x-second-report");
  }

  private static String taker(String call) throws Exception {
    return json(get("/alerts/" + call, Role.VIEWER), 200).at("/takenBy").asString();
  }

  private static HttpResponse<String> take(String id, Role role) throws Exception {
    return postTo("/alerts/" + id + "/acknowledge", role);
  }

  private static HttpResponse<String> postTo(String path, Role role) throws Exception {
    return send(as(role, request(path)).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  @ParameterizedTest
  @CsvSource({
    "/incidents/none, 404, incident.unknown",
    "/routes, 400, routes.question-none",
    "/routes?prefix=20.1.0.0/16&as=701, 400, routes.question-none",
    "/routes?prefix=AS701, 400, routes.question-unreadable",
    "/routes?as=20.1.0.0/16, 400, routes.question-unreadable",
    "/routes?as=701, 503, routes.not-watching",
    "/routes/history, 400, routes.past-none",
    "/routes/history?prefix=64500:120, 400, routes.past-unreadable",
    "/routes/history?community=20.1.0.0/16, 400, routes.past-unreadable",
    "/routes/history?community=64500:120, 503, routes.not-watching",
    "/routes/sizes/999999, 404, table-size.unknown",
    "/incidents/NOT%20AN%20ID, 404, incident.unknown",
    "/incidents?limit=0, 400, input.invalid",
    "/incidents?limit=501, 400, input.invalid",
    "/incidents?limit=x, 400, input.invalid",
    "/incidents?status=GONE, 400, input.invalid",
    "/no-such-thing, 404, path.unknown"
  })
  void whatIsWrongIsAProblemWithItsCodeInBothLanguages(String path, int status, String code)
      throws Exception {
    HttpResponse<String> answer = get(path, Role.VIEWER);

    JsonNode problem = json(answer, status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(problem.at("/code").asString()).isEqualTo(code);
    assertThat(problem.at("/status").asInt()).isEqualTo(status);
    assertThat(problem.at("/ja").asString()).containsPattern("[ぁ-ん]");
    assertThat(problem.at("/en").asString()).doesNotContainPattern("[ぁ-ん]");
    assertThat(answer.body()).doesNotContain("Exception");
  }

  @Test
  void whoIsNotLoggedInIsToldHow() throws Exception {
    HttpRequest request = request("/incidents").build();
    JsonNode problem = json(send(request), 401);

    assertThat(problem.at("/code").asString()).isEqualTo("access.log-in");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyWhoMayAnswerAnswers(Role role) throws Exception {
    // A version nobody read: whoever may answer is told so, and nothing changes.
    HttpResponse<String> answer = post("{\"readVersion\":99,\"services\":[]}", role);

    boolean may = role == Role.INCIDENT_MANAGER || role == Role.LEGAL;
    JsonNode problem = json(answer, may ? 409 : 403);
    assertThat(problem.at("/code").asString())
        .isEqualTo(may ? "incident.answer-stale" : "access.forbidden");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyWhoMayCountsAndTells(Role role) throws Exception {
    boolean answers = role == Role.INCIDENT_MANAGER || role == Role.LEGAL;
    boolean writes = answers || role == Role.ENGINEER;

    assertThat(status("counts", role)).isEqualTo(answers ? 400 : 403);
    assertThat(status("notices", role)).isEqualTo(writes ? 400 : 403);
    assertThat(status("counting", role)).isEqualTo(writes ? 400 : 403);
  }

  /** Of a body that says nothing: whoever may send it is told what is missing. */
  private static int status(String what, Role role) throws Exception {
    return send(as(role, request("/incidents/" + incident + "/" + what))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build())
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "{\"readVersion\":0}",
        "{\"readVersion\":0,\"servces\":[]}",
        "{\"readVersion\":0,\"services\":[{\"kind\":\"STOP\"}]}",
        "{\"readVersion\":0,\"services\":[{\"service\":\"none\",\"kind\":\"STOP\"}]}",
        "{\"readVersion\":0,\"services\":[{\"service\":\"internet\",\"kind\":\"STOPPED\"}]}",
        "{\"readVersion\":0,\"services\":[{\"service\":\"internet\",\"kind\":\"STOP\","
            + "\"users\":{\"min\":5,\"max\":4}}]}",
        "{\"readVersion\":0,\"services\":[{\"service\":\"internet\",\"kind\":\"STOP\","
            + "\"users\":{\"min\":-5}}]}",
        "{\"readVersion\":0,\"services\":[null]}",
        "{\"readVersion\":0,\"readState\":\"latest\",\"services\":[]}",
        "{\"readVersion\":0,\"services\":[{\"service\":\"internet\",\"kind\":\"NONE\"},"
            + "{\"service\":\"internet\",\"kind\":\"STOP\"}]}"
      })
  void anAnswerThatCannotBeUsedIsRefusedWhole(String body) throws Exception {
    json(post(body, Role.LEGAL), 400);

    assertThat(json(get("/incidents/" + incident, Role.VIEWER), 200).at("/impactAnswers"))
        .isEmpty();
  }

  @Test
  void anAnswerOfAnotherStateThanIsThereIsRefused() throws Exception {
    String path = "/incidents/" + incident;
    assertThat(json(get(path, Role.VIEWER), 200).at("/state").asString()).isEqualTo("1.0");
    String body = "{\"readVersion\":0,\"readState\":\"0.0\",\"services\":[]}";
    assertThat(json(post(body, Role.LEGAL), 409).at("/code").asString()).isEqualTo("impact.stale");
    assertThat(json(get(path, Role.VIEWER), 200).at("/impactAnswers")).isEmpty();
  }

  @Test
  void anAnswerTooLargeIsRefused() throws Exception {
    String body = "{\"readVersion\":0,\"remark\":\"" + "x".repeat(SentJson.OCTETS_MAX) + "\"}";

    assertThat(json(post(body, Role.LEGAL), 413).at("/code").asString())
        .isEqualTo("input.too-large");
  }

  @Test
  void anAnswerIsKept() throws Exception {
    String body =
        """
        {"readVersion": 0,
         "services": [{"service": "internet", "kind": "STOP",
                       "users": {"min": 41000, "max": 41000},
                       "minutes": {"min": 23, "max": 23},
                       "began": {"earliest": "2017-08-25T03:22:30Z"},
                       "ongoing": false, "basis": "RADIUS"}],
         "remark": "電話で確認"}
        """;
    String other = server.incidents().accept(Statements.leak("64500", "2497", 1, 420)).id().value();
    HttpRequest request =
        as(Role.LEGAL, request("/incidents/" + other + "/impact"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    JsonNode after = json(send(request), 201);

    assertThat(after.at("/impactAnswers/0/services/0/users/max").asLong()).isEqualTo(41_000);
    assertThat(after.at("/impactAnswers/0/answeredBy").asString()).isEqualTo(name(Role.LEGAL));
    assertThat(json(send(request), 409).at("/code").asString()).isEqualTo("incident.answer-stale");
  }

  @Test
  void whatTheLawAsksFurtherIsAnsweredJudgedAndGivenBack() throws Exception {
    String services =
        """
        [{"service": "internet", "kind": "STOP", "users": {"min": 41000, "max": 41000},
          "minutes": {"min": 23, "max": 23}, "ongoing": false,
          "answers": {"exclusion.supplementary-function": {"truth": "NO", "words": "主たる役務"},
                      "count-method": {"codes": ["ACTUAL"]}}}]
        """;
    String answers =
        """
        {"area": {"codes": ["13", "27"]}, "facility": {"truth": "UNDETERMINED"},
         "equipment-place": {"words": "大手町"}, "day.secrecy-leak": {"day": "2017-08-25"},
         "statement.near-accident-users": {"number": {"min": 30000}}}
        """;
    String other = server.incidents().accept(Statements.leak("64501", "2497", 1, 420)).id().value();
    String body = "{\"readVersion\":0,\"services\":" + services + ",\"answers\":" + answers + "}";
    HttpRequest request =
        as(Role.LEGAL, request("/incidents/" + other + "/impact"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    JsonNode answer = json(send(request), 201).at("/impactAnswers/0");

    assertThat(answer.at("/answers/area/codes/1").asString()).isEqualTo("27");
    assertThat(answer.at("/answers/facility/truth").asString()).isEqualTo("UNDETERMINED");
    assertThat(answer.at("/answers/equipment-place/words").asString()).isEqualTo("大手町");
    assertThat(answer.at("/answers/equipment-place/truth").isNull()).isTrue();
    assertThat(answer.at("/answers/day.secrecy-leak/day").asString()).isEqualTo("2017-08-25");
    assertThat(answer.at("/answers/statement.near-accident-users/number/min").asLong())
        .isEqualTo(30_000);
    assertThat(answer.at("/services/0/answers/exclusion.supplementary-function/words").asString())
        .isEqualTo("主たる役務");
    // What was given back can be sent again as it is, with the category of each service.
    String again =
        "{\"readVersion\":1,\"services\":"
            + answer.at("/services")
            + ",\"answers\":"
            + answer.at("/answers")
            + "}";
    HttpRequest second =
        as(Role.LEGAL, request("/incidents/" + other + "/impact"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(again))
            .build();
    assertThat(answer.at("/services/0/category").asString()).isEqualTo("OTHER");
    JsonNode given = json(send(second), 201).at("/impactAnswers/1");
    assertThat(given.at("/answers")).isEqualTo(answer.at("/answers"));
    assertThat(given.at("/services")).isEqualTo(answer.at("/services"));
    JsonNode judged =
        json(get("/incidents/" + other + "/determinations", Role.VIEWER), 200).at("/items");
    JsonNode last = judged.get(judged.size() - 1);
    assertThat(last.at("/questions").findValuesAsString("key")).contains("facility");
    assertThat(last.at("/signposts").findValuesAsString("duty"))
        .contains("secrecy-leak", "near-accident");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void whatAFormCanSendIsNotTaken(String media) throws Exception {
    HttpRequest request =
        as(Role.LEGAL, request("/incidents/" + incident + "/impact"))
            .header("Content-Type", media)
            .POST(HttpRequest.BodyPublishers.ofString("{\"readVersion\":0,\"services\":[]}"))
            .build();

    assertThat(send(request).statusCode()).isEqualTo(415);
  }

  private static HttpResponse<String> get(String path, Role role) throws Exception {
    return send(as(role, request(path)).build());
  }

  private static HttpResponse<String> post(String body, Role role) throws Exception {
    return send(
        as(role, request("/incidents/" + incident + "/impact"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest.Builder as(Role role, HttpRequest.Builder request) {
    String login = name(role) + ":" + PASSWORD;
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + encoded);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return MAPPER.readTree(answer.body());
  }

  private static String name(Role role) {
    return "person-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
