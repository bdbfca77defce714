package jp.anshin.lpwa.watch;

/**
 * A number within bounds.
 *
 * @param low surely so many
 * @param estimate the best estimate, between the two
 * @param high at most so many
 */
public record Range(long low, long estimate, long high) {

  public static final Range NONE = new Range(0, 0, 0);

  public Range {
    if (low < 0 || estimate < low || high < estimate) {
      throw new IllegalArgumentException(low + ".." + estimate + ".." + high);
    }
  }
}
