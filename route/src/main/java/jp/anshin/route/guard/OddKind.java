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

  /** Whether it is about one of our blocks, not about a neighbour. */
  boolean isOurs() {
    return this == HIJACK || this == FORGED_ORIGIN || this == STRANGE_NEIGHBOUR;
  }

  /** The kinds of a detection of it: whoever forges an origin hijacks. */
  Set<String> detectionKinds() {
    return this == FORGED_ORIGIN
        ? Set.of(HIJACK.detectionKind, detectionKind)
        : Set.of(detectionKind);
  }
}
