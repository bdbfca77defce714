package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person or a script gets from {@code accident clock}. */
class AccidentClockCommandTest {

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  private int clock(String... arguments) {
    var all = new ArrayList<>(List.of("accident", "clock"));
    all.addAll(List.of(arguments));
    return terminal.run(all.toArray(String[]::new));
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(terminal.out());
  }

  private static JsonNode peak(JsonNode said, long users) {
    return said.path("crossings")
        .valueStream()
        .filter(each -> each.path("duty").asString().equals("serious"))
        .filter(each -> each.path("reading").asString().equals("peak"))
        .filter(each -> each.path("users").asLong() == users)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aScriptGetsEachThresholdWithItsBoundsAndEachDutyWithItsBasis() {
    assertThat(
            clock(
                "--began",
                "2023-07-03T07:00",
                "--service",
                "OTHER",
                "--users",
                "40000..60000",
                "--now",
                "2023-07-03T08:30",
                "--json"))
        .isEqualTo(ExitStatus.FINDINGS);
    JsonNode said = json();
    assertThat(said.path("serious").asString()).isEqualTo("undetermined");
    assertThat(said.path("rulebook").asString()).isEqualTo("2023");
    JsonNode pair = peak(said, 30_000);
    assertThat(pair.path("state").asString()).isEqualTo("coming");
    assertThat(pair.path("earliest").asString()).isEqualTo("2023-07-03T00:00:00Z");
    assertThat(pair.path("latest").asString()).isEqualTo("2023-07-03T00:00:00Z");
    assertThat(pair.path("article").asString()).isEqualTo("電気通信事業法施行規則58条2項1号の表 五の項");
    assertThat(peak(said, 1_000_000).path("state").asString()).isEqualTo("not-if-nothing-changes");
    JsonNode first = said.path("duties").path(0);
    assertThat(first.path("key").asString()).isEqualTo("first-report");
    assertThat(first.path("basis").asString()).isEqualTo("statute");
    assertThat(first.path("dueAt").isNull()).isTrue();
    assertThat(first.path("elapsedSeconds").asLong()).isEqualTo(5_400);
  }

  @Test
  void aFileOfCountsIsFollowedAndRestated() throws IOException {
    String counts =
        Files.writeString(
                directory.resolve("counts.csv"),
                """
                at,low,estimate,high,stated_at
                2023-07-03T07:05,40000,47000,60000,
                2023-07-03T07:05,9000,10000,12000,2023-07-03T07:40
                """)
            .toString();
    String[] call = {"--began", "2023-07-03T07:00", "--service", "OTHER", "--counts", counts};
    var before = new ArrayList<>(List.of(call));
    before.addAll(List.of("--now", "2023-07-03T07:30", "--json"));
    clock(before.toArray(String[]::new));
    assertThat(peak(json(), 30_000).path("state").asString()).isEqualTo("coming");
    assertThat(json().path("countsStatedLater").asInt()).isEqualTo(1);
    assertThat(json().path("caveats").toString()).contains("the first in line 3");
    var after = new ArrayList<>(List.of("accident", "clock"));
    after.addAll(List.of(call));
    after.addAll(List.of("--now", "2023-07-03T07:40", "--json"));
    var later = new TerminalForTest();
    later.run(after.toArray(String[]::new));
    assertThat(peak(JsonMapper.shared().readTree(later.out()), 30_000).path("state").asString())
        .isEqualTo("not-if-nothing-changes");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 12:30, undetermined", // nearly all were restored after ten minutes
    "30000, 12:30, yes", // so many were affected all the time
    "29999, 12:30, undetermined",
    "30000, 08:59, undetermined"
  })
  void whereCountsFallThoseRestoredFirstMayNotCount(long left, String now, String serious)
      throws IOException {
    String counts =
        Files.writeString(
                directory.resolve("counts.csv"),
                "at,low,estimate,high\n2023-07-03T07:00,40000,40000,40000\n2023-07-03T07:10,%d,%d,%d\n"
                    .formatted(left, left, left))
            .toString();
    clock(
        "--began",
        "2023-07-03T07:00",
        "--service",
        "OTHER",
        "--counts",
        counts,
        "--now",
        "2023-07-03T" + now,
        "--json");
    assertThat(json().path("serious").asString()).isEqualTo(serious);
    assertThat(json().path("caveats").toString()).contains("reading");
    assertThat(json().path("crossings")).doesNotHaveDuplicates();
    assertThat(json().path("crossings").findValuesAsString("reading"))
        .contains("peak", "cumulative", "restored-leave");
  }

  private static JsonNode ofFacility(JsonNode said) {
    return said.path("crossings")
        .valueStream()
        .filter(each -> each.path("ofFacility").asBoolean())
        .findFirst()
        .orElseThrow();
  }

  private int cable(String... more) {
    var all = new ArrayList<>(List.of("--began", "2024-07-03T07:00", "--impact", "none"));
    all.addAll(List.of("--service", "OTHER", "--facility", "F-CRITICAL", "--json"));
    all.addAll(List.of(more));
    return clock(all.toArray(String[]::new));
  }

  @Test
  void aCableHasItsTwoHoursWhoeverWasHit() {
    String[] down = {"--facility-down", "yes", "--now", "2024-07-03T08:59:59"};
    assertThat(cable(down)).isEqualTo(ExitStatus.FINDINGS);
    assertThat(json().path("serious").asString()).isEqualTo("undetermined");
    JsonNode ahead = ofFacility(json());
    assertThat(ahead.path("state").asString()).isEqualTo("coming");
    assertThat(ahead.path("durationMinutes").asLong()).isEqualTo(120);
    assertThat(ahead.path("latest").asString()).isEqualTo("2024-07-03T00:00:00Z");
    assertThat(ahead.path("row").asString()).isEqualTo("critical-2023");
  }

  @ParameterizedTest
  @CsvSource({
    "--facility-down yes --now 2024-07-03T09:00, yes, met",
    "--facility-down yes --facility-since 2024-07-03T07:30 --now 2024-07-03T09:00, undetermined,"
        + " coming",
    "--facility-down yes --ended 2024-07-03T08:30 --now 2024-07-03T10:00, no,"
        + " not-if-nothing-changes",
    "--facility-down yes --ended 2024-07-03T09:00 --now 2024-07-03T10:00, yes, met",
    "--now 2024-07-03T10:00, undetermined, may-be-met",
    "--now 2024-07-03T08:00, undetermined, may-come"
  })
  void timeAloneDecidesOfACable(String more, String serious, String state) {
    cable(more.split(" "));
    assertThat(json().path("serious").asString()).isEqualTo(serious);
    assertThat(ofFacility(json()).path("state").asString()).isEqualTo(state);
  }

  @Test
  void aCableThatIsUpHasNoClock() {
    assertThat(cable("--facility-down", "no", "--now", "2024-07-03T10:00"))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(json().path("crossings")).isEmpty();
  }

  @Test
  void countsOfMomentsLeaveOpenHowManyWereAffectedAtAnyTime() throws IOException {
    String counts =
        Files.writeString(
                directory.resolve("counts.csv"),
                "at,low,estimate,high\n2023-07-03T07:05,10000,10000,10000\n")
            .toString();
    List<String> call =
        List.of(
            "accident",
            "clock",
            "--began",
            "2023-07-03T07:00",
            "--service",
            "OTHER",
            "--counts",
            counts,
            "--now",
            "2023-07-03T09:30",
            "--json");
    assertThat(terminal.run(call.toArray(String[]::new))).isEqualTo(ExitStatus.FINDINGS);
    assertThat(json().path("serious").asString()).isEqualTo("undetermined");

    var bounded = new ArrayList<>(call);
    bounded.addAll(List.of("--users-of-service", "29999"));
    var known = new TerminalForTest();
    assertThat(known.run(bounded.toArray(String[]::new))).isEqualTo(ExitStatus.GOOD);
    assertThat(known.out()).contains("\"serious\":\"no\"");
  }

  @ParameterizedTest
  @CsvSource({"2023-07-03T05:00", "2023-07-03T12:00"})
  void usersAffectedOutsideOfTheTimesThatAreGivenAreRefused(String at) throws IOException {
    Path counts = directory.resolve("counts.csv");
    Files.writeString(counts, "at,users\n2023-07-03T07:30,40000\n" + at + ",40000\n");
    assertThat(
            clock(
                "--began",
                "2023-07-03T07:00",
                "--ended",
                "2023-07-03T08:30",
                "--service",
                "OTHER",
                "--counts",
                counts.toString(),
                "--now",
                "2023-07-03T12:30"))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains("Line 3: ", "affected users before the beginning or after the end");
  }

  @Test
  void usersOfAnOutageThatGoesOnMayBecomeMore() {
    assertThat(
            clock(
                "--began",
                "2023-07-03T07:00",
                "--service",
                "OTHER",
                "--users",
                "29999",
                "--now",
                "2023-07-03T12:30",
                "--json"))
        .isEqualTo(ExitStatus.FINDINGS);
    assertThat(json().path("serious").asString()).isEqualTo("undetermined");
  }

  @Test
  void beforeTheHourItIsSaidThatAllWhoWereAffectedMayBeMore() {
    String[] call = {
      "--began",
      "2024-06-01T10:00",
      "--service",
      "VOICE_EMERGENCY",
      "--users",
      "29999",
      "--now",
      "2024-06-01T10:59:59",
      "--json",
      "--users-of-service",
      "40000"
    };
    assertThat(clock(call)).isEqualTo(ExitStatus.FINDINGS);
    assertThat(json().path("serious").asString()).isEqualTo("no");
    assertThat(json().path("crossings").toString())
        .contains("\"reading\":\"cumulative\",\"state\":\"may-come\"");
    assertThat(json().path("unknowns").toString()).contains("\"key\":\"users\"");

    call[call.length - 1] = "29999";
    var bounded = new TerminalForTest();
    var words = new ArrayList<>(List.of("accident", "clock"));
    words.addAll(List.of(call));
    assertThat(bounded.run(words.toArray(String[]::new))).isEqualTo(ExitStatus.GOOD);
    assertThat(bounded.out()).doesNotContain("\"key\":\"users\"");
  }

  @Test
  void usersOfAnOutageThatIsOverWereAffectedWhileItLasted() {
    clock(
        "--began",
        "2023-07-03T07:00",
        "--ended",
        "2023-07-03T10:00",
        "--service",
        "OTHER",
        "--users",
        "40000",
        "--now",
        "2023-07-03T12:00",
        "--json");
    assertThat(json().path("serious").asString()).isEqualTo("yes");
    assertThat(peak(json(), 30_000).path("state").asString()).isEqualTo("met");
  }

  @Test
  void ofWhatDoesNotCountNoThresholdIsReached() {
    clock(
        "--began",
        "2023-07-03T07:00",
        "--service",
        "OTHER",
        "--users",
        "40000",
        "--impact",
        "none",
        "--now",
        "2023-07-03T12:00");
    assertThat(terminal.out()).contains("however long and however many").doesNotContain("reached:");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Statute: Quick report to the ministry, 1 h 30 min passed since it began, unverified",
    "ja, 法令: 総務省への第一報, 発生から 1時間30分 経過, 未確認"
  })
  void aPersonIsToldWhatIsDueAndOnWhatItRests(
      String language, String duty, String elapsed, String unverified) {
    clock(
        "--began",
        "2023-07-03T07:00",
        "--service",
        "OTHER",
        "--users",
        "47000",
        "--now",
        "2023-07-03T08:30",
        "--own-rule",
        "board=1h",
        "--lang",
        language);
    assertThat(terminal.out()).contains(duty, elapsed, unverified, "board");
    assertThat(terminal.out()).doesNotContain("{", "null");
  }

  @Test
  void whatIsDueIsWrittenAsACalendar() throws IOException {
    Path calendar = directory.resolve("duties.ics");
    clock(
        "--began",
        "2023-07-03T07:00",
        "--service",
        "OTHER",
        "--users",
        "47000",
        "--now",
        "2023-07-03T09:30",
        "--ics",
        calendar.toString());
    assertThat(Files.readString(calendar))
        .startsWith("BEGIN:VCALENDAR\r\n")
        .contains("UID:final-report-1688335200-OTHER@anshin\r\n")
        .contains("DTSTART;VALUE=DATE:20230802\r\n")
        .doesNotContain("UID:first-report");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--users 1;Missing on the command line: --began",
        "--began 2023-07-03T07:00 --counts x --users 1;leave out one of them",
        "--began 2023-07-03T07:00 --now 2023-07-03T06:00;--now lies before --began",
        "--began 2023-07-03T07:00 --ended 2023-07-03T06:00;--ended lies before --began",
        "--began 2023-07-03T07:00 --users -1;--users: '-1' is negative",
        "--began soon;--began: 'soon' is no date",
        "--began 2023-07-03T07:00 --own-rule board;has no time",
        "--began 2023-07-03T07:00 --counts no-such-file;there is no such file",
        "--began 2007-07-03T07:00;lies before 2008-04-01",
        "--began 2024-07-03T07:00 --facility F-RAN --facility-down yes;only of a satellite",
        "--began 2024-07-03T07:00 --facility-down yes;only of a satellite",
        "--began 2024-07-03T07:00 --facility F-NO;is no class of facility",
        "--began 2024-07-03T07:00 --facility-since 2024-07-03T07:00;--facility-down yes alone",
        "--began 2024-07-03T07:00 --facility F-CRITICAL --facility-down yes"
            + " --facility-since 2024-07-03T06:00;lies before --began",
        "--began 2024-07-03T07:00 --facility F-CRITICAL --facility-down yes"
            + " --facility-since 2024-07-03T09:00 --ended 2024-07-03T08:00;after --ended or --now",
      })
  void whatCannotBeMeantIsRefused(String line, String sentence) {
    assertThat(clock(line.split(" "))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains(sentence);
  }
}
