package jp.anshin.law;

/** In which way an accident goes into the periodic report. */
public enum Filing {
  /** 省令様式（様式第二十七）. */
  FORM27,
  /** 告示様式（簡易な様式）. */
  SIMPLE,
  /** 軽微な事故: nothing is filed. */
  EXEMPT,
  /** A serious accident, which is left out from FY2025 on. */
  EXCLUDED_AS_SERIOUS,
  /** Nothing is filed: it does not reach the thresholds, or only if it is serious. */
  NOT_REQUIRED,
  /** Some completion of what is unknown gives another way. */
  UNDETERMINED
}
