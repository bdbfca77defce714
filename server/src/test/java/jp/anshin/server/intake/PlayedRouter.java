package jp.anshin.server.intake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter;

/** A router that says what a test lets it say, from a loopback address of its own. */
public final class PlayedRouter implements AutoCloseable {
  private static final int BUFFER_OCTETS = 1 << 16;
  private static final int PREFIXES_PER_UPDATE = 50;

  private final Socket socket;
  private final OutputStream out;
  private final BmpWriter bmp = new BmpWriter();
  private final BgpWriter bgp = new BgpWriter();
  private long messages;

  private PlayedRouter(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_OCTETS);
  }

  /** Connects from {@code 127.0.0.<number>}. */
  public static PlayedRouter connect(int port, int number) throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var own = InetAddress.getByName("127.0.0." + number);
    return new PlayedRouter(new Socket(loopback, port, own, 0));
  }

  /** A peer of that AS. */
  public static BmpWriter.Peer peer(int number, long as) {
    return new BmpWriter.Peer(IpAddress.v4(0xc0000200 + number), as, 0x0a000000 + number);
  }

  /** Octets as they are. */
  public PlayedRouter raw(byte[] octets) throws IOException {
    out.write(octets);
    messages++;
    return this;
  }

  public PlayedRouter begin(String name) throws IOException {
    return raw(bmp.initiation(name, "played"));
  }

  public PlayedRouter up(BmpWriter.Peer peer, Instant at) throws IOException {
    return raw(upMessage(peer, at));
  }

  byte[] upMessage(BmpWriter.Peer peer, Instant at) {
    bgp.clear();
    byte[] sent = bgp.open(64_500, 180, 0x0a0000fe).toByteArray();
    bgp.clear();
    byte[] received = bgp.open(peer.as(), 180, peer.bgpIdentifier()).toByteArray();
    return bmp.peerUp(peer, micros(at), IpAddress.v4(0xc00002fe), sent, received);
  }

  public PlayedRouter down(BmpWriter.Peer peer, Instant at) throws IOException {
    return raw(bmp.peerDown(peer, micros(at), 4));
  }

  /** Announces prefixes {@code 10.x.y.0/24} by number over one path. */
  public PlayedRouter announce(BmpWriter.Peer peer, Instant at, int from, int to, Long... path)
      throws IOException {
    for (int begin = from; begin < to; begin += PREFIXES_PER_UPDATE) {
      bgp.clear();
      bgp.announce(
          prefixes(begin, Math.min(to, begin + PREFIXES_PER_UPDATE)),
          List.of(path),
          peer.address(),
          4);
      raw(bmp.routeMonitoring(peer, micros(at), bgp.toByteArray()));
    }
    return this;
  }

  public PlayedRouter withdraw(BmpWriter.Peer peer, Instant at, int from, int to)
      throws IOException {
    for (int begin = from; begin < to; begin += PREFIXES_PER_UPDATE) {
      bgp.clear();
      bgp.withdraw(prefixes(begin, Math.min(to, begin + PREFIXES_PER_UPDATE)));
      raw(bmp.routeMonitoring(peer, micros(at), bgp.toByteArray()));
    }
    return this;
  }

  public PlayedRouter endOfRib(BmpWriter.Peer peer, Instant at) throws IOException {
    bgp.clear();
    return raw(bmp.routeMonitoring(peer, micros(at), bgp.endOfRib().toByteArray()));
  }

  /** One Statistics Report a second: time goes on. */
  public PlayedRouter quiet(BmpWriter.Peer peer, Instant from, int seconds) throws IOException {
    for (int second = 0; second <= seconds; second++) {
      raw(statistics(peer, from.plusSeconds(second)));
    }
    return flush();
  }

  byte[] statistics(BmpWriter.Peer peer, Instant at) {
    byte[] message = bmp.routeMonitoring(peer, micros(at), new byte[4]);
    message[5] = 1;
    return message;
  }

  /** The same message about another of the router's tables: flags of RFC 7854, 8671. */
  static byte[] flagged(byte[] message, int flags) {
    message[7] |= (byte) flags;
    return message;
  }

  byte[] monitoring(BmpWriter.Peer peer, Instant at, byte[] update) {
    return bmp.routeMonitoring(peer, micros(at), update);
  }

  public PlayedRouter flush() throws IOException {
    out.flush();
    return this;
  }

  /** How many messages it has said. */
  public long messages() {
    return messages;
  }

  /** Waits until the other side closes. */
  void awaitClose() throws IOException {
    socket.setSoTimeout(30_000);
    try {
      while (socket.getInputStream().read() >= 0) {
        throw new IOException("a BMP station says nothing");
      }
    } catch (java.net.SocketException reset) {
      // closed with our octets unread
    }
  }

  static List<BgpWriter.Prefix> prefixes(int from, int to) {
    var prefixes = new ArrayList<BgpWriter.Prefix>();
    for (int number = from; number < to; number++) {
      prefixes.add(new BgpWriter.Prefix(IpAddress.v4(0x0a000000 + (number << 8)), 24));
    }
    return prefixes;
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  @Override
  public void close() throws IOException {
    try {
      socket.shutdownOutput(); // what was written arrives before the end
    } finally {
      socket.close();
    }
  }
}
