package jp.anshin.server.imports;

import jp.anshin.law.Determination;
import jp.anshin.law.Filing;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;

/** What a row is judged as, those that need a person first. */
public enum ImportedKind {
  /** Serious: it needs reports of its own, at once and within thirty days. */
  SERIOUS,
  /** What is unknown may make it serious. */
  MAY_BE_SERIOUS,
  /** Not serious, but what is unknown decides whether or how it goes into the periodic report. */
  UNDETERMINED,
  /** Into the periodic report, full form. */
  FORM27,
  /** Into the periodic report, simple form. */
  SIMPLE,
  /** 軽微な事故: nothing is filed. */
  EXEMPT,
  /** It does not reach the thresholds. */
  NOT_REQUIRED;

  /** Whether a person must look at it: such a row is never taken in unseen. */
  public boolean needsPerson() {
    return this == SERIOUS || this == MAY_BE_SERIOUS || this == UNDETERMINED;
  }

  /** The kind of what the law says. */
  public static ImportedKind of(Determination said) {
    return of(said.verdict(), said.periodic().required(), said.periodic().filing());
  }

  /** The same from the parts of it that are kept. */
  public static ImportedKind of(Verdict verdict, Truth required, Filing filing) {
    return switch (verdict) {
      case SERIOUS -> SERIOUS;
      case UNDETERMINED -> MAY_BE_SERIOUS;
      case NOT_SERIOUS ->
          switch (required) {
            case NO -> NOT_REQUIRED;
            case UNDETERMINED -> filing == Filing.EXEMPT ? EXEMPT : UNDETERMINED;
            case YES -> filed(filing);
          };
    };
  }

  private static ImportedKind filed(Filing filing) {
    return switch (filing) {
      case FORM27 -> FORM27;
      case SIMPLE -> SIMPLE;
      case EXEMPT -> EXEMPT;
      case NOT_REQUIRED, EXCLUDED_AS_SERIOUS, UNDETERMINED -> UNDETERMINED;
    };
  }
}
