package jp.anshin.route.simulation;

/** Hands out public IPv4 blocks one after another, passing over what is set aside (RFC 6890). */
final class AddressSpace {

  private static final long[][] SET_ASIDE = {
    block(10, 0, 8), // private
    block(100, 64, 10), // shared
    block(127, 0, 8), // loopback
    block(169, 254, 16), // link-local
    block(172, 16, 12), // private
    block(192, 0, 16), // protocol assignments, documentation
    block(192, 88, 16), // former relay anycast
    block(192, 168, 16), // private
    block(198, 18, 15), // benchmarks; the example operator's
    block(198, 51, 16), // documentation
    block(203, 0, 16), // documentation
  };

  private static final long MULTICAST = 224L << 24;

  private long next = 1L << 24;

  private static long[] block(int first, int second, int length) {
    long start = ((long) first << 24) + ((long) second << 16);
    return new long[] {start, start + (1L << (32 - length))};
  }

  /** The first address of a block of that length that nobody has. */
  int allocate(int length) {
    long size = 1L << (32 - length);
    long start = aligned(next, size);
    for (long[] aside : SET_ASIDE) {
      if (start < aside[1] && start + size > aside[0]) {
        start = aligned(aside[1], size);
      }
    }
    if (start + size > MULTICAST) {
      throw new IllegalStateException("no public address left");
    }
    next = start + size;
    return (int) start;
  }

  private static long aligned(long address, long size) {
    return (address + size - 1) / size * size;
  }
}
