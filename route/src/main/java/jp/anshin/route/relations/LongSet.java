package jp.anshin.route.relations;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongConsumer;
import jp.anshin.route.table.Spread;

/** A set of longs without objects. Zero may be a member too. */
public final class LongSet {
  private long[] slots = new long[64];
  private boolean hasZero;
  private int size;

  /** Adds a member; false when it was one already. */
  public boolean add(long value) {
    if (value == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    if (2 * size >= slots.length) {
      grow();
    }
    int slot = slot(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    size++;
    return true;
  }

  /** Whether it is a member. */
  public boolean contains(long value) {
    return value == 0 ? hasZero : slots[slot(value)] == value;
  }

  /** Number of members. */
  public int size() {
    return size + (hasZero ? 1 : 0);
  }

  /** Visits the members, in no order. */
  public void each(LongConsumer visitor) {
    if (hasZero) {
      visitor.accept(0);
    }
    for (long member : slots) {
      if (member != 0) {
        visitor.accept(member);
      }
    }
  }

  /** Writes all members. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(size());
    if (hasZero) {
      out.writeLong(0);
    }
    for (long member : slots) {
      if (member != 0) {
        out.writeLong(member);
      }
    }
  }

  /** Reads what {@link #write} wrote into this empty set. */
  public void read(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      add(in.readLong());
    }
  }

  private int slot(long value) {
    int slot = Spread.of(value) & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] members = slots;
    slots = new long[2 * members.length];
    Arrays.stream(members).filter(member -> member != 0).forEach(m -> slots[slot(m)] = m);
  }
}
