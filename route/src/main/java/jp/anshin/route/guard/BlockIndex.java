package jp.anshin.route.guard;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What is said of blocks, for a look that most routes leave at once: only blocks that share the
 * first 16 bits are compared.
 *
 * @param <T> what is said of a block
 */
final class BlockIndex<T> {

  /** There is none, or none further. */
  static final int NONE = -1;

  private static final int FIRST_BITS = 16;
  private static final int[] EMPTY = {};

  /** Longest first, so that the first that covers is the closest. */
  private final List<T> closestFirst;

  private final Block[] blocks;

  /** By the first bits, the places of those that may cover. */
  private final int[][] placesV4;

  private final int[][] placesV6;

  BlockIndex(Collection<T> entries, Function<T, Block> blockOf) {
    closestFirst =
        entries.stream()
            .sorted(Comparator.comparingInt((T each) -> -blockOf.apply(each).length()))
            .toList();
    blocks = closestFirst.stream().map(blockOf).toArray(Block[]::new);
    placesV4 = places(false);
    placesV6 = places(true);
  }

  private int[][] places(boolean v6) {
    int[][] places = new int[1 << FIRST_BITS][];
    Arrays.fill(places, EMPTY);
    for (int place = 0; place < blocks.length; place++) {
      Block block = blocks[place];
      int first = firstBits(block.high());
      int free = Math.max(0, FIRST_BITS - block.length());
      for (int bits = first; v6 == block.v6() && bits < first + (1 << free); bits++) {
        places[bits] = Arrays.copyOf(places[bits], places[bits].length + 1);
        places[bits][places[bits].length - 1] = place;
      }
    }
    return places;
  }

  /** All, the longest first. */
  List<T> all() {
    return closestFirst;
  }

  /** Place in {@link #all} of the closest that is that prefix or covers it, or {@link #NONE}. */
  int covering(boolean v6, long high, long low, int length) {
    return covering(v6, high, low, length, NONE);
  }

  /** The next place after that one; {@link #NONE} where no further block covers it. */
  int covering(boolean v6, long high, long low, int length, int after) {
    for (int place : (v6 ? placesV6 : placesV4)[firstBits(high)]) {
      if (place > after && blocks[place].covers(v6, high, low, length)) {
        return place;
      }
    }
    return NONE;
  }

  private static int firstBits(long high) {
    return (int) (high >>> (Long.SIZE - FIRST_BITS));
  }
}
