package jp.anshin.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.core.Interval;
import jp.anshin.law.UserCounts.Sample;
import org.junit.jupiter.api.Test;

class UserCountsTest {

  private static final Instant FROM = Instant.parse("2024-06-08T03:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofHours(2));
  private static final Bounds NOBODY = Bounds.exactly(0);

  @Test
  void onlyThoseActuallySavedAreLeftOut() {
    assertThat(UserCounts.withoutSaved(Bounds.exactly(50_000), Bounds.exactly(20_000)))
        .isEqualTo(Bounds.exactly(30_000));
    assertThat(UserCounts.withoutSaved(Bounds.between(40_000, 50_000), Bounds.between(0, 20_000)))
        .isEqualTo(Bounds.between(20_000, 50_000));
    assertThat(UserCounts.withoutSaved(Bounds.exactly(50_000), Bounds.UNKNOWN))
        .as("that there is duplication saves nobody for certain")
        .isEqualTo(Bounds.between(0, 50_000));
    assertThat(UserCounts.withoutSaved(Bounds.atLeast(50_000), Bounds.exactly(60_000)))
        .isEqualTo(Bounds.atLeast(0));
  }

  @Test
  void theEstimateTakesTheSameHoursOfOneDay() {
    List<Sample> dayBefore = hours(1, 100, 900, 300);
    dayBefore.add(new Sample(FROM.minus(Duration.ofHours(21)), 5_000));
    UserCount count = estimate(dayBefore, NOBODY);
    assertThat(count.users()).isEqualTo(Bounds.exactly(900));
    assertThat(count.referenceDay()).isEqualTo(LocalDate.parse("2024-06-07"));
    assertThat(count.method()).isEqualTo("WEEK_BEFORE");
    assertThat(estimate(dayBefore, Bounds.exactly(400)).users()).isEqualTo(Bounds.exactly(500));
  }

  @Test
  void ofSeveralDaysItIsARangeAndNoDayOlderThanAWeekIsTaken() {
    List<Sample> series = hours(1, 100, 900, 300);
    series.addAll(hours(7, 100, 700, 300));
    series.addAll(hours(8, 100, 1, 1));
    UserCount count = estimate(series, NOBODY);
    assertThat(count.users()).isEqualTo(Bounds.between(700, 900));
    assertThat(count.referenceDay()).isNull();
  }

  @Test
  void aDayWithAGapIsNotTaken() {
    List<Sample> series = hours(2, 100, 900, 300);
    series.remove(1);
    assertThat(UserCounts.weekBefore(series, FROM, UNTIL, NOBODY, "", null)).isEmpty();
    assertThat(UserCounts.weekBefore(List.of(), FROM, UNTIL, NOBODY, "", null)).isEmpty();
  }

  @Test
  void theHoursOfAnAccidentOfDaysAreNotThoseOfTheAccidentItself() {
    Instant days = FROM.plus(Duration.ofHours(25));
    var series = new ArrayList<Sample>();
    for (int hour = -8 * 24; hour < 25; hour++) {
      series.add(new Sample(FROM.plus(Duration.ofHours(hour)), hour < 0 ? 10 : 99));
    }
    assertThat(UserCounts.weekBefore(series, FROM, days, NOBODY, "", null).orElseThrow().users())
        .isEqualTo(Bounds.exactly(10));
  }

  @Test
  void anEndBeforeTheBeginningIsRefused() {
    assertThatThrownBy(
            () -> UserCounts.weekBefore(List.of(), FROM, FROM.minusSeconds(1), NOBODY, "", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sample(FROM, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoRelaysCountsTheUsersOfThoseServedOrElseThoseServed() {
    assertThat(UserCounts.relay(Bounds.exactly(31_000), 3, "", null))
        .isEqualTo(new UserCount("RELAY_DOWNSTREAM", Bounds.exactly(31_000), null, "", null));
    assertThat(UserCounts.relay(null, 3, "", null))
        .isEqualTo(new UserCount("RELAY_OPERATORS", Bounds.exactly(3), null, "", null));
  }

  @Test
  void servicesThatRestOnAFailedOneAreHitDownTheLine() {
    var dependencies =
        new Dependencies(
            Map.of(
                "phone", Set.of("access"),
                "mail", Set.of("internet"),
                "internet", Set.of("access", "internet"),
                "access", Set.of("mail")));
    assertThat(dependencies.restingOn("internet")).containsExactly("access", "mail", "phone");
    assertThat(dependencies.restingOn("phone")).isEmpty();
    assertThat(Dependencies.uncounted(Bounds.exactly(9))).isEqualTo(Bounds.between(0, 9));
  }

  @Test
  void everyReadingOfAnOutageTakesItsOwnMomentsAndNumbers() {
    Interval start = Interval.at(FROM);
    Interval end = Interval.at(UNTIL);
    assertThat(
            new OutageTimes(start, null, end, null, Bounds.exactly(5), null, List.of()).readings())
        .as("nothing is open")
        .isEmpty();
    var open =
        new OutageTimes(
            start,
            new Interval(FROM.plusSeconds(60), FROM.plusSeconds(120)),
            end,
            Interval.at(UNTIL.minusSeconds(600)),
            Bounds.exactly(50),
            Bounds.exactly(30),
            List.of(new Reading.Extent(Bounds.exactly(50), Bounds.exactly(60))));
    assertThat(open.readings()).hasSize(2 * 2 * 2 + 1);
    assertThat(open.readings())
        .contains(
            Reading.of(
                "from-detection+until-below-criterion+peak-users",
                Bounds.exactly(30),
                Bounds.between(6_480, 6_540)));
    assertThat(open.durationSeconds()).isEqualTo(Bounds.exactly(7_200));
  }

  private static UserCount estimate(List<Sample> series, Bounds saved) {
    return UserCounts.weekBefore(series, FROM, UNTIL, saved, "", null).orElseThrow();
  }

  private static List<Sample> hours(int daysBack, long... users) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < users.length; i++) {
      Instant at = FROM.minus(Duration.ofDays(daysBack)).plus(Duration.ofHours(i));
      samples.add(new Sample(at, users[i]));
    }
    return samples;
  }
}
