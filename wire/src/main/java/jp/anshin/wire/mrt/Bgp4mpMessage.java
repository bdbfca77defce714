package jp.anshin.wire.mrt;

import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.BgpMessage;
import org.jspecify.annotations.Nullable;

/**
 * A view over a message or state change of a session: BGP4MP and BGP4MP_ET (RFC 6396, 4.4; RFC
 * 8050, 5), and the retired types BGP and BGP4PLUS (RFC 6396, B.2 and B.3), whose messages have no
 * header. It is reused from record to record.
 */
public final class Bgp4mpMessage {
  private static final String MALFORMED = "mrt-malformed-bgp4mp";
  private static final String MALFORMED_RETIRED = "mrt-malformed-bgp";

  private byte[] bytes = {};
  private boolean v6;
  private boolean local;
  private boolean stateChange;
  private boolean retired;
  private int retiredMessageType;
  private int asOctets;
  private AddPath addPath = AddPath.NONE;
  private long peerAs;
  private long localAs;
  private int peerOffset;
  private int localOffset;
  private int contentStart;
  private int contentEnd;

  /**
   * Looks at the present record of a reader whose type is one of {@link MrtType#isSession}.
   *
   * @return null when it is laid out, else the kind to count it under
   */
  public @Nullable String wrap(MrtReader record) {
    bytes = record.bytes();
    contentEnd = record.bodyEnd();
    retired = MrtType.isRetiredBgp(record.type());
    return retired ? wrapRetired(record) : wrapBgp4mp(record);
  }

  private @Nullable String wrapBgp4mp(MrtReader record) {
    if (!subtype(record.subtype())) {
      return kind(record);
    }
    int position = record.bodyStart();
    int fixed = 2 * asOctets + 4;
    if (position + fixed > contentEnd) {
      return MALFORMED;
    }
    // In LOCAL subtypes the message was sent by the collector: RFC 6396 keeps the order of the
    // fields (peer, then local), as do the writers met.
    peerAs = as(position);
    localAs = as(position + asOctets);
    int afi = Octets.u16(bytes, position + 2 * asOctets + 2);
    if (afi != 1 && afi != 2) {
      return "mrt-bgp4mp-afi-" + afi;
    }
    v6 = afi == 2;
    peerOffset = position + fixed;
    localOffset = peerOffset + (v6 ? 16 : 4);
    contentStart = localOffset + (v6 ? 16 : 4);
    boolean torn = contentStart + (stateChange ? 4 : 0) > contentEnd;
    return torn ? MALFORMED : null;
  }

  private boolean subtype(int subtype) {
    stateChange = subtype == MrtType.STATE_CHANGE || subtype == MrtType.STATE_CHANGE_AS4;
    addPath =
        subtype >= MrtType.MESSAGE_ADDPATH && subtype <= MrtType.MESSAGE_AS4_LOCAL_ADDPATH
            ? AddPath.ALL
            : AddPath.NONE;
    switch (subtype) {
      case MrtType.MESSAGE, MrtType.MESSAGE_ADDPATH, MrtType.STATE_CHANGE -> of(2, false);
      case MrtType.MESSAGE_AS4, MrtType.MESSAGE_AS4_ADDPATH, MrtType.STATE_CHANGE_AS4 ->
          of(4, false);
      case MrtType.MESSAGE_LOCAL, MrtType.MESSAGE_LOCAL_ADDPATH -> of(2, true);
      case MrtType.MESSAGE_AS4_LOCAL, MrtType.MESSAGE_AS4_LOCAL_ADDPATH -> of(4, true);
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable String wrapRetired(MrtReader record) {
    of(2, false);
    addPath = AddPath.NONE;
    v6 = record.type() != MrtType.BGP;
    int addressOctets = v6 ? 16 : 4;
    stateChange = record.subtype() == MrtType.BGP_STATE_CHANGE;
    retiredMessageType =
        switch (record.subtype()) {
          case MrtType.BGP_UPDATE -> BgpMessage.UPDATE;
          case MrtType.BGP_OPEN -> BgpMessage.OPEN;
          case MrtType.BGP_NOTIFY -> BgpMessage.NOTIFICATION;
          case MrtType.BGP_KEEPALIVE -> BgpMessage.KEEPALIVE;
          default -> 0;
        };
    if (retiredMessageType == 0 && !stateChange) {
      return kind(record);
    }
    int position = record.bodyStart();
    peerOffset = position + 2;
    localOffset = peerOffset + addressOctets + (stateChange ? 0 : 2);
    contentStart = stateChange ? localOffset : localOffset + addressOctets;
    if (contentStart + (stateChange ? 4 : 0) > contentEnd) {
      return MALFORMED_RETIRED;
    }
    peerAs = as(position);
    localAs = stateChange ? 0 : as(localOffset - 2);
    return null;
  }

  private static String kind(MrtReader record) {
    return "mrt-" + record.type() + "-" + record.subtype();
  }

  private void of(int octets, boolean isLocal) {
    asOctets = octets;
    local = isLocal;
  }

  private long as(int offset) {
    return asOctets == 4 ? Octets.u32(bytes, offset) : Octets.u16(bytes, offset);
  }

  /** Whether it is a change of session state, no message. */
  public boolean isStateChange() {
    return stateChange;
  }

  /** Whether the collector sent it (subtypes LOCAL); it then says nothing about the peer. */
  public boolean isLocal() {
    return local;
  }

  /** Whether the record is of a retired type: its message has no header. */
  public boolean isRetired() {
    return retired;
  }

  /** 2 or 4: octets of AS numbers in the record and in the message's AS_PATH. */
  public int asOctets() {
    return asOctets;
  }

  /** In which families prefixes carry path identifiers. */
  public AddPath addPath() {
    return addPath;
  }

  /** AS of the peer, unsigned. */
  public long peerAs() {
    return peerAs;
  }

  /** AS of the collector, unsigned; 0 in a state change of a retired type, which does not say. */
  public long localAs() {
    return localAs;
  }

  /** Whether the session's addresses are IPv6. */
  public boolean v6() {
    return v6;
  }

  /** First 64 bits of the peer's address, as in {@link IpAddress}. */
  public long peerHigh() {
    return v6 ? Octets.i64(bytes, peerOffset) : (long) Octets.i32(bytes, peerOffset) << 32;
  }

  /** Last 64 bits of the peer's address, as in {@link IpAddress}. */
  public long peerLow() {
    return v6 ? Octets.i64(bytes, peerOffset + 8) : 0;
  }

  /** The peer's address. */
  public IpAddress peerAddress() {
    return IpAddress.read(bytes, peerOffset, v6);
  }

  /** The collector's address; null in a state change of a retired type, which does not say. */
  public @Nullable IpAddress localAddress() {
    return retired && stateChange ? null : IpAddress.read(bytes, localOffset, v6);
  }

  /** Old state (RFC 4271, 8.2.2: 1 Idle to 6 Established) of a state change. */
  public int oldState() {
    return Octets.u16(bytes, contentStart);
  }

  /** New state of a state change. */
  public int newState() {
    return Octets.u16(bytes, contentStart + 2);
  }

  /** The bytes under this view. */
  public byte[] bytes() {
    return bytes;
  }

  /** Type of the BGP message, or -1 when it is torn: then it has no body to look at. */
  public int messageType() {
    return retired ? retiredMessageType : BgpMessage.type(bytes, contentStart, contentEnd);
  }

  /** Where the BGP message begins, with its header unless {@link #isRetired}. */
  public int messageStart() {
    return contentStart;
  }

  /** Where the record, and so the space for the BGP message, ends. */
  public int messageEnd() {
    return contentEnd;
  }

  /** Where the body of the BGP message begins; only where {@link #messageType} is known. */
  public int bodyStart() {
    return retired ? contentStart : contentStart + BgpMessage.HEADER_OCTETS;
  }

  /** Where the body of the BGP message ends; only where {@link #messageType} is known. */
  public int bodyEnd() {
    return retired ? contentEnd : contentStart + BgpMessage.length(bytes, contentStart);
  }
}
