package jp.anshin.route.table;

/**
 * Spreads the bits of a key over all bits of its hash, so that tables with open addressing stay
 * short of collisions: prefixes and AS pairs differ in a few bits at the same places.
 */
public final class Spread {
  private Spread() {}

  /** The 64-bit finalizer of MurmurHash3, folded to 32 bits. */
  public static int of(long key) {
    long mixed = (key ^ key >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return (int) (mixed ^ mixed >>> 33);
  }
}
