package jp.anshin.route.guard;

import static jp.anshin.route.guard.OddCase.NEVER;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.route.guard.OddRoutes.Finding;
import jp.anshin.route.table.PrefixTable;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.bgp.AsPath;
import org.jspecify.annotations.Nullable;

/**
 * States single routes that are wrong by themselves: one case for each culprit and thing that is
 * wrong, restated as it grows, ended when no such route is left. What the baseline has is normal,
 * but for a watched prefix itself: who may originate that was stated, not learnt.
 */
final class OddWatch {

  /** Whoever floods us with wrong routes fills no memory: beyond this they are not told apart. */
  static final int ROUTES_MAX = 200_000;

  private final Thresholds thresholds;
  private final OddRoutes odd;
  private final GuardPeers peers;

  /** Only prefixes that ever had a wrong route: a look here costs nothing for all others. */
  private final PrefixTable prefixes = new PrefixTable();

  private final Map<OddCase.Key, OddCase> cases = new LinkedHashMap<>();
  private final Set<Normal> normal = new HashSet<>();

  private record Normal(OddCase.Key key, int prefix, int suspect) {}

  OddWatch(Thresholds thresholds, OddRoutes odd, GuardPeers peers) {
    this.thresholds = thresholds;
    this.odd = odd;
    this.peers = peers;
  }

  /**
   * A prefix has a path.
   *
   * @param news whether it is news: not of a table that is learnt
   * @param watching whether anything is stated yet
   */
  void announced(
      RouteEvent event, AsPath path, boolean news, boolean watching, Consumer<Detection> out) {
    odd.learn(event, path, news);
    boolean isOdd = odd.isOdd(event, path);
    int known = prefixes.find(event.isV6(), event.high(), event.low(), event.length());
    if (!isOdd && known < 0) {
      return;
    }
    List<Finding> wrong = isOdd ? odd.of(event, path) : List.of();
    if (known >= 0) {
      leave(peers.number(event.peer()), known, wrong, event.epochMicros());
    }
    for (Finding each : wrong) {
      OddCase found = enter(event, path, each, news || isAgainstStated(each, event));
      if (found != null && watching && isDue(found, event.epochMicros())) {
        state(found, event.epochMicros(), out);
      }
    }
  }

  /** Of a part of a watched prefix, the baseline may have it from somebody else. */
  private boolean isAgainstStated(Finding wrong, RouteEvent event) {
    OddKind kind = wrong.key().kind();
    return kind.isAgainstStated() && (!kind.isOfBlock() || odd.isWatchedItself(event));
  }

  /** A prefix has no path any more. */
  void withdrawn(RouteEvent event) {
    int known = prefixes.find(event.isV6(), event.high(), event.low(), event.length());
    if (known >= 0) {
      leave(peers.number(event.peer()), known, List.of(), event.epochMicros());
    }
  }

  /** The case that it belongs to; null where it is normal, or there is no room. */
  private @Nullable OddCase enter(RouteEvent event, AsPath path, Finding wrong, boolean news) {
    OddCase.Key key = wrong.key();
    if (prefixes.size() >= (key.kind().isOfBlock() ? 2 : 1) * ROUTES_MAX) {
      return null;
    }
    int prefix = prefixes.intern(event.isV6(), event.high(), event.low(), event.length());
    var same = new Normal(key, prefix, wrong.suspect());
    if (normal.contains(same) || (!news && normal.add(same))) {
      return null;
    }
    long micros = event.epochMicros();
    int peer = peers.number(event.peer());
    var found = cases.get(key);
    if (found == null || isPast(found, micros)) {
      found = new OddCase(key, wrong.facts(), micros);
      cases.put(key, found);
    }
    var record = found.evidence.size() < OddCase.EVIDENCE_MAX ? event.evidence() : null;
    found.enter(peer, prefix, wrong.suspect(), path.toString(), record);
    return found;
  }

  private boolean isPast(OddCase found, long micros) {
    return found.endedMicros != NEVER
        && micros - found.endedMicros > OddCase.micros(thresholds.relapse());
  }

  private void leave(int peer, int prefix, List<Finding> but, long micros) {
    long route = OddCase.route(peer, prefix);
    for (OddCase each : cases.values()) {
      if (but.stream().noneMatch(finding -> finding.key().equals(each.key))) {
        each.exit(route, micros);
      }
    }
  }

  /** The session was lost: what it said is not sure any more. */
  void lost(int peer) {
    cases.values().forEach(each -> each.darken(peer));
  }

  /** The table was sent anew: what was not in it is gone. */
  void sentAnew(int peer, long micros) {
    for (OddCase each : cases.values()) {
      for (long route : List.copyOf(each.dark)) {
        if (OddCase.peerOf(route) == peer) {
          each.exit(route, micros);
        }
      }
    }
  }

  /** Whether it is to be stated for the first time, or again after it seemed to be over. */
  private static boolean isDue(OddCase found, long micros) {
    OddKind kind = found.key.kind();
    boolean unstated = found.id == null || found.endedMicros != NEVER;
    return unstated
        && prefixCount(found) >= kind.prefixesMin
        && micros - found.firstMicros >= OddCase.micros(kind.standing);
  }

  private static long prefixCount(OddCase found) {
    return found.affected.stream().mapToInt(OddCase::prefixOf).distinct().count();
  }

  void advance(long micros, Consumer<Detection> out) {
    for (OddCase each : cases.values()) {
      if (isDue(each, micros)) {
        state(each, micros, out);
      } else if (each.isOpen()) {
        advance(each, micros, out);
      }
    }
    // What came and went before it was worth a word is forgotten.
    cases.values().removeIf(each -> isPast(each, micros) || (each.id == null && each.isOver()));
  }

  private void advance(OddCase open, long micros, Consumer<Detection> out) {
    boolean quiet =
        open.restoredMicros != NEVER
            && micros - open.restoredMicros >= OddCase.micros(thresholds.quiet());
    boolean due = micros - open.statedMicros >= OddCase.micros(thresholds.restate());
    if (quiet) {
      end(open, micros, out);
    } else if (due && open.size() > open.statedSize) {
      state(open, micros, out);
    }
  }

  private void end(OddCase open, long micros, Consumer<Detection> out) {
    open.endedMicros = open.restoredMicros;
    say(open, micros, out);
  }

  /** For the end of a file: what is over ends without waiting, what grew is stated. */
  void finish(long micros, Consumer<Detection> out) {
    for (OddCase each : cases.values()) {
      if (each.isOpen() && each.restoredMicros != NEVER) {
        end(each, micros, out);
      } else if (each.isOpen() && each.size() > each.statedSize) {
        state(each, micros, out);
      }
    }
  }

  private void state(OddCase stated, long micros, Consumer<Detection> out) {
    stated.endedMicros = NEVER;
    if (stated.id == null) {
      stated.detectedMicros = Math.max(micros, stated.firstMicros);
      stated.id =
          new DetectionId(
              "route:"
                  + stated.key.kind().detectionKind
                  + ":"
                  + stated.key.where()
                  + ":"
                  + OddCase.instant(stated.firstMicros));
    }
    say(stated, micros, out);
  }

  private void say(OddCase stated, long micros, Consumer<Detection> out) {
    stated.revision++;
    stated.statedMicros = micros;
    stated.statedSize = stated.size();
    out.accept(detection(stated, micros));
  }

  private Detection detection(OddCase stated, long micros) {
    var id = stated.id;
    if (id == null) {
      throw new IllegalStateException("stated before it was opened: " + stated.key);
    }
    var counts = new TreeMap<String, Long>();
    counts.put("routeCount", (long) stated.prefixes.size());
    counts.put("peerCount", (long) stated.peers.size());
    counts.put("affectedNowCount", prefixCount(stated));
    var facts = new TreeMap<String, List<String>>(stated.stated);
    facts.put("suspects", stated.suspects.stream().map(Integer::toUnsignedString).toList());
    facts.put("peers", stated.peers.stream().map(peers::text).sorted().toList());
    facts.put("prefixSample", stated.prefixes.stream().limit(20).map(prefixes::text).toList());
    facts.put("pathSample", List.copyOf(stated.paths));
    return new Detection(
        id,
        stated.revision,
        "route",
        new TreeSet<>(stated.key.kind().detectionKinds()),
        subject(stated),
        new Interval(OddCase.instant(stated.earliestMicros), OddCase.instant(stated.firstMicros)),
        OddCase.instant(stated.detectedMicros),
        OddCase.instant(micros),
        stated.endedMicros == NEVER ? null : OddCase.instant(stated.endedMicros),
        peers.systems(stated.peers) > 1 ? Certainty.HIGH : Certainty.LOW,
        counts,
        facts,
        stated.evidence);
  }

  private static Subject subject(OddCase stated) {
    if (stated.key.kind() == OddKind.PATH_RULE) {
      return new Subject("route-path-rule", stated.key.where());
    }
    if (!stated.key.kind().isOfBlock()) {
      return new Subject("route-neighbour", stated.key.where());
    }
    String first = Integer.toUnsignedString(stated.suspects.iterator().next());
    return new Subject("route-prefix", stated.key.where() + ">" + first);
  }

  void write(DataOutput out) throws IOException {
    prefixes.write(out);
    out.writeInt(cases.size());
    for (OddCase each : cases.values()) {
      each.write(out);
    }
    out.writeInt(normal.size());
    for (Normal each : normal) {
      each.key().write(out);
      out.writeInt(each.prefix());
      out.writeInt(each.suspect());
    }
  }

  void read(DataInput in) throws IOException {
    prefixes.read(in);
    for (int i = in.readInt(); i > 0; i--) {
      var read = OddCase.read(in);
      cases.put(read.key, read);
    }
    for (int i = in.readInt(); i > 0; i--) {
      normal.add(new Normal(OddCase.Key.read(in), in.readInt(), in.readInt()));
    }
  }
}
