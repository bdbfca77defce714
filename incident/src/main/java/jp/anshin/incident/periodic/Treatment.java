package jp.anshin.incident.periodic;

/** What becomes of an accident in the report of its period. */
public enum Treatment {
  /** Nobody knows yet: a question has to be answered, or somebody has to decide. */
  OPEN,
  /** 様式第27: a line of the full form. */
  FORM27,
  /** 簡易な様式: a line of the simple form. */
  SIMPLE,
  /** A person decided to leave it out, for the law does not say whether it goes in. */
  LEFT_OUT,
  /** A serious accident, which is left out from FY2025 on: it has a report of its own. */
  EXCLUDED_AS_SERIOUS,
  /** 軽微な事故: nothing is filed. */
  EXEMPT,
  /** It does not reach the thresholds. */
  NOT_REQUIRED;

  /** Whether it stands in the report. */
  public boolean goesIn() {
    return this == FORM27 || this == SIMPLE;
  }
}
