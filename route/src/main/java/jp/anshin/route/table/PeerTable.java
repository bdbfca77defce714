package jp.anshin.route.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The routes of one view of one peer: for each prefix number, the number of its path. After a lost
 * session the routes stay as stale ones until they are sent again or shown to be gone.
 */
public final class PeerTable {
  private static final int ABSENT = 0;

  private final PeerKey key;
  private int[] paths = new int[1 << 12];
  private byte[] generations = new byte[1 << 12];
  private byte generation;
  private int size;
  private boolean up = true;
  private boolean complete;

  public PeerTable(PeerKey key) {
    this.key = key;
  }

  /** Whose table it is. */
  public PeerKey key() {
    return key;
  }

  /** How many prefixes have a route. */
  public int size() {
    return size;
  }

  /** The number of the prefix's path, or -1 when it has no route. */
  public int path(int prefix) {
    return prefix < paths.length ? Math.max(paths[prefix], ABSENT) - 1 : -1;
  }

  /** The number of the path that the prefix has, or had when it last had one, or -1. */
  public int lastPath(int prefix) {
    return prefix < paths.length ? Math.abs(paths[prefix]) - 1 : -1;
  }

  /** Sets the route of a prefix; returns the number of the path it had, or -1. */
  public int put(int prefix, int path) {
    if (prefix >= paths.length) {
      int capacity = Math.max(2 * paths.length, prefix + 1);
      paths = Arrays.copyOf(paths, capacity);
      generations = Arrays.copyOf(generations, capacity);
    }
    int before = path(prefix);
    size += before < 0 ? 1 : 0;
    paths[prefix] = path + 1;
    generations[prefix] = generation;
    return before;
  }

  /** Takes the route of a prefix away; returns the number of the path it had, or -1. */
  public int remove(int prefix) {
    int before = path(prefix);
    if (before >= 0) {
      paths[prefix] = -paths[prefix]; // which path it was is kept: the next may be the same again
      size--;
    }
    return before;
  }

  /** One more than the highest prefix number that may have a route. */
  public int capacity() {
    return paths.length;
  }

  /** Whether the session is up. */
  public boolean isUp() {
    return up;
  }

  /** Whether the table was once known whole: what is new to it is then news. */
  public boolean isComplete() {
    return complete;
  }

  /** The table is known whole from now on. */
  public void markComplete() {
    complete = true;
  }

  /** The session was lost: every route is stale until it is sent again. */
  public void down() {
    if (up) {
      up = false;
      generation++;
    }
  }

  /** The session came up again: routes are sent anew. */
  public void up() {
    if (up) {
      generation++;
    }
    up = true;
  }

  /** Whether the route of that prefix was not sent again since the session was lost. */
  public boolean isStale(int prefix) {
    return path(prefix) >= 0 && generations[prefix] != generation;
  }

  /** Writes the table. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(complete);
    out.writeBoolean(up);
    out.writeByte(generation);
    out.writeInt(paths.length);
    for (int prefix = 0; prefix < paths.length; prefix++) {
      out.writeInt(paths[prefix]);
      out.writeByte(generations[prefix]);
    }
  }

  /** Reads what {@link #write} wrote into this empty table. */
  public void read(DataInput in) throws IOException {
    complete = in.readBoolean();
    up = in.readBoolean();
    generation = in.readByte();
    int capacity = in.readInt();
    paths = new int[capacity];
    generations = new byte[capacity];
    for (int prefix = 0; prefix < capacity; prefix++) {
      paths[prefix] = in.readInt();
      generations[prefix] = in.readByte();
      size += paths[prefix] > ABSENT ? 1 : 0;
    }
  }
}
