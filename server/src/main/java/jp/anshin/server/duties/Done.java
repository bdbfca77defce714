package jp.anshin.server.duties;

import java.time.Instant;

/**
 * That a duty was fulfilled, as somebody recorded it.
 *
 * @param at when, in the time of the incident's events
 * @param by who
 */
public record Done(Instant at, String by) {}
