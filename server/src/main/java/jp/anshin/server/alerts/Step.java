package jp.anshin.server.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.anshin.server.duties.Duty;

/**
 * How long before something is due others are told.
 *
 * @param name part of the alert's key
 * @param before that long before
 */
record Step(String name, Duration before) {

  /** Of what is due on a day: a week, three days and a day before, and at its beginning. */
  private static final List<Step> DAYS =
      List.of(
          new Step("7-days", Duration.ofDays(8)),
          new Step("3-days", Duration.ofDays(4)),
          new Step("1-day", Duration.ofDays(2)),
          new Step("today", Duration.ofDays(1)),
          new Step("passed", Duration.ZERO));

  /** Of a threshold, which nobody can put off: time to think, to call people, to write. */
  private static final List<Step> THRESHOLD =
      List.of(
          new Step("60-minutes", Duration.ofMinutes(60)),
          new Step("30-minutes", Duration.ofMinutes(30)),
          new Step("10-minutes", Duration.ofMinutes(10)),
          new Step("passed", Duration.ZERO));

  /** Of what is to be done within half an hour or an hour. */
  private static final List<Step> MOMENT =
      List.of(new Step("10-minutes", Duration.ofMinutes(10)), new Step("passed", Duration.ZERO));

  /** The steps of that duty, the longest first. */
  static List<Step> of(Duty duty) {
    if (duty.due().day() != null) {
      return DAYS;
    }
    return duty.isThreshold() ? THRESHOLD : MOMENT;
  }

  /** The last step of that duty that has come; the ones before it are no news any more. */
  static Optional<Step> come(Duty duty, Instant by, Instant now) {
    return of(duty).stream()
        .filter(step -> !by.minus(step.before()).isAfter(now))
        .reduce((one, later) -> later);
  }

  /** Whether what is due has passed. */
  boolean isPassed() {
    return before.isZero();
  }
}
