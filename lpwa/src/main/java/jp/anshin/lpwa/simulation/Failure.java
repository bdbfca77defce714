package jp.anshin.lpwa.simulation;

import java.time.Instant;

/**
 * Something that fails, and so the truth.
 *
 * @param part what kind of thing
 * @param component id of the gateway, line, cloud, feed or device; of a disturbance and of a power
 *     cut the region
 * @param from first moment
 * @param until first moment after it
 */
public record Failure(Part part, String component, Instant from, Instant until) {

  /** What fails. */
  public enum Part {
    GATEWAY,
    /** The radio of a gateway that goes on telling that it lives. */
    GATEWAY_RADIO,
    BACKHAUL,
    CLOUD,
    FEED,
    DEVICE,
    /** Most frames of a region are disturbed. */
    RADIO,
    /** All gateways of a region lose power. */
    POWER
  }

  public Failure {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a failure from " + from + " until " + until);
    }
  }
}
