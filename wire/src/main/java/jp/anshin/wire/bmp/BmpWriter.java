package jp.anshin.wire.bmp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;

/** Writes BMP messages, for simulations and tests. Each method returns one whole message. */
public final class BmpWriter {
  private static final int PEER_TYPE_RD = 1;
  private static final int FLAG_FILTERED = 0x80;
  private static final int FLAG_IPV6 = 0x80;
  private static final int INFORMATION_TABLE_NAME = 3;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final DataOutputStream fields = new DataOutputStream(body);

  /**
   * A peer of the router.
   *
   * @param address its address
   * @param as its AS, unsigned
   * @param bgpIdentifier 32 bits
   * @param type peer type (RFC 7854, 4.2; RFC 9069): 0 global, 1 RD, 2 local, 3 Loc-RIB
   * @param flags flags of that type, without that of an IPv6 address
   * @param distinguisher of its routing table, 0 for the global one
   */
  public record Peer(
      IpAddress address, long as, int bgpIdentifier, int type, int flags, long distinguisher) {

    /** A peer in the global table, before policy. */
    public Peer(IpAddress address, long as, int bgpIdentifier) {
      this(address, as, bgpIdentifier, 0, 0, 0);
    }

    /** The router's own table as a peer, with the F flag: filtered (RFC 9069, 4.2). */
    public static Peer locRib(long as, int bgpIdentifier) {
      return new Peer(
          IpAddress.v4(0), as, bgpIdentifier, BmpMessage.PEER_TYPE_LOC_RIB, FLAG_FILTERED, 0);
    }

    /** The same with these flags too: L, A (RFC 7854, 4.2), O (RFC 8671, 4). */
    public Peer flagged(int more) {
      return new Peer(address, as, bgpIdentifier, type, flags | more, distinguisher);
    }

    /** The same in the routing table of that distinguisher. */
    public Peer inTable(long routeDistinguisher) {
      return new Peer(address, as, bgpIdentifier, PEER_TYPE_RD, flags, routeDistinguisher);
    }
  }

  /**
   * An element of any type: information, counter, or message.
   *
   * @param type 0 to 65535
   * @param value at most 65535 octets
   */
  public record Element(int type, byte[] value) {

    /** One with a text. */
    public static Element text(int type, String text) {
      return new Element(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A gauge of 64 bits. */
    public static Element gauge(int type, long value) {
      var octets = new byte[Long.BYTES];
      Octets.put64(octets, 0, value);
      return new Element(type, octets);
    }

    /** A counter of 32 bits. */
    public static Element counter(int type, int value) {
      var octets = new byte[Integer.BYTES];
      Octets.put32(octets, 0, value);
      return new Element(type, octets);
    }

    /** A gauge of one family (types 9, 10, 16 and 17). */
    public static Element gauge(int type, int afi, int safi, long value) {
      var octets = new byte[3 + Long.BYTES];
      Octets.put16(octets, 0, afi);
      octets[2] = (byte) safi;
      Octets.put64(octets, 3, value);
      return new Element(type, octets);
    }
  }

  private interface Content {
    void write() throws IOException;
  }

  /** The first message of a session (RFC 7854, 4.3). */
  public byte[] initiation(String sysName, String sysDescr) {
    return message(
        BmpMessage.INITIATION,
        () -> {
          information(1, sysDescr);
          information(2, sysName);
        });
  }

  /** A first message with any information. */
  public byte[] initiation(List<Element> elements) {
    return message(BmpMessage.INITIATION, () -> elements(elements));
  }

  private void elements(List<Element> elements) throws IOException {
    for (var element : elements) {
      fields.writeShort(element.type);
      fields.writeShort(element.value.length);
      fields.write(element.value);
    }
  }

  private void information(int type, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    fields.writeShort(type);
    fields.writeShort(octets.length);
    fields.write(octets);
  }

  /** The last message of a session (RFC 7854, 4.5): 0 closed by hand, 2 out of resources. */
  public byte[] termination(int reason) {
    return message(
        BmpMessage.TERMINATION,
        () -> {
          fields.writeShort(1);
          fields.writeShort(Short.BYTES);
          fields.writeShort(reason);
        });
  }

  /** A BGP message as it came from a peer (RFC 7854, 4.7). */
  public byte[] routeMirroring(Peer peer, long epochMicros, byte[] bgpMessage) {
    return routeMirroring(peer, epochMicros, List.of(new Element(0, bgpMessage)));
  }

  /** Messages and information as they came from a peer (RFC 7854, 4.7). */
  public byte[] routeMirroring(Peer peer, long epochMicros, List<Element> elements) {
    return message(
        BmpMessage.ROUTE_MIRRORING,
        () -> {
          peerHeader(peer, epochMicros);
          elements(elements);
        });
  }

  /** A session of the router came up (RFC 7854, 4.10). */
  public byte[] peerUp(
      Peer peer, long epochMicros, IpAddress local, byte[] sentOpen, byte[] receivedOpen) {
    return message(
        BmpMessage.PEER_UP,
        () -> {
          peerHeader(peer, epochMicros);
          paddedAddress(local);
          fields.writeShort(179);
          fields.writeShort(40_000);
          fields.write(sentOpen);
          fields.write(receivedOpen);
          if (peer.type() == BmpMessage.PEER_TYPE_LOC_RIB) {
            information(INFORMATION_TABLE_NAME, "global"); // RFC 9069, 4.4
          }
        });
  }

  /** A session of the router went down (RFC 7854, 4.9): 4 is a close by the remote without data. */
  public byte[] peerDown(Peer peer, long epochMicros, int reason) {
    return peerDown(peer, epochMicros, reason, new byte[0]);
  }

  /** A session of the router went down, with the octets that its reason asks for. */
  public byte[] peerDown(Peer peer, long epochMicros, int reason, byte[] data) {
    return message(
        BmpMessage.PEER_DOWN,
        () -> {
          peerHeader(peer, epochMicros);
          fields.writeByte(reason);
          fields.write(data);
        });
  }

  /** An UPDATE of a peer (RFC 7854, 4.6); which table it is of, the peer's type and flags say. */
  public byte[] routeMonitoring(Peer peer, long epochMicros, byte[] update) {
    return message(
        BmpMessage.ROUTE_MONITORING,
        () -> {
          peerHeader(peer, epochMicros);
          fields.write(update);
        });
  }

  /**
   * How many routes of a peer the router holds before policy (RFC 7854, 4.8, type 7), and by its
   * time that the router is alive.
   */
  public byte[] statisticsReport(Peer peer, long epochMicros, long routes) {
    return statisticsReport(peer, epochMicros, List.of(Element.gauge(7, routes)));
  }

  /** Counters of a peer (RFC 7854, 4.8; RFC 8671, 6.2; RFC 9069, 5.5). */
  public byte[] statisticsReport(Peer peer, long epochMicros, List<Element> counters) {
    return message(
        BmpMessage.STATISTICS_REPORT,
        () -> {
          peerHeader(peer, epochMicros);
          fields.writeInt(counters.size());
          elements(counters);
        });
  }

  private void peerHeader(Peer peer, long epochMicros) throws IOException {
    fields.writeByte(peer.type());
    fields.writeByte(peer.flags() | (peer.address().v6() ? FLAG_IPV6 : 0));
    fields.writeLong(peer.distinguisher());
    paddedAddress(peer.address());
    fields.writeInt((int) peer.as());
    fields.writeInt(peer.bgpIdentifier());
    fields.writeInt((int) (epochMicros / 1_000_000));
    fields.writeInt((int) (epochMicros % 1_000_000));
  }

  private void paddedAddress(IpAddress address) throws IOException {
    var octets = new byte[16];
    address.write(octets, address.v6() ? 0 : 12);
    fields.write(octets);
  }

  private byte[] message(int type, Content content) {
    try {
      body.reset();
      fields.writeByte(3);
      fields.writeInt(0);
      fields.writeByte(type);
      content.write();
      byte[] message = body.toByteArray();
      Octets.put32(message, 1, message.length);
      return message;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
  }
}
