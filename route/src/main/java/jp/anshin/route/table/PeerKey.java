package jp.anshin.route.table;

import jp.anshin.wire.IpAddress;

/**
 * One view of one peer: whose table it is.
 *
 * @param address the peer's address
 * @param as its AS, unsigned
 * @param view which table of which router; empty for a file of one collector
 */
public record PeerKey(IpAddress address, long as, String view) {}
