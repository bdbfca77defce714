package jp.anshin.server.statistics;

import java.math.BigInteger;
import jp.anshin.law.Truth;

/**
 * User-hours lost: users times hours, as far as they are known. What is not known is counted apart,
 * never as nothing.
 *
 * @param bounded accidents of which a most is known
 * @param leastSeconds of these, user-seconds at least
 * @param mostSeconds of these, user-seconds at most
 * @param open accidents of which only a least is known
 * @param openSeconds of these, user-seconds at least
 * @param unknown accidents of which nothing is known
 */
public record UserHours(
    int bounded,
    BigInteger leastSeconds,
    BigInteger mostSeconds,
    int open,
    BigInteger openSeconds,
    int unknown) {

  /** None lost. */
  public static final UserHours NONE =
      new UserHours(0, BigInteger.ZERO, BigInteger.ZERO, 0, BigInteger.ZERO, 0);

  private static final BigInteger SECONDS_PER_HOUR = BigInteger.valueOf(3_600);

  /** With one more accident; one whose users met nothing changes nothing. */
  UserHours with(Counted accident) {
    BigInteger least = BigInteger.ZERO;
    BigInteger most = BigInteger.ZERO;
    boolean met = false;
    boolean bound = true;
    for (Counted.Part part : accident.parts()) {
      met |= part.met() != Truth.NO;
      if (part.met() == Truth.YES) {
        least = least.add(part.least());
      }
      BigInteger partMost = part.most();
      if (part.met() != Truth.NO) {
        bound &= partMost != null;
        most = partMost == null ? most : most.add(partMost);
      }
    }
    if (!met) {
      return this;
    }
    if (bound) {
      return new UserHours(
          bounded + 1, leastSeconds.add(least), mostSeconds.add(most), open, openSeconds, unknown);
    }
    return least.signum() > 0
        ? new UserHours(
            bounded, leastSeconds, mostSeconds, open + 1, openSeconds.add(least), unknown)
        : new UserHours(bounded, leastSeconds, mostSeconds, open, openSeconds, unknown + 1);
  }

  /** Whole hours at least of those with a most, rounded down. */
  public long least() {
    return hours(leastSeconds);
  }

  /** Whole hours at most of those with a most, rounded up. */
  public long most() {
    return hours(mostSeconds.add(SECONDS_PER_HOUR).subtract(BigInteger.ONE));
  }

  /** Whole hours at least of those without a most, rounded down. */
  public long openLeast() {
    return hours(openSeconds);
  }

  private static long hours(BigInteger seconds) {
    return seconds.divide(SECONDS_PER_HOUR).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
