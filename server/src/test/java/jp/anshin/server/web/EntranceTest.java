package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EntranceTest {

  @TempDir Path directory;

  @Test
  void theFirstAccountIsMadeByCodeAndAnEmptyServerSaysHowToBegin() {
    try (AnshinServer server = AnshinServer.start(ServerOptions.local(directory));
        Reader reader = new Reader(server, "ja")) {
      assertThat(reader.get("/login").headers().firstValue("location").orElse(""))
          .endsWith("/setup");
      assertThat(reader.get("/setup").body()).contains("セットアップコード").doesNotContain("模擬");

      var fields = new HashMap<String, String>();
      fields.put("code", "wrong");
      fields.put("name", "hanako");
      fields.put("display", "安信 花子");
      fields.put("password", "長いパスワードを使います");
      var refused = reader.post("/setup", fields);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("セットアップコードが違います", "value=\"hanako\"");

      fields.put("code", server.setupCode().orElseThrow());
      assertThat(reader.post("/setup", fields).headers().firstValue("location").orElse(""))
          .endsWith("/login?made");
      assertThat(reader.get("/setup").headers().firstValue("location").orElse(""))
          .endsWith("/login");

      reader.get("/login");
      reader.post("/login", Map.of("username", "hanako", "password", fields.get("password")));
      assertThat(reader.get("/").body())
          .contains("まだ何も監視していません", "./anshin demo", "事業者ファイルを書く")
          .doesNotContain("異常は検知されていません");
      assertThat(reader.get("/settings/operator").body()).contains("最初の版");
      assertThat(reader.get("/feeds").body()).contains("BMPを待ち受けていません");
    }
  }

  @Test
  void howToConnectARouterIsSaidWithThePortThatListens() {
    var options =
        ServerOptions.local(directory)
            .asSimulation()
            .receiving(new BmpOptions("127.0.0.1", 0, List.of()));
    try (AnshinServer server = AnshinServer.start(options)) {
      var viewer = server.demoAccounts().getFirst();
      try (Reader reader = Reader.loggedIn(server, "en", viewer.name(), viewer.password())) {
        assertThat(reader.get("/feeds").body())
            .contains("[[bmp-servers]]", "bmp targets anshin")
            .contains("port <span>" + server.bmpPort() + "</span>");
      }
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutSayingWhichWasWrong() {
    try (Staffed staffed = Staffed.start(directory);
        Reader reader = new Reader(staffed.server, "en")) {
      reader.get("/login");
      var answer = reader.post("/login", Map.of("username", "nobody", "password", "x"));
      assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/login?wrong");
      assertThat(reader.get("/login?wrong").body()).contains("Wrong account name or password");
      assertThat(reader.get("/login?paused=5").body()).contains("from here for 5 minutes");
      assertThat(reader.get("/login?paused=1").body()).contains("from here for a minute");
      assertThat(reader.get("/login?paused=%3Cb%3E").body()).doesNotContain("<b>");
    }
  }
}
