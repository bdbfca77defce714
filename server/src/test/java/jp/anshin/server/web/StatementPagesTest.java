package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.identity.Role;
import jp.anshin.server.imports.Imports;
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

/** Incidents that people report, on the console and through the interface. */
final class StatementPagesTest {

  private static Staffed staffed;

  /** Some hours before the present: what lies ahead is refused. */
  private static Instant began = Instant.EPOCH;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    began = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MINUTES);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  private static Map<String, String> fields(String title) {
    return new HashMap<>(
        Map.of(
            "title",
            title,
            "kind",
            "power-failure",
            "began",
            Show.field(began),
            "beganLatest",
            "",
            "noticedAt",
            Show.field(began.plusSeconds(300))));
  }

  /** An answer that nobody met anything. */
  private static Map<String, String> untouched(int version) {
    return new HashMap<>(
        Map.of(
            "readVersion",
            Integer.toString(version),
            "internet.kind",
            "NONE",
            "phone.kind",
            "NONE",
            "mail.kind",
            "NONE"));
  }

  private static String opened(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("location").orElseThrow().replaceAll("\\?.*", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void whatAPersonReportsHasEveryPageAndSpeaksOfNoRoutes(String language) {
    boolean japanese = language.equals("ja");
    String title = "大手町局の<b>停電</b> " + language;
    try (Reader engineer = staffed.reader(Role.ENGINEER, language)) {
      assertThat(engineer.get("/").body()).contains("href=\"/incidents/new\"");
      assertThat(engineer.get("/incidents").body()).contains("href=\"/incidents/new\"");
      assertThat(engineer.get("/incidents/new").body())
          .contains(japanese ? "事故を登録" : "Report an incident")
          .contains("value=\"cable-cut\"")
          .doesNotContain("value=\"listed\"");
      String path = opened(engineer.post("/incidents", fields(title)));
      // A second press of the button leads to the same place.
      assertThat(opened(engineer.post("/incidents", fields(title)))).isEqualTo(path);
      assertThat(staffed.server.incidents().latest(50))
          .filteredOn(each -> each.headline().japanese().startsWith(title))
          .singleElement()
          .satisfies(each -> {
            assertThat(each.simulated()).isTrue();
            assertThat(each.startedAt()).isEqualTo(began);
          });

      String page = engineer.get(path).body();
      assertThat(page)
          .contains("大手町局の&lt;b&gt;停電&lt;/b&gt;")
          .contains(japanese ? "停電・電源の障害" : "power failure")
          .contains("id=\"statement\"", path + "/restored", path + "/corrected")
          .doesNotContain("<b>停電", "id=\"counts\"", japanese ? "経路数" : "Routes</dt>")
          .doesNotContain(path + "/resumed");
      String situation = engineer.get("/").body();
      String card =
          situation
              .substring(situation.indexOf("href=\"" + path + "\""))
              .replaceAll("(?s)</article>.*", "");
      assertThat(card).doesNotContain("#counts");
      assertThat(engineer.get("/incidents").body()).contains(path);
      String draft = engineer.get(path + "/drafts/INFORMATION_SHARING?text=ja").body();
      assertThat(draft.substring(draft.indexOf("<main"), draft.indexOf("</main>")))
          .contains("audience=USERS")
          .doesNotContain("audience=NEIGHBOUR")
          .doesNotContain("経路", "網から");
      assertThat(engineer.get(path + "/drafts/INFORMATION_SHARING?audience=NEIGHBOUR").statusCode())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, 重大な事故が生ずるおそれ", "en, Event that may lead to a serious accident"})
  void aKindThatIsADutyOfItsOwnIsAskedAndMayApplyUntilItIsAnswered(String language, String kind) {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, language)) {
      manager.get("/incidents/new");
      var near = fields("nearly " + language);
      near.put("kind", "near-accident");
      String path = opened(manager.post("/incidents", near));
      String page = manager.get(path).body();

      String next = page.substring(page.indexOf("id=\"next\"")).replaceAll("(?s)</section>.*", "");
      assertThat(next.indexOf("href=\"#group-near-accident\""))
          .as("asked first")
          .isBetween(0, next.indexOf("href=\"#interruption\""));
      assertThat(next).contains(kind);
      String group = page.substring(page.indexOf("id=\"group-near-accident\""));
      assertThat(group.substring(group.indexOf("<details")))
          .startsWith("<details class=\"finer-group\" open=\"open\"");
      assertThat(page).contains("id=\"group-secrecy-leak\"").doesNotContain("#group-secrecy-leak");
      assertThat(incident(path).impact()).isEmpty();

      // Nobody met anything: a serious accident it is not, but whether it nearly was is open.
      assertThat(manager.post(path + "/impact", untouched(0)).statusCode()).isEqualTo(302);
      String duty = path + "/duties/signpost-near-accident";
      assertThat(manager.get("/reports").body()).contains(duty);
      String left = manager.get(path).body();
      assertThat(left).contains("#group-near-accident", "id=\"left-open\"");
      assertThat(left.substring(left.indexOf("id=\"left-open\""))).contains(duty);
      var close = new HashMap<>(Map.of("why", "nothing happened"));
      assertThat(manager.post(path + "/close", close).statusCode()).isEqualTo(400);
      assertThat(incident(path).status()).isEqualTo(IncidentStatus.OPEN);

      var answer = untouched(1);
      answer.put("_event.statement.near-accident-fire", "YES");
      assertThat(manager.post(path + "/impact", answer).statusCode()).isEqualTo(302);
      assertThat(manager.get(path).body()).doesNotContain("#group-near-accident");
    }
  }

  @Test
  void ofALeakOneAnswerSaysThatNoServiceWasInterruptedAndItIsNoLineOfThePeriodicReport() {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get("/incidents/new");
      var leak = fields("a list of calls was taken home");
      leak.put("kind", "secrecy-leak");
      String path = opened(manager.post("/incidents", leak));
      String page = manager.get(path).body();
      assertThat(page)
          .contains("id=\"interruption\"", "no-interruption")
          .doesNotContain("class=\"dial", "class=\"bar\"", "#field-internet.kind");
      String duties = page.substring(page.indexOf("class=\"table duties\""));
      assertThat(duties.indexOf("signpost-secrecy-leak"))
          .as("its own duty first")
          .isBetween(0, duties.indexOf("data-duty=\"first-report\""));
      assertThat(judged(path)).isEqualTo("UNDETERMINED UNDETERMINED");
      assertThat(staffed.server.part(Duties.class).clock(incident(path)).duties())
          .as("no threshold of an outage calls")
          .extracting(Duty::kind)
          .contains(Duty.Kind.OTHER, Duty.Kind.REPORT)
          .doesNotContain(Duty.Kind.SERIOUS_THRESHOLD);

      var no = new HashMap<>(Map.of("readVersion", "0", "basis", " "));
      HttpResponse<String> unfounded = manager.post(path + "/no-interruption", no);
      assertThat(unfounded.statusCode()).isEqualTo(400);
      assertThat(unfounded.body()).contains("id=\"fault-interruption\"");
      assertThat(incident(path).impact()).isEmpty();

      no.put("basis", "watch desk saw all services up");
      assertThat(manager.post(path + "/no-interruption", no).statusCode()).isEqualTo(302);
      ImpactAnswer answer = incident(path).impact().orElseThrow();
      assertThat(answer.services())
          .isNotEmpty()
          .allMatch(each -> each.kind() == Impact.NONE)
          .allMatch(each -> each.basis().equals("watch desk saw all services up"));
      assertThat(judged(path)).isEqualTo("NOT_SERIOUS NO");
      String after = manager.get(path).body();
      assertThat(after)
          .contains("watch desk saw all services up", "#group-secrecy-leak")
          .doesNotContain("id=\"interruption\"");
      assertThat(manager.get("/reports").body()).contains(path + "/duties/signpost-secrecy-leak");

      no.put("readVersion", "1");
      assertThat(manager.post(path + "/no-interruption", no).statusCode())
          .as("told already")
          .isEqualTo(409);
      String outage = opened(manager.post("/incidents", fields("power of a building")));
      no.put("readVersion", "0");
      assertThat(manager.get(outage).body()).doesNotContain("id=\"interruption\"");
      assertThat(manager.post(outage + "/no-interruption", no).statusCode())
          .as("an outage was reported")
          .isEqualTo(409);
      assertThat(incident(outage).impact()).isEmpty();
    }
    try (Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      engineer.get("/incidents");
      var no = Map.of("readVersion", "0", "basis", "I think so");
      assertThat(engineer.post("/incidents/x/no-interruption", no).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aProgramAnswersForAllServicesOfANearAccidentAtOnce() {
    String opened =
        send(
                Role.INCIDENT_MANAGER,
                "/incidents",
                """
                {"title": "smoke in a rack", "kind": "near-accident",
                 "startedAt": {"earliest": "%s"}}
                """
                    .formatted(began.minusSeconds(77)))
            .body();
    String id = JsonMapper.shared().readTree(opened).get("id").asString();
    String path = "/incidents/" + id + "/no-interruption";
    String no = "{\"readVersion\": 0, \"basis\": \"all cells up\"}";
    assertThat(send(Role.ENGINEER, path, no).statusCode()).isEqualTo(403);
    assertThat(send(Role.LEGAL, path, "{\"readVersion\": 0}").statusCode()).isEqualTo(400);
    assertThat(incident(id).impact()).isEmpty();
    assertThat(send(Role.LEGAL, path, no).statusCode()).isEqualTo(201);
    assertThat(judged(id)).isEqualTo("NOT_SERIOUS NO");
    assertThat(send(Role.LEGAL, path, no).statusCode()).as("sent again").isEqualTo(409);
  }

  /** The verdict in force, and whether it goes into the periodic report. */
  private static String judged(String path) {
    Determination judged =
        staffed.server.part(Determinations.class).inForce(incident(path)).determination();
    return judged.verdict() + " " + judged.periodic().required();
  }

  @Test
  void aLeakThatIsAnsweredAsNoneIsNoLongerDueAndWhoKnowsWhatIsLeftCloses() {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get("/incidents/new");
      var leak = fields("a list was sent to the wrong address");
      leak.put("kind", "secrecy-leak");
      String path = opened(manager.post("/incidents", leak));
      manager.get(path);
      assertThat(manager.post(path + "/impact", untouched(0)).statusCode()).isEqualTo(302);
      String duty = path + "/duties/signpost-secrecy-leak";
      assertThat(manager.get("/reports").body()).contains(duty);

      var answer = untouched(1);
      answer.put("_event.statement.secrecy-leak", "NO");
      assertThat(manager.post(path + "/impact", answer).statusCode()).isEqualTo(302);
      assertThat(manager.get("/reports").body()).doesNotContain(duty);

      answer.put("readVersion", "2");
      answer.put("_event.statement.secrecy-leak", "UNDETERMINED");
      assertThat(manager.post(path + "/impact", answer).statusCode()).isEqualTo(302);
      assertThat(manager.get("/reports").body()).contains(duty);
      var close = Map.of("why", "handed over to legal", "leaving", "on");
      assertThat(manager.post(path + "/close", close).statusCode()).isEqualTo(302);
      assertThat(incident(path).status()).isEqualTo(IncidentStatus.CLOSED);
      assertThat(manager.get("/reports").body()).as("closed, not forgotten").contains(duty);
    }
  }

  @Test
  void ofAHundredAndTenIncidentsNoneThatPressesIsCutOff() {
    var closing = new ArrayList<String>();
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get("/incidents/new");
      Map<String, String> serious = untouched(0);
      serious.putAll(
          Map.of(
              "internet.kind", "STOP",
              "internet.usersLow", "41000",
              "internet.minutesLow", "720"));
      var pressing = new ArrayList<String>();
      for (int number = 0; number < 110; number++) {
        var fields = fields("one of many " + number);
        fields.put("began", Show.field(began.minusSeconds(50_000 + number)));
        fields.put("noticedAt", Show.field(began.minusSeconds(40_000)));
        String path = opened(manager.post("/incidents", fields));
        closing.add(path);
        // The earliest, which no list of the latest shows first.
        if (number >= 80) {
          pressing.add(path);
        }
      }
      for (String path : pressing) {
        manager.get(path);
        assertThat(manager.post(path + "/impact", serious).statusCode()).isEqualTo(302);
      }
      String page = manager.get("/").body();
      String cards = page.substring(page.indexOf("id=\"cards\""), page.indexOf("id=\"hour\""));
      assertThat(cards).contains("id=\"pressing\"", "href=\"/incidents?status=NOT_CLOSED\"");
      assertThat(cards.split("<article", -1)).hasSize(13);
      assertThat(pressing).allMatch(path -> cards.contains("href=\"" + path + "\""));
      String first = cards.substring(0, cards.indexOf("id=\"pressing\""));
      assertThat(closing)
          .filteredOn(path -> !pressing.contains(path))
          .noneMatch(path -> first.contains("href=\"" + path + "\""))
          .anyMatch(path -> !cards.contains("href=\"" + path + "\""));
      assertThat(manager.get("/incidents?status=NOT_CLOSED&q=one+of+many").body())
          .contains("110")
          .contains("<option value=\"NOT_CLOSED\" selected=\"selected\"");
    } finally {
      closing.forEach(path -> staffed.server.incidents().close(incident(path).id(), "test", "x"));
    }
  }

  @Test
  void whatIsSeriousAlreadyIsNotToldAsComing() {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get("/incidents/new");
      String path = opened(manager.post("/incidents", fields("serious for long")));
      String coming = "If it goes on, the duration";
      manager.get(path);
      Map<String, String> stop = untouched(0);
      stop.put("internet.kind", "STOP");
      stop.put("internet.usersLow", "41000");
      stop.put("internet.began", Show.field(began.plusSeconds(9_000)));
      stop.put("internet.ongoing", "on");
      assertThat(manager.post(path + "/impact", stop).statusCode()).isEqualTo(302);
      assertThat(manager.get(path).body()).as("an hour and a half ahead").contains(coming);

      stop.put("readVersion", "1");
      stop.put("internet.began", Show.field(began));
      assertThat(manager.post(path + "/impact", stop).statusCode()).isEqualTo(302);
      assertThat(incident(path).impact().orElseThrow().version()).isEqualTo(2);
      assertThat(manager.get(path).body()).doesNotContain(coming);
    }
  }

  @Test
  void anAnswerThatWasReadBeforeItWasOverIsRefusedWithWhatWasTypedAndTakenThen() {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get("/incidents/new");
      String path = opened(manager.post("/incidents", fields("read too early")));
      var stop = untouched(0);
      stop.put("internet.kind", "STOP");
      stop.put("internet.usersLow", "41234");
      stop.put("internet.basis", "typed with care");
      stop.put("readState", readState(manager.get(path).body()));
      String end = Show.field(began.plusSeconds(3600));
      manager.post(path + "/restored", Map.of("revision", "1", "endedAt", end));

      HttpResponse<String> stale = manager.post(path + "/impact", stop);
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("since you read it", "value=\"41234\"", "typed with care");
      assertThat(incident(path).impact()).isEmpty();
      stop.put("readState", readState(stale.body()));
      assertThat(manager.post(path + "/impact", stop).statusCode()).isEqualTo(302);
      assertThat(incident(path).impact().orElseThrow().confirms()).isEqualTo(Confirms.ALL);
    }
  }

  private static String readState(String page) {
    var told = Pattern.compile("name=\"readState\" value=\"([0-9.]+)\"").matcher(page);
    assertThat(told.find()).isTrue();
    return told.group(1);
  }

  @Test
  void itIsOverGoesOnAfterAllAndIsCorrectedOnThePage() {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      manager.get("/incidents/new");
      String path = opened(manager.post("/incidents", fields("a power cut to end")));
      String end = Show.field(began.plusSeconds(3600));
      manager.get(path);
      assertThat(
              manager
                  .post(path + "/restored", Map.of("revision", "1", "endedAt", end))
                  .statusCode())
          .isEqualTo(302);
      assertThat(incident(path).restoredAt()).contains(began.plusSeconds(3600));
      assertThat(manager.get(path).body())
          .contains(path + "/resumed")
          .doesNotContain(path + "/restored");
      HttpResponse<String> noReason = manager.post(path + "/resumed", Map.of("revision", "2"));
      assertThat(noReason.statusCode()).isEqualTo(400);
      assertThat(noReason.body()).contains("Nothing is written");
      assertThat(
              manager
                  .post(path + "/resumed", Map.of("revision", "2", "words", "not all of it"))
                  .statusCode())
          .isEqualTo(302);
      assertThat(incident(path).status()).isEqualTo(IncidentStatus.OPEN);
      HttpResponse<String> goesOn =
          manager.post(path + "/resumed", Map.of("revision", "3", "words", "it is still there"));
      assertThat(goesOn.statusCode()).isEqualTo(409);
      assertThat(goesOn.body()).contains("is not restored", "correct that answer");

      var corrected = fields("a cable cut");
      corrected.put("kind", "cable-cut");
      corrected.put("revision", "3");
      corrected.put("words", "misheard");
      corrected.put("began", Show.field(began.minusSeconds(60)));
      assertThat(manager.post(path + "/corrected", corrected).statusCode()).isEqualTo(302);
      assertThat(incident(path).headline().english())
          .isEqualTo("a cable cut (cable cut or damaged)");
      assertThat(manager.get(path).body())
          .contains("misheard", "title &quot;a power cut to end&quot;");

      closesAndReopens(manager, path);

      // Somebody else was quicker.
      corrected.put("title", "another");
      HttpResponse<String> stale = manager.post(path + "/corrected", corrected);
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("Somebody has changed", "value=\"another\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void whatIsOverButAnsweredAsGoingOnIsAskedFirstWithItsEndFilledIn(String language) {
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, language)) {
      manager.get("/incidents/new");
      String path = opened(manager.post("/incidents", fields("over for us " + language)));
      manager.get(path);
      var answer = untouched(0);
      answer.put("internet.kind", "STOP");
      answer.put("internet.usersLow", "100");
      answer.put("internet.minutesLow", "60");
      answer.put("internet.began", Show.field(began));
      answer.put("internet.ongoing", "on");
      assertThat(manager.post(path + "/impact", answer).statusCode()).isEqualTo(302);
      String link = path + "?wellAgain#field-internet.restored-at";
      assertThat(manager.get(path).body()).doesNotContain(link);
      String end = Show.field(began.plusSeconds(7200));
      manager.post(path + "/restored", Map.of("revision", "1", "endedAt", end));

      String page = manager.get(path).body();
      assertThat(page.substring(page.indexOf("<ul class=\"next\">")).indexOf(link))
          .isBetween(0, 80);
      assertThat(manager.get("/").body()).contains(link);
      String filled = manager.get(path + "?wellAgain").body();
      assertThat(filled)
          .containsPattern("id=\"field-internet.restored-at\"[^>]* value=\"" + end)
          .doesNotContain("name=\"internet.ongoing\" checked");
      answer.remove("internet.ongoing");
      answer.put("readVersion", "1");
      answer.put("internet.minutesLow", "");
      answer.put("internet.restored-at", end);
      assertThat(manager.post(path + "/impact", answer).statusCode()).isEqualTo(302);
      assertThat(manager.get(path).body()).doesNotContain(link);
    }
  }

  private static void closesAndReopens(Reader manager, String path) {
    assertThat(manager.get(path).body())
        .contains("Some things are not settled", "impact question are not answered")
        .doesNotContain(path + "/reopened");
    manager.post(path + "/close", Map.of("why", "by mistake", "leaving", "on"));
    assertThat(manager.get(path).body())
        .contains(path + "/reopened", "reopen the incident first")
        .doesNotContain(path + "/corrected", "null");
    HttpResponse<String> noReason = manager.post(path + "/reopened", Map.of("why", " "));
    assertThat(noReason.statusCode()).isEqualTo(400);
    assertThat(noReason.body()).contains("Nothing is written");
    manager.post(path + "/reopened", Map.of("why", "the beginning was wrong"));
    assertThat(incident(path).status()).isEqualTo(IncidentStatus.OPEN);
    assertThat(manager.get(path).body()).contains("the beginning was wrong", path + "/corrected");
    assertThat(manager.post(path + "/reopened", Map.of("why", "twice")).statusCode())
        .isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "title, '', Nothing is written",
    "title, LONG, at most 120 characters",
    "kind, listed, Choose one",
    "kind, '', Choose one",
    "began, noon, Not a time",
    "began, FUTURE, later than now",
    "began, 1999-01-01T00:00:00, No edition of the law",
    "beganLatest, BEFORE, before the beginning",
    "noticedAt, BEFORE, before the beginning",
    "noticedAt, FUTURE, later than now",
  })
  void whatCannotBeTakenIsToldAtItsFieldAndOpensNothing(
      String field, String typed, String expected) {
    var fields = fields("never opened");
    fields.put(
        field,
        switch (typed) {
          case "LONG" -> "x".repeat(121);
          case "FUTURE" -> Show.field(Instant.now().plus(Duration.ofDays(1)));
          case "BEFORE" -> Show.field(began.minusSeconds(1));
          default -> typed;
        });
    try (Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      engineer.get("/incidents/new");
      HttpResponse<String> answer = engineer.post("/incidents", fields);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("href=\"#new-" + field + "\"", "id=\"fault-new-" + field + "\"")
          .containsIgnoringCase(expected);
      assertThat(staffed.server.incidents().latest(50))
          .noneMatch(each -> each.headline().japanese().startsWith("never"));
    }
  }

  @Test
  void aSlipInTheYearIsAskedBackWithTheEditionItWouldChoose() {
    var fields = fields("a year ago");
    fields.put("began", "2016-11-27T10:00:00");
    try (Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      engineer.get("/incidents/new");
      HttpResponse<String> asked = engineer.post("/incidents", fields);
      assertThat(asked.statusCode()).isEqualTo(400);
      assertThat(asked.body()).contains("2016-11-27", "(2015)", "name=\"confirmedDay\"");
      // What was confirmed is that day, not whatever is typed after it.
      fields.put("confirmedDay", "2016-11-28");
      assertThat(engineer.post("/incidents", fields).statusCode()).isEqualTo(400);
      fields.put("confirmedDay", "2016-11-27");
      String path = opened(engineer.post("/incidents", fields));
      assertThat(incident(path).startedAt().earliest())
          .isEqualTo(Instant.parse("2016-11-27T01:00:00Z"));
      // What is only retitled is not asked for its day again.
      var retitled = fields("a year ago, indeed");
      retitled.put("began", "2016-11-27T10:00:00");
      retitled.put("revision", "1");
      retitled.put("words", "title");
      engineer.get(path);
      assertThat(engineer.post(path + "/corrected", retitled).statusCode()).isEqualTo(302);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whoMayNotReportSeesNoButtonAndNoForm(Role role) {
    boolean may = EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL).contains(role);
    try (Reader reader = staffed.reader(role, "en")) {
      assertThat(reader.get("/").body().contains("href=\"/incidents/new\"")).isEqualTo(may);
      assertThat(reader.get("/incidents").body().contains("href=\"/incidents/new\""))
          .isEqualTo(may);
      assertThat(reader.get("/incidents/new").statusCode()).isEqualTo(may ? 200 : 403);
    }
    int status = send(role, "/incidents", "{}").statusCode();
    assertThat(status).isEqualTo(may ? 400 : 403);
  }

  @Test
  void aFormWithoutThePagesTokenOpensNothing() {
    try (Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      engineer.get("/incidents/new");
      assertThat(engineer.postWithoutToken("/incidents", fields("forged")).statusCode())
          .isEqualTo(403);
    }
    assertThat(staffed.server.incidents().latest(50))
        .noneMatch(each -> each.headline().japanese().startsWith("forged"));
  }

  @Test
  void aProgramReportsCorrectsAndEnds() {
    String body =
        """
        {"title": "fibre cut at the river", "kind": "cable-cut",
         "startedAt": {"earliest": "%s", "latest": "%s"}}
        """
            .formatted(began, began.plusSeconds(60));
    JsonNode first = json(send(Role.ENGINEER, "/incidents", body), 201);
    assertThat(json(send(Role.LEGAL, "/incidents", body), 200).at("/id"))
        .isEqualTo(first.at("/id"));
    String path = "/incidents/" + first.at("/id").asString();
    assertThat(first.at("/detections/0/sensor").asString()).isEqualTo("person");
    assertThat(first.at("/detections/0/counts")).isEmpty();
    assertThat(first.at("/detections/0/facts/stated-by/0").asString())
        .isEqualTo(Staffed.name(Role.ENGINEER));

    String end = "{\"readRevision\": 1, \"endedAt\": \"%s\"}";
    assertThat(
            problem(
                send(Role.ENGINEER, path + "/restored", end.formatted(began.minusSeconds(1))), 400))
        .isEqualTo("input.invalid");
    assertThat(
            problem(
                send(
                    Role.ENGINEER,
                    path + "/restored",
                    end.formatted(Instant.now().plus(Duration.ofDays(1)))),
                400))
        .isEqualTo("input.invalid");
    assertThat(
            json(
                    send(Role.ENGINEER, path + "/restored", end.formatted(began.plusSeconds(600))),
                    200)
                .at("/status")
                .asString())
        .isEqualTo("RESTORED");
    assertThat(problem(send(Role.ENGINEER, path + "/resumed", "{\"readRevision\": 2}"), 400))
        .isEqualTo("input.invalid");
    assertThat(
            json(
                    send(
                        Role.ENGINEER,
                        path + "/resumed",
                        "{\"readRevision\": 2, \"words\": \"one fibre left\"}"),
                    200)
                .at("/status")
                .asString())
        .isEqualTo("OPEN");
    String goesOn = "{\"readRevision\": 3, \"words\": \"still there\"}";
    assertThat(problem(send(Role.ENGINEER, path + "/resumed", goesOn), 409))
        .isEqualTo("incident.not-restored");
    String correction =
        """
        {"readRevision": %d, "title": "fibre cut at the bridge", "kind": "cable-cut",
         "startedAt": {"earliest": "%s"}, "words": "the place"}
        """;
    assertThat(problem(send(Role.LEGAL, path + "/corrected", correction.formatted(1, began)), 409))
        .isEqualTo("incident.statement-stale");
    assertThat(
            json(send(Role.LEGAL, path + "/corrected", correction.formatted(3, began)), 200)
                .at("/headline/en")
                .asString())
        .startsWith("fibre cut at the bridge");
    String again = "{\"words\": \"not done\"}";
    assertThat(problem(send(Role.ENGINEER, path + "/reopened", again), 409))
        .isEqualTo("incident.not-closed");
    String close = "{\"words\": \"by mistake\"%s}";
    assertThat(problem(send(Role.ENGINEER, path + "/closed", close.formatted("")), 403))
        .isEqualTo("access.forbidden");
    assertThat(problem(send(Role.INCIDENT_MANAGER, path + "/closed", "{}"), 400))
        .isEqualTo("input.invalid");
    JsonNode left = json(send(Role.INCIDENT_MANAGER, path + "/closed", close.formatted("")), 409);
    assertThat(left.at("/code").asString()).isEqualTo("incident.duties-left");
    assertThat(left.at("/en").asString())
        .as("whether it is serious is open, so both of its reports may be due")
        .contains("First report to the ministry", "Report within 30 days");
    String leaving = close.formatted(", \"leaving\": true");
    assertThat(
            json(send(Role.INCIDENT_MANAGER, path + "/closed", leaving), 200)
                .at("/status")
                .asString())
        .isEqualTo("CLOSED");
    assertThat(problem(send(Role.INCIDENT_MANAGER, path + "/closed", leaving), 409))
        .isEqualTo("incident.closed");
    assertThat(problem(send(Role.VIEWER, path + "/reopened", again), 403))
        .isEqualTo("access.forbidden");
    assertThat(problem(send(Role.ENGINEER, path + "/reopened", "{}"), 400))
        .isEqualTo("input.invalid");
    assertThat(json(send(Role.ENGINEER, path + "/reopened", again), 200).at("/status").asString())
        .isEqualTo("OPEN");
  }

  @Test
  void aProgramIsToldWhatCannotBeTaken() {
    String body = "{\"title\": \"%s\", \"kind\": \"%s\", \"startedAt\": {\"earliest\": \"%s\"}%s}";
    String longAgo = "2016-11-27T01:00:00Z";
    assertThat(
            problem(send(Role.ENGINEER, "/incidents", body.formatted("x", "leak", began, "")), 400))
        .isEqualTo("input.invalid");
    assertThat(
            problem(
                send(Role.ENGINEER, "/incidents", body.formatted("a\\nb", "other", began, "")),
                400))
        .isEqualTo("input.invalid");
    assertThat(
            problem(
                send(
                    Role.ENGINEER,
                    "/incidents",
                    body.formatted("x", "other", began, ", \"by\": \"someone else\"")),
                400))
        .isEqualTo("input.unreadable");
    assertThat(
            problem(
                send(Role.ENGINEER, "/incidents", body.formatted("x", "other", longAgo, "")), 400))
        .isEqualTo("incident.day-unconfirmed");
    assertThat(
            problem(
                send(
                    Role.ENGINEER,
                    "/incidents",
                    body.formatted("x", "other", "1999-01-01T00:00:00Z", "")),
                400))
        .isEqualTo("incident.before-law");
    json(
        send(
            Role.ENGINEER,
            "/incidents",
            body.formatted("x", "other", longAgo, ", \"confirmedDay\": \"2016-11-27\"")),
        201);
    assertThat(
            problem(
                send(
                    Role.ENGINEER,
                    "/incidents/" + staffed.incident + "/restored",
                    "{\"readRevision\": 2, \"endedAt\": \"2017-08-25T03:30:00Z\"}"),
                409))
        .isEqualTo("incident.not-by-person");
  }

  @Test
  void aRowOfAnImportedListIsHandledAsAnIncident() {
    String list =
        """
        id,date,service_category,duration_minutes,affected_users,impact
        row-1,2024-05-10T10:00,VOICE_EMERGENCY,61,30000,stop
        row-2,2024-05-10T11:00,VOICE_EMERGENCY,62,30001,stop
        """;
    int number =
        staffed
            .server
            .part(Imports.class)
            .upload("rows.csv", list.getBytes(StandardCharsets.UTF_8), "sato")
            .number();
    String path = "/reports/imports/" + number;
    String open = path + "/rows/2/incident";
    try (Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "en");
        Reader viewer = staffed.reader(Role.VIEWER, "en")) {
      assertThat(manager.get(path).body()).doesNotContain(open);
      staffed.server.part(Imports.class).confirm(number, 2, 0, "sato");
      assertThat(manager.get(path).body()).contains(open, "Rows that need a person: 2");
      assertThat(manager.get("/reports").body()).contains("rows.csv");
      assertThat(viewer.get(path).body()).doesNotContain(open);
      assertThat(viewer.post(open, Map.of()).statusCode()).isEqualTo(403);

      String incident = opened(manager.post(open, Map.of()));
      assertThat(opened(manager.post(open, Map.of()))).isEqualTo(incident);
      assertThat(manager.get(path).body())
          .contains("href=\"" + incident + "\"", "Rows that need a person: 1")
          .doesNotContain(open);
      assertThat(manager.get(incident).body()).contains("href=\"" + path + "#line-2\"", "row-1");
      assertThat(
              json(send(Role.ENGINEER, "/imports/" + number + "/rows/3/incident", "{}"), 201)
                  .at("/detections/0/facts/import/1")
                  .asString())
          .isEqualTo("3");
      assertThat(manager.get("/reports").body()).doesNotContain("rows.csv");
      // This server is a replay: its incidents are none, and the real rows go on counting.
      LocalDate day = LocalDate.of(2024, 5, 10);
      assertThat(staffed.server.part(Imports.class).linesOf(day, day)).hasSize(2);
      assertThat(manager.get(path).body()).doesNotContain("Rows that need a person");
    }
    assertThat(send(Role.VIEWER, "/imports/" + number + "/rows/3/incident", "{}").statusCode())
        .isEqualTo(403);
  }

  private static Incident incident(String path) {
    return staffed
        .server
        .incidents()
        .required(new IncidentId(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static HttpResponse<String> send(Role role, String path, String body) {
    String login = Staffed.name(role) + ":" + Staffed.password();
    try (Reader program = new Reader(staffed.server, "en")) {
      return program.send(
          program
              .request("/api/v1" + path)
              .setHeader("Accept", "application/json")
              .header("Content-Type", "application/json")
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    }
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String problem(HttpResponse<String> answer, int status) {
    return json(answer, status).at("/code").asString();
  }
}
