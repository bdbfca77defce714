package jp.anshin.route.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;

/**
 * A table whose paths follow no policy: middles drawn from a pool, as simple generators and partial
 * views have them. Plays a quiet baseline, then whatever a test lets happen.
 */
final class RandomPaths {
  static final long START = 1_503_631_320_000_000L;
  static final int SPECIFIC = 1 << 20;
  static final int[] NONE = {};

  /** How paths of the baseline look. */
  enum Shape {
    /** Two to five middles of a pool, each as likely. */
    EVEN,
    /** Some middles are drawn far more often. */
    SKEWED,
    /** One provider of all. */
    STAR,
    /** Origins right behind the peers. */
    DIRECT
  }

  record Change(long micros, int peer, int prefix, int[] path) {}

  final SplittableRandom random;
  final Shape shape;
  final int[] peers;
  final int[] pool;
  final int[] origins;
  final int[] originOfPrefix;
  final int[][][] baseline;
  final List<Change> changes = new ArrayList<>();
  final Map<DetectionId, Detection> found = new LinkedHashMap<>();
  final List<Detection> stated = new ArrayList<>();
  RouteWatch watch;

  RandomPaths(
      long seed, Shape shape, int peerCount, int poolSize, int originCount, int prefixCount) {
    this.random = new SplittableRandom(seed);
    this.shape = shape;
    this.peers = IntStream.range(0, peerCount).map(i -> 2_000 + 497 * i).toArray();
    this.pool = IntStream.range(0, poolSize).map(i -> 100 + i).toArray();
    this.origins = IntStream.range(0, originCount).map(i -> 100_000 + i).toArray();
    this.originOfPrefix = new int[prefixCount];
    this.baseline = new int[peerCount][prefixCount][];
    this.watch = new RouteWatch(Thresholds.DEFAULT, StatedRelations.NONE);
    for (int prefix = 0; prefix < prefixCount; prefix++) {
      // Few networks have many prefixes, most have some.
      int origin = (int) (originCount * Math.pow(random.nextDouble(), 2));
      originOfPrefix[prefix] = origins[origin];
    }
    for (int peer = 0; peer < peerCount; peer++) {
      for (int prefix = 0; prefix < prefixCount; prefix++) {
        baseline[peer][prefix] = path(peers[peer], originOfPrefix[prefix]);
      }
    }
  }

  void setAllPaths(int fromPrefix, int toPrefix, int[] tail) {
    for (int peer = 0; peer < peers.length; peer++) {
      for (int prefix = fromPrefix; prefix < toPrefix; prefix++) {
        baseline[peer][prefix] = prepend(peers[peer], tail);
      }
    }
  }

  static int[] prepend(int first, int[] tail) {
    int[] path = new int[tail.length + 1];
    path[0] = first;
    System.arraycopy(tail, 0, path, 1, tail.length);
    return path;
  }

  int[] path(int peer, int origin) {
    return switch (shape) {
      case DIRECT -> new int[] {peer, origin};
      case STAR -> new int[] {peer, pool[0], origin};
      case EVEN, SKEWED -> {
        int[] path = new int[3 + random.nextInt(4)];
        path[0] = peer;
        path[path.length - 1] = origin;
        for (int i = 1; i < path.length - 1; i++) {
          path[i] = middle();
        }
        yield Arrays.stream(path).distinct().toArray();
      }
    };
  }

  private int middle() {
    double drawn = random.nextDouble();
    return pool[(int) (pool.length * (shape == Shape.SKEWED ? Math.pow(drawn, 3) : drawn))];
  }

  void begin() {
    for (int peer = 0; peer < peers.length; peer++) {
      for (int prefix = 0; prefix < originOfPrefix.length; prefix++) {
        play(new Change(START - 600_000_000L, peer, prefix, baseline[peer][prefix]));
      }
    }
    watch.beginWatch();
  }

  PeerKey peer(int peer) {
    return new PeerKey(IpAddress.v4(0xc0000200 + peer), peers[peer], "");
  }

  void play(Change change) {
    boolean specific = change.prefix >= SPECIFIC;
    long high = (0x0100_0000L + (change.prefix & (SPECIFIC - 1)) * 512L) << 32;
    int length = specific ? 24 : 23;
    var event = new RouteEvent().at(peer(change.peer), change.micros);
    watch.onEvent(
        change.path.length == 0
            ? event.withdraw(false, high, 0, length)
            : event.announce(false, high, 0, length, new AsPath().sequence(change.path), 0),
        this::found);
  }

  void found(Detection detection) {
    found.put(detection.id(), detection);
    stated.add(detection);
  }

  /** Announces prefixes by {@code x leaker origin} on every peer, some on a part of the peers. */
  Set<Integer> leak(int x, int leaker, int count, boolean specifics, int seconds, long start) {
    var leaked = new HashSet<Integer>();
    while (leaked.size() < count) {
      int prefix = random.nextInt(originOfPrefix.length);
      int announced = specifics ? prefix | SPECIFIC : prefix;
      if (originOfPrefix[prefix] == leaker || !leaked.add(announced)) {
        continue;
      }
      long at = start + random.nextLong(seconds * 1_000_000L);
      for (int peer = 0; peer < peers.length; peer++) {
        if (peer == 0 || random.nextInt(10) < 6) {
          int[] tail = {x, leaker, originOfPrefix[prefix]};
          int[] path = peers[peer] == x ? tail : prepend(peers[peer], tail);
          changes.add(new Change(at + random.nextLong(1_500_000), peer, announced, path));
        }
      }
    }
    return leaked;
  }

  /** Everything that was planned goes back to what it was. */
  void restore(long micros, int seconds) {
    var last = new HashMap<List<Integer>, Change>();
    changes.forEach(change -> last.put(List.of(change.peer, change.prefix), change));
    for (var change : last.values()) {
      boolean known = change.prefix < originOfPrefix.length;
      changes.add(
          new Change(
              micros + random.nextLong(seconds * 1_000_000L),
              change.peer,
              change.prefix,
              known ? baseline[change.peer][change.prefix] : NONE));
    }
  }

  List<Detection> run() {
    changes.sort(Comparator.comparingLong(Change::micros));
    long last = START;
    for (var change : changes) {
      while (change.micros - last > 1_000_000) {
        last += 1_000_000;
        watch.onWatermark(RouteEvent.instant(last - 5_000_000), this::found);
      }
      play(change);
    }
    for (int second = 0; second < 300; second++) {
      last += 1_000_000;
      watch.onWatermark(RouteEvent.instant(last), this::found);
    }
    return List.copyOf(found.values());
  }

  static Duration sinceStart(java.time.Instant instant) {
    return Duration.between(RouteEvent.instant(START), instant);
  }
}
