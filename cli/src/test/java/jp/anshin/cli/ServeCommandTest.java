package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.formats.operator.OperatorText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  @Test
  void theConfigurationMustBeNamed() {
    assertThat(terminal.run("serve")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("--config");
  }

  @Test
  void aMissingConfigurationIsToldByName() {
    assertThat(serve(directory.resolve("none.yaml"))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("none.yaml: there is no such file");
  }

  @Test
  void aWrongKeyIsToldWithItsPlaceAndTheNearestName() throws IOException {
    Path config = config("lisen: {port: 0}\nbmp: {port: 0}\n");
    assertThat(serve(config)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains(config + ":1:1: The key lisen is not known here. Did you mean listen?")
        .contains(config + ":2:6: The key allow is missing here.");
    assertThat(directory).isDirectoryNotContaining("glob:**/anshin-data");
  }

  @Test
  void aNamedFileThatIsNotThereIsToldWithItsKey() throws IOException {
    assertThat(serve(config("operator-file: us.yaml\n"))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("operator-file").contains("us.yaml: there is no such file");
  }

  @Test
  void aFaultyOperatorFileIsRefusedBeforeAnythingStarts() throws IOException {
    Path operator = Files.writeString(directory.resolve("us.yaml"), "nmae: x\n");
    assertThat(serve(config("operator-file: us.yaml\n"))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(operator + ":1:1: The key nmae").contains("name?");
    assertThat(directory).isDirectoryNotContaining("glob:**/anshin-data");
  }

  @Test
  void aVariableForThePasswordThatIsNotSetIsToldByName() throws IOException {
    Path config =
        config(
            "database: {postgresql: {url: \"jdbc:postgresql://127.0.0.1/x\", user: x,"
                + " password-env: ANSHIN_NOT_SET}}\n");
    assertThat(serve(config)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("ANSHIN_NOT_SET").contains("is not set");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsToldInTheUsersLanguage() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    Path config = config("data-directory: file/below\nlisten: {port: 0}\n");
    assertThat(terminal.run("serve", "--config", config.toString(), "--lang=ja"))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("file/below").contains("書けません");
  }

  @Test
  void portsInUseAreToldByNumber() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(serve(config("listen: {port: " + port + "}\n"))).isEqualTo(ExitStatus.BAD_INPUT);
      assertThat(terminal.err()).contains("Port " + port).contains("in use");
      Path config = config("listen: {port: 0}\nbmp: {port: " + port + ", allow: [127.0.0.1/32]}\n");
      var second = new TerminalForTest();
      assertThat(second.run("serve", "--config", config.toString()))
          .isEqualTo(ExitStatus.BAD_INPUT);
      assertThat(second.err()).contains("" + port).contains("in use");
      assertThat(second.out()).isEmpty();
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void itServesUntilTheProcessIsToldToStop() throws Exception {
    Files.writeString(directory.resolve("us.yaml"), OperatorText.example());
    Path config =
        config(
            """
            listen: {port: 0}
            operator-file: us.yaml
            language: en
            bmp: {port: 0, allow: [127.0.0.1/32]}
            """);
    Process process = started(config);
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      Matcher address = ADDRESS.matcher(String.valueOf(out.readLine()));
      assertThat(address.find()).isTrue();
      assertThat(out.readLine()).contains("setup code");
      assertThat(out.readLine()).matches(".*127\\.0\\.0\\.1, port [1-9]\\d*\\.");
      assertThat(statusOf(address.group())).isLessThan(500);
      process.toHandle().destroy(); // unlike the process itself, this leaves the streams open
      assertThat(process.waitFor()).isEqualTo(ExitStatus.GOOD);
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
    assertThat(directory.resolve("anshin-data/database")).isNotEmptyDirectory();
  }

  private static int statusOf(String address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private Process started(Path config) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Anshin.class.getName(),
            "serve",
            "--config",
            config.toString(),
            "--lang=en")
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private Path config(String text) throws IOException {
    return Files.writeString(directory.resolve("anshin.yaml"), text);
  }

  private int serve(Path config) {
    return terminal.run("serve", "--config", config.toString());
  }
}
