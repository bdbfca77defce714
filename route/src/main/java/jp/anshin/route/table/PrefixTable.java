package jp.anshin.route.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.Nlri;

/**
 * Gives every prefix met a number from 0 on, the same for ever. IPv4 and IPv6 share the numbers.
 * Open addressing over three arrays: about 34 octets a prefix.
 */
public final class PrefixTable {
  private static final int INITIAL_CAPACITY = 1 << 12;
  private static final int LENGTH_MASK = 0xff;
  private static final int V6_FLAG = 0x100;

  private long[] highs = new long[INITIAL_CAPACITY];
  private long[] lows = new long[INITIAL_CAPACITY];
  private short[] shapes = new short[INITIAL_CAPACITY];
  private int[] slots = filled(2 * INITIAL_CAPACITY);
  private int size;

  private static int[] filled(int capacity) {
    var slots = new int[capacity];
    Arrays.fill(slots, -1);
    return slots;
  }

  /** How many prefixes have a number. */
  public int size() {
    return size;
  }

  /** The number of a prefix whose host bits are masked, or -1 when it was never met. */
  public int find(boolean v6, long high, long low, int length) {
    return slots[slot(v6, high, low, length)];
  }

  /** The number of a prefix whose host bits are masked; a new one when it was never met. */
  public int intern(boolean v6, long high, long low, int length) {
    int slot = slot(v6, high, low, length);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    if (size == highs.length) {
      grow();
      slot = slot(v6, high, low, length);
    }
    highs[size] = high;
    lows[size] = low;
    shapes[size] = shape(v6, length);
    slots[slot] = size;
    return size++;
  }

  private static short shape(boolean v6, int length) {
    return (short) (v6 ? length | V6_FLAG : length);
  }

  private int slot(boolean v6, long high, long low, int length) {
    short shape = shape(v6, length);
    int mask = slots.length - 1;
    int slot = hash(high, low, shape) & mask;
    while (slots[slot] >= 0) {
      int id = slots[slot];
      // Of IPv4 the low half is 0 always: not looked at, it need not be fetched.
      if (highs[id] == high && shapes[id] == shape && (!v6 || lows[id] == low)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int hash(long high, long low, short shape) {
    return Spread.of(high ^ Long.rotateLeft(low, 31) ^ shape);
  }

  private void grow() {
    highs = Arrays.copyOf(highs, 2 * size);
    lows = Arrays.copyOf(lows, 2 * size);
    shapes = Arrays.copyOf(shapes, 2 * size);
    slots = filled(4 * size);
    for (int id = 0; id < size; id++) {
      slots[slot(isV6(id), highs[id], lows[id], length(id))] = id;
    }
  }

  /** Whether that prefix is IPv6. */
  public boolean isV6(int id) {
    return (shapes[id] & V6_FLAG) != 0;
  }

  /** Length of that prefix in bits. */
  public int length(int id) {
    return shapes[id] & LENGTH_MASK;
  }

  /** The {@link RouteHash} of a peer's route to that prefix, before its first hop. */
  public long hash(PeerKey peer, int id) {
    return RouteHash.begin(peer, isV6(id), highs[id], lows[id], length(id));
  }

  /** Number of the longest shorter prefix that covers this one and passes, or -1. */
  public int covering(int id, IntPredicate passes) {
    for (int length = length(id) - 1; length > 0; length--) {
      int cover =
          find(
              isV6(id),
              Nlri.maskHigh(highs[id], length),
              isV6(id) ? Nlri.maskLow(lows[id], length) : 0,
              length);
      if (cover >= 0 && passes.test(cover)) {
        return cover;
      }
    }
    return -1;
  }

  /** Whether that prefix is in the block of those bits, or is it. */
  public boolean isIn(int id, boolean v6, long high, long low, int length) {
    return isV6(id) == v6
        && length(id) >= length
        && Nlri.maskHigh(highs[id], length) == high
        && (!v6 || Nlri.maskLow(lows[id], length) == low);
  }

  /** Order by family, address, then shorter first. */
  public int compare(int one, int other) {
    if (isV6(one) != isV6(other)) {
      return isV6(one) ? 1 : -1;
    }
    int byHigh = Long.compareUnsigned(highs[one], highs[other]);
    int byLow = byHigh != 0 || !isV6(one) ? byHigh : Long.compareUnsigned(lows[one], lows[other]);
    return byLow != 0 ? byLow : Integer.compare(length(one), length(other));
  }

  /** Address and length as text, for instance {@code 192.0.2.0/24}. */
  public String text(int id) {
    var text = new AsciiText(44);
    IpAddress.append(text, isV6(id), highs[id], lows[id]);
    return text.append('/').append(length(id)).toString();
  }

  /** Writes all prefixes in the order of their numbers. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int id = 0; id < size; id++) {
      out.writeShort(shapes[id]);
      out.writeLong(highs[id]);
      if (isV6(id)) {
        out.writeLong(lows[id]);
      }
    }
  }

  /** Reads what {@link #write} wrote into this empty table. */
  public void read(DataInput in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      short shape = in.readShort();
      boolean v6 = (shape & V6_FLAG) != 0;
      long high = in.readLong();
      intern(v6, high, v6 ? in.readLong() : 0, shape & LENGTH_MASK);
    }
  }
}
