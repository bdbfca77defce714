package jp.anshin.server.feeds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time about which we know that we do not know (観測不能区間).
 *
 * @param number 1 for the first, rising by one
 * @param feed id of the feed; empty for all of them
 * @param from since when, by the server's clock
 * @param until until when, or null while it lasts
 * @param reason key of why, for instance {@code session-lost}, {@code server-down}, {@code
 *     disk-full}, {@code malformed}
 * @param detail what is known of it beyond that; may be empty
 */
public record BlindInterval(
    long number,
    String feed,
    Instant from,
    @Nullable Instant until,
    String reason,
    String detail) {}
