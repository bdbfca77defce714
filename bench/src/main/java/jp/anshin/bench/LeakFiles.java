package jp.anshin.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;

/**
 * Writes SYNTHETIC MRT files of the shape of 25 August 2017: a table of random paths, then a leak
 * by AS15169 through AS701 in which most prefixes are new specifics. Not a recording of that day.
 *
 * <p>Arguments: directory, prefixes of the table (660000), leaked routes (160000), seed (20170825).
 */
public final class LeakFiles {
  private static final long START_SECONDS = 1_503_631_320L; // 2017-08-25T03:22:00Z
  private static final long MICROS = 1_000_000;
  private static final int LEAK_SECONDS = 90;
  private static final int RESTORE_AFTER_SECONDS = 480;
  private static final int FLAPS = 400;
  private static final int OCN = 4_713;
  private static final int OCN_PREFIXES = 400;
  private static final int CARRIERS = 120;
  private static final int ORIGINS = 30_000;
  private static final long[] PEERS = {2_516, 2_497, 1_103};

  private final SplittableRandom random;
  private final int prefixes;
  private final int leaked;
  private final long[] origins;
  private final List<Change> changes = new ArrayList<>();

  private record Change(long micros, int peer, BgpWriter.Prefix prefix, List<Long> path) {}

  private LeakFiles(long seed, int prefixes, int leaked) {
    this.random = new SplittableRandom(seed);
    this.prefixes = prefixes;
    this.leaked = leaked;
    this.origins = new long[prefixes];
  }

  /** Writes {@code rib.mrt.gz} and {@code updates.mrt.gz}. */
  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    int prefixes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 660_000;
    int leaked = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 160_000;
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 20_170_825L;
    Files.createDirectories(directory);
    var files = new LeakFiles(seed, prefixes, leaked);
    files.table(directory.resolve("rib.mrt.gz"));
    files.leak();
    files.updates(directory.resolve("updates.mrt.gz"));
  }

  private static MrtWriter open(Path file) throws IOException {
    return new MrtWriter(
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), 1 << 16));
  }

  private static BgpWriter.Prefix prefix(int number, int length) {
    return new BgpWriter.Prefix(IpAddress.v4(0x0100_0000 + number * 2_048), length);
  }

  private void table(Path file) throws IOException {
    long at = START_SECONDS - 7_200;
    try (var out = open(file)) {
      var peers = new ArrayList<PeerIndexTable.Peer>();
      for (int peer = 0; peer < PEERS.length; peer++) {
        peers.add(new PeerIndexTable.Peer(address(peer), PEERS[peer]));
      }
      out.peerIndexTable(at, peers);
      for (int number = 0; number < prefixes; number++) {
        origins[number] = number < OCN_PREFIXES ? OCN : 100_000 + random.nextInt(ORIGINS);
        var routes = new ArrayList<MrtWriter.Route>();
        for (int peer = 0; peer < PEERS.length; peer++) {
          routes.add(new MrtWriter.Route(peer, path(peer, origins[number]), address(peer)));
        }
        out.rib(at, prefix(number, 21), routes);
      }
    }
  }

  private List<Long> path(int peer, long origin) {
    var path = new ArrayList<Long>();
    path.add(PEERS[peer]);
    for (int middles = 1 + random.nextInt(4); middles > 0; middles--) {
      long carrier = 200L + random.nextInt(CARRIERS);
      if (!path.contains(carrier)) {
        path.add(carrier);
      }
    }
    path.add(origin);
    return path;
  }

  private static IpAddress address(int peer) {
    return IpAddress.v4(0xc000_0201 + peer);
  }

  private void leak() {
    for (int i = 0; i < leaked; i++) {
      boolean ocn = i < leaked / 6;
      int number = ocn ? i % OCN_PREFIXES : OCN_PREFIXES + (i * 4) % (prefixes - OCN_PREFIXES);
      int block = ocn ? i / OCN_PREFIXES : 0;
      // Below each /21 of the table: /24s, and for more of them /27s.
      var prefix =
          block < 8
              ? new BgpWriter.Prefix(IpAddress.v4(0x0100_0000 + number * 2_048 + block * 256), 24)
              : new BgpWriter.Prefix(IpAddress.v4(0x0100_0000 + number * 2_048 + block * 16), 28);
      long origin = i % 40_000 == 39_999 ? 15_169 : origins[number];
      long at = START_SECONDS * MICROS + random.nextLong(LEAK_SECONDS * MICROS);
      for (int peer = 0; peer < PEERS.length; peer++) {
        boolean shown = peer == 2 || random.nextInt(100) < 60;
        if (shown) {
          var path = new ArrayList<Long>(List.of(PEERS[peer], 701L, 15_169L));
          if (origin != 15_169) {
            path.add(origin);
          }
          leaked(at + random.nextLong(2 * MICROS), peer, prefix, path);
        }
      }
    }
    changes.sort(Comparator.comparingLong(Change::micros));
  }

  private void leaked(long at, int peer, BgpWriter.Prefix prefix, List<Long> path) {
    changes.add(new Change(at, peer, prefix, path));
    long restored = (START_SECONDS + RESTORE_AFTER_SECONDS) * MICROS;
    changes.add(new Change(restored + random.nextLong(20 * MICROS), peer, prefix, List.of()));
    if (random.nextInt(2 * leaked) < FLAPS) {
      long flap = restored + 30 * MICROS + random.nextLong(800 * MICROS);
      changes.add(new Change(flap, peer, prefix, path));
      changes.add(new Change(flap + 20 * MICROS, peer, prefix, List.of()));
    }
  }

  private void updates(Path file) throws IOException {
    try (var out = open(file)) {
      Map<List<Object>, List<BgpWriter.Prefix>> batch = new LinkedHashMap<>();
      long second = 0;
      for (var change : changes) {
        long at = change.micros / MICROS;
        if (at != second) {
          write(out, second, batch);
          second = at;
        }
        batch
            .computeIfAbsent(List.of(change.peer, change.path), key -> new ArrayList<>())
            .add(change.prefix);
      }
      write(out, second, batch);
    }
  }

  @SuppressWarnings("unchecked")
  private static void write(
      MrtWriter out, long second, Map<List<Object>, List<BgpWriter.Prefix>> batch)
      throws IOException {
    var message = new BgpWriter();
    for (var entry : batch.entrySet()) {
      int peer = (int) entry.getKey().get(0);
      var path = (List<Long>) entry.getKey().get(1);
      for (int from = 0; from < entry.getValue().size(); from += 200) {
        var some = entry.getValue().subList(from, Math.min(from + 200, entry.getValue().size()));
        message.clear();
        if (path.isEmpty()) {
          message.withdraw(some);
        } else {
          message.announce(some, path, address(peer), 4);
        }
        out.message(
            second * MICROS,
            new PeerIndexTable.Peer(address(peer), PEERS[peer]),
            new PeerIndexTable.Peer(IpAddress.v4(0xc000_02fe), 64_500),
            message.toByteArray());
      }
    }
    batch.clear();
  }
}
