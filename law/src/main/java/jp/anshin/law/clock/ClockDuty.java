package jp.anshin.law.clock;

import java.time.Instant;
import java.time.LocalDate;
import jp.anshin.core.Interval;
import jp.anshin.law.Citation;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done because of an outage.
 *
 * @param key which: one of {@code first-report}, {@code final-report}, {@code periodic-report},
 *     {@code first-notice}, {@code next-update}, {@code own-rule}
 * @param name what the operator calls it; empty unless it is an own rule
 * @param basis on what it rests
 * @param applies whether it is due at all
 * @param since from when time is counted, where there is no deadline or it is counted from there
 * @param dueAt the moment it is due, the earlier one when the start is not certain, or null
 * @param dueOn the day it is due, the earlier one when the start is not certain, or null
 * @param dueOnIfLater that day where the outage began on the later of two possible days, or null
 *     where there is one
 * @param citation where the law says so, or null
 * @param verified whether rule and start of its time were compared with the text; else 未確認
 */
public record ClockDuty(
    String key,
    String name,
    Basis basis,
    Truth applies,
    Interval since,
    @Nullable Instant dueAt,
    @Nullable LocalDate dueOn,
    @Nullable LocalDate dueOnIfLater,
    @Nullable Citation citation,
    boolean verified) {

  /** On what a duty rests. */
  public enum Basis {
    /** Act or ordinance. */
    STATUTE,
    /** A proposal (答申案) of which nobody has confirmed that it is in force. */
    PROPOSAL,
    /** A guideline of the ministry. */
    GUIDELINE,
    /** A guideline of the ministry that others are bound by strictly, and we follow 準じて. */
    GUIDELINE_ACCORDINGLY,
    /** A rule of the operator's own. */
    OWN_RULE
  }
}
