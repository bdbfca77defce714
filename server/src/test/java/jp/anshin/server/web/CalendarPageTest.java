package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due in a calendar, under an address that only its owner knows. */
final class CalendarPageTest {

  private static final Pattern ADDRESS =
      Pattern.compile("value=\"http://[^/\"]+(/calendar/[A-Za-z0-9_-]{43}\\.ics)\"");
  private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([0-9a-f]{16})\"");

  /** Name, parameters, and a value whose backslashes, semicolons and commas are escaped. */
  private static final Pattern LINE =
      Pattern.compile("([A-Z-]+)(?:;[A-Z-]+=[A-Za-z0-9-]+)*:((?:[^\\\\;,]|\\\\[\\\\;,nN])*)");

  private static final Interval START = Interval.at(Statements.START);

  private static Staffed staffed;

  @BeforeAll
  static void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
  }

  @AfterAll
  static void stop() {
    staffed.close();
  }

  @Test
  void aCalendarProgramReadsWhatIsDueWithoutALogIn() {
    try (Reader owner = staffed.reader(Role.LEGAL, "ja");
        Reader program = new Reader(staffed.server, "en")) {
      String address = make(owner, "当直席");
      HttpResponse<String> answer = program.get(address);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("text/calendar");
      assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("no-store");
      assertThat(answer.body().replace("\r\n ", ""))
          .startsWith("BEGIN:VCALENDAR")
          .contains("X-WR-CALNAME:安信 期限", "UID:" + staffed.incident + "-", "【模擬】");
      String page = owner.get("/settings/calendar").body();
      assertThat(page).contains("当直席").doesNotContain(address);
    }
  }

  @Test
  void eachEventNamesTheKindOfTheIncidentAndNothingThatAnybodyWrote() {
    var written = new PersonStatement(ReportedKind.CABLE_CUT, "顧客A社の専用線", START);
    Instant now = Statements.START.plusSeconds(60);
    IncidentId stated =
        staffed.server.incidents().report(written.first("佐藤", now, now), "佐藤").incident().id();
    try (Reader owner = staffed.reader(Role.LEGAL, "ja");
        Reader program = new Reader(staffed.server, "ja")) {
      String calendar = program.get(make(owner, "卓上")).body();

      assertThat(calendar.replace("\r\n ", ""))
          .contains("30日以内の報告（経路漏えい・経路の急増、" + staffed.incident + "）")
          .contains("30日以内の報告（ケーブルの切断・損傷、" + stated + "）")
          .doesNotContain("A社");
      assertThat(strictlyRead(calendar))
          .isNotEmpty()
          .allSatisfy(
              event -> assertThat(event).containsKeys("UID", "DTSTAMP", "DTSTART", "SUMMARY"));
    }
  }

  /** Events as RFC 5545 section 3.1 has them: what is no line of it, or comes twice, fails. */
  private static List<Map<String, String>> strictlyRead(String calendar) {
    assertThat(calendar.replace("\r\n", "")).doesNotContainPattern("[\\p{Cntrl}]");
    assertThat(calendar).endsWith("\r\n");
    var events = new ArrayList<Map<String, String>>();
    Map<String, String> event = new LinkedHashMap<>();
    for (String line : calendar.replace("\r\n ", "").split("\r\n")) {
      Matcher parts = LINE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      if (line.equals("BEGIN:VEVENT")) {
        event = new LinkedHashMap<>();
      } else if (line.equals("END:VEVENT")) {
        events.add(event);
      } else {
        event.merge(parts.group(1), parts.group(2), (one, other) -> fail("twice: " + line));
      }
    }
    return events;
  }

  @Test
  void onlyTheOwnerRevokesAnAddressAndThenItIsDead() {
    try (Reader owner = staffed.reader(Role.ENGINEER, "en");
        Reader other = staffed.reader(Role.VIEWER, "en")) {
      String address = make(owner, "telephone");
      Matcher id = ID.matcher(owner.get("/settings/calendar").body());
      assertThat(id.find()).isTrue();
      other.get("/settings/calendar");
      Map<String, String> named = Map.of("id", id.group(1));

      assertThat(other.post("/settings/calendar/revoke", named).statusCode()).isEqualTo(404);
      assertThat(other.get(address).statusCode()).isEqualTo(200);
      owner.get("/settings/calendar");
      owner.post("/settings/calendar/revoke", named);
      assertThat(other.get(address).statusCode()).isEqualTo(404);
      assertThat(staffed.server.part(Audit.class).before(Long.MAX_VALUE))
          .extracting(AuditEntry::action)
          .contains("make-calendar-address", "revoke-calendar-address");
    }
  }

  @Test
  void anAddressDiesWithTheAccountOfItsOwner() {
    try (Reader owner = staffed.reader(Role.INCIDENT_MANAGER, "en");
        Reader program = new Reader(staffed.server, "en")) {
      String address = make(owner, "desk");
      Accounts accounts = staffed.server.part(Accounts.class);
      String name = Staffed.name(Role.INCIDENT_MANAGER);
      accounts.change("test", name, EnumSet.of(Role.INCIDENT_MANAGER), false);

      assertThat(program.get(address).statusCode()).isEqualTo(404);
      accounts.change("test", name, EnumSet.of(Role.INCIDENT_MANAGER), true);
    }
  }

  @Test
  void anAddressThatNobodyMadeLeadsNowhere() {
    try (Reader program = new Reader(staffed.server, "en")) {
      assertThat(program.get("/calendar/" + "A".repeat(43) + ".ics").statusCode()).isEqualTo(404);
      assertThat(program.get("/calendar/x.ics").statusCode()).isEqualTo(404);
      assertThat(program.get("/settings/calendar").statusCode()).isEqualTo(302);
    }
  }

  private static String make(Reader owner, String label) {
    owner.get("/settings/calendar");
    HttpResponse<String> made = owner.post("/settings/calendar/make", Map.of("label", label));
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.headers().firstValue("cache-control").orElse("")).contains("no-store");
    Matcher address = ADDRESS.matcher(made.body());
    assertThat(address.find()).as(made.body()).isTrue();
    return address.group(1);
  }
}
