package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.formats.rulebook.RulebookText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person or a script gets from {@code accident judge}. */
class AccidentJudgeCommandTest {

  private static final Path PUBLISHED = Path.of("..", "..", "shared", "law", "accident-cases.csv");
  private static final String HEADER = "id,date,service_category,duration_minutes,affected_users\n";

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  private int judge(String... arguments) {
    var all = new ArrayList<>(List.of("accident", "judge"));
    all.addAll(List.of(arguments));
    return terminal.run(all.toArray(String[]::new));
  }

  private static JsonNode json(String line) {
    return JsonMapper.shared().readTree(line);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "41000@60;30000@120;9@180, yes",
    "41000@60;29999@120;9@180, undetermined",
    "41000@60;30000@1:59:59;9@180, undetermined"
  })
  void restorationInPartsIsJudgedBesideAllUsersForTheWholeDuration(String steps, String serious) {
    judge(
        "--date",
        "2023-07-03",
        "--service",
        "OTHER",
        "--users",
        "41000",
        "--duration",
        "180",
        "--restored",
        steps,
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("serious").asString()).isEqualTo(serious);
    assertThat(said.path("caveats").toString())
        .contains(serious.equals("yes") ? "readings-agree" : "readings-differ");
  }

  @Test
  void aProposalThatDecidesByOneReadingIsNotSaidToChangeNothing() {
    judge(
        "--date",
        "2025-12-01",
        "--service",
        "OTHER",
        "--users",
        "100000",
        "--duration",
        "300",
        "--restored",
        "100000@60;29999@300",
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("serious").asString()).isEqualTo("undetermined");
    assertThat(said.path("unknowns").toString()).contains("\"readings\"");
    assertThat(said.path("dueFinal").isNull()).isTrue();
    assertThat(said.path("dueFinalIfSerious").asString()).isEqualTo("2025-12-31");
    assertThat(said.path("caveats").toString())
        .contains("readings-differ", "proposal-differs")
        .doesNotContain("proposal-considered");
  }

  /** The report of 2018 says that there is no criterion, and no text of the law does. */
  @ParameterizedTest
  @ValueSource(strings = {"degradation", "hard-to-connect"})
  void thatADegradationOfLpwaDoesNotCountRestsOnAReportThatIsNamed(String impact) {
    judge(
        "--date",
        "2024-06-06",
        "--service",
        "LPWA",
        "--duration",
        "13h",
        "--users",
        "40000",
        "--impact",
        impact,
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("serious").asString()).isEqualTo("no");
    assertThat(said.path("citations").path(0).path("article").asString())
        .isEqualTo("IPネットワーク設備委員会 第一次報告（2018年） 3.2.2(2)(ウ)");
    assertThat(said.path("citations").path(0).path("verified").asBoolean()).isFalse();
    assertThat(said.path("caveats").toString())
        .contains("impact-not-counted-by", "第一次報告（2018年）", "unverified");
  }

  @Test
  void aStateOfAffairsThatMayLeadToASeriousAccidentIsJudgedByWhatIsStated() {
    List<String> satellite =
        List.of(
            "--date",
            "2024-06-01",
            "--facility",
            "F-CRITICAL",
            "--facility-down",
            "yes",
            "--duration",
            "119",
            "--users",
            "0",
            "--impact",
            "none",
            "--json");
    assertThat(judge(satellite.toArray(String[]::new))).isEqualTo(ExitStatus.GOOD);
    JsonNode silent = json(terminal.out().lines().toList().getLast());
    assertThat(silent.path("otherDuties").findValuesAsString("duty")).contains("near-accident");
    assertThat(silent.path("otherDuties").toString()).contains("58条の2", "様式第五十の四");

    var stated = new ArrayList<>(satellite);
    stated.addAll(
        List.of(
            "--state",
            "near-accident-critical-facility=yes",
            "--state",
            "day.near-accident=2024-06-02"));
    assertThat(judge(stated.toArray(String[]::new))).isEqualTo(ExitStatus.FINDINGS);
    JsonNode said = json(terminal.out().lines().toList().getLast());
    assertThat(said.path("serious").asString()).isEqualTo("no");
    JsonNode near = said.path("signposts").path(0);
    assertThat(near.path("duty").asString()).isEqualTo("near-accident");
    assertThat(near.path("applies").asString()).isEqualTo("yes");
    assertThat(near.path("due").asString()).isEqualTo("2024-07-02");
    assertThat(said.path("otherDuties").findValuesAsString("duty")).doesNotContain("near-accident");
    assertThat(said.path("citations").toString()).contains("58条の2");

    stated.remove("--json");
    stated.set(stated.indexOf("near-accident-critical-facility=yes"), "near-accident-users=30000");
    assertThat(judge(stated.toArray(String[]::new))).isEqualTo(ExitStatus.FINDINGS);
    assertThat(terminal.out()).contains("様式第五十の四", "ロ", "To be asked");
  }

  @ParameterizedTest
  @CsvSource({
    "near-accident-usrs=3, Did you mean near-accident-users?",
    "x=3, Known are: wholesale-received",
    "near-accident-users=-3, Write a whole number",
    "near-accident-fire=maybe, 'Possible are yes, no, unknown'",
    "day.near-accident=2024-02-30, Write the day as"
  })
  void aStatementThatCannotBeMeantIsRefused(String state, String why) {
    assertThat(judge("--date", "2024-06-01", "--state", state)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(why);
  }

  @ParameterizedTest
  @CsvSource({"42000@60, more users", "41000@181, longer time", "41000, is no step"})
  void stepsThatCannotBeAreRefused(String steps, String why) {
    assertThat(
            judge(
                "--date",
                "2023-07-03",
                "--users",
                "41000",
                "--duration",
                "180",
                "--restored",
                steps))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(why);
  }

  /** Section 10 of the gathered boundary cases, each unknown, and the days around each edition. */
  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2023-04-03|OTHER|101|87000||no|yes",
        "2023-04-03|VOICE_EMERGENCY|1h41m|47000||yes|yes",
        "2023-04-03|VOICE_EMERGENCY|1h41m|47000|2008|no|yes",
        "2022-12-20|OTHER|121|690000||yes|yes",
        "2012-11-14|OTHER|103|2700000||no|yes",
        "2012-11-14|OTHER|103|2700000|2015|yes|yes",
        "2015-08-28|FREE_INTERNET|580|2600000||no|yes",
        "2015-08-28|FREE_MESSAGING_MAU10M|580|2600000|2025-09-proposal|yes|yes",
        "2017-08-25|OTHER|23|<=8150000||no|undetermined",
        "2025-09-16|VOICE_EMERGENCY|51|2270000||no|yes",
        "2022-07-07|OTHER|70|<1000000||no|undetermined",
        // thresholds
        "2017-08-25|OTHER|120|29999||no|yes",
        "2017-08-25|OTHER|120|30000||yes|yes",
        "2017-08-25|OTHER|2:00|30000||yes|yes",
        "2017-08-25|OTHER|1:59:59|30000||no|yes",
        "2017-08-25|OTHER|119|29999||no|no",
        "2020-06-01|FREE_INTERNET|719|1000000||no|yes",
        "2020-06-01|FREE_INTERNET|720|1000000||yes|yes",
        "2020-06-01|FREE_INTERNET|719m59s|1000000||no|yes",
        "2020-06-01|FREE_INTERNET|719.99|1000000||no|yes",
        "2020-06-01|FREE_INTERNET|720|999999||no|yes",
        "2020-06-01|FREE_INTERNET|1439|100000||no|yes",
        "2020-06-01|FREE_INTERNET|1440|100000||yes|yes",
        "2020-06-01|VOICE_OTHER|60|99999||no|yes",
        "2020-06-01|VOICE_OTHER|60|100000||yes|yes",
        "2020-06-01|OTHER|60|999999||no|yes",
        "2020-06-01|OTHER|60|1000000||yes|yes",
        // first and last days
        "2015-03-31|VOICE_EMERGENCY|60|30000||no|yes",
        "2015-04-01|VOICE_EMERGENCY|60|30000||yes|yes",
        "2008-04-01|OTHER|120|30000||yes|yes",
        "2019-03-31|LPWA|150|40000||yes|yes",
        "2019-04-01|LPWA|150|40000||undetermined|yes",
        "2019-04-01|LPWA|720|30000||yes|yes",
        "2023-06-15|OTHER|120|30000||yes|yes",
        "2023-06-16|OTHER|120|30000||yes|yes",
        "2014-06-01|FREE_INTERNET|150|40000||yes|yes",
        "2025-03-31|OTHER|120|30000||yes|yes",
        "2025-04-01|OTHER|120|30000||yes|no",
        "2025-09-30|OTHER|60|100000||no|yes",
        "2025-10-01|OTHER|60|100000||undetermined|undetermined",
        "2025-10-01|OTHER|59|100000||no|yes",
        "2025-10-01|FREE_INTERNET|240|100000||undetermined|undetermined",
        // unknowns
        "2017-08-25|OTHER||29999||no|undetermined",
        "2017-08-25|OTHER||30000||undetermined|yes",
        "2017-08-25|OTHER|59|||no|undetermined",
        "2017-08-25|OTHER|60|||undetermined|undetermined",
        "2017-08-25||70|40000||undetermined|yes",
        "2017-08-25||59|5000000||no|yes",
        "2017-08-25||1440|100000||yes|yes",
        "2015-03|VOICE_EMERGENCY|60|30000||no|yes",
        "2015-03-20..2015-04-05|VOICE_EMERGENCY|60|30000||undetermined|yes",
        "2017-08-25|OTHER|110..130|30000||undetermined|yes",
      })
  void casesComeOutAsPublishedAndAtTheirBoundaries(
      String date,
      @Nullable String service,
      @Nullable String duration,
      @Nullable String users,
      @Nullable String trial,
      String serious,
      String periodic) {
    var arguments = new ArrayList<>(List.of("--json", "--date", date));
    Map<String, @Nullable String> given = new HashMap<>();
    given.put("--service", service);
    given.put("--duration", duration);
    given.put("--users", users);
    given.put("--what-if", trial);
    given.forEach((option, value) -> {
      if (value != null) {
        arguments.addAll(List.of(option, value));
      }
    });
    int status = judge(arguments.toArray(String[]::new));
    assertThat(status).isEqualTo(serious.equals("no") ? ExitStatus.GOOD : ExitStatus.FINDINGS);
    JsonNode said = json(terminal.out());
    assertThat(said.path("serious").asString()).isEqualTo(serious);
    assertThat(said.path("periodic").asString()).isEqualTo(periodic);
    if (serious.equals("undetermined")) {
      assertThat(said.path("unknowns").size() + said.path("caveats").size()).isPositive();
    }
    assertThat(terminal.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stop, OTHER, yes",
    "degradation, VOICE_EMERGENCY, yes",
    "degradation, OTHER, undetermined",
    "hard-to-connect, OTHER, undetermined",
    "hard-to-connect, LPWA, no",
    "none, OTHER, no",
    "unknown, OTHER, undetermined",
    "不明, OTHER, undetermined"
  })
  void whatUsersMetDecidesWhetherItIsAnAccidentAtAll(String impact, String service, String said) {
    judge(
        "--date",
        "2020-06-01",
        "--service",
        service,
        "--duration",
        "300",
        "--users",
        "50000",
        "--impact",
        impact,
        "--json");
    JsonNode line = json(terminal.out());
    assertThat(line.path("serious").asString()).isEqualTo(said);
    assertThat(keys(line.path("caveats"))).doesNotContain("assumed-stop");
  }

  @ParameterizedTest
  @CsvSource({"39999, form27", "29999, exempt"})
  void aSeriousAccidentIsNeverCalledMinor(String users, String filing) {
    judge(
        "--date",
        "2023-07-03",
        "--service",
        "OTHER",
        "--duration",
        "300",
        "--users",
        users,
        "--facility",
        "F-INBUILDING",
        "--same-premises",
        "yes",
        "--json");
    assertThat(json(terminal.out()).path("filing").asString()).isEqualTo(filing);
  }

  @ParameterizedTest
  @CsvSource({"2023-06-15, 57条1項 表三", "2023-06-16, 57条1項 表四"})
  void theThirtyDaysAreCitedWhereTheyStoodOnThatDay(String day, String article) {
    judge("--date", day, "--service", "VOICE_EMERGENCY", "--duration", "61", "--users", "30000");
    assertThat(terminal.out()).contains(article);
  }

  /** 58条2項2号 asks for two hours, and for nobody. */
  @ParameterizedTest
  @CsvSource({
    "F-CRITICAL, yes, 120, yes",
    "F-CRITICAL, yes, 119, no",
    "F-CRITICAL, yes, 100..130, undetermined",
    "F-CRITICAL, no, 600, no",
    "F-CRITICAL, , 600, undetermined",
    "F-OTHER, no, 600, no"
  })
  void aSatelliteOrCableIsJudgedByWhetherAnythingStillWentOverIt(
      String facility, @Nullable String down, String minutes, String said) {
    judge(
        "--date",
        "2024-06-01",
        "--service",
        "OTHER",
        "--duration",
        minutes,
        "--users",
        "10",
        "--facility",
        facility,
        "--facility-down",
        down == null ? "" : down,
        "--json");
    assertThat(json(terminal.out()).path("serious").asString()).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"2009-06-01, true", "2017-06-01, false", "2024-06-01, true"})
  void whereTheRuleOfSatellitesAndCablesStandsIsCited(String day, boolean verified) {
    judge(
        "--date",
        day,
        "--duration",
        "130",
        "--facility",
        "F-CRITICAL",
        "--facility-down",
        "yes",
        "--json");
    JsonNode first = json(terminal.out()).path("citations").path(0);
    assertThat(first.path("article").asString()).matches("電気通信事業法施行規則58条(2項)?2号");
    assertThat(first.path("verified").asBoolean()).isEqualTo(verified);
  }

  @Test
  void thatNothingWentOverItIsSaidOfASatelliteOrCableOnly() {
    judge("--date", "2024-06-01", "--facility", "F-RAN", "--facility-down", "yes");
    assertThat(terminal.err()).contains("F-CRITICAL");
    assertThat(terminal.out()).isEmpty();
  }

  private static List<String> keys(JsonNode list) {
    return list.valueStream().map(each -> each.path("key").asString()).toList();
  }

  @Test
  void oneObjectSaysEverythingAScriptNeeds() {
    judge(
        "--date",
        "2023-04-03",
        "--service",
        "OTHER",
        "--duration",
        "1h43m",
        "--users",
        "25,800",
        "--json");
    assertThat(terminal.out().lines()).hasSize(1);
    JsonNode line = json(terminal.out());
    assertThat(line.path("id").asString()).isEqualTo("1");
    assertThat(line.path("rulebook").asString()).isEqualTo("2019");
    assertThat(line.path("row").asString()).isEqualTo("2019-5");
    JsonNode miss = line.path("nearestMiss");
    assertThat(miss.path("minutesShort").asDouble()).isEqualTo(17);
    assertThat(miss.path("usersShort").asLong()).isEqualTo(4200);
    assertThat(miss.path("durationMinutes").asLong()).isEqualTo(120);
    assertThat(miss.path("users").asLong()).isEqualTo(30_000);
    assertThat(miss.path("text").asString()).contains("17 minutes short", "4,200 users short");
    assertThat(keys(line.path("caveats")))
        .contains("assumed-stop", "assumed-no-facility", "rows-not-compared");
    JsonNode citation = line.path("citations").path(0);
    assertThat(citation.path("article").asString()).isEqualTo("電気通信事業法施行規則58条の表 五の項");
    assertThat(citation.path("quote").asString()).isNotBlank();
    assertThat(citation.path("wording").asString()).isEqualTo("not_compared");
    assertThat(citation.path("verified").asBoolean()).isFalse();
    assertThat(line.path("unknowns").size()).isZero();
    assertThat(line.path("dueFinal").isNull()).isTrue();
    assertThat(line.path("filing").isNull()).isTrue();
  }

  @Test
  void ofACableThatWasNearlyDownLongEnoughTheRuleIsCited() {
    judge(
        "--date",
        "2024-06-01",
        "--facility",
        "F-CRITICAL",
        "--facility-down",
        "yes",
        "--duration",
        "119",
        "--users",
        "0",
        "--service",
        "OTHER",
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("row").asString()).isEqualTo("critical-2023");
    assertThat(said.path("citations").path(0).path("article").asString()).endsWith("58条2項2号");
  }

  @Test
  void whereWordsOfTheRuleOfCablesWereNotComparedThatIsSaid() {
    judge(
        "--date",
        "2018-06-01",
        "--facility",
        "F-CRITICAL",
        "--facility-down",
        "yes",
        "--duration",
        "121",
        "--users",
        "0",
        "--service",
        "OTHER",
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("row").asString()).isEqualTo("critical-2015");
    assertThat(keys(said.path("caveats"))).contains("rows-not-compared");
  }

  /** Down or not: half an hour is too short. */
  @ParameterizedTest
  @CsvSource({"30, no", "120, undetermined"})
  void whetherACableWasDownIsAskedOnlyWhereItMatters(String minutes, String serious) {
    judge(
        "--date",
        "2024-06-01",
        "--facility",
        "F-CRITICAL",
        "--duration",
        minutes,
        "--users",
        "5",
        "--service",
        "OTHER",
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("serious").asString()).isEqualTo(serious);
    assertThat(said.path("unknowns").toString().contains("\"facility\""))
        .isEqualTo(serious.equals("undetermined"));
  }

  @Test
  void theDayIsAskedWhereItSettlesWhetherASeriousAccidentIsLeftOut() {
    judge(
        "--date",
        "2024-06-01..2025-06-01",
        "--service",
        "VOICE_EMERGENCY",
        "--duration",
        "90",
        "--users",
        "50000",
        "--json");
    JsonNode said = json(terminal.out());
    assertThat(said.path("serious").asString()).isEqualTo("yes");
    assertThat(said.path("periodic").asString()).isEqualTo("undetermined");
    assertThat(keys(said.path("unknowns"))).containsExactly("occurred-at");
  }

  @Test
  void whereWhatUsersMetDoesNotCountTheRowIsThatOfTheCategory() {
    judge(
        "--date",
        "2024-06-06",
        "--service",
        "LPWA",
        "--duration",
        "13h",
        "--users",
        "2000000",
        "--impact",
        "degradation",
        "--json");
    assertThat(json(terminal.out()).path("row").asString()).isEqualTo("2023-3");
  }

  @Test
  void deadlinesAreSaidWhenTheyAreKnown() {
    judge(
        "--date",
        "2025-05-01",
        "--service",
        "OTHER",
        "--duration",
        "3h",
        "--users",
        "50000",
        "--json");
    JsonNode line = json(terminal.out());
    assertThat(line.path("dueFinal").asString()).isEqualTo("2025-05-31");
    assertThat(line.path("dueFinalIfSerious").isNull()).isTrue();
    assertThat(line.path("filing").asString()).isEqualTo("excludedAsSerious");
    assertThat(line.path("duePeriodic").isNull()).isTrue();
  }

  @Test
  void anUnknownIsAskedForInTheReadersLanguage() {
    judge(
        "--date",
        "2010-03-09",
        "--service",
        "VOICE_EMERGENCY",
        "--duration",
        "315",
        "--lang",
        "ja",
        "--json");
    JsonNode unknown = json(terminal.out()).path("unknowns").path(0);
    assertThat(unknown.path("key").asString()).isEqualTo("users");
    assertThat(unknown.path("question").asString()).contains("緊急通報を取り扱う音声伝送役務", "利用者は何人ですか");
  }

  @ParameterizedTest
  @CsvSource({"en, Not a serious accident", "ja, 重大な事故に該当しない"})
  void aPersonGetsVerdictReasonsArticlesAndWhatIsMissing(String language, String verdict) {
    judge(
        "--date",
        "2017-08-25",
        "--service",
        "OTHER",
        "--duration",
        "23m",
        "--users",
        "41000",
        "--lang",
        language);
    assertThat(terminal.out())
        .startsWith(verdict)
        .contains("電気通信事業法施行規則58条の表 四の項", "97", "その他")
        .contains(language.equals("ja") ? "判定の理由:" : "Reasons:")
        .contains(
            language.equals("ja")
                ? "[×] 継続時間 23分 ＜ 基準 2時間"
                : "[-] Duration 23 min < threshold 2 h");
  }

  @Test
  void everyPublishedCaseWithFiguresComesOutAsPublished() throws IOException {
    assumeTrue(Files.exists(PUBLISHED), "the published cases are not beside this tree");
    assertThat(judge("--csv", PUBLISHED.toString(), "--json")).isEqualTo(ExitStatus.FINDINGS);
    Map<String, String> said = new HashMap<>();
    terminal
        .out()
        .lines()
        .map(AccidentJudgeCommandTest::json)
        .forEach(line -> said.put(line.path("id").asString(), line.path("serious").asString()));
    List<String> rows = Files.readAllLines(PUBLISHED).stream().skip(1).toList();
    assertThat(said).hasSameSizeAs(rows);
    // With figures, or decided without: published as yes and no.
    assertThat(said)
        .containsEntry("case-12", "no")
        .containsEntry("case-04", "yes")
        .containsEntry("case-14", "yes")
        .containsEntry("case-22", "yes");
    for (String id : List.of("05", "06", "07", "11", "15", "17", "18", "21", "24")) {
      assertThat(said).containsEntry("case-" + id, "yes");
    }
    // Figures that the source does not have are not guessed.
    for (String id : List.of("08", "09", "10", "13", "16", "19", "20", "23")) {
      assertThat(said).containsEntry("case-" + id, "undetermined");
    }
  }

  @Test
  void badRowsAreToldOnStandardErrorAndTheGoodOnesJudged() throws IOException {
    String cases =
        file(
            "cases.csv",
            HEADER
                + "a,2020-06-01,OTHER,1,1\nb,2020-06-01,OTHER,-1,1\nc,2020-06-01,OTHR,1,1\n"
                + "d,2020-06-01,OTHER,300,50000\n");
    assertThat(judge("--csv", cases, "--json")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out().lines().map(line -> json(line).path("id").asString()))
        .containsExactly("a", "d");
    assertThat(terminal.err())
        .contains("cases.csv:3: duration_minutes: '-1' is negative")
        .contains("cases.csv:4: service_category: 'OTHR' is no category. Did you mean OTHER?")
        .contains("4 rows: 2 judged (1 serious or undetermined), 2 refused.");
  }

  @Test
  void theStatusOfAFileIsThatOfItsWorstRow() throws IOException {
    String calm = file("calm.csv", HEADER + "a,2020-06-01,OTHER,1,1\n");
    assertThat(judge("--csv", calm)).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out())
        .contains("NEAREST")
        .contains("59 minutes short; 999,999 users short");
    String open = file("open.csv", HEADER + "a,2020-06-01,OTHER,,\n");
    assertThat(new TerminalForTest().run("accident", "judge", "--csv", open))
        .isEqualTo(ExitStatus.FINDINGS);
  }

  @Test
  void aFileInShiftJisIsRead() throws IOException {
    Path cases = directory.resolve("sjis.csv");
    Files.write(
        cases, (HEADER + "障害,2020-06-01,OTHER,300,5万\n").getBytes(Charset.forName("windows-31j")));
    assertThat(judge("--csv", cases.toString(), "--json")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(json(terminal.out()).path("id").asString()).isEqualTo("障害");
  }

  @Test
  void casesMayComeFromStandardInput() {
    byte[] cases = (HEADER + "a,2020-06-01,OTHER,300,50000\n").getBytes(StandardCharsets.UTF_8);
    terminal.reading(cases);
    assertThat(judge("--csv", "-", "--json")).isEqualTo(ExitStatus.FINDINGS);
  }

  @Test
  void anEditedThresholdChangesVerdictMissAndCitation() throws IOException {
    String edited =
        file(
            "edited.json",
            resource()
                .replaceFirst(
                    "(?s)(\"id\": \"2015-4\".*?\"durationMinutes\": )120(, \"users\": )30000",
                    "$190$2" + "20000")
                .replaceFirst("58条の表 四の項", "58条の表 四の項（改）"));
    String[] call = {
      "--date", "2017-08-25", "--service", "OTHER", "--duration", "95", "--users", "21000", "--json"
    };
    assertThat(judge(call)).isEqualTo(ExitStatus.GOOD);
    JsonNode before = json(terminal.out());
    assertThat(before.path("nearestMiss").path("usersShort").asLong()).isEqualTo(9_000);
    var other = new TerminalForTest();
    var arguments = new ArrayList<>(List.of("accident", "judge", "--rulebook", edited));
    arguments.addAll(List.of(call));
    assertThat(other.run(arguments.toArray(String[]::new))).isEqualTo(ExitStatus.FINDINGS);
    JsonNode after = json(other.out());
    assertThat(after.path("serious").asString()).isEqualTo("yes");
    assertThat(after.path("nearestMiss").isNull()).isTrue();
    assertThat(after.path("citations").path(0).path("article").asString()).endsWith("（改）");
    assertThat(before.path("caveats").toString()).doesNotContain("edited here");
    assertThat(after.path("caveats").path(0).toString())
        .contains("四の項（改） was edited here", "unverified")
        .doesNotContain("saved by");
    var later = new TerminalForTest();
    arguments.set(arguments.indexOf("2017-08-25"), "2020-01-01");
    later.run(arguments.toArray(String[]::new));
    assertThat(json(later.out()).path("caveats").toString())
        .as("what was not edited is not called so")
        .contains("The law does not say")
        .doesNotContain("edited here");
  }

  private static String resource() throws IOException {
    try (var in = RulebookText.class.getResourceAsStream("accident-rulebook.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aRulebookThatContradictsItselfIsRefused() throws IOException {
    String broken = file("broken.json", "{\"schema\": 1}");
    assertThat(judge("--rulebook", broken, "--date", "2020-01-01")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("broken.json: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--users 1|Missing on the command line: --date DATE",
        "--csv x --users 1|leave out --users",
        "--date 2020-01-01 --what-if 1999|Known are: 2008, 2015, 2019, 2023, 2025-09-proposal",
        "--date 2020-01-01 --users -4|--users: '-4' is negative",
        "--date 2007-01-01|--date: 2007-01-01 lies before 2008-04-01",
        "--date 2020-01-01T10:00 --ended 2020-01-01T09:00|--ended: The end",
        "--csv no-such-file|there is no such file",
      })
  void whatCannotBeMeantIsRefusedWithWhatToWriteInstead(String line, String sentence) {
    assertThat(judge(line.split(" "))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains(sentence);
  }

  @Test
  void theRulebookIsPrintedAsDmn() {
    assertThat(terminal.run("accident", "dmn")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out())
        .startsWith("<?xml")
        .contains("https://www.omg.org/spec/DMN/20191111/MODEL/", "電気通信事業法施行規則58条の表 四の項");
  }
}
