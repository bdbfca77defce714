package jp.anshin.route.guard;

import java.time.Duration;

/**
 * What can be wrong with a single route.
 *
 * @see Offences
 */
enum OddKind {
  /** A watched prefix, or a part of one, that an AS originates which may not. */
  HIJACK("hijack", 1, Duration.ZERO),
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
}
