package jp.anshin.law;

/** What can be claimed of a statement when facts may be unknown (Kleene's three values). */
public enum Truth {
  /** So, whatever the unknown facts turn out to be. */
  YES,
  /** Not so, whatever the unknown facts turn out to be. */
  NO,
  /** Some completion of the unknown facts says yes, another no. */
  UNDETERMINED;

  /** The value of a fact that is known. */
  public static Truth of(boolean known) {
    return known ? YES : NO;
  }

  /** Whether both are so. */
  public Truth and(Truth other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNDETERMINED;
  }

  /** Whether one of the two is so. */
  public Truth or(Truth other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO && other == NO ? NO : UNDETERMINED;
  }

  /** Whether it is not so. */
  public Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNDETERMINED -> UNDETERMINED;
    };
  }

  /** What can be claimed when either reading may hold: their common value, or nothing. */
  public Truth agreeing(Truth other) {
    return this == other ? this : UNDETERMINED;
  }
}
