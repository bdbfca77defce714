package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused impact answer says at the top of the page what is wrong, and leads there. */
final class FaultSummaryTest {

  private static final Pattern FOCUSED = Pattern.compile("<[^>]* autofocus[^>]*>");

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
  @CsvSource({
    "ja, internet.usersLow, many, 影響利用者数（少なくとも）",
    "en, internet.usersHigh, -1, 'users, at most'",
    "ja, phone.minutesHigh, 1.5, 継続時間（多くとも）",
    "en, mail.began, noon, 'since when, at the earliest'",
    "ja, internet.beganLatest, x, 始まり（遅くとも）",
    "en, phone.kind, NOTHING, what happened",
  })
  void theSummaryLeadsToTheFaultyFieldWhichHasTheFocus(
      String language, String field, String typed, String label) {
    String page = refused(language, Map.of(field, typed));
    String summary = summary(page);

    assertThat(summary).contains("role=\"alert\"", "href=\"#field-" + field + "\"", label);
    assertThat(page.indexOf("id=\"faults\"")).isLessThan(page.indexOf("id=\"determination\""));
    assertThat(page).containsOnlyOnce("id=\"field-" + field + "\"");
    assertThat(page).containsOnlyOnce("id=\"fault-" + field + "\"");
    assertThat(page).contains("aria-describedby=\"fault-" + field + "\"");
    assertThat(focused(page)).contains("id=\"field-" + field + "\"");
    assertThat(page).contains("<details class=\"impact-form\" open");
  }

  @Test
  void ofManyFaultsEachIsLedToAndTheFirstOfThePageHasTheFocus() {
    String page =
        refused(
            "en",
            Map.of("mail.usersLow", "x", "internet.minutesLow", "y", "remark", "r".repeat(4_001)));

    String summary = summary(page);
    assertThat(summary.indexOf("#field-internet.minutesLow\""))
        .isPositive()
        .isLessThan(summary.indexOf("#field-mail.usersLow\""));
    assertThat(summary.indexOf("#field-mail.usersLow\""))
        .isLessThan(summary.indexOf("#field-remark\""));
    assertThat(focused(page)).contains("id=\"field-internet.minutesLow\"");
    assertThat(Pattern.compile("aria-invalid=\"true\"").matcher(page).results()).hasSize(3);
  }

  @Test
  void whereNothingIsWrongThereIsNoSummaryAndNoFocus() {
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      String page = reader.get("/incidents/" + staffed.incident).body();

      assertThat(page).contains("id=\"field-internet.usersLow\"");
      assertThat(page).doesNotContain("id=\"faults\"", "autofocus", "aria-invalid", "id=\"fault-");
    }
  }

  private static String refused(String language, Map<String, String> wrong) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      String path = "/incidents/" + staffed.incident;
      reader.get(path);
      var fields = new HashMap<String, String>(Map.of("readVersion", "0"));
      for (String service : new String[] {"internet", "phone", "mail"}) {
        fields.put(service + ".kind", "UNKNOWN");
      }
      if (wrong.containsKey("internet.beganLatest")) {
        fields.put("internet.began", "2017-08-25T12:22:00");
      }
      fields.putAll(wrong);
      HttpResponse<String> answer = reader.post(path + "/impact", fields);
      assertThat(answer.statusCode()).isEqualTo(400);
      return answer.body();
    }
  }

  private static String summary(String page) {
    int begin = page.indexOf("<div id=\"faults\"");
    assertThat(begin).as("a summary").isPositive();
    return page.substring(begin, page.indexOf("</div>", begin));
  }

  /** The only element with the focus. */
  private static String focused(String page) {
    var all = FOCUSED.matcher(page).results().map(found -> found.group()).toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
