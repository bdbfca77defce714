package jp.anshin.law.lpwa;

/** How far a rule is known to be the law. Whatever is not {@link #LAW} is shown as 未確認. */
public enum Certainty {
  /** Words of a law in force, compared with its text. */
  LAW,
  /** Words of the report of 2018, compared; whether and how they were enacted is not verified. */
  REPORT,
  /** Our own inference, which no text says. */
  INFERENCE,
  /** Said by a text that was not compared. */
  UNVERIFIED
}
