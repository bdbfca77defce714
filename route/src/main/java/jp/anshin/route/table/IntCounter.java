package jp.anshin.route.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Counts by number, any but -1, without objects; also a set of numbers. */
public final class IntCounter {
  private static final int FREE = -1;

  private int[] keys = free(16);
  private int[] counts = new int[16];
  private int used;
  private int positive;

  private static int[] free(int capacity) {
    var keys = new int[capacity];
    Arrays.fill(keys, FREE);
    return keys;
  }

  /** Adds to the count of a number, which may not fall below 0; returns the new count. */
  public int add(int key, int change) {
    int slot = slot(key);
    if (keys[slot] == FREE) {
      if (change <= 0) {
        return 0;
      }
      if (2 * used >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      used++;
    }
    int before = counts[slot];
    int after = Math.max(0, before + change);
    counts[slot] = after;
    positive += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    return after;
  }

  /** Puts a number into the set; false when it was in already. */
  public boolean put(int key) {
    return count(key) == 0 && add(key, 1) == 1;
  }

  /** The count of a number. */
  public int count(int key) {
    int slot = slot(key);
    return keys[slot] == FREE ? 0 : counts[slot];
  }

  /** How many numbers have a count above 0. */
  public int size() {
    return positive;
  }

  /** Visits the numbers that have a count above 0, in no order. */
  public void each(IntConsumer visitor) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != FREE && counts[slot] > 0) {
        visitor.accept(keys[slot]);
      }
    }
  }

  private int slot(int key) {
    int slot = Spread.of(key) & (keys.length - 1);
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldCounts = counts;
    int capacity = positive * 4 > keys.length ? 2 * keys.length : keys.length;
    keys = free(capacity);
    counts = new int[capacity];
    used = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE && oldCounts[i] > 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
        used++;
      }
    }
  }

  /** Writes all counts. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(positive);
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != FREE && counts[slot] > 0) {
        out.writeInt(keys[slot]);
        out.writeInt(counts[slot]);
      }
    }
  }

  /** Reads what {@link #write} wrote into this empty counter. */
  public void read(DataInput in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int key = in.readInt();
      add(key, in.readInt());
    }
  }
}
