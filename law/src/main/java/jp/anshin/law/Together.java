package jp.anshin.law;

import org.jspecify.annotations.Nullable;

/**
 * What was stated of all services of one 役務区分 together, for the thresholds are those of a 区分 and
 * not of each service that is sold.
 *
 * @param users different users who were affected by any of them, within bounds
 * @param reading by which reading of partial restoration it is judged: {@link
 *     Reading#CUMULATIVE_USERS} or {@link Reading#RESTORED_LEAVE}; null while nobody has chosen
 */
public record Together(Bounds users, @Nullable String reading) {}
