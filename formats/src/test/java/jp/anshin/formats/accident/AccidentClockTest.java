package jp.anshin.formats.accident;

import static jp.anshin.formats.accident.Outages.SEVEN;
import static jp.anshin.formats.accident.Outages.began;
import static jp.anshin.formats.accident.Outages.count;
import static jp.anshin.formats.accident.Outages.crossings;
import static jp.anshin.formats.accident.Outages.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuties;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.ClockDuty.Basis;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Crossing.Duty;
import jp.anshin.law.clock.Crossing.State;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.OwnRule;
import jp.anshin.law.clock.StatedUsers;
import jp.anshin.law.clock.UsersReading;
import org.junit.jupiter.api.Test;

/** The clock at its boundaries: a data service has the pairs 2 h × 30,000 and 1 h × 1,000,000. */
class AccidentClockTest {

  private static Crossing serious(Outage outage, Instant now, long users, UsersReading reading) {
    return crossings(outage, now).stream()
        .filter(each -> each.duty() == Duty.SERIOUS && each.users() == users)
        .filter(each -> each.reading() == reading)
        .findFirst()
        .orElseThrow();
  }

  private static Crossing peak(Outage outage, Instant now) {
    return serious(outage, now, 30_000, UsersReading.PEAK);
  }

  @Test
  void withEnoughUsersDurationDecides() {
    Outage outage = began(count(5, 40_000, 47_000, 60_000L));
    Crossing before = peak(outage, minute(10));
    assertThat(before.state()).isEqualTo(State.COMING);
    assertThat(before.earliest()).isEqualTo(minute(120));
    assertThat(before.latest()).isEqualTo(minute(120));
    assertThat(peak(outage, minute(120)).state()).isEqualTo(State.MET);
    assertThat(peak(outage, minute(120).minusSeconds(1)).state()).isEqualTo(State.COMING);
    assertThat(serious(outage, minute(10), 1_000_000, UsersReading.PEAK).state())
        .isEqualTo(State.NOT_IF_NOTHING_CHANGES);
  }

  @Test
  void withTooFewUsersItIsNotReachedIfNothingChanges() {
    Crossing crossing = peak(began(count(5, 0, 20_000, 29_999L)), minute(10));
    assertThat(crossing.state()).isEqualTo(State.NOT_IF_NOTHING_CHANGES);
    assertThat(crossing.earliest()).isNull();
    assertThat(crossing.latest()).isNull();
  }

  @Test
  void boundsOnBothSidesLeaveItOpen() {
    Crossing crossing = peak(began(count(5, 20_000, 30_000, 40_000L)), minute(10));
    assertThat(crossing.state()).isEqualTo(State.MAY_COME);
    assertThat(crossing.earliest()).isEqualTo(minute(120));
    assertThat(crossing.estimate()).isEqualTo(minute(120));
    assertThat(crossing.latest()).isNull();
    assertThat(peak(began(count(5, 20_000, 30_000, 40_000L)), minute(121)).state())
        .isEqualTo(State.MAY_BE_MET);
  }

  @Test
  void withoutAnyCountNothingIsExcluded() {
    Crossing crossing = peak(began(), minute(130));
    assertThat(crossing.state()).isEqualTo(State.MAY_BE_MET);
    assertThat(crossing.estimate()).isNull();
  }

  @Test
  void usersThatStepUpLateReachItBetweenTwoCounts() {
    Outage outage = began(count(100, 9_000, 10_000, 11_000L), count(140, 30_000, 32_000, 35_000L));
    Crossing crossing = peak(outage, minute(150));
    assertThat(crossing.state()).isEqualTo(State.MET);
    assertThat(crossing.earliest())
        .isEqualTo(minute(120)); // the step may follow minute 100 at once
    assertThat(crossing.estimate()).isEqualTo(minute(140));
    assertThat(crossing.latest()).isEqualTo(minute(140));
  }

  @Test
  void whatFallsAfterItsPeakHasReachedIt() {
    Outage outage = began(count(5, 40_000, 40_000, 40_000L), count(60, 10, 10, 10L));
    assertThat(peak(outage, minute(60)).latest()).isEqualTo(minute(120));
  }

  @Test
  void aLaterStatementAboutAnEarlierMomentReplacesIt() {
    StatedUsers first = count(5, 40_000, 47_000, 60_000L);
    StatedUsers restated = new StatedUsers(minute(5), 9_000, 10_000, 12_000L, minute(30));
    Outage outage = began(first, restated);
    assertThat(peak(outage, minute(29)).state()).isEqualTo(State.COMING);
    assertThat(peak(outage, minute(30)).state()).isEqualTo(State.NOT_IF_NOTHING_CHANGES);
    assertThat(outage.countsStatedBy(minute(30))).containsExactly(restated);
    assertThat(outage.peakBy(minute(29))).isEqualTo(Bounds.between(40_000, 60_000));
  }

  @Test
  void anUncertainStartWidensTheInterval() {
    var outage =
        new Outage(
            new Interval(minute(-10), minute(0)),
            null,
            List.of(count(5, 40_000, 40_000, 40_000L)),
            null);
    Crossing crossing = peak(outage, minute(10));
    assertThat(crossing.earliest()).isEqualTo(minute(110));
    assertThat(crossing.estimate()).isEqualTo(minute(115));
    assertThat(crossing.latest()).isEqualTo(minute(120));
  }

  @Test
  void aProposalIsNamedAsOneAndWhatTheLawHasTooIsToldOnceAsLaw() {
    Instant start = Instant.parse("2026-10-06T00:00:00Z");
    var outage = new Outage(Interval.at(start), null, List.of(), null);
    List<Crossing> found =
        crossings(outage, start.plusSeconds(60)).stream()
            .filter(each -> each.duty() == Duty.SERIOUS && each.reading() == UsersReading.PEAK)
            .toList();

    assertThat(found)
        .extracting(Crossing::durationMinutes, Crossing::users, Crossing::proposed)
        .containsExactlyInAnyOrder(
            tuple(120L, 30_000L, false), tuple(60L, 1_000_000L, false), tuple(60L, 100_000L, true));
  }

  @Test
  void howLongItLastedIsEnoughWhereOnlyTheDayIsKnown() {
    var day = new Interval(minute(0), minute(24 * 60));
    var ended = new Interval(minute(125), minute(24 * 60 + 125));
    var users = List.of(count(125, 40_000, 40_000, 40_000L));
    Instant now = minute(9_000);
    var long125 = new Outage(day, ended, users, null, Bounds.exactly(125 * 60));
    assertThat(peak(long125, now).state()).isEqualTo(State.MET);
    assertThat(long125.secondsBy(now)).isEqualTo(Bounds.exactly(125 * 60));
    var short119 = new Outage(day, ended, users, null, Bounds.exactly(119 * 60));
    assertThat(peak(short119, now).state()).isEqualTo(State.NOT_IF_NOTHING_CHANGES);
    var either = new Outage(day, ended, users, null, Bounds.between(60, 125 * 60));
    assertThat(peak(either, now).state()).isEqualTo(State.MAY_BE_MET);
  }

  @Test
  void nothingIsReachedAfterTheEnd() {
    var counts = List.of(count(5, 40_000, 40_000, 40_000L));
    var short119 = new Outage(Interval.at(SEVEN), Interval.at(minute(119)), counts, null);
    assertThat(peak(short119, minute(130)).state()).isEqualTo(State.NOT_IF_NOTHING_CHANGES);
    var exactly120 = new Outage(Interval.at(SEVEN), Interval.at(minute(120)), counts, null);
    assertThat(peak(exactly120, minute(130)).state()).isEqualTo(State.MET);
    var open = new Outage(Interval.at(SEVEN), new Interval(minute(110), minute(125)), counts, null);
    assertThat(peak(open, minute(130)).state()).isEqualTo(State.MAY_BE_MET);
  }

  @Test
  void bothReadingsOfUsersAreShown() {
    Outage outage =
        began(
            count(10, 20_000, 20_000, 20_000L),
            count(20, 0, 0, 0L),
            count(30, 20_000, 20_000, 20_000L));
    assertThat(peak(outage, minute(40)).state()).isEqualTo(State.NOT_IF_NOTHING_CHANGES);
    Crossing all = serious(outage, minute(40), 30_000, UsersReading.CUMULATIVE);
    assertThat(all.state()).isEqualTo(State.MAY_COME);
    assertThat(all.estimate()).isEqualTo(minute(120));
    assertThat(all.latest()).isNull();
  }

  @Test
  void whereCountsFallThoseWhoStayedAffectedAreAReadingOfTheirOwn() {
    StatedUsers all = count(0, 40_000, 40_000, 40_000L);
    Outage stayed = began(all, count(10, 30_000, 31_000, 32_000L));
    Crossing enough = serious(stayed, minute(20), 30_000, UsersReading.RESTORED_LEAVE);
    assertThat(enough.earliest()).isEqualTo(minute(120));
    assertThat(enough.estimate()).isEqualTo(minute(120));
    assertThat(enough.latest()).isEqualTo(minute(120));
    assertThat(serious(stayed, minute(120), 30_000, UsersReading.RESTORED_LEAVE).state())
        .isEqualTo(State.MET);

    Outage left = began(all, count(10, 29_999, 31_000, 32_000L));
    Crossing few = serious(left, minute(130), 30_000, UsersReading.RESTORED_LEAVE);
    assertThat(peak(left, minute(130)).state()).isEqualTo(State.MET);
    assertThat(few.state())
        .as("others may have been hit in their place")
        .isEqualTo(State.MAY_BE_MET);
    assertThat(few.latest()).isNull();
    assertThat(few.estimate()).isEqualTo(minute(120));

    Outage late = began(count(0, 5, 5, 5L), count(30, 40_000, 40_000, 40_000L), all(60, 35_000));
    assertThat(serious(late, minute(40), 30_000, UsersReading.PEAK).latest())
        .isEqualTo(minute(120));
    assertThat(serious(late, minute(70), 30_000, UsersReading.RESTORED_LEAVE).latest())
        .as("from the fullest count on")
        .isEqualTo(minute(150));
    assertThat(crossings(late, minute(50)))
        .as("counts do not fall before")
        .noneMatch(each -> each.reading() == UsersReading.RESTORED_LEAVE);
  }

  private static StatedUsers all(int minute, long users) {
    return count(minute, users, users, users);
  }

  @Test
  void noMoreThanAllUsersOfTheServiceAreAffected() {
    var outage = new Outage(Interval.at(SEVEN), null, List.of(), 29_999L);
    for (UsersReading reading : List.of(UsersReading.PEAK, UsersReading.CUMULATIVE)) {
      assertThat(serious(outage, minute(10), 30_000, reading).state())
          .isEqualTo(State.NOT_IF_NOTHING_CHANGES);
    }
    var maybeMore = List.of(count(0, 15_000, 19_000, 90_000L), count(130, 15_000, 19_000, 90_000L));
    var believed = new Outage(Interval.at(SEVEN), null, maybeMore, 90_000L);
    var doubted = new Outage(Interval.at(SEVEN), null, maybeMore, 29_999L);
    for (Outage each : List.of(believed, doubted)) {
      assertThat(serious(each, minute(140), 30_000, UsersReading.PEAK).state())
          .isEqualTo(State.MAY_BE_MET);
    }
  }

  @Test
  void thePeriodicReportIsReachedByUsersAloneOrDurationAlone() {
    List<Crossing> periodic =
        crossings(began(count(5, 40_000, 40_000, 40_000L)), minute(10)).stream()
            .filter(each -> each.duty() == Duty.PERIODIC && each.reading() == UsersReading.PEAK)
            .toList();
    assertThat(periodic)
        .extracting(Crossing::users, Crossing::durationMinutes, Crossing::latest)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(30_000L, 0L, minute(5)),
            org.assertj.core.groups.Tuple.tuple(0L, 120L, minute(120)));
  }

  @Test
  void dutiesSayOnWhatTheyRest() {
    Outage outage = began(count(5, 40_000, 40_000, 40_000L));
    var rules = List.of(new OwnRule("tell the board", Duration.ofMinutes(15)));
    List<ClockDuty> duties =
        new ClockDuties(Outages.BOOK, rules, Truth.UNDETERMINED)
            .of(outage, Outages.said(outage, minute(121)), minute(121));
    assertThat(duties)
        .extracting(ClockDuty::key)
        .containsExactly(
            "first-report",
            "final-report",
            "periodic-report",
            "first-notice",
            "next-update",
            "own-rule");
    ClockDuty first = duties.getFirst();
    assertThat(first.basis()).isEqualTo(Basis.STATUTE);
    assertThat(first.applies()).isEqualTo(Truth.YES);
    assertThat(first.dueAt()).isNull();
    assertThat(first.dueOn()).isNull();
    assertThat(duties.get(1).dueOn()).isEqualTo(LocalDate.parse("2023-08-02"));
    assertThat(duties.get(2).dueOn()).isEqualTo(LocalDate.parse("2023-11-30"));
    assertThat(duties.get(3).dueAt()).isEqualTo(minute(30));
    assertThat(duties.get(3).basis()).isEqualTo(Basis.GUIDELINE);
    assertThat(duties.get(3).verified()).isFalse();
    assertThat(duties.get(4).dueAt()).isEqualTo(minute(150));
    assertThat(duties.get(5).dueAt()).isEqualTo(minute(15));
    assertThat(duties.get(5).basis()).isEqualTo(Basis.OWN_RULE);
  }

  @Test
  void aStartThatSpansMidnightCountsFromTheEarlierDay() {
    var midnight = Instant.parse("2023-07-03T15:00:00Z");
    var outage =
        new Outage(
            new Interval(midnight.minusSeconds(60), midnight.plusSeconds(60)),
            null,
            List.of(),
            null);
    List<ClockDuty> duties =
        new ClockDuties(Outages.BOOK, List.of(), Truth.UNDETERMINED)
            .of(outage, Outages.said(outage, midnight.plusSeconds(600)), midnight.plusSeconds(600));
    assertThat(duties.get(1).dueOn()).isEqualTo(LocalDate.parse("2023-08-02"));
    assertThat(duties.get(1).dueOnIfLater()).isEqualTo(LocalDate.parse("2023-08-03"));
  }

  @Test
  void usersTimesSecondsLieWithinTheBoundsOfTheStatements() {
    Outage outage = began(count(10, 100, 150, 200L), count(20, 50, 60, 300L));
    assertThat(outage.userSecondsBy(minute(30)))
        .as("at most 200 for ten minutes, 50 to 300 for ten, 50 to 300 for ten")
        .isEqualTo(Bounds.between((50 + 50) * 600, (200 + 300 + 300) * 600));
    assertThat(began(count(10, 100, 150, null)).userSecondsBy(minute(20)))
        .isEqualTo(Bounds.atLeast(100 * 600));
    assertThat(began().userSecondsBy(minute(20))).isEqualTo(Bounds.UNKNOWN);
  }

  @Test
  void theLastNoticeMovesTheNextUpdateAndTheOperatorSaysWhomTheGuidelineBinds() {
    Outage outage = began(count(5, 40_000, 40_000, 40_000L));
    List<ClockDuty> duties =
        new ClockDuties(Outages.BOOK, List.of(), Truth.YES)
            .of(outage, Outages.said(outage, minute(121)), minute(70), minute(121));
    assertThat(duties.get(3).applies()).isEqualTo(Truth.YES);
    assertThat(duties.get(4).dueAt()).isEqualTo(minute(130));
  }

  @Test
  void whomTheGuidelineDoesNotBindStrictlyActsAccordinglyAndIsToldSo() {
    Outage outage = began(count(5, 40_000, 40_000, 40_000L));
    List<ClockDuty> duties =
        new ClockDuties(Outages.BOOK, List.of(), Truth.NO)
            .of(outage, Outages.said(outage, minute(121)), minute(70), minute(121));
    for (ClockDuty duty : duties.subList(3, 5)) {
      assertThat(duty.basis()).isEqualTo(Basis.GUIDELINE_ACCORDINGLY);
      assertThat(duty.applies()).isEqualTo(Truth.YES);
      assertThat(duty.verified()).isFalse();
    }
  }

  @Test
  void theGuidelineIsNotAppliedToEarlierOutages() {
    var day = Instant.parse("2023-03-31T14:59:59Z");
    var outage = new Outage(Interval.at(day), null, List.of(), null);
    assertThat(
            new ClockDuties(Outages.BOOK, List.of(), Truth.UNDETERMINED)
                .of(outage, Outages.said(outage, day.plusSeconds(60)), day.plusSeconds(60)))
        .extracting(ClockDuty::basis)
        .doesNotContain(Basis.GUIDELINE);
  }

  @Test
  void countsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> count(1, 5, 4, null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> count(1, 5, 6, 5L)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StatedUsers(minute(2), 0, 0, null, minute(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
