package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lessons and measures on the console. */
final class VerificationPageTest {

  private Staffed staffed;
  private String path;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    path = "/incidents/" + staffed.incident + "/verification";
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aMeasureIsAddedFollowedAndDone(String language) {
    try (Reader engineer = staffed.reader(Role.ENGINEER, language)) {
      assertThat(engineer.get("/incidents/" + staffed.incident).body()).contains(path);
      engineer.get(path);
      engineer.post(path + "/lessons", Map.of("revision", "0", "words", "制限を欠いた"));
      engineer.post(path + "/measure", measure("1", "2017-08-25"));
      // Two days pass in the replay.
      Instant over = Statements.START.plus(2, ChronoUnit.DAYS);
      staffed.server.incidents().accept(Statements.leak("15169", "701", 3, 160_000, over));
      String page = engineer.get(path).body();
      assertThat(page)
          .contains("制限を欠いた")
          .contains("最大経路数を制限する")
          .contains("別表第2")
          .contains("href=\"/standard#B2-3-1-5-new-a\"", "容易に誤りが混入しないよう")
          .contains(language.equals("ja") ? "期限超過" : "Overdue");
      assertThat(engineer.get("/reports").body()).contains("最大経路数を制限する");
      assertThat(engineer.get("/standard").body())
          .contains("id=\"B2-3-1-5-new-a\"", path + "#measure-1", "最大経路数を制限する");

      engineer.get(path);
      engineer.post(path + "/done", Map.of("revision", "2", "number", "1", "words", "試験で確認"));
      assertThat(engineer.get(path).body()).contains("試験で確認");
      assertThat(engineer.get("/reports").body()).doesNotContain("最大経路数を制限する");
    }
  }

  @Test
  void whatWasTypedStaysWhenItIsRefused() {
    try (Reader engineer = staffed.reader(Role.ENGINEER, "ja")) {
      engineer.get(path);
      HttpResponse<String> noDay = engineer.post(path + "/measure", measure("0", "明日"));
      assertThat(noDay.statusCode()).isEqualTo(400);
      assertThat(noDay.body()).contains("最大経路数を制限する").contains("網運用部");
      HttpResponse<String> before = engineer.post(path + "/measure", measure("0", "2017-08-24"));
      assertThat(before.statusCode()).isEqualTo(400);
      assertThat(before.body()).contains("2017-08-24 は、事故の始まった 2017-08-25 より前", "網運用部");
      HttpResponse<String> stale =
          engineer.post(path + "/lessons", Map.of("revision", "5", "words", "消えない教訓"));
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("消えない教訓");
    }
  }

  @Test
  void whoOnlyReadsSeesNoForm() {
    try (Reader viewer = staffed.reader(Role.VIEWER, "ja")) {
      assertThat(viewer.get(path).body()).doesNotContain(path + "/lessons");
      assertThat(viewer.post(path + "/lessons", Map.of("revision", "0", "words", "x")).statusCode())
          .isEqualTo(403);
    }
  }

  private static Map<String, String> measure(String revision, String due) {
    return Map.of(
        "revision",
        revision,
        "words",
        "最大経路数を制限する",
        "owner",
        "網運用部",
        "due",
        due,
        "item",
        "B2-3-1-5-new-a",
        "standards",
        "別表第2 管理基準\r\n\r\n");
  }
}
