package jp.anshin.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;

/**
 * Live memory and time of the watch with SYNTHETIC full tables: four sizes, for prefixes and for
 * peers. Each peer's table has a distinct path for every fifth prefix. One size a process is the
 * fair way, since what is measured is what a collection leaves: arguments are prefixes and peers;
 * without any all sizes are run one after another.
 */
public final class TableGrowth {
  private static final int PREFIXES = 1_290_000;
  private static final int PEERS = 10;
  private static final int PREFIXES_OF_A_PATH = 5;
  private static final int AS_COUNT = 80_000;
  private static final int CARRIERS = 15;
  private static final int TRANSITS = 3_000;
  private static final int SIZES = 4;
  private static final double MEGA = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final RouteEvent event = new RouteEvent();
  private final AsPath path = new AsPath();
  private final List<Detection> stated = new ArrayList<>();

  /** Prints a line a size. */
  public static void main(String[] arguments) {
    if (arguments.length == 2) {
      new TableGrowth().measure(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
      return;
    }
    for (int size = 1; size <= SIZES; size++) {
      new TableGrowth().measure(PREFIXES / SIZES * size, PEERS);
    }
    for (int peers = PEERS; peers <= SIZES * PEERS; peers += PEERS) {
      new TableGrowth().measure(PREFIXES / SIZES, peers);
    }
  }

  private void measure(int prefixes, int peers) {
    long before = live();
    long start = THREADS.getCurrentThreadCpuTime();
    var guard = new RouteGuard(Thresholds.DEFAULT, StatedRelations.NONE, Watched.NOTHING);
    long micros = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000;
    for (int peer = 0; peer < peers; peer++) {
      micros = table(guard, peer, prefixes, micros);
    }
    guard.beginWatch();
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    long octets = live() - before;
    System.out.printf(
        "%,d prefixes x %d peers: %.0f MB live, %.1f octets a route; %.1f s of CPU, %.2f M routes/s; %d stated%n",
        prefixes,
        peers,
        octets / MEGA,
        (double) octets / prefixes / peers,
        nanos / NANOS_PER_SECOND,
        (double) prefixes * peers * 1_000 / nanos,
        stated.size());
    if (!guard.isWatching()) {
      throw new IllegalStateException("the watch has not begun");
    }
  }

  private long table(RouteGuard guard, int peer, int prefixes, long from) {
    var key = new PeerKey(IpAddress.v4(0xc6336401 + peer), 2_000 + peer, "");
    long micros = from;
    for (int i = 0; i < prefixes; i++) {
      if (i % PREFIXES_OF_A_PATH == 0) {
        path(peer, i / PREFIXES_OF_A_PATH);
      }
      boolean v6 = i % 6 == 5;
      long high = v6 ? 0x2400_0000_0000_0000L + ((long) i << 20) : (0x1400_0000L + i * 256L) << 32;
      event.at(key, micros++).announce(v6, high, 0, v6 ? 44 : 24, path, RouteEvent.NO_HOP);
      guard.onEvent(event, stated::add);
    }
    guard.onEvent(event.at(key, micros).session(RouteEvent.Kind.END_OF_RIB, false), stated::add);
    return micros;
  }

  /**
   * Five hops: the peer, a carrier, two transits, and who originates. A transit has four others
   * before it, so that there are about as many neighbours as in the Internet.
   */
  private void path(int peer, int number) {
    int origin = 200_000 + mixed(number) % AS_COUNT;
    int transit = 3_000 + mixed(origin) % TRANSITS;
    int further = 3_000 + mixed(transit + mixed(number + 7 * peer) % 4) % TRANSITS;
    path.sequence(2_000 + peer, 100 + mixed(further) % CARRIERS, further, transit, origin);
  }

  private static int mixed(int number) {
    int mixed = number * 0x9E3779B9;
    mixed = (mixed ^ mixed >>> 15) * 0x85EBCA6B;
    return (mixed ^ mixed >>> 13) & Integer.MAX_VALUE;
  }

  private static long live() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
