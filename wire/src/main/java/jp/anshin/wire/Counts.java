package jp.anshin.wire;

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

  private final TreeMap<String, Long> byKind = new TreeMap<>();

  /** Counts one of that kind. */
  public void add(String kind) {
    add(kind, 1);
  }

  /** Counts several of that kind; beyond {@link #MAX_KINDS} kinds under {@code others}. */
  public void add(String kind, long count) {
    var known = byKind.size() < MAX_KINDS || byKind.containsKey(kind);
    byKind.merge(known ? kind : OTHERS, count, Long::sum);
  }

  /** Counts everything that another instance counted. */
  public void addAll(Counts other) {
    other.byKind.forEach(this::add);
  }

  /** How many of that kind were counted. */
  public long of(String kind) {
    return byKind.getOrDefault(kind, 0L);
  }

  /** A copy, sorted by kind. */
  public SortedMap<String, Long> toMap() {
    return new TreeMap<>(byKind);
  }
}
