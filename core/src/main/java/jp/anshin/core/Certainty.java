package jp.anshin.core;

/** How sure a detector is. */
public enum Certainty {
  /** One view only, or a rule that rests on inferred relations. */
  LOW,
  /** Several signs agree, but from one independent view. */
  MEDIUM,
  /** At least two independent views agree. */
  HIGH
}
