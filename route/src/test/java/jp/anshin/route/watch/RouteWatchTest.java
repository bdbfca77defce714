package jp.anshin.route.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import jp.anshin.core.Detection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteWatchTest {
  private static final long MINUTE = 60_000_000;

  static LongStream leakSeeds() {
    return LongStream.rangeClosed(1, 54);
  }

  static LongStream failureSeeds() {
    return LongStream.rangeClosed(101, 125);
  }

  /** A network with two providers or more hands what one sent it to another. */
  private static int[] leakers(Scenario scenario) {
    var topology = scenario.topology;
    var found = new ArrayList<int[]>();
    for (int as = topology.tierOne; as < topology.size; as++) {
      if (topology.providers.get(as).size() >= 2) {
        found.add(new int[] {as, topology.providers.get(as).get(0)});
      }
    }
    return found.get(scenario.random.nextInt(found.size()));
  }

  private static void assertOneLeak(
      List<Detection> found, Set<Integer> leaked, String leaker, long start) {
    assertThat(found).hasSize(1);
    var detection = found.getFirst();
    assertThat(detection.kinds()).contains("leak");
    assertThat(detection.fact("suspects").getFirst()).isEqualTo(leaker);
    assertThat((double) detection.count("routeCount"))
        .isCloseTo(leaked.size(), within(0.01 * leaked.size() + 0.5));
    assertThat(detection.detectedAt())
        .isBetween(Scenario.instant(start), Scenario.instant(start).plusSeconds(20));
    assertThat(Duration.between(Scenario.instant(start), detection.startedAt().latest()).abs())
        .isLessThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @MethodSource("leakSeeds")
  void aLeakIsOneDetectionThatNamesTheLeakerAndEndsWithIt(long seed) {
    var scenario = new Scenario(seed, 60, 700, 6_000, 5, seed % 3 == 0, seed % 4 == 0);
    for (int attempt = 0; attempt < 50; attempt++) {
      int[] edge = leakers(scenario);
      var leaked =
          scenario.leak(edge[0], edge[1], 3_000, seed % 5 == 0, Scenario.START + MINUTE, 60);
      if (leaked.size() < 1_000) {
        scenario.changes.clear();
        continue;
      }
      scenario.restore(Scenario.START + 9 * MINUTE, 20);
      var found = scenario.run();
      String leaker = Integer.toUnsignedString(scenario.topology.asNumber(edge[0]));
      assertOneLeak(found, leaked, leaker, Scenario.START + MINUTE);
      assertThat(found.getFirst().fact("letThrough").getFirst())
          .isEqualTo(Integer.toUnsignedString(scenario.topology.asNumber(edge[1])));
      assertThat(found.getFirst().endedAt())
          .isBetween(
              Scenario.instant(Scenario.START + 9 * MINUTE),
              Scenario.instant(Scenario.START + 9 * MINUTE).plusSeconds(23));
      return;
    }
    throw new AssertionError("no leaker whose leak is seen");
  }

  @ParameterizedTest
  @MethodSource("failureSeeds")
  void aFailedLinkIsNoLeak(long seed) {
    var scenario = new Scenario(seed, 60, 700, 6_000, 6, false, seed % 4 == 0);
    var topology = scenario.topology;
    int as = 6 + scenario.random.nextInt(60);
    topology.fail(as, topology.providers.get(as).getFirst());
    for (int customer : topology.customers.get(as).stream().limit(20).toList()) {
      topology.fail(as, customer);
    }
    for (int prefix = 0; prefix < scenario.originOfPrefix.size(); prefix++) {
      int origin = scenario.originOfPrefix.get(prefix);
      var routes = topology.routes(origin);
      for (int vantage : scenario.vantages) {
        int[] path = routes.path(vantage);
        if (!Arrays.equals(path, scenario.quietPath(prefix, vantage))) {
          scenario.changes.add(
              new Scenario.Change(
                  Scenario.START + MINUTE + scenario.random.nextLong(30_000_000),
                  vantage,
                  prefix,
                  path));
        }
      }
    }
    assertThat(scenario.changes).hasSizeGreaterThan(100);
    scenario.restore(Scenario.START + 9 * MINUTE, 20);
    assertThat(scenario.run()).isEmpty();
  }

  @Test
  void twoLeaksAtOnceAreTwoDetections() {
    for (long seed = 200; seed < 206; seed++) {
      var scenario = new Scenario(seed, 60, 700, 6_000, 6, false);
      var leakersSeen = new HashSet<String>();
      for (int attempt = 0; leakersSeen.size() < 2 && attempt < 200; attempt++) {
        int[] edge = leakers(scenario);
        String leaker = Integer.toUnsignedString(scenario.topology.asNumber(edge[0]));
        int before = scenario.changes.size();
        boolean seen =
            !leakersSeen.contains(leaker)
                && scenario.leak(edge[0], edge[1], 2_000, true, Scenario.START + MINUTE, 60).size()
                    >= 500;
        if (seen) {
          leakersSeen.add(leaker);
        } else {
          scenario.changes.subList(before, scenario.changes.size()).clear();
        }
      }
      var found = scenario.run();
      assertThat(found.stream().map(each -> each.fact("suspects").getFirst()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(leakersSeen);
    }
  }

  @Test
  void aSmallLeakOfAFewHundredRoutesIsStated() {
    int stated = 0;
    int leaks = 0;
    for (long seed = 300; seed < 330; seed++) {
      var scenario = new Scenario(seed, 60, 700, 6_000, 5, false);
      int[] edge = leakers(scenario);
      var leaked = scenario.leak(edge[0], edge[1], 300, false, Scenario.START + MINUTE, 60);
      if (leaked.size() < 250) {
        continue;
      }
      leaks++;
      var found = scenario.run();
      stated += found.size() == 1 ? 1 : 0;
      assertThat(found).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(leaks).isGreaterThan(5);
    assertThat(stated).isEqualTo(leaks);
  }
}
