package jp.anshin.lpwa.watch;

/**
 * What was not taken as it came, in events.
 *
 * @param events all that came
 * @param duplicates frames told again within seconds
 * @param repeated frames with the counter of an earlier one, too late for a duplicate: replayed
 * @param late frames older than what was heard of the device, or held back by the network
 * @param future events too far ahead of all others
 * @param resets counters that began anew
 * @param wraps counters that went round
 * @param retained retained states, which are no events
 */
public record Tally(
    long events,
    long duplicates,
    long repeated,
    long late,
    long future,
    long resets,
    long wraps,
    long retained) {}
