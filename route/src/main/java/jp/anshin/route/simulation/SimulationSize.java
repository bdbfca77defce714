package jp.anshin.route.simulation;

/**
 * How large the generated event is.
 *
 * @param baselinePrefixes prefixes of the table before, the same for each view
 * @param leakedPrefixes distinct prefixes that leak, over all views
 */
public record SimulationSize(int baselinePrefixes, int leakedPrefixes) {

  /** The sizes of that day: a table of 660,000 prefixes, of which 160,000 more than before. */
  public static final SimulationSize FULL = new SimulationSize(660_000, 160_000);

  private static final int BASELINE_MIN = 5_000;
  private static final int LEAKED_MIN = 1_000;

  public SimulationSize {
    if (baselinePrefixes < BASELINE_MIN
        || leakedPrefixes < LEAKED_MIN
        || leakedPrefixes > baselinePrefixes / 3
        || baselinePrefixes > FULL_BASELINE_MAX) {
      throw new IllegalArgumentException(
          leakedPrefixes + " leaked of " + baselinePrefixes + " prefixes");
    }
  }

  /** More blocks than this do not fit in the public IPv4 space as they are laid out here. */
  private static final int FULL_BASELINE_MAX = 2_000_000;

  /** The smallest that still looks like that day. */
  public static final double SCALE_MIN = 0.01;

  /**
   * Both numbers of that day times a factor.
   *
   * @param factor from {@link #SCALE_MIN} to 1
   */
  public static SimulationSize scaled(double factor) {
    if (!(factor >= SCALE_MIN && factor <= 1)) {
      throw new IllegalArgumentException("scale " + factor);
    }
    return new SimulationSize(
        (int) Math.round(FULL.baselinePrefixes * factor),
        (int) Math.round(FULL.leakedPrefixes * factor));
  }
}
