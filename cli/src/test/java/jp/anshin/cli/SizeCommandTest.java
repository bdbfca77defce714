package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SizeCommandTest {

  private final TerminalForTest terminal = new TerminalForTest();

  private static Sizing sizing(List<Long> row) {
    return new Sizing(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"operation.md", "operation.ja.md"})
  void theTableOfTheGuideIsWhatTheCalculatorSays(String page) throws Exception {
    List<List<String>> rows =
        Files.readAllLines(Path.of("../docs/guide", page)).stream()
            .filter(line -> line.matches("\\| [\\d,]+ \\|( [\\d,]+ \\|){4}.*"))
            .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
            .toList();

    assertThat(rows).hasSizeGreaterThan(2);
    for (List<String> row : rows) {
      var said =
          sizing(
              row.subList(1, 6).stream()
                  .map(cell -> Long.parseLong(cell.replace(",", "")))
                  .toList());
      assertThat(row.subList(6, 11))
          .as("%s", row)
          .containsExactly(
              SizeCommand.size(said.heapMax()),
              SizeCommand.size(said.journalMax()),
              SizeCommand.size(said.journalDisk()),
              SizeCommand.size(said.databaseGrowth()),
              "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"operation.md", "operation.ja.md"})
  void theFiguresOfTheGuideAreThoseOfTheCalculator(String page) throws Exception {
    assertThat(Files.readString(Path.of("../docs/guide", page)))
        .contains(
            Stream.of(
                    Sizing.HEAP_BASE >> 20,
                    Sizing.HEAP_ROUTE,
                    Sizing.JOURNAL_UPDATE,
                    Sizing.DATABASE_SIGN_OF_LIFE,
                    Sizing.DATABASE_SIZES,
                    Sizing.DATABASE_SIZES_TABLE,
                    Sizing.DATABASE_RESTATEMENT)
                .map(figure -> String.format("| %,d |", figure))
                .toList());
  }

  @Test
  void twiceAsManyRoutesOrDaysNeedAboutTwiceAsMuch() {
    var one = new Sizing(10, 1_290_000, 100, 7, 1);
    var peers = new Sizing(20, 1_290_000, 100, 7, 1);
    var days = new Sizing(10, 1_290_000, 100, 14, 1);

    assertThat(peers.heapLive() - one.heapLive()).isEqualTo(one.heapLive() - Sizing.HEAP_BASE);
    assertThat(days.databaseGrowth()).isEqualTo(2 * one.databaseGrowth());
    assertThat(days.journal()).isBetween(one.journal(), 2 * one.journal());
    assertThat(one.journalMax()).isGreaterThanOrEqualTo(one.journal());
  }

  /** The largest that may be asked for is no negative number. */
  @Test
  void nothingOverflows() {
    var most =
        new Sizing(
            Sizing.PEERS_MAX,
            Sizing.PREFIXES_MAX,
            Sizing.UPDATES_MAX,
            Sizing.DAYS_MAX,
            Sizing.HOURS_MAX);

    assertThat(most.journalDisk()).isGreaterThan(most.journal()).isPositive();
    assertThat(most.heapMax()).isGreaterThan(most.heapLive()).isPositive();
    assertThat(most.databaseGrowth()).isPositive();
  }

  @Test
  void itIsSaidForPeopleAndForPrograms() {
    String[] call = {"size", "--peers=1", "--prefixes=1", "--updates-per-second=0", "--days=1"};
    assertThat(terminal.run(call)).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).contains("-Xmx1024m").contains("journal-max: 256 MiB");

    var program = new TerminalForTest();
    program.run(Stream.concat(Stream.of(call), Stream.of("--json")).toArray(String[]::new));
    JsonNode json = JsonMapper.shared().readTree(program.out());
    assertThat(json.path("journalMaxOctets").asLong()).isEqualTo(256L << 20);
    assertThat(json.path("incidentHours").asInt()).isEqualTo(1);
  }
}
