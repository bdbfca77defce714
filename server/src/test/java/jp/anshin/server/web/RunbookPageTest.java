package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runbooks on the page of an incident. */
final class RunbookPageTest {

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
    Map<String, String> step = Map.of("step", "leak.check.1", "note", "AS701 <b>");
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja")) {
      String page = engineer.get(incident).body();
      assertThat(page).contains("id=\"runbook\"", "全セッションを一度にリセットしない", "最初のAS");
      engineer.post(incident + "/runbook/tick", step);
      assertThat(engineer.get(incident).body())
          .contains("AS701 &lt;b&gt;", "発生から", incident + "/runbook/untick");
      HttpResponse<String> twice = engineer.post(incident + "/runbook/tick", step);
      assertThat(twice.statusCode()).isEqualTo(409);
      assertThat(twice.body()).contains("さんが済みにしています");
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
      assertThat(
              viewer.post(incident + "/runbook/tick", Map.of("step", "leak.check.1")).statusCode())
          .isEqualTo(403);
    }
  }
}
