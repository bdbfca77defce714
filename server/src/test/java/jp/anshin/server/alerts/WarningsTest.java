package jp.anshin.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.core.Interval;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.duties.DutyReports;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.rulebooks.Rulebooks;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of a service of 118,000 users in the category whose cells are 2 h × 30,000 and 1 h × 1,000,000.
 */
final class WarningsTest {

  private static final Instant START = Statements.START;

  private static final Map<String, Said> LEAK =
      Map.of(
          "statement.secrecy-leak",
          Said.of(Truth.YES),
          "day.secrecy-leak",
          Said.on(LocalDate.parse("2017-08-25")));

  @TempDir Path directory;
  private Rooms rooms;

  @BeforeEach
  void open() {
    rooms = new Rooms(new DatabaseOptions.H2File(directory), false, true);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void peopleAreWarnedBeforeTheThresholdOnceForEachStep() {
    Incident incident = goingOn(rooms, 40_000);

    assertThat(toldAfter(50)).as("an hour and ten minutes ahead").isEmpty();
    assertThat(toldAfter(61)).hasSize(1).first().asString().contains("早ければ1時間以内", "重大な事故");
    assertThat(toldAfter(70)).isEmpty();
    assertThat(toldAfter(91)).hasSize(1).first().asString().contains("早ければ30分以内");
    assertThat(toldAfter(112)).hasSize(1).first().asString().contains("早ければ10分以内");
    assertThat(toldAfter(113)).isEmpty();
    assertThat(toldAfter(121))
        .as("certain now: nobody is told that it may be so")
        .hasSize(1)
        .first()
        .asString()
        .contains("第一報", "速やかに必要です");
    assertThat(toldAfter(122)).isEmpty();
    assertThat(incident.simulated()).isFalse();
  }

  @Test
  void aRuleOfOurOwnIsToldTenMinutesAheadAndWhenItIsLate() {
    Incident incident = goingOn(rooms, 40_000);

    assertThat(allToldAfter(12))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("[安信] " + incident.headline().japanese() + " ― ")
        .contains("責任者への報告", "10分以内");
    assertThat(allToldAfter(21)).hasSize(1).first().asString().contains("責任者への報告", "期限を過ぎました");
    assertThat(allToldAfter(22)).isEmpty();
  }

  @Test
  void whoComesLateIsToldTheLastStepOnly() {
    goingOn(rooms, 40_000);

    assertThat(toldAfter(115)).hasSize(1).first().asString().contains("早ければ10分以内");
  }

  @Test
  void aReportThatIsDueAtOnceIsToldAgainWhileItIsNotSentAndTakenBackWhenItIsNot() {
    Incident incident = goingOn(rooms, 40_000);
    toldAfter(121);

    assertThat(toldAfter(140)).noneSatisfy(told -> assertThat(told).contains("第一報"));
    assertThat(toldAfter(152)).anySatisfy(told -> assertThat(told).contains("第一報", "まだ記録がありません"));
    answer(rooms, incident, 1, false, 29_000, 125);
    assertThat(toldAfter(160)).anySatisfy(told -> assertThat(told).contains("第一報", "先の知らせの取消し"));
    assertThat(toldAfter(170)).noneSatisfy(told -> assertThat(told).contains("第一報"));
  }

  @Test
  void whatIsUrgentIsCalledForAndEveryStepCallsAgainUntilItIsNoLongerDue() {
    Incident incident = goingOn(rooms, 40_000);
    toldAfter(61);
    Call threshold = called("threshold");
    assertThat(threshold.state()).isEqualTo(Call.State.OPEN);
    Calls calls = rooms.part(Calls.class);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> calls.take(threshold.id(), "kato", Set.of(Role.ENGINEER)));
    calls.take(threshold.id(), "hirose", Set.of(Role.LEGAL));

    toldAfter(70);
    assertThat(called("threshold").state()).isEqualTo(Call.State.TAKEN);
    toldAfter(91);
    assertThat(called("threshold").id()).isEqualTo(threshold.id());
    assertThat(called("threshold").state()).isEqualTo(Call.State.OPEN);
    toldAfter(121);
    assertThat(called("first-report").state()).isEqualTo(Call.State.OPEN);
    assertThat(calls.lasting())
        .as("the call of the first report takes its place")
        .noneMatch(each -> each.call().series().contains("threshold"));
    answer(rooms, incident, 1, false, 29_000, 125);
    toldAfter(126);
    assertThat(calls.lasting())
        .extracting(each -> each.call().series())
        .noneMatch(series -> series.contains("threshold") || series.contains("first-report"));
  }

  @Test
  void nobodyIsCalledBecauseOfAThresholdOfWhatIsOver() {
    Incident incident = goingOn(rooms, 40_000);
    toldAfter(61);
    assertThat(called("threshold").state()).isEqualTo(Call.State.OPEN);
    answer(rooms, incident, 1, false, Bounds.between(20_000, 40_000), 130);

    assertThat(toldAfter(131)).as("whether it was reached is open").isEmpty();
    assertThat(rooms.part(Calls.class).lasting())
        .noneMatch(each -> each.call().series().contains("threshold"));
  }

  @Test
  void whatWasToldByTelephoneLeavesTheFormToBeSent() {
    Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
    rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(), LEAK, "");
    Instant sent = Instant.parse("2017-08-26T00:00:00Z");
    rooms.at(sent);
    rooms
        .part(DutyReports.class)
        .record(
            rooms.incidents().required(incident.id()),
            "signpost-secrecy-leak",
            "佐藤",
            new Sending(Channel.TELEPHONE, "総務省", sent, "", ""),
            sent);

    assertThat(leaksToldAt("2017-09-16T15:01:00Z")).hasSize(1).first().asString().contains("7日以内");
  }

  private Call called(String duty) {
    return rooms.part(Calls.class).lasting().stream()
        .map(Calls.Worded::call)
        .filter(call -> call.series().contains(duty))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theDayOfTheReportIsToldAheadAlsoWhenTheIncidentIsClosed() {
    Incident incident = goingOn(rooms, 40_000);
    answer(rooms, incident, 1, false, 40_000, 130);
    rooms.at(START.plus(Duration.ofMinutes(140)));
    rooms
        .incidents()
        .accept(Statements.leak("15169", "701", 2, 9, START.plus(Duration.ofMinutes(130))));
    rooms.incidents().close(incident.id(), "sato", "復旧");
    toldAfter(150);

    // Occurred on 25 August in Japan: due on 24 September.
    assertThat(toldAt("2017-09-16T14:59:00Z")).noneMatch(told -> told.contains("30日以内の報告"));
    assertThat(toldAt("2017-09-16T15:01:00Z")).anyMatch(told -> told.contains("7日以内"));
    assertThat(toldAt("2017-09-24T15:01:00Z")).anyMatch(told -> told.contains("期限を過ぎました"));
  }

  @Test
  void ofWhatWasClosedPeopleAreToldWhenAnotherRulebookMakesItSeriousAndWhenItIsTakenBack()
      throws Exception {
    Incident incident = goingOn(rooms, 40_000);
    answer(rooms, incident, 1, false, 40_000, 60);
    rooms
        .incidents()
        .accept(Statements.leak("15169", "701", 2, 9, START.plus(Duration.ofMinutes(60))));
    rooms.incidents().close(incident.id(), "sato", "復旧");
    rooms.part(Rulebooks.class).replace("x", 0, RulebookText.shippedText(), "試験");
    assertThat(toldAfter(150)).isEmpty();

    // The row of its category in the edition of its day: 2 h become 1 h.
    String text = RulebookText.shippedText();
    int row = text.indexOf("\"id\": \"2015-4\"");
    String lowered = text.substring(row).replaceFirst("Minutes\": 120", "Minutes\": 60");
    rooms.part(Rulebooks.class).replace("x", 1, text.substring(0, row) + lowered, "試験");
    assertThat(toldAfter(160)).anySatisfy(told -> assertThat(told).contains("第一報", "速やかに必要です"));

    rooms.part(Rulebooks.class).replace("x", 2, "", "戻す");
    assertThat(toldAfter(170)).anySatisfy(told -> assertThat(told).contains("第一報", "先の知らせの取消し"));
    assertThat(toldAfter(180)).isEmpty();
  }

  @Test
  void nobodyIsToldOfAnotherDutyOnceItsReportIsRecordedButAgainWhenThatWasWrong() {
    Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
    rooms.incidents().answerImpact(incident.id(), 0, "佐藤", List.of(), LEAK, "");

    assertThat(leaksToldAt("2017-09-16T15:01:00Z")).hasSize(1).first().asString().contains("7日以内");
    DutyReports reports = rooms.part(DutyReports.class);
    Instant sent = Instant.parse("2017-09-17T00:00:00Z");
    rooms.at(sent);
    reports.record(
        rooms.incidents().required(incident.id()),
        "signpost-secrecy-leak",
        "佐藤",
        new Sending(Channel.ONLINE, "総務省", sent, "", ""),
        sent);
    assertThat(leaksToldAt("2017-09-20T15:01:00Z")).as("three days before").isEmpty();
    reports.withdraw(incident.id(), "signpost-secrecy-leak", "佐藤", 1, "別の件だった");
    assertThat(leaksToldAt("2017-09-22T15:01:00Z")).hasSize(1).first().asString().contains("期限は明日");
    assertThat(rooms.part(Alerts.class).latest(100, 0))
        .extracting(told -> told.alert().path())
        .contains("/incidents/" + incident.id() + "/duties/signpost-secrecy-leak");
  }

  private List<String> leaksToldAt(String moment) {
    return toldAt(moment).stream().filter(told -> told.contains("通信の秘密の漏えい")).toList();
  }

  @Test
  void nobodyIsToldOfAnIncidentThatUsersDidNotMeet() {
    Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
    rooms
        .incidents()
        .answerImpact(
            incident.id(),
            0,
            "佐藤",
            List.of(
                new ServiceImpact(
                    "internet",
                    ServiceCategory.OTHER,
                    Impact.NONE,
                    Bounds.exactly(0),
                    Bounds.exactly(0),
                    null,
                    false,
                    "")),
            "");

    assertThat(allToldAfter(25)).isEmpty();
    assertThat(allToldAfter(500)).isEmpty();
  }

  @Test
  void nobodyIsToldOfWhatIsSimulated(@TempDir Path other) {
    try (var simulated = new Rooms(new DatabaseOptions.H2File(other), true, true)) {
      goingOn(simulated, 40_000);
      simulated.at(START.plus(Duration.ofMinutes(121)));
      simulated.part(Warnings.class).look();
      simulated.part(Warnings.class).lookBack();

      assertThat(simulated.part(Alerts.class).latest(9, 0)).isEmpty();
    }
  }

  private static Incident goingOn(Rooms rooms, long users) {
    Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
    answer(rooms, incident, 0, true, users, 1);
    return incident;
  }

  private static void answer(
      Rooms rooms, Incident incident, int read, boolean ongoing, long users, long minutes) {
    answer(rooms, incident, read, ongoing, Bounds.exactly(users), minutes);
  }

  private static void answer(
      Rooms rooms, Incident incident, int read, boolean ongoing, Bounds users, long minutes) {
    rooms
        .incidents()
        .answerImpact(
            incident.id(),
            read,
            "佐藤",
            List.of(
                new ServiceImpact(
                    "internet",
                    ServiceCategory.OTHER,
                    Impact.STOP,
                    users,
                    Bounds.exactly(minutes),
                    Interval.at(START),
                    ongoing,
                    "")),
            "");
  }

  /** What the law asks for and is told then. */
  private List<String> toldAfter(long minutes) {
    return allToldAfter(minutes).stream().filter(told -> told.contains("根拠：法令")).toList();
  }

  private List<String> allToldAfter(long minutes) {
    return toldAt(START.plus(Duration.ofMinutes(minutes)).toString());
  }

  /** What is told at that moment and was not before: subject and text. */
  private List<String> toldAt(String moment) {
    Instant now = Instant.parse(moment);
    rooms.at(now);
    rooms.part(Warnings.class).look();
    rooms.part(Warnings.class).lookBack();
    return rooms.part(Alerts.class).latest(100, 0).stream()
        .map(Alerts.Told::alert)
        .filter(alert -> alert.raisedAt().equals(now))
        .map(alert -> alert.subject().japanese() + "\n" + alert.text().japanese())
        .toList();
  }
}
