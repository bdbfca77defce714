package jp.anshin.route.search;

import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.Nlri;

/** What is looked for in the tables. */
public sealed interface RouteQuery {

  /**
   * A prefix, what covers it, and what lies in it.
   *
   * @param v6 whether it is IPv6
   * @param high first 64 bits of its address, host bits masked; of IPv4 the upper 32 of them
   * @param low last 64 bits, 0 for IPv4
   * @param length its bits
   */
  record OfPrefix(boolean v6, long high, long low, int length) implements RouteQuery {

    /** The prefix of that length that an address is in. */
    public static OfPrefix of(IpAddress address, int length) {
      return new OfPrefix(
          address.v6(),
          Nlri.maskHigh(address.high(), length),
          address.v6() ? Nlri.maskLow(address.low(), length) : 0,
          length);
    }

    @Override
    public String toString() {
      return new IpAddress(v6, high, low) + "/" + length;
    }
  }

  /**
   * Routes with an AS on their path.
   *
   * @param as the AS, unsigned
   * @param originOnly whether it must be the last one, which originated the route
   */
  record OfAs(long as, boolean originOnly) implements RouteQuery {

    @Override
    public String toString() {
      return "AS" + as;
    }
  }
}
