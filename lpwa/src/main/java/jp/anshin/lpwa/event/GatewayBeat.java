package jp.anshin.lpwa.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's own sign of life: statistics, a keep-alive, a status.
 *
 * @param at when the provider's side had it
 * @param feed the feed that told it
 * @param gateway identity of the gateway, as in {@link Reception}
 * @param heard frames heard since the last statistics, or null when the beat has none
 * @param heardWell those with a good checksum, or null
 * @param acknowledgedPercent share of its datagrams that were acknowledged, in percent, or null; a
 *     fall is trouble of the backhaul
 */
public record GatewayBeat(
    Instant at,
    String feed,
    String gateway,
    @Nullable Long heard,
    @Nullable Long heardWell,
    @Nullable Double acknowledgedPercent)
    implements LpwaEvent {}
