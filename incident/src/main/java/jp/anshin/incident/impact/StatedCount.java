package jp.anshin.incident.impact;

import java.time.Instant;
import jp.anshin.law.clock.StatedUsers;

/**
 * A count that was stated. Of two about one moment of one service the later one counts.
 *
 * @param said what was counted
 * @param statedAt when it was stated, in the time of the events
 * @param by who stated it
 */
public record StatedCount(CountedUsers said, Instant statedAt, String by) {

  /** The same for the clock of the law; a clock that lags states nothing before it happened. */
  public StatedUsers forClock() {
    return new StatedUsers(
        said.at(),
        said.low(),
        said.estimate(),
        said.high(),
        statedAt.isBefore(said.at()) ? said.at() : statedAt);
  }
}
