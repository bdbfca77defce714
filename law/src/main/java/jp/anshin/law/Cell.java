package jp.anshin.law;

/**
 * One pair of thresholds of a row: both must be reached (以上).
 *
 * @param durationMinutes minutes, at least 1
 * @param users at least 1
 */
public record Cell(long durationMinutes, long users) {

  private static final long SECONDS_PER_MINUTE = 60;

  public Cell {
    if (durationMinutes < 1 || users < 1) {
      throw new IllegalArgumentException("cell " + durationMinutes + " min x " + users);
    }
  }

  /** The duration in seconds. */
  public long durationSeconds() {
    return durationMinutes * SECONDS_PER_MINUTE;
  }
}
