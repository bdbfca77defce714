package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says of its host leads nobody elsewhere. */
final class ForgedHostTest {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private static Staffed staffed;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/incidents", "/settings/audit", "//evil.example/", "/%2Fevil"})
  void whoIsNotLoggedInIsLedToTheLogInOfThisServer(String path) throws Exception {
    String answer = said("GET " + path, "", "");

    assertThat(answer).doesNotContain("evil.example:", "://evil.example");
    assertThat(answer.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("location:")))
        .allMatch(line -> line.substring("location:".length()).strip().matches("/[^/].*|/"));
  }

  @Test
  void afterALogInAndALogOutAndAFormTheWayLeadsWithinThisServer() throws Exception {
    try (Reader reader = new Reader(staffed.server, "en")) {
      reader.get("/incidents"); // is remembered for after the log-in
      String token = token(reader.get("/login").body());
      String login =
          "username="
              + Staffed.name(Role.INCIDENT_MANAGER)
              + "&password="
              + Staffed.password().replace(" ", "+");
      assertThat(said("POST /login", reader.cookies(), "_csrf=" + token + "&username=x&password=y"))
          .contains("302", "ocation: /login?wrong");
      String in = said("POST /login", reader.cookies(), "_csrf=" + token + "&" + login);
      assertThat(in).contains("302", "ocation: /").doesNotContain("evil.example");
    }
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      String page = "/incidents/" + staffed.incident;
      String token = token(reader.get(page).body());
      assertThat(said("POST " + page + "/note", reader.cookies(), "_csrf=" + token + "&words=x"))
          .contains("302", "ocation: " + page + "#timeline")
          .doesNotContain("evil.example");
      assertThat(said("POST /logout", reader.cookies(), "_csrf=" + token))
          .contains("302", "ocation: /login?out")
          .doesNotContain("evil.example");
    }
  }

  @Test
  void whatAForgedRequestRemembersForAfterTheLogInNamesNoHostEither() throws Exception {
    String first = said("GET /incidents?x=1", "", "");
    var session = Pattern.compile("(?i)set-cookie: ([^;]+);").matcher(first);
    assertThat(session.find()).as(first).isTrue();
    String cookie = session.group(1);
    String token = token(said("GET /login", cookie, ""));
    String login =
        "username="
            + Staffed.name(Role.VIEWER)
            + "&password="
            + Staffed.password().replace(" ", "+")
            + "&_csrf="
            + token;

    assertThat(said("POST /login", cookie, login))
        .contains("302", "ocation: /")
        .doesNotContain("evil.example");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example/incidents, /incidents",
    "https://evil.example:8443/a?b=c#d, /a?b=c#d",
    "//evil.example/x, /x",
    "///evil.example/x, /x",
    "http://evil.example, /",
    "http://evil.example?a, /?a",
    "/login?wrong, /login?wrong",
    "/a?to=http://b/c, /a?to=http://b/c"
  })
  void anAddressIsLedToWithoutItsHost(String location, String relative) {
    assertThat(RelativeRedirects.relative(location)).isEqualTo(relative);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void thePageOfErrorsIsNoAddress(String method) throws Exception {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      reader.get("/");
      assertThat(reader.get("/error").statusCode()).isEqualTo(404);
      assertThat(said(method + " /error", "", "x=y").lines().findFirst().orElse(""))
          .contains(" 404");
      assertThat(reader.get("/error").body())
          .contains("</html>")
          .doesNotContain("999", "null", "Exception");
    }
  }

  private static String token(String page) {
    var found = TOKEN.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  /** The whole answer to a request that says it is for another host. */
  private static String said(String line, String cookies, String form) throws IOException {
    byte[] body = form.getBytes(StandardCharsets.US_ASCII);
    String head =
        line
            + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nAccept: text/html\r\n"
            + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n")
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), staffed.server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
