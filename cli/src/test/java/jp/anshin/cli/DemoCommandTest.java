package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.route.simulation.SimulationSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCommandTest {

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  @Test
  void theStoryIsToldToItsEndThroughARealSession() throws IOException {
    List<Path> before = temporary();
    assertThat(terminal.run("demo", "--once", "--scale", "0.01")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out().lines()).hasSize(1);
    JsonNode summary = JsonMapper.shared().readTree(terminal.out());
    assertThat(summary.path("simulated").asBoolean()).isTrue();
    assertThat(summary.path("incidentCount").asInt()).isEqualTo(1);
    assertThat(summary.path("kinds").toString()).contains("leak");
    assertThat(summary.path("startedAt").asString()).isEqualTo("2017-08-25T03:22:00Z");
    assertThat(summary.path("detectedAt").asString()).startsWith("2017-08-25T03:22:");
    assertThat(summary.path("endedAt").asString()).startsWith("2017-08-25T03:30:");
    assertThat(summary.path("suspects").path(0).asLong()).isEqualTo(15_169);
    assertThat(summary.path("letThrough").path(0).asLong()).isEqualTo(701);
    assertThat(summary.path("routeCount").asInt()).isBetween(1_584, 1_600);
    assertThat(summary.path("peers").findValuesAsString("as")).containsExactly("2516", "2497");
    assertThat(summary.path("verdict").asString()).isEqualTo("not-serious");
    assertThat(summary.path("periodic").asString()).isEqualTo("yes");
    assertThat(summary.path("edition").asString()).isEqualTo("2015");
    assertThat(summary.path("nearestMiss").path("service").asString()).isEqualTo("internet");
    assertThat(summary.path("unknowns").isEmpty()).isTrue();
    assertThat(summary.path("drafts").findValuesAsString("kind"))
        .containsExactly("information-sharing", "periodic-form-27");
    assertThat(terminal.err())
        .contains("SIMULATED")
        .contains("demo-incident-manager")
        .contains("12:22:00 JST, simulated");
    assertThat(temporary()).as("what it wrote is gone").isEqualTo(before);
  }

  @Test
  void atAPaceItIsTheSameStoryAndANamedDirectoryIsKept() throws IOException {
    Path data = directory.resolve("data");
    int status =
        terminal.run(
            "demo", "--once", "--scale=0.01", "--speed=2000", "--data=" + data, "--lang=ja");
    assertThat(status).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).contains("模擬").contains("12:30:");
    assertThat(data.resolve("database")).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "abc", "NaN", "1e9", ""})
  void aSpeedThatIsNoneIsRefused(String speed) {
    assertThat(terminal.run("demo", "--once", "--speed=" + speed)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("--speed " + speed).contains("--speed 8");
    assertThat(terminal.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=70000", "--port=-1", "--port=1.5", "--scale=2", "--scale=x"})
  void anOtherNumberOutOfRangeIsRefused(String option) {
    assertThat(terminal.run("demo", option)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(option.replace('=', ' '));
  }

  @Test
  void aMisspeltOptionIsAnsweredWithTheNearestOne() {
    assertThat(terminal.run("demo", "--spede", "3")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("--spede").contains("--speed");
  }

  @Test
  void aPortInUseIsToldByNumber() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(terminal.run("demo", "--once", "--port=" + port)).isEqualTo(ExitStatus.BAD_INPUT);
      assertThat(terminal.err()).contains("Port " + port).contains("in use");
      assertThat(terminal.out()).isEmpty();
    }
  }

  @Test
  void aDirectoryThatHoldsSomethingOrCannotBeIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    assertThat(terminal.run("demo", "--once", "--data=" + directory))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(directory + " is not empty");
    var second = new TerminalForTest();
    assertThat(second.run("demo", "--once", "--data=" + file.resolve("below")))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(second.err()).contains("cannot be written");
    assertThat(file).hasContent("mine");
  }

  @Test
  void whatIsNotAsItShouldBeIsAFinding() {
    var none = new DemoSummary(0, null, null, List.of(), SimulationSize.FULL, new DemoTimings());
    assertThat(none.missed()).containsExactly("one-incident");
    assertThat(Texts.in(UserLanguage.ENGLISH).sentence("demo.missed.one-incident"))
        .contains("exactly one incident");
  }

  /** Directories of demos that lie about. */
  private static List<Path> temporary() throws IOException {
    try (var entries =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "anshin-demo-*")) {
      var found = new ArrayList<Path>();
      entries.forEach(found::add);
      found.sort(null);
      return found;
    }
  }
}
