package jp.anshin.route.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;

/** Plays a random internet to a watch: a quiet baseline, then whatever a test lets happen. */
final class Scenario {
  static final long START = 1_503_631_320_000_000L;

  record Change(long micros, int vantage, int prefix, int[] path) {}

  final SplittableRandom random;
  final Topology topology;
  final List<Integer> vantages = new ArrayList<>();
  final List<Integer> originOfPrefix = new ArrayList<>();
  final Map<Integer, Topology.Routes> quiet = new LinkedHashMap<>();
  final Map<DetectionId, Detection> found = new LinkedHashMap<>();
  final List<Change> changes = new ArrayList<>();
  final boolean v6;
  RouteWatch watch;

  Scenario(long seed, int tierTwo, int stubs, int prefixes, int vantageCount, boolean v6) {
    this(seed, tierTwo, stubs, prefixes, vantageCount, v6, false);
  }

  Scenario(
      long seed,
      int tierTwo,
      int stubs,
      int prefixes,
      int vantageCount,
      boolean v6,
      boolean statedRelations) {
    this.random = new SplittableRandom(seed);
    this.v6 = v6;
    int firstAs = seed % 2 == 0 ? 1_000 : 0xfa56ea00; // four-octet ones: 4,200,000,000 and so on
    this.topology = new Topology(random, 6, tierTwo, stubs, firstAs);
    for (int prefix = 0; prefix < prefixes; prefix++) {
      originOfPrefix.add(6 + random.nextInt(topology.size - 6));
    }
    var chosen = new HashSet<Integer>();
    while (vantages.size() < vantageCount) {
      int as = random.nextInt(3) == 0 ? random.nextInt(6) : 6 + random.nextInt(tierTwo);
      if (chosen.add(as)) {
        vantages.add(as);
      }
    }
    this.watch =
        new RouteWatch(
            Thresholds.DEFAULT, statedRelations ? topology.stated() : StatedRelations.NONE);
    for (int prefix = 0; prefix < prefixes; prefix++) {
      var routes = quiet.computeIfAbsent(originOfPrefix.get(prefix), topology::routes);
      for (int vantage : vantages) {
        play(new Change(START - 600_000_000L, vantage, prefix, routes.path(vantage)));
      }
    }
    watch.beginWatch();
  }

  PeerKey peer(int vantage) {
    return new PeerKey(
        IpAddress.v4(0xc0000200 + vantages.indexOf(vantage)),
        Integer.toUnsignedLong(topology.asNumber(vantage)),
        "");
  }

  private void found(Detection detection) {
    found.put(detection.id(), detection);
  }

  int[] quietPath(int prefix, int vantage) {
    return quiet.computeIfAbsent(originOfPrefix.get(prefix), topology::routes).path(vantage);
  }

  /** Below 2^20: known prefixes; above: specifics of them that nobody has announced before. */
  static int specificOf(int prefix) {
    return prefix | 1 << 20;
  }

  void play(Change change) {
    boolean specific = change.prefix >= 1 << 20;
    int number = change.prefix & ((1 << 20) - 1);
    int length = v6 ? (specific ? 48 : 40) : specific ? 24 : 23;
    long high =
        v6 ? (0x20010000L << 32) + ((long) number << 24) : (0x0100_0000L + number * 512L) << 32;
    var event = new RouteEvent().at(peer(change.vantage), change.micros);
    if (change.path.length == 0) {
      watch.onEvent(event.withdraw(v6, high, 0, length), this::found);
    } else {
      watch.onEvent(
          event.announce(v6, high, 0, length, new AsPath().sequence(change.path), 0), this::found);
    }
  }

  /** Lets a leaker hand everything it has to one neighbour for some of the prefixes. */
  Set<Integer> leak(
      int leaker, int to, int maxPrefixes, boolean specifics, long micros, int seconds) {
    var leaked = new HashSet<Integer>();
    var routes = new LinkedHashMap<Integer, Topology.Routes>();
    for (int prefix = 0; prefix < originOfPrefix.size() && leaked.size() < maxPrefixes; prefix++) {
      int origin = originOfPrefix.get(prefix);
      var with = routes.computeIfAbsent(origin, o -> topology.routesWithLeak(o, leaker, to));
      long at = micros + random.nextLong(seconds * 1_000_000L);
      for (int vantage : vantages) {
        int[] path = with.path(vantage);
        if (passes(path, topology.asNumber(to), topology.asNumber(leaker))
            && path[path.length - 1] != topology.asNumber(leaker)
            && !Arrays.equals(path, quietPath(prefix, vantage))) {
          int announced = specifics ? specificOf(prefix) : prefix;
          changes.add(new Change(at + random.nextLong(2_000_000), vantage, announced, path));
          leaked.add(announced);
        }
      }
    }
    return leaked;
  }

  static boolean passes(int[] path, int x, int a) {
    for (int i = 0; i + 1 < path.length; i++) {
      if (path[i] == x && path[i + 1] == a) {
        return true;
      }
    }
    return false;
  }

  /** Everything that was planned goes back to what it was. */
  void restore(long micros, int seconds) {
    for (var change : List.copyOf(changes)) {
      boolean specific = change.prefix >= 1 << 20;
      int[] before = specific ? new int[0] : quietPath(change.prefix, change.vantage);
      changes.add(
          new Change(
              micros + random.nextLong(seconds * 1_000_000L),
              change.vantage,
              change.prefix,
              before));
    }
  }

  /** Plays what was planned in the order of time, and ten quiet minutes after it. */
  List<Detection> run() {
    changes.sort(Comparator.comparingLong(Change::micros));
    long last = START;
    for (var change : changes) {
      while (change.micros - last > 1_000_000) {
        last += 1_000_000;
        watch.onWatermark(instant(last - 5_000_000), this::found);
      }
      play(change);
    }
    for (int second = 0; second < 600; second++) {
      last += 1_000_000;
      watch.onWatermark(instant(last), this::found);
    }
    return List.copyOf(found.values());
  }

  static Instant instant(long micros) {
    return RouteEvent.instant(micros);
  }
}
