package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People change their own password in the console. */
final class OwnPasswordTest {

  private static final String PAGE = "/settings/password";
  private static final String NEXT = "新しい長いパスワードです";

  private Staffed staffed;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleFindsThePageFromEveryPageAndChangesItsOwnPassword(Role role) {
    try (Reader reader = staffed.reader(role, "ja")) {
      assertThat(reader.get("/").body()).contains("href=\"" + PAGE + "\"");
      String page = reader.get(PAGE).body();
      assertThat(page)
          .contains("今のパスワード", "新しいパスワード", "12字以上")
          .contains("value=\"" + Staffed.name(role) + "\"");
      // Who may not change other settings is not led there.
      assertThat(page.contains("href=\"/settings/audit\"")).isEqualTo(role == Role.ADMINISTRATOR);

      assertChanged(change(reader, Staffed.password(), NEXT, NEXT));
      assertThat(reader.get(PAGE + "?changed").body()).contains("パスワードを変更しました");
      Reader.loggedIn(staffed.server, "ja", Staffed.name(role), NEXT).close();
    }
  }

  @Test
  void theOtherSessionsOfTheAccountEndAndThisOneGoesOnUnderANewId() {
    try (Reader here = staffed.reader(Role.LEGAL, "en");
        Reader elsewhere = staffed.reader(Role.LEGAL, "en");
        Reader somebodyElse = staffed.reader(Role.ENGINEER, "en")) {
      elsewhere.get("/incidents/" + staffed.incident);
      here.get(PAGE);
      String before = here.cookies();

      assertChanged(change(here, Staffed.password(), NEXT, NEXT));

      assertThat(here.cookies()).contains("anshin-session=").isNotEqualTo(before);
      assertThat(here.get("/").statusCode()).isEqualTo(200);
      assertThat(withCookies(before, "/").statusCode()).isEqualTo(302);
      assertThat(elsewhere.get("/").statusCode()).isEqualTo(302);
      assertThat(somebodyElse.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSessionThatHasEndedWritesNothing() {
    try (Reader here = staffed.reader(Role.LEGAL, "en");
        Reader elsewhere = staffed.reader(Role.LEGAL, "en")) {
      String incident = "/incidents/" + staffed.incident;
      elsewhere.get(incident);
      here.get(PAGE);
      assertChanged(change(here, Staffed.password(), NEXT, NEXT));

      assertThat(elsewhere.post(incident + "/note", Map.of("words", "too late")).statusCode())
          .isEqualTo(302);
      assertThat(here.get(incident).body()).doesNotContain("too late");
    }
  }

  @Test
  void thePageGoesOnWithANewTokenForItsForms() {
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      reader.get(PAGE);
      assertChanged(change(reader, Staffed.password(), NEXT, NEXT));

      assertThat(change(reader, NEXT, NEXT, NEXT).statusCode()).as("old token").isEqualTo(403);
      String incident = "/incidents/" + staffed.incident;
      reader.get(incident);
      assertThat(reader.post(incident + "/note", Map.of("words", "still here")).statusCode())
          .isEqualTo(302);
      assertThat(reader.get(incident).body()).contains("still here");
    }
  }

  @Test
  void anAdministratorWhoSetsAPasswordEndsTheSessionsOfThatAccountToo() {
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      staffed.server.part(Accounts.class).changePassword("test", Staffed.name(Role.LEGAL), NEXT);

      assertThat(reader.get("/").statusCode()).isEqualTo(302);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 今のパスワードが違います, 一致しません, 短すぎます, 今のパスワードを入力",
    "en, This is not the present password, This is not the new password above, too short, Enter your"
        + " present password"
  })
  void aFaultIsToldAtItsFieldAndNothingChanges(
      String language, String wrong, String differs, String tooShort, String missing) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      reader.get(PAGE);
      String present = Staffed.password();

      assertFault(change(reader, "not the password", NEXT, NEXT), "present", wrong);
      assertFault(change(reader, present, NEXT, NEXT + "x"), "again", differs);
      assertFault(change(reader, present, "short", "short"), "password", tooShort);
      assertFault(change(reader, "", NEXT, NEXT), "present", missing);
      assertThat(change(reader, present, NEXT, NEXT + "x").body())
          .doesNotContain(NEXT, present, "not the password");
      Reader.loggedIn(staffed.server, language, Staffed.name(Role.VIEWER), present).close();
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, ここからは5分間確かめられません", "en, not checked from here for 5 min"})
  void afterFiveWrongOnesNoneIsComparedForAWhile(String language, String sentence) {
    try (Reader reader = staffed.reader(Role.VIEWER, language)) {
      reader.get(PAGE);
      for (int guess = 1; guess <= 5; guess++) {
        assertThat(change(reader, "guess " + guess, NEXT, NEXT).statusCode()).isEqualTo(400);
      }
      HttpResponse<String> paused = change(reader, Staffed.password(), NEXT, NEXT);

      assertThat(paused.statusCode()).isEqualTo(429);
      assertThat(fault(paused, "present")).contains(sentence);
      assertThat(reader.get(PAGE).statusCode()).as("the session goes on").isEqualTo(200);
    }
  }

  @Test
  void aFormFromElsewhereIsDenied() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      var fields = Map.of("present", Staffed.password(), "password", NEXT, "again", NEXT);

      assertThat(reader.postWithoutToken(PAGE, fields).statusCode()).isEqualTo(403);
      Reader.loggedIn(staffed.server, "en", Staffed.name(Role.VIEWER), Staffed.password()).close();
    }
  }

  @Test
  void theChangeIsAuditedAndNoPasswordIsInIt() {
    try (Reader reader = staffed.reader(Role.VIEWER, "en")) {
      reader.get(PAGE);
      change(reader, "not the password", NEXT, NEXT);
      assertChanged(change(reader, Staffed.password(), NEXT, NEXT));

      Audit audit = staffed.server.part(Audit.class);
      AuditEntry last = audit.before(Long.MAX_VALUE).getFirst();
      assertThat(last.who()).isEqualTo(Staffed.name(Role.VIEWER));
      assertThat(last.action()).isEqualTo("change-own-password");
      assertThat(audit.before(Long.MAX_VALUE).toString())
          .doesNotContain(NEXT, Staffed.password(), "not the password", "$2a$");
      assertThat(audit.firstBroken()).isEmpty();
    }
  }

  private static HttpResponse<String> change(
      Reader reader, String present, String password, String again) {
    return reader.post(PAGE, Map.of("present", present, "password", password, "again", again));
  }

  private static void assertChanged(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).hasValue(PAGE + "?changed");
  }

  private static void assertFault(HttpResponse<String> answer, String field, String sentence) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(fault(answer, field)).contains(sentence);
    assertThat(answer.body()).containsOnlyOnce("role=\"alert\"");
    assertThat(answer.body()).containsOnlyOnce("aria-invalid=\"true\"");
  }

  /** What is said beneath that field. */
  private static String fault(HttpResponse<String> answer, String field) {
    String from = "id=\"" + field + "-fault\"";
    assertThat(answer.body()).contains(from);
    String rest = answer.body().substring(answer.body().indexOf(from));
    return rest.substring(0, rest.indexOf("</div>"));
  }

  /** Asks as whoever has only those cookies. */
  private HttpResponse<String> withCookies(String cookies, String path) {
    try (Reader stranger = new Reader(staffed.server, "en")) {
      return stranger.send(stranger.request(path).header("Cookie", cookies).GET().build());
    }
  }
}
