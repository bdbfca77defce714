package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person or a script gets from {@code accident count}. */
class AccidentCountCommandTest {

  private static final String[] HOURS = {
    "--from", "2023-07-09T07:00", "--until", "2023-07-09T08:00"
  };

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  private int count(String... arguments) {
    var all = new ArrayList<>(List.of("accident", "count"));
    all.addAll(List.of(arguments));
    return terminal.run(all.toArray(String[]::new));
  }

  private int weekBefore(String series, String... more) throws IOException {
    String file =
        Files.write(
                directory.resolve("series.csv"), series.getBytes(Charset.forName("windows-31j")))
            .toString();
    var all = new ArrayList<>(List.of("--method", "week-before", "--series", file));
    all.addAll(List.of(HOURS));
    all.addAll(List.of(more));
    return count(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "actual, --all, 50000, 30000, 30000",
    "contracts, --all, 5万, 30000, 30000",
    "EMERGENCY_VOICE_ALL, --all, 5万, 50000, 50000",
    "relay-downstream, --downstream, 31000..32000, 31000, 32000",
    "relay-operators, --operators, 3, 3,"
  })
  void eachWayOfCountingHasItsOwnFigures(
      String method, String option, String figure, long least, @Nullable Long most) {
    var call = new ArrayList<>(List.of("--method", method, option, figure, "--json"));
    if (option.equals("--all") && !method.startsWith("EMERGENCY")) {
      call.addAll(List.of("--saved", "20000"));
    }
    assertThat(count(call.toArray(String[]::new))).isEqualTo(ExitStatus.GOOD);
    JsonNode said = JsonMapper.shared().readTree(terminal.out());
    assertThat(said.at("/users/min").asLong()).isEqualTo(least);
    JsonNode max = said.at("/users/max");
    assertThat(max.isNull() ? null : max.asLong()).isEqualTo(most);
    assertThat(said.at("/leastOnly").asBoolean()).isEqualTo(most == null);
    assertThat(said.at("/sentence/ja").asString()).containsPattern("[ぁ-ん]");
    assertThat(said.at("/sentence/en").asString()).doesNotContainPattern("[ぁ-ん]");
  }

  @Test
  void aWayForSomeCategoriesSaysForWhichAndThatOperatorsAreOnlyALowerBound() {
    count("--method", "relay-operators", "--operators", "3", "--json");
    assertThat(JsonMapper.shared().readTree(terminal.out()).at("/categories").toString())
        .isEqualTo("[\"LPWA\"]");
    count("--method", "relay-operators", "--operators", "3", "--lang", "en");
    assertThat(terminal.out())
        .contains("for these service categories alone: LPWA service (LPWA)", "lower bound");
  }

  @Test
  void anEstimateSaysWhichDaysItRestsOn() throws IOException {
    String series =
        """
        日時,at,users
        前日,2023-07-08T07:00,800
        前日,2023-07-08T07:59,900
        前々日,2023-07-07T07:30,700
        三日前,2023-07-06T06:30,9999
        """;
    assertThat(weekBefore(series, "--saved", "100", "--json")).isEqualTo(ExitStatus.GOOD);
    JsonNode said = JsonMapper.shared().readTree(terminal.out());
    assertThat(said.at("/users").toString()).isEqualTo("{\"min\":600,\"max\":800}");
    assertThat(said.at("/days/0/use").asString()).isEqualTo("used");
    assertThat(said.at("/days/0/peak").asLong()).isEqualTo(900);
    assertThat(said.at("/days/2/use").asString()).isEqualTo("not-covered");
    assertThat(said.at("/verified").asBoolean()).isFalse();

    assertThat(weekBefore(series, "--lang", "ja")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).contains("900", "データなし", "未確認");
  }

  @Test
  void moreSavedThanOnAnyDayGivesNoNumber() throws IOException {
    String series = "at,users\n2023-07-08T07:00,800\n2023-07-08T07:59,900\n";
    assertThat(weekBefore(series, "--saved", "99999")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("--saved", "900");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aSeriesThatCoversNoDayGivesNoNumber() throws IOException {
    assertThat(weekBefore("at,users\n2023-07-09T07:00,800\n")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).contains("there is no estimate", "no data");
  }

  @Test
  void badLinesAreToldWithLineAndReasonAndNothingIsCounted() throws IOException {
    assertThat(weekBefore("at,users\n2023-07-08T07:00,8.5\nnoon,5\n"))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("series.csv").contains("8.5").contains("noon");
    assertThat(terminal.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--method actual | --all",
        "--method week-before --series x | --from, --until",
        "--method relay-operators --operators many | many",
        "--method guess --all 5 | week-before",
        "--method contracts --service OTHER --all 5 | relay-downstream",
        "--method relay-operators --service OTHER --operators 3 | week-before",
        "--method actual --all 50000 --saved 60000 | 50,000",
        "--method actual --all 50000 --saved 0..60000 | 50,000",
        "--method emergency-voice-all --all 50000 --saved 20000 | --saved",
        "--method week-before --series x --from 2999-01-01T00:00 --until 2999-01-01T01:00 | --from",
        "--method actual --service OTHR --all 5 | OTHR",
        "--method actual --all 5 --operators 3 | --operators",
        "--all 5 | --method"
      })
  void whatIsMissingOrUselessIsTold(String call, String told) {
    assertThat(count(call.split(" "))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(told);
  }
}
