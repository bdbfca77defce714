package jp.anshin.law.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement of how many users were affected at one moment.
 *
 * @param at the moment it speaks of
 * @param low at least so many, never negative
 * @param estimate most likely so many
 * @param high at most so many, or null when no bound is known
 * @param statedAt when it was stated, never before {@code at}
 */
public record StatedUsers(
    Instant at, long low, long estimate, @Nullable Long high, Instant statedAt) {

  public StatedUsers {
    if (low < 0 || estimate < low || (high != null && high < estimate)) {
      throw new IllegalArgumentException("count " + low + ".." + estimate + ".." + high);
    }
    if (statedAt.isBefore(at)) {
      throw new IllegalArgumentException("count of " + at + " stated before, at " + statedAt);
    }
  }

  /** Whether so many may have been affected. */
  boolean mayReach(long users) {
    return high == null || high >= users;
  }
}
