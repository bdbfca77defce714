package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of the clock and tell it. */
final class ClockPageTest {

  /** 12:46 in Japan, on the day of the leak. */
  private static final Instant NOW = Instant.parse("2017-08-25T03:46:00Z");

  private static Staffed staffed;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    staffed.server.part(Feeds.class).heardUntil(NOW);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  private static IncidentId incident(int as) {
    return staffed
        .server
        .incidents()
        .accept(Statements.leak(Integer.toString(as), Integer.toString(as + 1), 1, 420))
        .id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja | 70001 | 例示インターネット接続：14:22 に 2時間×3万人 に達する（重大な事故） | 法令 | 自社規則"
            + " | 失われた利用者時間 | 定期報告：3万人 | 分からない部分",
        "en | 70011 | Example Internet access: 2 h × 30,000 users will be reached at 14:22"
            + " (serious accident) | Statute | Own rule | User-hours lost"
            + " | periodic report: 30,000 users | no upper bound"
      })
  void aCountIsKeptAndTheClockSaysWhenInWordsTableAndDrawing(
      String language,
      int as,
      String when,
      String statute,
      String own,
      String hours,
      String limit,
      String open) {
    IncidentId id = incident(as);
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, language)) {
      staffed
          .server
          .incidents()
          .answerImpact(id, 0, "sato", List.of(stopped(), none("phone"), none("mail")), "");
      reader.get("/incidents/" + id);
      assertThat(count(reader, id, "2017-08-25T12:30:00", "3万8千", "", "").statusCode())
          .as("千 is no unit of the form")
          .isEqualTo(400);
      assertThat(count(reader, id, "2017-08-25T12:30:00", "3万8000", "４１,０００", "").statusCode())
          .isEqualTo(302);
      String page = reader.get("/incidents/" + id + "?counted").body();

      assertThat(page)
          .contains(when, statute, own, hours, limit, open)
          .contains("<path class=\"uc-line\"", "data-duty=\"final-report\"")
          .doesNotContain("??", "clock.say", "style=");
      assertThat(reader.get("/").body()).contains(when).contains("/incidents/" + id + "#clock");
    }
  }

  @Test
  void aCableThatIsDownHasItsTwoHoursOnTheClock() {
    IncidentId id = incident(70_091);
    Map<String, Said> down =
        Map.of(
            "facility", Said.of(Truth.YES),
            "facility-since", Said.at(Interval.at(Statements.START)),
            "facility-ongoing", Said.of(Truth.YES));
    staffed
        .server
        .incidents()
        .answerImpact(
            id, 0, "sato", List.of(none("internet"), none("phone"), none("mail")), down, "");
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      assertThat(reader.get("/incidents/" + id).body())
          .contains("衛星・海底ケーブル等の設備：14:22 に 2時間 に達する（重大な事故）")
          .as("a cable has no users of its own")
          .doesNotContain("??", "利用者数×時間");
    }
    assertThat(staffed.server.part(Duties.class).ofOpen())
        .filteredOn(duty -> id.equals(duty.incident()))
        .extracting(Duty::key)
        .contains("threshold-facility-critical-2015-120-0");
  }

  @ParameterizedTest
  @CsvSource({
    "2017-08-25T12:47:00, 5, '', '', at",
    "2016-08-25T12:40:00, 5, '', '', at",
    "2017-08-25T12:40:00, -5, '', '', low",
    "2017-08-25T12:40:00, 1.5, '', '', low",
    "2017-08-25T12:40:00, '', 5, '', low",
    "2017-08-25T12:40:00, 5, 4, '', high",
    "2017-08-25T12:40:00, 5, '', 4, high",
    "noon, 5, '', '', at"
  })
  void aCountThatCannotBeStaysInTheFormWithItsFault(
      String at, String low, String estimate, String high, String field) {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      reader.get("/incidents/" + staffed.incident);
      HttpResponse<String> answer = count(reader, staffed.incident, at, low, estimate, high);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("id=\"fault-count-" + field + "\"");
      assertThat(answer.body()).contains("value=\"" + at + "\"");
      assertThat(staffed.server.incidents().required(staffed.incident).counts()).isEmpty();
    }
  }

  @Test
  void aNoticeIsRecordedByAnEngineerAndFulfilsTheRule() {
    IncidentId id = incident(70_021);
    staffed
        .server
        .incidents()
        .answerImpact(id, 0, "sato", List.of(stopped(), none("phone"), none("mail")), "");
    try (Reader reader = staffed.reader(Role.ENGINEER, "en")) {
      reader.get("/incidents/" + id);
      assertThat(notice(reader, id, "2017-08-25T12:59:00", "tell-the-head").statusCode())
          .as("in the future")
          .isEqualTo(400);
      assertThat(notice(reader, id, "2017-08-25T12:40:00", "no-such").statusCode()).isEqualTo(400);
      assertThat(notice(reader, id, "2017-08-25T12:40:00", "tell-the-head").statusCode())
          .isEqualTo(302);
      String page = reader.get("/incidents/" + id + "?noticed").body();
      assertThat(page)
          .contains("was followed")
          .doesNotContain("own rule &quot;tell-the-head&quot;");
      assertThat(page.substring(page.indexOf("data-duty=\"own-rule-tell-the-head\"")))
          .contains("done");
      assertThat(count(reader, id, "2017-08-25T12:40:00", "5", "", "").statusCode())
          .as("an engineer does not count users")
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja | 70031 | 通信の秘密の漏えい | 2017年9月24日 | 済み | 誤りとして取り消した記録 | （発生）から" + " | ほかの報告義務（まだのもの",
        "en | 70041 | leak of the secrecy of communications | 2017-09-24 | done"
            + " | Record withdrawn as wrong | must lie between | Other duties to report ("
      })
  void anotherDutyHasAPageWhereItsReportIsRecordedAndTakenBack(
      String language,
      int as,
      String title,
      String day,
      String done,
      String withdrawn,
      String fault,
      String listed) {
    IncidentId id = leaked(as);
    String path = "/incidents/" + id + "/duties/signpost-secrecy-leak";
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      assertThat(reader.get("/incidents/" + id).body()).contains("href=\"" + path + "\"");
      assertThat(reader.get("/reports").body()).contains(path, listed);
      assertThat(reader.get(path).body())
          .contains(title, day, "様式第五十の二", "action=\"" + path + "/done\"")
          .doesNotContain("??", "style=");
      HttpResponse<String> ahead = sent(reader, path, "2017-08-25T12:47:00");
      assertThat(ahead.statusCode()).isEqualTo(400);
      assertThat(ahead.body()).contains(fault, "value=\"2017-08-25T12:47:00\"", "総合通信局 &lt;a&gt;");
      assertThat(sent(reader, path, "2017-08-25T12:40:00").statusCode()).isEqualTo(302);
      String page = reader.get(path + "?recorded").body();
      assertThat(page).contains(done, "総合通信局 &lt;a&gt;", "person-legal");
      String list = reader.get("/reports").body();
      assertThat(list.substring(list.indexOf(path)).split("</tr>", 2)[0])
          .as("its row")
          .contains("person-legal", done);

      assertThat(wrong(reader, path, "").statusCode()).isEqualTo(400);
      assertThat(wrong(reader, path, "別の事案だった").statusCode()).isEqualTo(302);
      assertThat(reader.get(path + "?withdrawn").body()).contains(withdrawn, "別の事案だった");
      assertThat(reader.get("/incidents/" + id + "/duties/first-report").statusCode())
          .isEqualTo(409);
      assertThat(reader.get("/incidents/" + id + "/duties/none").statusCode()).isEqualTo(404);
    }
    try (Reader engineer = staffed.reader(Role.ENGINEER, language)) {
      assertThat(engineer.get(path).body()).contains(title).doesNotContain(path + "/done");
      assertThat(sent(engineer, path, "2017-08-25T12:40:00").statusCode()).isEqualTo(403);
      assertThat(wrong(engineer, path, "x").statusCode()).isEqualTo(403);
    }
  }

  private static IncidentId leaked(int as) {
    IncidentId id = incident(as);
    staffed
        .server
        .incidents()
        .answerImpact(
            id,
            0,
            "sato",
            List.of(),
            Map.of(
                "statement.secrecy-leak",
                Said.of(Truth.YES),
                "day.secrecy-leak",
                Said.on(LocalDate.parse("2017-08-25"))),
            "");
    return id;
  }

  private static HttpResponse<String> sent(Reader reader, String path, String at) {
    var fields = new TreeMap<String, String>();
    fields.put("channel", "FAX");
    fields.put("recipient", "総合通信局 <a>");
    fields.put("sentAt", at);
    fields.put("receipt", "");
    fields.put("remark", "");
    return reader.post(path + "/done", fields);
  }

  private static HttpResponse<String> wrong(Reader reader, String path, String why) {
    return reader.post(path + "/withdraw", Map.of("number", "1", "why", why));
  }

  private static HttpResponse<String> count(
      Reader reader, IncidentId id, String at, String low, String estimate, String high) {
    return reader.post(
        "/incidents/" + id + "/user-counts",
        Map.of(
            "service",
            "internet",
            "at",
            at,
            "low",
            low,
            "estimate",
            estimate,
            "high",
            high,
            "basis",
            "RADIUS"));
  }

  private static HttpResponse<String> notice(Reader reader, IncidentId id, String at, String rule) {
    var fields = new TreeMap<String, String>();
    fields.put("givenAt", at);
    fields.put("rule", rule);
    fields.put("channel", "TELEPHONE");
    fields.put("place", "夜間当番");
    fields.put("words", "");
    return reader.post("/incidents/" + id + "/notices", fields);
  }

  private static ServiceImpact stopped() {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        Bounds.UNKNOWN,
        Bounds.UNKNOWN,
        Interval.at(Statements.START),
        true,
        "");
  }

  private static ServiceImpact none(String service) {
    return new ServiceImpact(
        service, null, Impact.NONE, Bounds.UNKNOWN, Bounds.UNKNOWN, null, false, "");
  }
}
