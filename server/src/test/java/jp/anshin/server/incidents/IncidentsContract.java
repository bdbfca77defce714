package jp.anshin.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.GivenNotice;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReadState;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.incident.impact.Confirms;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.LiveCounts;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.impact.StatedCount;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the incidents of a server promise, on whichever database. */
abstract class IncidentsContract {

  private static final Instant NOW = Instant.parse("2017-08-25T03:40:00.000001Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static final Instant START_OF_POWER = NOW.minusSeconds(3600);
  private static final PersonStatement POWER =
      new PersonStatement(ReportedKind.POWER_FAILURE, "大手町局の停電", Interval.at(START_OF_POWER));

  private final List<Object> published = new ArrayList<>();
  private OpenDatabase database;
  private Audit audit;
  private Incidents incidents;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    audit = AuditOf.jdbc(database.jdbc(), CLOCK);
    incidents = IncidentsOf.database(database, audit, CLOCK, published::add, false);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aStatementIsTakenOnceHoweverOftenItIsMade() {
    Incident once = incidents.accept(Statements.leak("15169", "701", 1, 1_000));

    assertThat(incidents.accept(Statements.leak("15169", "701", 1, 1_000))).isEqualTo(once);
    assertThat(afterRestart().accept(Statements.leak("15169", "701", 1, 1_000))).isEqualTo(once);
    assertThat(events(once.id())).hasSize(1);
    assertThat(published).hasSize(1);
  }

  @Test
  void anEarlierRevisionChangesNothing() {
    Incident grown = incidents.accept(Statements.leak("15169", "701", 3, 90_000));

    assertThat(incidents.accept(Statements.leak("15169", "701", 2, 40_000))).isEqualTo(grown);
    assertThat(events(grown.id())).hasSize(1);
  }

  @Test
  void anIncidentKeepsItsIdThroughGrowthRestartEndAndReturn() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    Instant end = Statements.START.plusSeconds(600);

    assertThat(incidents.accept(Statements.leak("15169", "701", 2, 90_000)).id()).isEqualTo(id);
    Incident ended = afterRestart().accept(Statements.leak("15169", "701", 3, 90_000, end));
    assertThat(ended.id()).isEqualTo(id);
    assertThat(ended.status()).isEqualTo(IncidentStatus.RESTORED);
    Incidents later = afterRestart();
    assertThat(later.open()).isEmpty();
    Incident again = later.accept(Statements.leak("15169", "701", 4, 5));
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.status()).isEqualTo(IncidentStatus.OPEN);
    assertThat(afterRestart().find(id)).contains(again);
    assertThat(later.counts(id)).extracting(CountAt::revision).containsExactly(1, 2, 3, 4);
  }

  @Test
  void oneNetworkThatLeaksThroughTwoNeighboursIsOneIncident() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();

    assertThat(incidents.accept(Statements.leak("15169", "2914", 1, 500)).id()).isEqualTo(id);
    assertThat(incidents.accept(Statements.leak("64999", "701", 1, 500)).id()).isNotEqualTo(id);
    assertThat(afterRestart().open()).hasSize(2);
  }

  @Test
  void manyIncidentsStayApartAndInOrder() {
    int many = 150;
    for (int as = 1; as <= many; as++) {
      incidents.accept(Statements.leak(Integer.toString(as), "701", 1, as));
    }

    List<IncidentId> open = incidents.open().stream().map(Incident::id).toList();
    assertThat(open).hasSize(many).doesNotHaveDuplicates();
    assertThat(afterRestart().open()).containsExactlyInAnyOrderElementsOf(incidents.open());
    assertThat(incidents.latest(10)).hasSize(10);
    assertThat(incidents.latest(1_000))
        .hasSize(many)
        .extracting(IncidentSummary::routeCount)
        .contains(1L, 150L);
  }

  @Test
  void theSummaryFollowsTheIncident() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    Instant end = Statements.START.plusSeconds(600);
    Incident ended = incidents.accept(Statements.leak("15169", "701", 2, 160_000, end));

    assertThat(incidents.latest(5))
        .containsExactly(
            new IncidentSummary(
                id,
                false,
                IncidentStatus.RESTORED,
                ended.openedAt(),
                Statements.START,
                end,
                ended.headline(),
                160_000));
  }

  @Test
  void whatPeopleSayIsKeptWithWhoAndWhy() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();

    incidents.note(id, "sato", "701に電話した");
    incidents.answerImpact(id, 0, "suzuki", List.of(stop()), "NOCの記録による");
    Incident closed = incidents.close(id, "suzuki", "復旧を確認");

    assertThat(afterRestart().find(id)).contains(closed);
    assertThat(closed.impactAnswers())
        .containsExactly(new ImpactAnswer(1, "suzuki", NOW, List.of(stop()), "NOCの記録による"));
    assertThat(audit.before(Long.MAX_VALUE))
        .extracting(AuditEntry::who, AuditEntry::action, AuditEntry::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("suzuki", "IncidentClosed", "復旧を確認"),
            org.assertj.core.groups.Tuple.tuple("suzuki", "ImpactAnswered", "NOCの記録による"),
            org.assertj.core.groups.Tuple.tuple("sato", "NoteWritten", "701に電話した"),
            org.assertj.core.groups.Tuple.tuple(
                "sensor:route", "IncidentOpened", "route:15169>701:2017-08-25T03:22:01Z"));
    assertThat(audit.firstBroken()).isEmpty();
  }

  @Test
  void countsAreKeptOnceRestatedAndBounded() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    CountedUsers first = count(Statements.START, 41_000);
    CountedUsers restated = count(Statements.START, 9_000);

    assertThat(incidents.countUsers(id, "radius", List.of(first, first))).containsExactly(first);
    assertThat(incidents.countUsers(id, "radius", List.of(first))).isEmpty();
    assertThat(incidents.countUsers(id, "radius", List.of(restated, first)))
        .as("said again after it was restated, it is news")
        .containsExactly(restated, first);
    assertThat(afterRestart().required(id).counts())
        .containsExactly(
            new StatedCount(first, NOW, "radius"),
            new StatedCount(restated, NOW, "radius"),
            new StatedCount(first, NOW, "radius"));
    assertThat(audit.before(Long.MAX_VALUE))
        .extracting(AuditEntry::action)
        .containsExactly("UsersCounted", "UsersCounted", "IncidentOpened");

    List<CountedUsers> many =
        IntStream.rangeClosed(1, LiveCounts.SERVICE_MAX - 2)
            .mapToObj(second -> count(Statements.START.plusSeconds(second), second))
            .toList();
    assertThat(
            codeOf(() -> {
              incidents.countUsers(id, "radius", many);
              return incidents.required(id);
            }))
        .isEqualTo("incident.counts-full");
    assertThat(incidents.required(id).counts()).as("all or none").hasSize(3);
    incidents.countUsers(id, "radius", many.subList(1, many.size()));
    assertThat(afterRestart().required(id).counts()).hasSize(LiveCounts.SERVICE_MAX);
  }

  @Test
  void theSameNoticeIsKeptOnce() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    var notice = new Notice(Statements.START, NoticeChannel.WEBSITE, "https://a", "障害", "");

    incidents.giveNotice(id, "sato", notice);
    Incident told = incidents.giveNotice(id, "suzuki", notice);

    assertThat(told.notices()).containsExactly(new GivenNotice(notice, NOW, "sato"));
    assertThat(afterRestart().find(id)).contains(told);
    assertThat(told.timeline()).extracting(TimelineEntry::kind).contains(TimelineEntry.Kind.NOTICE);
  }

  private static CountedUsers count(Instant at, long users) {
    return new CountedUsers("internet", at, users, users, null, "");
  }

  @Test
  void whatIsClosedIsReopenedWithAReasonAndThenCorrected() {
    IncidentId id = incidents.report(POWER.first("sato", NOW, NOW), "sato").incident().id();
    assertThat(codeOf(() -> incidents.reopen(id, "sato", "開始の訂正")))
        .isEqualTo("incident.not-closed");
    incidents.close(id, "sato", "済み");

    Incident reopened = incidents.reopen(id, "suzuki", "開始の訂正");
    assertThat(reopened.status()).isEqualTo(IncidentStatus.OPEN);
    assertThat(reopened.timeline().getLast().text().japanese()).contains("開始の訂正");
    assertThat(incidents.open()).extracting(Incident::id).contains(id);
    incidents.restored(id, 1, NOW, "sato", "");
    incidents.close(id, "sato", "済み");
    assertThat(incidents.reopen(id, "suzuki", "報告が残る").status()).isEqualTo(IncidentStatus.RESTORED);
    assertThat(incidents.required(id)).isEqualTo(incidents.find(id).orElseThrow());
  }

  @Test
  void whoAnsweredWithoutSeeingTheLatestAnswerIsRefused() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    incidents.answerImpact(id, 0, "sato", List.of(stop()), "");

    assertThat(codeOf(() -> incidents.answerImpact(id, 0, "suzuki", List.of(), "")))
        .isEqualTo("incident.answer-stale");
    assertThat(incidents.required(id).impactAnswers()).hasSize(1);
  }

  @Test
  void whatIsUnknownOrClosedIsRefused() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    incidents.close(id, "sato", "");
    var unknown = new IncidentId("20170825-0000-00000000");

    assertThat(codeOf(() -> incidents.close(id, "sato", ""))).isEqualTo("incident.closed");
    assertThat(codeOf(() -> incidents.note(unknown, "sato", "x"))).isEqualTo("incident.unknown");
    assertThat(incidents.find(unknown)).isEmpty();
  }

  @Test
  void wordsThatNoDatabaseKeepsAreRefused() {
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    String tooLong = "あ".repeat(Incidents.WORDS_CHARACTERS_MAX + 1);

    assertThat(codeOf(() -> incidents.note(id, "sato", "a\0b"))).isEqualTo("input.not-storable");
    assertThat(codeOf(() -> incidents.note(id, "sato", "\ud83d"))).isEqualTo("input.not-storable");
    assertThat(codeOf(() -> incidents.close(id, "sato", "\0"))).isEqualTo("input.not-storable");
    assertThat(codeOf(() -> incidents.note(id, "sato", tooLong))).isEqualTo("input.too-long");
    for (String hidden : List.of("\u202e", "\u2067", "\u200f", "\u061c", "\u0001", "\ufeff")) {
      assertThat(codeOf(() -> incidents.note(id, "sato", "1" + hidden + "2")))
          .as("it would turn or hide a figure on paper")
          .isEqualTo("input.hidden");
    }
    String kept = "髙﨑①😀👨\u200d👩\n\t" + "あ".repeat(Incidents.WORDS_CHARACTERS_MAX - 20);
    Incident noted = incidents.note(id, "sato", kept);
    assertThat(afterRestart().find(id)).contains(noted);
    assertThat(noted.timeline())
        .extracting(TimelineEntry::text)
        .anySatisfy(text -> assertThat(text.japanese()).contains(kept));
  }

  @Test
  void aListenerThatFailsTakesTheChangeBack() {
    var listener = new AtomicInteger();
    Incidents strict =
        IncidentsOf.database(
            database,
            audit,
            CLOCK,
            event -> {
              if (listener.incrementAndGet() == 2) {
                throw new IllegalStateException("planted");
              }
            },
            false);
    Incident before = strict.accept(Statements.leak("15169", "701", 1, 1_000));

    assertThatThrownBy(() -> strict.accept(Statements.leak("15169", "701", 2, 2_000)))
        .hasMessage("planted");
    assertThat(strict.find(before.id())).contains(before);
    assertThat(events(before.id())).hasSize(1);
    Incident after = strict.accept(Statements.leak("15169", "701", 2, 2_000));
    assertThat(afterRestart().find(before.id())).contains(after);
    assertThat(audit.firstBroken()).isEmpty();
  }

  @Test
  void aWatcherIsToldOnceTheChangeIsOnDiskAndCannotBreakIt() throws Exception {
    var seen = new ArrayList<Integer>();
    AutoCloseable failing =
        incidents.watch(id -> {
          throw new IllegalStateException("planted");
        });
    AutoCloseable watching = incidents.watch(id -> seen.add(events(id).size()));
    IncidentId id = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    incidents.note(id, "sato", "x");
    watching.close();
    failing.close();
    incidents.note(id, "sato", "y");

    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void simulatedAndRealIncidentsStayApart() {
    incidents.accept(Statements.leak("15169", "701", 1, 1_000));
    Incidents replay = IncidentsOf.database(database, audit, CLOCK, published::add, true);
    Incident other = replay.accept(Statements.leak("15169", "2914", 1, 1_000));

    assertThat(other.simulated()).isTrue();
    assertThat(replay.open())
        .extracting(Incident::simulated)
        .containsExactlyInAnyOrder(true, false);
    Incident noted = replay.note(other.id(), "sato", "x");
    assertThat(noted.timeline().getLast().at()).as("event time").isBefore(NOW);
  }

  @Test
  void sensorsAndPeopleAtOnceLoseNothing() throws Exception {
    int leaks = 4;
    int revisions = 25;
    int notes = 25;
    var ids =
        IntStream.rangeClosed(1, leaks).mapToObj(as -> incidents.accept(leak(as, 1)).id()).toList();
    var work = new ArrayList<Callable<Integer>>();
    for (int as = 1; as <= leaks; as++) {
      int network = as;
      IncidentId id = ids.get(as - 1);
      work.add(() -> {
        IntStream.rangeClosed(2, revisions).forEach(each -> incidents.accept(leak(network, each)));
        return revisions - 1;
      });
      work.add(() -> {
        IntStream.range(0, notes).forEach(each -> incidents.note(id, "sato", "note " + each));
        return notes;
      });
      work.add(() -> answers(id, "suzuki"));
      work.add(() -> answers(id, "tanaka"));
    }
    int done = leaks;
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      for (Future<Integer> each : threads.invokeAll(work)) {
        done += each.get();
      }
    }

    int kept = 0;
    Incidents restarted = afterRestart();
    for (IncidentId id : ids) {
      List<@Nullable Long> sequences =
          database
              .jdbc()
              .sql("select sequence from incident_event where incident = ? order by sequence")
              .param(id.value())
              .query(Long.class)
              .list();
      assertThat(sequences)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
      kept += sequences.size();
      Incident incident = restarted.required(id);
      assertThat(incident).isEqualTo(incidents.required(id));
      assertThat(incident.impactAnswers()).extracting(ImpactAnswer::version).isSorted();
      assertThat(incident.detections().getFirst().revision()).isEqualTo(revisions);
    }
    assertThat(kept).isEqualTo(done);
    assertThat(published).hasSize(done);
    int grown = leaks * (revisions - 1);
    assertThat(audit.before(Long.MAX_VALUE)).hasSize(Math.min(Audit.PAGE_MAX, done - grown));
    assertThat(audit.firstBroken()).isEmpty();
  }

  @Test
  void whatAPersonReportsIsOneIncidentHoweverOftenAndByHowManyAtOnceItIsSent() throws Exception {
    List<Callable<Incidents.Reported>> work = new ArrayList<>();
    for (String who : List.of("sato", "suzuki", "tanaka", "kato")) {
      work.add(() -> incidents.report(POWER.first(who, NOW, NOW), who));
    }
    var reported = new ArrayList<Incidents.Reported>();
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      for (Future<Incidents.Reported> each : threads.invokeAll(work)) {
        reported.add(each.get());
      }
    }

    assertThat(reported).filteredOn(Incidents.Reported::opened).hasSize(1);
    assertThat(reported)
        .extracting(Incidents.Reported::incident)
        .containsOnly(incidents.open().getFirst());
    Incident known = incidents.open().getFirst();
    assertThat(events(known.id())).hasSize(1);
    assertThat(afterRestart().report(POWER.first("sato", NOW, NOW), "sato"))
        .isEqualTo(new Incidents.Reported(known, false));
    String by = PersonStatement.by(known.detections().getFirst());
    assertThat(audit.before(Long.MAX_VALUE))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.who()).isEqualTo(by);
          assertThat(entry.why()).isEqualTo("大手町局の停電");
        });
  }

  @Test
  void aPersonCorrectsEndsAndTakesBackAndEachIsAuditedWithBeforeAndAfter() {
    IncidentId id = incidents.report(POWER.first("sato", NOW, NOW), "sato").incident().id();
    var corrected =
        new PersonStatement(
            ReportedKind.CABLE_CUT, "大手町局の回線断", Interval.at(NOW.minusSeconds(7200)));
    Instant end = NOW.minusSeconds(600);

    Incident moved = incidents.correct(id, 1, corrected, "suzuki", "聞き違い");
    assertThat(moved.startedAt()).isEqualTo(corrected.startedAt());
    assertThat(incidents.correct(id, 1, corrected, "suzuki", "聞き違い")).isEqualTo(moved);
    assertThat(codeOf(() -> incidents.restored(id, 1, end, "tanaka", "")))
        .isEqualTo("incident.statement-stale");
    assertThat(codeOf(() -> incidents.restored(id, 2, NOW.minusSeconds(7201), "tanaka", "")))
        .isEqualTo("incident.ends-before-start");
    Incident over = incidents.restored(id, 2, end, "tanaka", "");
    assertThat(over.status()).isEqualTo(IncidentStatus.RESTORED);
    assertThat(incidents.restored(id, 2, end, "tanaka", "")).isEqualTo(over);
    assertThat(incidents.open()).isEmpty();
    Incident again = afterRestart().resumed(id, 3, "sato", "別系統が止まっていた");
    assertThat(again.status()).isEqualTo(IncidentStatus.OPEN);
    assertThat(incidents.resumed(id, 3, "sato", "別系統が止まっていた")).isEqualTo(again);
    assertThat(codeOf(() -> incidents.resumed(id, 4, "sato", "まだ続いている")))
        .as("it goes on already")
        .isEqualTo("incident.not-restored");
    assertThat(afterRestart().required(id)).isEqualTo(again);
    assertThat(afterRestart().latest(1).getFirst().startedAt())
        .isEqualTo(corrected.startedAt().earliest());
    assertThat(audit.before(Long.MAX_VALUE))
        .extracting(AuditEntry::who, AuditEntry::why)
        .containsExactly(
            tuple("sato", "end " + end + " -> null; 別系統が止まっていた"),
            tuple("tanaka", "end null -> " + end),
            tuple(
                "suzuki",
                "title 大手町局の停電 -> 大手町局の回線断; kind power-failure -> cable-cut; start "
                    + START_OF_POWER
                    + " -> "
                    + NOW.minusSeconds(7200)
                    + "; 聞き違い"),
            tuple("sato", "大手町局の停電"));
  }

  @Test
  void aCorrectedBeginningTakesMomentsOfAnotherDayOutOfTheAnswer() {
    IncidentId id = incidents.report(POWER.first("sato", NOW, NOW), "sato").incident().id();
    var hit =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(140_000),
            Bounds.exactly(70),
            Interval.at(START_OF_POWER),
            false,
            "RADIUS");
    incidents.answerImpact(id, 0, "sato", List.of(hit), "");
    var anHourLater = Interval.at(START_OF_POWER.minusSeconds(600));
    var sameDay = new PersonStatement(POWER.kind(), POWER.title(), anHourLater);
    assertThat(incidents.correct(id, 1, sameDay, "suzuki", "").impactAnswers())
        .as("minutes before users were hit")
        .hasSize(1);

    var elsewhere =
        new PersonStatement(
            POWER.kind(), POWER.title(), Interval.at(START_OF_POWER.minus(Duration.ofDays(30))));
    Incident moved = incidents.correct(id, 2, elsewhere, "suzuki", "日付の誤り");
    ImpactAnswer asked = moved.impact().orElseThrow();
    assertThat(asked.version()).isEqualTo(2);
    assertThat(asked.answeredBy()).isEqualTo("suzuki");
    assertThat(asked.services().getFirst().began()).isNull();
    assertThat(asked.services().getFirst().minutes()).isEqualTo(Bounds.exactly(70));
    assertThat(afterRestart().required(id)).isEqualTo(moved);
    assertThat(Objects.requireNonNull(moved.atAnswer()).startedAt())
        .as("what is left of the answer was said before any correction")
        .isEqualTo(Interval.at(START_OF_POWER));
    assertThat(asked.confirms()).as("nobody said it").isEqualTo(Confirms.NOTHING);
    assertThat(incidents.restored(id, 3, NOW, "sato", "").impactAnswers()).hasSize(2);
  }

  @Test
  void anAnswerThatDoesNotKnowWhatAPersonStatedSinceIsRefusedAndCountsSinceAreNotKnown() {
    Incident opened = incidents.report(POWER.first("sato", NOW, NOW), "sato").incident();
    IncidentId id = opened.id();
    Optional<ReadState> read = ReadState.of(opened.state().text());
    incidents.restored(id, 1, NOW, "suzuki", "");
    assertThat(
            codeOf(
                () -> incidents.answerImpact(id, 0, read, "sato", List.of(stop()), Map.of(), "")))
        .isEqualTo("impact.stale");

    Incident untold =
        incidents.answerImpact(id, 0, Optional.empty(), "sato", List.of(stop()), Map.of(), "");
    assertThat(Objects.requireNonNull(untold.atAnswer()).restoredAt())
        .as("nobody said that the end was read")
        .isNull();
    Optional<ReadState> ended = Optional.of(untold.state());
    incidents.countUsers(id, "radius", List.of(count(NOW.minusSeconds(60), 5)));
    Incident told = incidents.answerImpact(id, 1, ended, "sato", List.of(stop()), Map.of(), "");
    assertThat(Objects.requireNonNull(told.atAnswer()))
        .satisfies(then -> {
          assertThat(then.restoredAt()).isEqualTo(NOW);
          assertThat(then.counts()).as("one was counted since").isZero();
        });
    assertThat(afterRestart().required(id)).isEqualTo(told);
    Incident all =
        incidents.answerImpact(
            id, 2, Optional.of(told.state()), "sato", List.of(stop()), Map.of(), "");
    assertThat(all.impact().orElseThrow().confirms()).isEqualTo(Confirms.ALL);
  }

  @Test
  void whatBeganLongAgoAndIsReportedTodayIsAmongTheRecent() {
    var old =
        new PersonStatement(
            ReportedKind.OTHER, "去年の事故", Interval.at(NOW.minusSeconds(400 * 86_400L)));
    IncidentId id = incidents.report(old.first("sato", NOW, NOW), "sato").incident().id();
    for (int as = 1; as <= 5; as++) {
      incidents.accept(Statements.leak(Integer.toString(as), "701", 1, as));
    }

    assertThat(incidents.latest(3)).extracting(IncidentSummary::id).doesNotContain(id);
    assertThat(incidents.recent(3))
        .extracting(IncidentSummary::id)
        .contains(id)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsClosedIsNotCorrectedAndWhatASensorSaysNoPersonEnds() {
    IncidentId id = incidents.report(POWER.first("sato", NOW, NOW), "sato").incident().id();
    IncidentId leak = incidents.accept(Statements.leak("15169", "701", 1, 1_000)).id();
    incidents.close(id, "sato", "済み");

    assertThat(codeOf(() -> incidents.restored(id, 1, NOW, "sato", "")))
        .isEqualTo("incident.closed");
    assertThat(codeOf(() -> incidents.restored(leak, 1, NOW, "sato", "")))
        .isEqualTo("incident.not-by-person");
    assertThat(codeOf(() -> incidents.correct(leak, 1, POWER, "sato", "x")))
        .isEqualTo("incident.not-by-person");
    assertThat(codeOf(() -> incidents.resumed(leak, 1, "sato", "x")))
        .isEqualTo("incident.not-by-person");
  }

  @Test
  void anIncidentWithItsFirstAnswerIsKeptWholeOrNotAtAll() {
    Incidents cutOff =
        IncidentsOf.database(
            database,
            audit,
            CLOCK,
            event -> {
              if (((IncidentChanged) event).event() instanceof IncidentEvent.ImpactAnswered) {
                throw new IllegalStateException("power lost");
              }
            },
            false);
    Detection row = POWER.imported(7, 12, Map.of(), "sato", NOW, null);
    assertThatThrownBy(() -> cutOff.report(row, "sato", List.of(stop()), Map.of(), ""))
        .hasMessage("power lost");
    assertThat(cutOff.open()).isEmpty();
    assertThat(afterRestart().latest(10)).isEmpty();
    assertThat(audit.before(Long.MAX_VALUE)).isEmpty();

    Incident whole = incidents.report(row, "sato", List.of(stop()), Map.of(), "").incident();
    assertThat(whole.impactAnswers()).hasSize(1);
    assertThat(afterRestart().required(whole.id())).isEqualTo(whole);
  }

  /** Answers ten times, reading again whenever another was quicker. */
  private int answers(IncidentId id, String who) {
    int given = 0;
    while (given < 10) {
      int seen = incidents.required(id).impactAnswers().size();
      try {
        incidents.answerImpact(id, seen, who, List.of(stop()), who + given);
        given++;
      } catch (Refusal stale) {
        assertThat(stale.code()).isEqualTo("incident.answer-stale");
      }
    }
    return given;
  }

  private static Detection leak(int as, int revision) {
    return Statements.leak(Integer.toString(as), "701", revision, 100L * revision);
  }

  private static ServiceImpact stop() {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        Bounds.between(30_000, 41_000),
        Bounds.atLeast(23),
        Interval.at(Statements.START),
        false,
        "RADIUS");
  }

  private static String codeOf(Supplier<Incident> refused) {
    try {
      return "done: " + refused.get();
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  private List<IncidentEvent> events(IncidentId id) {
    return new IncidentStore(database.jdbc()).events(id);
  }

  /** The incidents as a server sees them that was started anew. */
  private Incidents afterRestart() {
    return IncidentsOf.database(database, audit, CLOCK, published::add, false);
  }
}
