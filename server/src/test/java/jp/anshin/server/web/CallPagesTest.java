package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.alerts.Alert;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.Rung;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many calls: one box for each incident, so many boxes on a page, one button for each box. */
final class CallPagesTest {

  private static final Instant FIRST = Instant.parse("2026-04-01T03:00:00Z");
  private static final Pattern BOX = Pattern.compile("id=\"calls-([^\"]+)\"");
  private static final Pattern OVER = Pattern.compile("id=\"over-([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("name=\"call\" value=\"([^\"]+)\"");
  private static final int BOXES_A_PAGE = 50;

  private static Staffed staffed;
  private static Calls calls;

  /** One incident with five calls, the most urgent rung last, and one more than fit on a page. */
  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    calls = staffed.server.part(Calls.class);
    for (int number = 1; number <= BOXES_A_PAGE; number++) {
      IncidentId incident = leak(64_000 + number);
      ring(Alert.Kind.DETECTION, incident, "leak " + number, number);
      ring(Alert.Kind.DUTY, incident, "done " + number, number);
      Rung.end(calls, "done " + number);
    }
    ring(Alert.Kind.DUTY, staffed.incident, "past", 60);
    Rung.end(calls, "past");
    for (int number = 1; number <= 4; number++) {
      ring(Alert.Kind.DETECTION, staffed.incident, "first leak " + number, number);
    }
    ring(Alert.Kind.DUTY, staffed.incident, "first report", 0);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @Test
  void anIncidentIsOneBoxWithTheMostUrgentOnTopAndTheOthersFolded() {
    try (Reader reader = staffed.reader(Role.VIEWER, "ja")) {
      String page = ok(reader.get("/alerts"));
      String box = box(page, staffed.incident);

      assertThat(found(BOX, page)).first().isEqualTo(staffed.incident.value());
      assertThat(found(BOX, page)).hasSize(BOXES_A_PAGE).doesNotHaveDuplicates();
      assertThat(box.substring(0, box.indexOf("<details")))
          .contains("first report：新しい事案です")
          .doesNotContain("first leak");
      assertThat(box.substring(box.indexOf("<details"), box.indexOf("</details>")))
          .contains("ほか4件", "first leak 1", "first leak 2", "first leak 3", "first leak 4");
      assertThat(box).doesNotContain("<button");
    }
  }

  @Test
  void moreBoxesThanFitAreOnTheNextPageAndSoIsWhatIsOver() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      String first = ok(reader.get("/alerts"));
      String second = ok(reader.get("/alerts?page=2"));
      String history = ok(reader.get("/alerts?overPage=2"));

      assertThat(first).contains("href=\"/alerts?page=2&amp;overPage=1&amp;toldPage=1\"");
      assertThat(found(BOX, second)).isNotEmpty().doesNotContainAnyElementsOf(found(BOX, first));
      assertThat(second).doesNotContain("Nothing waits for anybody.");
      assertThat(ok(reader.get("/alerts?page=99")))
          .contains("id=\"calls-" + found(BOX, second).getLast());
      assertThat(found(OVER, first)).hasSize(BOXES_A_PAGE);
      assertThat(found(OVER, history)).hasSize(1).doesNotContainAnyElementsOf(found(OVER, first));
      assertThat(first).doesNotContain("<details id=\"over\" open");
      assertThat(history).contains("<details id=\"over\" open");
    }
  }

  @Test
  void whatWasToldIsListedPageByPage() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      String first = told(ok(reader.get("/alerts")));
      String last = told(ok(reader.get("/alerts?toldPage=99")));

      assertThat(rows(first)).isEqualTo(20);
      assertThat(first).contains("leak 50: new incident").doesNotContain("leak 1: new incident");
      assertThat(rows(last)).isBetween(1L, 20L);
      assertThat(last).contains("first report: new incident").doesNotContain("rel=\"next\"");
    }
  }

  @Test
  void theSituationHasOneLineForEachIncident() {
    try (Reader reader = staffed.reader(Role.VIEWER, "ja")) {
      String page = ok(reader.get("/"));
      String open =
          page.substring(page.indexOf("id=\"open-calls\""), page.indexOf("id=\"unjudged\""));

      assertThat(open).contains("first report：新しい事案です", "ほか4件").doesNotContain("first leak");
      assertThat(Pattern.compile("<li").matcher(open).results().count()).isEqualTo(5);
    }
  }

  @Test
  void oneButtonTakesWhatWasSeenOfAnIncidentAndTheRolesAllow() {
    IncidentId incident = leak(65_000);
    String leak = ring(Alert.Kind.DETECTION, incident, "a leak", 100);
    String hijack = ring(Alert.Kind.DETECTION, incident, "a hijack", 100);
    String report = ring(Alert.Kind.DUTY, incident, "a report", 100);
    String notice = ring(Alert.Kind.DUTY, incident, "a notice", 100);
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja");
        Reader legal = staffed.reader(Role.LEGAL, "en");
        Reader viewer = staffed.reader(Role.VIEWER, "en")) {
      String box = box(ok(engineer.get("/alerts")), incident);
      assertThat(box).contains("2件をまとめて引き受ける");
      List<String> offered =
          found(ID, box.substring(box.indexOf("take-all"), box.indexOf("<details")));
      assertThat(offered).containsExactlyInAnyOrder(leak, hijack);
      assertThat(ok(engineer.get("/incidents/" + incident))).contains("2件をまとめて引き受ける");
      ok(viewer.get("/alerts"));
      assertThat(viewer.post("/alerts/acknowledge", "call", offered).statusCode()).isEqualTo(403);
      ok(legal.get("/alerts"));
      assertThat(legal.post("/alerts/acknowledge", "call", offered).statusCode()).isEqualTo(403);
      String later = ring(Alert.Kind.DETECTION, incident, "another leak", 100);

      assertThat(
              engineer
                  .post("/alerts/acknowledge", "call", offered)
                  .headers()
                  .firstValue("location"))
          .hasValueSatisfying(where -> assertThat(where).endsWith("/alerts?taken"));

      assertThat(ok(engineer.get("/alerts?taken"))).contains("先にほかの人が引き受けていたものは");
      assertThat(takers(leak, hijack)).containsOnly("person-engineer");
      assertThat(takers(report, notice, later)).as("not theirs, and not seen").containsOnly("");
      legal.post("/alerts/acknowledge", "call", List.of(leak, report, notice));
      assertThat(takers(leak, report)).containsExactly("person-engineer", "person-legal");
    }
  }

  @Test
  void whatIsAboutNoIncidentIsOneBoxForItsKind() {
    ring(Alert.Kind.DUTY, null, "report of the spring", 200);
    ring(Alert.Kind.DUTY, null, "report of the autumn", 201);
    try (Reader legal = staffed.reader(Role.LEGAL, "en")) {
      String page = ok(legal.get("/alerts"));
      String box = page.substring(page.indexOf("id=\"calls-DUTY\""));

      assertThat(found(BOX, page)).containsOnlyOnce("DUTY");
      assertThat(box.substring(0, box.indexOf("<details")))
          .contains("href=\"/reports\"", "report of the spring", "Take 2 at once");
      assertThat(box.substring(box.indexOf("<details"), box.indexOf("</details>")))
          .contains("1 more", "report of the autumn");
    }
  }

  private static IncidentId leak(int from) {
    return staffed.server.incidents().accept(Statements.leak("" + from, "701", 1, 900)).id();
  }

  /** A call that is so many minutes younger than the first. */
  private static String ring(
      Alert.Kind kind, @Nullable IncidentId incident, String what, int minutes) {
    return Rung.ring(calls, kind, incident, what, FIRST.plusSeconds(60L * minutes));
  }

  private static String box(String page, IncidentId incident) {
    int from = page.indexOf("id=\"calls-" + incident);
    int next = page.indexOf("id=\"calls-", from + 1);
    return page.substring(from, next < 0 ? page.length() : next);
  }

  private static String told(String page) {
    return page.substring(page.indexOf("id=\"alert-list\""));
  }

  private static long rows(String table) {
    return Pattern.compile("<td class=\"words\"").matcher(table).results().count();
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern.matcher(page).results().map(each -> each.group(1)).toList();
  }

  private static List<String> takers(String... ids) {
    var takers = new ArrayList<String>();
    for (String id : ids) {
      String taker = calls.required(id).call().course().takenBy();
      takers.add(taker == null ? "" : taker);
    }
    return takers;
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
    return answer.body();
  }
}
