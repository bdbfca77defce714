package jp.anshin.incident.report;

import java.time.Instant;
import jp.anshin.incident.draft.Draft;

/** What happened to a report. {@link Report#after} says what it is afterwards. */
public sealed interface ReportEvent {

  /** When, in the time of the incident's events. */
  Instant at();

  /** Which person. */
  String by();

  /** What that person said of it: reason or remark; may be empty. */
  default String words() {
    return switch (this) {
      case Written written -> written.why();
      case Reviewed reviewed -> reviewed.remark();
      case SentBack back -> back.why();
      case Approved approved -> approved.remark();
      case Submitted submitted -> submitted.sending().remark();
      case Countersigned signed -> signed.remark();
      case Withdrawn withdrawn -> withdrawn.why();
    };
  }

  /**
   * A new version was written: the first one taken from a draft, or an edit.
   *
   * @param content the whole text, for every audience
   * @param basis version of the draft it rests on, at least 1; 0 for a period, which has none
   * @param why reason; never empty after it was sent or withdrawn
   */
  record Written(Instant at, String by, Draft content, int basis, String why)
      implements ReportEvent {}

  /** Somebody who did not write it read that version and agrees. */
  record Reviewed(Instant at, String by, int version, String remark) implements ReportEvent {}

  /** A reader wants that version changed. */
  record SentBack(Instant at, String by, int version, String why) implements ReportEvent {}

  /** Somebody who did not write it decided that it be sent. */
  record Approved(Instant at, String by, int version, String remark) implements ReportEvent {}

  /** That version was sent. */
  record Submitted(Instant at, String by, int version, Sending sending) implements ReportEvent {}

  /** Somebody who neither wrote nor sent it stands by a version that was sent in haste. */
  record Countersigned(Instant at, String by, int version, String remark) implements ReportEvent {}

  /** It is not to be sent, or is taken back. */
  record Withdrawn(Instant at, String by, String why) implements ReportEvent {}
}
