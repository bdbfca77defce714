package jp.anshin.incident.periodic;

import java.time.Instant;

/** What a person decided of a line of which the law is open. The latest of a line counts. */
public sealed interface LineDecision {

  /** When, in the time of the period's events. */
  Instant at();

  /** Who. */
  String by();

  /** {@link PeriodLine#key} of the line. */
  String line();

  /** Why; never empty. */
  String why();

  /**
   * It was settled.
   *
   * @param as what becomes of it; one that {@link PeriodLine#mayBecome}
   * @param seen {@link PeriodLine#fingerprint} of what that person saw: the decision counts for
   *     that alone
   */
  record Settled(Instant at, String by, String line, Treatment as, String why, String seen)
      implements LineDecision {}

  /** The decision was taken back. */
  record Reopened(Instant at, String by, String line, String why) implements LineDecision {}
}
