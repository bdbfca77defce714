package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Interval;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.calendars.DutyCalendar;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.JudgingAnew;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.rulebooks.Rulebooks;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another operator file or rulebook is seen everywhere at once, of what is closed too. */
final class JudgedAnewTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Pattern OF_PAGE =
      Pattern.compile("<dd><a href=\"#determination\">(.*?)</dd>", Pattern.DOTALL);

  /** Some hours before the present: the law's time to report goes on. */
  private final Instant began =
      Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);

  private AnshinServer server;
  private IncidentId open;
  private IncidentId closed;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = AnshinServer.start(ServerOptions.local(directory).operatedBy(OperatorText.example()));
    server
        .part(Accounts.class)
        .create("test", new Account("legal", "legal", Set.of(Role.LEGAL), true), PASSWORD);
    open = restored("15169");
    closed = restored("2914");
    server.incidents().close(closed, "test", "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatBecomesSeriousByAnotherFileOrRulebookIsSoEverywhereAndIsNotWhenThatIsTakenBack()
      throws Exception {
    try (Reader reader = Reader.loggedIn(server, "ja", "legal", PASSWORD)) {
      saysEverywhere(reader, Verdict.NOT_SERIOUS);

      replaceOperator(1, emergencyVoice());
      saysEverywhere(reader, Verdict.SERIOUS);
      replaceOperator(2, OperatorText.example());
      saysEverywhere(reader, Verdict.NOT_SERIOUS);

      replaceRulebook(0, lowered());
      saysEverywhere(reader, Verdict.SERIOUS);
      replaceRulebook(1, "");
      saysEverywhere(reader, Verdict.NOT_SERIOUS);

      assertThat(server.part(Determinations.class).history(closed))
          .filteredOn(each -> each.causedBy().equals(Determinations.JUDGED_ANEW))
          .extracting(each -> each.determination().verdict())
          .containsExactly(
              Verdict.SERIOUS, Verdict.NOT_SERIOUS, Verdict.SERIOUS, Verdict.NOT_SERIOUS);
      assertThat(reader.get("/incidents/" + closed).body()).contains("事業者ファイルか判定基準が変わったための判定");
    }
  }

  /** Reported as of a quarter to midnight; the service is there from midnight on. */
  @Test
  void aServiceThatIsThereSinceMidnightIsAskedOfInAnIncidentThatGoesOn() throws Exception {
    LocalDate today = LocalDate.ofInstant(Instant.now(), Figures.JAPAN);
    Instant before = today.atStartOfDay(Figures.JAPAN).toInstant().minusSeconds(900);
    var told = new PersonStatement(ReportedKind.OTHER, "交換機の停止", Interval.at(before));
    Incident reported =
        server.incidents().report(told.first("test", before, Instant.now()), "test").incident();
    replaceOperator(
        1,
        replaced(
            OperatorText.example(),
            "  - {id: mail,",
            "  - {id: late, name: {ja: 新, en: New}, category: other, users: 90000, from: "
                + today
                + "}\n  - {id: mail,"));
    try (Reader reader = Reader.loggedIn(server, "ja", "legal", PASSWORD)) {
      assertThat(reader.get("/incidents/" + reported.id()).body()).contains("name=\"late.kind\"");
    }
    assertThat(server.part(Determinations.class).now(reported).facts().services())
        .extracting(each -> each.service())
        .contains("late");
    Incident over =
        server.incidents().restored(reported.id(), 1, before.plusSeconds(60), "test", "");
    assertThat(server.part(Determinations.class).now(over).facts().services())
        .extracting(each -> each.service())
        .doesNotContain("late");
  }

  /** The incident may have begun before midnight or after it. */
  @Test
  void whereTheFileOfEachDayHasAnotherCategoryItIsAskedAndCanBeSaid() throws Exception {
    LocalDate today = LocalDate.ofInstant(Instant.now(), Figures.JAPAN);
    Instant midnight = today.atStartOfDay(Figures.JAPAN).toInstant();
    var start = new Interval(midnight.minusSeconds(900), midnight.plusSeconds(1));
    var told = new PersonStatement(ReportedKind.OTHER, "交換機の停止", start);
    Incident reported =
        server
            .incidents()
            .report(told.first("test", midnight.plusSeconds(1), Instant.now()), "test")
            .incident();
    String phone = "- {id: phone, name: {ja: 電話, en: Phone}, users: 90000, category: ";
    String text =
        replaced(
            OperatorText.example(),
            "- {id: phone,",
            phone
                + "voice-other, until: "
                + today.minusDays(1)
                + "}\n  "
                + phone
                + "voice-emergency, from: "
                + today
                + "}\n  - {id: phone2,");
    replaceOperator(1, text);
    assertThat(server.part(Determinations.class).now(reported).facts().services())
        .filteredOn(each -> each.service().equals("phone"))
        .singleElement()
        .satisfies(each -> assertThat(each.category()).isNull());
    try (Reader reader = Reader.loggedIn(server, "ja", "legal", PASSWORD)) {
      assertThat(reader.get("/incidents/" + reported.id()).body())
          .contains("name=\"phone.category\"")
          .doesNotContain("name=\"phone2.category\"");
    }
  }

  private void saysEverywhere(Reader reader, Verdict verdict) {
    boolean serious = verdict == Verdict.SERIOUS;
    for (IncidentId id : List.of(open, closed)) {
      assertThat(server.part(Determinations.class).latest(id).orElseThrow().determination())
          .extracting(each -> each.verdict())
          .isEqualTo(verdict);
      Matcher page = OF_PAGE.matcher(reader.get("/incidents/" + id).body());
      assertThat(page.find()).isTrue();
      assertThat(page.group(1)).contains(LawWords.in(Locale.JAPANESE).verdict(verdict));
      assertThat(api(reader, "/api/v1/incidents/" + id + "/determination"))
          .contains("\"verdict\":\"" + verdict + "\"");
      assertThat(server.part(Duties.class).of(id))
          .filteredOn(duty -> duty.key().equals("final-report"))
          .extracting(Duty::applies)
          .containsExactly(Truth.of(serious));
      assertThat(server.part(Drafts.class).latest(id))
          .extracting(each -> each.draft().kind())
          .contains(serious ? DraftKind.DETAILED_REPORT : DraftKind.PERIODIC_FORM_27)
          .doesNotContain(serious ? DraftKind.PERIODIC_FORM_27 : DraftKind.DETAILED_REPORT);
    }
    assertThat(reader.get("/").body())
        .contains(LawWords.in(Locale.JAPANESE).verdict(verdict))
        .as("the closed one is no card")
        .doesNotContain("/incidents/" + closed + "\"");
    String due = reader.get("/reports").body();
    for (IncidentId id : List.of(open, closed)) {
      assertThat(due.split("/incidents/" + id + "#drafts", -1))
          .as("the first and the detailed report, or the line of the periodic one")
          .hasSize(1 + (serious ? 2 : 1));
    }
    assertThat(server.part(Duties.class).afterwards())
        .filteredOn(duty -> closed.equals(duty.incident()) && duty.applies() == Truth.YES)
        .extracting(Duty::key)
        .satisfies(keys -> assertThat(keys.contains("final-report")).isEqualTo(serious));
    String calendar = server.part(DutyCalendar.class).text(Locale.JAPANESE).replace("\r\n ", "");
    for (IncidentId id : List.of(open, closed)) {
      assertThat(calendar.contains("UID:" + id + "-final-report@anshin")).isEqualTo(serious);
    }
    assertThat(server.part(Statistics.class).of(FiscalYear.of(began)).kinds())
        .satisfies(kinds ->
            assertThat(kinds.getOrDefault(ImportedKind.SERIOUS, 0)).isEqualTo(serious ? 2 : 0));
    assertThat(server.part(Periods.class).standing(period()).now())
        .extracting(PeriodLine::treatment)
        .as("while nobody has said the class of the facility, its form is open")
        .containsOnly(serious ? Treatment.EXCLUDED_AS_SERIOUS : Treatment.OPEN);
  }

  private static String api(Reader reader, String path) {
    byte[] named = ("legal:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return reader
        .send(
            reader
                .request(path)
                .setHeader("Accept", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(named))
                .GET()
                .build())
        .body();
  }

  private ReportingPeriod period() {
    LocalDate day = LocalDate.ofInstant(began, Figures.JAPAN);
    return server
        .part(Determinations.class)
        .law()
        .rulebook()
        .periodic()
        .periodOn(day)
        .orElseThrow();
  }

  private void replaceOperator(int read, String text) throws Exception {
    server.part(OperatorFiles.class).replace("test", read, text, "試験");
    assertThat(server.part(JudgingAnew.class).isDone()).isTrue();
  }

  private void replaceRulebook(int read, String text) throws Exception {
    server.part(Rulebooks.class).replace("test", read, text, "試験");
    assertThat(server.part(JudgingAnew.class).isDone()).isTrue();
  }

  /** For these 1 h is enough where others need 2 h. */
  private static String emergencyVoice() {
    return replaced(
        OperatorText.example(),
        "category: other, users: 118000",
        "category: voice-emergency, users: 118000");
  }

  /** Of the proposal too, which else leaves it open. */
  private static String lowered() {
    String text = RulebookText.shippedText();
    for (String row : List.of("2023-5", "2025p-5")) {
      int at = text.indexOf("\"id\": \"" + row + "\"");
      text =
          text.substring(0, at)
              + replaced(text.substring(at), "\"durationMinutes\": 120", "\"durationMinutes\": 30");
    }
    return text;
  }

  private static String replaced(String text, String what, String by) {
    int at = text.indexOf(what);
    assertThat(at).as(what).isNotNegative();
    return text.substring(0, at) + by + text.substring(at + what.length());
  }

  /** 41,000 users for 90 minutes. */
  private IncidentId restored(String from) {
    Instant end = began.plus(Duration.ofMinutes(90));
    IncidentId id =
        server.incidents().accept(Statements.leak(from, "701", 1, 900, began, null)).id();
    server.incidents().accept(Statements.leak(from, "701", 2, 900, began, end));
    var services =
        List.of(
            impact("internet", ServiceCategory.OTHER, Impact.STOP, 41_000, 90),
            impact("phone", ServiceCategory.VOICE_EMERGENCY, Impact.NONE, 0, 0),
            impact("mail", ServiceCategory.FREE_INTERNET, Impact.NONE, 0, 0));
    server.incidents().answerImpact(id, 0, "test", services, "");
    return id;
  }

  private ServiceImpact impact(
      String service, ServiceCategory category, Impact kind, long users, long minutes) {
    return new ServiceImpact(
        service,
        category,
        kind,
        Bounds.exactly(users),
        Bounds.exactly(minutes),
        Interval.at(began),
        false,
        "");
  }
}
