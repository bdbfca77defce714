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
    return prefix < paths.length ? paths[prefix] - 1 : -1;
  }

  /** Sets the route of a prefix; returns the number of the path it had, or -1. */
  public int put(int prefix, int path) {
    if (prefix >= paths.length) {
      int capacity = Math.max(2 * paths.length, prefix + 1);
      paths = Arrays.copyOf(paths, capacity);
      generations = Arrays.copyOf(generations, capacity);
    }
    int before = paths[prefix] - 1;
    size += before < 0 ? 1 : 0;
    paths[prefix] = path + 1;
    generations[prefix] = generation;
    return before;
  }

  /** Takes the route of a prefix away; returns the number of the path it had, or -1. */
  public int remove(int prefix) {
    int before = path(prefix);
    if (before >= 0) {
      paths[prefix] = ABSENT;
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
    out.writeInt(size);
    for (int prefix = 0; prefix < paths.length; prefix++) {
      if (paths[prefix] != ABSENT) {
        out.writeInt(prefix);
        out.writeInt(paths[prefix] - 1);
      }
    }
  }

  /** Reads what {@link #write} wrote; the session counts as lost. */
  public void read(DataInput in) throws IOException {
    complete = in.readBoolean();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int prefix = in.readInt();
      put(prefix, in.readInt());
    }
    down();
  }
}
