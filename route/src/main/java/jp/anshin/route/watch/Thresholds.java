package jp.anshin.route.watch;

import java.time.Duration;

/**
 * When something is stated. Each has a reason; none is tuned to one recording.
 *
 * @param leakPrefixes so many prefixes leaked at once are stated: a handful is left to quieter
 *     tools
 * @param newNeighbours so many new neighbours behind one AS at once are no new customers: nobody
 *     gains that many in minutes
 * @param surgePrefixes so many prefixes never seen, within a burst, are a surge, at least
 * @param surgeShare and at least this share of the table: half a week's growth at 6 % a year
 * @param floodPrefixes so many specifics never seen below known prefixes are a flood
 * @param burstGap no new member for so long ends a burst
 * @param burstLength a burst that was not stated within this is begun anew
 * @param restoredShare at most this share of the peak is left when things count as restored
 * @param quiet so long it must stay restored
 * @param relapse a burst of the same leaker within this of its end is the same event
 * @param restate a growing event is restated at most so often
 * @param warmUp without a baseline, what is learnt in this time counts as one
 * @param settled a table that has not grown for so long after end-of-RIB was sent whole
 * @param staleAfter routes not sent again so long after a session came up are gone
 * @param relearn how often the quiet tables become the baseline
 */
public record Thresholds(
    int leakPrefixes,
    int newNeighbours,
    int surgePrefixes,
    double surgeShare,
    int floodPrefixes,
    Duration burstGap,
    Duration burstLength,
    double restoredShare,
    Duration quiet,
    Duration relapse,
    Duration restate,
    Duration warmUp,
    Duration settled,
    Duration staleAfter,
    Duration relearn) {

  /** What the product uses. */
  public static final Thresholds DEFAULT =
      new Thresholds(
          50,
          8,
          1_000,
          0.01,
          1_000,
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          0.05,
          Duration.ofSeconds(60),
          Duration.ofMinutes(30),
          Duration.ofSeconds(5),
          Duration.ofMinutes(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofHours(24));
}
