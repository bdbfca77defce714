package jp.anshin.e2e.routers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalOptions;
import jp.anshin.journal.JournalPosition;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpMessage;
import jp.anshin.wire.bmp.BmpView;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import jp.anshin.wire.mrt.TableDumpEntry;

/** Routes to inject, and the routes that arrived. */
final class Tables {
  /** ASes of the leak, and those that the real table may therefore not hold. */
  static final List<Long> LEAK_PATH = List.of(15169L, 2914L, 64_496L);

  private static final long EPOCH_SECONDS = 1_027_381_020;
  private static final IpAddress NEXT_HOP = IpAddress.v4(0xc0000201);
  private static final int PATH_MAX = 16;
  private static final int REPEATED = 3_000;

  private Tables() {}

  /**
   * The first routes of the table of 2002 that lies beside the project or, where there is none,
   * generated ones.
   *
   * @return path by prefix
   */
  static Map<String, List<Long>> routes(int count) throws IOException {
    Path recorded = Path.of("..", "..", "shared", "data", "mrt", "bview.20020722.2337.gz");
    return Files.exists(recorded) ? recorded(recorded, count) : generated(count);
  }

  private static Map<String, List<Long>> recorded(Path file, int count) throws IOException {
    var routes = new LinkedHashMap<String, List<Long>>();
    var entry = new TableDumpEntry();
    try (var reader = new MrtReader(Decompression.open(file))) {
      while (routes.size() < count && reader.next()) {
        if (reader.type() == MrtType.TABLE_DUMP && entry.wrap(reader) == null && !entry.v6()) {
          var path = sequence(entry.attributes().asPath());
          if (!path.isEmpty()) {
            routes.putIfAbsent(new IpAddress(false, entry.high(), 0) + "/" + entry.length(), path);
          }
        }
      }
    }
    return routes;
  }

  /** A plain path without the ASes of the test; empty where it is no such path. */
  private static List<Long> sequence(AsPath path) {
    var hops = new ArrayList<Long>();
    boolean plain = path.segmentCount() == 1 && path.segmentType(0) == AsPath.AS_SEQUENCE;
    for (int i = 0; plain && i < Math.min(PATH_MAX, path.numberCount()); i++) {
      long as = Integer.toUnsignedLong(path.number(i));
      plain = !LEAK_PATH.contains(as);
      hops.add(as);
    }
    return plain ? hops : List.of();
  }

  private static Map<String, List<Long>> generated(int count) {
    var routes = new LinkedHashMap<String, List<Long>>();
    for (int number = 0; number < count; number++) {
      String prefix = IpAddress.v4(0x14000000 + (number << 8)) + "/24";
      routes.put(prefix, List.of(3356L, 64_600L + number % 50));
    }
    return routes;
  }

  /** So many routes beneath 10.0.0.0/8 that AS 15169 hands on and ought not to. */
  static Map<String, List<Long>> leaked(int count) {
    var routes = new LinkedHashMap<String, List<Long>>();
    for (int number = 0; number < count; number++) {
      routes.put(IpAddress.v4(0x0a000000 + (number << 8)) + "/24", LEAK_PATH);
    }
    return routes;
  }

  /**
   * Writes routes as a table that GoBGP injects, and once more the first of them: GoBGP 3.10 ends
   * before the last thousand or so are sent.
   */
  static void write(Map<String, List<Long>> routes, Path file) throws IOException {
    try (var out = new MrtWriter(Files.newOutputStream(file))) {
      out.peerIndexTable(EPOCH_SECONDS, List.of(new PeerIndexTable.Peer(NEXT_HOP, 64_510)));
      for (int written = 0; written < routes.size() + REPEATED; written += routes.size()) {
        for (var route : routes.entrySet()) {
          out.rib(
              EPOCH_SECONDS,
              prefix(route.getKey()),
              List.of(new MrtWriter.Route(0, route.getValue(), NEXT_HOP)));
        }
      }
    }
  }

  private static BgpWriter.Prefix prefix(String text) {
    String[] parts = text.split("[./]");
    int bits = 0;
    for (int i = 0; i < 4; i++) {
      bits = (bits << 8) | Integer.parseInt(parts[i]);
    }
    return new BgpWriter.Prefix(IpAddress.v4(bits), Integer.parseInt(parts[4]));
  }

  /** The prefixes that a router's peer of that AS has after everything in the journal. */
  static SortedSet<String> arrived(Path journalDirectory, long peerAs) throws IOException {
    var prefixes = new TreeSet<String>();
    var message = new BmpMessage();
    var update = new UpdateMessage(new Counts());
    try (var journal = Journal.open(journalDirectory, JournalOptions.DEFAULT);
        var reader = journal.read(JournalPosition.START)) {
      for (var record = reader.next(); record != null; record = reader.next()) {
        boolean routes =
            message.wrap(record.bytes(), record.payloadStart(), record.payloadLength()) == null
                && record.payloadLength() > BmpMessage.PEER_HEADER_OCTETS
                && message.type() == BmpMessage.ROUTE_MONITORING
                && message.view() == BmpView.ADJ_RIB_IN_PRE
                && message.peerAs() == peerAs;
        if (!routes) {
          continue;
        }
        int start = message.contentStart();
        update.wrap(
            message.bytes(),
            start + BgpMessage.HEADER_OCTETS,
            start + BgpMessage.length(message.bytes(), start),
            message.asOctets(),
            AddPath.NONE);
        update.withdrawn((v6, safi, high, low, length, path) ->
            prefixes.remove(new IpAddress(v6, high, low) + "/" + length));
        update.announced((v6, safi, high, low, length, path) ->
            prefixes.add(new IpAddress(v6, high, low) + "/" + length));
      }
    }
    return prefixes;
  }
}
