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
  private static final int TWO_OCTET_AS = 0x20;
  private static final int LOC_RIB = 3;
  private static final IpAddress NEXT_HOP_V6 = new IpAddress(true, 0x2001_0db8_0000_0000L, 1);

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
    return upMessage(peer, at, BgpWriter.Speaker.PLAIN, BgpWriter.Speaker.PLAIN);
  }

  /** A session whose two ends offered that in their OPENs. */
  PlayedRouter up(
      BmpWriter.Peer peer, Instant at, BgpWriter.Speaker router, BgpWriter.Speaker remote)
      throws IOException {
    return raw(upMessage(peer, at, router, remote));
  }

  private byte[] upMessage(
      BmpWriter.Peer peer, Instant at, BgpWriter.Speaker router, BgpWriter.Speaker remote) {
    bgp.clear();
    byte[] sent = bgp.open(64_500, 180, 0x0a0000fe, router).toByteArray();
    bgp.clear();
    byte[] received = bgp.open(peer.as(), 180, peer.bgpIdentifier(), remote).toByteArray();
    return bmp.peerUp(peer, micros(at), IpAddress.v4(0xc00002fe), sent, received);
  }

  public PlayedRouter down(BmpWriter.Peer peer, Instant at) throws IOException {
    return raw(bmp.peerDown(peer, micros(at), 4));
  }

  /** Announces prefixes {@code 10.x.y.0/24} by number over one path. */
  public PlayedRouter announce(BmpWriter.Peer peer, Instant at, int from, int to, Long... path)
      throws IOException {
    return announce(peer, at, prefixes(from, to), path);
  }

  /** Announces those prefixes, of one family, over one path. */
  PlayedRouter announce(
      BmpWriter.Peer peer, Instant at, List<BgpWriter.Prefix> prefixes, Long... path)
      throws IOException {
    int asOctets = (peer.flags() & TWO_OCTET_AS) != 0 && peer.type() != LOC_RIB ? 2 : 4;
    return announce(peer, at, asOctets, prefixes, path);
  }

  /** The same with AS numbers of so many octets, whatever the peer's flags say. */
  PlayedRouter announce(
      BmpWriter.Peer peer, Instant at, int asOctets, List<BgpWriter.Prefix> prefixes, Long... path)
      throws IOException {
    var nextHop = prefixes.getFirst().address().v6() ? NEXT_HOP_V6 : peer.address();
    for (var some : parts(prefixes)) {
      bgp.clear();
      bgp.announce(some, List.of(path), nextHop, asOctets);
      raw(monitoring(peer, at, bgp.toByteArray()));
    }
    return this;
  }

  public PlayedRouter withdraw(BmpWriter.Peer peer, Instant at, int from, int to)
      throws IOException {
    return withdraw(peer, at, prefixes(from, to));
  }

  /** Withdraws those prefixes, of one family. */
  PlayedRouter withdraw(BmpWriter.Peer peer, Instant at, List<BgpWriter.Prefix> prefixes)
      throws IOException {
    for (var some : parts(prefixes)) {
      bgp.clear();
      bgp.withdraw(some);
      raw(monitoring(peer, at, bgp.toByteArray()));
    }
    return this;
  }

  private static List<List<BgpWriter.Prefix>> parts(List<BgpWriter.Prefix> prefixes) {
    var parts = new ArrayList<List<BgpWriter.Prefix>>();
    for (int begin = 0; begin < prefixes.size(); begin += PREFIXES_PER_UPDATE) {
      int end = Math.min(prefixes.size(), begin + PREFIXES_PER_UPDATE);
      parts.add(prefixes.subList(begin, end));
    }
    return parts;
  }

  public PlayedRouter endOfRib(BmpWriter.Peer peer, Instant at) throws IOException {
    bgp.clear();
    return raw(bmp.routeMonitoring(peer, micros(at), bgp.endOfRib().toByteArray()));
  }

  PlayedRouter endOfRibV6(BmpWriter.Peer peer, Instant at) throws IOException {
    bgp.clear();
    return raw(bmp.routeMonitoring(peer, micros(at), bgp.endOfRibV6().toByteArray()));
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

  /** The same prefixes of one path identifier (RFC 7911). */
  static List<BgpWriter.Prefix> identified(List<BgpWriter.Prefix> prefixes, long pathId) {
    return prefixes.stream().map(prefix -> prefix.identified(pathId)).toList();
  }

  /** Prefixes {@code 2001:db8:x::/48} by number. */
  static List<BgpWriter.Prefix> prefixesV6(int from, int to) {
    var prefixes = new ArrayList<BgpWriter.Prefix>();
    for (long number = from; number < to; number++) {
      var address = new IpAddress(true, 0x2001_0db8_0000_0000L | number << 16, 0);
      prefixes.add(new BgpWriter.Prefix(address, 48));
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
