package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteSimulateCommandTest {

  @TempDir private Path directory;

  @Test
  void theFilesSayThatTheyAreSyntheticAndScanAsOneLeak() {
    var writing = new TerminalForTest();
    Path out = directory.resolve("event");
    assertThat(writing.run("route", "simulate", "--out=" + out, "--scale=0.01"))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(writing.out()).startsWith("SYNTHETIC");
    assertThat(out.resolve("README.txt")).content().startsWith("SYNTHETIC");
    var scanning = new TerminalForTest();
    int status =
        scanning.run(
            "route",
            "scan",
            "--baseline=" + out.resolve("rib.mrt.gz"),
            "--json",
            out.resolve("updates.mrt.gz").toString());
    assertThat(status).isEqualTo(ExitStatus.FINDINGS);
    assertThat(scanning.out().lines())
        .singleElement()
        .asString()
        .contains("\"suspects\":[15169,701]")
        .contains("\"startedAt\":\"2017-08-25T03:22:00Z\"");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    var terminal = new TerminalForTest();
    assertThat(terminal.run("route", "simulate", "--out=" + file.resolve("x"), "--scale=0.01"))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("file/x").contains("another directory");
  }
}
