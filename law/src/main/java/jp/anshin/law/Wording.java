package jp.anshin.law;

/** How close a quoted text is to the words of the law. */
public enum Wording {
  /** The words of the law, compared. */
  STATUTORY,
  /** Said in short by a public source. */
  SUMMARY,
  /** Words of a later text; those of the days in question were not compared. */
  NOT_COMPARED,
  /** Words of the text in force, which a proposal leaves as they are. */
  CARRIED_OVER
}
