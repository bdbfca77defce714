package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.law.Truth;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The finer questions of the law in the impact form: asked, answered, shown and corrected. */
final class FinerAnswersTest {

  private static Staffed staffed;
  private static int incidents;

  private IncidentId id = new IncidentId("none");
  private String path = "";

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  /** Each of its own leaker, so that none is answered twice. */
  @BeforeEach
  void open() {
    String leaker = Integer.toString(64_600 + incidents++);
    id = staffed.server.incidents().accept(Statements.leak(leaker, "2497", 1, 900)).id();
    path = "/incidents/" + id;
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 法律が問う細部, 付加的な機能の提供に係るもの, 事案全体, 故障した設備の区分, 東京都, 通信の秘密の漏えい",
    "en, What the law asks further, supplementary function, The event as a whole,"
        + " class of the facility that failed, Tokyo, leak of the secrecy of communications"
  })
  void everyFactTheLawCanAskHasItsFieldWithItsArticle(
      String language,
      String further,
      String exclusion,
      String event,
      String facility,
      String prefecture,
      String duty) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      String page = reader.get(path).body();

      assertThat(page).contains(further, exclusion, event, facility, prefecture, duty);
      assertThat(page)
          .contains("name=\"internet.exclusion.supplementary-function\"")
          .contains("name=\"phone.circumstance.call-loss-at-maximum-control\"")
          .contains("name=\"_event.statement.near-accident-fire\"", "type=\"date\"")
          .contains("電気通信事業法施行規則58条");
      assertThat(page).doesNotContain("??", ">finer.", ">statement.");
    }
  }

  @Test
  void aQuestionOfTheDeterminationLeadsToItsFieldWhichIsUnfolded() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      answered(reader, 0, Map.of("internet.kind", "DEGRADATION"));
      String page = reader.get(path).body();

      String field = "field-internet.circumstance.best-effort-data";
      assertThat(page).contains("href=\"#" + field + "\"").containsOnlyOnce("id=\"" + field + "\"");
      String before = page.substring(0, page.indexOf("id=\"" + field + "\""));
      assertThat(before.substring(before.lastIndexOf("<details")))
          .startsWith("<details class=\"finer-group\" open=\"open\"");
      assertThat(before.lastIndexOf("class=\"finer asked\""))
          .isGreaterThan(before.lastIndexOf("class=\"finer\""));
    }
    try (Reader viewer = staffed.reader(Role.VIEWER, "ja")) {
      assertThat(viewer.get(path).body())
          .as("who may not answer is led to the impacts")
          .doesNotContain("href=\"#field-");
    }
  }

  @Test
  void whatWasAnsweredIsKeptJudgedAndShownAgain() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      var fields = new HashMap<String, String>();
      fields.put("internet.exclusion.supplementary-function", "YES");
      fields.put("internet.exclusion.supplementary-function.words", "留守番電話だけ");
      fields.put("_event.area.13", "on");
      fields.put("_event.area.27", "on");
      fields.put("_event.facility", "NO");
      fields.put("_event.equipment-place", "大手町の局");
      fields.put("_event.cause-code", "C-CONFIG");
      fields.put("_event.statement.near-accident-users", "3万");
      fields.put("_event.day.secrecy-leak", "2017-08-25");
      answered(reader, 0, fields);

      ImpactAnswer answer = incident().impact().orElseThrow();
      assertThat(answer.said("area").orElseThrow().codes()).containsExactly("13", "27");
      assertThat(answer.said("facility").orElseThrow().truth()).isEqualTo(Truth.NO);
      String page = reader.get(path).body();
      assertThat(page)
          .contains("はい（当たる）", "留守番電話だけ", "東京都、大阪府", "大手町の局", "設定誤り", "3万以上")
          .contains("「付加的な機能の提供に係るもの」に当たるため、対象外である")
          .doesNotContain("重要な設備の故障ではないものとした");
      assertThat(reader.get(path + "/drafts/INFORMATION_SHARING").statusCode()).isEqualTo(200);

      // The form has it all again, so that sending it as it is changes nothing.
      Map<String, String> again = form(page);
      assertThat(again).containsAllEntriesOf(fieldsAsShown(fields));
      HttpResponse<String> sent = reader.post(path + "/impact", again);
      assertThat(sent.statusCode()).isEqualTo(302);
      ImpactAnswer second = incident().impact().orElseThrow();
      assertThat(second.version()).isEqualTo(2);
      assertThat(second.said()).isEqualTo(answer.said());
      assertThat(second.services()).isEqualTo(answer.services());
      assertThat(reader.get(path).body()).contains("回答 第1版", "回答 第2版");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, internet.peak-users, many, 同時に影響を受けた利用者の最大数, までの数で書いてください",
    "en, internet.restored-at, noon, when it was restored for all, Not a time",
    "ja, internet.detected-at, 2017-08-25T12:23:00, 検知した日時, 始まりも書いてください",
    "en, _event.facility, MAYBE, all communication over a satellite, Choose one",
    "ja, _event.day.secrecy-leak, 2017-99-01, 期限を数え始める日, 日付ではありません",
    "en, _event.facility-class, F-NONE, class of the facility that failed, Choose one",
    "ja, internet.exclusion.user-side-equipment.words, 宅内, 利用者側端末設備の故障, 根拠だけ"
  })
  void whatIsWrongIsToldAtTheTopAndWhatWasTypedStays(
      String language, String field, String typed, String label, String words) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      HttpResponse<String> answer = answer(reader, 0, Map.of(field, typed, "mail.basis", "kept"));

      assertThat(answer.statusCode()).isEqualTo(400);
      String page = answer.body();
      String id = field.replace(".words", "");
      int summary = page.indexOf("<div id=\"faults\"");
      assertThat(page.substring(summary, page.indexOf("</div>", summary)))
          .contains("href=\"#field-" + id + "\"", label, words);
      assertThat(page).containsOnlyOnce("id=\"fault-" + id + "\"").contains(">kept</textarea>");
      if (!typed.equals("MAYBE") && !typed.equals("F-NONE")) {
        assertThat(page).contains("value=\"" + typed + "\"");
      }
      assertThat(incident().impact()).isEmpty();
    }
  }

  private Incident incident() {
    return staffed.server.incidents().required(id);
  }

  private void answered(Reader reader, int version, Map<String, String> more) {
    assertThat(answer(reader, version, more).statusCode()).isEqualTo(302);
  }

  private HttpResponse<String> answer(Reader reader, int version, Map<String, String> more) {
    reader.get(path);
    var fields = new HashMap<String, String>(Map.of("readVersion", "" + version));
    for (String service : new String[] {"internet", "phone", "mail"}) {
      fields.put(service + ".kind", "NONE");
    }
    fields.put("internet.kind", "STOP");
    fields.put("internet.usersLow", "41000");
    fields.put("internet.usersHigh", "41000");
    fields.putAll(more);
    return reader.post(path + "/impact", fields);
  }

  /** A number is shown in digits. */
  private static Map<String, String> fieldsAsShown(Map<String, String> typed) {
    var shown = new HashMap<>(typed);
    shown.put("_event.statement.near-accident-users", "30000");
    return shown;
  }

  /** What a browser would send of the impact form if nobody changed anything. */
  private static Map<String, String> form(String page) {
    int begin = page.indexOf("/impact\"", page.indexOf("class=\"impact-form\""));
    String form = page.substring(begin, page.indexOf("</form>", begin));
    var fields = new TreeMap<String, String>();
    Pattern.compile("<input([^>]*)>")
        .matcher(form)
        .results()
        .map(found -> found.group(1))
        .filter(input -> !input.contains("type=\"radio\"") || input.contains(" checked"))
        .filter(input -> !input.contains("type=\"checkbox\"") || input.contains(" checked"))
        .forEach(input -> {
          boolean box = input.contains("type=\"checkbox\"");
          fields.put(attribute(input, "name"), box ? "on" : attribute(input, "value"));
        });
    Pattern.compile("<textarea([^>]*)>([^<]*)</textarea>")
        .matcher(form)
        .results()
        .forEach(found -> fields.put(attribute(found.group(1), "name"), found.group(2)));
    Pattern.compile("<select([^>]*)>(.*?)</select>", Pattern.DOTALL)
        .matcher(form)
        .results()
        .forEach(found -> {
          var chosen =
              Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(found.group(2));
          fields.put(attribute(found.group(1), "name"), chosen.find() ? chosen.group(1) : "");
        });
    return fields;
  }

  private static String attribute(String tag, String name) {
    var found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
    return found.find() ? found.group(1) : "";
  }
}
