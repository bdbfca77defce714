package jp.anshin.law.clock;

import java.time.Duration;

/**
 * A rule of the operator's own, for instance that the head of operations is told within an hour.
 *
 * @param name what it is called
 * @param after so long after the outage began it is due
 */
public record OwnRule(String name, Duration after) {}
