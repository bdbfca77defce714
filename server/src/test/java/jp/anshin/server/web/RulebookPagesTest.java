package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Verdict;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.rulebooks.Rulebooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The law is a file: who edits one threshold changes the verdict, and everybody sees it. */
final class RulebookPagesTest {

  private Staffed staffed;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  @Test
  void everybodyReadsEditionsThresholdsAndWhatIsUnverified() {
    for (String language : List.of("ja", "en")) {
      try (Reader viewer = staffed.reader(Role.VIEWER, language)) {
        String page = viewer.get("/rulebook").body();
        assertThat(page)
            .contains("2023-5")
            .contains("id=\"edition-2025-09-proposal\"")
            .contains(language.equals("ja") ? "施行は未確認" : "in force: unconfirmed")
            .contains("電気通信事業法施行規則58条2項1号の表")
            .contains(language.equals("ja") ? "未確認" : "unverified");
        assertThat(viewer.get("/settings/rulebook").statusCode()).isEqualTo(403);
      }
    }
  }

  @Test
  void everybodyReadsTheRulesThatAreNoRowOfATable() {
    for (String language : List.of("ja", "en")) {
      try (Reader viewer = staffed.reader(Role.VIEWER, language)) {
        String page = viewer.get("/rulebook").body();
        for (String article :
            List.of("電気通信事業法施行規則58条2項2号", "58条の2", "付加的な機能の提供に係るもの", "把握が困難", "報告規則7条の3")) {
          assertThat(page).as(language).contains(article);
        }
        assertThat(page).doesNotContain("??").doesNotContain("rulebook.line.");
      }
    }
  }

  @Test
  void anEditedThresholdChangesTheVerdictAtOnceAndIsAudited() {
    answer(60, 41_000);
    assertThat(verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    try (Reader administrator = staffed.reader(Role.ADMINISTRATOR, "ja")) {
      administrator.get("/settings/rulebook");
      HttpResponse<String> saved =
          administrator.post(
              "/settings/rulebook", Map.of("readVersion", "0", "text", edited(), "why", "試験のため"));
      assertThat(saved.statusCode()).isEqualTo(302);
      assertThat(verdict()).isEqualTo(Verdict.SERIOUS);
      assertThat(kept()).as("of a replay too").isEqualTo(Verdict.SERIOUS);
      assertThat(administrator.get("/incidents/" + staffed.incident.value()).body())
          .contains("四の項」の規則は、規則集でここで書き換えられたもの", "施行中の規則集は");
      assertThat(administrator.get("/settings/rulebook/versions/1").body()).contains("30");
      assertThat(administrator.get("/settings/audit").body())
          .contains("replace-rulebook")
          .contains("試験のため");

      administrator.get("/settings/rulebook");
      administrator.post(
          "/settings/rulebook",
          Map.of("readVersion", "1", "text", "x", "shipped", "yes", "why", "戻す"));
      assertThat(verdict()).isEqualTo(Verdict.NOT_SERIOUS);
      assertThat(staffed.server.part(Rulebooks.class).history()).hasSize(2);
    }
  }

  @Test
  void aFaultyRulebookIsRefusedWithItsPlacesAndWhatWasTypedStays() {
    try (Reader administrator = staffed.reader(Role.ADMINISTRATOR, "ja")) {
      administrator.get("/settings/rulebook");
      String wrong = RulebookText.shippedText().replaceFirst("\"users\": 30000", "\"users\": -1");
      HttpResponse<String> refused =
          administrator.post(
              "/settings/rulebook", Map.of("readVersion", "0", "text", wrong, "why", "x"));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("/editions/0/rows/0/cells/0/users").contains(": -1");
      assertThat(
              administrator
                  .post("/settings/rulebook", Map.of("readVersion", "0", "text", "", "why", "x"))
                  .statusCode())
          .isEqualTo(400);
      assertThat(
              administrator
                  .post("/settings/rulebook", Map.of("readVersion", "0", "text", edited()))
                  .statusCode())
          .as("without a reason")
          .isEqualTo(400);
      assertThat(
              administrator
                  .post(
                      "/settings/rulebook",
                      Map.of("readVersion", "7", "text", edited(), "why", "x"))
                  .statusCode())
          .isEqualTo(409);
      assertThat(staffed.server.part(Rulebooks.class).current().version()).isZero();
    }
  }

  private static String edited() {
    String text = RulebookText.shippedText();
    int edition = text.indexOf("\"id\": \"2015-4\"");
    int threshold = text.indexOf("\"durationMinutes\": 120", edition);
    return text.substring(0, threshold)
        + "\"durationMinutes\": 30"
        + text.substring(threshold + "\"durationMinutes\": 120".length());
  }

  private Verdict verdict() {
    return staffed
        .server
        .part(Determinations.class)
        .now(staffed.server.incidents().required(staffed.incident))
        .determination()
        .verdict();
  }

  private Verdict kept() {
    return staffed
        .server
        .part(Determinations.class)
        .latest(staffed.incident)
        .orElseThrow()
        .determination()
        .verdict();
  }

  private void answer(long minutes, long users) {
    var services =
        List.of(
            impact("internet", ServiceCategory.OTHER, Impact.STOP, users, minutes),
            impact("phone", ServiceCategory.VOICE_EMERGENCY, Impact.NONE, 0, 0),
            impact("mail", ServiceCategory.FREE_INTERNET, Impact.NONE, 0, 0));
    staffed.server.incidents().answerImpact(staffed.incident, 0, "test", services, "");
  }

  private static ServiceImpact impact(
      String service, ServiceCategory category, Impact kind, long users, long minutes) {
    return new ServiceImpact(
        service,
        category,
        kind,
        Bounds.exactly(users),
        Bounds.exactly(minutes),
        Interval.at(Statements.START),
        false,
        "");
  }
}
