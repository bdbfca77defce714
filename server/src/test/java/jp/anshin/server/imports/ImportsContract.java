package jp.anshin.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Bounds;
import jp.anshin.law.Determination;
import jp.anshin.law.Filing;
import jp.anshin.law.Impact;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Verdict;
import jp.anshin.operator.Prefecture;
import jp.anshin.server.alerts.Rung;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Incidents.Reported;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.periods.PeriodPapers;
import jp.anshin.server.periods.PeriodStanding;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.rulebooks.Rulebooks;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;
import jp.anshin.server.statistics.YearFigures;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Uploaded lists of accidents; the same on every database. */
abstract class ImportsContract {

  private static final String HEAD =
      "id,date,service_category,duration_minutes,affected_users,impact,facility,same_premises,"
          + "cause,area,place,summary,owner,simulated\n";
  private static final LocalDate FIRST = LocalDate.of(2017, 4, 1);
  private static final LocalDate LAST = LocalDate.of(2018, 3, 31);

  private Rooms rooms;
  private Imports imports;

  /** A database without tables. */
  abstract DatabaseOptions options();

  /** How many good rows a large list has. */
  int many() {
    return 60_000;
  }

  @BeforeEach
  void open() {
    rooms = new Rooms(options(), false, true);
    imports = rooms.part(Imports.class);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void manyGoodRowsAreOfferedAndThreeBadOnesListedByLine() {
    int last = many() + 3;
    var file = new StringBuilder(HEAD);
    for (int i = 1; i <= last; i++) {
      String row = row("bs-" + i, 100);
      file.append(
          i == 1
              ? row.replace(",125,", ",-5,")
              : i == last / 2
                  ? row.replace(",100,", ",2.5,")
                  : i == last ? row.replace("F-RAN", "F-NONE") : row);
    }
    AccidentImport read = upload(file.toString());
    assertThat(read.state()).isEqualTo(ImportState.PREVIEW);
    assertThat(read.good()).isEqualTo(many());
    assertThat(read.bad()).isEqualTo(3);
    assertThat(imports.faults(1, 0, 10))
        .extracting(CaseFault::line, CaseFault::column, CaseFault::code)
        .containsExactly(
            tuple(2, "duration_minutes", "duration.negative"),
            tuple(last / 2 + 1, "affected_users", "users.fractional"),
            tuple(last + 1, "facility", "facility.unknown"));
    assertThat(imports.kinds(1)).isEqualTo(Map.of(ImportedKind.SIMPLE, many()));
    assertThat(imports.linesOf(FIRST, LAST)).isEmpty();

    imports.confirm(1, 0, 0, "suzuki");
    assertThat(imports.linesOf(FIRST, LAST)).hasSize(many());
    assertThat(imports.linesOf(LAST, LAST)).isEmpty();
  }

  @Test
  void aRowIsKeptWithAllItSaysAndWhatTheLawSaysOfIt() {
    upload(
        HEAD
            + "a,2017-05-10T08:00,OTHER,125.5,410..420,stop,F-RAN,,自然故障,東京・埼玉,鉄塔,落雷,他社,\n"
            + "b,2017-05,VOICE_EMERGENCY,61,30000,stop,F-OTHER,,,,,,,\n"
            + "c,2017-05-10,,,,,,,,,,,,\n"
            + "d,2017-05-10,OTHER,130,10,stop,,,,,,,,\n"
            + "e,2017-05-10,OTHER,130,10,stop,F-INBUILDING,yes,,,,,,\n"
            + "f,2017-05-10,OTHER,130,10,stop,F-OTHER,,,,,,,\n"
            + "g,2017-05-10,OTHER,10,10,stop,F-RAN,,,,,,,\n"
            + "h,2017-05-10,OTHER,130,10,stop,F-RAN,,,,,,,yes\n");
    assertThat(imports.kinds(1))
        .isEqualTo(
            Map.of(
                ImportedKind.SIMPLE, 1,
                ImportedKind.SERIOUS, 1,
                ImportedKind.MAY_BE_SERIOUS, 1,
                ImportedKind.UNDETERMINED, 1,
                ImportedKind.EXEMPT, 1,
                ImportedKind.FORM27, 1,
                ImportedKind.NOT_REQUIRED, 1));
    assertThat(imports.simulated(1)).isEqualTo(1);
    assertThat(imports.needingPerson(1)).isEqualTo(3);
    imports.confirm(1, 3, 0, "suzuki");

    List<ImportedAccident> lines = imports.linesOf(FIRST, LAST);
    assertThat(lines)
        .extracting(each -> each.accident().id())
        .containsExactly("b", "c", "d", "e", "f", "g", "a");
    assertThat(imports.simulatedOf(FIRST, LAST)).isEqualTo(1);
    ImportedAccident serious = lines.getFirst();
    assertThat(serious.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(serious.editions()).contains("2015");
    assertThat(serious.row()).isNotEmpty();
    ImportedAccident simple = lines.getLast();
    assertThat(simple.filing()).isEqualTo(Filing.SIMPLE);
    assertThat(simple.accident().durationSeconds().min()).isEqualTo(7_530);
    assertThat(simple.accident().users().max()).isEqualTo(420);
    assertThat(simple.accident().details().area())
        .containsExactly(Prefecture.SAITAMA, Prefecture.TOKYO);
    assertThat(simple.accident().details().cause()).isEqualTo("C-NATFAIL");
    assertThat(simple.accident().details().place()).isEqualTo("鉄塔");
    assertThat(simple.accident().details().owner()).isEqualTo("他社");
    assertThat(imports.days()).containsExactly(LocalDate.of(2017, 5, 1), LocalDate.of(2017, 5, 10));
  }

  @Test
  void importedAccidentsStandInTheReportOfTheirPeriodUntilTheListIsTakenBack() {
    upload(HEAD + row("bs-1", 100) + "d,2017-05-10,OTHER,130,10,stop,,,,,,,,\n");
    imports.confirm(1, 1, 0, "suzuki");
    Periods periods = rooms.part(Periods.class);
    ReportingPeriod quarter = periods.required("2017-06-30");

    List<PeriodLine> lines = periods.standing(quarter).now();
    assertThat(lines)
        .extracting(PeriodLine::treatment)
        .containsExactlyInAnyOrder(Treatment.SIMPLE, Treatment.OPEN);
    assertThat(lines)
        .filteredOn(line -> line.treatment() == Treatment.SIMPLE)
        .first()
        .satisfies(line -> {
          assertThat(line.key()).isEqualTo("reports/imports/1#line-2");
          assertThat(line.headline().japanese()).isEqualTo("bs-1");
          assertThat(line.cell("users").orElseThrow().text().japanese()).isEqualTo("100");
        });
    assertThat(periods.standing(quarter).open())
        .singleElement()
        .satisfies(line -> assertThat(line.questions()).isNotEmpty());

    periods.begin(quarter, "sato");
    imports.withdraw(1, "suzuki", "別の一覧と重複");
    assertThat(periods.standing(quarter).now()).isEmpty();
    assertThat(periods.standing(quarter).changes()).hasSize(2);
  }

  @Test
  void aRowThatMayLieInTwoPeriodsIsRefusedWithWhatToDoAndOneWithinAPeriodIsNot() {
    rooms.at(Instant.parse("2026-06-01T00:00:00Z"));
    AccidentImport read =
        upload(
            HEAD
                + day("a", "2024-06-30..2024-07-01")
                + day("b", "2025-03-31..2025-04-01")
                + day("c", "2024-04..2025-03")
                + day("d", "2024-04..2024-06")
                + day("e", "2025-04..2026-03"));
    assertThat(read.bad()).isEqualTo(3);
    assertThat(read.good()).isEqualTo(2);
    List<CaseFault> faults = imports.faults(1, 0, 10);
    assertThat(faults).extracting(CaseFault::line).containsExactly(2, 3, 4);
    assertThat(faults)
        .allSatisfy(fault -> {
          assertThat(fault.column()).isEqualTo("date");
          assertThat(fault.sentence(Locale.ENGLISH)).contains("write the day on which it began");
          assertThat(fault.sentence(Locale.JAPANESE)).contains("発生した日を書いてください");
        });
    imports.confirm(1, 0, 0, "suzuki");
    YearFigures.DaysOpen open = rooms.part(Statistics.class).of(new FiscalYear(2024)).daysOpen();
    assertThat(open).isEqualTo(new YearFigures.DaysOpen(1, 0, 0));
  }

  private static String day(String id, String day) {
    return id + "," + day + ",OTHER,130,10,stop,F-RAN,,,,,,,\n";
  }

  /** Lists that were imported before such rows were refused stay, and say so. */
  @Test
  void anOlderRowThatMayLieInTwoPeriodsSaysSoOnItsLineAndInTheStatisticsOfBothYears() {
    rooms.at(Instant.parse("2026-06-01T00:00:00Z"));
    upload(HEAD + day("a", "2025-03-31") + day("b", "2025-03-31"));
    imports.confirm(1, 0, 0, "suzuki");
    Instant latest = Instant.parse("2025-04-01T14:59:59Z");
    rooms
        .part(JdbcClient.class)
        .sql("update imported_accident set last_at = ? where accident_id = 'a'")
        .param(latest.atOffset(ZoneOffset.UTC))
        .update();

    Periods periods = rooms.part(Periods.class);
    ReportingPeriod quarter = periods.required("2025-03-31");
    List<PeriodLine> lines = periods.standing(quarter).now();
    assertThat(lines).hasSize(2);
    assertThat(lines.getLast().cell("note")).isEmpty();
    assertThat(lines.getFirst().cell("note").orElseThrow().text().english())
        .contains("31 Mar 2025", "1 Apr 2025", "another reporting period");
    Report report = periods.begin(quarter, "sato");
    PeriodPapers papers = rooms.part(PeriodPapers.class);
    assertThat(
            new String(
                papers.write(report, report.latest(), PeriodPapers.Format.CSV, Locale.ENGLISH),
                StandardCharsets.UTF_8))
        .containsOnlyOnce("another reporting period");

    Statistics statistics = rooms.part(Statistics.class);
    assertThat(statistics.of(new FiscalYear(2024)).daysOpen())
        .isEqualTo(new YearFigures.DaysOpen(1, 1, 0));
    assertThat(statistics.of(new FiscalYear(2025)).daysOpen())
        .isEqualTo(new YearFigures.DaysOpen(0, 0, 1));
  }

  @Test
  void whatARowDoesNotSayIsMarkedAsNotKnownInItsLine() {
    upload(HEAD + "d,2017-05-10,OTHER,130,10,,F-OTHER,,,,,,,\n");
    imports.confirm(1, imports.needingPerson(1), 0, "suzuki");
    Periods periods = rooms.part(Periods.class);
    assertThat(periods.standing(periods.required("2017-06-30")).now())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.cells())
              .filteredOn(cell -> cell.text().japanese().contains("確認中（未確認）"))
              .extracting(PeriodLine.Cell::key)
              .contains("service", "impact");
          assertThat(line.cells())
              .allSatisfy(cell ->
                  assertThat(cell.known())
                      .as(cell.key())
                      .isEqualTo(!cell.text().japanese().contains("確認中（未確認）")));
        });
  }

  private static final String SERIOUS_ROW =
      "s,2017-05-10T08:00,OTHER,125.5,41000,stop,F-RAN,,自然故障,東京・埼玉,港区の鉄塔,落雷,,\n";

  @Test
  void anIncidentStandsForItsRowWithAllThatTheRowSays() {
    upload(HEAD + SERIOUS_ROW + row("bs-1", 100));
    refused("import.row-not-imported", () -> open(2));
    assertThat(rooms.incidents().latest(10)).isEmpty();
    imports.confirm(1, 1, 0, "suzuki");
    refused("import.needs-nobody", () -> open(3));
    refused("import.row-unknown", () -> open(4));

    Reported reported = open(2);
    Incident incident = reported.incident();
    assertThat(reported.opened()).isTrue();
    assertThat(open(2)).isEqualTo(new Reported(incident, false));
    assertThat(incident.headline().japanese()).isEqualTo("s 落雷（一覧に載った障害）");
    assertThat(incident.startedAt()).isEqualTo(Interval.at(Instant.parse("2017-05-09T23:00:00Z")));
    assertThat(incident.restoredAt()).contains(Instant.parse("2017-05-10T01:05:30Z"));
    assertThat(incident.detections().getFirst().facts())
        .containsEntry("summary", List.of("s 落雷"))
        .containsEntry("stated-by", List.of("tanaka"));
    ImpactAnswer answer = incident.impact().orElseThrow();
    assertThat(answer.answeredBy()).isEqualTo("tanaka");
    assertThat(answer.services())
        .singleElement()
        .satisfies(said -> {
          assertThat(said.service()).isEqualTo("internet");
          assertThat(said.kind()).isEqualTo(Impact.STOP);
          assertThat(said.users()).isEqualTo(Bounds.exactly(41_000));
          assertThat(said.lastedSeconds()).isEqualTo(Bounds.exactly(7_530));
          assertThat(said.ongoing()).isFalse();
        });
    assertThat(answer.said().keySet())
        .containsExactlyInAnyOrder(
            "area", "cause-code", "equipment-place", "facility", "facility-class");
    Determination judged =
        rooms.part(Determinations.class).latest(incident.id()).orElseThrow().determination();
    assertThat(judged.verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(judged.editions()).contains("2015");
    assertThat(imports.rows(1, ImportedKind.SERIOUS, 0, 5))
        .singleElement()
        .satisfies(row -> assertThat(row.incident()).isEqualTo(incident.id()));
    assertThat(imports.needingPerson(1)).isZero();
    assertThat(imports.kinds(1)).containsEntry(ImportedKind.SERIOUS, 1);
  }

  @Test
  void whatTheRowLeavesOpenIsLeftToThePerson() {
    upload(
        HEAD
            + "v,2017-05-10,VOICE_EMERGENCY,61,30000,stop,F-OTHER,,,,,,,\n"
            + "u,2017-05,OTHER,,,,,,,,,長い\u2028説明"
            + "𠮷".repeat(100)
            + ",,\n");
    imports.confirm(1, 2, 0, "suzuki");
    // No service of ours is of that category.
    Incident voice = open(2).incident();
    assertThat(voice.impact())
        .as("what it says of the event is kept")
        .get()
        .satisfies(answer -> {
          assertThat(answer.services()).isEmpty();
          assertThat(answer.said()).containsKey("facility-class");
        });
    assertThat(voice.restoredAt()).isPresent();
    Incident unknown = open(3).incident();
    assertThat(unknown.status()).isEqualTo(IncidentStatus.OPEN);
    // What a list says has happened: without an end it is not known, not going on till now.
    assertThat(unknown.isEndUnknown()).isTrue();
    assertThat(voice.isEndUnknown()).isFalse();
    assertThat(rooms.part(Duties.class).clock(unknown).services().getFirst().outage().ended())
        .isNotNull();
    assertThat(rooms.part(Determinations.class).now(unknown).determination().verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(Rung.look(rooms)).as("whoever reads a list needs not be woken").isEmpty();
    String title = unknown.detections().getFirst().subject().key();
    assertThat(title).startsWith("u 長い 説明𠮷").endsWith("𠮷…").hasSizeLessThanOrEqualTo(120);
    assertThat(unknown.impact().orElseThrow().services())
        .singleElement()
        .satisfies(said -> {
          assertThat(said.kind()).isEqualTo(Impact.UNKNOWN);
          assertThat(said.users()).isEqualTo(Bounds.UNKNOWN);
          assertThat(said.minutes()).isEqualTo(Bounds.UNKNOWN);
        });
    int seen = unknown.detections().getFirst().revision();
    Incident goingOn = rooms.part(Incidents.class).resumed(unknown.id(), seen, "sato", "まだ続いている");
    assertThat(goingOn.isEndUnknown()).as("whoever knows that it goes on may say so").isFalse();
    assertThat(goingOn.restoredAt()).isEmpty();
  }

  @Test
  void ofARowAndItsIncidentExactlyOneStandsInThePeriodAndInTheStatistics() {
    upload(HEAD + SERIOUS_ROW + row("bs-1", 100) + "d,2017-05-10,OTHER,130,10,stop,,,,,,,,\n");
    imports.confirm(1, 2, 0, "suzuki");
    Periods periods = rooms.part(Periods.class);
    ReportingPeriod quarter = periods.required("2017-06-30");
    assertThat(keys(quarter))
        .containsExactlyInAnyOrder(importLine(2), importLine(3), importLine(4));
    assertThat(counted()).isEqualTo(3);
    PeriodLine open = periods.standing(quarter).open().getFirst();
    periods.decide(quarter, open.key(), open.fingerprint(), "sato", Treatment.FORM27, "設備を確かめた");
    periods.begin(quarter, "sato");
    periods.review(quarter, 1, "suzuki", "");
    periods.approve(quarter, 2, "suzuki", "");

    String serious = "incidents/" + open(2).incident().id();
    String undecided = "incidents/" + open(4).incident().id();
    assertThat(keys(quarter)).containsExactlyInAnyOrder(importLine(3), serious, undecided);
    assertThat(counted()).isEqualTo(3);
    assertThat(imports.linesOf(FIRST, LAST))
        .extracting(row -> row.accident().id())
        .containsExactly("bs-1");
    // What was approved stays as it was; that it no longer holds is told, and what the list left
    // open is open again in the incident.
    PeriodStanding standing = periods.standing(quarter);
    assertThat(standing.lines()).hasSize(3).noneMatch(line -> line.key().startsWith("incidents/"));
    assertThat(standing.changes()).isNotEmpty();
    assertThat(standing.open()).extracting(PeriodLine::key).containsExactly(undecided);
    refused(
        "period.open-questions",
        () -> periods.submit(quarter, standing.report().orElseThrow().revision(), "suzuki", SENT));

    imports.withdraw(1, "別の一覧と重複", "suzuki");
    assertThat(keys(quarter)).containsExactlyInAnyOrder(serious, undecided);
    assertThat(counted()).isEqualTo(2);
    assertThat(open(2)).extracting(Reported::opened).isEqualTo(false);
    // In a corrected file the same accident is known: its incident stands for it.
    AccidentImport corrected = upload(HEAD + SERIOUS_ROW + row("bs-1", 120));
    assertThat(corrected.duplicates()).isEqualTo(1);
    imports.confirm(corrected.number(), 0, 0, "suzuki");
    assertThat(keys(quarter))
        .containsExactlyInAnyOrder(serious, undecided, "reports/imports/2#line-3");
    assertThat(counted()).isEqualTo(3);
  }

  @Test
  void anIncidentOfARowIsOpenedWithItsLinkOrNotAtAllAndOnceHoweverManyPress() throws Exception {
    upload(HEAD + SERIOUS_ROW);
    imports.confirm(1, 1, 0, "suzuki");
    Detection first =
        new PersonStatement(
                ReportedKind.LISTED, "s", Interval.at(Instant.parse("2017-05-09T23:00:00Z")))
            .imported(1, 99, Map.of(), "tanaka", Statements.START, null);
    refused("import.row-not-imported", () -> rooms.incidents().report(first, "tanaka"));
    assertThat(rooms.incidents().latest(10)).isEmpty();
    assertThat(imports.needingPerson(1)).isEqualTo(1);

    var start = new CountDownLatch(1);
    var both =
        Stream.of("suzuki", "tanaka")
            .map(who ->
                CompletableFuture.supplyAsync(() -> {
                  await(start);
                  return rooms.part(ImportedIncidents.class).open(1, 2, who);
                }))
            .toList();
    start.countDown();
    assertThat(List.of(both.getFirst().get().opened(), both.getLast().get().opened()))
        .containsExactlyInAnyOrder(true, false);
    assertThat(rooms.incidents().latest(10)).hasSize(1);
    assertThat(imports.needingPerson(1)).isZero();
  }

  private static final Sending SENT = new Sending(Channel.MAIL, "総務省", Statements.START, "", "済み");

  private Reported open(int line) {
    return rooms.part(ImportedIncidents.class).open(1, line, "tanaka");
  }

  private static String importLine(int line) {
    return "reports/imports/1#line-" + line;
  }

  private List<String> keys(ReportingPeriod period) {
    return rooms.part(Periods.class).standing(period).now().stream().map(PeriodLine::key).toList();
  }

  private int counted() {
    YearFigures figures = rooms.part(Statistics.class).of(new FiscalYear(2017));
    return figures.incidents() + figures.imported();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j", "BOM"})
  void everyEncodingOfACountryIsRead(String encoding) {
    String text = (HEAD + row("一", 100)).replace(",,,,,,,\n", ",,,東京都,芝公園①,髙い鉄塔,,\n");
    byte[] file =
        encoding.equals("BOM")
            ? ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)
            : text.getBytes(Charset.forName(encoding));
    imports.upload("C:\\lists\\基地局.csv", file, "sato");
    assertThat(imports.required(1).fileName()).isEqualTo("基地局.csv");
    assertThat(imports.rows(1, ImportedKind.SIMPLE, 0, 10))
        .singleElement()
        .satisfies(row -> assertThat(row.accident().details().place()).isEqualTo("芝公園①"));
  }

  @Test
  void whatFailsHalfWayLeavesNothingBehind() {
    var file = new StringBuilder(HEAD);
    for (int i = 0; i < 4_500; i++) {
      file.append(row("bs-" + i, 100));
    }
    // The third transaction is that of the second lot of rows; the fifth makes it a preview.
    for (int failing : List.of(2, 3, 5)) {
      Imports broken = imports(new Failing(failing));
      assertThatThrownBy(() -> broken.upload("x.csv", bytes(file.toString()), "sato"))
          .isInstanceOf(PowerLost.class);
      assertThat(imports.latest(10)).isEmpty();
    }
    assertThat(upload(file.toString()).number()).isEqualTo(1);

    Imports broken = imports(new Failing(2));
    assertThatThrownBy(() -> broken.confirm(1, 0, 0, "suzuki")).isInstanceOf(PowerLost.class);
    assertThat(imports.required(1).state()).isEqualTo(ImportState.PREVIEW);
    assertThat(imports.linesOf(FIRST, LAST)).isEmpty();
    assertThat(imports.confirm(1, 0, 0, "suzuki").state()).isEqualTo(ImportState.IMPORTED);
    assertThat(actions()).containsExactly("import-confirm", "import-upload");
  }

  @Test
  void whatAKillLeftHalfWrittenIsNeverSeenAndSweptAway() {
    ImportStore store = rooms.part(ImportStore.class);
    AccidentImport read = upload(HEAD + row("a", 100));
    var half =
        new AccidentImport(
            7,
            ImportState.READING,
            "x",
            read.digest(),
            1,
            0,
            read.uploadedAt(),
            "sato",
            read.expiresAt(),
            0,
            0,
            0,
            0,
            false,
            List.of(),
            null,
            null,
            null,
            null,
            "");
    ImportedAccident row = imports.rows(1, ImportedKind.SIMPLE, 0, 1).getFirst();
    store.insert(half);
    store.insertRows(
        List.of(
            new ImportedAccident(
                7,
                row.accident(),
                RowStanding.GOOD,
                row.verdict(),
                row.required(),
                row.filing(),
                row.editions(),
                row.row(),
                null,
                null)));
    assertThat(imports.latest(10)).extracting(AccidentImport::number).containsExactly(1);
    refused("import.unknown", () -> imports.confirm(7, 0, 0, "suzuki"));

    upload(HEAD + row("b", 100));
    assertThat(store.stale(read.uploadedAt())).isEmpty();
    assertThat(store.rows(7, ImportedKind.SIMPLE, 0, 10)).isEmpty();
  }

  @Test
  void confirmedTwiceAtOnceItIsImportedOnce() throws Exception {
    upload(HEAD + row("a", 100));
    var start = new CountDownLatch(1);
    var both =
        Stream.of("suzuki", "tanaka")
            .map(who ->
                CompletableFuture.supplyAsync(() -> {
                  await(start);
                  return imports.confirm(1, 0, 0, who);
                }))
            .toList();
    start.countDown();
    assertThat(both)
        .allSatisfy(each -> assertThat(each.get().state()).isEqualTo(ImportState.IMPORTED));
    assertThat(both.getFirst().get().decidedBy()).isEqualTo(both.getLast().get().decidedBy());
    assertThat(actions()).containsExactly("import-confirm", "import-upload");
    assertThat(imports.linesOf(FIRST, LAST)).hasSize(1);
  }

  @Test
  void theSameFileAndTheSameIdsAreNotCountedTwice() {
    AccidentImport read = upload(HEAD + row("a", 100) + row("b", 100));
    assertThat(upload(HEAD + row("a", 100) + row("b", 100))).isEqualTo(read);
    AccidentImport other = upload(HEAD + row("b", 100) + row("c", 200) + row("c", 200));
    assertThat(List.of(other.good(), other.bad(), other.duplicates())).containsExactly(2, 0, 1);
    imports.confirm(1, 0, 0, "suzuki");
    refused("import.same-file", () -> upload(HEAD + row("a", 100) + row("b", 100)));

    // What was imported meanwhile is found when it is confirmed, and shown before it counts.
    refused("import.stale", () -> imports.confirm(2, 0, 0, "suzuki"));
    assertThat(imports.required(2).good()).isEqualTo(1);
    assertThat(imports.standing(2, RowStanding.DUPLICATE, 0, 5))
        .extracting(row -> row.accident().id())
        .containsExactly("b", "c");
    imports.confirm(2, 0, 0, "suzuki");
    assertThat(counting()).containsExactlyInAnyOrder("a100", "b100", "c200");

    refused("import.reason-missing", () -> imports.withdraw(1, " ", "suzuki"));
    assertThat(imports.withdraw(1, "別の月のもの", "suzuki").state()).isEqualTo(ImportState.WITHDRAWN);
    refused("import.not-imported", () -> imports.withdraw(1, "また", "suzuki"));
    // What the second list said too is not gone with the first: whether it holds is open.
    assertThat(counting()).containsExactly("c200");
    assertThat(imports.required(2).conflicts()).isEqualTo(1);
    conflicts().settle(2, 2, Settlement.REPLACE, "", "残る一覧にある", "suzuki");
    assertThat(counting()).containsExactlyInAnyOrder("b100", "c200");
    assertThat(imports.kinds(1)).isEqualTo(Map.of(ImportedKind.SIMPLE, 2));
    assertThat(upload(HEAD + row("a", 100) + row("b", 100)).good()).isEqualTo(1);
  }

  private ImportConflicts conflicts() {
    return rooms.part(ImportConflicts.class);
  }

  private List<String> counting() {
    return imports.linesOf(FIRST, LAST).stream()
        .map(row -> row.accident().id() + row.accident().users().min())
        .toList();
  }

  @Test
  void aRowThatSaysSomethingElseIsOpenUntilAPersonSettlesWhichHolds() {
    upload(HEAD + row("a", 100) + row("b", 100));
    imports.confirm(1, 0, 0, "suzuki");
    AccidentImport read = upload(HEAD + row("a", 30_000) + row("b", 100));
    assertThat(List.of(read.good(), read.duplicates(), read.conflicts())).containsExactly(0, 1, 1);
    assertThat(conflicts().needingPerson(2)).isEqualTo(1);
    ImportConflict open = conflicts().of(2, 0, 5).getFirst();
    assertThat(open.against())
        .singleElement()
        .satisfies(was -> {
          assertThat(was.importNumber()).isEqualTo(1);
          assertThat(was.accident().line()).isEqualTo(2);
          assertThat(was.kind()).isEqualTo(ImportedKind.SIMPLE);
          assertThat(was.accident().differsIn(open.row().accident()))
              .containsExactly("affected_users");
        });
    refused(
        "import.row-not-imported",
        () -> conflicts().settle(2, 2, Settlement.KEEP, "1.2", "早い", "suzuki"));
    refused("import.conflicts-unseen", () -> imports.confirm(2, 0, 0, "suzuki"));
    imports.confirm(2, 0, 1, "suzuki");
    assertThat(counting()).containsExactlyInAnyOrder("a100", "b100");

    // The report of its period is open, and nobody decides there.
    Periods periods = rooms.part(Periods.class);
    ReportingPeriod quarter = periods.required("2017-06-30");
    PeriodLine line = periods.standing(quarter).open().getFirst();
    assertThat(line.key()).isEqualTo("reports/imports/2#conflict-2");
    refused(
        "line.settled-elsewhere",
        () ->
            periods.decide(
                quarter, line.key(), line.fingerprint(), "sato", Treatment.LEFT_OUT, "不要"));
    periods.begin(quarter, "sato");
    periods.review(quarter, 1, "suzuki", "");
    refused("period.open-questions", () -> periods.approve(quarter, 2, "suzuki", "急ぐ"));

    refused(
        "import.reason-missing",
        () -> conflicts().settle(2, 2, Settlement.REPLACE, "1.2", " ", "suzuki"));
    refused(
        "import.conflict-stale",
        () -> conflicts().settle(2, 2, Settlement.REPLACE, "1.3", "訂正", "suzuki"));
    conflicts().settle(2, 2, Settlement.REPLACE, "1.2", "訂正", "suzuki");
    refused(
        "import.conflict-settled",
        () -> conflicts().settle(2, 2, Settlement.KEEP, "1.2", "やはり", "suzuki"));
    assertThat(counting()).containsExactlyInAnyOrder("a30000", "b100");
    assertThat(imports.standing(1, RowStanding.REPLACED, 0, 5))
        .singleElement()
        .satisfies(was -> {
          assertThat(was.accident().users()).isEqualTo(Bounds.exactly(100));
          assertThat(was.settled()).isNotNull();
          assertThat(was.settled().why()).isEqualTo("訂正");
        });
    assertThat(periods.standing(quarter).open()).isEmpty();
    assertThat(actions()).startsWith("import-replace");

    // Nothing is lost with the list that replaced it.
    imports.withdraw(2, "誤り", "suzuki");
    assertThat(counting()).containsExactly("b100");
    refused(
        "import.conflict-nothing-there",
        () -> conflicts().settle(1, 2, Settlement.KEEP, "", "残す", "suzuki"));
    conflicts().settle(1, 2, Settlement.REPLACE, "", "元に戻す", "suzuki");
    assertThat(counting()).containsExactlyInAnyOrder("a100", "b100");
  }

  @Test
  void ofTwoLinesOfOneFileThatDifferNoneIsTheFirst() {
    AccidentImport read =
        upload(HEAD + row("c", 200) + row("c", 30_000) + row("c", 200) + row("d", 1));
    assertThat(List.of(read.good(), read.duplicates(), read.conflicts())).containsExactly(1, 1, 2);
    imports.confirm(1, 0, 2, "suzuki");
    assertThat(counting()).containsExactly("d1");
    for (Settlement as : Settlement.values()) {
      refused("import.conflicts-none-so", () -> conflicts().settleAll(1, as, 2, "まとめて", "suzuki"));
    }
    // Whichever holds, the other is set aside with it, for the same reason.
    conflicts().settle(1, 3, Settlement.REPLACE, "1.2", "日報のとおり", "suzuki");
    assertThat(counting()).containsExactlyInAnyOrder("c30000", "d1");
    assertThat(imports.required(1).conflicts()).isZero();
    assertThat(imports.standings(1))
        .isEqualTo(Map.of(RowStanding.GOOD, 2, RowStanding.DUPLICATE, 1, RowStanding.SET_ASIDE, 1));
    assertThat(imports.standing(1, RowStanding.SET_ASIDE, 0, 5))
        .singleElement()
        .satisfies(aside -> {
          assertThat(aside.accident().line()).isEqualTo(2);
          assertThat(aside.settled()).isNotNull();
          assertThat(aside.settled().why()).isEqualTo("日報のとおり");
        });

    var many = new StringBuilder(HEAD);
    for (int i = 0; i < 30; i++) {
      many.append(row("x", i));
    }
    AccidentImport same = upload(many.toString());
    assertThat(same.conflicts()).isEqualTo(ImportLimits.SAME_ID_MAX);
    assertThat(imports.faults(2, 0, 50)).hasSize(10).allMatch(f -> f.code().equals("id.repeated"));
  }

  @Test
  void eitherOfTwoLinesOfOneFileIsSetAsideAndTheLastNever() {
    upload(HEAD + row("c", 200) + row("c", 30_000));
    imports.confirm(1, 0, 2, "suzuki");
    conflicts().settle(1, 2, Settlement.KEEP, "1.3", "速報の値", "suzuki");
    assertThat(counting()).isEmpty();
    ImportConflict last = conflicts().of(1, 0, 5).getFirst();
    assertThat(last.row().accident().line()).isEqualTo(3);
    assertThat(last.against()).isEmpty();
    // Somebody who looked before the other was set aside looks again.
    refused(
        "import.conflict-stale",
        () -> conflicts().settle(1, 3, Settlement.KEEP, "1.2", "誤り", "suzuki"));
    refused(
        "import.conflict-nothing-there",
        () -> conflicts().settle(1, 3, Settlement.KEEP, "", "誤り", "suzuki"));
    conflicts().settle(1, 3, Settlement.REPLACE, "", "日報のとおり", "suzuki");
    assertThat(counting()).containsExactly("c30000");
  }

  @Test
  void allAtOnceIsSettledWhatNobodyMustLookAtByItself() {
    upload(HEAD + row("a", 1) + row("b", 2) + row("c", 30_000));
    imports.confirm(1, 1, 0, "suzuki");
    String incident = rooms.part(ImportedIncidents.class).open(1, 4, "tanaka").incident().id() + "";
    upload(HEAD + row("a", 11) + row("b", 12) + row("c", 13));
    imports.confirm(2, 0, 3, "suzuki");
    assertThat(conflicts().canSettle(2, Settlement.REPLACE)).isEqualTo(2);
    assertThat(conflicts().canSettle(2, Settlement.KEEP)).isEqualTo(3);
    refused(
        "import.conflict-stale",
        () -> conflicts().settleAll(2, Settlement.REPLACE, 2, "訂正版", "suzuki"));
    conflicts().settleAll(2, Settlement.REPLACE, 3, "訂正版", "suzuki");
    assertThat(counting()).containsExactlyInAnyOrder("a11", "b12");
    ImportConflict left = conflicts().of(2, 0, 5).getFirst();
    assertThat(String.valueOf(left.incident())).isEqualTo(incident);
    refused(
        "import.conflict-incident",
        () -> conflicts().settle(2, 4, Settlement.REPLACE, left.seen(), "訂正版", "suzuki"));
    conflicts().settleAll(2, Settlement.KEEP, 1, "事案で直した", "suzuki");
    assertThat(imports.required(2).conflicts()).isZero();
    assertThat(counting()).containsExactlyInAnyOrder("a11", "b12");
  }

  @Test
  void settledTwiceAtOnceItIsSettledOnce() throws Exception {
    upload(HEAD + row("a", 100));
    imports.confirm(1, 0, 0, "suzuki");
    upload(HEAD + row("a", 200));
    imports.confirm(2, 0, 1, "suzuki");
    var start = new CountDownLatch(1);
    var both =
        Stream.of(Settlement.values())
            .map(as ->
                CompletableFuture.supplyAsync(() -> {
                  await(start);
                  try {
                    conflicts().settle(2, 2, as, "1.2", as.name(), "suzuki");
                    return as.name();
                  } catch (Refusal refusal) {
                    return refusal.code();
                  }
                }))
            .toList();
    start.countDown();
    List<String> said = List.of(both.getFirst().get(), both.getLast().get());
    assertThat(said).containsOnlyOnce("import.conflict-settled");
    assertThat(counting()).containsExactly(said.contains("KEEP") ? "a100" : "a200");
  }

  @Test
  void whatNeedsAPersonIsNeverTakenInUnseen() {
    upload(HEAD + row("a", 100) + "b,2017-05-10,OTHER,125,30000,stop,F-RAN,,,,,,,\n");
    refused("import.unseen", () -> imports.confirm(1, 0, 0, "suzuki"));
    assertThat(imports.linesOf(FIRST, LAST)).isEmpty();
    imports.confirm(1, 1, 0, "suzuki");
    assertThat(imports.linesOf(FIRST, LAST))
        .extracting(ImportedAccident::kind)
        .containsExactlyInAnyOrder(ImportedKind.SIMPLE, ImportedKind.SERIOUS);
  }

  @Test
  void whatNobodyWantsOrDecidesOnIsGone() throws Exception {
    upload(HEAD + row("a", 100));
    imports.cancel(1, "sato");
    refused("import.decided", () -> imports.confirm(1, 0, 0, "suzuki"));
    assertThat(imports.rows(1, ImportedKind.SIMPLE, 0, 5)).isEmpty();

    upload(HEAD + row("a", 100));
    rooms.part(Rulebooks.class).replace("legal", 0, RulebookText.shippedText() + "\n", "同じ内容の別の版");
    refused("import.stale", () -> imports.confirm(2, 0, 0, "suzuki"));
    assertThat(upload(HEAD + row("a", 100)).number()).isEqualTo(3);

    rooms.at(Statements.START.plus(Duration.ofDays(8)));
    refused("import.decided", () -> imports.confirm(3, 0, 0, "suzuki"));
    upload(HEAD + row("b", 100));
    assertThat(imports.latest(10))
        .extracting(AccidentImport::state)
        .containsExactly(
            ImportState.PREVIEW, ImportState.EXPIRED, ImportState.CANCELLED, ImportState.CANCELLED);
  }

  @Test
  void whatCannotBeReadAtAllIsRefusedAndLeavesNothing() {
    refused("import.unreadable", () -> upload(""));
    refused("import.unreadable", () -> upload("id,date\na,2017-05-10\n"));
    refused("import.unreadable", () -> upload("PK\u0003\u0004"));
    refused(
        "import.too-large",
        () -> imports.upload("x.csv", new byte[ImportLimits.OCTETS_MAX + 1], "sato"));
    assertThat(imports.latest(10)).isEmpty();
    upload(HEAD + "x".repeat(201) + ",2017-05-10,OTHER,1,1,stop,,,,,,,,\n");
    refused("import.nothing", () -> imports.confirm(1, 0, 0, "suzuki"));
    refused("import.unknown", () -> imports.required(99));
  }

  private static final class PowerLost extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Loses power at the end of the nth transaction. */
  private final class Failing extends TransactionTemplate {
    private static final long serialVersionUID = 1;
    private int left;

    Failing(int nth) {
      super(rooms.part(PlatformTransactionManager.class));
      this.left = nth;
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      boolean fails = --left == 0;
      return super.execute((TransactionStatus status) -> {
        T done = action.doInTransaction(status);
        if (fails) {
          throw new PowerLost();
        }
        return done;
      });
    }
  }

  private Imports imports(TransactionTemplate transaction) {
    return new Imports(
        rooms.part(ImportStore.class),
        rooms.part(Rulebooks.class),
        transaction,
        rooms.part(Audit.class),
        rooms.part(Clock.class));
  }

  private AccidentImport upload(String file) {
    return imports.upload("list.csv", bytes(file), "sato");
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }

  private static String row(String id, int users) {
    return id + ",2017-05-10,OTHER,125," + users + ",stop,F-RAN,,,,,,,\n";
  }

  private List<String> actions() {
    return rooms.part(Audit.class).before(Long.MAX_VALUE).stream()
        .map(AuditEntry::action)
        .filter(action -> action.startsWith("import-"))
        .toList();
  }

  private static void await(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refused(String code, ThrowingCallable attempt) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(attempt)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
