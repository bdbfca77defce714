package jp.anshin.server.duties;

import java.time.Instant;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.law.Citation;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuty.Basis;
import org.jspecify.annotations.Nullable;

/**
 * Something that is, or may become, due because of an incident, or at the end of a period.
 *
 * @param incident which incident; null for the report of a period
 * @param about what sort of incident it is, of a closed list of kinds: never what somebody wrote;
 *     null for the report of a period
 * @param key stable name within the incident, or of a period {@code periodic-report-DAY}, fit for
 *     the UID of a calendar and for remembering what was told: {@code first-report}, {@code
 *     final-report}, {@code periodic-report}, {@code first-notice}, {@code next-update}, {@code
 *     own-rule-ID}, {@code signpost-ID}, {@code threshold-SERVICE-ROW-MINUTES-USERS} where ROW is
 *     {@code periodic} for the periodic report
 * @param kind what sort of thing it is
 * @param basis on what it rests
 * @param title what it is, in a few words, without when
 * @param applies whether it is due at all; undetermined where some completion of what is unknown
 *     makes it so. Of a threshold: whether it is reached already
 * @param since from when its time is counted
 * @param due when
 * @param done that it was fulfilled, or null while nobody has recorded that
 * @param citation where the rule stands, or null when it is no law
 * @param verified whether rule and start of its time were compared with the text; else 未確認
 */
public record Duty(
    @Nullable IncidentId incident,
    @Nullable LocalizedText about,
    String key,
    Kind kind,
    Basis basis,
    LocalizedText title,
    Truth applies,
    Interval since,
    Due due,
    @Nullable Done done,
    @Nullable Citation citation,
    boolean verified) {

  /** What sort of thing is due. */
  public enum Kind {
    /**
     * A pair of thresholds beyond which the accident is serious: nothing to be done, but to be
     * known of ahead.
     */
    SERIOUS_THRESHOLD,
    /** A threshold beyond which it goes into the periodic report. */
    PERIODIC_THRESHOLD,
    /** A report to the ministry. */
    REPORT,
    /** A notice to users. */
    NOTICE,
    /** What a rule of the operator's own asks for. */
    OWN_RULE,
    /** Another duty of the law of which somebody has stated something; it has its own form. */
    OTHER
  }

  /** How it stands at one moment. */
  public enum State {
    /** It does not apply, or the threshold is not reached if nothing changes. */
    NOT_DUE,
    /** It is due at once (速やかに). */
    AT_ONCE,
    /** It is due later, or the threshold may be reached later. */
    AHEAD,
    /** Its moment may have passed: bounds lie on both sides of the present. */
    PERHAPS_PASSED,
    /** Its moment has passed and nobody has recorded it as done; of a threshold, it is reached. */
    PASSED,
    /** It was done in time, or had no deadline. */
    DONE,
    /** It was done after its moment. */
    DONE_LATE
  }

  /** Whether somebody still has to do something, or may have to. */
  public boolean isOpen() {
    return !isThreshold() && applies != Truth.NO && done == null;
  }

  /** Whether it is a threshold: something to be known of, not something to be done. */
  public boolean isThreshold() {
    return kind == Kind.SERIOUS_THRESHOLD || kind == Kind.PERIODIC_THRESHOLD;
  }

  /** Name of what it is due because of, and its key: the same only for the same duty. */
  public String name() {
    return incident == null ? key : incident + "-" + key;
  }

  /**
   * How it stands.
   *
   * @param now in the time of the incident's events
   */
  public State state(Instant now) {
    Optional<Instant> by = due.by();
    if (done != null) {
      return by.filter(this::isLate).isPresent() ? State.DONE_LATE : State.DONE;
    }
    if (applies == Truth.NO) {
      return State.NOT_DUE;
    }
    if (by.isEmpty()) {
      return State.AT_ONCE;
    }
    if (by.get().isAfter(now)) {
      return State.AHEAD;
    }
    Instant latest = due.latest();
    return due.day() != null || (latest != null && !latest.isAfter(now))
        ? State.PASSED
        : State.PERHAPS_PASSED;
  }

  /** A moment may be met to the instant; a day is over with the first instant of the next. */
  private boolean isLate(Instant by) {
    Instant at = done == null ? Instant.MIN : done.at();
    return due.day() == null ? at.isAfter(by) : !at.isBefore(by);
  }
}
