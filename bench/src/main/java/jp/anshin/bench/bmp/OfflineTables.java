package jp.anshin.bench.bmp;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.table.RouteHash;
import jp.anshin.wire.Counts;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpFraming;
import jp.anshin.wire.bmp.BmpMessage;

/**
 * The tables that a session's octets come to, decoded without journal, follower and watch: a map
 * from prefix to path for each peer. Only what {@link SessionFiles} writes is understood.
 */
final class OfflineTables {
  private final Counts counts = new Counts();
  private final UpdateMessage update = new UpdateMessage(counts);
  private final BmpMessage message = new BmpMessage();
  private final Map<Prefix, Long> routes = new HashMap<>();
  private long messages;

  private record Prefix(long peerAs, boolean v6, long high, long low, int length) {}

  /** Takes the messages of a file. */
  void read(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      MappedByteBuffer mapped = channel.map(MapMode.READ_ONLY, 0, channel.size());
      byte[] bytes = new byte[BmpFraming.MAX_MESSAGE_OCTETS];
      while (mapped.hasRemaining()) {
        int length = mapped.getInt(mapped.position() + 1);
        mapped.get(bytes, 0, length);
        take(bytes, length);
        messages++;
      }
    }
  }

  private void take(byte[] bytes, int length) {
    String fault = message.wrap(bytes, 0, length);
    if (fault != null) {
      throw new IllegalStateException(fault);
    }
    if (message.type() != BmpMessage.ROUTE_MONITORING) {
      return;
    }
    int start = message.contentStart();
    int end = start + BgpMessage.length(bytes, start);
    if (!update.wrap(bytes, start + BgpMessage.HEADER_OCTETS, end, 4, AddPath.NONE)) {
      throw new IllegalStateException("an UPDATE that cannot be read");
    }
    var peer = new PeerKey(message.peerAddress(), message.peerAs(), "");
    var path = update.attributes().asPath();
    update.announced((v6, safi, high, low, bits, pathId) ->
        routes.put(
            new Prefix(peer.as(), v6, high, low, bits),
            hash(RouteHash.begin(peer, v6, high, low, bits), path)));
  }

  /**
   * The example operator stands before what its neighbours hand over, and who stands there several
   * times in a row counts once.
   */
  private static long hash(long prefix, AsPath path) {
    int last = SessionFiles.OWN;
    long hash = RouteHash.with(prefix, last);
    for (int i = 0; i < path.numberCount(); i++) {
      if (path.number(i) != last) {
        last = path.number(i);
        hash = RouteHash.with(hash, last);
      }
    }
    return hash;
  }

  long messages() {
    return messages;
  }

  int routes() {
    return routes.size();
  }

  long digest() {
    return routes.values().stream().mapToLong(Long::longValue).sum();
  }
}
