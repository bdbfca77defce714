package jp.anshin.wire.bmp;

import java.nio.charset.StandardCharsets;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.NotificationMessage;
import jp.anshin.wire.bgp.OpenMessage;
import jp.anshin.wire.bgp.UpdateMessage;
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

  /** Peer Down by a local NOTIFICATION, which follows (RFC 7854, 4.9). */
  public static final int DOWN_LOCAL_NOTIFICATION = 1;

  /** Peer Down without NOTIFICATION; the code of the local event follows (RFC 4271, 8.1). */
  public static final int DOWN_LOCAL_EVENT = 2;

  /** Peer Down by a NOTIFICATION of the peer, which follows. */
  public static final int DOWN_REMOTE_NOTIFICATION = 3;

  /** Peer Down by the peer without data. */
  public static final int DOWN_REMOTE_CLOSE = 4;

  /** Peer Down for the session is no longer monitored. */
  public static final int DOWN_NOT_MONITORED = 5;

  /** Peer Down of a table that the router shows, with information elements (RFC 9069, 5.3). */
  public static final int DOWN_LOCAL_CLOSE = 6;

  private static final int FLAG_FILTERED = 0x80;
  private static final int INFORMATION_STRING = 0;
  private static final int INFORMATION_TABLE_NAME = 3;
  private static final int INFORMATION_SYS_DESCR = 1;
  private static final int INFORMATION_SYS_NAME = 2;
  private static final int INFORMATION_REASON = 1;
  private static final int MAX_TEXT_OCTETS = 1_024;
  private static final int ELEMENT_HEADER_OCTETS = 4;
  private static final int PEER_UP_FIXED_OCTETS = 20;

  /** Takes the elements (type, length, value) of a message in their order. */
  @FunctionalInterface
  public interface ElementVisitor {
    /**
     * One element.
     *
     * @param type its type, whose meaning depends on that of the message
     * @param offset where its value begins in {@link BmpMessage#bytes}
     * @param length octets of its value
     */
    void onElement(int type, int offset, int length);
  }

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
      case PEER_UP -> PEER_UP_FIXED_OCTETS;
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

  /** Whether the router shows only a part of its own table (RFC 9069, 4.2). */
  public boolean isFiltered() {
    return peerType() == PEER_TYPE_LOC_RIB && (flags() & FLAG_FILTERED) != 0;
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

  /**
   * Lays a view of an UPDATE over the one that a Route Monitoring carries.
   *
   * @param asOctets 2 or 4: how AS numbers of its paths are written
   * @param addPath of the session
   * @return as {@link UpdateMessage#wrap}
   */
  public boolean wrap(UpdateMessage over, int asOctets, AddPath addPath) {
    int start = contentStart();
    return over.wrap(
        bytes,
        start + BgpMessage.HEADER_OCTETS,
        start + BgpMessage.length(bytes, start),
        asOctets,
        addPath);
  }

  /** Where the message ends. */
  public int end() {
    return end;
  }

  /** Reason of a Peer Down (RFC 7854, 4.9): one of the constants DOWN, or another number. */
  public int peerDownReason() {
    return Octets.u8(bytes, contentStart());
  }

  /** The NOTIFICATION that ended the session, of a Peer Down; null when there is no whole one. */
  public @Nullable NotificationMessage notification() {
    int reason = peerDownReason();
    return reason == DOWN_LOCAL_NOTIFICATION || reason == DOWN_REMOTE_NOTIFICATION
        ? NotificationMessage.read(bytes, contentStart() + 1, end)
        : null;
  }

  /** Code of the local event that ended the session (RFC 4271, 8.1), of a Peer Down; or -1. */
  public int localEvent() {
    return peerDownReason() == DOWN_LOCAL_EVENT && contentStart() + 3 <= end
        ? Octets.u16(bytes, contentStart() + 1)
        : -1;
  }

  /**
   * Visits the elements of a message: information of Initiation and Termination (RFC 7854, 4.4), of
   * a Peer Up after its OPENs (RFC 9069, 5.2; RFC 8671, 6.3) and of a Peer Down (RFC 9069, 5.3);
   * counters of a Statistics Report (RFC 7854, 4.8; RFC 8671, 6.2; RFC 9069, 5.5); messages and
   * information of Route Mirroring (RFC 7854, 4.7). Of unknown type too.
   *
   * @return false when they do not fill the message: those before the fault were visited
   */
  public boolean elements(ElementVisitor visitor) {
    int position = elementsStart();
    while (position + ELEMENT_HEADER_OCTETS <= end) {
      int type = Octets.u16(bytes, position);
      int length = Octets.u16(bytes, position + 2);
      position += ELEMENT_HEADER_OCTETS;
      if (position + length > end) {
        return false;
      }
      visitor.onElement(type, position, length);
      position += length;
    }
    return position == end;
  }

  private int elementsStart() {
    return switch (type()) {
      case INITIATION, TERMINATION -> start + BmpFraming.HEADER_OCTETS;
      case ROUTE_MIRRORING -> contentStart();
      case STATISTICS_REPORT -> contentStart() + 4;
      case PEER_DOWN -> peerDownReason() == DOWN_LOCAL_CLOSE ? contentStart() + 1 : end;
      case PEER_UP -> opensEnd();
      default -> end;
    };
  }

  /** Number of counters that a Statistics Report announces, unsigned. */
  public long statisticsCount() {
    return Octets.u32(bytes, contentStart());
  }

  /**
   * Value of a counter as {@link #elements} gave it: of four or eight octets, unsigned; of a gauge
   * of one family (types 9, 10, 16, 17) what follows AFI and SAFI.
   *
   * @return -1 when it has neither form
   */
  public static long statistic(byte[] bytes, int offset, int length) {
    return switch (length) {
      case 4 -> Octets.u32(bytes, offset);
      case 8 -> Octets.i64(bytes, offset);
      case 11 -> Octets.i64(bytes, offset + 3);
      default -> -1;
    };
  }

  /** The router's address on a session, of a Peer Up; IPv6 where the peer's is. */
  public IpAddress localAddress() {
    return IpAddress.read(bytes, contentStart() + (v6() ? 0 : 12), v6());
  }

  /** The router's port on a session, of a Peer Up. */
  public int localPort() {
    return Octets.u16(bytes, contentStart() + 16);
  }

  /** The peer's port on a session, of a Peer Up. */
  public int remotePort() {
    return Octets.u16(bytes, contentStart() + 18);
  }

  /** Name of the table that a Peer Up begins (RFC 9069, 5.2.1), or null. */
  public @Nullable String tableName() {
    int position = elementsStart();
    while (position + ELEMENT_HEADER_OCTETS <= end) {
      int length = Octets.u16(bytes, position + 2);
      int value = position + ELEMENT_HEADER_OCTETS;
      if (value + length > end) {
        return null;
      }
      if (Octets.u16(bytes, position) == INFORMATION_TABLE_NAME) {
        return text(value, length);
      }
      position = value + length;
    }
    return null;
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
    return OpenMessage.read(bytes, contentStart() + PEER_UP_FIXED_OCTETS, end);
  }

  /** The OPEN that the router received, of a Peer Up; null when malformed. */
  public @Nullable OpenMessage receivedOpen() {
    return OpenMessage.read(bytes, openEnd(contentStart() + PEER_UP_FIXED_OCTETS), end);
  }

  private int opensEnd() {
    return openEnd(openEnd(contentStart() + PEER_UP_FIXED_OCTETS));
  }

  /** Where the message that begins there ends, or the end of all where it is none. */
  private int openEnd(int offset) {
    return BgpMessage.type(bytes, offset, end) < 0
        ? end
        : offset + BgpMessage.length(bytes, offset);
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
