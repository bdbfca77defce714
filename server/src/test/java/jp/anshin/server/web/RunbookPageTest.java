package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runbooks on the page of an incident. */
final class RunbookPageTest {

  private static final Runbook SHIPPED = Runbook.shipped("leak").orElseThrow();
  private static final String STEP = SHIPPED.check().getFirst().id();

  private Staffed staffed;
  private String incident;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    incident = "/incidents/" + staffed.incident;
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  @Test
  void aStepIsTickedWithItsNoteAndTakenBack() {
    Map<String, String> step = Map.of("step", STEP, "note", "AS701 <b>");
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja")) {
      String page = engineer.get(incident).body();
      assertThat(page).contains("id=\"runbook\"", "全セッションを一度にリセットしない", "最初のAS");
      engineer.post(incident + "/runbook/tick", step);
      assertThat(engineer.get(incident).body())
          .contains("AS701 &lt;b&gt;", "発生から", incident + "/runbook/untick");
      HttpResponse<String> twice = engineer.post(incident + "/runbook/tick", step);
      assertThat(twice.statusCode()).isEqualTo(409);
      assertThat(twice.body()).contains("さんが済みにしています");
      assertThat(twice.body()).as("to be written as a note").contains("AS701 &lt;b&gt;</textarea>");
      engineer.get(incident);
      engineer.post(incident + "/runbook/untick", step);
      assertThat(engineer.get(incident).body()).doesNotContain("AS701 &lt;b&gt;");
    }
  }

  @Test
  void whoOnlyReadsSeesTheStepsAndNoButton() {
    try (Reader viewer = staffed.reader(Role.VIEWER, "en")) {
      assertThat(viewer.get(incident).body())
          .contains("Do not reset all sessions at once")
          .doesNotContain(incident + "/runbook/tick");
      assertThat(viewer.post(incident + "/runbook/tick", Map.of("step", STEP)).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void whoWorksByARunbookWritesItAndIncidentsTakeItOverWithTheirTicks() {
    Runbook.Text read = SHIPPED.text(Locale.JAPANESE);
    String edit = "/settings/runbooks/leak";
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja");
        Reader english = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      engineer.get(incident);
      engineer.post(incident + "/runbook/tick", Map.of("step", STEP));
      assertThat(engineer.get("/settings/runbooks").body())
          .contains(edit, "付属のまま", "/settings/runbooks/other", "なし（障害一般を示す）");
      assertThat(engineer.get(edit).body()).contains("最初のAS");
      HttpResponse<String> refused = engineer.post(edit, fields(read, "<先に電話>", ""));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("手順書を変える理由を書いてください", "&lt;先に電話&gt;");
      engineer.get(edit);
      assertThat(engineer.post(edit, fields(read, "<先に電話>", "訓練で")).statusCode()).isEqualTo(302);
      assertThat(engineer.get(edit).body()).contains("訓練で", edit + "/versions/1");
      assertThat(engineer.get(edit + "/versions/1").body()).contains("class=\"added\"", "&lt;先に電話");
      assertThat(engineer.get(edit + "/versions/2").statusCode()).isEqualTo(404);
      engineer.get(edit);
      assertThat(engineer.post(edit, fields(read, "遅い", "x")).statusCode()).isEqualTo(409);

      english.get("/settings/runbooks/leak");
      String page = english.get(incident).body();
      assertThat(page).contains("There is a newer version (1).", "1 of ");
      english.post(incident + "/runbook/take-over", Map.of("kind", "leak", "version", "1"));
      assertThat(english.get(incident).body())
          .contains("version 1", "&lt;先に電話&gt;", "Find on the AS paths", "1 of ")
          .doesNotContain("There is a newer version");
    }
    try (Reader administrator = staffed.reader(Role.ADMINISTRATOR, "ja");
        Reader legal = staffed.reader(Role.LEGAL, "ja")) {
      assertThat(administrator.get("/settings/audit").body()).contains("手順書 leak 第1版", "訓練で");
      assertThat(legal.get(edit).statusCode()).isEqualTo(403);
      assertThat(legal.get(incident).body()).doesNotContain("href=\"/settings/runbooks\"");
    }
  }

  private static Map<String, String> fields(Runbook.Text read, String first, String why) {
    return Map.of(
        "readVersion",
        "0",
        "avoid",
        read.avoid(),
        "check",
        first + "\r\n" + read.check(),
        "act",
        read.act(),
        "why",
        why);
  }
}
