package jp.anshin.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many users were affected, and how that was found.
 *
 * @param method id of one of the rulebook's {@link CountMethod}s, for instance {@code WEEK_BEFORE}
 * @param users how many, within bounds
 * @param referenceDay for an estimate, the day whose users were taken; null when there is none or
 *     when several were
 * @param range of which users, in the words of whoever counted; may be empty
 * @param origin who counted and when, and who has confirmed it; null when that was not kept
 */
public record UserCount(
    String method,
    Bounds users,
    @Nullable LocalDate referenceDay,
    String range,
    @Nullable Origin origin) {

  /** Those who really met a stop or a degradation. */
  public static final String ACTUAL = "ACTUAL";

  /** Of voice with emergency calls, all under the failed equipment, callers or not. */
  public static final String EMERGENCY_VOICE_ALL = "EMERGENCY_VOICE_ALL";

  /** Estimated from the same hours of a day in the week before. */
  public static final String WEEK_BEFORE = "WEEK_BEFORE";

  /** Of LPWA, contracts. */
  public static final String CONTRACTS = "CONTRACTS";

  /** Of a relaying operator, the users of the operators it serves. */
  public static final String RELAY_DOWNSTREAM = "RELAY_DOWNSTREAM";

  /**
   * Of a relaying operator that does not know these, the number of operators it serves: no more
   * than a lower bound of users, for each has at least one. That it be counted as users is a
   * reading of LPWA alone (report of 2018, 3.2).
   */
  public static final String RELAY_OPERATORS = "RELAY_OPERATORS";

  /** By the Minister's notice for users who are hard to count, whose content is not known. */
  public static final String NOTICE_CRITERION = "NOTICE_CRITERION";

  /** Whether operators were counted in the place of their users. */
  public boolean isOfOperators() {
    return method.equals(RELAY_OPERATORS);
  }

  /** Whether the table does not apply because the Minister's notice does. */
  public boolean isByNotice() {
    return method.equals(NOTICE_CRITERION);
  }
}
