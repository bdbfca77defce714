package jp.anshin.wire.bgp;

import jp.anshin.wire.Octets;

/**
 * Where the parts of an MP_REACH_NLRI attribute lie (RFC 4760, 3). Table dumps may carry the short
 * form of RFC 6396 4.3.4, next hop only; its first octet is never 0, that of the full form always.
 *
 * @param afi address family, or 0 in the short form and when absent
 * @param safi subsequent address family, or 0
 * @param nextHopOffset where the next hop begins
 * @param nextHopLength its octets, 0 when absent
 * @param nlriOffset where the prefixes begin
 * @param nlriEnd where they end
 * @param malformed whether the attribute is torn
 */
public record MpReach(
    int afi,
    int safi,
    int nextHopOffset,
    int nextHopLength,
    int nlriOffset,
    int nlriEnd,
    boolean malformed) {
  static final MpReach ABSENT = new MpReach(0, 0, 0, 0, 0, 0, false);
  private static final MpReach MALFORMED = new MpReach(0, 0, 0, 0, 0, 0, true);

  static MpReach of(byte[] bytes, int offset, int length) {
    int end = offset + length;
    if (length == 0) {
      return MALFORMED;
    }
    return bytes[offset] == 0 ? full(bytes, offset, end) : abbreviated(bytes, offset, end);
  }

  private static MpReach abbreviated(byte[] bytes, int offset, int end) {
    int nextHopLength = Octets.u8(bytes, offset);
    return offset + 1 + nextHopLength > end
        ? MALFORMED
        : new MpReach(0, 0, offset + 1, nextHopLength, end, end, false);
  }

  private static MpReach full(byte[] bytes, int offset, int end) {
    if (offset + 4 > end) {
      return MALFORMED;
    }
    int afi = Octets.u16(bytes, offset);
    int safi = Octets.u8(bytes, offset + 2);
    int nextHopLength = Octets.u8(bytes, offset + 3);
    int position = offset + 4 + nextHopLength;
    if (position == end) { // some table dumps leave out the reserved octet too
      return new MpReach(afi, safi, offset + 4, nextHopLength, end, end, false);
    }
    if (position + 1 > end) {
      return MALFORMED;
    }
    int attachmentPoints = Octets.u8(bytes, position++);
    for (int i = 0; i < attachmentPoints; i++) { // RFC 2858 SNPAs, reserved since RFC 4760
      if (position >= end) {
        return MALFORMED;
      }
      position += 1 + Octets.u8(bytes, position);
    }
    return position > end
        ? MALFORMED
        : new MpReach(afi, safi, offset + 4, nextHopLength, position, end, false);
  }
}
