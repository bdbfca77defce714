package jp.anshin.server.feeds;

import java.time.Instant;

/**
 * Connections to the station that were not let in.
 *
 * @param address where they came from
 * @param reason key of why: {@code not-allowed}, {@code too-many-sessions}, {@code disk-full},
 *     {@code not-bmp}
 * @param count how many since the server started
 * @param lastAt when the last came, by the server's clock
 * @param detail what came last, as {@link NotBmp} reads it; may be empty
 */
public record Refused(String address, String reason, long count, Instant lastAt, String detail) {}
