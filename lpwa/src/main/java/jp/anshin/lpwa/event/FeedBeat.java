package jp.anshin.lpwa.event;

import java.time.Instant;

/**
 * What is known of a feed itself: a canary's message, or that the connection to a broker stands or
 * fell. While a feed is away its silence says nothing of the network.
 *
 * @param at when it was seen
 * @param feed the feed
 * @param alive whether it stands
 */
public record FeedBeat(Instant at, String feed, boolean alive) implements LpwaEvent {}
