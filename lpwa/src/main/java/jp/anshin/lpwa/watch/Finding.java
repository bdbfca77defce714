package jp.anshin.lpwa.watch;

import java.util.List;
import java.util.SortedMap;
import jp.anshin.lpwa.watch.Outage.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * What the present evidence says of one silence.
 *
 * @param anchor on what it hangs
 * @param naming what it is called
 * @param gateways gateways that are silent by it, in ascending order
 * @param feed number of the feed, or −1
 * @param device number of the device, or −1
 * @param startLow last sign of life, in milliseconds
 * @param startHigh by when it had surely begun
 * @param evidence figures that decided
 */
record Finding(
    Case.Anchor anchor,
    Naming naming,
    int[] gateways,
    int feed,
    int device,
    long startLow,
    long startHigh,
    SortedMap<String, Double> evidence) {

  /**
   * The name of what failed.
   *
   * @param scope what failed
   * @param component its id, or null
   * @param cause the cause
   * @param candidates all that would explain it, most likely first
   * @param radioOnly whether signs of life never stopped, so that only a frame ends it
   */
  record Naming(
      Scope scope,
      @Nullable String component,
      Cause cause,
      List<Candidate> candidates,
      boolean radioOnly) {

    static Naming of(Scope scope, @Nullable String component, Cause cause, boolean radioOnly) {
      return new Naming(
          scope, component, cause, List.of(new Candidate(scope, component)), radioOnly);
    }

    /** One of several: named where only one is left. */
    static Naming among(List<Candidate> candidates, Cause causeOfOne, boolean radioOnly) {
      return candidates.size() == 1
          ? new Naming(
              candidates.getFirst().scope(),
              candidates.getFirst().component(),
              causeOfOne,
              candidates,
              radioOnly)
          : new Naming(Scope.UNDETERMINED, null, Cause.SILENCE, candidates, radioOnly);
    }
  }
}
