package jp.anshin.lpwa.network;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A way by which we hear of the network; its silence may be our own blindness.
 *
 * @param id name as events tell it ({@link jp.anshin.lpwa.event.LpwaEvent#feed})
 * @param cloud id of the cloud function it comes through, or null when unknown
 * @param independent whether it shares neither broker nor connection with the other feeds, so that
 *     its life proves that we can see
 * @param canaryDevice a device whose only purpose is to show that the feed stands, or null
 * @param canaryPeriod how often the feed itself says that it stands, positive, or null
 */
public record Feed(
    String id,
    @Nullable String cloud,
    boolean independent,
    @Nullable String canaryDevice,
    @Nullable Duration canaryPeriod) {

  public Feed {
    Network.requireId(id);
    if (canaryPeriod != null && !canaryPeriod.isPositive()) {
      throw new IllegalArgumentException("canary period " + canaryPeriod);
    }
  }
}
