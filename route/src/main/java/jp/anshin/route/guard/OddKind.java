package jp.anshin.route.guard;

import java.time.Duration;
import java.util.Set;

/**
 * What can be wrong with a single route.
 *
 * @see Offences
 */
enum OddKind {
  /** A watched prefix, or a part of one, that an AS originates which may not. */
  HIJACK("hijack", 1, Duration.ZERO),
  /** A part of a watched prefix that came by no proper path yet, and now behind a stranger. */
  FORGED_ORIGIN("forged-origin", 1, Duration.ZERO),
  /** A watched prefix, or a known part of one, behind an AS that is no neighbour of its origin. */
  STRANGE_NEIGHBOUR("strange-neighbour", 1, Duration.ofSeconds(60)),
  /** A watched block of others, or a part of one, that an AS originates which may not. */
  OTHERS_HIJACK("others-hijack", 1, Duration.ZERO),
  /** A part of a watched block of others that came by no proper path yet, behind a stranger. */
  OTHERS_FORGED("forged-origin", 1, Duration.ZERO),
  /** A path that breaks what the operator said of it. */
  PATH_RULE("path-rule", 1, Duration.ofSeconds(60)),
  /** Addresses that nobody may announce. */
  BOGON_PREFIX("bogon-prefix", 1, Duration.ofSeconds(60)),
  /** An AS number that stands for nobody; single routes with one come and go every day. */
  BOGON_AS("bogon-as", 10, Duration.ofSeconds(60)),
  /** A path that some routers cannot bear. */
  LONG_PATH("long-path", 1, Duration.ofSeconds(60));

  /** Its name among the kinds of detections. */
  final String detectionKind;

  /** So many prefixes are stated. */
  final int prefixesMin;

  /** When they have stood for so long. */
  final Duration standing;

  OddKind(String detectionKind, int prefixesMin, Duration standing) {
    this.detectionKind = detectionKind;
    this.prefixesMin = prefixesMin;
    this.standing = standing;
  }

  /** Whether it is about a watched block, not about a neighbour or a rule. */
  boolean isOfBlock() {
    return switch (this) {
      case HIJACK, FORGED_ORIGIN, STRANGE_NEIGHBOUR, OTHERS_HIJACK, OTHERS_FORGED -> true;
      case PATH_RULE, BOGON_PREFIX, BOGON_AS, LONG_PATH -> false;
    };
  }

  /**
   * Whether no baseline makes it normal, of what was stated itself: who may originate a watched
   * prefix, and what a path must be, was stated and not learnt.
   */
  boolean isAgainstStated() {
    return this == HIJACK || this == OTHERS_HIJACK || this == PATH_RULE;
  }

  /** The kinds of a detection of it: whoever forges an origin hijacks. */
  Set<String> detectionKinds() {
    return switch (this) {
      case FORGED_ORIGIN -> Set.of(HIJACK.detectionKind, detectionKind);
      case OTHERS_FORGED -> Set.of(OTHERS_HIJACK.detectionKind, detectionKind);
      default -> Set.of(detectionKind);
    };
  }
}
