package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.core.DetectionId;
import jp.anshin.route.table.IntCounter;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one suspect: which routes are affected now, what joined in all, and what was
 * stated of it. Of a peer whose session is lost nothing is known: its routes are <em>dark</em>,
 * they neither go on nor end.
 */
final class RouteCase {
  static final long NEVER = Long.MIN_VALUE;

  /** Half of the peak must have been seen to go before darkness may pass for restoration. */
  private static final int SEEN_TO_GO = 2;

  /** Leak or surge; and of whom, 0 for nobody. */
  final boolean leak;

  final int suspect;

  /** Routes (of any peer) that are affected now, by prefix. */
  final IntCounter affected = new IntCounter();

  private final IntCounter dark = new IntCounter();
  private final Map<Integer, BitSet> members = new TreeMap<>();
  private final Map<Integer, BitSet> darkMembers = new TreeMap<>();

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
  long departed;
  long restoredMicros = NEVER;
  long endedMicros = NEVER;

  RouteCase(boolean leak, int suspect, long micros) {
    this.leak = leak;
    this.suspect = suspect;
    this.burst = new Burst(micros);
  }

  /** The same routes, with a suspect now. */
  RouteCase of(int named) {
    var same = new RouteCase(leak, named, burst.firstMicros);
    same.burst = burst;
    for (var entry : members.entrySet()) {
      entry.getValue().stream().forEach(prefix -> same.enter(entry.getKey(), prefix));
    }
    same.peak = peak;
    return same;
  }

  /** Whether it has been stated and has not ended. */
  boolean isOpen() {
    return id != null && endedMicros == NEVER;
  }

  /** Whether routes that come now still belong to it. */
  boolean isRecent(long micros, Thresholds thresholds) {
    return isOpen() || (id != null && micros - endedMicros <= micros(thresholds.relapse()));
  }

  /** Whether the peer's route of that prefix is affected, or was when its session was lost. */
  boolean isMember(int peer, int prefix) {
    return has(members, peer, prefix) || has(darkMembers, peer, prefix);
  }

  private static boolean has(Map<Integer, BitSet> of, int peer, int prefix) {
    var bits = of.get(peer);
    return bits != null && bits.get(prefix);
  }

  /** A peer's route of that prefix is affected. */
  void enter(int peer, int prefix) {
    if (has(darkMembers, peer, prefix)) {
      bits(darkMembers, peer).clear(prefix);
      dark.add(prefix, -1);
    }
    if (!has(members, peer, prefix)) {
      bits(members, peer).set(prefix);
      affected.add(prefix, 1);
    }
  }

  /** A peer's route of that prefix is affected no more. */
  void exit(int peer, int prefix) {
    if (has(members, peer, prefix)) {
      bits(members, peer).clear(prefix);
      affected.add(prefix, -1);
      departed++;
    }
    if (has(darkMembers, peer, prefix)) {
      bits(darkMembers, peer).clear(prefix);
      dark.add(prefix, -1);
      departed++;
    }
  }

  private static BitSet bits(Map<Integer, BitSet> of, int peer) {
    return of.computeIfAbsent(peer, key -> new BitSet());
  }

  /** The session of that peer was lost. */
  void darken(int peer) {
    var lit = bits(members, peer);
    lit.stream()
        .forEach(prefix -> {
          affected.add(prefix, -1);
          dark.add(prefix, 1);
        });
    bits(darkMembers, peer).or(lit);
    lit.clear();
  }

  /** What there is to state; it grows with every prefix and peer that joins. */
  int toState() {
    return burst.prefixes.size() + burst.peers.size();
  }

  /** Notes how many prefixes are affected now, for the end. */
  void weigh(long micros, Thresholds thresholds) {
    int now = affected.size();
    peak = Math.max(peak, now);
    int remainder = (int) (peak * thresholds.restoredShare());
    boolean seen = dark.size() <= remainder || departed * SEEN_TO_GO >= peak;
    if (now > remainder || !seen) {
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

  void write(DataOutput out) throws IOException {
    out.writeBoolean(leak);
    out.writeInt(suspect);
    writeMembers(out, members);
    writeMembers(out, darkMembers);
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
    out.writeLong(departed);
    out.writeLong(restoredMicros);
    out.writeLong(endedMicros);
  }

  private static void writeMembers(DataOutput out, Map<Integer, BitSet> of) throws IOException {
    out.writeInt(of.size());
    for (var entry : of.entrySet()) {
      out.writeInt(entry.getKey());
      byte[] bits = entry.getValue().toByteArray();
      out.writeInt(bits.length);
      out.write(bits);
    }
  }

  private static void readMembers(DataInput in, Map<Integer, BitSet> of, IntCounter counter)
      throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      int peer = in.readInt();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      var bits = BitSet.valueOf(bytes);
      of.put(peer, bits);
      bits.stream().forEach(prefix -> counter.add(prefix, 1));
    }
  }

  static RouteCase read(DataInput in) throws IOException {
    var read = new RouteCase(in.readBoolean(), in.readInt(), 0);
    readMembers(in, read.members, read.affected);
    readMembers(in, read.darkMembers, read.dark);
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
    read.departed = in.readLong();
    read.restoredMicros = in.readLong();
    read.endedMicros = in.readLong();
    return read;
  }
}
