package jp.anshin.route.guard;

import jp.anshin.wire.bgp.Nlri;

/**
 * Addresses and AS numbers that no route between operators may have. Addresses: the special-purpose
 * registries (RFC 6890) where they are not globally reachable, multicast and reserved space; of
 * IPv6 all but 2000::/3 and, in it, documentation. AS numbers: RFC 7607, 6793, 5398, 6996, 7300.
 * The default route is none: a provider may well send it.
 */
final class Bogons {

  /** IPv4: address in the upper 32 bits, then length. */
  private static final long[][] V4 = {
    {v4(0, 0, 0, 0), 8},
    {v4(10, 0, 0, 0), 8},
    {v4(100, 64, 0, 0), 10},
    {v4(127, 0, 0, 0), 8},
    {v4(169, 254, 0, 0), 16},
    {v4(172, 16, 0, 0), 12},
    {v4(192, 0, 0, 0), 24},
    {v4(192, 0, 2, 0), 24},
    {v4(192, 168, 0, 0), 16},
    {v4(198, 18, 0, 0), 15},
    {v4(198, 51, 100, 0), 24},
    {v4(203, 0, 113, 0), 24},
    {v4(224, 0, 0, 0), 3},
  };

  private static final long GLOBAL_UNICAST = 0x2000_0000_0000_0000L;
  private static final int GLOBAL_UNICAST_BITS = 3;

  /** In 2000::/3: documentation (RFC 3849, 9637), benchmarking (RFC 5180), ORCHIDv2 is global. */
  private static final long[][] V6 = {
    {0x2001_0db8_0000_0000L, 32}, {0x3fff_0000_0000_0000L, 20}, {0x2001_0002_0000_0000L, 48},
  };

  private static final int AS_TRANS = 23_456;
  private static final int LAST_OF_TWO_OCTETS = 65_535;

  private Bogons() {}

  private static long v4(int a, int b, int c, int d) {
    return ((long) a << 24 | (long) b << 16 | (long) c << 8 | d) << 32;
  }

  /** Whether that prefix lies in such space. */
  static boolean isPrefix(boolean v6, long high, int length) {
    if (length == 0) {
      return false;
    }
    if (v6 && (length < GLOBAL_UNICAST_BITS || Nlri.maskHigh(high, 3) != GLOBAL_UNICAST)) {
      return true;
    }
    for (long[] each : v6 ? V6 : V4) {
      if (length >= each[1] && Nlri.maskHigh(high, (int) each[1]) == each[0]) {
        return true;
      }
    }
    return false;
  }

  /** Whether that AS number, unsigned, is reserved or private. */
  static boolean isAs(int number) {
    long as = Integer.toUnsignedLong(number);
    return as == 0
        || as == AS_TRANS
        || (as >= 64_496 && as <= LAST_OF_TWO_OCTETS + 16)
        || as >= 4_200_000_000L;
  }
}
