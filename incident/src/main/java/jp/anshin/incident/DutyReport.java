package jp.anshin.incident;

import java.time.Instant;
import jp.anshin.incident.report.Sending;
import org.jspecify.annotations.Nullable;

/**
 * That the report under another duty than that of serious accidents was made, as somebody recorded
 * it. Such a report is written elsewhere, on the form of its own; here stands that it went out.
 *
 * @param number within the incident, from 1, in the order it was recorded
 * @param duty id of the duty in the rulebook, for instance {@code secrecy-leak}
 * @param title what the duty was called then: the rulebook may change
 * @param sending how, to whom and when, in the time of the events
 * @param recordedAt when it was recorded, in the time of the events
 * @param by who recorded it
 * @param withdrawn that the record was wrong, or null while it counts
 */
public record DutyReport(
    int number,
    String duty,
    LocalizedText title,
    Sending sending,
    Instant recordedAt,
    String by,
    @Nullable Withdrawal withdrawn) {

  /**
   * That a record was wrong. The record stays and counts no more.
   *
   * @param at when that was said, in the time of the events
   * @param by who said so
   * @param why in their words
   */
  public record Withdrawal(Instant at, String by, String why) {}

  /** Whether it counts. */
  public boolean counts() {
    return withdrawn == null;
  }

  DutyReport withdrawn(Withdrawal wrong) {
    return new DutyReport(number, duty, title, sending, recordedAt, by, wrong);
  }
}
