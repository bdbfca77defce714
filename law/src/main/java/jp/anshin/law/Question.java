package jp.anshin.law;

import java.util.Set;

/**
 * A fact that is not known and may change what is claimed.
 *
 * @param key which fact: one of {@link #KEYS}, {@code exclusion.ID} or {@code condition.KEY}
 * @param service id of the service it is about; empty when about the event
 */
public record Question(String key, String service) {

  /** Every question there is beside those about exclusions and conditions of a rulebook. */
  public static final Set<String> KEYS =
      Set.of(
          "services",
          "impact",
          "category",
          "duration",
          "users",
          "users-hard-to-count",
          "facility",
          "facility-duration");

  /** Begins the key of a question about an exclusion; its id follows. */
  public static final String EXCLUSION = "exclusion.";

  /** Begins the key of a question about a condition; its key follows. */
  public static final String CONDITION = "condition.";

  public Question {
    if (!KEYS.contains(key) && !key.startsWith(EXCLUSION) && !key.startsWith(CONDITION)) {
      throw new IllegalArgumentException("question " + key);
    }
  }
}
