package jp.anshin.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.OperatorRegister;
import jp.anshin.operator.PlannedWork;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.alerts.AlertOptions.Escalation;
import jp.anshin.server.alerts.AlertOptions.OnCall;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.operators.OperatorFile;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is on call is told of what is detected until somebody takes it; the same on every database.
 */
abstract class CallsContract {

  private static final Instant START = Statements.START;
  private static final Set<Role> ENGINEER = Set.of(Role.ENGINEER);

  /** The webhook is spared for five minutes. */
  private static final OnCall ON_CALL =
      new OnCall(
          Duration.ofMinutes(10),
          3,
          Duration.ofHours(1),
          List.of(new Escalation(Duration.ofMinutes(5), List.of("chat"))));

  private Receivers receivers;
  private DatabaseOptions database;
  private Rooms rooms;

  abstract DatabaseOptions options();

  @BeforeEach
  void start() {
    receivers = new Receivers();
    database = options();
    open();
  }

  private void open() {
    rooms = new Rooms(database, false, true, receivers.options(ON_CALL));
  }

  @AfterEach
  void stop() {
    rooms.close();
    receivers.close();
  }

  @Test
  void aNewIncidentIsToldAtOnceAndOthersAreCalledWhileNobodyTakesIt() throws Exception {
    state(1, 1000);

    assertThat(toldAt(1)).hasSize(1).first().asString().contains("新しい事案");
    assertThat(receivers.mails()).hasSize(1);
    assertThat(receivers.mails().getFirst().getContent().toString())
        .contains(
            "何を確かめ、何を行うか： https://console.example/incidents/"
                + only().call().incident()
                + "#runbook",
            "引き受ける（ログインが必要）： https://console.example/alerts/" + only().call().id());
    assertThat(receivers.posts).as("spared so far").isEmpty();
    assertThat(toldAt(4)).isEmpty();
    assertThat(toldAt(6)).hasSize(1).first().asString().contains("あなたにも知らせます");
    assertThat(receivers.mails()).as("only those who were spared").hasSize(1);
    assertThat(receivers.posts).hasSize(1);
    assertThat(receivers.posts.getFirst().body())
        .contains(
            "\"kind\":\"DETECTION\"",
            "\"runbook\":\"https://console.example/incidents/"
                + only().call().incident()
                + "#runbook\"",
            "\"take\":\"https://console.example/alerts/");
    assertThat(toldAt(11)).hasSize(1).first().asString().contains("2回目");
    assertThat(receivers.mails()).hasSize(2);
    assertThat(receivers.posts).hasSize(2);
  }

  /** A program reports and answers within one second. */
  @Test
  void whatIsSeriousWhenItIsFirstToldOfIsToldToBe() {
    var statement =
        new PersonStatement(ReportedKind.EQUIPMENT_FAILURE, "OLT 3", Interval.at(START));
    var impact =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(40_000),
            Bounds.exactly(130),
            Interval.at(START),
            false,
            "RADIUS");
    rooms.at(at(140));
    rooms
        .incidents()
        .report(statement.first("sato", at(140), at(140)), "sato", List.of(impact), Map.of(), "");

    assertThat(toldAt(141)).anySatisfy(told -> assertThat(told).contains("新しい事案です。重大な事故に当たります"));
    assertThat(toldAt(142)).as("once").noneSatisfy(told -> assertThat(told).contains("重大な事故に当たり"));
  }

  @Test
  void itIsRepeatedSoOftenAndNoMoreAndThenThePageSaysThatNobodyTookIt() {
    state(1, 1000);
    toldAt(1);

    assertThat(toldAt(11)).hasSize(1);
    assertThat(toldAt(21)).hasSize(1);
    assertThat(toldAt(31)).hasSize(1).first().asString().contains("4回目、最後の知らせ");
    assertThat(toldAt(41)).isEmpty();
    assertThat(toldAt(600)).isEmpty();
    assertThat(only().call().state()).isEqualTo(Call.State.NOBODY);
  }

  @Test
  void whatWasMissedWhileTheServerWasDownIsToldOnce() {
    state(1, 1000);
    toldAt(1);
    rooms.close();
    open();

    assertThat(toldAt(25)).hasSize(1);
    assertThat(toldAt(25)).isEmpty();
  }

  @Test
  void whatWasKeptBeforeAKillAndNotToldIsToldAfterIt() {
    state(1, 1000);
    rooms.close();
    open();

    assertThat(toldAt(90)).hasSize(1).first().asString().contains("新しい事案");
  }

  @Test
  void whoTakesItEndsTheCallOnceAndItIsInTheAudit() {
    state(1, 1000);
    toldAt(1);
    String id = only().call().id();

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> calls().take(id, "kato", Set.of(Role.LEGAL, Role.VIEWER)));
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> calls().take("x", "kato", ENGINEER));
    calls().take(id, "suzuki", ENGINEER);
    Calls.Worded again = calls().take(id, "sato", Set.of(Role.INCIDENT_MANAGER));

    assertThat(again.call().course().takenBy()).isEqualTo("suzuki");
    assertThat(again.call().state()).isEqualTo(Call.State.TAKEN);
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().equals("take-alert"))
        .singleElement()
        .matches(entry -> entry.who().equals("suzuki") && entry.target().equals(id));
    assertThat(toldAt(1)).filteredOn(each -> each.contains("suzuki が引き受けました")).hasSize(1);
    assertThat(toldAt(11)).isEmpty();
    assertThat(toldAt(600)).isEmpty();
    rooms.close();
    open();
    assertThat(toldAt(700)).isEmpty();
    assertThat(only().call().course().takenBy()).isEqualTo("suzuki");
  }

  @Test
  void whatPressesComesFirstAndWhatIsTakenLast() {
    state(1, 1000);
    toldAt(10);
    duty("due in an hour", at(70));
    duty("due five minutes ago", at(5));
    duty("due at once", null);
    duty("due two minutes ago, taken", at(8));
    Size serious = new Size(new TreeSet<>(Set.of("leak")), 1, 1, true);
    Alert words = alert(Alert.Kind.DETECTION, "serious", null, at(11));
    calls().changing(() -> calls().ring(null, "serious", words, serious, call -> {}));
    calls().take(Calls.idOf("due two minutes ago, taken"), "sato", Set.of(Role.LEGAL));

    assertThat(calls().lasting())
        .extracting(each -> each.call().series())
        .containsExactly(
            "due at once",
            "due five minutes ago",
            "serious",
            "route leak+surge route-edge 15169>701",
            "due in an hour",
            "due two minutes ago, taken");
  }

  @Test
  void whatMayGoAsItCameComesAfterWhatStays() {
    flap(1, 1);
    toldAt(20);
    state(3, 1000);
    toldAt(20);
    duty("due in an hour", at(80));

    assertThat(calls().lasting())
        .extracting(each -> each.call().course().quiet())
        .containsExactly(false, true);
  }

  @Test
  void ofManyThoseAreTakenThatTheRolesAllowAndNobodysElse() {
    state(1, 1000);
    toldAt(1);
    String detection = only().call().id();
    List<String> all = List.of(detection, duty("a", null), duty("b", null), duty("c", null));
    Set<Role> legal = Set.of(Role.LEGAL);
    calls().take(all.get(1), "kato", legal);

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> calls().take(List.of(detection), "suzuki", legal))
        .matches(refused -> refused.code().equals("alert.not-yours"));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> calls().take(List.of(all.get(2), "x"), "suzuki", legal))
        .matches(refused -> refused.code().equals("alert.unknown"));
    assertThat(takers(all)).as("nothing has changed").containsExactly("", "kato", "", "");

    List<Calls.Worded> answered = calls().take(all, "suzuki", legal);

    assertThat(takers(all)).containsExactly("", "kato", "suzuki", "suzuki");
    assertThat(answered).extracting(each -> each.call().id()).isEqualTo(all);
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .filteredOn(each -> each.action().equals("take-alert") && each.who().equals("suzuki"))
        .extracting(each -> each.target())
        .containsExactlyInAnyOrder(all.get(2), all.get(3));
    rooms.close();
    open();
    assertThat(takers(all)).containsExactly("", "kato", "suzuki", "suzuki");
  }

  @Test
  void twoWhoTakeItAtTheSameMomentAreToldTheSameName() throws Exception {
    state(1, 1000);
    toldAt(1);
    String id = only().call().id();
    var go = new CountDownLatch(1);
    try (var people = Executors.newFixedThreadPool(2)) {
      List<Future<String>> taking =
          List.of("suzuki", "sato").stream()
              .map(who ->
                  people.submit(() -> {
                    go.await();
                    return String.valueOf(
                        calls().take(id, who, ENGINEER).call().course().takenBy());
                  }))
              .toList();
      go.countDown();
      assertThat(name(taking.getFirst())).isEqualTo(name(taking.getLast()));
    }
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().equals("take-alert"))
        .hasSize(1);
  }

  @Test
  void itsEndIsToldAndEndsTheCall() {
    state(1, 1000);
    toldAt(1);
    state(2, 1000, 3);

    assertThat(toldAt(4)).hasSize(1).first().asString().contains("復旧しました");
    assertThat(toldAt(60)).isEmpty();
    assertThat(calls().lasting()).isEmpty();
    assertThat(calls().over(9)).hasSize(1);
  }

  @Test
  void growthIsToldWhenItIsTenfoldEvenIfSomebodyHasTakenIt() {
    state(1, 1000);
    toldAt(1);
    calls().take(only().call().id(), "suzuki", ENGINEER);
    state(2, 9_000);
    assertThat(toldAt(3)).isEmpty();
    state(3, 10_000);

    assertThat(toldAt(4)).hasSize(1).first().asString().contains("10倍");
    assertThat(only().call().state()).isEqualTo(Call.State.OPEN);
    state(4, 20_000);
    assertThat(toldAt(5)).isEmpty();
  }

  @Test
  void whoIsSparedIsNotSparedLongerBecauseItGrew() {
    state(1, 1000);
    toldAt(1);
    state(2, 10_000);
    toldAt(4);

    assertThat(receivers.posts).isEmpty();
    toldAt(6);
    assertThat(receivers.posts).hasSize(1);
    assertThat(receivers.posts.getFirst().body()).contains("10,000");
  }

  @Test
  void anotherKindIsToldAtOnce() {
    state(1, 1000);
    toldAt(1);
    Detection other = Statements.leak("15169", "702", 1, 1000);
    rooms.incidents().accept(of(other, "more-specific-flood"));

    assertThat(toldAt(1.2)).hasSize(1).first().asString().contains("別の種類");
  }

  @Test
  void whatComesAndGoesRingsOnceAndIsCounted() {
    flap(1, 1);
    for (int number = 2; number <= 5; number++) {
      assertThat(flap(number, 8 * (number - 1)))
          .as("the " + number + ". time")
          .hasSize(number == 5 ? 1 : 0);
    }

    Call call = calls().over(9).getFirst().call();
    assertThat(call.course().times()).isEqualTo(4);
    assertThat(calls().over(9)).hasSize(1);
    assertThat(rooms.part(Alerts.class).ofCall(call.id()))
        .as("it began, it ended, it comes and goes")
        .hasSize(3);
  }

  @Test
  void whatComesAgainAndStaysRingsAgain() {
    flap(1, 1);
    toldAt(20);
    state(3, 1000);

    assertThat(toldAt(20)).isEmpty();
    assertThat(toldAt(24)).isEmpty();
    assertThat(toldAt(26)).hasSize(1).first().asString().contains("再び起き、続いています", "1 回");
    assertThat(only().call().state()).isEqualTo(Call.State.OPEN);
    assertThat(toldAt(37)).hasSize(1);
  }

  @Test
  void whatComesAgainMuchBiggerOrMuchLaterRingsAtOnce() {
    flap(1, 1);
    toldAt(20);
    state(3, 10_000);
    assertThat(toldAt(20)).hasSize(1).first().asString().contains("10倍");
    state(4, 10_000, 21);
    toldAt(22);
    toldAt(90);
    state(5, 1000);
    assertThat(toldAt(90)).hasSize(1).first().asString().contains("新しい事案");
  }

  @Test
  void aLaterIncidentOfTheSameSubjectIsMergedAndOneOfAnotherIsNot() {
    flap(1, 1);
    rooms.at(at(45));
    Incident same = rooms.incidents().accept(Statements.leak("15169", "701", 1, 900, at(44), null));
    assertThat(toldAt(45)).isEmpty();
    assertThat(only().call().incident()).isEqualTo(same.id());
    assertThat(calls().about(same.id())).hasSize(1);
    rooms.incidents().accept(Statements.leak("64500", "701", 1, 900, at(44), null));

    assertThat(toldAt(46)).hasSize(1).first().asString().contains("64500");
  }

  @Test
  void whatBeganAndEndedWhileNobodyLookedIsToldButCallsNobody() {
    state(1, 1000);
    state(2, 1000, 2);

    assertThat(toldAt(3)).hasSize(1).first().asString().contains("すでに復旧");
    assertThat(toldAt(3)).isEmpty();
    assertThat(calls().lasting()).isEmpty();
  }

  @Test
  void whatAPersonClosesCallsNobodyAnyMore() {
    Incident incident = state(1, 1000);
    toldAt(1);
    rooms.incidents().close(incident.id(), "sato", "誤検知");

    assertThat(toldAt(30)).isEmpty();
    assertThat(calls().lasting()).isEmpty();
  }

  @Test
  void whatWaitsForAReceiverIsReplacedByWhatIsToldLater() {
    receivers.status = 500;
    state(1, 1000);
    toldAt(1);
    toldAt(6);
    toldAt(11);
    receivers.status = 204;
    receivers.posts.clear();
    rooms.at(at(60));
    tellAll();

    assertThat(receivers.posts).hasSize(1);
    assertThat(receivers.posts.getFirst().body()).contains("2回目");
    assertThat(rooms.part(Alerts.class).channelStates()).allMatch(each -> each.failing() == 0);
  }

  @Test
  void whatAPersonReportsIsCalledForAndTwoOfOneTitleAreTwo() {
    for (int minute = 0; minute < 2; minute++) {
      Detection first =
          new PersonStatement(ReportedKind.OTHER, "東京局の停電", Interval.at(at(-minute)))
              .first("sato", at(0), at(0));
      rooms.incidents().report(first, "sato");
    }

    assertThat(toldAt(1)).hasSize(2).allSatisfy(told -> assertThat(told).contains("東京局の停電"));
  }

  @Test
  void whatPlannedWorkExplainsCallsNobodyBeforeTheWorkIsOver() {
    plan(work(0, 30, new AsNumber(15169)));
    Incident incident = state(1, 1000);

    assertThat(toldAt(1)).isEmpty();
    assertThat(rooms.part(PlannedWorks.class).explaining(incident)).isPresent();
    assertThat(toldAt(29)).isEmpty();
    assertThat(toldAt(30)).hasSize(1).first().asString().contains("新しい事案");
  }

  @Test
  void whatBeganAndEndedWithinPlannedWorkIsNotToldAtAll() {
    plan(work(0, 30, new AsNumber(15169)));
    state(1, 1000);
    toldAt(1);
    state(2, 1000, 9);

    assertThat(toldAt(10)).isEmpty();
    assertThat(toldAt(60)).isEmpty();
  }

  @Test
  void plannedWorkExplainsNeitherWhatComesThroughANeighbourNorWhatBeganBefore() {
    plan(work(0, 30, new AsNumber(701)), work(1, 30, new AsNumber(15169)));
    state(1, 1000);

    assertThat(toldAt(1)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hijack", "others-hijack"})
  void plannedWorkNeverExplainsAHijack(String kind) {
    plan(
        new PlannedWork(
            at(0),
            at(60),
            "all of it",
            List.of(new AsNumber(15169), new AsNumber(701)),
            List.of(AddressPrefix.parse("0.0.0.0/0"), AddressPrefix.parse("::/0")),
            Collections.emptySortedSet(),
            Collections.emptySortedSet()));
    Detection stated = Statements.leak("15169", "701", 1, 2);
    rooms.incidents().accept(of(stated, kind));

    assertThat(toldAt(1)).hasSize(1);
  }

  @Test
  void blocksAreExplainedOnlyWhenAllOfThemAreSeen() {
    PlannedWork blocks =
        new PlannedWork(
            at(0),
            at(60),
            "two blocks",
            List.of(),
            List.of(AddressPrefix.parse("203.0.113.0/24"), AddressPrefix.parse("2001:db8::/32")),
            Collections.emptySortedSet(),
            Collections.emptySortedSet());
    plan(blocks);
    rooms.incidents().accept(of(Statements.leak("15169", "701", 1, 2), "visibility-lost"));
    assertThat(toldAt(1)).isEmpty();

    rooms.incidents().accept(of(Statements.leak("64500", "702", 1, 3), "visibility-lost"));
    assertThat(toldAt(2)).as("one of three is not in the sample").hasSize(1);
  }

  /** Opens a call for a duty of no incident, told ten minutes after the start. */
  private String duty(String name, @Nullable Instant due) {
    calls().ring(name, alert(Alert.Kind.DUTY, name, due, at(10)));
    return Calls.idOf(name);
  }

  private static Alert alert(Alert.Kind kind, String name, @Nullable Instant due, Instant at) {
    LocalizedText words = new LocalizedText(name, name);
    return new Alert(kind, null, name, name, due, at, true, null, "/reports", words, words);
  }

  private List<String> takers(List<String> ids) {
    return ids.stream()
        .map(id -> Objects.requireNonNullElse(calls().required(id).call().course().takenBy(), ""))
        .toList();
  }

  private static PlannedWork work(int from, int until, AsNumber neighbour) {
    return new PlannedWork(
        at(from),
        at(until),
        "line work",
        List.of(neighbour),
        List.of(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet());
  }

  private void plan(PlannedWork... works) {
    LocalizedName name = new LocalizedName("例", "Example");
    var register =
        new OperatorRegister(
            name,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(works),
            null,
            List.of(),
            List.of());
    OperatorFiles files = rooms.part(OperatorFiles.class);
    when(files.current()).thenReturn(Optional.of(new OperatorFile(1, "", register, START, "test")));
  }

  private static String name(Future<String> taking) throws InterruptedException {
    try {
      return taking.get();
    } catch (ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  /** The same leak begins and ends within a minute: what is told. */
  private List<String> flap(int number, int minute) {
    state(2 * number - 1, 1000);
    int before = toldAt(minute).size();
    state(2 * number, 1000, minute);
    List<String> after = toldAt(minute + 0.5);
    return number == 1 ? after : alertsSince(at(minute), before + after.size());
  }

  private List<String> alertsSince(Instant from, int expected) {
    List<String> told =
        rooms.part(Alerts.class).latest(100, 0).stream()
            .map(Alerts.Told::alert)
            .filter(alert -> !alert.raisedAt().isBefore(from))
            .map(alert -> alert.subject().japanese())
            .toList();
    assertThat(told).hasSize(expected);
    return told;
  }

  private Incident state(int revision, long routes) {
    return rooms.incidents().accept(Statements.leak("15169", "701", revision, routes));
  }

  private Incident state(int revision, long routes, int endedMinute) {
    return rooms
        .incidents()
        .accept(Statements.leak("15169", "701", revision, routes, at(endedMinute)));
  }

  private static Detection of(Detection stated, String kind) {
    return new Detection(
        stated.id(),
        stated.revision(),
        stated.sensor(),
        new TreeSet<>(Set.of(kind)),
        stated.subject(),
        stated.startedAt(),
        stated.detectedAt(),
        stated.restatedAt(),
        stated.endedAt(),
        stated.certainty(),
        stated.counts(),
        stated.facts(),
        stated.evidence());
  }

  private Calls calls() {
    return rooms.part(Calls.class);
  }

  private Calls.Worded only() {
    assertThat(calls().lasting()).hasSize(1);
    return calls().lasting().getFirst();
  }

  private static Instant at(double minutes) {
    return START.plusSeconds((long) (minutes * 60));
  }

  /** What is told at that minute and was not before: subject and text. */
  private List<String> toldAt(double minutes) {
    Instant now = at(minutes);
    rooms.at(now);
    List<String> before = keys();
    rooms.part(Detections.class).look();
    rooms.part(Detections.class).lookAtAll();
    calls().look();
    tellAll();
    return rooms.part(Alerts.class).latest(100, 0).stream()
        .map(Alerts.Told::alert)
        .filter(alert -> alert.raisedAt().equals(now))
        .filter(alert ->
            !before.contains(alert.key()) || alert.subject().japanese().contains("引き受けました"))
        .map(alert -> alert.subject().japanese() + "\n" + alert.text().japanese())
        .toList();
  }

  private List<String> keys() {
    return rooms.part(Alerts.class).latest(100, 0).stream()
        .map(told -> told.alert().key())
        .toList();
  }

  private void tellAll() {
    Alerts alerts = rooms.part(Alerts.class);
    for (Channel channel : alerts.channels()) {
      while (alerts.tryNext(channel)) {
        assertThat(alerts.channels()).isNotEmpty();
      }
    }
  }
}
