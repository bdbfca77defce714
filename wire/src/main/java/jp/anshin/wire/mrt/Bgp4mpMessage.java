package jp.anshin.wire.mrt;

import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.AddPath;
import org.jspecify.annotations.Nullable;

/**
 * A view over a BGP4MP or BGP4MP_ET message or state change (RFC 6396, 4.4; RFC 8050, 4), reused
 * from record to record.
 */
public final class Bgp4mpMessage {
  private byte[] bytes = {};
  private boolean v6;
  private boolean local;
  private boolean stateChange;
  private int asOctets;
  private AddPath addPath = AddPath.NONE;
  private long peerAs;
  private long localAs;
  private int peerOffset;
  private int contentStart;
  private int contentEnd;

  /**
   * Looks at the present record of a reader whose type is {@link MrtType#BGP4MP} or {@link
   * MrtType#BGP4MP_ET}.
   *
   * @return null when it is laid out, else the kind to count it under
   */
  public @Nullable String wrap(MrtReader record) {
    bytes = record.bytes();
    if (!subtype(record.subtype())) {
      return "mrt-" + record.type() + "-" + record.subtype();
    }
    int position = record.bodyStart();
    contentEnd = record.bodyEnd();
    int fixed = 2 * asOctets + 4;
    if (position + fixed > contentEnd) {
      return "mrt-malformed-bgp4mp";
    }
    long first = as(position);
    long second = as(position + asOctets);
    // In LOCAL subtypes the message was sent by the collector: RFC 6396 keeps the order of the
    // fields (peer, then local), as do the writers met.
    peerAs = first;
    localAs = second;
    int afi = Octets.u16(bytes, position + 2 * asOctets + 2);
    if (afi != 1 && afi != 2) {
      return "mrt-bgp4mp-afi-" + afi;
    }
    v6 = afi == 2;
    peerOffset = position + fixed;
    contentStart = peerOffset + (v6 ? 32 : 8);
    boolean torn = contentStart + (stateChange ? 4 : 0) > contentEnd;
    return torn ? "mrt-malformed-bgp4mp" : null;
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

  /** AS of the collector, unsigned. */
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

  /** Where the BGP message begins, with its header. */
  public int messageStart() {
    return contentStart;
  }

  /** Where the record, and so the space for the BGP message, ends. */
  public int messageEnd() {
    return contentEnd;
  }
}
