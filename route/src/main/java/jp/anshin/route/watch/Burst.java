package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.core.Evidence;
import jp.anshin.route.table.IntCounter;
import org.jspecify.annotations.Nullable;

/** What joined one case in one go: the prefixes and what they have in common. */
final class Burst {
  private static final int MAX_EVIDENCE = 20;
  private static final int MAX_SECONDS = 3_600;
  private static final int QUIET_SECONDS = 10;
  private static final double GROUP_SHARE = 0.1;
  private static final long MICROS = 1_000_000;

  final IntCounter prefixes = new IntCounter();
  final IntCounter origins = new IntCounter();
  final IntCounter newNeighbours = new IntCounter();
  final IntCounter peers = new IntCounter();
  final IntCounter letThrough = new IntCounter();
  final List<Integer> sample = new ArrayList<>();
  final List<Evidence> evidence = new ArrayList<>();
  final Map<Integer, Integer> perSecond = new HashMap<>();
  final long firstMicros;
  long lastMicros;
  int surePrefixes;
  int newPrefixes;
  int newMoreSpecifics;

  Burst(long firstMicros) {
    this.firstMicros = firstMicros;
    this.lastMicros = firstMicros;
  }

  /** Counts a prefix that joined for the first time. */
  void joined(int prefix, long micros) {
    lastMicros = Math.max(lastMicros, micros);
    int second = (int) ((micros - firstMicros) / MICROS);
    if (second >= 0 && second < MAX_SECONDS) {
      perSecond.merge(second, 1, Integer::sum);
    }
    int count = prefixes.size();
    if (Integer.bitCount(count) == 1 && sample.size() < MAX_EVIDENCE) {
      sample.add(prefix); // the first, second, fourth …: a sample spread over the whole burst
    }
  }

  boolean wantsEvidence() {
    return evidence.size() < MAX_EVIDENCE && Integer.bitCount(prefixes.size()) == 1;
  }

  void addEvidence(@Nullable Evidence item) {
    if (item != null && evidence.size() < MAX_EVIDENCE) {
      evidence.add(item);
    }
  }

  /**
   * When it began: strays that came long before the rest do not count. The first second of the
   * first group, between quiet times, that has a part of the prefixes worth the name; clocks of
   * peers may make two groups of one.
   */
  long startMicros() {
    int start = 0;
    int last = -1;
    int count = 0;
    for (var entry : new TreeMap<>(perSecond).entrySet()) {
      if (last < 0 || entry.getKey() - last > QUIET_SECONDS) {
        start = entry.getKey();
        count = 0;
      }
      last = entry.getKey();
      count += entry.getValue();
      if (count >= GROUP_SHARE * prefixes.size()) {
        break;
      }
    }
    return start == 0 ? firstMicros : firstMicros + start * MICROS;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(firstMicros);
    out.writeLong(lastMicros);
    out.writeInt(surePrefixes);
    out.writeInt(newPrefixes);
    out.writeInt(newMoreSpecifics);
    for (var counter : counters()) {
      counter.write(out);
    }
    out.writeInt(sample.size());
    for (int prefix : sample) {
      out.writeInt(prefix);
    }
    out.writeInt(perSecond.size());
    for (var entry : perSecond.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue());
    }
    out.writeInt(evidence.size());
    for (var item : evidence) {
      EvidenceCodec.write(out, item);
    }
  }

  static Burst read(DataInput in) throws IOException {
    var burst = new Burst(in.readLong());
    burst.lastMicros = in.readLong();
    burst.surePrefixes = in.readInt();
    burst.newPrefixes = in.readInt();
    burst.newMoreSpecifics = in.readInt();
    for (var counter : burst.counters()) {
      counter.read(in);
    }
    for (int i = in.readInt(); i > 0; i--) {
      burst.sample.add(in.readInt());
    }
    for (int i = in.readInt(); i > 0; i--) {
      int second = in.readInt();
      burst.perSecond.put(second, in.readInt());
    }
    for (int i = in.readInt(); i > 0; i--) {
      burst.evidence.add(EvidenceCodec.read(in));
    }
    return burst;
  }

  private List<IntCounter> counters() {
    return List.of(prefixes, origins, newNeighbours, peers, letThrough);
  }
}
