package jp.anshin.server.imports;

/** What a person may make of a row that says something else than what was there. */
public enum Settlement {
  /** What was there goes on counting; the new row never does. */
  KEEP,
  /** The new row counts; what was there counts no more. Both stay on record. */
  REPLACE
}
