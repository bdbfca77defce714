package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import jp.anshin.core.Interval;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.UserCount;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.ServiceCategory;
import org.junit.jupiter.api.Test;

/** Reports of accidents that no sensor saw, as a person's file tells them. */
class ReportsFromAccountsTest {

  private static final LocalDate DAY = LocalDate.parse("2024-05-10");
  private static final Instant NOON = Instant.parse("2024-05-10T03:00:00Z");

  @Test
  void whatNobodyHasSaidIsUnknownInEveryReport() {
    AccidentAccount account = account(List.of(), Map.of(), List.of());
    for (Draft draft :
        List.of(
            DraftWriter.detailedReport(account),
            DraftWriter.periodicEntry(account, false),
            DraftWriter.periodicEntry(account, true))) {
      assertThat(draft.visibleTo(Audience.MINISTRY).items())
          .filteredOn(item -> !item.key().equals(DraftWriter.AS_OF))
          .isNotEmpty()
          .allSatisfy(item -> {
            assertThat(item.known()).as(item.key()).isFalse();
            assertThat(item.text().japanese()).contains("未確認");
            assertThat(item.text().english()).contains("unverified");
          });
    }
  }

  @Test
  void whatAPersonSaidStandsInItsItem() {
    var told = Map.of("cause", Told.by(new LocalizedText("設定誤り", "wrong setting")));
    Draft draft = DraftWriter.detailedReport(account(List.of(), told, List.of(Prefecture.TOKYO)));
    assertThat(text(draft, "cause")).isEqualTo("設定誤り");
    assertThat(text(draft, "area")).isEqualTo("東京都");
    assertThat(draft.item("cause").orElseThrow().audiences())
        .containsExactlyInAnyOrder(Audience.MINISTRY, Audience.STAFF);
  }

  @Test
  void aNumberOfThePeriodicReportIsDigitsWithItsBounds() {
    assertThat(users(Bounds.exactly(41_000))).isEqualTo("41,000");
    assertThat(users(Bounds.between(40_000, 45_000))).isEqualTo("40,000～45,000");
    assertThat(users(Bounds.atLeast(40_000))).isEqualTo("40,000以上");
    assertThat(users(Bounds.UNKNOWN)).contains("未確認");
  }

  @Test
  void severalServicesAreToldApart() {
    var draft =
        DraftWriter.periodicEntry(
            account(
                List.of(
                    impact("data", Bounds.exactly(10), Bounds.exactly(60), NOON),
                    impact("voice", Bounds.exactly(20), Bounds.exactly(61), NOON)),
                Map.of(),
                List.of()),
            false);
    assertThat(text(draft, "users")).isEqualTo("「data」: 10\n「voice」: 20");
    assertThat(text(draft, "restored-at")).contains("13時01分");
  }

  @Test
  void theRestorationIsToldOnlyWhenEveryServiceIsBack() {
    ServiceImpact back = impact("data", Bounds.exactly(10), Bounds.exactly(60), NOON);
    ServiceImpact down =
        new ServiceImpact(
            "voice",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(5),
            Bounds.UNKNOWN,
            Interval.at(NOON),
            true,
            "");
    ServiceImpact unknown =
        new ServiceImpact(
            "mail",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(5),
            Bounds.UNKNOWN,
            null,
            false,
            "");
    assertThat(restored(back)).contains("13時00分00秒");
    assertThat(restored(back, down)).isEqualTo("継続中。");
    assertThat(restored(back, unknown)).contains("未確認");
  }

  @Test
  void ofAWholeDayTheHourIsNotMadeUp() {
    var day =
        new Interval(
            DAY.atStartOfDay(Figures.JAPAN).toInstant(),
            DAY.plusDays(1).atStartOfDay(Figures.JAPAN).toInstant().minusSeconds(1));
    assertThat(AccountWords.moment(day, Locale.JAPANESE)).isEqualTo("2024年5月10日（金）（時刻は未確認）");
    assertThat(AccountWords.moment(day, Locale.ENGLISH)).contains("hour unverified");
  }

  @Test
  void userHoursLieBetweenTheLeastAndTheMost() {
    assertThat(hours(Bounds.exactly(41_000), Bounds.exactly(120))).contains("8万2,000人時");
    assertThat(hours(Bounds.between(10, 100), Bounds.between(30, 61))).contains("5～102人時");
    assertThat(hours(Bounds.between(10, 40_000), Bounds.between(30, 60))).contains("5～40,000人時");
    assertThat(hours(Bounds.atLeast(60), Bounds.exactly(60))).contains("60人時以上");
    assertThat(hours(Bounds.UNKNOWN, Bounds.exactly(60))).contains("未確認");
    assertThat(hours(Bounds.exactly(Long.MAX_VALUE), Bounds.exactly(120)))
        .as("no overflow")
        .contains("人時");
  }

  @Test
  void userHoursOfARestorationInPartsLieBetweenTheReadings() {
    Said steps =
        Said.inSteps(
            List.of(
                new Said.Step(Bounds.exactly(100_000), Bounds.exactly(60)),
                new Said.Step(Bounds.exactly(29_999), Bounds.exactly(300))));
    ServiceImpact parts =
        impact("data", Bounds.exactly(100_000), Bounds.exactly(300), NOON)
            .saying(Map.of("still-affected", steps));
    assertThat(hours(parts)).contains("21万9,996～50万人時");
    assertThat(
            hours(
                parts.saying(
                    Map.of(
                        "still-affected",
                        steps,
                        "readings",
                        Said.choosing(List.of("restored-leave"))))))
        .contains("21万9,996人時");
  }

  @Test
  void userHoursAreForOurselvesAlone() {
    Draft draft =
        DraftWriter.detailedReport(
            account(
                List.of(impact("data", Bounds.exactly(41_000), Bounds.exactly(120), NOON)),
                Map.of(),
                List.of()));
    assertThat(draft.visibleTo(Audience.STAFF).item("user-hours")).isPresent();
    assertThat(draft.visibleTo(Audience.MINISTRY).item("user-hours")).isEmpty();
  }

  @Test
  void howUsersWereCountedIsToldByTheNameOfTheWayOfThoseServicesThatCount() {
    ServiceImpact data =
        new ServiceImpact(
                "data",
                ServiceCategory.OTHER,
                Impact.STOP,
                Bounds.exactly(10),
                Bounds.exactly(60),
                Interval.at(NOON),
                false,
                "RADIUSの記録")
            .saying(Map.of(ImpactFields.COUNT_METHOD, Said.choosing(List.of(UserCount.CONTRACTS))));
    ServiceImpact voice =
        impact("voice", Bounds.exactly(10), Bounds.exactly(60), NOON)
            .saying(Map.of(ImpactFields.COUNT_METHOD, Said.choosing(List.of(UserCount.ACTUAL))));
    ServiceImpact mail =
        new ServiceImpact(
            "mail",
            ServiceCategory.OTHER,
            Impact.NONE,
            Bounds.exactly(0),
            Bounds.exactly(0),
            null,
            false,
            "監視に異常なし");
    Draft draft =
        DraftWriter.detailedReport(account(List.of(data, voice, mail), Map.of(), List.of()));
    assertThat(text(draft, "users-basis")).isEqualTo("「data」: 契約数。RADIUSの記録\n「voice」: 実数");
  }

  @Test
  void theWholeCountryIsNotListed() {
    Draft draft =
        DraftWriter.detailedReport(account(List.of(), Map.of(), List.of(Prefecture.values())));
    assertThat(text(draft, "area")).isEqualTo("全国（47都道府県）");
  }

  private static String users(Bounds users) {
    return text(
        DraftWriter.periodicEntry(
            account(List.of(impact("data", users, Bounds.exactly(60), NOON)), Map.of(), List.of()),
            true),
        "users");
  }

  private static String hours(Bounds users, Bounds minutes) {
    return hours(impact("data", users, minutes, NOON));
  }

  private static String hours(ServiceImpact impact) {
    return text(
        DraftWriter.detailedReport(account(List.of(impact), Map.of(), List.of())), "user-hours");
  }

  private static String restored(ServiceImpact... impacts) {
    return text(
        DraftWriter.detailedReport(account(List.of(impacts), Map.of(), List.of())), "restored-at");
  }

  private static String text(Draft draft, String key) {
    return draft.item(key).orElseThrow().text().japanese();
  }

  private static ServiceImpact impact(String id, Bounds users, Bounds minutes, Instant began) {
    return new ServiceImpact(
        id, ServiceCategory.OTHER, Impact.STOP, users, minutes, Interval.at(began), false, "");
  }

  private static AccidentAccount account(
      List<ServiceImpact> impacts, Map<String, Told> told, List<Prefecture> area) {
    return new AccidentAccount(
        false,
        new LocalizedText("加入者認証の故障", "failure of subscriber authentication"),
        DAY,
        NOON.plusSeconds(7200),
        impacts,
        Map.of(),
        null,
        null,
        new TreeSet<>(area),
        told,
        List.of());
  }
}
