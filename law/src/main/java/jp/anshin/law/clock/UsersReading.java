package jp.anshin.law.clock;

/** Which users are compared with a pair of thresholds: the law does not say (未確認). */
public enum UsersReading {
  /** The most that were affected at one time. */
  PEAK,
  /** Everybody who was affected at any time. */
  CUMULATIVE,
  /**
   * Those affected for all of the time that the pair asks for: whoever is restored leaves. It says
   * something else than the others only where counts fall.
   */
  RESTORED_LEAVE
}
