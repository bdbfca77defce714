package jp.anshin.operator;

import org.jspecify.annotations.Nullable;

/**
 * A number of users known within bounds.
 *
 * @param low at least so many, never negative
 * @param high at most so many, or null when the operator file sets no bound
 */
public record UserRange(long low, @Nullable Long high) {

  /** Nobody. */
  public static final UserRange NONE = exactly(0);

  public UserRange {
    if (low < 0 || (high != null && high < low)) {
      throw new IllegalArgumentException("users " + low + ".." + high);
    }
  }

  /** A number known exactly. */
  public static UserRange exactly(long users) {
    return new UserRange(users, users);
  }

  /** A number between two bounds, both possible. */
  public static UserRange between(long low, long high) {
    return new UserRange(low, high);
  }

  /** A number of which only the lower bound is known. */
  public static UserRange atLeast(long low) {
    return new UserRange(low, null);
  }

  /** Both groups together; they share nobody. */
  public UserRange plus(UserRange other) {
    return new UserRange(
        Math.addExact(low, other.low),
        high == null || other.high == null ? null : Math.addExact(high, other.high));
  }

  /** Whether it is known exactly. */
  public boolean isExact() {
    return high != null && high == low;
  }

  /** Whether it is certain that nobody is meant. */
  public boolean isNone() {
    return high != null && high == 0;
  }
}
