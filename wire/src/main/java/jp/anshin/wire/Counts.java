package jp.anshin.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was met and not decoded, counted by kind: never an error, never silence. Kinds are in
 * kebab-case with the number met, for instance {@code mrt-13-6} (MRT type 13, subtype 6), {@code
 * bgp-attribute-99}, {@code bgp-family-25-65}, {@code bgp-malformed-nlri}. Not for several threads.
 */
public final class Counts {
  /** Bound on the number of kinds, so that garbage cannot fill the memory. */
  public static final int MAX_KINDS = 1_024;

  private static final String OTHERS = "others";

  // Cells that are counted up in place: a fault that comes a million times costs no object each.
  private final Map<String, long[]> byKind = new HashMap<>();

  /** Counts one of that kind. */
  public void add(String kind) {
    add(kind, 1);
  }

  /** Counts several of that kind; beyond {@link #MAX_KINDS} kinds under {@code others}. */
  public void add(String kind, long count) {
    var cell = byKind.get(kind);
    if (cell == null) {
      cell =
          byKind.computeIfAbsent(byKind.size() < MAX_KINDS ? kind : OTHERS, first -> new long[1]);
    }
    cell[0] += count;
  }

  /** Counts everything that another instance counted. */
  public void addAll(Counts other) {
    other.byKind.forEach((kind, cell) -> add(kind, cell[0]));
  }

  /** How many of that kind were counted. */
  public long of(String kind) {
    var cell = byKind.get(kind);
    return cell == null ? 0 : cell[0];
  }

  /** How many kinds there are. */
  public int kindCount() {
    return byKind.size();
  }

  /** A copy, sorted by kind. */
  public SortedMap<String, Long> toMap() {
    var sorted = new TreeMap<String, Long>();
    byKind.forEach((kind, cell) -> sorted.put(kind, cell[0]));
    return sorted;
  }
}
