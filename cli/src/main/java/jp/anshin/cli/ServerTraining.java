package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;

/** What a server does in its first seconds: starts, and answers who is not logged in. */
final class ServerTraining {

  private static final List<String> PAGES = List.of("", "login", "setup", "api/incidents");

  private ServerTraining() {}

  /**
   * Starts a server in a directory of its own, asks for its first pages and stops it.
   *
   * @throws IOException when it does not answer; what was loaded until then stays trained
   */
  static void run() throws IOException {
    Path directory = Files.createTempDirectory("anshin-training-");
    try (var temporary = new DemoDirectory(directory, true);
        AnshinServer server = AnshinServer.start(ServerOptions.local(temporary.path()))) {
      for (String page : PAGES) {
        ask(URI.create(Serving.address("127.0.0.1", server.port()) + page));
      }
    }
  }

  private static void ask(URI page) throws IOException {
    var connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setRequestProperty("Accept-Language", "ja");
    InputStream body =
        connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream();
    if (body != null) {
      try (body) {
        body.readAllBytes();
      }
    }
  }
}
