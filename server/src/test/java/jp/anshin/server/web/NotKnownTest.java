package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody has said is shown as not known: never as harmless, never as going on. */
final class NotKnownTest {

  private Staffed staffed;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  private void routesComeBack() {
    staffed
        .server
        .incidents()
        .accept(Statements.leak("15169", "701", 3, 160_000, Statements.START.plusSeconds(500)));
  }

  @ParameterizedTest
  @CsvSource({
    "ja, まだ分かりません。影響の問いに未回答, 影響の問いに答える：",
    "en, not known yet. Impact questions are unanswered, Answer the impact question: "
  })
  void routesThatAreBackDoNotSayThatNobodyIsAffected(
      String language, String notKnown, String question) {
    routesComeBack();
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      String page = reader.get("/").body();

      assertThat(page).contains(notKnown, question);
      assertThat(page).contains("/incidents/" + staffed.incident + "#impact");
      assertThat(page).contains("class=\"area a-NOT_EXCLUDED\"");
      assertThat(page).doesNotContain("class=\"area a-NONE\"", "利用者はいません", "No users");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 影響が続いているという回答はありません。ただし観測できていない",
    "en, no answer says that an impact goes on. But we are blind"
  })
  void whenAllIsAnsweredThePageSaysWhatWasAnsweredAndNoMore(String language, String said) {
    routesComeBack();
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      answer(reader, Map.of());
      String page = reader.get("/").body();

      assertThat(page).contains(said).contains("class=\"area a-NONE\"");
      assertThat(page).doesNotContain("class=\"area a-NOT_KNOWN\"");
    }
  }

  @Test
  void aServiceLeftUnknownKeepsItsUsersOnTheMapAfterTheRoutesAreBack() {
    routesComeBack();
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      answer(reader, Map.of("phone.kind", "UNKNOWN"));

      assertThat(reader.get("/").body())
          .contains("Impact questions are unanswered")
          .doesNotContain("no answer says that an impact goes on");
      assertThat(reader.get("/incidents/" + staffed.incident).body())
          .contains("1 service with open questions");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, への影響は続いているため, に影響があったかどうかは分かっていない",
    "en, goes on so duration, was affected is not known"
  })
  void anUnansweredQuestionIsNotStatedAsGoingOn(String language, String stated, String notKnown) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      String page = reader.get("/incidents/" + staffed.incident).body();

      assertThat(page).contains(notKnown).doesNotContain(stated, "goes on, so duration");
    }
  }

  @Test
  void anUnknownDurationIsDrawnAsNotKnownAndEveryBarNamesItsService() {
    routesComeBack();
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      String page = reader.get("/incidents/" + staffed.incident).body();

      assertThat(page).contains("不明（しきい値").doesNotContain("\">：継続時間");
      for (String bar : Pattern.compile("<div class=\"bar\">").splitAsStream(page).toList()) {
        if (bar.contains("不明（しきい値")) {
          assertThat(bar).contains("class=\"bar-open\"").doesNotContain("class=\"bar-high\"");
        }
      }
    }
  }

  private void answer(Reader reader, Map<String, String> otherwise) {
    String path = "/incidents/" + staffed.incident;
    reader.get(path);
    var fields = new HashMap<String, String>();
    fields.put("readVersion", "0");
    for (String service : List.of("internet", "phone", "mail")) {
      fields.put(service + ".kind", "NONE");
    }
    fields.putAll(otherwise);
    assertThat(reader.post(path + "/impact", fields).statusCode()).isEqualTo(302);
  }
}
