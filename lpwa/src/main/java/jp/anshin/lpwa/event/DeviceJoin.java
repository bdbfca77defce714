package jp.anshin.lpwa.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a device joined anew, after which its frame counter begins at 0.
 *
 * @param at when the provider's side had it
 * @param feed the feed that told it
 * @param device identity of the device, as in {@link Arrival}
 * @param receptions every gateway that heard the request; empty when none was told
 * @param contract the contract that a tag names, or null
 * @param accepted whether the network let it in; a request that was only heard is not accepted
 */
public record DeviceJoin(
    Instant at,
    String feed,
    String device,
    List<Reception> receptions,
    @Nullable String contract,
    boolean accepted)
    implements LpwaEvent {

  public DeviceJoin {
    if (device.isBlank()) {
      throw new IllegalArgumentException("a join needs a device");
    }
    receptions = List.copyOf(receptions);
  }
}
