package jp.anshin.route.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.route.watch.RandomPaths.Change;
import jp.anshin.route.watch.RandomPaths.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer says first: when its table counts as whole, and what is news before that. */
class FirstTablesTest {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final int PREFIXES = 4_000;

  /** Three peers of which the last is new: the baseline does not have it. */
  private static RandomPaths withNewPeer(long seed) {
    var table = new RandomPaths(seed, Shape.EVEN, 3, 60, 800, PREFIXES);
    for (int peer = 0; peer < 2; peer++) {
      fill(table, peer, 0, PREFIXES, RandomPaths.START - 10 * MINUTE);
    }
    table.watch.beginWatch();
    return table;
  }

  private static void fill(RandomPaths table, int peer, int from, int to, long at) {
    for (int prefix = from; prefix < to; prefix++) {
      table.play(new Change(at + prefix, peer, prefix, table.baseline[peer][prefix]));
    }
  }

  private static void session(RandomPaths table, int peer, long at, RouteEvent.Kind kind) {
    table.watch.onEvent(
        new RouteEvent().at(table.peer(peer), at).session(kind, false), table::found);
  }

  private static void seconds(RandomPaths table, long from, int count) {
    for (int second = 0; second < count; second++) {
      table.watch.onWatermark(RouteEvent.instant(from + second * SECOND), table::found);
    }
  }

  /** Behind an AS that nobody has ever seen, as a new upstream of a router is. */
  private static void isBehindANewUpstream(RandomPaths table, int peer) {
    for (int prefix = 0; prefix < PREFIXES; prefix++) {
      table.baseline[peer][prefix] =
          new int[] {table.peers[peer], 64_510, 15_169, table.originOfPrefix[prefix]};
    }
  }

  /** FRR says End-of-RIB on an empty table, on a part of one, and long before it has it all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 2_000})
  void aTableThatIsFilledAfterItsEndOfRibIsNoLeak(int before) {
    var table = withNewPeer(21);
    isBehindANewUpstream(table, 2);
    long at = RandomPaths.START;
    session(table, 2, at, RouteEvent.Kind.PEER_UP);
    fill(table, 2, 0, before, at);
    session(table, 2, at + SECOND, RouteEvent.Kind.END_OF_RIB);
    seconds(table, at + SECOND, 20);
    fill(table, 2, before, PREFIXES, at + 21 * SECOND);
    seconds(table, at + 22 * SECOND, 300);
    assertThat(table.found).isEmpty();
  }

  @Test
  void whoHoldsTheSameRoutesHasTheSameDigestInWhateverOrderTheyCame() {
    var one = new RandomPaths(23, Shape.EVEN, 3, 60, 800, PREFIXES);
    var other = new RandomPaths(23, Shape.EVEN, 3, 60, 800, PREFIXES);
    long at = RandomPaths.START;
    fill(one, 0, 0, PREFIXES, at);
    fill(one, 1, 0, PREFIXES, at);
    for (int prefix = PREFIXES - 1; prefix >= 0; prefix--) {
      fill(other, 1, prefix, prefix + 1, at);
      fill(other, 0, prefix, prefix + 1, at);
    }
    assertThat(other.watch.digest()).isEqualTo(one.watch.digest());

    other.play(new Change(at + MINUTE, 0, 7, one.baseline[1][7]));
    assertThat(other.watch.digest()).as("another path").isNotEqualTo(one.watch.digest());
    other.play(new Change(at + MINUTE, 0, 7, one.baseline[0][7]));
    assertThat(other.watch.digest()).isEqualTo(one.watch.digest());
    other.play(new Change(at + MINUTE, 1, 7, new int[0]));
    assertThat(other.watch.digest()).as("a route less").isNotEqualTo(one.watch.digest());
  }

  @Test
  void prefixesThatOnlyANewTableHasAreNoSurgeThenAndNoneWhenOthersShowThemLater() {
    var table = withNewPeer(22);
    session(table, 2, RandomPaths.START, RouteEvent.Kind.PEER_UP);
    var added = new ArrayList<Change>();
    for (int prefix = 0; prefix < 3_000; prefix++) {
      int[] path = {table.peers[2], 64_510, 300_000 + prefix % 200};
      added.add(new Change(RandomPaths.START + prefix, 2, prefix | RandomPaths.SPECIFIC, path));
    }
    added.forEach(table::play);
    seconds(table, RandomPaths.START + SECOND, 120);
    table.play(added.getFirst());
    for (var change : added) {
      table.play(
          new Change(
              RandomPaths.START + 5 * MINUTE + change.prefix() % 1_000,
              0,
              change.prefix(),
              new int[] {table.peers[0], 110, 64_510, change.path()[2]}));
    }
    seconds(table, RandomPaths.START + 6 * MINUTE, 60);
    assertThat(table.found.values())
        .allSatisfy(detection -> assertThat(detection.kinds()).doesNotContain("surge"));
  }

  @Test
  void oneQuietMinuteAfterItsTableANewPeerIsJudgedLikeEveryOther() {
    var table = withNewPeer(23);
    session(table, 2, RandomPaths.START, RouteEvent.Kind.PEER_UP);
    fill(table, 2, 0, PREFIXES, RandomPaths.START);
    session(table, 2, RandomPaths.START + SECOND, RouteEvent.Kind.END_OF_RIB);
    seconds(table, RandomPaths.START + SECOND, 62);
    long leak = RandomPaths.START + 63 * SECOND;
    for (int prefix = 0; prefix < 1_500; prefix++) {
      int[] path = {table.peers[2], 110, 15_169, table.originOfPrefix[prefix]};
      table.play(new Change(leak + 20L * prefix, 2, prefix, path));
    }
    assertThat(table.found).hasSize(1);
    var found = table.found.values().iterator().next();
    assertThat(found.fact("suspects").getFirst()).isEqualTo("15169");
    assertThat(found.detectedAt()).isBefore(RouteEvent.instant(leak + 20 * SECOND));
  }

  /** A table that is small and whose sender knows no End-of-RIB is waited for longer. */
  @Test
  void aSmallTableWithoutAnEndOfRibIsJudgedWhenItHasNotGrownForTenMinutes() {
    var table = withNewPeer(24);
    session(table, 2, RandomPaths.START, RouteEvent.Kind.PEER_UP);
    fill(table, 2, 0, 600, RandomPaths.START);
    seconds(table, RandomPaths.START + SECOND, 601);
    for (int prefix = 0; prefix < 500; prefix++) {
      int[] path = {table.peers[2], 110, 15_169, table.originOfPrefix[prefix]};
      table.play(new Change(RandomPaths.START + 11 * MINUTE + prefix, 2, prefix, path));
    }
    seconds(table, RandomPaths.START + 12 * MINUTE, 20);
    assertThat(suspects(table)).containsExactly("15169");
  }

  private static List<String> suspects(RandomPaths table) {
    return table.found.values().stream()
        .map(detection -> detection.fact("suspects").getFirst())
        .toList();
  }

  /** A busy router never falls silent: growth counts, not silence. */
  @Test
  void theWarmUpEndsAMinuteAfterTheTablesAreThereHoweverManyRoutesFlap() {
    var table = new RandomPaths(25, Shape.EVEN, 3, 60, 800, PREFIXES);
    long at = RandomPaths.START;
    for (int peer = 0; peer < 3; peer++) {
      session(table, peer, at, RouteEvent.Kind.PEER_UP);
      session(table, peer, at, RouteEvent.Kind.END_OF_RIB);
      fill(table, peer, 0, PREFIXES, at + peer * SECOND);
    }
    int second = 3;
    while (!table.watch.isWatching() && second < 600) {
      long now = at + second * SECOND;
      int prefix = table.random.nextInt(PREFIXES);
      table.play(new Change(now, 0, prefix, table.path(table.peers[0], 100_000 + prefix % 800)));
      table.play(new Change(now + 1, 0, prefix, table.baseline[0][prefix]));
      table.watch.onWatermark(RouteEvent.instant(now), table::found);
      second++;
    }
    assertThat(second).isBetween(60, 70);
    assertThat(table.found).isEmpty();
  }

  /** With a list of relations and nothing else, as `route scan --relations` has it. */
  private static Scenario stated(long seed) {
    var scenario = new Scenario(seed, 60, 700, 6_000, 5, false, true);
    scenario.watch = new RouteWatch(Thresholds.DEFAULT, scenario.topology.stated());
    scenario.found.clear();
    return scenario;
  }

  private static void fill(Scenario scenario) {
    for (int prefix = 0; prefix < scenario.originOfPrefix.size(); prefix++) {
      for (int vantage : scenario.vantages) {
        scenario.play(
            new Scenario.Change(
                Scenario.START - 5 * MINUTE + prefix * 100L,
                vantage,
                prefix,
                scenario.quietPath(prefix, vantage)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36})
  void statedRelationsAloneFindALeakAndNothingInTheTablesBeforeIt(long seed) {
    var scenario = stated(seed);
    fill(scenario);
    assertThat(scenario.found).isEmpty();
    int[] edge = multihomed(scenario);
    var leaked = scenario.leak(edge[0], edge[1], 3_000, false, Scenario.START + MINUTE, 60);
    List<Detection> found = scenario.run();
    if (leaked.size() < Thresholds.DEFAULT.leakPrefixes()) {
      assertThat(found).isEmpty();
      return;
    }
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().fact("suspects").getFirst())
        .isEqualTo(Integer.toUnsignedString(scenario.topology.asNumber(edge[0])));
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void statedRelationsAloneFindALeakThatStandsInTheFirstTables(long seed) {
    var scenario = stated(seed);
    int[] edge = multihomed(scenario);
    var leaked = scenario.leak(edge[0], edge[1], 3_000, false, Scenario.START, 60);
    assertThat(leaked).hasSizeGreaterThan(Thresholds.DEFAULT.leakPrefixes());
    scenario.changes.sort(Comparator.comparingLong(Scenario.Change::micros));
    List<Detection> found = scenario.run();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().fact("suspects").getFirst())
        .isEqualTo(Integer.toUnsignedString(scenario.topology.asNumber(edge[0])));
  }

  /** A network with two providers, whose leak is seen by most. */
  private static int[] multihomed(Scenario scenario) {
    var topology = scenario.topology;
    for (int as = topology.tierOne; as < topology.size; as++) {
      for (int provider :
          topology.providers.get(as).subList(1, topology.providers.get(as).size())) {
        var leaked = scenario.leak(as, provider, 3_000, false, Scenario.START, 60);
        scenario.changes.clear();
        if (leaked.size() > 500) {
          return new int[] {as, provider};
        }
      }
    }
    throw new AssertionError("no leak would be seen");
  }
}
