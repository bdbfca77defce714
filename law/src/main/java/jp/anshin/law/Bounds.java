package jp.anshin.law;

import org.jspecify.annotations.Nullable;

/**
 * A quantity known within bounds. Its unit is told by the name of the field that holds it.
 *
 * @param min at least so much, never negative
 * @param max at most so much, or null when there is no upper bound
 */
public record Bounds(long min, @Nullable Long max) {

  /** Nothing is known: zero or more. */
  public static final Bounds UNKNOWN = new Bounds(0, null);

  public Bounds {
    if (min < 0 || (max != null && max < min)) {
      throw new IllegalArgumentException("bounds " + min + ".." + max);
    }
  }

  /** A quantity known exactly. */
  public static Bounds exactly(long value) {
    return new Bounds(value, value);
  }

  /** A quantity between two bounds, both possible. */
  public static Bounds between(long min, long max) {
    return new Bounds(min, max);
  }

  /** A quantity without upper bound. */
  public static Bounds atLeast(long min) {
    return new Bounds(min, null);
  }

  /** Whether it is known exactly. */
  public boolean isExact() {
    return max != null && max == min;
  }

  /** Whether nothing at all is known. */
  public boolean isUnknown() {
    return min == 0 && max == null;
  }

  /** Both bounds times a factor that is not negative; for a change of unit. */
  public Bounds times(long factor) {
    return new Bounds(
        Math.multiplyExact(min, factor), max == null ? null : Math.multiplyExact(max, factor));
  }

  /** Whether the quantity is at least {@code threshold} (以上): yes or no only if all agree. */
  public Truth atLeastThreshold(long threshold) {
    if (min >= threshold) {
      return Truth.YES;
    }
    return max != null && max < threshold ? Truth.NO : Truth.UNDETERMINED;
  }
}
