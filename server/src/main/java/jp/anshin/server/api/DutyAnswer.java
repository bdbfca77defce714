package jp.anshin.server.api;

import java.time.Instant;
import java.util.List;
import jp.anshin.incident.DutyReport;
import jp.anshin.server.duties.DutyReports;
import org.jspecify.annotations.Nullable;

/**
 * Another duty as a program reads it.
 *
 * @param duty as the clock has it
 * @param reports what was recorded of it; those withdrawn are among them
 */
record DutyAnswer(ClockAnswer.Due duty, List<Made> reports) {

  static DutyAnswer of(DutyReports.Reported reported) {
    return new DutyAnswer(
        ClockAnswer.Due.of(reported.duty(), reported.now()),
        reported.reports().stream().map(Made::of).toList());
  }

  /** A report that was made; {@code withdrawnAt}, {@code By} and {@code Why} are of a wrong one. */
  record Made(
      int number,
      String channel,
      String recipient,
      Instant sentAt,
      String receipt,
      String words,
      Instant recordedAt,
      String by,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawnBy,
      @Nullable String withdrawnWhy) {
    static Made of(DutyReport each) {
      DutyReport.Withdrawal wrong = each.withdrawn();
      return new Made(
          each.number(),
          each.sending().channel().name(),
          each.sending().recipient(),
          each.sending().sentAt(),
          each.sending().receipt(),
          each.sending().remark(),
          each.recordedAt(),
          each.by(),
          wrong == null ? null : wrong.at(),
          wrong == null ? null : wrong.by(),
          wrong == null ? null : wrong.why());
    }
  }
}
