package jp.anshin.server.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import jp.anshin.wire.Counts;

/**
 * What time it is in the events. All from records, never from a clock of its own, so that reading
 * the journal again gives the same times again.
 *
 * <p>Live, an event has the router's time where that is near the time of receipt. An older time
 * stands at a route of a table that is sent whole: what we learn then, we learn now. A time ahead
 * of receipt is a wrong clock. Simulated, the router's time is the only one.
 */
final class EventClock {

  /** What is older than this when it is received was held back, or is a table's old route. */
  static final Duration BEHIND_MAX = Duration.ofMinutes(5);

  /** So far a router's clock may be ahead before it is counted; it is never believed. */
  static final Duration AHEAD_MAX = Duration.ofSeconds(10);

  /** How much later than another an event of the same moment may come. */
  static final Duration LATENESS = Duration.ofSeconds(5);

  /** How often the watch is told the time. */
  static final Duration STEP = Duration.ofSeconds(1);

  private static final long NEVER = Long.MIN_VALUE;

  private final boolean simulated;
  private long latest = NEVER;
  private long watermark = NEVER;

  EventClock(boolean simulated) {
    this.simulated = simulated;
  }

  /**
   * When that happened, in microseconds since 1970 UTC.
   *
   * @param stamp what the router says, 0 when it does not
   * @param received when it was received
   */
  long timeOf(long stamp, long received, Counts counts) {
    long time = simulated ? simulatedTime(stamp, received) : liveTime(stamp, received, counts);
    latest = Math.max(latest, time);
    return time;
  }

  private long simulatedTime(long stamp, long received) {
    if (stamp != 0) {
      return stamp;
    }
    return latest == NEVER ? received : latest;
  }

  private static long liveTime(long stamp, long received, Counts counts) {
    if (stamp - received > micros(AHEAD_MAX)) {
      counts.add("clock-skew");
    }
    return stamp == 0 || stamp > received || received - stamp > micros(BEHIND_MAX)
        ? received
        : stamp;
  }

  /** When something happened that no router gives a time to: a lost session. */
  long timeOf(long received) {
    return simulated && latest != NEVER ? latest : received;
  }

  /** A second has passed on the wall clock; it moves only live time. */
  void tick(long received) {
    if (!simulated) {
      latest = Math.max(latest, received);
    }
  }

  /** Whether the watch is to be told {@link #watermark} anew. */
  boolean advance() {
    if (latest == NEVER) {
      return false;
    }
    long reached = latest - micros(LATENESS);
    if (watermark != NEVER && reached - watermark < micros(STEP)) {
      return false;
    }
    watermark = reached;
    return true;
  }

  /** Time of the latest event. */
  long latest() {
    return latest;
  }

  /** Event time up to which everything is there. */
  long watermark() {
    return watermark;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / ChronoUnit.MICROS.getDuration().toNanos();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(latest);
    out.writeLong(watermark);
  }

  void read(DataInput in) throws IOException {
    latest = in.readLong();
    watermark = in.readLong();
  }
}
