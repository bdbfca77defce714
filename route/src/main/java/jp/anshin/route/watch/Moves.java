package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The latest changes of routes that no open case explains, oldest first: what a suspicion is
 * weighed by. A ring without an object a change.
 */
final class Moves {
  /** About 28 MB; in a surge that nothing explains the oldest are forgotten first. */
  static final int MAX_MOVES = 1 << 20;

  /** The path of a withdrawal. */
  static final int GONE = -1;

  /**
   * The former path of a prefix never seen, on a table that is not known: whether it is news nobody
   * can say. Such moves speak against nobody but in masses.
   */
  static final int UNKNOWN = -2;

  private static final int TAKEN = -1;

  private long[] micros = new long[1 << 10];
  private int[] peers = new int[1 << 10];
  private int[] prefixes = new int[1 << 10];
  private int[] paths = new int[1 << 10];
  private int[] befores = new int[1 << 10];
  private int[] formers = new int[1 << 10];
  private long first;
  private long end;

  /** The number of the oldest move kept. */
  long first() {
    return first;
  }

  /** One more than the number of the newest move. */
  long end() {
    return end;
  }

  boolean isFull() {
    return end - first == MAX_MOVES;
  }

  /**
   * Keeps a move.
   *
   * @param before path that the route had until now, or {@link #GONE}
   * @param former path that it had when it last had one, or {@link #GONE}
   */
  void add(long at, int peer, int prefix, int path, int before, int former) {
    if (end - first == micros.length) {
      grow();
    }
    int slot = slot(end++);
    micros[slot] = at;
    peers[slot] = peer;
    prefixes[slot] = prefix;
    paths[slot] = path;
    befores[slot] = before;
    formers[slot] = former;
  }

  void dropFirst() {
    first++;
  }

  void clear() {
    first = end;
  }

  /** A case explains it: it is none any more. */
  void take(long move) {
    prefixes[slot(move)] = TAKEN;
  }

  boolean isTaken(long move) {
    return prefixes[slot(move)] == TAKEN;
  }

  long micros(long move) {
    return micros[slot(move)];
  }

  int peer(long move) {
    return peers[slot(move)];
  }

  int prefix(long move) {
    return prefixes[slot(move)];
  }

  int path(long move) {
    return paths[slot(move)];
  }

  int before(long move) {
    return befores[slot(move)];
  }

  int former(long move) {
    return formers[slot(move)];
  }

  /** Whether it is a change of a table that is known. */
  boolean isJudged(long move) {
    return formers[slot(move)] != UNKNOWN;
  }

  private int slot(long move) {
    return (int) move & (micros.length - 1);
  }

  private void grow() {
    int capacity = 2 * micros.length;
    var larger = new Moves();
    larger.micros = new long[capacity];
    larger.peers = new int[capacity];
    larger.prefixes = new int[capacity];
    larger.paths = new int[capacity];
    larger.befores = new int[capacity];
    larger.formers = new int[capacity];
    larger.first = first;
    larger.end = first;
    for (long move = first; move < end; move++) {
      larger.add(micros(move), peer(move), prefix(move), path(move), before(move), former(move));
    }
    micros = larger.micros;
    peers = larger.peers;
    prefixes = larger.prefixes;
    paths = larger.paths;
    befores = larger.befores;
    formers = larger.formers;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt((int) (end - first));
    for (long move = first; move < end; move++) {
      out.writeLong(micros(move));
      for (int number : numbers(move)) {
        out.writeInt(number);
      }
    }
  }

  private int[] numbers(long move) {
    return new int[] {peer(move), prefix(move), path(move), before(move), former(move)};
  }

  void read(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      long at = in.readLong();
      var numbers = new int[5];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = in.readInt();
      }
      add(at, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
  }
}
