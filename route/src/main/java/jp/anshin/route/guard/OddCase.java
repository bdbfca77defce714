package jp.anshin.route.guard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Evidence;
import jp.anshin.route.watch.EvidenceCodec;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one culprit and one thing that is wrong. Of a peer whose session is lost nothing
 * is known: its routes are dark, they neither go on nor end.
 */
final class OddCase {

  static final long NEVER = Long.MIN_VALUE;

  /** So many records are kept to show it. */
  static final int EVIDENCE_MAX = 10;

  /** So many paths are kept to show it. */
  private static final int SAMPLE_MAX = 20;

  /**
   * What a case is about.
   *
   * @param kind what is wrong
   * @param where the watched prefix, the path rule, or the AS of the neighbour that sends it
   */
  record Key(OddKind kind, String where) {
    void write(DataOutput out) throws IOException {
      out.writeUTF(kind.name());
      out.writeUTF(where);
    }

    static Key read(DataInput in) throws IOException {
      try {
        return new Key(OddKind.valueOf(in.readUTF()), in.readUTF());
      } catch (IllegalArgumentException unknown) {
        throw new IOException("a snapshot with a kind that this code does not know", unknown);
      }
    }
  }

  final Key key;

  /** Facts that were so when it began, by name; what calls people then does so until it ends. */
  final SortedMap<String, List<String>> stated;

  /** Routes affected now, and those whose session is lost: peer in the upper half, prefix below. */
  final Set<Long> affected = new HashSet<>();

  final Set<Long> dark = new HashSet<>();

  /** All prefixes and peers that it ever had since it began. */
  final Set<Integer> prefixes = new TreeSet<>();

  final Set<Integer> peers = new TreeSet<>();

  /** Who did it, unsigned; the first one first. */
  final Set<Integer> suspects = new LinkedHashSet<>();

  final Set<String> paths = new TreeSet<>();
  final List<Evidence> evidence = new ArrayList<>();
  @Nullable DetectionId id;
  long firstMicros;
  long earliestMicros;
  long detectedMicros = NEVER;
  long statedMicros = NEVER;
  int statedSize;
  int revision;
  long restoredMicros = NEVER;
  long endedMicros = NEVER;

  OddCase(Key key, SortedMap<String, List<String>> stated, long micros) {
    this.key = key;
    this.stated = stated;
    this.firstMicros = micros;
    this.earliestMicros = micros;
  }

  boolean isOpen() {
    return id != null && endedMicros == NEVER;
  }

  /** Takes a route in; what it looks like is kept of the first ones. */
  void enter(int peer, int prefix, int suspect, String path, @Nullable Evidence record) {
    long route = route(peer, prefix);
    affected.add(route);
    dark.remove(route);
    prefixes.add(prefix);
    peers.add(peer);
    restoredMicros = NEVER;
    if (suspects.size() < SAMPLE_MAX) {
      suspects.add(suspect);
    }
    if (paths.size() < SAMPLE_MAX) {
      paths.add(path);
    }
    if (record != null && evidence.size() < EVIDENCE_MAX) {
      evidence.add(record);
    }
  }

  /** The route is wrong no more. */
  void exit(long route, long micros) {
    boolean wasSeen = affected.remove(route);
    boolean was = dark.remove(route) || wasSeen;
    if (was && isOver() && restoredMicros == NEVER) {
      restoredMicros = micros;
    }
  }

  /** Its routes of that peer are not known any more. */
  void darken(int peer) {
    affected.removeIf(route -> peerOf(route) == peer && dark.add(route));
  }

  /** Whether no route is left, as far as that can be seen. */
  boolean isOver() {
    return affected.isEmpty() && dark.isEmpty();
  }

  int size() {
    return prefixes.size() + peers.size() + suspects.size();
  }

  static long route(int peer, int prefix) {
    return (long) peer << 32 | prefix;
  }

  static int peerOf(long route) {
    return (int) (route >>> 32);
  }

  static int prefixOf(long route) {
    return (int) route;
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  void write(DataOutput out) throws IOException {
    key.write(out);
    writeFacts(out);
    writeLongs(out, affected);
    writeLongs(out, dark);
    writeInts(out, prefixes);
    writeInts(out, peers);
    writeInts(out, suspects);
    out.writeInt(paths.size());
    for (String path : paths) {
      out.writeUTF(path);
    }
    out.writeInt(evidence.size());
    for (Evidence each : evidence) {
      EvidenceCodec.write(out, each);
    }
    var stated = id;
    out.writeUTF(stated == null ? "" : stated.value());
    out.writeLong(firstMicros);
    out.writeLong(earliestMicros);
    out.writeLong(detectedMicros);
    out.writeLong(statedMicros);
    out.writeInt(statedSize);
    out.writeInt(revision);
    out.writeLong(restoredMicros);
    out.writeLong(endedMicros);
  }

  static OddCase read(DataInput in) throws IOException {
    var read = new OddCase(Key.read(in), readFacts(in), 0);
    readLongs(in, read.affected);
    readLongs(in, read.dark);
    readInts(in, read.prefixes);
    readInts(in, read.peers);
    readInts(in, read.suspects);
    for (int i = in.readInt(); i > 0; i--) {
      read.paths.add(in.readUTF());
    }
    for (int i = in.readInt(); i > 0; i--) {
      read.evidence.add(EvidenceCodec.read(in));
    }
    String id = in.readUTF();
    read.id = id.isEmpty() ? null : new DetectionId(id);
    read.firstMicros = in.readLong();
    read.earliestMicros = in.readLong();
    read.detectedMicros = in.readLong();
    read.statedMicros = in.readLong();
    read.statedSize = in.readInt();
    read.revision = in.readInt();
    read.restoredMicros = in.readLong();
    read.endedMicros = in.readLong();
    return read;
  }

  private void writeFacts(DataOutput out) throws IOException {
    out.writeInt(stated.size());
    for (var fact : stated.entrySet()) {
      out.writeUTF(fact.getKey());
      out.writeInt(fact.getValue().size());
      for (String value : fact.getValue()) {
        out.writeUTF(value);
      }
    }
  }

  private static SortedMap<String, List<String>> readFacts(DataInput in) throws IOException {
    var facts = new TreeMap<String, List<String>>();
    for (int i = in.readInt(); i > 0; i--) {
      String name = in.readUTF();
      var values = new ArrayList<String>();
      for (int value = in.readInt(); value > 0; value--) {
        values.add(in.readUTF());
      }
      facts.put(name, values);
    }
    return facts;
  }

  private static void writeLongs(DataOutput out, Set<Long> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (long each : numbers) {
      out.writeLong(each);
    }
  }

  private static void readLongs(DataInput in, Set<Long> into) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      into.add(in.readLong());
    }
  }

  private static void writeInts(DataOutput out, Set<Integer> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (int each : numbers) {
      out.writeInt(each);
    }
  }

  private static void readInts(DataInput in, Set<Integer> into) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      into.add(in.readInt());
    }
  }
}
