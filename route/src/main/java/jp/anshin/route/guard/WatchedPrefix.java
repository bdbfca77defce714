package jp.anshin.route.guard;

import java.util.Set;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.Nlri;

/**
 * A block of addresses that is watched.
 *
 * @param v6 whether it is IPv6
 * @param high first 64 bits of its address, host bits masked; of IPv4 the upper 32 of them
 * @param low last 64 bits, 0 for IPv4
 * @param length its bits
 * @param origins ASes that may originate it and what lies in it, unsigned; never empty
 */
public record WatchedPrefix(boolean v6, long high, long low, int length, Set<Integer> origins) {

  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  public WatchedPrefix {
    origins = Set.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("a watched prefix that nobody may originate");
    }
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
