package jp.anshin.server.imports;

/** What a person may make of a row that says something else than what was there. */
public enum Settlement {
  /** The row never counts; what counts under its id goes on, other lines of its file stay open. */
  KEEP,
  /** The row counts; what was there, and other lines of its file, do not. All stay on record. */
  REPLACE
}
