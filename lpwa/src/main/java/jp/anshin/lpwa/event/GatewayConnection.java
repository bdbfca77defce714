package jp.anshin.lpwa.event;

import java.time.Instant;

/**
 * That the connection of a gateway to its network server stands or fell, as the server says.
 *
 * @param at when it was told; of a retained message when it was read, for it may be old
 * @param feed the feed that told it
 * @param gateway identity of the gateway, as in {@link Reception}
 * @param online whether it stands
 * @param retained whether it is a retained message: a state of some earlier time, no event
 */
public record GatewayConnection(
    Instant at, String feed, String gateway, boolean online, boolean retained)
    implements LpwaEvent {}
