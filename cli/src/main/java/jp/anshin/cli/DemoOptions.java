package jp.anshin.cli;

import org.jspecify.annotations.Nullable;

/**
 * How the demo is to run.
 *
 * @param speed seconds of the event in one second of the watcher's; {@link #AS_FAST_AS_POSSIBLE}
 *     for no waiting
 * @param port port of the console; 0 takes a free one
 * @param once whether it leaves when the story has ended
 * @param json whether the summary is written
 * @param data directory for the server's files, empty or missing; null for one that is deleted
 * @param scale size of the event, 1 for that of the day
 */
record DemoOptions(
    double speed, int port, boolean once, boolean json, @Nullable String data, double scale) {

  /** No waiting: the next second of the event follows at once. */
  static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

  /** The 27 minutes from the last quiet one to the answer take three and a half. */
  static final double SPEED_DEFAULT = 8;

  boolean paced() {
    return speed != AS_FAST_AS_POSSIBLE;
  }
}
