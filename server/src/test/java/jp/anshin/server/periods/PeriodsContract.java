package jp.anshin.server.periods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.periodic.LineChange;
import jp.anshin.incident.periodic.LineDecision;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportState;
import jp.anshin.incident.report.ReportSubject.Period;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.ItemEdit;
import jp.anshin.server.reports.PaperStamps;
import jp.anshin.server.reports.Reports;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How the report of a period is put together, judged and sent; the same on every database. */
abstract class PeriodsContract {

  private static final String WHY = "設備の区分を確かめた";

  private Rooms rooms;
  private Periods periods;
  private ReportingPeriod period;

  /** A database without tables. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    rooms = new Rooms(options(), false, true);
    periods = rooms.part(Periods.class);
    period = periods.required("2017-09-30");
    rooms.at(Statements.START.plusSeconds(3600));
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aDayThatAPersonCorrectsMovesTheAccidentToItsPeriodAlsoWhereTheVerdictIsTheSame() {
    Instant start = Statements.START;
    var said = new PersonStatement(ReportedKind.POWER_FAILURE, "停電", Interval.at(start));
    IncidentId id =
        rooms
            .incidents()
            .report(said.first("sato", start, start.plusSeconds(60)), "sato")
            .incident()
            .id();
    assertThat(keys(period)).containsExactly("incidents/" + id);
    var corrected =
        new PersonStatement(
            ReportedKind.POWER_FAILURE, "停電", Interval.at(Instant.parse("2017-06-30T14:59:59Z")));
    rooms.incidents().correct(id, 1, corrected, "sato", "月の誤り");

    assertThat(keys(period)).isEmpty();
    assertThat(keys(periods.required("2017-06-30"))).containsExactly("incidents/" + id);
    assertThat(rooms.part(Determinations.class).latest(id).orElseThrow().facts().firstDay())
        .isEqualTo(LocalDate.of(2017, 6, 30));
  }

  private List<String> keys(ReportingPeriod of) {
    return periods.standing(of).now().stream().map(PeriodLine::key).toList();
  }

  @Test
  void whatIsOpenIsListedAndNobodyApprovesOrSendsBeforeItIsSettled() {
    IncidentId unanswered = accident("15169", 0);
    IncidentId counted = accident("64511", 41_000);
    ended();
    refused("report.unknown", () -> periods.submit(period, 0, "suzuki", sending("")));
    periods.begin(period, "sato");

    PeriodStanding standing = periods.standing(period);
    assertThat(standing.open())
        .extracting(PeriodLine::key)
        .containsExactlyInAnyOrder("incidents/" + unanswered, "incidents/" + counted);
    assertThat(line(unanswered).questions()).isNotEmpty();
    periods.review(period, 1, "suzuki", "");
    refused("period.open-questions", () -> periods.approve(period, 2, "suzuki", "急ぐ"));

    settle(counted, Treatment.FORM27, "tanaka");
    settle(unanswered, Treatment.LEFT_OUT, "tanaka");
    refused("period.version-open", () -> periods.approve(period, 2, "suzuki", "急ぐ"));

    periods.renew(period, 2, "sato", "");
    refused("report.stale", () -> periods.approve(period, 2, "suzuki", "前の版を見て"));
    periods.review(period, 3, "suzuki", "");
    refused("report.own-work", () -> periods.approve(period, 4, "tanaka", ""));
    periods.approve(period, 4, "suzuki", "");
    IncidentId late = accident("64512", 30_000);
    refused("period.open-questions", () -> periods.submit(period, 5, "suzuki", sending("急ぐ")));
    refused("line.must-go-in", () -> settle(late, Treatment.LEFT_OUT, "tanaka"));
    settle(late, Treatment.SIMPLE, "tanaka");
    refused("period.outdated", () -> periods.submit(period, 5, "suzuki", sending("")));
    Report sent = periods.submit(period, 5, "suzuki", sending("遅れて分かった1件は訂正で出す"));

    assertThat(sent.state()).isEqualTo(ReportState.SUBMITTED);
    assertThat(sent.submissions().getFirst().signedBy()).isEqualTo("suzuki");
    assertThat(periods.lines(sent.latest()))
        .extracting(PeriodLine::treatment)
        .containsExactlyInAnyOrder(Treatment.FORM27, Treatment.LEFT_OUT);
    assertThat(audited())
        .contains("report-Written", "period-Settled", "report-Approved", "report-Submitted");
  }

  @Test
  void theLinesOfAVersionStayWhatTheyWereAndTheDifferenceIsTold() {
    IncidentId first = accident("15169", 41_000);
    settle(first, Treatment.FORM27, "tanaka");
    Report begun = periods.begin(period, "sato");
    assertThat(periods.standing(period).changes()).isEmpty();

    ReportId ofLine = new ReportId(first, DraftKind.PERIODIC_FORM_27);
    Reports reports = rooms.part(Reports.class);
    reports.begin(ofLine, "sato");
    reports.edit(ofLine, 1, "sato", Map.of("summary", new ItemEdit("経路の漏えい", "")), 0, "");
    IncidentId second = accident("64511", 41_000);

    assertThat(cell(periods.lines(begun.latest()).getFirst(), "summary")).contains("未確認");
    assertThat(cell(line(first), "summary")).isEqualTo("経路の漏えい");
    assertThat(periods.standing(period).changes())
        .extracting(LineChange::kind)
        .containsExactlyInAnyOrder(LineChange.Kind.ALTERED, LineChange.Kind.ADDED);
    assertThat(line(first).treatment())
        .as("what was decided of other words is decided anew")
        .isEqualTo(Treatment.OPEN);

    settle(first, Treatment.SIMPLE, "tanaka");
    settle(second, Treatment.FORM27, "tanaka");
    Report renewed = periods.renew(period, 1, "sato", "");
    assertThat(Periods.digest(renewed.latest())).isNotEqualTo(Periods.digest(begun.latest()));
    assertThat(periods.lines(renewed.version(1).orElseThrow()))
        .isEqualTo(periods.lines(begun.latest()));
    refused("report.nothing-changed", () -> periods.renew(period, 2, "sato", ""));
    refused("report.stale", () -> periods.renew(period, 1, "sato", ""));
  }

  @Test
  void aPeriodWithoutAccidentsHasARecordThatThereIsNothingToReport() {
    ended();
    Report begun = periods.begin(period, "sato");

    assertThat(begun.latest().content().title().japanese()).contains("該当なし");
    refused("report.own-work", () -> periods.review(period, 1, "sato", ""));
    refused("report.stale", () -> periods.begin(period, "suzuki"));
    periods.review(period, 1, "suzuki", "");
    periods.approve(period, 2, "suzuki", "");
    periods.submit(period, 3, "sato", sending(""));
    periods.withdraw(period, 4, "suzuki", "誤り");
    accident("15169", 41_000);
    refused("report.reason-missing", () -> periods.renew(period, 5, "sato", ""));
    periods.renew(period, 5, "sato", "遅れて分かった");

    Report after = rooms.part(Reports.class).required(periods.id(period));
    assertThat(after.latest().number()).isEqualTo(2);
    assertThat(after.latest().content().title().japanese())
        .as("what is open may go in")
        .doesNotContain("該当なし");
  }

  @Test
  void beforeItsEndAReasonIsNeeded() {
    periods.begin(period, "sato");
    periods.review(period, 1, "suzuki", "");

    refused("period.not-over", () -> periods.approve(period, 2, "suzuki", ""));
    assertThat(periods.approve(period, 2, "suzuki", "廃業のため").state())
        .isEqualTo(ReportState.APPROVED);
  }

  @Test
  void aDecisionIsForWhatWasSeenAndOfTwoAtOnceOneIsRefused() {
    IncidentId id = accident("15169", 41_000);
    String key = "incidents/" + id;
    String seen = line(id).fingerprint();
    refused("report.reason-missing", () -> decide(key, seen, Treatment.FORM27, " "));
    refused("line.stale", () -> decide(key, "0".repeat(64), Treatment.FORM27, WHY));
    refused("line.unknown", () -> decide("incidents/none", seen, Treatment.FORM27, WHY));
    refused("line.law-decides", () -> decide(key, seen, Treatment.EXEMPT, WHY));
    refused("line.stale", () -> decide(key, seen, Treatment.OPEN, WHY));
    refused("input.too-long", () -> decide(key, seen, Treatment.FORM27, "あ".repeat(4001)));

    decide(key, seen, Treatment.FORM27, WHY);
    refused("line.stale", () -> decide(key, seen, Treatment.SIMPLE, WHY));
    decide(key, seen, Treatment.OPEN, "取り消す");
    assertThat(line(id).treatment()).isEqualTo(Treatment.OPEN);
    assertThat(periods.decisions(period)).hasSize(2);
    assertThat(audited()).contains("period-Settled", "period-Reopened");
  }

  @Test
  void whatTheLawPutsInNobodyLeavesOutAndWhoOnceDidIsNotHeard() {
    IncidentId id = accident("15169", 41_000);
    IncidentId unanswered = accident("64511", 0);
    assertThat(line(id).required()).isEqualTo(Truth.YES);
    assertThat(line(id).choices()).containsExactly(Treatment.FORM27, Treatment.SIMPLE);
    assertThat(line(unanswered).choices())
        .containsExactly(Treatment.FORM27, Treatment.SIMPLE, Treatment.LEFT_OUT);
    var leftOut =
        new LineDecision.Settled(
            Statements.START,
            "tanaka",
            "incidents/" + id,
            Treatment.LEFT_OUT,
            WHY,
            line(id).fingerprint());
    rooms.part(PeriodStore.class).append(new Period(period.last(), false), 1, leftOut);

    assertThat(line(id).treatment()).isEqualTo(Treatment.OPEN);
    assertThat(line(id).decision()).isNull();
    PeriodLine now = line(id);
    var kept =
        new PeriodLine(
            now.key(),
            now.headline(),
            now.day(),
            now.required(),
            now.filing(),
            now.questions(),
            leftOut,
            now.cells());
    assertThat(kept.treatment()).as("in a version of then").isEqualTo(Treatment.OPEN);
    settle(id, Treatment.SIMPLE, "tanaka");
    assertThat(line(id).treatment()).isEqualTo(Treatment.SIMPLE);
  }

  @Test
  void whatWasSentBeforeThePeriodsEndNeedsAReasonAndBeforeItsBeginningIsNone() {
    ended();
    periods.begin(period, "sato");
    periods.review(period, 1, "suzuki", "");
    periods.approve(period, 2, "suzuki", "");
    Instant end = Instant.parse("2017-09-30T15:00:00Z");

    refused("report.sent-before-start", () -> submit("2017-06-30T14:59:59Z", "廃業のため"));
    refused("period.sent-before-end", () -> submit(end.minusSeconds(1).toString(), " "));
    refused("report.sent-before-approval", () -> submit(end.toString(), ""));
    assertThat(periods.submit(period, 3, "suzuki", sending("")).state())
        .isEqualTo(ReportState.SUBMITTED);
  }

  @Test
  void whatWasWithdrawnIsMadeAgainWithAReasonAlsoWhereItsAccidentsAreTheSame() {
    ended();
    periods.begin(period, "sato");
    refused("report.nothing-changed", () -> periods.renew(period, 1, "sato", "同じ"));
    periods.review(period, 1, "suzuki", "");
    periods.approve(period, 2, "suzuki", "");
    periods.submit(period, 3, "suzuki", sending(""));
    String due = "periodic-report-" + period.last();
    assertThat(duty(due).done()).isNotNull();
    periods.withdraw(period, 4, "suzuki", "宛先の誤り");
    assertThat(duty(due).done()).isNull();

    refused("report.reason-missing", () -> periods.renew(period, 5, "sato", " "));
    assertThat(periods.renew(period, 5, "sato", "宛先を改める").latest().number()).isEqualTo(2);
    assertThat(duty(due).done()).as("what was taken back fulfils nothing").isNull();
    periods.review(period, 6, "suzuki", "");
    periods.approve(period, 7, "suzuki", "");
    periods.submit(period, 8, "suzuki", sending(""));
    assertThat(duty(due).done()).isNotNull();
  }

  private Duty duty(String key) {
    return rooms.part(Duties.class).afterwards().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private Report submit(String at, String remark) {
    return periods.submit(
        period, 3, "suzuki", new Sending(Channel.ONLINE, "総務省", Instant.parse(at), "", remark));
  }

  @Test
  void ofManyWhoApproveAtOnceExactlyOneDoes() throws Exception {
    ended();
    periods.begin(period, "sato");
    periods.review(period, 1, "suzuki", "");
    int people = 5;
    var barrier = new CyclicBarrier(people);
    List<Callable<String>> attempts =
        IntStream.range(0, people)
            .mapToObj(person ->
                (Callable<String>)
                    () -> {
                      barrier.await();
                      try {
                        periods.approve(period, 2, "manager-" + person, "");
                        return "";
                      } catch (Refusal refusal) {
                        return refusal.code();
                      }
                    })
            .toList();
    var outcomes = new ArrayList<String>();
    try (var together = Executors.newFixedThreadPool(people)) {
      for (Future<String> outcome : together.invokeAll(attempts)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes).filteredOn("report.stale"::equals).hasSize(people - 1);
    assertThat(rooms.part(Reports.class).required(periods.id(period)).events())
        .filteredOn(ReportEvent.Approved.class::isInstance)
        .hasSize(1);
  }

  @Test
  void everyAccidentOfThePeriodIsThereWhateverItsNumberAndNoOther() {
    for (int i = 0; i < 310; i++) {
      rooms.incidents().accept(Statements.leak(Integer.toString(64_600 + i), "701", 1, 1000));
    }

    assertThat(periods.standing(period).now()).hasSize(310);
    assertThat(periods.standing(periods.required("2017-12-31")).now()).isEmpty();
    assertThat(periods.standing(periods.required("2017-06-30")).now()).isEmpty();
  }

  @Test
  void anAccidentBelongsToTheDayOnWhichItOccurredForUsersAndASeriousOneIsListedAsExcluded() {
    IncidentId later = accident("15169", 41_000, 23, Instant.parse("2017-09-30T15:00:00Z"));
    IncidentId serious = accident("64511", 41_000, 125, Instant.parse("2025-05-31T15:00:00Z"));
    IncidentId earlier = accident("64512", 41_000, 125, Instant.parse("2025-03-31T14:59:59Z"));
    // As rows were kept before there was a column for the day.
    rooms.part(JdbcClient.class).sql("update determination set occurred_on = null").update();

    assertThat(keys("2017-09-30")).isEmpty();
    assertThat(keys("2017-12-31")).containsExactly("incidents/" + later);
    assertThat(keys("2025-03-31")).containsExactly("incidents/" + earlier);
    PeriodStanding excluded = periods.standing(periods.required("2026-03-31"));
    assertThat(excluded.now()).extracting(PeriodLine::key).containsExactly("incidents/" + serious);
    assertThat(excluded.now().getFirst().treatment()).isEqualTo(Treatment.EXCLUDED_AS_SERIOUS);
    assertThat(excluded.open()).isEmpty();
    Report begun = periods.begin(excluded.period(), "sato");
    assertThat(begun.latest().content().item("left-out").orElseThrow().text().japanese())
        .contains("重大な事故として除外：1件");
  }

  private List<String> keys(String end) {
    return periods.standing(periods.required(end)).now().stream().map(PeriodLine::key).toList();
  }

  @Test
  void thePeriodsSinceTheFirstAccidentAreKnownAndNoneIsSkipped() {
    accident("15169", 41_000);
    rooms.at(Statements.START.plusSeconds(86_400L * 3_000));

    List<LocalDate> ends = periods.known().stream().map(known -> known.period().last()).toList();
    assertThat(ends).first().isEqualTo(LocalDate.parse("2026-03-31"));
    assertThat(ends).last().isEqualTo(LocalDate.parse("2017-09-30"));
    assertThat(ends).hasSize(32).contains(LocalDate.parse("2025-03-31"));
    refused("period.unknown", () -> periods.required("2025-06-30"));
    refused("period.unknown", () -> periods.required("2025-02-30"));
    assertThat(periods.required("2026-03-31").first()).isEqualTo("2025-04-01");
  }

  @Test
  void anotherSourceOfAccidentsJoinsAndItsPapersHoldEveryLine() {
    accident("15169", 0);
    int count = 5_000;
    Periods both = withImported(count);
    PeriodLine open = both.standing(period).open().stream().findFirst().orElseThrow();
    both.decide(period, open.key(), open.fingerprint(), "tanaka", Treatment.LEFT_OUT, WHY);
    Report begun = both.begin(period, "sato");

    byte[] csv =
        new PeriodPapers(both, new PaperStamps(Optional.empty()))
            .write(begun, begun.latest(), PeriodPapers.Format.CSV, Locale.JAPANESE);
    String text = new String(csv, StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(count + 1);
    assertThat(text)
        .contains(Periods.digest(begun.latest()))
        .contains("第1版")
        .contains("人の判断で除外：1件")
        .contains("簡易な様式：5,000件")
        .doesNotContain("15169");
    assertThat(both.lines(begun.latest())).hasSize(count + 1);
  }

  private Periods withImported(int count) {
    var imported =
        new PeriodLines() {
          @Override
          public List<PeriodLine> of(ReportingPeriod wanted, boolean simulated) {
            LocalDate day = LocalDate.parse("2017-07-02");
            return IntStream.range(0, wanted.contains(day) && !simulated ? count : 0)
                .mapToObj(number -> Lines.imported(number, day))
                .toList();
          }

          @Override
          public Optional<LocalDate> firstDay(boolean simulated) {
            return Optional.of(LocalDate.parse("2017-07-02"));
          }
        };
    return new Periods(
        rooms.part(PeriodStore.class),
        List.of(rooms.part(IncidentLines.class), imported),
        rooms.part(Reports.class),
        rooms.part(Determinations.class),
        rooms.part(OperatorFiles.class),
        rooms.part(Simulation.class),
        rooms.part(TransactionTemplate.class),
        rooms.part(Audit.class));
  }

  /** An accident at the same moment; of 0 users, nobody has answered for it. */
  private IncidentId accident(String from, long users) {
    return accident(from, users, 23, Statements.START);
  }

  private IncidentId accident(String from, long users, long minutes, Instant began) {
    IncidentId id = rooms.incidents().accept(Statements.leak(from, "701", 1, 1000)).id();
    if (users > 0) {
      var impact =
          new ServiceImpact(
              "internet",
              ServiceCategory.OTHER,
              Impact.STOP,
              Bounds.exactly(users),
              Bounds.exactly(minutes),
              Interval.at(began),
              false,
              "RADIUS");
      rooms.incidents().answerImpact(id, 0, "sato", List.of(impact), "");
    }
    return id;
  }

  private void ended() {
    rooms.at(Statements.START.plusSeconds(86_400L * 60));
  }

  private PeriodLine line(IncidentId id) {
    return periods.standing(period).now().stream()
        .filter(line -> line.key().equals("incidents/" + id))
        .findFirst()
        .orElseThrow();
  }

  private static String cell(PeriodLine line, String column) {
    return line.cell(column).orElseThrow().text().japanese();
  }

  private void settle(IncidentId id, Treatment as, String who) {
    periods.decide(period, "incidents/" + id, line(id).fingerprint(), who, as, WHY);
  }

  private void decide(String key, String seen, Treatment as, String why) {
    periods.decide(period, key, seen, "tanaka", as, why);
  }

  private Sending sending(String remark) {
    return new Sending(
        Channel.ONLINE, "総務省", rooms.part(Reports.class).present(false), "受付1", remark);
  }

  private List<String> audited() {
    return rooms.part(Audit.class).before(Long.MAX_VALUE).stream().map(AuditEntry::action).toList();
  }

  private static void refused(String code, ThrowingCallable attempt) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(attempt)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
