package jp.anshin.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OperatorTest {

  private static final LocalDate DAY = LocalDate.of(2017, 8, 25);
  private static final LocalizedName NAME = new LocalizedName("例", "Example");
  private static final Period LATER = new Period(DAY.plusDays(1), null);

  private final Operator operator =
      register(
              List.of(
                  pool("kanto", 41_000, Set.of(Prefecture.TOKYO), "192.0.2.0/24"),
                  pool("mixed", 500, Set.of(Prefecture.TOKYO, Prefecture.CHIBA), "198.51.100.0/24"),
                  pool("v6", 7, Set.of(Prefecture.OSAKA), "2001:db8::/32", "203.0.113.0/24")),
              List.of(new RegionUsers(Prefecture.OSAKA, "internet", 900, Period.ALWAYS)))
          .on(DAY);

  @Test
  void aWholePoolCountsExactlyAPartWithinBounds() {
    assertThat(operator.usersWithin(prefixes("192.0.0.0/16")))
        .containsExactly(entry("internet", UserRange.exactly(41_000)));
    assertThat(operator.usersWithin(prefixes("192.0.2.0/25")))
        .containsExactly(entry("internet", UserRange.between(0, 41_000)));
    assertThat(operator.usersWithin(prefixes("192.0.2.0/25", "192.0.2.128/25", "2001:db8::/32")))
        .containsExactly(entry("internet", UserRange.between(41_000, 41_007)));
    assertThat(operator.usersWithin(prefixes("10.0.0.0/8"))).isEmpty();
  }

  @Test
  void aPoolOfSeveralPrefecturesIsSharedInAnUnknownWay() {
    var byPrefecture = operator.usersByPrefecture(prefixes("192.0.2.0/24", "198.51.100.0/24"));
    assertThat(byPrefecture).containsOnlyKeys(Prefecture.TOKYO, Prefecture.CHIBA);
    assertThat(byPrefecture.get(Prefecture.TOKYO))
        .containsExactly(entry("internet", UserRange.between(41_000, 41_500)));
    assertThat(byPrefecture.get(Prefecture.CHIBA))
        .containsExactly(entry("internet", UserRange.between(0, 500)));
  }

  @Test
  void aRegionSaysExactlyElsePoolsAndTheTotalBoundIt() {
    assertThat(operator.usersIn(Prefecture.OSAKA))
        .containsExactly(entry("internet", UserRange.exactly(900)));
    // 50,000 in all, 900 are in Osaka, 41,000 in Tokyo for certain.
    assertThat(operator.usersIn(Prefecture.TOKYO))
        .containsExactly(entry("internet", UserRange.between(41_000, 49_100)));
    assertThat(operator.usersIn(Prefecture.OKINAWA))
        .containsExactly(entry("internet", UserRange.between(0, 8_100)));
  }

  @Test
  void whatTheFileDoesNotBoundStaysOpen() {
    var without =
        new OperatorRegister(
            NAME,
            List.of(),
            List.of(),
            List.of(),
            List.of(new Service("internet", NAME, ServiceCategory.OTHER, null, Period.ALWAYS)),
            List.of(),
            List.of(),
            List.of());
    assertThat(without.on(DAY).usersIn(Prefecture.TOKYO))
        .containsExactly(entry("internet", UserRange.atLeast(0)));
  }

  @Test
  void servicesThatRestOnAFailedOneAreHitDownTheLine() {
    Operator resting =
        new OperatorRegister(
                NAME,
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    service("access", "mail"),
                    service("internet", "access"),
                    service("mail", "internet"),
                    service("phone", "access"),
                    service("meters")),
                List.of(),
                List.of(),
                List.of())
            .on(DAY);
    assertThat(resting.restingOn("internet")).containsExactly("access", "mail", "phone");
    assertThat(resting.restingOn("phone")).isEmpty();
    assertThat(resting.restingOn("nobody")).isEmpty();
  }

  private static Service service(String id, String... restsOn) {
    return new Service(
        id, NAME, ServiceCategory.OTHER, null, new TreeSet<>(List.of(restsOn)), Period.ALWAYS);
  }

  @Test
  void onlyWhatIsInForceThatDayCounts() {
    assertThat(operator.systems()).containsExactly(new AsNumber(64500));
    assertThat(operator.relationTo(new AsNumber(701))).isEmpty();
    Operator nextDay = register(List.of(), List.of()).on(DAY.plusDays(1));
    assertThat(nextDay.systems()).containsExactly(new AsNumber(64500), new AsNumber(64501));
    assertThat(nextDay.relationTo(new AsNumber(701))).contains(Relation.PROVIDER);
  }

  @Test
  void watchedPrefixesAreOurOwnAndThoseOfUsersOnce() {
    assertThat(operator.watchedPrefixes())
        .extracting(AddressPrefix::toString)
        .containsExactly("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32");
  }

  @Test
  void recipientsAreChosenByAudienceAndNeighbour() {
    assertThat(operator.recipients(Audience.MINISTRY)).hasSize(1);
    assertThat(operator.recipients(Audience.USERS)).isEmpty();
    assertThat(operator.contactsOf(new AsNumber(701)))
        .extracting(Contact::audience)
        .containsExactly(Audience.NEIGHBOUR);
  }

  @Test
  void periodsIncludeBothEnds() {
    var period = new Period(DAY, DAY.plusDays(2));
    assertThat(period.contains(DAY)).isTrue();
    assertThat(period.contains(DAY.plusDays(2))).isTrue();
    assertThat(period.contains(DAY.plusDays(3))).isFalse();
    assertThat(period.overlaps(new Period(DAY.plusDays(2), null))).isTrue();
    assertThat(period.overlaps(new Period(DAY.plusDays(3), null))).isFalse();
    assertThat(period.overlaps(Period.ALWAYS)).isTrue();
  }

  @Test
  void prefecturesHaveTheirCodes() {
    assertThat(Prefecture.ofCode(13)).contains(Prefecture.TOKYO);
    assertThat(Prefecture.ofCode(47)).contains(Prefecture.OKINAWA);
    assertThat(Prefecture.ofCode(0)).isEmpty();
    assertThat(Prefecture.ofCode(48)).isEmpty();
    assertThat(Arrays.stream(Prefecture.values()).map(Prefecture::code)).hasSize(47).isSorted();
  }

  private static OperatorRegister register(List<AddressPool> pools, List<RegionUsers> regions) {
    var own = AddressPrefix.parse("192.0.2.0/24");
    return new OperatorRegister(
        NAME,
        List.of(
            new OperatorRegister.Dated<>(new AsNumber(64500), Period.ALWAYS),
            new OperatorRegister.Dated<>(new AsNumber(64501), LATER)),
        List.of(new OperatorRegister.Dated<>(own, Period.ALWAYS)),
        List.of(
            new Neighbour(
                new AsNumber(701), NAME, Relation.PROVIDER, null, PrefixLimits.NONE, LATER)),
        List.of(new Service("internet", NAME, ServiceCategory.OTHER, 50_000L, Period.ALWAYS)),
        pools,
        regions,
        List.of(
            new Contact(
                ContactRole.RECEIVING_DESK,
                NAME,
                "a@example.jp",
                null,
                null,
                Audience.MINISTRY,
                null,
                Period.ALWAYS),
            new Contact(
                ContactRole.NETWORK_OPERATIONS,
                NAME,
                null,
                "+1",
                null,
                Audience.NEIGHBOUR,
                new AsNumber(701),
                Period.ALWAYS)));
  }

  private static AddressPool pool(
      String id, long users, Set<Prefecture> prefectures, String... prefixes) {
    return new AddressPool(
        id, prefixes(prefixes), new TreeSet<>(prefectures), "internet", users, Period.ALWAYS);
  }

  private static List<AddressPrefix> prefixes(String... texts) {
    return Arrays.stream(texts).map(AddressPrefix::parse).toList();
  }
}
