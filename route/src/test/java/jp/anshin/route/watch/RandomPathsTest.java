package jp.anshin.route.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RandomPaths.Change;
import jp.anshin.route.watch.RandomPaths.Shape;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that follow no policy: leaks are named all the same, and what is none stays unsaid. */
class RandomPathsTest {
  private static final int PREFIXES = 20_000;
  private static final long MINUTE = 60_000_000;
  private static final long SECOND = 1_000_000;

  /** What the leaker is to the baseline. */
  enum Role {
    ABSENT,
    ORIGIN,
    BEHIND_THE_NEIGHBOUR,
    IN_THE_POOL
  }

  static Stream<Arguments> leaks() {
    var cases = new ArrayList<Arguments>();
    long seed = 1;
    for (var shape : Shape.values()) {
      for (var role : Role.values()) {
        for (int peers : new int[] {1, 3}) {
          for (int pool :
              shape == Shape.STAR || shape == Shape.DIRECT ? new int[] {1} : new int[] {20, 300}) {
            for (int origins : new int[] {1_000, 10_000}) {
              boolean poolHasRoom = pool > 1 || role != Role.IN_THE_POOL;
              if (poolHasRoom) {
                cases.add(Arguments.of(seed++, shape, role, peers, pool, origins));
              }
            }
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void aLeakIsOneDetectionThatNamesTheLeaker(
      long seed, Shape shape, Role role, int peers, int pool, int origins) {
    var table = new RandomPaths(seed, shape, peers, pool, origins, PREFIXES);
    // An unknown AS behind a carrier is its customer, and would be the leaker.
    boolean absent = pool == 1 || (seed % 3 == 0 && role != Role.IN_THE_POOL);
    int x = absent ? 701 : table.pool[table.random.nextInt(pool - 1)];
    int leaker =
        switch (role) {
          case ABSENT, BEHIND_THE_NEIGHBOUR -> 15_169;
          case ORIGIN -> table.origins[origins / 2];
          case IN_THE_POOL -> table.pool[pool - 1];
        };
    if (role == Role.BEHIND_THE_NEIGHBOUR) {
      Arrays.fill(table.originOfPrefix, 0, 300, leaker);
      table.setAllPaths(0, 300, new int[] {x, leaker});
    }
    table.begin();
    boolean specifics = seed % 2 == 0;
    long start = RandomPaths.START + MINUTE;
    int seconds = 40 + table.random.nextInt(70);
    var leaked = table.leak(x, leaker, 6_000, specifics, seconds, start);
    table.restore(RandomPaths.START + 9 * MINUTE, 60);
    var found = table.run();
    assertThat(found).hasSize(1);
    var detection = found.getFirst();
    assertThat(detection.fact("suspects").getFirst()).isEqualTo(Integer.toString(leaker));
    assertThat(detection.fact("letThrough").getFirst()).isEqualTo(Integer.toString(x));
    assertThat(detection.kinds()).contains("leak");
    assertThat((double) detection.count("routeCount"))
        .isCloseTo(leaked.size(), within(0.01 * leaked.size()));
    assertThat(detection.detectedAt())
        .isBetween(RouteEvent.instant(start), RouteEvent.instant(start + 20 * SECOND));
    assertThat(detection.endedAt())
        .isBetween(
            RouteEvent.instant(RandomPaths.START + 9 * MINUTE),
            RouteEvent.instant(RandomPaths.START + 10 * MINUTE + 2 * SECOND));
  }

  /** What happens every day. */
  enum Churn {
    REROLLED,
    LINK_FAILED,
    NODE_FAILED,
    NODE_REPLACED,
    UPSTREAM_CHANGED,
    FLAPS,
    SESSION_RESET,
    NEW_CUSTOMERS,
    ORIGIN_CHANGED,
    NEW_PEER
  }

  static Stream<Arguments> churns() {
    var cases = new ArrayList<Arguments>();
    long seed = 1_001;
    for (var churn : Churn.values()) {
      for (var shape : List.of(Shape.EVEN, Shape.SKEWED)) {
        for (int peers : new int[] {1, 3}) {
          for (int pool : new int[] {20, 300}) {
            for (int origins : new int[] {1_000}) {
              cases.add(Arguments.of(seed++, churn, shape, peers, pool, origins));
            }
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("churns")
  void whatHappensEveryDayIsNoDetection(
      long seed, Churn churn, Shape shape, int peers, int pool, int origins) {
    var table = new RandomPaths(seed, shape, peers, pool, origins, PREFIXES);
    table.begin();
    int one = table.pool[table.random.nextInt(pool)];
    int other = table.pool[(one - 100 + 1) % pool]; // as large, or the two would not be equals
    for (int peer = 0; peer < peers; peer++) {
      for (int prefix = 0; prefix < PREFIXES; prefix++) {
        change(table, churn, peer, prefix, one, other);
      }
    }
    if (churn == Churn.NEW_CUSTOMERS) {
      newCustomers(table, one);
    }
    List<Detection> found = table.run();
    assertThat(found).isEmpty();
  }

  private static void change(
      RandomPaths table, Churn churn, int peer, int prefix, int one, int other) {
    int[] now = table.baseline[peer][prefix];
    int as = table.peers[peer];
    int origin = table.originOfPrefix[prefix];
    long at = RandomPaths.START + MINUTE + table.random.nextLong(60 * SECOND);
    switch (churn) {
      case REROLLED -> {
        if (prefix % 4 == 0) {
          table.changes.add(new Change(at, peer, prefix, table.path(as, origin)));
        }
      }
      case LINK_FAILED -> {
        if (hasLink(now, one, other) || hasLink(now, other, one)) {
          table.changes.add(new Change(at, peer, prefix, table.path(as, origin)));
        }
      }
      case NODE_FAILED -> {
        if (Arrays.stream(now).anyMatch(hop -> hop == one)) {
          table.changes.add(new Change(at, peer, prefix, without(table, as, origin, one)));
        }
      }
      case NODE_REPLACED -> {
        if (Arrays.stream(now).anyMatch(hop -> hop == one)) {
          int[] replaced =
              Arrays.stream(now).map(hop -> hop == one ? other : hop).distinct().toArray();
          table.changes.add(new Change(at, peer, prefix, replaced));
        }
      }
      case UPSTREAM_CHANGED -> {
        if (now[1] == one && now.length > 3) {
          int[] changed = now.clone();
          changed[1] = other;
          changed = Arrays.stream(changed).distinct().toArray();
          table.changes.add(new Change(at, peer, prefix, changed));
        }
      }
      case FLAPS -> {
        if (prefix % 3 == 0) {
          table.changes.add(new Change(at, peer, prefix, RandomPaths.NONE));
          table.changes.add(new Change(at + 20 * SECOND, peer, prefix, now));
        }
      }
      case SESSION_RESET -> {
        if (peer == 0) {
          table.changes.add(new Change(RandomPaths.START + MINUTE, peer, prefix, RandomPaths.NONE));
        }
        table.changes.add(new Change(at, peer, prefix, now));
      }
      case ORIGIN_CHANGED -> {
        if (origin == table.origins[0]) {
          int[] changed = now.clone();
          changed[changed.length - 1] = 64_000;
          table.changes.add(new Change(at, peer, prefix, changed));
        }
      }
      case NEW_CUSTOMERS, NEW_PEER -> {
        // after the loop, or nothing to change in the tables that are there
      }
    }
    if (churn == Churn.NEW_PEER && peer == 0) {
      // A peer that was not in the baseline sends its whole table.
      table.watch.onEvent(
          new RouteEvent()
              .at(
                  new PeerKey(IpAddress.v4(0xc6336401), 64_999, ""),
                  RandomPaths.START + MINUTE + prefix * 100L)
              .announce(
                  false,
                  (0x0100_0000L + prefix * 512L) << 32,
                  0,
                  23,
                  new AsPath().sequence(table.path(64_999, origin)),
                  0),
          table::found);
    }
  }

  private static int[] without(RandomPaths table, int as, int origin, int failed) {
    int[] path = table.path(as, origin);
    while (Arrays.stream(path).anyMatch(hop -> hop == failed)) {
      path = table.path(as, origin);
    }
    return path;
  }

  private static boolean hasLink(int[] path, int one, int other) {
    for (int i = 0; i + 1 < path.length; i++) {
      if (path[i] == one && path[i + 1] == other) {
        return true;
      }
    }
    return false;
  }

  private static void newCustomers(RandomPaths table, int provider) {
    for (int customer = 0; customer < 150; customer++) {
      long at = RandomPaths.START + MINUTE + table.random.nextLong(60 * SECOND);
      for (int peer = 0; peer < table.peers.length; peer++) {
        int[] path = table.path(table.peers[peer], provider);
        int[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = 300_000 + customer;
        longer = Arrays.stream(longer).distinct().toArray();
        for (int i = 0; i < 3; i++) {
          table.changes.add(new Change(at, peer, (PREFIXES + 3 * customer + i), longer));
        }
      }
    }
  }
}
