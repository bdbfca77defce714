package jp.anshin.law.clock;

/** Which users are compared with a threshold: the law does not say (未確認). */
public enum UsersReading {
  /** The most that were affected at one time. */
  PEAK,
  /** Everybody who was affected at any time. */
  CUMULATIVE
}
