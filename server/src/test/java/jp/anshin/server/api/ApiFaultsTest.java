package jp.anshin.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a program sends wrongly is told in our words, in both languages. */
final class ApiFaultsTest {

  private static final String PASSWORD = "correct horse battery";

  /** How far the events have come. */
  private static final Instant NOW = Instant.parse("2017-08-25T03:46:00Z");

  private static AnshinServer server;
  private static String incident;
  private static HttpClient client;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        AnshinServer.start(
            ServerOptions.local(directory).operatedBy(OperatorText.example()).asSimulation());
    server
        .part(Accounts.class)
        .create("test", new Account("legal", "legal", Set.of(Role.LEGAL), true), PASSWORD);
    incident = server.incidents().accept(Statements.leak("15169", "701", 1, 900)).id().value();
    server.part(Feeds.class).heardUntil(NOW);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-2147483648", "2147483648", "99999999999999999999", "x", "1.5"})
  void anOffsetThatIsNoneIsRefused(String offset) throws Exception {
    for (String list : new String[] {"/incidents", "/incidents/" + incident + "/determinations"}) {
      JsonNode problem = json(get(list + "?offset=" + offset), 400);

      assertThat(problem.at("/code").asString()).isEqualTo("input.invalid");
      assertThat(problem.at("/ja").asString()).contains("offset").containsPattern("[ぁ-ん]");
      assertThat(problem.at("/en").asString()).contains("offset").doesNotContainPattern("[ぁ-ん]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "1000", "2147483647"})
  void anOffsetBehindTheLastIsAnEmptyLastPage(String offset) throws Exception {
    JsonNode page = json(get("/incidents?offset=" + offset), 200);

    assertThat(page.at("/items")).isEmpty();
    assertThat(page.at("/next").isNull()).isTrue();
    assertThat(json(get("/incidents?offset=0"), 200).at("/items")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"readVersion\":\"many\"} | readVersion | 値の型か形式が違います | of the wrong type or form",
        "{\"readVersion\":{}} | readVersion | 値の型か形式が違います | of the wrong type or form",
        "{\"services\":7} | services | 値の型か形式が違います | of the wrong type or form",
        "{\"services\":[{\"users\":5}]} | services[0].users | 値の型か形式が違います | wrong type or form",
        "{\"services\":[{},{\"began\":{\"earliest\":\"noon\"}}]} | services[1].began.earliest"
            + " | 値の型か形式が違います | wrong type or form",
        "{\"servces\":[]} | servces | 知らない項目です | there is no such key",
        "{\"services\":[{\"usr\":1}]} | services[0].usr | 知らない項目です | there is no such key",
        "{\"readVersion\":0, | 1 | JSONの書き方が違います | not well-formed JSON",
        "hello | 1 | JSONの書き方が違います | not well-formed JSON",
        "[] | 1 | 値の型か形式が違います | wrong type or form"
      })
  void whatIsWrongInTheJsonIsToldAtItsPlaceWithoutTheNameOfAClass(
      String body, String place, String japanese, String english) throws Exception {
    HttpResponse<String> answer = post(body);

    JsonNode problem = json(answer, 400);
    assertThat(problem.at("/code").asString()).isEqualTo("input.unreadable");
    assertThat(problem.at("/ja").asString()).contains(place, japanese);
    assertThat(problem.at("/en").asString())
        .contains(place, english)
        .doesNotContainPattern("[ぁ-んァ-ヶ一-龠]");
    assertThat(answer.body())
        .doesNotContainIgnoringCase("jackson")
        .doesNotContain("jp.anshin", "java.", "ImpactBody", "Exception", "record");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T00:00:00Z, '', 5, false, began",
    "2017-08-25T03:22:30Z, 2017-08-25T03:46:01Z, 5, false, began",
    "2017-08-25T03:46:01Z, '', 0, true, began",
    "2017-08-25T03:22:30Z, '', 24, false, minutes",
    "2017-08-25T03:22:30Z, '', 9223372036854775807, false, minutes"
  })
  void whatLiesAheadIsRefusedAndNothingIsKept(
      String earliest, String latest, long minutes, boolean ongoing, String field)
      throws Exception {
    JsonNode problem = json(post(answer(earliest, latest, minutes, ongoing)), 400);

    assertThat(problem.at("/code").asString()).isEqualTo("input.invalid");
    assertThat(problem.at("/ja").asString())
        .contains("services[0]." + field, "いま（2017-08-25T03:46:00Z）より後");
    assertThat(problem.at("/en").asString())
        .contains("services[0]." + field, "later than now, 2017-08-25T03:46:00Z")
        .doesNotContainPattern("[ぁ-ん]");
    assertThat(json(get("/incidents/" + incident), 200).at("/impactAnswers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"exclusion.user\":{\"truth\":\"NO\"}} | {} | services[0].answers.exclusion.user"
            + " | exclusion.user-side-equipment",
        "{\"lpwa-form\":{\"codes\":[\"CELLULAR\"]}} | {} | services[0].answers.lpwa-form"
            + " | known are",
        "{} | {\"facilty\":{\"truth\":\"NO\"}} | answers.facilty | facility-class",
        "{} | {\"facility\":{\"day\":\"2017-08-25\"}} | answers.facility | give truth",
        "{} | {\"facility\":{\"truth\":\"NO\",\"codes\":[]}} | answers.facility | give truth",
        "{} | {\"facility\":null} | answers.facility | missing",
        "{} | {\"facility\":{\"truth\":\"MAYBE\"}} | answers.facility.truth | UNDETERMINED",
        "{} | {\"facility-class\":{\"codes\":[\"F-RAN\",\"F-RSU\"]}} | answers.facility-class"
            + " | one of them",
        "{} | {\"cause-code\":{\"codes\":[\"C-NONE\"]}} | answers.cause-code | cannot be chosen",
        "{} | {\"facility-class\":{\"codes\":[\"F-NO\"]}} | answers.facility-class | one of F-RAN",
        "{} | {\"facility-duration\":{\"number\":{\"min\":25}}} | answers.facility-duration"
            + " | to now, 2017-08-25T03:46:00Z",
        "{} | {\"cause-code\":{\"codes\":[\"C-CYBER\"]}} | answers.cause-code | cannot be chosen",
        "{\"readings\":{\"codes\":[\"peak\"]}} | {} | services[0].answers.readings"
            + " | one of from-inability",
        "{\"restored-at\":{\"at\":{\"earliest\":\"2017-08-25T03:50:00Z\"}}} | {}"
            + " | services[0].answers.restored-at | later than now",
        "{\"peak-users\":{\"number\":{\"min\":41001}}} | {} | services[0].answers.peak-users"
            + " | contradicts"
      })
  void whatCannotBeSaidIsRefusedAtItsPlaceWithWhatCan(
      String ofService, String ofEvent, String place, String english) throws Exception {
    String body =
        """
        {"readVersion": 0,
         "services": [{"service": "internet", "kind": "STOP", "ongoing": false,
                       "users": {"min": 41000, "max": 41000},
                       "began": {"earliest": "2017-08-25T03:22:30Z"}, "answers": %s}],
         "answers": %s}
        """
            .formatted(ofService, ofEvent);
    JsonNode problem = json(post(body), 400);

    assertThat(problem.at("/code").asString()).isEqualTo("input.invalid");
    assertThat(problem.at("/ja").asString()).contains(place);
    assertThat(problem.at("/en").asString())
        .contains(place, english)
        .doesNotContainPattern("[ぁ-ん]");
    assertThat(json(get("/incidents/" + incident), 200).at("/impactAnswers")).isEmpty();
  }

  @Test
  void everyFieldThatContradictsIsNamed() throws Exception {
    String body =
        """
        {"readVersion": 0, "services": [],
         "answers": {"facility": {"truth": "NO"}, "facility-ongoing": {"truth": "YES"},
                     "facility-since": {"at": {"earliest": "2017-08-25T03:22:30Z"}},
                     "facility-duration": {"number": {"min": 5, "max": 5}}}}
        """;
    JsonNode problem = json(post(body), 400);
    for (String language : List.of("ja", "en")) {
      assertThat(problem.at("/" + language).asString())
          .contains(
              "answers.facility,",
              "answers.facility-ongoing",
              "answers.facility-since",
              "answers.facility-duration");
    }
    assertThat(problem.at("/en").asString()).contains("contradict each other");
  }

  @Test
  void aCategoryThatIsNotOursIsRefusedAndNotPassedOver() throws Exception {
    String body =
        """
        {"readVersion": 0,
         "services": [{"service": "internet", "category": "VOICE_EMERGENCY", "kind": "NONE"}]}
        """;
    assertThat(json(post(body), 400).at("/en").asString())
        .contains("services[0].category", "OTHER", "answers.category");
  }

  @ParameterizedTest
  @CsvSource({
    "2017-08-25T03:22:30Z, 23, false",
    "2017-08-25T03:22:30Z, 500, true",
    "2017-08-25T03:46:00Z, 0, false"
  })
  void whatEndedUntilNowOrGoesOnIsTaken(String earliest, long minutes, boolean ongoing)
      throws Exception {
    String other =
        server
            .incidents()
            .accept(
                Statements.leak(
                    Long.toString(65_000 + minutes), Long.toString(66_000 + minutes), 1, 420))
            .id()
            .value();

    json(post(other, answer(earliest, "", minutes, ongoing)), 201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | counts",
        "{\"counts\":[null]} | counts[0]",
        "{\"counts\":[{\"at\":\"2017-08-25T03:30:00Z\",\"low\":1}]} | counts[0].service",
        "{\"counts\":[{\"service\":\"none\",\"at\":\"2017-08-25T03:30:00Z\",\"low\":1}]}"
            + " | counts[0].service",
        "{\"counts\":[{\"service\":\"internet\",\"low\":1}]} | counts[0].at",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\"}]}"
            + " | counts[0].low",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\",\"low\":-1}]}"
            + " | counts[0].low",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\",\"low\":1.5}]}"
            + " | counts[0].low",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\",\"low\":5,"
            + "\"estimate\":4}]} | counts[0].low",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\",\"low\":5,"
            + "\"high\":4}]} | counts[0].low",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\","
            + "\"low\":10000000001}]} | counts[0].high",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:46:01Z\",\"low\":1}]}"
            + " | counts[0].at",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2016-08-25T03:30:00Z\",\"low\":1}]}"
            + " | counts[0].at",
        "{\"counts\":[{\"service\":\"internet\",\"at\":\"2017-08-25T03:30:00Z\",\"low\":1},{}]}"
            + " | counts[1].service"
      })
  void aCountThatCannotBeIsRefusedWholeAtItsPlace(String body, String place) throws Exception {
    JsonNode problem = json(post(incident, "counts", body), 400);

    assertThat(problem.at("/code").asString()).isIn("input.invalid", "input.unreadable");
    assertThat(problem.at("/ja").asString()).contains(place).containsPattern("[ぁ-ん]");
    assertThat(problem.at("/en").asString()).contains(place).doesNotContainPattern("[ぁ-ん]");
    assertThat(json(get("/incidents/" + incident + "/user-counts"), 200).at("/items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"method\":\"ACTUAL\",\"all\":{\"min\":5}} | service",
        "{\"service\":\"internet\",\"method\":\"CONTRACTS\",\"all\":{\"min\":5}} | method",
        "{\"service\":\"internet\",\"method\":\"ACTUAL\"} | all",
        "{\"service\":\"internet\",\"method\":\"ACTUAL\",\"all\":{\"min\":6,\"max\":5}} | all",
        "{\"service\":\"internet\",\"method\":\"ACTUAL\",\"all\":{\"min\":5},\"operators\":1}"
            + " | operators",
        "{\"service\":\"internet\",\"method\":\"RELAY_OPERATORS\",\"operators\":3} | method",
        "{\"service\":\"internet\",\"method\":\"RELAY_DOWNSTREAM\",\"downstream\":{\"min\":-1}}"
            + " | downstream",
        "{\"service\":\"internet\",\"method\":\"ACTUAL\",\"all\":{\"min\":1,\"max\":50000},"
            + "\"saved\":{\"min\":60000,\"max\":60000}} | saved",
        "{\"service\":\"internet\",\"method\":\"WEEK_BEFORE\",\"from\":\"2017-08-25T03:22:00Z\","
            + "\"until\":\"2017-08-25T03:23:00Z\",\"saved\":{\"min\":0,\"max\":901},"
            + "\"series\":[{\"at\":\"2017-08-24T03:22:30Z\",\"users\":900}]} | saved",
        "{\"service\":\"internet\",\"method\":\"WEEK_BEFORE\",\"from\":\"2017-08-24T03:21:59Z\","
            + "\"until\":\"2017-08-25T03:23:00Z\",\"series\":[]} | from",
        "{\"service\":\"internet\",\"method\":\"WEEK_BEFORE\",\"from\":\"2017-08-25T03:46:01Z\","
            + "\"until\":\"2017-08-25T03:46:01Z\",\"series\":[]} | from",
        "{\"service\":\"internet\",\"method\":\"WEEK_BEFORE\",\"from\":\"2017-08-25T03:22:00Z\","
            + "\"until\":\"2017-08-25T03:21:00Z\",\"series\":[]} | until",
        "{\"service\":\"internet\",\"method\":\"WEEK_BEFORE\",\"from\":\"2017-08-25T03:22:00Z\","
            + "\"until\":\"2017-08-25T03:23:00Z\",\"series\":[{\"users\":1}]} | series[0].at",
        "{\"service\":\"internet\",\"methd\":\"ACTUAL\"} | methd"
      })
  void whatCannotBeCountedIsRefusedAtItsPlace(String body, String place) throws Exception {
    JsonNode problem = json(post(incident, "counting", body), 400);

    assertThat(problem.at("/ja").asString()).contains(place);
    assertThat(problem.at("/en").asString()).contains(place).doesNotContainPattern("[ぁ-ん]");
  }

  @Test
  void whatWasCountedCanBeSentAsAnAnswerWithRestorationInParts() throws Exception {
    String other =
        server.incidents().accept(Statements.leak("64779", "64778", 1, 420)).id().value();
    JsonNode counted =
        json(
            post(
                other,
                "counting",
                """
                {"service": "internet", "method": "WEEK_BEFORE", "saved": {"min": 0, "max": 100},
                 "from": "2017-08-25T03:22:00Z", "until": "2017-08-25T03:40:00Z", "range": "東京",
                 "series": [{"at": "2017-08-24T03:30:00Z", "users": 41000}]}
                """),
            200);
    assertThat(counted.at("/users").toString()).isEqualTo("{\"min\":40900,\"max\":41000}");
    assertThat(counted.at("/day").asString()).isEqualTo("2017-08-24");
    assertThat(counted.at("/days").size()).isEqualTo(7);
    assertThat(counted.at("/days/0/use").asString()).isEqualTo("USED");
    assertThat(counted.at("/sentence/en").asString()).contains("40,900");
    assertThat(json(get("/incidents/" + other), 200).at("/impactAnswers")).isEmpty();

    ObjectNode answers = (ObjectNode) counted.at("/answers");
    answers.set(
        "still-affected",
        JsonMapper.shared()
            .readTree(
                """
                {"steps": [{"users": {"min": 41000, "max": 41000}, "minutes": {"min": 5, "max": 5}},
                           {"users": {"min": 9, "max": 9}, "minutes": {"min": 10, "max": 10}}]}
                """));
    String body =
        """
        {"readVersion": 0, "services": [{"service": "internet", "kind": "STOP",
          "users": %s, "minutes": {"min": 10, "max": 10}, "ongoing": false, "answers": %s}]}
        """;
    JsonNode kept =
        json(post(other, body.formatted(counted.at("/users"), answers)), 201)
            .at("/impactAnswers/0/services/0/answers");
    assertThat(kept.at("/still-affected/steps")).isEqualTo(answers.at("/still-affected/steps"));
    assertThat(kept.at("/count-method")).isEqualTo(answers.at("/count-method"));
    assertThat(kept.at("/count-range/words").asString()).isEqualTo("東京");

    String risen = answers.toString().replace("\"min\":9,\"max\":9", "\"min\":42000");
    JsonNode problem =
        json(
            post(
                other,
                body.replace("\"readVersion\": 0", "\"readVersion\": 1")
                    .formatted(counted.at("/users"), risen)),
            400);
    assertThat(problem.at("/en").asString()).contains("answers.still-affected", "users must fall");
  }

  @Test
  void countsAndNoticesDriveTheClockAndDoNoHarmTwice() throws Exception {
    String other =
        server.incidents().accept(Statements.leak("64777", "64778", 1, 420)).id().value();
    String counts =
        """
        {"counts": [
          {"service": "internet", "at": "2017-08-25T03:30:00Z", "low": 38000, "high": 45000,
           "basis": "RADIUS"},
          {"service": "internet", "at": "2017-08-25T03:40:00Z", "low": 52000, "estimate": 60000}]}
        """;
    JsonNode kept = json(post(other, "counts", counts), 201);
    assertThat(kept.at("/kept").asInt()).isEqualTo(2);
    JsonNode again = json(post(other, "counts", counts), 200);
    assertThat(again.at("/known").asInt()).isEqualTo(2);
    JsonNode all = json(get("/incidents/" + other + "/user-counts?limit=1"), 200);
    assertThat(all.at("/items/0/estimate").asLong()).isEqualTo(41_500);
    assertThat(all.at("/items/0/by").asString()).isEqualTo("legal");
    assertThat(all.at("/next").asInt()).isEqualTo(1);

    String notice =
        """
        {"givenAt": "2017-08-25T03:35:00Z", "channel": "WEBSITE", "place": "https://isp.example",
         "words": "障害が発生しています。", "rule": "tell-the-head"}
        """;
    json(post(other, "notices", notice), 201);
    assertThat(json(post(other, "notices", notice), 200)).hasSize(1);
    assertThat(
            json(post(other, "notices", notice.replace("tell-the-head", "none")), 400).toString())
        .contains("rule");
    JsonNode clock = json(get("/incidents/" + other + "/clock"), 200);
    assertThat(clock.at("/services/0/crossings")).isNotEmpty();
    JsonNode own =
        clock
            .at("/duties")
            .valueStream()
            .filter(duty -> duty.at("/key").asString().equals("own-rule-tell-the-head"))
            .findFirst()
            .orElseThrow();
    assertThat(own.at("/state").asString()).isEqualTo("DONE");
    assertThat(own.at("/basis").asString()).isEqualTo("OWN_RULE");
    assertThat(json(get("/incidents/" + other), 200).at("/timeline").findValuesAsString("kind"))
        .contains("COUNTED", "NOTICE");
  }

  @Test
  void aReportUnderAnotherDutyIsRecordedOnceAndTakenBackWithAReason() throws Exception {
    String other =
        server.incidents().accept(Statements.leak("64797", "64798", 1, 420)).id().value();
    json(
        post(
            other,
            """
            {"readVersion": 0, "services": [],
             "answers": {"statement.secrecy-leak": {"truth": "YES"},
                         "day.secrecy-leak": {"day": "2017-08-25"}}}
            """),
        201);
    String duty = "duties/signpost-secrecy-leak";
    String done =
        """
        {"sending": {"channel": "MAIL", "recipient": "総務省", "sentAt": "2017-08-25T03:40:00Z",
                     "receipt": "7"}, "words": "様式第五十の二"}
        """;
    JsonNode made = json(post(other, duty + "/done", done), 201);
    assertThat(made.at("/duty/state").asString()).isEqualTo("DONE");
    assertThat(made.at("/reports/0/by").asString()).isEqualTo("legal");
    assertThat(made.at("/reports/0/words").asString()).isEqualTo("様式第五十の二");
    assertThat(json(post(other, duty + "/done", done), 200).at("/reports")).hasSize(1);

    assertProblem(post(other, duty + "/done", "{}"), 400, "input.invalid");
    assertProblem(
        post(other, duty + "/done", done.replace("03:40", "03:47")), 400, "duty.not-then");
    assertProblem(post(other, "duties/first-report/done", done), 409, "duty.own-way");
    assertProblem(post(other, "duties/signpost-none/done", done), 404, "duty.unknown");
    assertProblem(
        post(other, duty + "/withdraw", "{\"number\":1}"), 400, "duty-report.reason-missing");
    String wrong = "{\"number\":1,\"words\":\"別の件\"}";
    JsonNode withdrawn = json(post(other, duty + "/withdraw", wrong), 200);
    assertThat(withdrawn.at("/duty/state").asString()).isEqualTo("AHEAD");
    assertThat(withdrawn.at("/reports/0/withdrawnWhy").asString()).isEqualTo("別の件");
    assertProblem(post(other, duty + "/withdraw", wrong), 409, "duty-report.withdrawn");
    assertThat(json(get("/incidents/" + other + "/" + duty), 200)).isEqualTo(withdrawn);
    assertThat(json(get("/incidents/" + other), 200).at("/timeline").findValuesAsString("kind"))
        .contains("DUTY_REPORT");
  }

  @Test
  void theDeterminationOfNowHasAnAddressOfItsOwn() throws Exception {
    JsonNode now = json(get("/incidents/" + incident + "/determination"), 200);

    assertThat(now.at("/version").asInt()).isZero();
    JsonNode all = json(get("/incidents/" + incident + "/determinations"), 200).at("/items");
    assertThat(now).isEqualTo(all.get(all.size() - 1));
    assertProblem(get("/incidents/none/determination"), 404, "incident.unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/incidents/ID/reports/detail | kind | 「detail」はありません。使えるもの： | one of INFORMATION_SHARING, ",
        "/incidents/ID/drafts?audience=ALL | audience | 使えるもの：MINISTRY | one of MINISTRY, ",
        "/incidents?status=GONE | status | 使えるもの：OPEN | there is no GONE; one of OPEN, ",
        "/incidents?limit=x | limit | 整数を書いて | whole number, not x"
      })
  void whatIsNotUsableIsToldWithWhatIs(String path, String place, String japanese, String english)
      throws Exception {
    JsonNode problem = json(get(path.replace("ID", incident)), 400);
    assertThat(problem.at("/ja").asString()).contains(place, japanese);
    assertThat(problem.at("/en").asString()).contains(place, english);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"users\":{\"min\":1,\"max\":1} | services[0].users",
        "\"minutes\":{\"max\":3} | services[0].minutes",
        "\"answers\":{\"peak-users\":{\"number\":{\"min\":5}}} | services[0].answers.peak-users"
      })
  void whatAffectedNobodyHasNoFigures(String figures, String place) throws Exception {
    String body =
        "{\"readVersion\":0,\"services\":[{\"service\":\"internet\",\"kind\":\"NONE\","
            + figures
            + "}]}";
    JsonNode problem = json(post(body), 400);
    assertThat(problem.at("/en").asString()).contains(place, "change kind, else leave this out");
    assertThat(problem.at("/ja").asString()).contains(place, "kindを直し");
  }

  /** Method, path, content type, accept, body; then status and code. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "GET | /no/such/thing | - | - | - | 404 | path.unknown",
        "GET | /incidents/ID/impact | - | - | - | 405 | path.method",
        "GET | /incidents | - | text/html | - | 406 | path.answers",
        "GET | /no-such-thing | - | text/html | - | 404 | path.unknown",
        "GET | /incidents/none | - | text/html | - | 406 | path.answers",
        "GET | /incidents/none | - | application/json | - | 404 | incident.unknown",
        "GET | /incidents/ID/evidence/x | - | - | - | 400 | input.invalid",
        "GET | /incidents/ID/evidence/99 | - | - | - | 404 | evidence.unknown",
        "POST | /incidents/ID/impact | text/plain | - | {} | 415 | input.media-type",
        "POST | /incidents/ID/impact | - | - | {} | 415 | input.media-type",
        "POST | /incidents/ID/impact | nonsense | - | {} | 415 | input.media-type",
        "POST | /incidents/ID/impact | multipart/form-data | - | {} | 415 | input.media-type",
        "POST | /incidents/ID/impact | application/json | - | { | 400 | input.unreadable",
        "POST | /incidents/ID/impact | application/json | - | LARGE | 413 | input.too-large",
        "POST | /incidents/ID/impact | application/json | text/html | {} | 406 | path.answers",
        "POST | /no-such-thing | application/json | - | {} | 403 | access.forbidden",
        "PUT | /incidents/ID | application/json | - | {} | 403 | access.forbidden",
        "DELETE | /incidents/ID | - | - | - | 403 | access.forbidden",
        "GET | /incidents/a;b=c | - | - | - | 400 | input.unusable-request",
        "GET | /incidents//a | - | - | - | 400 | input.unusable-request"
      })
  void whateverIsWrongTheInterfaceAnswersWithAProblem(
      String method,
      String path,
      @Nullable String type,
      @Nullable String accept,
      @Nullable String body,
      int status,
      String code)
      throws Exception {
    HttpRequest.Builder request = request(path.replace("ID", incident));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (accept != null) {
      request.header("Accept", accept);
    }
    String sent = body == null ? "" : body.equals("LARGE") ? "[" + " ".repeat(300_000) : body;
    request.method(method, HttpRequest.BodyPublishers.ofString(sent));

    assertProblem(send(request), status, code);
  }

  @Test
  void whoIsNobodyGetsAProblemToo() throws Exception {
    for (String path : new String[] {"/incidents", "/no-such-thing"}) {
      var request =
          HttpRequest.newBuilder(
              URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
      assertProblem(send(request), 401, "access.log-in");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"guessed", "nobody-at-all"})
  void afterFiveWrongPasswordsItIsToldForHowLongWhetherOrNotThereIsSuchAnAccount(String name)
      throws Exception {
    if (name.equals("guessed")) {
      server
          .part(Accounts.class)
          .create("test", new Account(name, "佐藤", Set.of(Role.VIEWER), true), PASSWORD);
    }
    for (int guess = 1; guess <= 5; guess++) {
      assertProblem(send(asking(name, "wrong " + guess)), 401, "access.log-in");
    }
    HttpResponse<String> locked = send(asking(name, PASSWORD));
    assertProblem(locked, 429, "access.password-paused");
    assertThat(Long.parseLong(locked.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(240L, 300L);
    assertThat(locked.body()).contains("5");
    assertThat(send(request("/incidents")).statusCode()).as("another account").isEqualTo(200);
  }

  private static HttpRequest.Builder asking(String name, String password) {
    byte[] login = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return request("/incidents")
        .setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    JsonNode problem = json(answer, status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(problem.at("/code").asString()).isEqualTo(code);
    assertThat(problem.at("/status").asInt()).isEqualTo(status);
    assertThat(problem.at("/title").asString()).isNotBlank();
    assertThat(problem.at("/ja").asString()).containsPattern("[ぁ-ん]");
    assertThat(problem.at("/en").asString()).isNotBlank().doesNotContainPattern("[ぁ-ん]");
    assertThat(answer.body()).doesNotContain("Exception", "timestamp", "java.");
  }

  @Test
  void theAddressOfErrorsIsNoneOfTheInterfacesEither() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/error"));
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("999", "Exception");
  }

  private static String answer(String earliest, String latest, long minutes, boolean ongoing) {
    String until = latest.isEmpty() ? "" : ",\"latest\":\"" + latest + "\"";
    return """
    {"readVersion": 0,
     "services": [{"service": "internet", "kind": "STOP",
                   "users": {"min": 41000, "max": 41000},
                   "minutes": {"min": %d, "max": %d},
                   "began": {"earliest": "%s"%s},
                   "ongoing": %s, "basis": "RADIUS"}]}
    """
        .formatted(minutes, minutes, earliest, until, ongoing);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return post(incident, body);
  }

  private static HttpResponse<String> post(String to, String body) throws Exception {
    return post(to, "impact", body);
  }

  private static HttpResponse<String> post(String to, String what, String body) throws Exception {
    return send(
        request("/incidents/" + to + "/" + what)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(String path) {
    String login = "legal:" + PASSWORD;
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
        .header("Authorization", "Basic " + encoded);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }
}
