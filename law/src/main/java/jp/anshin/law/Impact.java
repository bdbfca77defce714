package jp.anshin.law;

/** What the users of one service met, before the law says whether it counts. */
public enum Impact {
  /**
   * 役務の停止. For a data service, best effort: only a link or session between the user's equipment and
   * ours that cannot be established (report of 2018, 3.2.2, quoting guideline edition 2).
   */
  STOP,
  /** 品質の低下: below the criterion of the service's category; a best-effort service has none. */
  DEGRADATION,
  /** つながりにくい: hard to connect; of an Internet connection no accident (report of 2018, 3.3.1). */
  HARD_TO_CONNECT,
  /** Users met nothing. */
  NONE,
  /** Nobody has said yet. */
  UNKNOWN;

  /**
   * Whether users met a stop or a degradation, as answered. Whether that is an accident depends on
   * the category and is told by {@link Rulebook#counts}.
   */
  public Truth stopOrDegradation() {
    return switch (this) {
      case STOP, DEGRADATION -> Truth.YES;
      case HARD_TO_CONNECT, NONE -> Truth.NO;
      case UNKNOWN -> Truth.UNDETERMINED;
    };
  }

  /**
   * The plainest impact that counts as said: a stop, none, or unknown. For facts that only say
   * whether it counts.
   */
  static Impact counting(Truth counts) {
    return switch (counts) {
      case YES -> STOP;
      case NO -> NONE;
      case UNDETERMINED -> UNKNOWN;
    };
  }
}
