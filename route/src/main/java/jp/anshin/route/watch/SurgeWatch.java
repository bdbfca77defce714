package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import jp.anshin.core.Detection;
import jp.anshin.route.table.PathTable;
import jp.anshin.route.table.PeerTable;

/**
 * Prefixes never seen that come in numbers without a leak: a surge, or a flood of more-specifics.
 * The suspect is the AS nearest to the origins that nearly all of their paths have in common.
 */
final class SurgeWatch {
  private static final double COMMON_SHARE = 0.9;

  private final Thresholds thresholds;
  private final PathTable paths;
  private final BitSet known;
  private final BitSet seen = new BitSet();
  private RouteCase surge = new RouteCase(false, 0, 0);

  SurgeWatch(Thresholds thresholds, PathTable paths, BitSet known) {
    this.thresholds = thresholds;
    this.paths = paths;
    this.known = known;
  }

  /** The baseline has changed: what was new is no longer. */
  void learnt() {
    seen.clear();
    seen.or(known);
    surge = new RouteCase(false, 0, 0);
  }

  Optional<RouteCase> open() {
    return surge.isOpen() ? Optional.of(surge) : Optional.empty();
  }

  void announced(
      PeerTable table,
      RouteEvent event,
      int prefix,
      int path,
      boolean leaked,
      RouteWatch watch,
      Consumer<Detection> out) {
    int peer = watch.number(table);
    if (surge.burst.prefixes.count(prefix) > 0) {
      surge.burst.peers.put(peer);
      surge.enter(peer, prefix);
      surge.weigh(event.epochMicros, thresholds);
    }
    if (seen.get(prefix)) {
      return;
    }
    seen.set(prefix);
    if (leaked || !table.isComplete() || watch.hasOpenLeakOn(path)) {
      return;
    }
    join(table, event, prefix, path, watch, out);
  }

  private void join(
      PeerTable table,
      RouteEvent event,
      int prefix,
      int path,
      RouteWatch watch,
      Consumer<Detection> out) {
    long micros = event.epochMicros;
    if (!surge.isOpen() && hasRunOut(micros)) {
      surge = new RouteCase(false, 0, micros);
    }
    var burst = surge.burst;
    int peer = watch.number(table);
    burst.prefixes.put(prefix);
    surge.enter(peer, prefix);
    watch.countNew(burst, prefix);
    burst.joined(prefix, micros);
    if (burst.wantsEvidence()) {
      burst.addEvidence(event.evidence());
    }
    burst.origins.put(paths.origin(path));
    burst.peers.put(peer);
    for (int i = 0; i < paths.length(path); i++) {
      burst.letThrough.add(paths.hop(path, i), 1);
      burst.newNeighbours.add(paths.hop(path, i), i + 1);
    }
    surge.weigh(micros, thresholds);
    if (surge.id == null && mustState(burst)) {
      surge = withSuspect(surge);
      if (watch.isLeakOfNew(surge.suspect, micros, out)) {
        return;
      }
      watch.openSurge(surge, table, micros, out);
    }
  }

  /** Whether the present burst is over: it was stated and ended, or was never worth stating. */
  private boolean hasRunOut(long micros) {
    return surge.id != null
        || micros - surge.burst.lastMicros > RouteCase.micros(thresholds.burstGap())
        || micros - surge.burst.firstMicros > RouteCase.micros(thresholds.burstLength());
  }

  /**
   * A leak is about to be stated. What is not stated yet of a surge is begun anew, since it is
   * mostly this leak; a surge that was stated and turns out to be this leak is given back.
   */
  Optional<RouteCase> giveTo(RouteCase leak) {
    if (!surge.isOpen()) {
      surge = new RouteCase(false, 0, leak.burst.lastMicros);
      return Optional.empty();
    }
    int[] shared = {0};
    surge.burst.prefixes.each(prefix -> shared[0] += leak.burst.prefixes.count(prefix) > 0 ? 1 : 0);
    if (2 * shared[0] < surge.burst.prefixes.size()) {
      return Optional.empty();
    }
    var given = surge;
    surge = new RouteCase(false, 0, leak.burst.lastMicros);
    return Optional.of(given);
  }

  private boolean mustState(Burst burst) {
    int share = (int) (known.cardinality() * thresholds.surgeShare());
    return burst.newPrefixes >= Math.max(thresholds.surgePrefixes(), share)
        || burst.newMoreSpecifics >= thresholds.floodPrefixes();
  }

  /** Finds the AS that nearly all paths have in common, nearest to the origins; 0 for none. */
  private RouteCase withSuspect(RouteCase unnamed) {
    var burst = unnamed.burst;
    int[] best = {0};
    double[] bestDepth = {0};
    burst.letThrough.each(as -> {
      int count = burst.letThrough.count(as);
      double depth = (double) burst.newNeighbours.count(as) / count;
      boolean common = count >= COMMON_SHARE * burst.prefixes.size();
      if (common && depth > bestDepth[0]) {
        best[0] = as;
        bestDepth[0] = depth;
      }
    });
    return unnamed.of(best[0]);
  }

  void withdrawn(int peer, int prefix, long micros) {
    if (surge.isMember(peer, prefix)) {
      surge.exit(peer, prefix);
      surge.weigh(micros, thresholds);
    }
  }

  void peerLost(int peer, long micros) {
    surge.darken(peer);
    surge.weigh(micros, thresholds);
  }

  void write(DataOutput out) throws IOException {
    byte[] bits = seen.toByteArray();
    out.writeInt(bits.length);
    out.write(bits);
    surge.write(out);
  }

  void read(DataInput in) throws IOException {
    byte[] bits = new byte[in.readInt()];
    in.readFully(bits);
    seen.or(BitSet.valueOf(bits));
    surge = RouteCase.read(in);
  }
}
