package jp.anshin.law.lpwa;

/** How it stands with a duty. Only a duty to confirm is ever found to be discharged. */
public enum Standing {
  /** There is no such duty for this service. */
  NOT_APPLICABLE,
  /** It is to be met; whether it is, is not judged. */
  TO_MEET,
  /** It may be used. */
  MAY_BE_USED,
  /** Confirmed of every party named, by evidence in date. */
  CONFIRMED,
  /** The same, but a confirmation expires soon. */
  EXPIRES_SOON,
  /**
   * To be confirmed: evidence is missing, not yet valid or expired, or the parties are not named.
   */
  OPEN
}
