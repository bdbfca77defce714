package jp.anshin.server.determinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import jp.anshin.core.Interval;
import jp.anshin.incident.DutyReport;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.DraftText;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Question;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.duties.Done;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.DutyReports;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.KeptDraft;
import jp.anshin.server.reports.Reports;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;

/** How incidents are judged and drafted; the same on every database. */
abstract class JudgingContract {

  private static final Instant START = Statements.START;
  private static final Instant END = START.plusSeconds(8 * 60);

  @TempDir Path directory;

  /** A database without tables. */
  abstract DatabaseOptions emptyDatabase() throws Exception;

  @Test
  void aLeakAloneIsUndeterminedAndAsksWhatUsersMet() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));

      Determined judged = latest(rooms, incident);
      assertThat(judged.version()).isEqualTo(1);
      assertThat(judged.determination().verdict()).isEqualTo(Verdict.UNDETERMINED);
      assertThat(judged.determination().questions()).contains(new Question("impact", "internet"));
      assertThat(judged.causedBy()).endsWith("revision 1");
      assertThat(judged.facts().services()).hasSize(1);
      assertThat(kinds(rooms, incident)).containsExactly(DraftKind.INFORMATION_SHARING);
    }
  }

  @Test
  void whoHasNotSaidWhoTheyAreIsAskedWhichServicesAreAffected() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, false)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      assertThat(latest(rooms, incident).determination().questions())
          .containsExactly(new Question("services", ""));

      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ended(23, 41_000)), "");

      assertThat(latest(rooms, incident).determination().verdict())
          .as("other services may be affected that nobody has named")
          .isEqualTo(Verdict.UNDETERMINED);
    }
  }

  @Test
  void growthIsNotJudgedAnewButRetoldInTheNotice() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      for (int revision = 2; revision < 40; revision++) {
        rooms.incidents().accept(Statements.leak("15169", "701", revision, 1000L * revision));
      }

      assertThat(rooms.determinations().history(incident.id())).hasSize(1);
      assertThat(rooms.drafts().history(incident.id()))
          .as("a version at each doubling")
          .hasSizeBetween(4, 8);
      assertThat(text(rooms, incident, DraftKind.INFORMATION_SHARING)).contains("経路（送信元");
    }
  }

  @Test
  void theAnswerOf2017IsNotSeriousAndGoesIntoThePeriodicReport() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), true, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ended(23, 41_000)), "");
      rooms.incidents().accept(Statements.leak("15169", "701", 2, 1000, END));

      Determined judged = latest(rooms, incident);
      assertThat(judged.determination().verdict()).isEqualTo(Verdict.NOT_SERIOUS);
      assertThat(judged.determination().editions()).containsExactly("2015");
      assertThat(judged.determination().periodic().required()).isEqualTo(Truth.YES);
      assertThat(rooms.determinations().history(incident.id()))
          .extracting(Determined::causedBy)
          .as("that routes were restored tells the law nothing new")
          .hasSize(2)
          .last()
          .isEqualTo("impact answer 1");
      assertThat(kinds(rooms, incident))
          .containsExactly(DraftKind.INFORMATION_SHARING, DraftKind.PERIODIC_FORM_27);
      assertThat(text(rooms, incident, DraftKind.INFORMATION_SHARING))
          .startsWith("【模擬】")
          .contains("に復旧");
      assertThat(rooms.determinations().now(current(rooms, incident)).determination())
          .isEqualTo(judged.determination());
    }
  }

  @Test
  void timeAloneMakesItSeriousAndTheFirstReportIsDraftedThen() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.at(START.plusSeconds(600));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ongoing(41_000)), "");
      assertThat(kinds(rooms, incident))
          .containsExactly(
              DraftKind.INFORMATION_SHARING,
              DraftKind.VOLUNTARY_FIRST_REPORT,
              DraftKind.PERIODIC_FORM_27);

      rooms.at(START.plusSeconds(7_199));
      rooms.determinations().reviewOpen();
      assertThat(rooms.determinations().history(incident.id())).hasSize(2);
      assertThat(latest(rooms, incident).determination().verdict()).isEqualTo(Verdict.UNDETERMINED);

      rooms.at(START.plusSeconds(7_200));
      assertThat(rooms.determinations().now(current(rooms, incident)))
          .satisfies(now -> {
            assertThat(now.version()).isZero();
            assertThat(now.determination().verdict()).isEqualTo(Verdict.SERIOUS);
          });
      rooms.determinations().reviewOpen();
      rooms.determinations().reviewOpen();

      assertThat(rooms.determinations().history(incident.id())).hasSize(3);
      Determined judged = latest(rooms, incident);
      assertThat(judged.determination().verdict()).isEqualTo(Verdict.SERIOUS);
      assertThat(judged.causedBy()).isEqualTo(Determinations.TIME);
      assertThat(judged.madeAt()).isEqualTo(START.plusSeconds(7_200));
      assertThat(kinds(rooms, incident))
          .as("the voluntary one is withdrawn")
          .containsExactly(
              DraftKind.INFORMATION_SHARING,
              DraftKind.FIRST_REPORT,
              DraftKind.DETAILED_REPORT,
              DraftKind.PERIODIC_FORM_27);
      assertThat(rooms.drafts().find(incident.id(), DraftKind.VOLUNTARY_FIRST_REPORT, 2))
          .get()
          .extracting(KeptDraft::withdrawn)
          .isEqualTo(true);
    }
  }

  @Test
  void routesRestoredDoNotStopTheClockOfWhatUsersStillMeet() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.at(START.plusSeconds(600));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ongoing(41_000)), "");
      rooms.incidents().accept(Statements.leak("15169", "701", 2, 1000, END));
      assertThat(rooms.incidents().open()).isEmpty();

      rooms.at(START.plusSeconds(7_200));
      rooms.determinations().reviewOpen();

      assertThat(latest(rooms, incident).determination().verdict()).isEqualTo(Verdict.SERIOUS);
    }
  }

  @Test
  void aLeakNobodyAnswersForIsFearedOnceTimeRunsToAThreshold() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.at(START.plusSeconds(5_399));
      rooms.determinations().reviewOpen();
      assertThat(kinds(rooms, incident)).containsExactly(DraftKind.INFORMATION_SHARING);

      rooms.at(START.plusSeconds(5_400));
      rooms.determinations().reviewOpen();
      rooms.determinations().reviewOpen();

      assertThat(kinds(rooms, incident)).contains(DraftKind.VOLUNTARY_FIRST_REPORT);
      assertThat(rooms.determinations().history(incident.id())).hasSize(1);
      assertThat(rooms.drafts().history(incident.id())).hasSize(2);
    }
  }

  @Test
  void aFirstReportIsWithdrawnWhenTheAnswerIsCorrectedAndComesBackAsANewVersion() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ended(120, 30_000)), "");
      assertThat(kinds(rooms, incident)).contains(DraftKind.FIRST_REPORT);

      rooms.incidents().answerImpact(incident.id(), 1, "佐藤", List.of(ended(120, 29_999)), "");
      assertThat(kinds(rooms, incident))
          .containsExactly(DraftKind.INFORMATION_SHARING, DraftKind.PERIODIC_FORM_27);

      rooms.incidents().answerImpact(incident.id(), 2, "佐藤", List.of(ended(121, 30_000)), "");
      assertThat(rooms.drafts().latest(incident.id()))
          .filteredOn(kept -> kept.draft().kind() == DraftKind.FIRST_REPORT)
          .singleElement()
          .extracting(KeptDraft::version)
          .isEqualTo(3);
      assertThat(rooms.drafts().history(incident.id()))
          .filteredOn(kept -> kept.draft().kind() == DraftKind.FIRST_REPORT)
          .extracting(KeptDraft::withdrawn)
          .containsExactly(false, true, false);
    }
  }

  @Test
  void aClosedIncidentIsJudgedNoMoreByTime() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ongoing(41_000)), "");
      rooms.incidents().close(incident.id(), "佐藤", "");
      int versions = rooms.determinations().history(incident.id()).size();

      rooms.at(START.plusSeconds(90_000));
      rooms.determinations().reviewOpen();

      assertThat(rooms.determinations().history(incident.id())).hasSize(versions);
    }
  }

  @Test
  void whatWasKeptIsReadTheSameAfterARestart() throws Exception {
    DatabaseOptions database = emptyDatabase();
    List<Determined> determinations;
    List<KeptDraft> drafts;
    Incident incident;
    try (var rooms = new Rooms(database, false, true)) {
      incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ended(23, 41_000)), "備考");
      determinations = rooms.determinations().history(incident.id());
      drafts = rooms.drafts().history(incident.id());
      assertThat(latest(rooms, incident).determination())
          .as("what is read is what was judged")
          .isEqualTo(rooms.determinations().now(current(rooms, incident)).determination());
    }
    try (var rooms = new Rooms(database, false, true)) {
      assertThat(rooms.determinations().history(incident.id())).isEqualTo(determinations);
      assertThat(rooms.drafts().history(incident.id())).isEqualTo(drafts);
      rooms.at(START.plusSeconds(9_000));
      rooms.determinations().reviewOpen();
      assertThat(rooms.determinations().history(incident.id())).isEqualTo(determinations);
    }
  }

  @Test
  void whatWasKeptIsJudgedAnewOnceAfterAStartWithAnotherFileAndNothingIsLeftOutUntilThen()
      throws Exception {
    DatabaseOptions database = emptyDatabase();
    Incident closed;
    int versions;
    try (var rooms = new Rooms(database, false, true)) {
      closed = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(closed.id(), 0, "佐藤", List.of(ended(23, 41_000)), "");
      rooms.incidents().accept(Statements.leak("15169", "701", 2, 1000, END));
      rooms.incidents().close(closed.id(), "佐藤", "");
      versions = rooms.determinations().history(closed.id()).size();
      rooms.at(START.plusSeconds(90_000));
      rooms.part(JudgingAnew.class).round();

      assertThat(rooms.part(JudgingAnew.class).isDone()).isTrue();
      assertThat(latest(rooms, closed).determination().verdict()).isEqualTo(Verdict.NOT_SERIOUS);
      assertThat(rooms.determinations().history(closed.id()))
          .as("what says the same is no version")
          .hasSize(versions);
      assertThat(afterwards(rooms, closed)).isEmpty();
    }
    // Nobody says who we are any more: there may be services that nobody named.
    try (var rooms = new Rooms(database, false, false)) {
      rooms.at(START.plusSeconds(90_000));
      assertThat(rooms.part(JudgingAnew.class).isDone()).isFalse();
      assertThat(afterwards(rooms, closed)).contains("final-report");
      assertThat(rooms.part(Statistics.class).of(new FiscalYear(2017)).kinds())
          .isEqualTo(Map.of(ImportedKind.MAY_BE_SERIOUS, 1));
      for (int round = 0; round < 2; round++) {
        rooms.part(JudgingAnew.class).round();

        assertThat(rooms.part(JudgingAnew.class).isDone()).isTrue();
        assertThat(rooms.determinations().history(closed.id())).hasSize(versions + 1);
        assertThat(latest(rooms, closed).causedBy()).isEqualTo(Determinations.JUDGED_ANEW);
        assertThat(latest(rooms, closed).determination().verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(afterwards(rooms, closed)).contains("final-report");
      }
    }
  }

  @Test
  void whatCannotBeJudgedAnewIsNamedAndKeepsNothingElseWaiting() throws Exception {
    DatabaseOptions database = emptyDatabase();
    Incident closed;
    try (var rooms = new Rooms(database, false, true)) {
      closed = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(closed.id(), 0, "佐藤", List.of(ended(23, 41_000)), "");
      rooms.incidents().accept(Statements.leak("15169", "701", 2, 1000, END));
      rooms.incidents().close(closed.id(), "佐藤", "");
    }
    try (var rooms = new Rooms(database, false, false)) {
      rooms.at(START.plusSeconds(90_000));
      JudgingAnew anew = rooms.part(JudgingAnew.class);
      var broken = new AtomicBoolean(true);
      rooms
          .part(ApplicationEventMulticaster.class)
          .addApplicationListener(
              ApplicationListener.forPayload(
                  (jp.anshin.server.determinations.IncidentDetermined determined) -> {
                    if (broken.get()) {
                      throw new IllegalStateException("planted");
                    }
                  }));
      anew.round();

      assertThat(anew.failing()).containsExactly(closed.id());
      assertThat(anew.isDone()).isTrue();
      assertThat(anew.isOfToday(latest(rooms, closed))).isFalse();
      assertThat(afterwards(rooms, closed))
          .as("what was kept says not serious, and may be wrong")
          .contains("final-report");

      broken.set(false);
      anew.round();
      assertThat(anew.failing()).isEmpty();
      assertThat(latest(rooms, closed).determination().verdict()).isEqualTo(Verdict.UNDETERMINED);
    }
  }

  @Test
  void whatWasClosedWhileItWentOnIsJudgedAnewAsOfThen() throws Exception {
    DatabaseOptions database = emptyDatabase();
    Incident incident;
    Instant keptAt;
    try (var rooms = new Rooms(database, false, true)) {
      incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(ongoing(41_000)), "");
      rooms.incidents().close(incident.id(), "佐藤", "");
      keptAt = latest(rooms, incident).madeAt();
    }
    try (var rooms = new Rooms(database, false, false)) {
      rooms.at(START.plusSeconds(90_000));
      rooms.part(JudgingAnew.class).round();

      Determined now = rooms.determinations().inForce(current(rooms, incident));
      assertThat(now).isEqualTo(latest(rooms, incident));
      assertThat(now.madeAt()).isEqualTo(keptAt);
      assertThat(now.determination().verdict()).isEqualTo(Verdict.UNDETERMINED);
      assertThat(now.facts().servicesComplete()).isFalse();
    }
  }

  private static List<String> afterwards(Rooms rooms, Incident incident) {
    return rooms.part(Duties.class).afterwards().stream()
        .filter(duty -> incident.id().equals(duty.incident()))
        .filter(duty -> duty.applies() != Truth.NO)
        .map(Duty::key)
        .toList();
  }

  @Test
  void changesAndReviewsAtOnceLoseNothingAndKeepTheOrderOfVersions() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      var done = new CountDownLatch(1);
      var failure = new AtomicReference<@Nullable Throwable>();
      Thread reviewer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (done.getCount() > 0) {
                    rooms.determinations().reviewOpen();
                  }
                } catch (RuntimeException broken) {
                  failure.set(broken);
                }
              });
      int answers = 40;
      for (int answer = 0; answer < answers; answer++) {
        rooms.at(START.plusSeconds(answer % 2 == 0 ? 600 : 8_000));
        List<ServiceImpact> said = List.of(ongoing(29_990 + answer));
        rooms.incidents().answerImpact(incident.id(), answer, "佐藤", said, "");
      }
      done.countDown();
      assertThat(reviewer.join(Duration.ofSeconds(30))).isTrue();

      assertThat(failure.get()).isNull();
      List<Determined> kept = rooms.determinations().history(incident.id());
      assertThat(kept)
          .extracting(Determined::version)
          .isEqualTo(IntStream.rangeClosed(1, kept.size()).boxed().toList());
      assertThat(kept)
          .extracting(Determined::causedBy)
          .contains("impact answer 1", "impact answer " + answers);
      assertThat(latest(rooms, incident).facts().services().getFirst().users().min())
          .as("no review has put an older answer on top")
          .isEqualTo(29_990 + answers - 1);
    }
  }

  @Test
  void hiddenItemsOfAKeptNoticeAreNotInItsTextForUsers() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      var forUsers = rooms.drafts().latest(incident.id()).getFirst().draft();

      assertThat(forUsers.visibleTo(Audience.USERS).toString()).doesNotContain("15169", "701");
    }
  }

  @Test
  void countsCarryTheClockAndTheDeterminationAndAreRestated() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms.at(START.plusSeconds(600));
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(uncounted()), "");
      rooms
          .incidents()
          .countUsers(incident.id(), "radius", List.of(counted(300, 38_000, 41_000, 45_000L)));

      assertThat(latest(rooms, incident).causedBy())
          .as("it goes into the periodic report now")
          .isEqualTo("count");
      assertThat(usersNow(rooms, incident)).isEqualTo(Bounds.between(38_000, 118_000));
      Crossing near = nearest(rooms, incident);
      assertThat(near.users()).isEqualTo(30_000);
      assertThat(near.state()).isEqualTo(Crossing.State.COMING);
      assertThat(near.latest()).isEqualTo(START.plusSeconds(7_200));

      rooms.at(START.plusSeconds(7_200));
      rooms.determinations().reviewOpen();
      assertThat(latest(rooms, incident).determination().verdict()).isEqualTo(Verdict.SERIOUS);
      assertThat(latest(rooms, incident).facts().services().getFirst().users().min())
          .isEqualTo(38_000);

      rooms
          .incidents()
          .countUsers(incident.id(), "radius", List.of(counted(300, 5_000, 6_000, 7_000L)));
      assertThat(usersNow(rooms, incident)).isEqualTo(Bounds.between(5_000, 118_000));
      assertThat(latest(rooms, incident).determination().verdict())
          .as("it goes on, and nobody has counted a peak: never too early that it is not serious")
          .isEqualTo(Verdict.UNDETERMINED);
      assertThat(rooms.part(Duties.class).clock(current(rooms, incident)).nearest()).isEmpty();
    }
  }

  @Test
  void whatIsDueIsToldWithItsBasisAndDoneOnceItIsRecorded() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), false, true)) {
      Instant start =
          Instant.parse("2026-07-01T14:59:30Z"); // half a minute before midnight in Japan
      rooms.at(start.plusSeconds(60));
      Incident incident =
          rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000, start, null));
      assertThat(duty(rooms, incident, "first-notice").applies())
          .as("a leak alone proves no impact")
          .isEqualTo(Truth.UNDETERMINED);
      ServiceImpact stop = from(new Interval(start, start.plusSeconds(60)), 41_000);
      rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(stop), "");

      rooms.at(start.plusSeconds(45 * 60));
      Duty first = duty(rooms, incident, "first-notice");
      assertThat(first.basis()).isEqualTo(ClockDuty.Basis.GUIDELINE);
      assertThat(first.applies()).isEqualTo(Truth.YES);
      assertThat(first.due().earliest()).isEqualTo(start.plusSeconds(30 * 60));
      assertThat(first.verified()).isFalse();
      assertThat(first.state(start.plusSeconds(45 * 60))).isEqualTo(Duty.State.PASSED);
      Duty last = duty(rooms, incident, "final-report");
      assertThat(last.due().day()).isEqualTo(LocalDate.parse("2026-07-31"));
      assertThat(last.due().laterDay()).isEqualTo(LocalDate.parse("2026-08-01"));

      tell(rooms, incident, start.plusSeconds(40 * 60), "");
      tell(rooms, incident, start.plusSeconds(15 * 60), "tell-the-head");
      Instant now = start.plusSeconds(45 * 60);
      assertThat(duty(rooms, incident, "first-notice").state(now)).isEqualTo(Duty.State.DONE_LATE);
      assertThat(duty(rooms, incident, "own-rule-tell-the-head").state(now))
          .isEqualTo(Duty.State.DONE);
      assertThat(duty(rooms, incident, "next-update").due().earliest())
          .isEqualTo(start.plusSeconds(100 * 60));
      assertThat(rooms.part(Duties.class).ofOpen()).extracting(Duty::key).doesNotHaveDuplicates();

      rooms.at(start.plusSeconds(7_300));
      Reports reports = rooms.part(Reports.class);
      var id = new ReportId(incident.id(), DraftKind.FIRST_REPORT);
      rooms.determinations().reviewOpen();
      assertThat(duty(rooms, incident, "first-report").state(start.plusSeconds(7_300)))
          .isEqualTo(Duty.State.AT_ONCE);
      int revision = reports.begin(id, "佐藤").revision();
      reports.submit(
          id,
          revision,
          "佐藤",
          new Sending(Channel.TELEPHONE, "総合通信局", start.plusSeconds(7_250), "", ""));
      assertThat(duty(rooms, incident, "first-report").done())
          .isEqualTo(new Done(start.plusSeconds(7_250), "佐藤"));
      var early = new Sending(Channel.TELEPHONE, "総合通信局", start.minusSeconds(86_400), "", "");
      assertThatThrownBy(() -> reports.submit(id, revision + 1, "佐藤", early))
          .hasFieldOrPropertyWithValue("code", "report.sent-before-start");
      reports.withdraw(id, revision + 1, "佐藤", "誤報");
      assertThat(duty(rooms, incident, "first-report").done()).isNull();
      reports.edit(id, revision + 2, "鈴木", Map.of(), 0, "再提出");
      assertThat(duty(rooms, incident, "first-report").done())
          .as("what was taken back fulfils nothing, also when somebody edits it")
          .isNull();
      var again = new Sending(Channel.MAIL, "総合通信局", start.plusSeconds(7_300), "", "");
      reports.submit(id, revision + 3, "佐藤", again);
      assertThat(duty(rooms, incident, "first-report").done())
          .isEqualTo(new Done(start.plusSeconds(7_300), "佐藤"));
    }
  }

  @Test
  void aReplayIsTimedByItsOwnEvents() throws Exception {
    try (var rooms = new Rooms(emptyDatabase(), true, true)) {
      rooms.at(Instant.parse("2026-11-27T00:00:00Z"));
      Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
      rooms
          .incidents()
          .countUsers(incident.id(), "radius", List.of(counted(600, 38_000, 41_000, null)));

      assertThat(rooms.part(Duties.class).clock(current(rooms, incident)).now())
          .isEqualTo(START.plusSeconds(600));
      assertThat(current(rooms, incident).counts().getFirst().statedAt())
          .isEqualTo(START.plusSeconds(600));
    }
  }

  @Test
  void aReportUnderAnotherDutyIsRecordedTakenBackAndStaysToBeSeen() throws Exception {
    DatabaseOptions options = emptyDatabase();
    List<DutyReport> kept;
    IncidentId id;
    try (var rooms = new Rooms(options, false, true)) {
      rooms.at(START.plusSeconds(7_200));
      id = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000, START, null)).id();
      leaked(rooms, id, Truth.YES);
      assertThat(state(rooms, id)).isEqualTo(Duty.State.AHEAD);
      DutyReports reports = rooms.part(DutyReports.class);

      assertThat(refusal(rooms, id, LEAK, mailed(START.minusSeconds(1))))
          .isEqualTo("duty.not-then");
      assertThat(refusal(rooms, id, LEAK, mailed(START.plusSeconds(7_201))))
          .isEqualTo("duty.not-then");
      assertThat(refusal(rooms, id, "first-report", mailed(START))).isEqualTo("duty.own-way");
      assertThat(refusal(rooms, id, "signpost-near-accident", mailed(START)))
          .as("nobody has said anything of one")
          .isEqualTo("duty.unknown");

      Sending mail = mailed(START.plusSeconds(3_600));
      report(rooms, id, mail);
      assertThat(report(rooms, id, mail).dutyReports()).as("the same again").hasSize(1);
      assertThat(state(rooms, id)).isEqualTo(Duty.State.DONE);
      assertThatThrownBy(() -> reports.withdraw(id, LEAK, "佐藤", 1, " "))
          .hasFieldOrPropertyWithValue("code", "duty-report.reason-missing");
      reports.withdraw(id, LEAK, "佐藤", 1, "別の件だった");
      assertThat(state(rooms, id)).isEqualTo(Duty.State.AHEAD);
      assertThatThrownBy(() -> reports.withdraw(id, LEAK, "佐藤", 1, "もう一度"))
          .hasFieldOrPropertyWithValue("code", "duty-report.withdrawn");
      assertThatThrownBy(() -> reports.withdraw(id, LEAK, "佐藤", 2, "ない"))
          .hasFieldOrPropertyWithValue("code", "duty-report.unknown");

      rooms.incidents().close(id, "佐藤", "復旧");
      rooms.at(Instant.parse("2017-09-24T15:00:00Z")); // the day is over in Japan
      assertThat(state(rooms, id)).isEqualTo(Duty.State.PASSED);
      report(rooms, id, mailed(Instant.parse("2017-09-24T15:00:00Z")));
      assertThat(state(rooms, id)).isEqualTo(Duty.State.DONE_LATE);

      leaked(rooms, id, null);
      Duty unsaid = duty(rooms, rooms.incidents().required(id), LEAK);
      assertThat(unsaid.applies())
          .as("silence is not safer than what was said")
          .isEqualTo(Truth.UNDETERMINED);
      assertThat(unsaid.done()).isNotNull();
      assertThat(unsaid.title().japanese()).isEqualTo("通信の秘密の漏えい");
      kept = rooms.incidents().required(id).dutyReports();
      assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
          .extracting(AuditEntry::action)
          .contains("DutyReported", "DutyReportWithdrawn");
    }
    try (var again = new Rooms(options, false, true)) {
      assertThat(again.incidents().required(id).dutyReports()).isEqualTo(kept).hasSize(2);
      assertThat(kept).extracting(DutyReport::counts).containsExactly(false, true);
    }
  }

  private static final String LEAK = "signpost-secrecy-leak";

  /** What is said of a leak, known on 25 August; null is nothing. */
  private static void leaked(Rooms rooms, IncidentId id, @Nullable Truth said) {
    Map<String, Said> statements =
        said == null
            ? Map.of()
            : Map.of(
                "statement.secrecy-leak",
                Said.of(said),
                "day.secrecy-leak",
                Said.on(LocalDate.parse("2017-08-25")));
    int read = rooms.incidents().required(id).impactAnswers().size();
    rooms
        .incidents()
        .answerImpact(id, read, "佐藤", List.of(from(Interval.at(START), 41_000)), statements, "");
  }

  private static Sending mailed(Instant at) {
    return new Sending(Channel.MAIL, "総務省", at, "受付7", "");
  }

  private static Incident report(Rooms rooms, IncidentId id, Sending sending) {
    return rooms
        .part(DutyReports.class)
        .record(rooms.incidents().required(id), LEAK, "佐藤", sending, rooms.clock.instant());
  }

  private static String refusal(Rooms rooms, IncidentId id, String key, Sending sending) {
    Incident incident = rooms.incidents().required(id);
    DutyReports reports = rooms.part(DutyReports.class);
    Instant now = rooms.clock.instant();
    return catchThrowableOfType(
            Refusal.class, () -> reports.record(incident, key, "佐藤", sending, now))
        .code();
  }

  private static Duty.State state(Rooms rooms, IncidentId id) {
    return duty(rooms, rooms.incidents().required(id), LEAK).state(rooms.clock.instant());
  }

  private static CountedUsers counted(long seconds, long low, long estimate, @Nullable Long high) {
    return new CountedUsers("internet", START.plusSeconds(seconds), low, estimate, high, "");
  }

  private static Bounds usersNow(Rooms rooms, Incident incident) {
    return rooms
        .determinations()
        .now(current(rooms, incident))
        .facts()
        .services()
        .getFirst()
        .users();
  }

  private static Crossing nearest(Rooms rooms, Incident incident) {
    return rooms
        .part(Duties.class)
        .clock(current(rooms, incident))
        .nearest()
        .orElseThrow()
        .crossing();
  }

  private static Duty duty(Rooms rooms, Incident incident, String key) {
    return rooms.part(Duties.class).of(incident.id()).stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static void tell(Rooms rooms, Incident incident, Instant at, String rule) {
    rooms
        .incidents()
        .giveNotice(incident.id(), "佐藤", new Notice(at, NoticeChannel.WEBSITE, "", "障害です", rule));
  }

  private static ServiceImpact uncounted() {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        Bounds.UNKNOWN,
        Bounds.UNKNOWN,
        Interval.at(START),
        true,
        "");
  }

  private static ServiceImpact from(Interval began, long users) {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        Bounds.exactly(users),
        Bounds.UNKNOWN,
        began,
        true,
        "");
  }

  private static Determined latest(Rooms rooms, Incident incident) {
    return rooms.determinations().latest(incident.id()).orElseThrow();
  }

  private static Incident current(Rooms rooms, Incident incident) {
    return rooms.incidents().required(incident.id());
  }

  private static List<DraftKind> kinds(Rooms rooms, Incident incident) {
    var kinds = new ArrayList<DraftKind>();
    rooms.drafts().latest(incident.id()).forEach(kept -> kinds.add(kept.draft().kind()));
    return kinds;
  }

  private static String text(Rooms rooms, Incident incident, DraftKind kind) {
    return rooms.drafts().latest(incident.id()).stream()
        .map(KeptDraft::draft)
        .filter(draft -> draft.kind() == kind)
        .map(draft -> DraftText.of(draft, Locale.JAPANESE))
        .findFirst()
        .orElseThrow();
  }

  private static ServiceImpact ended(long minutes, long users) {
    return impact(Bounds.exactly(minutes), users, false);
  }

  private static ServiceImpact ongoing(long users) {
    return impact(Bounds.UNKNOWN, users, true);
  }

  private static ServiceImpact impact(Bounds minutes, long users, boolean ongoing) {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        Bounds.exactly(users),
        minutes,
        Interval.at(START),
        ongoing,
        "");
  }
}
