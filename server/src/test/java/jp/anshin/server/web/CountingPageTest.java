package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Impact;
import jp.anshin.law.Question;
import jp.anshin.law.UserCount;
import jp.anshin.law.Verdict;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users are counted on a page, and used in the answer only when somebody says so. */
final class CountingPageTest {

  private static final String WEEK = "?service=internet&method=WEEK_BEFORE";
  private static final String SERIES =
      """
      日時,at,users
      前日,2017-08-24T12:22,41000
      前日,2017-08-24T12:40,40000
      前々日,2017-08-23T12:30,39000
      """;

  private static Staffed staffed;
  private static int incidents;

  private IncidentId id = new IncidentId("none");
  private String path = "";

  @BeforeAll
  static void start(@TempDir Path directory) {
    String phone = "category: voice-emergency, users: 23000";
    staffed =
        Staffed.start(
            directory, OperatorText.example().replace(phone, phone + ", rests-on: [internet]"));
  }

  @BeforeEach
  void open() {
    String leaker = Integer.toString(64_700 + incidents++);
    id = staffed.server.incidents().accept(Statements.leak(leaker, "2497", 1, 900)).id();
    path = "/incidents/" + id + "/counting";
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 利用者数を数える, 故障した設備配下の全利用者, 何も記録されません, 緊急通報を扱う音声では",
    "en, Count users, all users under the failed equipment, Nothing is kept, gives only a lower bound"
  })
  void onlyWaysThatTheRulebookAllowsAreOfferedAndWhatIsOnlyALowerBoundSaysSo(
      String language, String title, String everybody, String kept, String partial) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      String page = reader.get(path + "?service=phone").body();
      assertThat(page)
          .contains(title, everybody, kept, "name=\"allLow\"")
          .contains("value=\"EMERGENCY_VOICE_ALL\" selected")
          .doesNotContain("value=\"CONTRACTS\"", "??", ">counting.");
      assertThat(reader.get(path + "?service=internet").body())
          .doesNotContain("value=\"EMERGENCY_VOICE_ALL\"");

      String found =
          reader
              .post(
                  path + "?service=phone&method=ACTUAL",
                  Map.of("allLow", "2万", "allHigh", "20000", "savedLow", "500"))
              .body();
      assertThat(found).contains(partial, language.equals("ja") ? "1万9,500" : "19,500");
      assertThat(incident().impact()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 2日の同じ時間帯, データなし, 回答に使う",
    "en, the same hours of 2 days, no data, Use in the answer"
  })
  void anEstimateFromTheWeekBeforeIsExplainedAndUsed(
      String language, String days, String none, String use) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      String opened = reader.get(path + WEEK).body();
      assertThat(opened).contains("name=\"from\"", "2017-08-25T12:2", "type=\"file\"");
      String page =
          reader
              .upload(
                  path + WEEK,
                  hours(),
                  "users.csv",
                  SERIES.getBytes(Charset.forName("windows-31j")))
              .body();
      assertThat(page)
          .contains(days, none, use, "class=\"column-chart\"", "2017-08-24T12:22:00,41000")
          .contains(language.equals("ja") ? "未確認" : "unverified")
          .doesNotContain("??");
      assertThat(incident().impact()).as("nothing is kept").isEmpty();

      var fields = new HashMap<>(hours());
      fields.put("series", SERIES.replaceAll("(?m)^[^,]*,", ""));
      fields.put("seen", seen(page));
      fields.put("basis", "RADIUS");
      HttpResponse<String> answer = reader.post(path + "/use" + WEEK, fields);
      assertThat(answer.statusCode()).isEqualTo(302);
      ImpactAnswer kept = incident().impact().orElseThrow();
      assertThat(kept.services()).hasSize(1);
      ServiceImpact internet = kept.services().getFirst();
      assertThat(internet.kind()).isEqualTo(Impact.UNKNOWN);
      assertThat(internet.users()).isEqualTo(Bounds.between(39_000, 41_000));
      assertThat(internet.basis()).isEqualTo("RADIUS");
      assertThat(internet.said("count-method").orElseThrow().codes())
          .containsExactly("WEEK_BEFORE");
      assertThat(reader.post(path + "/use" + WEEK, fields).statusCode())
          .as("the answer has gone on")
          .isEqualTo(409);
    }
  }

  @Test
  void whatWasFoundIsOfferedAsBasisNotThatOfTheNumberBefore() {
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      answer(reader, Map.of("internet.basis", "RADIUSの切断数", "phone.basis", "迂回"));
      String way = "?service=internet&method=ACTUAL";
      var fields = new HashMap<>(Map.of("readVersion", "1", "allLow", "50000", "allHigh", "50000"));
      String page = reader.post(path + way, fields).body();
      String basis = basis(page);
      assertThat(basis).contains("5万").doesNotContain("RADIUS");
      assertThat(page).contains("<q class=\"words\">RADIUSの切断数</q>");

      fields.put("basis", basis);
      fields.put("offered", basis);
      fields.put("allHigh", "60000");
      String again = reader.post(path + way, fields).body();
      assertThat(basis(again)).as("of the number that was found now").contains("6万");
      fields.put("basis", "装置の記録");
      assertThat(basis(reader.post(path + way, fields).body())).isEqualTo("装置の記録");
    }
  }

  private static String basis(String page) {
    Matcher found = Pattern.compile("id=\"field-basis\"[^>]*>([^<]*)<").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  @Test
  void everythingElseOfTheAnswerStaysAndOnlyWhatWasSeenIsUsed() {
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "ja")) {
      answer(reader, Map.of("internet.peak-users", "900", "phone.basis", "迂回", "remark", "覚え"));
      ImpactAnswer before = incident().impact().orElseThrow();
      String way = "?service=internet&method=ACTUAL";
      var fields = new HashMap<>(Map.of("readVersion", "1", "allLow", "50000", "allHigh", "50000"));
      fields.put("day", "2017-08-25");
      String seen = seen(reader.post(path + way, fields).body());

      fields.put("seen", seen);
      fields.put("savedLow", "20000");
      HttpResponse<String> changed = reader.post(path + "/use" + way, fields);
      assertThat(changed.statusCode()).isEqualTo(409);
      assertThat(changed.body()).contains("計算し直しました", "3万以下");
      assertThat(incident().impact()).contains(before);

      fields.put("seen", seen(changed.body()));
      assertThat(reader.post(path + "/use" + way, fields).statusCode()).isEqualTo(302);
      ImpactAnswer after = incident().impact().orElseThrow();
      assertThat(after.version()).isEqualTo(2);
      assertThat(after.remark()).isEqualTo("覚え");
      assertThat(after.confirms())
          .as("who counts says nothing else")
          .isEqualTo(Confirms.usersOf("internet"));
      assertThat(after.services().subList(1, 3)).isEqualTo(before.services().subList(1, 3));
      ServiceImpact internet = after.services().getFirst();
      assertThat(internet.users()).isEqualTo(Bounds.between(0, 30_000));
      assertThat(internet.said("peak-users")).isPresent();
      assertThat(internet.said("count-day")).isPresent();
      assertThat(internet.kind()).isEqualTo(Impact.STOP);
      assertThat(reader.get("/incidents/" + id).body()).contains("回答 第2版");
    }
  }

  @Test
  void whatContradictsTheAnswerIsNotUsed() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      answer(reader, Map.of("internet.peak-users", "900", "phone.basis", "迂回"));
      assertThat(used(reader, "internet", "500").body()).contains("同時に影響を受けた利用者の最大数");
      assertThat(used(reader, "mail", "500").body()).contains("「影響なし」");
      assertThat(incident().impactAnswers()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 救済された人数がそれを超えています, 始まりの1日前",
    "en, said to have been saved, more than a day before the incident began"
  })
  void moreSavedThanThereAreAndOtherHoursAreRefusedAtTheirFields(
      String language, String more, String hours) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      String way = path + "?service=internet&method=ACTUAL";
      reader.get(way);
      var fields = new HashMap<>(Map.of("readVersion", "0", "allLow", "50000"));
      fields.putAll(Map.of("allHigh", "50000", "savedLow", "60000", "savedHigh", "60000"));
      HttpResponse<String> all = reader.post(way, fields);
      assertThat(all.statusCode()).isEqualTo(400);
      assertThat(all.body())
          .contains(more, "id=\"fault-savedLow\"")
          .doesNotContain("id=\"result\"", "??");
      assertThat(reader.post(way.replace("?", "/use?"), fields).statusCode()).isEqualTo(400);

      var series = new HashMap<>(hours());
      series.put("series", SERIES.replaceAll("(?m)^[^,]*,", ""));
      series.put("savedHigh", "41001");
      assertThat(reader.post(path + WEEK, series).body()).contains(more, "id=\"fault-savedHigh\"");
      series.put("from", "2017-08-24T12:21");
      assertThat(reader.post(path + WEEK, series).body()).contains(hours, "id=\"fault-from\"");
    }
  }

  @Test
  void aStoredNumberOfOperatorsIsALowerBoundAndIsNotLostFromTheFormUnseen() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      var three = new UserCount(UserCount.RELAY_OPERATORS, Bounds.exactly(3), null, "", null);
      var stopped =
          new ServiceImpact(
              "internet",
              ServiceCategory.OTHER,
              Impact.STOP,
              Bounds.UNKNOWN,
              Bounds.exactly(300),
              Interval.at(Statements.START),
              false,
              "");
      Incident stored =
          staffed
              .server
              .incidents()
              .answerImpact(id, 0, "test", List.of(stopped.counted(three, "卸先")), "");
      var judged = staffed.server.part(Determinations.class).now(stored).determination();
      assertThat(stored.impact().orElseThrow().services().getFirst().affected())
          .as("told so in reports and by the clock")
          .isEqualTo(Bounds.atLeast(3));
      assertThat(judged.verdict()).isEqualTo(Verdict.UNDETERMINED);
      assertThat(judged.caveats()).contains(new Caveat("operators-counted", "internet"));

      assertThat(reader.get("/incidents/" + id).body())
          .contains("選べなくなりました", "利用者数の下限")
          .doesNotContain("??");
      var fields = Map.of("phone.basis", "迂回", "internet.count-method", "RELAY_OPERATORS");
      var sent = new HashMap<>(stop(fields));
      sent.put("readVersion", "1");
      HttpResponse<String> again = reader.post("/incidents/" + id + "/impact", sent);
      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(again.body()).contains("id=\"fault-internet.count-method\"", "選べなくなりました");
    }
  }

  @Test
  void badLinesAreListedAndNothingIsCounted() {
    try (Reader reader = staffed.reader(Role.ENGINEER, "ja")) {
      reader.get(path + WEEK);
      HttpResponse<String> answer =
          reader.upload(
              path + WEEK,
              hours(),
              "users.csv",
              "at,users\n2017-08-24T12:22,many\n2017-08-24,5\n".getBytes(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("読めない行が2行", "many", "2017-08-24")
          .doesNotContain("id=\"result\"");
      assertThat(reader.post(path + WEEK, hours()).body()).contains("何も書かれていません");
      assertThat(reader.upload(path + WEEK, hours(), "a.csv", new byte[3 << 20]).statusCode())
          .isEqualTo(302);
      assertThat(reader.get(path + "?large").body()).contains("1024KB");
      assertThat(reader.get(path + "?service=none").statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, の設備を使います, 止まった役務の設備を使う役務です",
    "en, uses the equipment of, rests on one that failed"
  })
  void noImpactOfWhatRestsOnAFailedServiceIsBelievedOnlyWithEvidence(
      String language, String rests, String fault) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      reader.get("/incidents/" + id);
      HttpResponse<String> answer = reader.post("/incidents/" + id + "/impact", stop(Map.of()));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(rests, fault, "id=\"fault-phone.basis\"");
      assertThat(incident().impact()).isEmpty();

      answer(reader, Map.of("phone.basis", "迂回"));
      assertThat(reader.get("/incidents/" + id).body()).contains(rests, path + "?service=phone");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 3万人が60分、9人が130分, 復旧した利用者は復旧した時までとする",
    "en, \"30,000 users for 60 minutes, 9 users for 130 minutes\", users restored first count only"
  })
  void restorationInPartsIsAnsweredShownAndJudgedByBothReadings(
      String language, String said, String reading) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      var fields = new HashMap<>(Map.of("phone.basis", "迂回"));
      exactly(fields, "internet.usersLow", "internet.usersHigh", "30000");
      exactly(fields, "internet.minutesLow", "internet.minutesHigh", "130");
      String steps = "internet.still-affected.";
      exactly(fields, steps + "1.users", steps + "1.usersHigh", "3万");
      exactly(fields, steps + "1.minutes", steps + "1.minutesHigh", "60");
      exactly(fields, steps + "2.users", steps + "2.usersHigh", "9");
      reader.get("/incidents/" + id);
      HttpResponse<String> half = reader.post("/incidents/" + id + "/impact", stop(fields));
      assertThat(half.statusCode()).isEqualTo(400);
      assertThat(half.body()).contains("id=\"fault-internet.still-affected\"", "value=\"3万\"");

      exactly(fields, steps + "2.minutes", steps + "2.minutesHigh", "130");
      answer(reader, fields);
      String page = reader.get("/incidents/" + id).body();
      assertThat(page)
          .contains(said, reading)
          .contains("name=\"" + steps + "2.minutesHigh\" value=\"130\"")
          .doesNotContain("??", ">finer.");
      assertThat(staffed.server.part(Determinations.class).now(incident()).determination())
          .satisfies(judged -> {
            assertThat(judged.verdict()).isEqualTo(Verdict.UNDETERMINED);
            assertThat(judged.caveats()).contains(new Caveat("readings-differ", "internet"));
            assertThat(judged.questions())
                .extracting(Question::key)
                .contains(ImpactFields.READINGS);
          });
    }
  }

  private static void exactly(Map<String, String> fields, String low, String high, String value) {
    fields.put(low, value);
    fields.put(high, value);
  }

  private HttpResponse<String> used(Reader reader, String service, String users) {
    String way = "?service=" + service + "&method=ACTUAL";
    var fields = new HashMap<>(Map.of("readVersion", "1", "allLow", users, "allHigh", users));
    fields.put("seen", seen(reader.post(path + way, fields).body()));
    HttpResponse<String> answer = reader.post(path + "/use" + way, fields);
    assertThat(answer.statusCode()).isEqualTo(409);
    return answer;
  }

  private static Map<String, String> hours() {
    return Map.of("readVersion", "0", "from", "2017-08-25T12:22", "until", "2017-08-25T12:45");
  }

  private static String seen(String page) {
    Matcher found = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private void answer(Reader reader, Map<String, String> more) {
    reader.get("/incidents/" + id);
    assertThat(reader.post("/incidents/" + id + "/impact", stop(more)).statusCode()).isEqualTo(302);
  }

  private static Map<String, String> stop(Map<String, String> more) {
    var fields = new HashMap<String, String>(Map.of("readVersion", "0"));
    List.of("phone", "mail").forEach(each -> fields.put(each + ".kind", "NONE"));
    fields.put("internet.kind", "STOP");
    fields.put("internet.usersLow", "1000");
    fields.putAll(more);
    return fields;
  }

  private Incident incident() {
    return staffed.server.incidents().required(id);
  }
}
