package jp.anshin.wire.bgp;

import jp.anshin.wire.Octets;

/** Prefixes as BGP writes them: length in bits, then as many octets as needed (RFC 4271, 4.3). */
public final class Nlri {
  /** Value of a path identifier where the session has none. */
  public static final long NO_PATH_ID = -1;

  private Nlri() {}

  /**
   * Visits the prefixes that lie in {@code [offset, end)}. What follows a malformed prefix cannot
   * be trusted: the reading stops there.
   *
   * @param addPath whether a path identifier of four octets stands before each prefix (RFC 7911)
   * @return the offset at which a malformed prefix begins, or {@code end} when all is well
   */
  public static int visit(
      byte[] bytes,
      int offset,
      int end,
      boolean v6,
      int safi,
      boolean addPath,
      NlriVisitor visitor) {
    int maxBits = v6 ? 128 : 32;
    int position = offset;
    while (position < end) {
      int start = position;
      long pathId = NO_PATH_ID;
      if (addPath) {
        if (position + 5 > end) {
          return start;
        }
        pathId = Octets.u32(bytes, position);
        position += 4;
      }
      int bits = Octets.u8(bytes, position++);
      int octets = (bits + 7) >>> 3;
      if (bits > maxBits || position + octets > end) {
        return start;
      }
      long high;
      long low;
      if (position + 16 <= bytes.length) { // what lies behind the prefix is masked away
        high = Octets.i64(bytes, position);
        low = Octets.i64(bytes, position + 8);
      } else {
        high = bitsAt(bytes, position, Math.min(octets, 8));
        low = octets > 8 ? bitsAt(bytes, position + 8, octets - 8) : 0;
      }
      visitor.onPrefix(v6, safi, maskHigh(high, bits), maskLow(low, bits), bits, pathId);
      position += octets;
    }
    return end;
  }

  /** Keeps the first {@code bits} bits of the upper half of an address. */
  public static long maskHigh(long high, int bits) {
    return bits == 0 ? 0 : bits >= 64 ? high : high & (-1L << (64 - bits));
  }

  /** Keeps of the lower half of an address what belongs to its first {@code bits} bits. */
  public static long maskLow(long low, int bits) {
    return bits <= 64 ? 0 : bits == 128 ? low : low & (-1L << (128 - bits));
  }

  /** Reads up to eight octets into the upper end of a long. */
  public static long bitsAt(byte[] bytes, int offset, int octets) {
    if (octets == 8) {
      return Octets.i64(bytes, offset);
    }
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value |= (long) Octets.u8(bytes, offset + i) << (56 - 8 * i);
    }
    return value;
  }
}
