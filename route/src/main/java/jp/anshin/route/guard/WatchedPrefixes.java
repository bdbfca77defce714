package jp.anshin.route.guard;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The watched prefixes, for a look that most routes leave at once: only those whose first 16 bits
 * some watched prefix has are compared.
 */
final class WatchedPrefixes {

  private static final int FIRST_BITS = 16;

  /** Longest first, so that the first that covers is the closest. */
  private final List<WatchedPrefix> closestFirst;

  private final BitSet firstBitsV4 = new BitSet(1 << FIRST_BITS);
  private final BitSet firstBitsV6 = new BitSet(1 << FIRST_BITS);

  WatchedPrefixes(List<WatchedPrefix> watched) {
    closestFirst =
        watched.stream()
            .sorted(Comparator.comparingInt((WatchedPrefix each) -> -each.length()))
            .toList();
    for (WatchedPrefix each : closestFirst) {
      int first = firstBits(each.high());
      int free = Math.max(0, FIRST_BITS - each.length());
      (each.v6() ? firstBitsV6 : firstBitsV4).set(first, first + (1 << free));
    }
  }

  List<WatchedPrefix> all() {
    return closestFirst;
  }

  /** Place in {@link #all} of the closest that is that prefix or covers it, or -1. */
  int covering(boolean v6, long high, long low, int length) {
    if (!(v6 ? firstBitsV6 : firstBitsV4).get(firstBits(high))) {
      return -1;
    }
    for (int i = 0; i < closestFirst.size(); i++) {
      if (closestFirst.get(i).covers(v6, high, low, length)) {
        return i;
      }
    }
    return -1;
  }

  private static int firstBits(long high) {
    return (int) (high >>> (Long.SIZE - FIRST_BITS));
  }
}
