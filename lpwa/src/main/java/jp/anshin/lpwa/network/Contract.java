package jp.anshin.lpwa.network;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contract: a bundle of access lines with one purpose, the unit in which users of LPWA count
 * (report of 2018, 3.2.2).
 *
 * @param id identity
 * @param name what people call it, or null
 * @param delivery how it is delivered, or null when as the network
 * @param from first moment, or null when it has always been
 * @param until first moment at which it is no more, or null while it goes on
 */
public record Contract(
    String id,
    @Nullable String name,
    @Nullable DeliveryForm delivery,
    @Nullable Instant from,
    @Nullable Instant until) {

  public Contract {
    Network.requireId(id);
    Network.requireOrder(id, from, until);
  }

  /** Whether it holds at that moment. */
  public boolean holdsAt(Instant moment) {
    return Network.holds(from, until, moment);
  }
}
