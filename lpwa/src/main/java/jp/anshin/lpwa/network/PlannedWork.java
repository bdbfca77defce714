package jp.anshin.lpwa.network;

import java.time.Instant;

/**
 * Work on a component that was announced.
 *
 * @param component id of a gateway, backhaul, cloud function or feed
 * @param title what it is
 * @param from first moment
 * @param until first moment after it
 */
public record PlannedWork(String component, String title, Instant from, Instant until) {

  public PlannedWork {
    Network.requireId(component);
    Network.requireOrder(component, from, until);
  }
}
