package jp.anshin.lpwa.network;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a device is of a contract for a time. A device may be in several one after the other, never
 * in two at once.
 *
 * @param device identity as events tell it ({@link jp.anshin.lpwa.event.Arrival})
 * @param contract id of the contract, or null when it is known without contract
 * @param from first moment, or null when since ever
 * @param until first moment at which it is no more, or null while it goes on
 */
public record Membership(
    String device, @Nullable String contract, @Nullable Instant from, @Nullable Instant until) {

  public Membership {
    Network.requireId(device);
    Network.requireOrder(device, from, until);
  }

  /** Whether it holds at that moment. */
  public boolean holdsAt(Instant moment) {
    return Network.holds(from, until, moment);
  }

  /** Whether both hold at some moment. */
  public boolean overlaps(Membership other) {
    return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
  }

  private boolean startsBeforeEndOf(Membership other) {
    return from == null || other.until == null || from.isBefore(other.until);
  }
}
