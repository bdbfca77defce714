package jp.anshin.lpwa.event;

import java.time.Instant;

/**
 * What a monitor says of a line or a cloud function.
 *
 * @param at when it was told
 * @param feed the feed that told it
 * @param component name of the backhaul or cloud function, as in the network file
 * @param ok whether it works
 */
public record ComponentBeat(Instant at, String feed, String component, boolean ok)
    implements LpwaEvent {}
