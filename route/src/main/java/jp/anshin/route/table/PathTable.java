package jp.anshin.route.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import jp.anshin.wire.bgp.AsPath;

/**
 * Gives every AS path met a number from 0 on. Paths are normalised: prepending collapsed,
 * confederation segments left out, everything from a set on left out, since a set has no order.
 * Hops are unsigned AS numbers in ints, nearest to the observer first.
 */
public final class PathTable {
  /** Longer paths are cut: the longest seen in the wild have a few dozen different hops. */
  public static final int MAX_HOPS = 255;

  private int[] hops = new int[1 << 14];
  private int[] ends = new int[1 << 12];
  private int[] slots = filled(1 << 13);
  private int size;
  private final int[] scratch = new int[MAX_HOPS];
  private int scratchLength;

  private static int[] filled(int capacity) {
    var slots = new int[capacity];
    Arrays.fill(slots, -1);
    return slots;
  }

  /** How many paths have a number. */
  public int size() {
    return size;
  }

  /**
   * The number of a path.
   *
   * @param first hop to put before the path, or 0 for none
   */
  public int intern(AsPath path, int first) {
    begin(first);
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      int type = path.segmentType(segment);
      if (type == AsPath.AS_SET) {
        break;
      }
      if (type == AsPath.AS_SEQUENCE) {
        for (int i = path.segmentStart(segment); i < path.segmentEnd(segment); i++) {
          add(path.number(i));
        }
      }
    }
    return internScratch();
  }

  /** The number of a path given as AS numbers. */
  public int intern(int first, int... numbers) {
    begin(first);
    for (int number : numbers) {
      add(number);
    }
    return internScratch();
  }

  private void begin(int first) {
    scratchLength = 0;
    if (first != 0) {
      add(first);
    }
  }

  private void add(int number) {
    boolean prepended = scratchLength > 0 && scratch[scratchLength - 1] == number;
    if (!prepended && scratchLength < MAX_HOPS) {
      scratch[scratchLength++] = number;
    }
  }

  private int internScratch() {
    int slot = slot(scratch, 0, scratchLength);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    if (size == ends.length) {
      grow();
      slot = slot(scratch, 0, scratchLength);
    }
    int start = size == 0 ? 0 : ends[size - 1];
    if (start + scratchLength > hops.length) {
      hops = Arrays.copyOf(hops, Math.max(2 * hops.length, start + scratchLength));
    }
    System.arraycopy(scratch, 0, hops, start, scratchLength);
    ends[size] = start + scratchLength;
    slots[slot] = size;
    return size++;
  }

  private int slot(int[] from, int start, int length) {
    int mask = slots.length - 1;
    int slot = hash(from, start, length) & mask;
    while (slots[slot] >= 0) {
      int id = slots[slot];
      if (Arrays.equals(hops, start(id), ends[id], from, start, start + length)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int hash(int[] from, int start, int length) {
    long mixed = length;
    for (int i = start; i < start + length; i++) {
      mixed = (mixed ^ from[i]) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 29;
    }
    return Spread.of(mixed);
  }

  private void grow() {
    ends = Arrays.copyOf(ends, 2 * size);
    slots = filled(4 * size);
    for (int id = 0; id < size; id++) {
      slots[slot(hops, start(id), length(id))] = id;
    }
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  /** Number of hops of that path. */
  public int length(int id) {
    return ends[id] - start(id);
  }

  /** A hop of that path, 0 nearest to the observer. */
  public int hop(int id, int index) {
    return hops[start(id) + index];
  }

  /** The last hop, which originated the route, or 0 for an empty path. */
  public int origin(int id) {
    int length = length(id);
    return length == 0 ? 0 : hop(id, length - 1);
  }

  /** Whether an AS is on that path. */
  public boolean contains(int id, int as) {
    for (int i = start(id); i < ends[id]; i++) {
      if (hops[i] == as) {
        return true;
      }
    }
    return false;
  }

  /** Writes all paths in the order of their numbers. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int id = 0; id < size; id++) {
      out.writeByte(length(id));
      for (int i = start(id); i < ends[id]; i++) {
        out.writeInt(hops[i]);
      }
    }
  }

  /** Reads what {@link #write} wrote into this empty table. */
  public void read(DataInput in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      begin(0);
      for (int length = in.readUnsignedByte(); length > 0; length--) {
        add(in.readInt());
      }
      internScratch();
    }
  }
}
