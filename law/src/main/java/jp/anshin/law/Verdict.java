package jp.anshin.law;

/** Whether an event is a serious accident (重大な事故). */
public enum Verdict {
  /** It is, whatever the unknown facts turn out to be. */
  SERIOUS,
  /** It is not, whatever the unknown facts turn out to be. */
  NOT_SERIOUS,
  /** The unknown facts, or the unknown law, decide. */
  UNDETERMINED;

  static Verdict of(Truth serious) {
    return switch (serious) {
      case YES -> SERIOUS;
      case NO -> NOT_SERIOUS;
      case UNDETERMINED -> UNDETERMINED;
    };
  }
}
