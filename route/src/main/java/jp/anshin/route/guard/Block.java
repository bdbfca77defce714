package jp.anshin.route.guard;

import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.Nlri;

/**
 * A block of addresses.
 *
 * @param v6 whether it is IPv6
 * @param high first 64 bits of its address, host bits masked; of IPv4 the upper 32 of them
 * @param low last 64 bits, 0 for IPv4
 * @param length its bits
 */
public record Block(boolean v6, long high, long low, int length) {

  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  public Block {
    if (length < 0 || length > (v6 ? V6_BITS : V4_BITS)) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    if (Nlri.maskHigh(high, length) != high || (v6 ? Nlri.maskLow(low, length) : 0) != low) {
      throw new IllegalArgumentException("host bits are set beyond /" + length);
    }
  }

  /** Whether that prefix is this one or lies in it. */
  boolean covers(boolean isV6, long otherHigh, long otherLow, int otherLength) {
    return isV6 == v6
        && otherLength >= length
        && Nlri.maskHigh(otherHigh, length) == high
        && (!v6 || Nlri.maskLow(otherLow, length) == low);
  }

  @Override
  public String toString() {
    return new IpAddress(v6, high, low) + "/" + length;
  }
}
