package jp.anshin.law;

import java.util.Set;

/**
 * A fact that is not known and may change what is claimed.
 *
 * @param key which fact: one of {@link #KEYS}, or {@code exclusion.}, {@code condition.}, {@code
 *     circumstance.}, {@code statement.} or {@code day.} and its key
 * @param service id of the service it is about; empty when about the event
 */
public record Question(String key, String service) {

  /** Every question there is beside those about exclusions and conditions of a rulebook. */
  public static final Set<String> KEYS =
      Set.of(
          "services",
          "impact",
          "category",
          "occurred-at",
          "duration",
          "users",
          "users-together",
          "users-hard-to-count",
          "facility",
          "facility-duration",
          "impact-criterion",
          "readings",
          "facility-class",
          Question.PROPOSAL);

  /**
   * Whether a proposal was in force on the day: alone it leaves the verdict open. That is a matter
   * of the rulebook, which says it for every event; nobody answers it of one.
   */
  public static final String PROPOSAL = "proposal";

  /** Begins the key of a question about an exclusion; its id follows. */
  public static final String EXCLUSION = "exclusion.";

  /** Begins the key of a question about a condition; its key follows. */
  public static final String CONDITION = "condition.";

  /** Begins the key of a question about a circumstance of a service; its key follows. */
  public static final String CIRCUMSTANCE = "circumstance.";

  /** Begins the key of a question about a statement on the event; its key follows. */
  public static final String STATEMENT = "statement.";

  /**
   * Begins the key of a question about the day from which the time of a duty runs; its id follows.
   */
  public static final String DAY = "day.";

  public Question {
    if (!KEYS.contains(key)
        && !key.startsWith(EXCLUSION)
        && !key.startsWith(CONDITION)
        && !key.startsWith(CIRCUMSTANCE)
        && !key.startsWith(STATEMENT)
        && !key.startsWith(DAY)) {
      throw new IllegalArgumentException("question " + key);
    }
  }
}
