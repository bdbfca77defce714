package jp.anshin.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.anshin.law.UserCounts.DayUse;
import jp.anshin.law.UserCounts.EarlierDay;
import jp.anshin.law.UserCounts.Found;
import jp.anshin.law.UserCounts.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    Found found = UserCounts.weekBefore(series, FROM, UNTIL, NOBODY, "");
    assertThat(found.count()).isNull();
    assertThat(found.days().get(1).use()).isEqualTo(DayUse.GAP);
    assertThat(UserCounts.weekBefore(List.of(), FROM, UNTIL, NOBODY, "").count()).isNull();
  }

  @Test
  void theHoursOfAnAccidentOfDaysAreNotThoseOfTheAccidentItself() {
    Instant days = FROM.plus(Duration.ofHours(25));
    var series = new ArrayList<Sample>();
    for (int hour = -8 * 24; hour < 25; hour++) {
      series.add(new Sample(FROM.plus(Duration.ofHours(hour)), hour < 0 ? 10 : 99));
    }
    UserCount count = UserCounts.weekBefore(series, FROM, days, NOBODY, "").count();
    assertThat(Objects.requireNonNull(count).users()).isEqualTo(Bounds.exactly(10));
  }

  @Test
  void anEndBeforeTheBeginningIsRefused() {
    assertThatThrownBy(
            () -> UserCounts.weekBefore(List.of(), FROM, FROM.minusSeconds(1), NOBODY, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sample(FROM, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyDayOfTheWeekIsToldWithWhyItWasUsedOrNot() {
    Instant days = FROM.plus(Duration.ofHours(25));
    var series = new ArrayList<Sample>();
    for (int hour = -4 * 24; hour < -2 * 24 + 2; hour++) {
      series.add(new Sample(FROM.plus(Duration.ofHours(hour)), 1_000 + hour));
    }
    Found found = UserCounts.weekBefore(series, FROM, days, NOBODY, "");
    assertThat(found.days())
        .containsExactly(
            new EarlierDay(LocalDate.parse("2024-06-07"), DayUse.REACHES_ACCIDENT, null),
            new EarlierDay(LocalDate.parse("2024-06-06"), DayUse.GAP, null),
            new EarlierDay(LocalDate.parse("2024-06-05"), DayUse.USED, 953L),
            new EarlierDay(LocalDate.parse("2024-06-04"), DayUse.USED, 929L),
            new EarlierDay(LocalDate.parse("2024-06-03"), DayUse.GAP, null),
            new EarlierDay(LocalDate.parse("2024-06-02"), DayUse.NOT_COVERED, null),
            new EarlierDay(LocalDate.parse("2024-06-01"), DayUse.NOT_COVERED, null));
  }

  @Test
  void eachWayOfCountingLeavesOutOnlyWhomItMay() {
    Bounds all = Bounds.exactly(31_000);
    Bounds saved = Bounds.exactly(1_001);
    assertThat(counted("ACTUAL", all, saved)).isEqualTo(Bounds.exactly(29_999));
    assertThat(counted("EMERGENCY_VOICE_ALL", all, saved))
        .as("all under the failed equipment count, whoever was saved")
        .isEqualTo(all);
    assertThat(counting("EMERGENCY_VOICE_ALL", all, Bounds.exactly(40_000)).savedMoreThan())
        .isNull();
    assertThat(counted("CONTRACTS", all, saved)).isEqualTo(Bounds.exactly(29_999));
    assertThat(counted("RELAY_DOWNSTREAM", all, saved))
        .as("who was saved downstream was not affected there")
        .isEqualTo(all);
    assertThat(counted("RELAY_OPERATORS", Bounds.exactly(3), saved)).isEqualTo(Bounds.exactly(3));
    assertThat(counting("RELAY_OPERATORS", Bounds.exactly(3), saved).savedMoreThan()).isNull();
    assertThatThrownBy(() -> counted("WEEK_BEFORE", all, saved))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTUAL", "CONTRACTS", "NOTICE_CRITERION"})
  void moreSavedThanThereAreIsRefusedAndNeverMakesNobody(String method) {
    Bounds all = Bounds.between(40_000, 50_000);
    for (Bounds saved :
        List.of(
            Bounds.exactly(60_000),
            Bounds.between(0, 50_001),
            Bounds.atLeast(50_001),
            Bounds.between(50_000, 50_001))) {
      assertThat(counting(method, all, saved).savedMoreThan()).as("" + saved).isEqualTo(50_000);
      assertThatThrownBy(() -> counted(method, all, saved))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Counting everybody = counting(method, all, Bounds.between(0, 50_000));
    assertThat(everybody.savedMoreThan()).isNull();
    assertThat(counted(method, all, everybody.saved())).isEqualTo(Bounds.between(0, 50_000));
  }

  @Test
  void moreSavedThanOnTheFullestDayIsRefused() {
    List<Sample> samples = hours(1, 100, 900, 300);
    samples.addAll(hours(7, 100, 700, 300));
    var series = new Counting.Series(samples, FROM, UNTIL);
    for (Bounds saved : List.of(Bounds.exactly(901), Bounds.between(0, 901))) {
      var counting = new Counting("WEEK_BEFORE", Bounds.UNKNOWN, saved, series, null, "");
      assertThat(counting.savedMoreThan()).isEqualTo(900);
      assertThatThrownBy(counting::found).isInstanceOf(IllegalArgumentException.class);
    }
    var enough = new Counting("WEEK_BEFORE", Bounds.UNKNOWN, Bounds.exactly(900), series, null, "");
    assertThat(enough.savedMoreThan()).isNull();
    var none = new Counting.Series(List.of(), FROM, UNTIL);
    assertThat(
            new Counting("WEEK_BEFORE", Bounds.UNKNOWN, Bounds.exactly(9), none, null, "")
                .savedMoreThan())
        .isNull();
  }

  private static Counting counting(String method, Bounds users, Bounds saved) {
    return new Counting(method, users, saved, null, null, "");
  }

  private static Bounds counted(String method, Bounds users, Bounds saved) {
    UserCount count = counting(method, users, saved).found().count();
    return Objects.requireNonNull(count).users();
  }

  private static UserCount estimate(List<Sample> series, Bounds saved) {
    return Objects.requireNonNull(UserCounts.weekBefore(series, FROM, UNTIL, saved, "").count());
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
