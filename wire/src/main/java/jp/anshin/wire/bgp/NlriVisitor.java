package jp.anshin.wire.bgp;

/** Takes the prefixes of one message in the order in which they stand in it. */
@FunctionalInterface
public interface NlriVisitor {

  /**
   * One prefix, host bits already masked.
   *
   * @param v6 whether it is IPv6
   * @param safi 1 unicast, 2 multicast, 3 both
   * @param high first 64 bits; the 32 bits of an IPv4 prefix are the upper half
   * @param low last 64 bits; 0 for IPv4
   * @param length prefix length, 0 to 32 or 0 to 128
   * @param pathId path identifier (RFC 7911), unsigned, or -1 when the session has none
   */
  void onPrefix(boolean v6, int safi, long high, long low, int length, long pathId);
}
