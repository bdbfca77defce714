package jp.anshin.wire.bmp;

import java.nio.charset.StandardCharsets;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.OpenMessage;
import org.jspecify.annotations.Nullable;

/**
 * A view over one BMP message (RFC 7854, 4; RFC 8671; RFC 9069), reused from message to message.
 */
public final class BmpMessage {
  public static final int ROUTE_MONITORING = 0;
  public static final int STATISTICS_REPORT = 1;
  public static final int PEER_DOWN = 2;
  public static final int PEER_UP = 3;
  public static final int INITIATION = 4;
  public static final int TERMINATION = 5;
  public static final int ROUTE_MIRRORING = 6;

  /** Octets of the header of each peer's messages. */
  public static final int PEER_HEADER_OCTETS = 42;

  /** Peer type of a router's own table (RFC 9069). */
  public static final int PEER_TYPE_LOC_RIB = 3;

  private static final int FLAG_IPV6 = 0x80;
  private static final int FLAG_POST_POLICY = 0x40;
  private static final int FLAG_TWO_OCTET_AS = 0x20;
  private static final int FLAG_ADJ_RIB_OUT = 0x10;
  private static final int INFORMATION_STRING = 0;
  private static final int INFORMATION_SYS_DESCR = 1;
  private static final int INFORMATION_SYS_NAME = 2;
  private static final int INFORMATION_REASON = 1;
  private static final int MAX_TEXT_OCTETS = 1_024;

  private byte[] bytes = {};
  private int start;
  private int end;

  /**
   * Looks at a whole message as {@link BmpFraming} found it.
   *
   * @return null when it is laid out, else the kind to count it under
   */
  public @Nullable String wrap(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.start = offset;
    this.end = offset + length;
    int type = type();
    if (type > ROUTE_MIRRORING) {
      return "bmp-type-" + type;
    }
    int needed = BmpFraming.HEADER_OCTETS + (hasPeer() ? PEER_HEADER_OCTETS : 0) + fixedOctets();
    return length < needed ? "bmp-malformed-type-" + type : null;
  }

  private int fixedOctets() {
    return switch (type()) {
      case PEER_UP -> 20;
      case PEER_DOWN -> 1;
      case STATISTICS_REPORT -> 4;
      default -> 0;
    };
  }

  /** Type: one of the constants of this class, or another number. */
  public int type() {
    return Octets.u8(bytes, start + 5);
  }

  /** Whether the message is about a peer; those of the session itself are not. */
  public boolean hasPeer() {
    return type() != INITIATION && type() != TERMINATION;
  }

  private int peerStart() {
    return start + BmpFraming.HEADER_OCTETS;
  }

  /** Peer type: 0 global, 1 RD, 2 local, 3 Loc-RIB. */
  public int peerType() {
    return Octets.u8(bytes, peerStart());
  }

  private int flags() {
    return Octets.u8(bytes, peerStart() + 1);
  }

  /** Whether the peer's address is IPv6. */
  public boolean v6() {
    return (flags() & FLAG_IPV6) != 0 && peerType() != PEER_TYPE_LOC_RIB;
  }

  /** Which of the router's tables the routes are of. */
  public BmpView view() {
    if (peerType() == PEER_TYPE_LOC_RIB) {
      return BmpView.LOC_RIB;
    }
    boolean post = (flags() & FLAG_POST_POLICY) != 0;
    if ((flags() & FLAG_ADJ_RIB_OUT) != 0) {
      return post ? BmpView.ADJ_RIB_OUT_POST : BmpView.ADJ_RIB_OUT_PRE;
    }
    return post ? BmpView.ADJ_RIB_IN_POST : BmpView.ADJ_RIB_IN_PRE;
  }

  /** 2 or 4: octets of AS numbers in AS_PATH of the UPDATE that the message carries. */
  public int asOctets() {
    return (flags() & FLAG_TWO_OCTET_AS) != 0 && peerType() != PEER_TYPE_LOC_RIB ? 2 : 4;
  }

  /** Distinguisher of the peer's routing table, 0 for the global one. */
  public long distinguisher() {
    return Octets.i64(bytes, peerStart() + 2);
  }

  /** First 64 bits of the peer's address, as in {@link IpAddress}. */
  public long peerHigh() {
    return v6()
        ? Octets.i64(bytes, peerStart() + 10)
        : (long) Octets.i32(bytes, peerStart() + 22) << 32;
  }

  /** Last 64 bits of the peer's address, as in {@link IpAddress}. */
  public long peerLow() {
    return v6() ? Octets.i64(bytes, peerStart() + 18) : 0;
  }

  /** The peer's address; 0.0.0.0 for a Loc-RIB. */
  public IpAddress peerAddress() {
    return new IpAddress(v6(), peerHigh(), peerLow());
  }

  /** AS of the peer, unsigned. */
  public long peerAs() {
    return Octets.u32(bytes, peerStart() + 26);
  }

  /** BGP identifier of the peer, 32 bits. */
  public int peerBgpIdentifier() {
    return Octets.i32(bytes, peerStart() + 30);
  }

  /** When the router met the event, microseconds since 1970 UTC; 0 when it does not say. */
  public long epochMicros() {
    return Octets.u32(bytes, peerStart() + 34) * 1_000_000 + Octets.u32(bytes, peerStart() + 38);
  }

  /** The bytes under this view. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the BGP message of a Route Monitoring begins, with its header. */
  public int contentStart() {
    return peerStart() + PEER_HEADER_OCTETS;
  }

  /** Where the message ends. */
  public int end() {
    return end;
  }

  /** Reason of a Peer Down (RFC 7854, 4.9). */
  public int peerDownReason() {
    return Octets.u8(bytes, contentStart());
  }

  /** Reason of a Termination (RFC 7854, 4.5), or -1 when it gives none. */
  public int terminationReason() {
    int position = start + BmpFraming.HEADER_OCTETS;
    while (position + 4 <= end) {
      int type = Octets.u16(bytes, position);
      int length = Octets.u16(bytes, position + 2);
      position += 4;
      if (type == INFORMATION_REASON && length == 2 && position + length <= end) {
        return Octets.u16(bytes, position);
      }
      position += length;
    }
    return -1;
  }

  /** The OPEN that the router sent, of a Peer Up; null when malformed. */
  public @Nullable OpenMessage sentOpen() {
    return OpenMessage.read(bytes, contentStart() + 20, end);
  }

  /** The OPEN that the router received, of a Peer Up; null when malformed. */
  public @Nullable OpenMessage receivedOpen() {
    int sent = contentStart() + 20;
    if (sent + 18 > end) {
      return null;
    }
    int received = sent + Octets.u16(bytes, sent + 16);
    return OpenMessage.read(bytes, received, end);
  }

  /** What the router calls itself in an Initiation: sysName, else sysDescr, else a string. */
  public @Nullable String routerName() {
    String found = null;
    int foundType = INFORMATION_STRING - 1;
    int position = start + BmpFraming.HEADER_OCTETS;
    while (position + 4 <= end) {
      int type = Octets.u16(bytes, position);
      int length = Octets.u16(bytes, position + 2);
      position += 4;
      if (position + length > end) {
        break;
      }
      boolean named =
          type == INFORMATION_STRING
              || type == INFORMATION_SYS_DESCR
              || type == INFORMATION_SYS_NAME;
      String text = named && type > foundType ? text(position, length) : "";
      if (!text.isEmpty()) {
        foundType = type;
        found = text;
      }
      position += length;
    }
    return found;
  }

  private String text(int offset, int length) {
    return new String(bytes, offset, Math.min(length, MAX_TEXT_OCTETS), StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}", " ")
        .strip();
  }
}
