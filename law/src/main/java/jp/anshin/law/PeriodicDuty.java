package jp.anshin.law;

import java.time.LocalDate;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * Whether the event goes into the periodic report, and by when.
 *
 * @param required whether it reaches the thresholds and is not left out as serious
 * @param reason why
 * @param cycle {@code quarterly} or {@code annual}; empty when none is known for that day
 * @param periodEnd last day of the period, or null when no cycle is known
 * @param deadline when the report of that period is due, or null when no cycle is known or when
 *     nothing is to be filed for certain
 * @param filing in which way; undetermined while the class of the failed facility is not known;
 *     exempt also where it is open whether it reaches the thresholds, and nothing would be filed
 * @param filingQuestion what has to be known to choose the way, or null when it is chosen or when
 *     it is not known yet whether it goes in
 */
public record PeriodicDuty(
    Truth required,
    Reason reason,
    String cycle,
    @Nullable LocalDate periodEnd,
    @Nullable Deadline deadline,
    Filing filing,
    @Nullable Question filingQuestion) {

  /** Whether it is left out as a serious accident, however long it goes on. */
  public boolean leftOutAsSerious() {
    return required == Truth.NO
        && reason.children().stream()
            .anyMatch(each -> each.test() == Test.NOT_SERIOUS && each.result() == Truth.NO);
  }

  /** A duty of which nobody has said which form it needs. */
  public PeriodicDuty(
      Truth required,
      Reason reason,
      String cycle,
      @Nullable LocalDate periodEnd,
      @Nullable Deadline deadline) {
    this(
        required,
        reason,
        cycle,
        periodEnd,
        deadline,
        required == Truth.NO ? Filing.NOT_REQUIRED : Filing.UNDETERMINED,
        null);
  }
}
