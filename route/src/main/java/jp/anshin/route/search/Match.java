package jp.anshin.route.search;

/** Why a route was found. */
public enum Match {
  /** It is of the prefix itself. */
  EXACT,
  /** Its prefix covers the one that was looked for. */
  COVERING,
  /** Its prefix lies in the one that was looked for. */
  SPECIFIC,
  /** The AS that was looked for is on its path. */
  AS
}
