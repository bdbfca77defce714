package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import jp.anshin.core.DetectionId;
import jp.anshin.route.table.IntCounter;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one suspect: which prefixes are affected now, what joined in the present burst,
 * and what was stated of it.
 */
final class RouteCase {
  /** Leak or surge; and of whom. */
  final boolean leak;

  final int suspect;

  /** Routes (of any peer) that are affected now, by prefix. */
  final IntCounter affected = new IntCounter();

  Burst burst;
  @Nullable DetectionId id;
  String subjectKey = "";
  long startedMicros;
  long earliestMicros;
  long detectedMicros;
  long statedMicros;
  int statedCount;
  int revision;
  int peak;
  long restoredMicros = NEVER;
  long endedMicros = NEVER;

  static final long NEVER = Long.MIN_VALUE;

  RouteCase(boolean leak, int suspect, long micros) {
    this.leak = leak;
    this.suspect = suspect;
    this.burst = new Burst(micros);
  }

  /** Whether it has been stated and has not ended. */
  boolean isOpen() {
    return id != null && endedMicros == NEVER;
  }

  /** Begins the burst anew where the present one has run out without being stated. */
  void renewBurst(long micros, Thresholds thresholds) {
    if (isOpen()) {
      return;
    }
    boolean gap = micros - burst.lastMicros > micros(thresholds.burstGap());
    boolean tooLong = micros - burst.firstMicros > micros(thresholds.burstLength());
    boolean relapse = id != null && micros - endedMicros <= micros(thresholds.relapse());
    if (relapse) {
      return; // strays after the end belong to what was stated
    }
    if (id != null || gap || tooLong) {
      burst = new Burst(micros);
      forget();
    }
  }

  private void forget() {
    id = null;
    revision = 0;
    peak = 0;
    statedCount = 0;
    restoredMicros = NEVER;
    endedMicros = NEVER;
  }

  /** Notes how many prefixes are affected now, for the end. */
  void weigh(long micros, Thresholds thresholds) {
    int now = affected.size();
    peak = Math.max(peak, now);
    boolean restored = now <= (int) (peak * thresholds.restoredShare());
    if (!restored) {
      restoredMicros = NEVER;
    } else if (restoredMicros == NEVER) {
      restoredMicros = micros;
    }
  }

  /** Whether an ended case has grown again to what must be stated. */
  boolean relapsed(Thresholds thresholds) {
    int floor = Math.max(thresholds.leakPrefixes(), peak / 10);
    return id != null && endedMicros != NEVER && affected.size() >= floor;
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  Instant instant(long epochMicros) {
    return RouteEvent.instant(epochMicros);
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(leak);
    out.writeInt(suspect);
    affected.write(out);
    burst.write(out);
    var stated = id;
    out.writeUTF(stated == null ? "" : stated.value());
    out.writeUTF(subjectKey);
    out.writeLong(startedMicros);
    out.writeLong(earliestMicros);
    out.writeLong(detectedMicros);
    out.writeLong(statedMicros);
    out.writeInt(statedCount);
    out.writeInt(revision);
    out.writeInt(peak);
    out.writeLong(restoredMicros);
    out.writeLong(endedMicros);
  }

  static RouteCase read(DataInput in) throws IOException {
    var read = new RouteCase(in.readBoolean(), in.readInt(), 0);
    read.affected.read(in);
    read.burst = Burst.read(in);
    String id = in.readUTF();
    read.id = id.isEmpty() ? null : new DetectionId(id);
    read.subjectKey = in.readUTF();
    read.startedMicros = in.readLong();
    read.earliestMicros = in.readLong();
    read.detectedMicros = in.readLong();
    read.statedMicros = in.readLong();
    read.statedCount = in.readInt();
    read.revision = in.readInt();
    read.peak = in.readInt();
    read.restoredMicros = in.readLong();
    read.endedMicros = in.readLong();
    return read;
  }
}
