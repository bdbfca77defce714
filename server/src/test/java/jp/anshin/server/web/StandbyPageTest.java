package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.identity.Role;
import jp.anshin.server.standby.Standby;
import jp.anshin.server.standby.StationRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stands by says so on each page, and is made active by who may. */
final class StandbyPageTest {

  private static final String PAGE = "/settings/standby";

  @Test
  void everyPageOfAStandbySaysSoAndAnIncidentManagerMakesItActive(@TempDir Path directory)
      throws Exception {
    try (var staffed = Staffed.start(directory);
        Reader manager = staffed.reader(Role.INCIDENT_MANAGER, "ja");
        Reader engineer = staffed.reader(Role.ENGINEER, "en")) {
      Standby standby = staffed.server.part(Standby.class);
      assertThat(manager.get("/").body()).doesNotContain("standing-by");
      assertThat(manager.get(PAGE).body()).contains("このサーバーは稼働系です").contains("はじめから稼働系です");

      HttpResponse<String> rests =
          manager.post(PAGE, Map.of("role", "STANDBY", "why", "もう一台を使う <b>"));
      assertThat(rests.statusCode()).isEqualTo(302);
      assertThat(standby.isOn()).isTrue();
      for (String page : List.of("/", "/incidents", "/alerts", "/feeds", PAGE)) {
        assertThat(manager.get(page).body()).as(page).contains("standing-by", "待機系", PAGE);
      }
      assertThat(manager.get(PAGE).body()).contains("もう一台を使う &lt;b&gt;").contains("設定ファイルの指定：稼働系");
      assertThat(engineer.get("/").body())
          .contains("STANDBY")
          .contains("calls nobody")
          .doesNotContain(PAGE);

      assertThat(engineer.get(PAGE).statusCode()).isEqualTo(403);
      assertThat(engineer.post(PAGE, Map.of("role", "ACTIVE", "why", "x")).statusCode())
          .isEqualTo(403);
      assertThat(manager.postWithoutToken(PAGE, Map.of("role", "ACTIVE", "why", "x")).statusCode())
          .isEqualTo(403);
      assertThat(manager.post(PAGE, Map.of("role", "NONE", "why", "x")).statusCode())
          .isEqualTo(400);
      HttpResponse<String> unsaid = manager.post(PAGE, Map.of("role", "ACTIVE", "why", " "));
      assertThat(unsaid.statusCode()).isEqualTo(400);
      assertThat(unsaid.body()).contains("理由を書いてください");
      HttpResponse<String> again = manager.post(PAGE, Map.of("role", "STANDBY", "why", "再度"));
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(again.body()).contains("value=\"再度\"");
      assertThat(standby.isOn()).isTrue();

      assertThat(api(staffed, Role.LEGAL, "{\"role\":\"ACTIVE\",\"why\":\"x\"}").statusCode())
          .isEqualTo(403);
      assertThat(
              api(staffed, Role.ADMINISTRATOR, "{\"role\":\"ACTIVE\",\"why\":\"other is down\"}")
                  .body())
          .startsWith("{\"role\":\"ACTIVE\",\"configured\":\"ACTIVE\"");
      assertThat(standby.role()).isEqualTo(StationRole.ACTIVE);
      assertThat(staffed.server.part(Audit.class).before(Long.MAX_VALUE))
          .filteredOn(entry -> entry.action().equals("change-role"))
          .extracting(entry -> entry.who() + " " + entry.target() + " " + entry.why())
          .containsExactly(
              "person-administrator active other is down",
              "person-incident-manager standby もう一台を使う <b>");
    }
  }

  private static HttpResponse<String> api(Staffed staffed, Role role, String body) {
    String login = Staffed.name(role) + ":" + Staffed.password();
    try (Reader program = new Reader(staffed.server, "en")) {
      return program.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + staffed.server.port() + "/api/v1/standby"))
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    }
  }
}
