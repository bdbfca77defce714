package jp.anshin.lpwa.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a gateway could send a frame to a device.
 *
 * @param at when the provider's side had it
 * @param feed the feed that told it
 * @param gateway identity of the gateway, as in {@link Reception}, or null when it was not told
 * @param device identity of the device, as in {@link Arrival}, or null when it was not told
 * @param sent whether it was sent
 */
public record DownlinkOutcome(
    Instant at, String feed, @Nullable String gateway, @Nullable String device, boolean sent)
    implements LpwaEvent {}
