package jp.anshin.route.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jp.anshin.route.table.PathTable;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.table.PeerTable;
import jp.anshin.route.table.PrefixTable;
import jp.anshin.route.table.RouteTables;
import jp.anshin.wire.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteSearchTest {

  private static final int OWN = 64_500;
  private static final int ALL = 10_000;

  private final PrefixTable prefixes = new PrefixTable();
  private final PathTable paths = new PathTable();
  private final List<PeerTable> peers = new ArrayList<>();

  /** What is held, kept the simple way: by prefix, by number of the peer. */
  private final Map<RouteQuery.OfPrefix, Map<Integer, List<Integer>>> held = new LinkedHashMap<>();

  private static RouteQuery.OfPrefix v4(int bits, int length) {
    return RouteQuery.OfPrefix.of(IpAddress.v4(bits), length);
  }

  private void put(int peer, RouteQuery.OfPrefix prefix, Integer... path) {
    while (peers.size() <= peer) {
      var address = IpAddress.v4(0xc0000200 + peers.size());
      peers.add(new PeerTable(new PeerKey(address, 701L + peers.size(), "edge")));
    }
    int id = prefixes.intern(prefix.v6(), prefix.high(), prefix.low(), prefix.length());
    int[] hops = List.of(path).stream().mapToInt(as -> as).toArray();
    peers.get(peer).put(id, paths.intern(0, hops));
    held.computeIfAbsent(prefix, key -> new LinkedHashMap<>()).put(peer, List.of(path));
  }

  private void remove(int peer, RouteQuery.OfPrefix prefix) {
    int id = prefixes.find(prefix.v6(), prefix.high(), prefix.low(), prefix.length());
    peers.get(peer).remove(id);
    held.getOrDefault(prefix, Map.of()).remove(peer);
  }

  private FoundRoutes search(RouteQuery query, int lookUps, int routesMax) {
    var tables = new RouteTables(prefixes, paths, peers);
    var search = new RouteSearch(tables, query, as -> as == OWN, routesMax);
    while (!search.step(lookUps)) {
      assertThat(search.found().whole()).isFalse();
    }
    return search.found();
  }

  private void random(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 3_000; i++) {
      int peer = random.nextInt(4);
      var prefix = random.nextInt(3) == 0 ? randomV6(random) : randomV4(random);
      if (random.nextInt(5) == 0 && held.containsKey(prefix)) {
        remove(peer, prefix);
      } else {
        put(peer, prefix, 701 + peer, 2_900 + random.nextInt(9), 64_510 + random.nextInt(30));
      }
    }
  }

  private static RouteQuery.OfPrefix randomV4(SplittableRandom random) {
    return v4(0x14000000 | random.nextInt() >>> 12 << 4, 4 + random.nextInt(25));
  }

  private static RouteQuery.OfPrefix randomV6(SplittableRandom random) {
    long high = 0x2001_0db8_0000_0000L | random.nextLong() >>> 40;
    return RouteQuery.OfPrefix.of(
        new IpAddress(true, high, random.nextLong() >>> 60 << 60), 30 + random.nextInt(99));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsFoundIsWhatALookAtEveryRouteFinds(long seed) {
    random(seed);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 60; i++) {
      var wanted = i % 3 == 0 ? randomV6(random) : randomV4(random);
      compare(wanted, search(wanted, 1 + random.nextInt(400), ALL));
      var as = new RouteQuery.OfAs(2_900L + random.nextInt(9), i % 2 == 0);
      compareAs(as, search(as, 1 + random.nextInt(400), ALL));
      var origin = new RouteQuery.OfAs(64_510L + random.nextInt(30), i % 2 == 0);
      compareAs(origin, search(origin, 1 + random.nextInt(400), ALL));
    }
  }

  private void compare(RouteQuery.OfPrefix wanted, FoundRoutes found) {
    var expected = new ArrayList<String>();
    held.forEach((prefix, routes) -> {
      var match =
          prefix.equals(wanted)
              ? Match.EXACT
              : covers(prefix, wanted)
                  ? Match.COVERING
                  : covers(wanted, prefix) ? Match.SPECIFIC : null;
      if (match != null) {
        routes.forEach((peer, path) -> expected.add(text(match, prefix.toString(), peer, path)));
      }
    });
    assertThat(texts(found)).containsExactlyInAnyOrderElementsOf(expected);
    assertCounted(found);
  }

  private void compareAs(RouteQuery.OfAs wanted, FoundRoutes found) {
    var expected = new ArrayList<String>();
    held.forEach((prefix, routes) ->
        routes.forEach((peer, path) -> {
          int as = (int) wanted.as();
          if (wanted.originOnly() ? path.getLast() == as : path.contains(as)) {
            expected.add(text(Match.AS, prefix.toString(), peer, path));
          }
        }));
    assertThat(texts(found)).containsExactlyInAnyOrderElementsOf(expected);
    assertCounted(found);
  }

  private static void assertCounted(FoundRoutes found) {
    assertThat(found.whole()).isTrue();
    assertThat(found.share()).isEqualTo(100);
    for (var match : Match.values()) {
      var of = found.routes().stream().filter(route -> route.match() == match).toList();
      var count = found.counts().getOrDefault(match, new FoundRoutes.Count(0, 0));
      assertThat(count.routes()).isEqualTo(of.size());
      assertThat(count.prefixes())
          .isEqualTo(of.stream().map(FoundRoutes.Route::prefix).distinct().count());
    }
  }

  private static boolean covers(RouteQuery.OfPrefix one, RouteQuery.OfPrefix other) {
    int bits = one.v6() ? 128 : 32;
    return one.v6() == other.v6()
        && one.length() <= other.length()
        && number(one)
            .shiftRight(bits - one.length())
            .equals(number(other).shiftRight(bits - one.length()));
  }

  private static BigInteger number(RouteQuery.OfPrefix prefix) {
    var high = new BigInteger(Long.toUnsignedString(prefix.high()));
    return prefix.v6()
        ? high.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(prefix.low())))
        : high.shiftRight(32);
  }

  private static List<String> texts(FoundRoutes found) {
    return found.routes().stream()
        .map(route ->
            text(
                route.match(),
                route.prefix(),
                (int) (route.peer().as() - 701),
                route.path().stream().map(Long::intValue).toList()))
        .toList();
  }

  private static String text(Match match, String prefix, int peer, List<Integer> path) {
    return match + " " + prefix + " " + peer + " " + path;
  }

  @Test
  void theExactOneComesFirstThenWhatCoversItTheLongestFirstThenTheOthersByAddress() {
    put(0, v4(0x14010200, 23), 701);
    put(0, v4(0x14010100, 25), 701);
    put(0, v4(0x14010000, 16), 701);
    put(0, v4(0x14010000, 24), 701);
    put(0, v4(0x14000000, 8), 701);
    put(1, v4(0, 0), 702);
    put(1, v4(0x14010000, 16), 702);

    assertThat(search(v4(0x14010000, 16), 3, ALL).routes())
        .extracting(FoundRoutes.Route::prefix)
        .containsExactly(
            "20.1.0.0/16",
            "20.1.0.0/16",
            "20.0.0.0/8",
            "0.0.0.0/0",
            "20.1.0.0/24",
            "20.1.1.0/25",
            "20.1.2.0/23");
  }

  @Test
  void whatIsTooMuchToShowIsCountedAndTheLowestAddressesAreShown() {
    for (int i = 500; i > 0; i--) {
      put(i % 2, v4(0x14000000 + (i << 8), 24), 701, 2914);
    }
    var found = search(new RouteQuery.OfAs(2914, false), 100, 20);

    assertThat(found.counts()).containsOnlyKeys(Match.AS);
    assertThat(found.counts().get(Match.AS)).isEqualTo(new FoundRoutes.Count(500, 500));
    assertThat(found.routes()).hasSize(20);
    assertThat(found.routes().getLast().prefix()).isEqualTo("20.0.20.0/24");
    assertThat(found.routes())
        .extracting(FoundRoutes.Route::prefix)
        .isSortedAccordingTo(
            Comparator.comparingInt(text -> Integer.parseInt(text.split("\\.")[2])));
  }

  @Test
  void ourOwnAsBeforeWhatANeighbourSaidIsNotOfItsSaying() {
    put(0, v4(0x14010000, 16), OWN, 701, 2914);
    put(1, v4(0x14020000, 16), 702, 2914, OWN);

    assertThat(search(v4(0x14010000, 16), 9, ALL).routes().getFirst().path())
        .containsExactly(701L, 2914L);
    assertThat(search(new RouteQuery.OfAs(OWN, false), 9, ALL).routes())
        .extracting(FoundRoutes.Route::prefix)
        .containsExactly("20.2.0.0/16");
  }

  @Test
  void whatIsHeldOfALostSessionSaysSo() {
    var prefix = v4(0x14010000, 16);
    put(0, prefix, 701);
    peers.getFirst().down();
    assertThat(search(prefix, 9, ALL).routes().getFirst().stale()).isTrue();

    peers.getFirst().up();
    assertThat(search(prefix, 9, ALL).routes().getFirst().stale()).isTrue();
    put(0, prefix, 701);
    assertThat(search(prefix, 9, ALL).routes().getFirst().stale()).isFalse();
  }

  /** Between two steps the tables change: what is new is found where it was not looked at yet. */
  @Test
  void aSearchGoesOnWhileTablesChange() {
    for (int i = 0; i < 100; i++) {
      put(0, v4(0x14000000 + (i << 8), 24), 701, 2914);
    }
    var tables = new RouteTables(prefixes, paths, peers);
    var search = new RouteSearch(tables, new RouteQuery.OfAs(3_333, false), as -> false, ALL);
    assertThat(search.step(60)).isFalse();
    assertThat(search.found().share()).isBetween(1, 99);
    put(0, v4(0x14000000 + (99 << 8), 24), 701, 3_333);
    put(0, v4(0x15000000, 24), 701, 3_333, 1);
    while (!search.step(10)) {
      // on it goes
    }
    assertThat(search.found().routes())
        .extracting(FoundRoutes.Route::prefix)
        .containsExactly("20.0.99.0/24", "21.0.0.0/24");
  }
}
