package jp.anshin.incident.impact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many users of one service were affected at one moment, as a person or a program counted.
 *
 * @param service id of the service in the operator file
 * @param at the moment it speaks of
 * @param low at least so many, never negative
 * @param estimate most likely so many, never less than {@code low}
 * @param high at most so many, never less than {@code estimate}; null when no bound is known
 * @param basis how they were counted, in the words of whoever counted; may be empty
 */
public record CountedUsers(
    String service, Instant at, long low, long estimate, @Nullable Long high, String basis) {

  public CountedUsers {
    if (service.isBlank()) {
      throw new IllegalArgumentException("a count needs its service");
    }
    if (low < 0 || estimate < low || (high != null && high < estimate)) {
      throw new IllegalArgumentException("count " + low + ".." + estimate + ".." + high);
    }
  }
}
