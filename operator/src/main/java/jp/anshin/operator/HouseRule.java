package jp.anshin.operator;

import java.time.Duration;

/**
 * A rule of our own for outages, for instance that the head of operations is told within an hour.
 *
 * @param id name that stays when the rule is called otherwise
 * @param name what is to be done
 * @param after so long after an outage began it is due; positive
 * @param period when the rule holds
 */
public record HouseRule(String id, LocalizedName name, Duration after, Period period) {

  public HouseRule {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("own rule " + id + " after " + after);
    }
  }
}
