package jp.anshin.route.statistics;

import java.util.SortedMap;
import java.util.TreeMap;

/** How often each small number came; from {@link #BOUND} on they count as one. */
public final class Histogram {
  /** Beyond the longest prefix and what the first octets of a message can say. */
  public static final int BOUND = 256;

  private final long[] counts = new long[BOUND + 1];

  void add(int number) {
    add(number, 1);
  }

  void add(int number, long count) {
    counts[Math.min(number, BOUND)] += count;
  }

  void addAll(Histogram other) {
    for (int number = 0; number <= BOUND; number++) {
      counts[number] += other.counts[number];
    }
  }

  /** How often that number came. */
  public long of(int number) {
    return counts[number];
  }

  /** How often any number came. */
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** The number below which half of what came lies; 0 when nothing came. */
  public int median() {
    long half = (total() + 1) / 2;
    int number = 0;
    for (long seen = counts[0]; seen < half; seen += counts[number]) {
      number++;
    }
    return number;
  }

  /** The largest number that came; 0 when nothing came. */
  public int largest() {
    for (int number = BOUND; number > 0; number--) {
      if (counts[number] > 0) {
        return number;
      }
    }
    return 0;
  }

  /** Every number that came, and how often. */
  public SortedMap<Integer, Long> toMap() {
    var map = new TreeMap<Integer, Long>();
    for (int number = 0; number <= BOUND; number++) {
      if (counts[number] > 0) {
        map.put(number, counts[number]);
      }
    }
    return map;
  }
}
