package jp.anshin.server.routes;

/**
 * Whose table a route is in.
 *
 * @param feed id of the router's feed
 * @param router what the router calls itself, else its address
 * @param address the neighbour's address
 * @param as its AS, unsigned
 * @param view which of the router's tables, for instance {@code adj-rib-in-pre}, of which path
 *     identifier where there are several (RFC 7911)
 */
public record RouteSource(String feed, String router, String address, long as, String view) {}
