package jp.anshin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnshinServerTest {

  @TempDir Path directory;

  @Test
  void itAnswersOnceItHasStarted() throws Exception {
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      HttpResponse<String> page = get(server, "/");

      assertThat(page.statusCode()).isEqualTo(302);
      assertThat(page.headers().firstValue("content-security-policy").orElse(""))
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(server.setupCode()).isPresent();
    }
  }

  @Test
  void anIncidentGoesOnUnderItsIdAfterARestart() {
    IncidentId id;
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      id = server.incidents().accept(Statements.leak("15169", "701", 1, 1000)).id();
    }
    try (var server = AnshinServer.start(ServerOptions.local(directory))) {
      var grown = server.incidents().accept(Statements.leak("15169", "701", 2, 90_000));

      assertThat(grown.id()).isEqualTo(id);
      assertThat(server.incidents().open()).hasSize(1);
    }
  }

  @Test
  void aPortInUseIsToldWithItsNumber() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var options = ServerOptions.local(directory).listening("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> AnshinServer.start(options))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo("start.port-in-use");
                assertThat(refusal.sentence(Locale.JAPANESE))
                    .contains(Integer.toString(taken.getLocalPort()));
              });
    }
    AnshinServer.start(ServerOptions.local(directory)).close();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsTold() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> AnshinServer.start(ServerOptions.local(file)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("start.directory-unwritable"));
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldWithoutItsPassword() {
    try (var first = AnshinServer.start(ServerOptions.local(directory))) {
      assertThat(first.port()).isPositive();
      var other =
          new DatabaseOptions.PostgreSql("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret");

      assertThatThrownBy(() -> AnshinServer.start(ServerOptions.local(directory).storing(other)))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo("start.database-unreachable");
                assertThat(refusal.getMessage()).contains("127.0.0.1:1").doesNotContain("secret");
              });
    }
  }

  private static HttpResponse<String> get(AnshinServer server, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var address = URI.create("http://127.0.0.1:" + server.port() + path);
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
