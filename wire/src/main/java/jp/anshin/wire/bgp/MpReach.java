package jp.anshin.wire.bgp;

import jp.anshin.wire.Octets;

/**
 * Where the parts of an MP_REACH_NLRI attribute lie (RFC 4760, 3); reused from message to message.
 * Table dumps may carry the short form of RFC 6396 4.3.4, next hop only; its first octet is never
 * 0, that of the full form always.
 */
public final class MpReach {
  private int afi;
  private int safi;
  private int nextHopOffset;
  private int nextHopLength;
  private int nlriOffset;
  private int nlriEnd;
  private boolean malformed;

  void absent() {
    afi = 0;
    safi = 0;
    nextHopOffset = 0;
    nextHopLength = 0;
    nlriOffset = 0;
    nlriEnd = 0;
    malformed = false;
  }

  void wrap(byte[] bytes, int offset, int length) {
    absent();
    int end = offset + length;
    malformed =
        length == 0
            || !(bytes[offset] == 0 ? full(bytes, offset, end) : abbreviated(bytes, offset, end));
    if (malformed) {
      absent();
      malformed = true;
    }
  }

  private boolean abbreviated(byte[] bytes, int offset, int end) {
    nextHop(offset + 1, Octets.u8(bytes, offset));
    nlri(end, end);
    return nextHopOffset + nextHopLength <= end;
  }

  private boolean full(byte[] bytes, int offset, int end) {
    if (offset + 4 > end) {
      return false;
    }
    afi = Octets.u16(bytes, offset);
    safi = Octets.u8(bytes, offset + 2);
    nextHop(offset + 4, Octets.u8(bytes, offset + 3));
    int position = nextHopOffset + nextHopLength;
    if (position == end) { // some table dumps leave out the reserved octet too
      nlri(end, end);
      return true;
    }
    if (position + 1 > end) {
      return false;
    }
    int attachmentPoints = Octets.u8(bytes, position++);
    for (int i = 0; i < attachmentPoints; i++) { // RFC 2858 SNPAs, reserved since RFC 4760
      if (position >= end) {
        return false;
      }
      position += 1 + Octets.u8(bytes, position);
    }
    nlri(position, end);
    return position <= end;
  }

  private void nextHop(int offset, int length) {
    nextHopOffset = offset;
    nextHopLength = length;
  }

  private void nlri(int offset, int end) {
    nlriOffset = offset;
    nlriEnd = end;
  }

  /**
   * Whether the next hop has a length that its family allows, where we know those of the family.
   */
  boolean hasFittingNextHop() {
    if (afi != 1 && afi != 2) {
      return true;
    }
    // RFC 8950: IPv4 routes may have IPv6 next hops; RFC 2545, 3: a link-local one may follow.
    boolean address =
        nextHopLength == 16 || nextHopLength == 32 || (afi == 1 && nextHopLength == 4);
    return switch (safi) {
      case 1, 2, 3, 4 -> address;
      case 128 -> // with a route distinguisher before each address (RFC 4364, RFC 4659)
          nextHopLength == 12 || nextHopLength == 24 || nextHopLength == 48;
      default -> true;
    };
  }

  /** Address family, or 0 in the short form and when absent. */
  public int afi() {
    return afi;
  }

  /** Subsequent address family, or 0. */
  public int safi() {
    return safi;
  }

  /** Where the next hop begins. */
  public int nextHopOffset() {
    return nextHopOffset;
  }

  /** Octets of the next hop, 0 when absent. */
  public int nextHopLength() {
    return nextHopLength;
  }

  /** Where the prefixes begin. */
  public int nlriOffset() {
    return nlriOffset;
  }

  /** Where they end. */
  public int nlriEnd() {
    return nlriEnd;
  }

  /** Whether the attribute is torn: the rest is then as if it were absent. */
  public boolean malformed() {
    return malformed;
  }
}
