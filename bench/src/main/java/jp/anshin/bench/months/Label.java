package jp.anshin.bench.months;

import java.util.Set;

/**
 * What really happened.
 *
 * @param kind for people
 * @param answers kinds of detections that state it; empty for what nobody is to be called for
 * @param from when it began, in microseconds since 1970 UTC
 * @param until when it was over
 * @param who AS numbers of those who did it, the first one first; empty where nobody did
 * @param through AS numbers of those who are in it too
 * @param routes how many prefixes it touched, of a leak those that any view shows
 */
record Label(
    String kind,
    Set<String> answers,
    long from,
    long until,
    String who,
    Set<String> through,
    int routes) {

  boolean isHarm() {
    return !answers.isEmpty();
  }

  /** So many routes of a leak must not be missed. */
  static final int LEAK_MUST = 500;

  /** Whether to miss it is what must never be. */
  boolean isMust() {
    return (kind.startsWith("leak") && routes >= LEAK_MUST)
        || kind.startsWith(Plan.HIJACK)
        || kind.startsWith(Plan.OTHERS_HIJACK);
  }
}
