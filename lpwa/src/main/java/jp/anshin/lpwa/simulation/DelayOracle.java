package jp.anshin.lpwa.simulation;

/**
 * How soon somebody could tell that a gateway failed who knows what a watch has to learn: period,
 * phase and jitter of each of its devices and their loss. No watch can be faster at the same
 * threshold.
 *
 * @param periodSeconds seconds between frames of each device
 * @param jitterSeconds standard deviation of each frame around its due time
 * @param loss chance that a frame is lost on a working link
 * @param phasesSeconds when the first frame of each device is due
 */
public record DelayOracle(
    double periodSeconds, double jitterSeconds, double loss, double[] phasesSeconds) {

  /** Steps in which it looks, as share of the period. */
  private static final double STEP = 1.0 / 20_000;

  private static final double WIDTH = 4;

  /**
   * Seconds from the failure until the silence says so many nats.
   *
   * @param failedAtSeconds the failure
   * @param nats the threshold
   */
  public double delaySeconds(double failedAtSeconds, double nats) {
    double step = Math.max(0.2, periodSeconds * STEP);
    double at = failedAtSeconds + step;
    while (silence(failedAtSeconds, at) < nats) {
      at += step;
    }
    return at - failedAtSeconds;
  }

  private double silence(double from, double until) {
    double nats = 0;
    for (double phase : phasesSeconds) {
      double first = phase + Math.floor((from - phase) / periodSeconds) * periodSeconds;
      for (double due = first; due < until + WIDTH * jitterSeconds; due += periodSeconds) {
        nats += missed(until, due) - missed(from, due);
      }
    }
    return nats;
  }

  private double missed(double at, double due) {
    // The normal distribution by the usual logistic approximation.
    double sent = 1 / (1 + Math.exp(-1.702 * (at - due) / jitterSeconds));
    return -Math.log(1 - sent * (1 - loss));
  }
}
