package jp.anshin.server.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role at each form: what is hidden is denied, too. */
final class ConsoleRolesTest {

  private static final int FORBIDDEN = 403;

  private static final Map<String, Set<Role>> FORMS =
      Map.ofEntries(
          entry("/incidents/ID/impact", EnumSet.of(Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry("/incidents/ID/no-interruption", EnumSet.of(Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/counting",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry("/incidents/ID/counting/use", EnumSet.of(Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry("/incidents/ID/note", EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry("/incidents/ID/close", EnumSet.of(Role.INCIDENT_MANAGER)),
          entry(
              "/incidents/ID/reopened",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry("/incidents", EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/restored",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/resumed",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/corrected",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/reports/INFORMATION_SHARING/edit",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/reports/INFORMATION_SHARING/approve",
              EnumSet.of(Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/reports/INFORMATION_SHARING/submit",
              EnumSet.of(Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/reports/INFORMATION_SHARING/countersign",
              EnumSet.of(Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/verification/lessons",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/runbook/tick",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/incidents/ID/runbook/take-over",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/settings/runbooks/leak",
              EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.ADMINISTRATOR)),
          entry("/reports/imports", EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry(
              "/alerts/acknowledge", EnumSet.of(Role.ENGINEER, Role.INCIDENT_MANAGER, Role.LEGAL)),
          entry("/settings/rulebook", EnumSet.of(Role.ADMINISTRATOR)),
          entry("/feeds/retire", EnumSet.of(Role.ENGINEER, Role.ADMINISTRATOR)),
          entry("/settings/operator", EnumSet.of(Role.ADMINISTRATOR)),
          entry("/settings/accounts", EnumSet.of(Role.ADMINISTRATOR)),
          entry("/settings/password", EnumSet.allOf(Role.class)),
          entry("/settings/calendar/make", EnumSet.allOf(Role.class)),
          entry("/settings/calendar/revoke", EnumSet.allOf(Role.class)),
          entry("/settings/alerts/test", EnumSet.of(Role.ADMINISTRATOR)),
          entry("/settings/accounts/person-viewer", EnumSet.of(Role.ADMINISTRATOR)),
          entry("/settings/accounts/person-viewer/password", EnumSet.of(Role.ADMINISTRATOR)),
          entry("/incidents/ID/anything-else", EnumSet.noneOf(Role.class)));

  private static Staffed staffed;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  static Stream<Arguments> everyRoleAtEveryForm() {
    var all = new ArrayList<Arguments>();
    for (Role role : Role.values()) {
      FORMS.keySet().stream().sorted().forEach(form -> all.add(Arguments.of(role, form)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyRoleAtEveryForm")
  void aFormTakesWhatTheRoleAllowsAndNothingElse(Role role, String form) {
    try (Reader reader = staffed.reader(role, "en")) {
      reader.get("/incidents/" + staffed.incident);
      // Empty fields: whoever is allowed is told what is wrong with them, and nothing changes.
      HttpResponse<String> answer =
          reader.post(form.replace("ID", staffed.incident.value()), Map.of("x", ""));

      if (FORMS.getOrDefault(form, Set.of()).contains(role)) {
        assertThat(answer.statusCode()).isEqualTo(400);
      } else {
        assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aPageHidesTheFormsThatTheRoleMayNotUse(Role role) {
    try (Reader reader = staffed.reader(role, "en")) {
      String page = reader.get("/incidents/" + staffed.incident).body();
      for (String form : List.of("impact", "note", "close")) {
        Set<Role> allowed = FORMS.getOrDefault("/incidents/ID/" + form, Set.of());
        String action = "action=\"/incidents/" + staffed.incident + "/" + form + "\"";
        assertThat(page.contains(action)).as(form).isEqualTo(allowed.contains(role));
      }
      assertThat(page.contains("href=\"/settings/operator\""))
          .isEqualTo(role == Role.ADMINISTRATOR);
    }
  }

  @Test
  void settingsLeadToTheFirstThatThePersonMaySee() {
    for (Role role : Role.values()) {
      try (Reader reader = staffed.reader(role, "en")) {
        HttpResponse<String> answer = reader.get("/settings");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse(""))
            .isEqualTo(role == Role.ADMINISTRATOR ? "/settings/operator" : "/settings/password");
        for (String shortened : List.of("/reports/periodic", "/reports/periodic/")) {
          assertThat(reader.get(shortened).headers().firstValue("Location").orElse(""))
              .isEqualTo("/reports");
        }
      }
    }
  }

  /** Whatever the browser says that it takes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja | GET | /settings/audit | 403 | この操作をする権限がない",
        "en | GET | /settings/audit | 403 | You may not do this",
        "ja | GET | /no/such/page | 404 | このページはありません",
        "en | GET | /no/such/page | 404 | There is no such page",
        "ja | GET | /reports/periodic/none | 404 | できませんでした",
        "en | GET | /incidents/none | 404 | There is no incident none",
        "en | GET | /incidents/ID/note | 405 | That cannot be done",
        "en | GET | /incidents/ID/evidence/x | 400 | cannot be read",
        "en | GET | /incidents//ID | 400 | cannot be read",
        "ja | POST | /incidents/ID/no-such-deed | 403 | この操作をする権限がない"
      })
  void aPageAnswersWhatIsWrongAsAPageInThePersonsLanguage(
      String language, String method, String path, int status, String words) {
    try (Reader reader = staffed.reader(Role.ENGINEER, language)) {
      reader.get("/incidents/" + staffed.incident);
      for (String accept : List.of("text/html", "application/json", "*/*")) {
        String place = path.replace("ID", staffed.incident.value());
        HttpResponse<String> answer =
            method.equals("GET") ? reader.get(place, accept) : reader.post(place, Map.of());

        assertThat(answer.statusCode()).as("%s %s", place, accept).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .as("%s %s", place, accept)
            .startsWith("text/html");
        assertThat(answer.body())
            .contains(words, "lang=\"" + language + "\"")
            .doesNotContain("Exception", "timestamp", "??", "href=\"/error");
      }
    }
  }

  @Test
  void aFormWithoutThePagesTokenIsDenied() {
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      HttpResponse<String> answer =
          reader.postWithoutToken(
              "/incidents/" + staffed.incident + "/note", Map.of("words", "from elsewhere"));

      assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
      assertThat(reader.get("/incidents/" + staffed.incident).body())
          .doesNotContain("from elsewhere");
    }
  }

  @Test
  void whoIsNotLoggedInSeesTheLogInAndNothingElse() {
    try (Reader reader = new Reader(staffed.server, "en")) {
      for (String path :
          List.of(
              "/",
              "/incidents",
              "/reports",
              "/feeds",
              "/routes",
              "/routes/search",
              "/routes/history",
              "/settings/audit",
              "/settings/password",
              "/settings/calendar",
              "/alerts",
              "/alerts/any",
              "/live")) {
        HttpResponse<String> answer = reader.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/login");
      }
    }
  }

  @Test
  void theSessionOfAPageIsNoLogInForPrograms() {
    try (Reader reader = staffed.reader(Role.INCIDENT_MANAGER, "en")) {
      HttpRequest forged =
          reader
              .request("/api/v1/incidents/" + staffed.incident + "/impact")
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{\"readVersion\":0,\"services\":[]}"))
              .build();

      assertThat(reader.send(forged).statusCode()).isEqualTo(401);
      assertThat(reader.get("/api/v1/incidents").statusCode()).isEqualTo(401);
      assertThat(reader.get("/api/v1/incidents").headers().firstValue("www-authenticate"))
          .isEmpty();
    }
  }

  @Test
  void whoIsDisabledIsOutAtOnceAndWhoLosesARoleLosesItAtOnce(@TempDir Path directory) {
    try (Staffed own = Staffed.start(directory);
        Reader manager = own.reader(Role.INCIDENT_MANAGER, "en");
        Reader viewer = own.reader(Role.VIEWER, "en")) {
      manager.get("/incidents/" + own.incident);
      Accounts accounts = own.server.part(Accounts.class);
      accounts.change("test", Staffed.name(Role.INCIDENT_MANAGER), Set.of(Role.VIEWER), true);
      accounts.change("test", Staffed.name(Role.VIEWER), Set.of(Role.VIEWER), false);

      String note = "/incidents/" + own.incident + "/note";
      assertThat(manager.post(note, Map.of("words", "x")).statusCode()).isEqualTo(FORBIDDEN);
      assertThat(viewer.get("/").statusCode()).isEqualTo(302);
    }
  }

  @Test
  void theLastAdministratorStaysOne(@TempDir Path directory) {
    try (Staffed own = Staffed.start(directory);
        Reader reader = own.reader(Role.ADMINISTRATOR, "ja")) {
      // A simulated server has one of its own.
      own.server
          .part(Accounts.class)
          .change("test", "demo-administrator", Set.of(Role.VIEWER), true);
      reader.get("/settings/accounts");
      HttpResponse<String> answer =
          reader.post(
              "/settings/accounts/" + Staffed.name(Role.ADMINISTRATOR),
              Map.of("roles", "VIEWER", "enabled", "on"));

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("最後の管理者です");
    }
  }

  @Test
  void anAccountIsMadeAndItsFaultsAreToldWithWhatWasTyped() {
    try (Reader reader = staffed.reader(Role.ADMINISTRATOR, "en")) {
      reader.get("/settings/accounts");
      var fields = Map.of("name", "new.one", "display", "A <b>", "roles", "VIEWER");
      var tooShort = new HashMap<>(fields);
      tooShort.put("password", "short");
      HttpResponse<String> refused = reader.post("/settings/accounts", tooShort);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("too short", "value=\"new.one\"", "A &lt;b&gt;");

      var good = new HashMap<>(fields);
      good.put("password", "long enough for anybody");
      assertThat(reader.post("/settings/accounts", good).statusCode()).isEqualTo(302);
      assertThat(reader.get("/settings/accounts").body()).contains("<code>new.one</code>");
    }
  }
}
