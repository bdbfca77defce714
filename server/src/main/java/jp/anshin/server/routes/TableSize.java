package jp.anshin.server.routes;

import java.time.Instant;

/**
 * How many routes a table had.
 *
 * @param at when, in event time
 * @param ipv4 routes of IPv4
 * @param ipv6 routes of IPv6
 */
public record TableSize(Instant at, long ipv4, long ipv6) {}
