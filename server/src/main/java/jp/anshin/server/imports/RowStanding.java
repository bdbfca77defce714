package jp.anshin.server.imports;

/** Whether a good row counts, once its list does. */
public enum RowStanding {
  /** It counts. */
  GOOD,
  /** What counts under its id, or stands above it in its file, says exactly the same. */
  DUPLICATE,
  /**
   * Something else was said under its id, and nobody has settled which holds: it counts nowhere.
   */
  CONFLICT,
  /** A person settled that what was there holds. */
  SET_ASIDE,
  /** A person settled that another row holds in its place. */
  REPLACED
}
