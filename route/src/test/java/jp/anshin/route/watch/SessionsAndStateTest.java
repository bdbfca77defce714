package jp.anshin.route.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jp.anshin.core.Detection;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RandomPaths.Change;
import jp.anshin.route.watch.RandomPaths.Shape;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost sessions, resent tables, clocks that differ, and a watch that is interrupted. */
class SessionsAndStateTest {
  private static final long MINUTE = 60_000_000;
  private static final long SECOND = 1_000_000;
  private static final int PREFIXES = 5_000;

  private static RandomPaths table(long seed) {
    return new RandomPaths(seed, Shape.EVEN, 3, 60, 800, PREFIXES);
  }

  private static void resend(RandomPaths table, int peer, long at, Map<Integer, int[]> but) {
    session(table, peer, at, RouteEvent.Kind.PEER_UP);
    for (int prefix = 0; prefix < PREFIXES; prefix++) {
      int[] path = but.getOrDefault(prefix, table.baseline[peer][prefix]);
      table.play(new Change(at + prefix, peer, prefix, path));
    }
    session(table, peer, at + PREFIXES, RouteEvent.Kind.END_OF_RIB);
  }

  private static void session(RandomPaths table, int peer, long at, RouteEvent.Kind kind) {
    var event = new RouteEvent().at(table.peer(peer), at).session(kind, false);
    table.watch.onEvent(event, table::found);
  }

  private static Map<Integer, int[]> leakedPaths(RandomPaths table, int peer, int count) {
    var paths = new HashMap<Integer, int[]>();
    for (int prefix = 0; prefix < count; prefix++) {
      paths.put(prefix, new int[] {table.peers[peer], 110, 15_169, table.originOfPrefix[prefix]});
    }
    return paths;
  }

  @Test
  void aResentTableIsNoEventWhateverTheSessionSaid() {
    var table = table(1);
    table.begin();
    session(table, 0, RandomPaths.START, RouteEvent.Kind.PEER_DOWN);
    resend(table, 0, RandomPaths.START + MINUTE, Map.of());
    resend(table, 1, RandomPaths.START + MINUTE, Map.of()); // up without having been seen down
    for (int prefix = 0; prefix < PREFIXES; prefix++) {
      table.play(new Change(RandomPaths.START + 2 * MINUTE, 2, prefix, table.baseline[2][prefix]));
    }
    assertThat(table.run()).isEmpty();
  }

  @Test
  void aLeakThatBeganWhileTheSessionWasLostIsFoundAndItsStartIsAnInterval() {
    var table = table(2);
    table.begin();
    session(table, 0, RandomPaths.START, RouteEvent.Kind.PEER_DOWN);
    resend(table, 0, RandomPaths.START + 5 * MINUTE, leakedPaths(table, 0, 2_000));
    var found = table.run();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().fact("suspects").getFirst()).isEqualTo("15169");
    assertThat(found.getFirst().startedAt().earliest())
        .isEqualTo(RouteEvent.instant(RandomPaths.START));
    assertThat(found.getFirst().startedAt().latest())
        .isEqualTo(RouteEvent.instant(RandomPaths.START + 5 * MINUTE));
  }

  @Test
  void anOpenLeakGoesOnUnderItsIdOverALostSessionAndEnds() {
    var table = table(3);
    table.begin();
    var leak = leakedPaths(table, 0, 2_000);
    leak.forEach((prefix, path) ->
        table.play(new Change(RandomPaths.START + 10L * prefix, 0, prefix, path)));
    session(table, 0, RandomPaths.START + MINUTE, RouteEvent.Kind.PEER_DOWN);
    for (int second = 60; second < 240; second++) {
      table.watch.onWatermark(
          RouteEvent.instant(RandomPaths.START + second * SECOND), table::found);
    }
    assertThat(table.found).hasSize(1);
    assertThat(table.found.values()).allMatch(detection -> !detection.hasEnded());
    resend(table, 0, RandomPaths.START + 4 * MINUTE, leak);
    assertThat(table.found.values()).allMatch(detection -> !detection.hasEnded());
    resend(table, 0, RandomPaths.START + 8 * MINUTE, Map.of());
    table.watch.onWatermark(RouteEvent.instant(RandomPaths.START + 12 * MINUTE), table::found);
    var found = List.copyOf(table.found.values());
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().endedAt())
        .isBetween(
            RouteEvent.instant(RandomPaths.START + 8 * MINUTE),
            RouteEvent.instant(RandomPaths.START + 8 * MINUTE + SECOND));
  }

  @Test
  void aViewThatIsCutOffAtALimitAndStaysAwayDoesNotKeepALeakOpen() {
    var table = table(4);
    table.begin();
    table.leak(110, 15_169, 2_000, true, 60, RandomPaths.START);
    var cut = new ArrayList<Change>();
    table.changes.removeIf(
        change -> change.peer() == 1 && change.micros() > RandomPaths.START + 30 * SECOND);
    table.restore(RandomPaths.START + 5 * MINUTE, 20);
    table.changes.removeIf(
        change -> change.peer() == 1 && change.micros() > RandomPaths.START + 4 * MINUTE);
    table.changes.sort(Comparator.comparingLong(Change::micros));
    for (var change : table.changes) {
      if (change.micros() < RandomPaths.START + 2 * MINUTE) {
        table.play(change);
        cut.add(change);
      }
    }
    session(table, 1, RandomPaths.START + 2 * MINUTE, RouteEvent.Kind.PEER_DOWN);
    table.changes.removeAll(cut);
    var found = table.run();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().endedAt())
        .isBetween(
            RouteEvent.instant(RandomPaths.START + 5 * MINUTE),
            RouteEvent.instant(RandomPaths.START + 5 * MINUTE + 22 * SECOND));
  }

  @ParameterizedTest
  @ValueSource(longs = {-20, -3, 4, 25})
  void clocksOfPeersMayDiffer(long skewSeconds) {
    var table = table(5);
    table.begin();
    var leaked = table.leak(110, 15_169, 3_000, false, 60, RandomPaths.START + MINUTE);
    table.restore(RandomPaths.START + 8 * MINUTE, 20);
    table.changes.sort(Comparator.comparingLong(Change::micros));
    var skewed = new ArrayList<Change>();
    for (var change : table.changes) {
      long skew = change.peer() == 1 ? skewSeconds * SECOND : 0;
      skewed.add(new Change(change.micros() + skew, change.peer(), change.prefix(), change.path()));
      skewed.add(skewed.getLast()); // and every message comes twice
    }
    // The order is that in which the collector wrote them.
    long watermark = RandomPaths.START;
    for (var change : skewed) {
      table.play(change);
      if (change.micros() - 30 * SECOND > watermark) {
        watermark = change.micros() - 30 * SECOND;
        table.watch.onWatermark(RouteEvent.instant(watermark), table::found);
      }
    }
    table.changes.clear();
    table.watch.onWatermark(RouteEvent.instant(RandomPaths.START + 15 * MINUTE), table::found);
    assertThat(table.found).hasSize(1);
    var detection = table.found.values().iterator().next();
    assertThat(detection.count("routeCount")).isEqualTo(leaked.size());
    assertThat(detection.hasEnded()).isTrue();
    var detectedAfter =
        Duration.between(RouteEvent.instant(RandomPaths.START + MINUTE), detection.detectedAt());
    assertThat(detectedAfter).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void anInterruptedWatchSaysTheSameAsOneThatWasNot(long seed) {
    var plain = scenario(seed);
    plain.run();
    var interrupted = scenario(seed);
    runWithRestores(interrupted, seed);
    assertThat(plain.stated).isNotEmpty();
    assertThat(interrupted.stated).containsExactlyElementsOf(plain.stated);
  }

  private static RandomPaths scenario(long seed) {
    var table = table(seed);
    table.begin();
    table.leak(110, 15_169, 1_500, seed % 2 == 0, 60, RandomPaths.START + MINUTE);
    table.leak(120, 64_400, 800, seed % 3 == 0, 60, RandomPaths.START + MINUTE + 20 * SECOND);
    if (seed % 2 == 1) {
      table.restore(RandomPaths.START + 6 * MINUTE, 30);
    }
    return table;
  }

  private static void runWithRestores(RandomPaths table, long seed) {
    var random = new SplittableRandom(seed);
    table.changes.sort(Comparator.comparingLong(Change::micros));
    long last = RandomPaths.START;
    for (var change : table.changes) {
      while (change.micros() - last > SECOND) {
        last += SECOND;
        table.watch.onWatermark(RouteEvent.instant(last - 5 * SECOND), table::found);
      }
      table.play(change);
      if (random.nextInt(400) == 0) {
        table.watch = copy(table.watch);
      }
    }
    for (int second = 0; second < 300; second++) {
      last += SECOND;
      table.watch.onWatermark(RouteEvent.instant(last), table::found);
    }
  }

  private static RouteWatch copy(RouteWatch watch) {
    try {
      var bytes = new ByteArrayOutputStream();
      watch.snapshot(new DataOutputStream(bytes));
      var restored = new RouteWatch(Thresholds.DEFAULT, StatedRelations.NONE);
      restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      return restored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void routesOfAPeerAreCountedByFamilyAlsoAfterARestore() {
    var peer = new PeerKey(IpAddress.v4(0xc0000201), 701, "");
    var path = new AsPath().sequence(701, 2914);
    var watch = new RouteWatch(Thresholds.DEFAULT, StatedRelations.NONE);
    var event = new RouteEvent().at(peer, RandomPaths.START);
    for (int number = 0; number < 30; number++) {
      long v4 = (0x0100_0000L + number * 512L) << 32;
      long v6 = (0x20010000L << 32) + ((long) number << 24);
      watch.onEvent(event.announce(false, v4, 0, 23, path, 0), found -> {});
      watch.onEvent(event.announce(true, v6, 0, 40, path, 0), found -> {});
      watch.onEvent(event.announce(true, v6, 0, 40, path, 2914), found -> {});
      if (number < 10) {
        watch.onEvent(event.withdraw(true, v6, 0, 40), found -> {});
        watch.onEvent(event.withdraw(true, v6, 0, 40), found -> {});
      }
    }
    assertThat(watch.held().get(peer)).isEqualTo(new RouteWatch.Held(50, 20, false));

    var restored = copy(watch);
    assertThat(restored.held()).isEqualTo(watch.held());
    long again = 0x20010000L << 32;
    restored.onEvent(event.announce(true, again, 0, 40, path, 0), found -> {});
    assertThat(restored.held().get(peer)).isEqualTo(new RouteWatch.Held(51, 21, false));
  }

  @Test
  void aSurgeWithoutALeakIsOneDetectionWithWhomItCameFrom() {
    var table = table(7);
    table.begin();
    for (int i = 0; i < 1_500; i++) {
      int[] usual = table.baseline[0][i % 300];
      int[] path = {usual[0], 115, 116, 64_321};
      table.changes.add(
          new Change(RandomPaths.START + i * 20_000L, 0, i | RandomPaths.SPECIFIC, path));
    }
    List<Detection> found = table.run();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().kinds()).contains("surge").doesNotContain("leak");
    assertThat(found.getFirst().fact("suspects").getFirst()).isEqualTo("64321");
  }

  @Test
  void whoeverShowsASurgeIsNamedNotOnlyWhoShowedItFirst() {
    var table = table(8);
    table.begin();
    for (int i = 0; i < 1_500; i++) {
      for (int peer = 0; peer < 3; peer++) {
        int[] path = {table.peers[peer], 115, 116, 64_321};
        long at = RandomPaths.START + i * 20_000L + peer * 500_000L;
        table.changes.add(new Change(at, peer, i | RandomPaths.SPECIFIC, path));
      }
    }
    List<Detection> found = table.run();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().count("peerCount")).isEqualTo(3);
    assertThat(found.getFirst().fact("peers")).hasSize(3);
  }
}
