package jp.anshin.incident.impact;

import jp.anshin.law.Truth;

/** What the users of one service met. */
public enum ImpactKind {
  /**
   * 役務の停止. For a data service, best effort: only a link or session between the user's equipment and
   * ours that cannot be established (report of 2018, 3.2.2, quoting guideline edition 2).
   */
  STOP,
  /** 品質の低下: below the criterion of the service's category; a best-effort service has none. */
  DEGRADATION,
  /** つながりにくい: hard to connect, which is not an accident under the Act (report 3.3.1). */
  HARD_TO_CONNECT,
  /** Users met nothing. */
  NONE,
  /** Nobody has said yet. */
  UNKNOWN;

  /** Whether the law counts it as an accident at all. */
  public Truth countsAsAccident() {
    return switch (this) {
      case STOP, DEGRADATION -> Truth.YES;
      case HARD_TO_CONNECT, NONE -> Truth.NO;
      case UNKNOWN -> Truth.UNDETERMINED;
    };
  }
}
