package jp.anshin.incident;

import java.time.Instant;

/**
 * A notice as it was recorded.
 *
 * @param notice what was recorded
 * @param recordedAt when, in the time of the events
 * @param by who recorded it
 */
public record GivenNotice(Notice notice, Instant recordedAt, String by) {}
