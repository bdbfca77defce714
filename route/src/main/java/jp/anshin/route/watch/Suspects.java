package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.core.Evidence;
import jp.anshin.route.leak.LeakRule;
import jp.anshin.route.table.IntCounter;
import jp.anshin.route.table.PathTable;

/**
 * Who may be leaking: the latest moves, how many of them speak against which AS, and when each is
 * to be weighed again. To weigh an AS reads all moves, so it is done when its count has grown by a
 * quarter, and now and then.
 */
final class Suspects {
  /** So many routes that are only fresh make an AS worth weighing. */
  private static final int FRESH_MIN = 1_000;

  private static final int MAX_EVIDENCE = 20;

  private final Moves moves = new Moves();
  private final PathTable paths;
  private final Thresholds thresholds;
  private final Map<Integer, Suspect> suspects = new TreeMap<>();
  private int unknown;
  private int nextUnknown = FRESH_MIN;

  /** What speaks against one AS. */
  private static final class Suspect {
    private int suspicious;
    private int fresh;
    private int nextSuspicious;
    private int nextFresh;
    private int weighed;
    private int sure;
    private final IntCounter edges = new IntCounter();
    private final ArrayDeque<Evidence> evidence = new ArrayDeque<>();
  }

  Suspects(PathTable paths, Thresholds thresholds) {
    this.paths = paths;
    this.thresholds = thresholds;
  }

  Moves moves() {
    return moves;
  }

  void clear() {
    moves.clear();
    suspects.clear();
    unknown = 0;
    nextUnknown = FRESH_MIN;
  }

  /**
   * Keeps a change that no case explains.
   *
   * @return the ASes that are to be weighed now
   */
  List<Integer> moved(
      RouteEvent event, int peer, int prefix, int path, int before, int former, LeakRule rule) {
    expire(event.epochMicros, rule);
    moves.add(event.epochMicros, peer, prefix, path, before, former);
    if (path < 0) {
      return List.of();
    }
    if (former == Moves.UNKNOWN) {
      unknown++;
      return List.of();
    }
    long verdict = rule.judge(path);
    long positions = LeakRule.suspicious(verdict) | LeakRule.fresh(verdict);
    List<Integer> due = List.of();
    for (; positions != 0; positions &= positions - 1) {
      int position = Long.numberOfTrailingZeros(positions);
      int as = paths.hop(path, position);
      var suspect = suspects.computeIfAbsent(as, key -> begin());
      if (count(suspect, path, verdict, position, 1)) {
        keepEvidence(suspect, event);
      }
      if (isDue(suspect) && canBeLeak(as, suspect)) {
        due = due.isEmpty() ? new ArrayList<>() : due;
        due.add(as);
      }
    }
    return due;
  }

  /** Whether there are many prefixes never seen on tables that are not known. */
  boolean areUnknownDue() {
    if (unknown < nextUnknown) {
      return false;
    }
    nextUnknown = later(unknown);
    return true;
  }

  private Suspect begin() {
    var suspect = new Suspect();
    suspect.nextSuspicious = thresholds.leakPrefixes();
    suspect.nextFresh = FRESH_MIN;
    return suspect;
  }

  /** Counts a position; true when the count is one at which evidence is kept. */
  private boolean count(Suspect suspect, int path, long verdict, int position, int change) {
    boolean kept = false;
    suspect.edges.add(paths.hop(path, position - 1), change);
    suspect.sure += LeakRule.isSure(verdict, position) ? change : 0;
    if (LeakRule.isSuspicious(verdict, position)) {
      suspect.suspicious += change;
      kept = Integer.bitCount(suspect.suspicious) == 1;
    }
    if (LeakRule.isFresh(verdict, position)) {
      suspect.fresh += change;
      kept |= Integer.bitCount(suspect.fresh) == 1;
    }
    return kept;
  }

  private static void keepEvidence(Suspect suspect, RouteEvent event) {
    var evidence = event.evidence();
    if (evidence == null) {
      return;
    }
    if (suspect.evidence.size() == MAX_EVIDENCE) {
      suspect.evidence.removeFirst();
    }
    suspect.evidence.addLast(evidence);
  }

  private static boolean isDue(Suspect suspect) {
    return suspect.suspicious >= suspect.nextSuspicious || suspect.fresh >= suspect.nextFresh;
  }

  /** What can be said without reading all moves; most are let off here. */
  private boolean canBeLeak(int as, Suspect suspect) {
    boolean sure = suspect.sure >= thresholds.leakPrefixes();
    if (sure || Suspicion.isByFewEdges(suspect.edges)) {
      return true;
    }
    tooLight(as);
    return false;
  }

  /** It was weighed and found too light: when to weigh it again. */
  void tooLight(int as) {
    var suspect = suspects.get(as);
    if (suspect != null) {
      suspect.nextSuspicious = Math.max(thresholds.leakPrefixes(), later(suspect.suspicious));
      suspect.nextFresh = Math.max(FRESH_MIN, later(suspect.fresh));
      suspect.weighed = suspect.fresh;
    }
  }

  private static int later(int count) {
    return count + count / 4 + 1;
  }

  /** The ASes against which there is enough to be weighed, and something new since they were. */
  List<Integer> worthWeighing() {
    var found = new ArrayList<Integer>();
    suspects.forEach((as, suspect) -> {
      if (isEnough(suspect) && suspect.fresh != suspect.weighed && canBeLeak(as, suspect)) {
        found.add(as);
      }
    });
    return found;
  }

  /** All ASes against which there is enough to be weighed, most first. */
  List<Integer> all() {
    var found = new ArrayList<Integer>();
    suspects.forEach((as, suspect) -> {
      if (isEnough(suspect) && canBeLeak(as, suspect)) {
        found.add(as);
      }
    });
    found.sort(Comparator.comparingInt((Integer as) -> -fresh(as)));
    return found;
  }

  private int fresh(int as) {
    var suspect = suspects.get(as);
    return suspect == null ? 0 : suspect.fresh;
  }

  private boolean isEnough(Suspect suspect) {
    return suspect.suspicious >= thresholds.leakPrefixes() || suspect.fresh >= FRESH_MIN;
  }

  /** Evidence against an AS, oldest first. */
  List<Evidence> evidence(int as) {
    var suspect = suspects.get(as);
    return suspect == null ? List.of() : List.copyOf(suspect.evidence);
  }

  /** A case explains that move: it speaks against nobody else any more. */
  void take(long move, LeakRule rule) {
    uncount(move, rule);
    moves.take(move);
  }

  /** Forgets what is too old to be one event with what comes now. */
  void expire(long micros, LeakRule rule) {
    long oldest = micros - RouteCase.micros(thresholds.burstLength());
    while (moves.first() < moves.end()
        && (moves.isFull() || moves.micros(moves.first()) < oldest)) {
      uncount(moves.first(), rule);
      moves.dropFirst();
    }
  }

  private void uncount(long move, LeakRule rule) {
    if (moves.isTaken(move) || moves.path(move) < 0) {
      return;
    }
    if (!moves.isJudged(move)) {
      unknown--;
      nextUnknown = Math.min(nextUnknown, Math.max(FRESH_MIN, later(unknown)));
      return;
    }
    int path = moves.path(move);
    long verdict = rule.judge(path);
    long positions = LeakRule.suspicious(verdict) | LeakRule.fresh(verdict);
    for (; positions != 0; positions &= positions - 1) {
      int position = Long.numberOfTrailingZeros(positions);
      int as = paths.hop(path, position);
      var suspect = suspects.get(as);
      if (suspect == null) {
        continue;
      }
      count(suspect, path, verdict, position, -1);
      suspect.nextSuspicious =
          Math.min(
              suspect.nextSuspicious,
              Math.max(thresholds.leakPrefixes(), later(suspect.suspicious)));
      suspect.nextFresh = Math.min(suspect.nextFresh, Math.max(FRESH_MIN, later(suspect.fresh)));
      if (suspect.suspicious == 0 && suspect.fresh == 0) {
        suspects.remove(as);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    moves.write(out);
    out.writeInt(unknown);
    out.writeInt(nextUnknown);
    out.writeInt(suspects.size());
    for (var entry : suspects.entrySet()) {
      var suspect = entry.getValue();
      out.writeInt(entry.getKey());
      out.writeInt(suspect.suspicious);
      out.writeInt(suspect.fresh);
      out.writeInt(suspect.nextSuspicious);
      out.writeInt(suspect.nextFresh);
      out.writeInt(suspect.weighed);
      out.writeInt(suspect.sure);
      suspect.edges.write(out);
      out.writeInt(suspect.evidence.size());
      for (var item : suspect.evidence) {
        EvidenceCodec.write(out, item);
      }
    }
  }

  void read(DataInput in) throws IOException {
    moves.read(in);
    unknown = in.readInt();
    nextUnknown = in.readInt();
    var read = new HashMap<Integer, Suspect>();
    for (int i = in.readInt(); i > 0; i--) {
      int as = in.readInt();
      var suspect = new Suspect();
      suspect.suspicious = in.readInt();
      suspect.fresh = in.readInt();
      suspect.nextSuspicious = in.readInt();
      suspect.nextFresh = in.readInt();
      suspect.weighed = in.readInt();
      suspect.sure = in.readInt();
      suspect.edges.read(in);
      for (int items = in.readInt(); items > 0; items--) {
        suspect.evidence.addLast(EvidenceCodec.read(in));
      }
      read.put(as, suspect);
    }
    suspects.putAll(read);
  }
}
