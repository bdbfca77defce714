package jp.anshin.lpwa.event;

import java.time.Instant;

/**
 * That a gateway handed a frame to the network server, told below the application side: where these
 * go on and {@link Arrival}s stop, the cloud function has failed and not the radio.
 *
 * @param at when the provider's side had it
 * @param feed the feed that told it
 * @param gateway identity of the gateway, as in {@link Reception}
 */
public record GatewayUplink(Instant at, String feed, String gateway) implements LpwaEvent {}
