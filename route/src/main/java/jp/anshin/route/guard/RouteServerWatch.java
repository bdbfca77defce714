package jp.anshin.route.guard;

import static jp.anshin.route.guard.OddCase.NEVER;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
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
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.bgp.AsPath;
import org.jspecify.annotations.Nullable;

/**
 * States neighbours that behave like a route server and are not named as one: their own AS is never
 * the first on the paths that they send, and several others are. What is said of who leaks to us is
 * then not to be relied on. Without knowing our own ASes, a session within our network would look
 * the same, so nothing is stated.
 */
final class RouteServerWatch {

  static final String KIND = "unnamed-route-server";

  /** So many routes without its own AS first; fewer may be of its customers by mistake. */
  static final int ROUTES_MIN = 50;

  /** By so many first ASes; a neighbour that uses two numbers of its own has one or two. */
  static final int MEMBERS_MIN = 3;

  /** The table comes in any order: its own routes may come last. */
  static final Duration STANDING = Duration.ofMinutes(1);

  private static final int MEMBERS_MAX = 1_000;
  private static final int SAMPLE_MAX = 20;

  private final GuardPeers peers;
  private final Set<Integer> own;
  private final StatedRelations stated;
  private final Map<Integer, Manner> byPeer = new TreeMap<>();

  /** By the number of a view that of the whole table, of which the views of its paths are parts. */
  private final Map<Integer, Integer> wholes = new HashMap<>();

  private int lastPeer = -1;
  private @Nullable Manner last;

  /** How the paths of one peer begin, since its session came up. */
  private static final class Manner {
    private final boolean judged;
    private boolean ownFirst;
    private int routes;
    private final TreeSet<Long> members = new TreeSet<>();
    private long firstMicros = NEVER;
    private long detectedMicros = NEVER;
    private long endMicros = NEVER;
    private int revision;

    Manner(boolean judged) {
      this.judged = judged;
    }

    boolean isOpen() {
      return detectedMicros != NEVER;
    }

    boolean isLikeRouteServer() {
      return judged && !ownFirst && routes >= ROUTES_MIN && members.size() >= MEMBERS_MIN;
    }
  }

  RouteServerWatch(GuardPeers peers, Set<Integer> own, StatedRelations stated) {
    this.peers = peers;
    this.own = own;
    this.stated = stated;
  }

  private Manner of(int peer) {
    var known = last;
    if (known == null || peer != lastPeer) {
      known = byPeer.computeIfAbsent(whole(peer), number -> new Manner(isJudged(number)));
      last = known;
      lastPeer = peer;
    }
    return known;
  }

  private int whole(int peer) {
    return wholes.computeIfAbsent(peer, number -> peers.number(peers.key(number).whole()));
  }

  private boolean isJudged(int peer) {
    int as = (int) peers.key(peer).as();
    return !own.isEmpty() && !own.contains(as) && !stated.isRouteServer(as);
  }

  void announced(RouteEvent event, AsPath path) {
    var manner = of(peers.number(event.peer()));
    if (!manner.judged || path.numberCount() == 0 || (manner.ownFirst && !manner.isOpen())) {
      return;
    }
    int type = path.segmentType(0);
    boolean inside = type == AsPath.AS_CONFED_SEQUENCE || type == AsPath.AS_CONFED_SET;
    if (inside || path.number(0) == (int) event.peer().as()) {
      manner.ownFirst = true;
      manner.endMicros = manner.endMicros == NEVER ? event.epochMicros() : manner.endMicros;
      return;
    }
    manner.firstMicros = manner.firstMicros == NEVER ? event.epochMicros() : manner.firstMicros;
    manner.routes = Math.min(manner.routes + 1, ROUTES_MIN);
    if (manner.members.size() < MEMBERS_MAX) {
      manner.members.add(Integer.toUnsignedLong(path.number(0)));
    }
  }

  /** A new session may be set up otherwise. */
  void up(int peer) {
    var manner = of(peer);
    if (!manner.isOpen()) {
      byPeer.put(whole(peer), new Manner(manner.judged));
      last = null;
    }
  }

  /** The table is not looked at any more. */
  void forget(int peer, long micros) {
    var manner = of(peer);
    manner.ownFirst = true;
    manner.endMicros = micros;
  }

  void advance(long micros, Consumer<Detection> out) {
    byPeer.forEach((peer, manner) -> {
      boolean like = manner.isLikeRouteServer();
      if (manner.isOpen() && !like) {
        state(peer, manner, micros, manner.endMicros == NEVER ? micros : manner.endMicros, out);
        manner.detectedMicros = NEVER;
        manner.revision = 0;
      } else if (!manner.isOpen()
          && like
          && micros - manner.firstMicros >= OddCase.micros(STANDING)) {
        manner.detectedMicros = micros;
        state(peer, manner, micros, NEVER, out);
      }
    });
  }

  private void state(int peer, Manner manner, long micros, long ended, Consumer<Detection> out) {
    manner.revision++;
    var key = peers.key(peer);
    var began = OddCase.instant(manner.firstMicros);
    out.accept(
        new Detection(
            new DetectionId(
                "route:" + KIND + ":" + peers.text(peer) + " " + key.view() + ":" + began),
            manner.revision,
            "route",
            new TreeSet<>(Set.of(KIND)),
            new Subject("route-neighbour", Long.toString(key.as())),
            Interval.at(began),
            OddCase.instant(manner.detectedMicros),
            OddCase.instant(micros),
            ended == NEVER ? null : OddCase.instant(Math.max(ended, manner.firstMicros)),
            Certainty.HIGH,
            new TreeMap<>(Map.of("peerCount", 1L, "firstAsCount", (long) manner.members.size())),
            new TreeMap<>(
                Map.of(
                    "peers",
                    List.of(peers.text(peer)),
                    "firstAses",
                    manner.members.stream().limit(SAMPLE_MAX).map(String::valueOf).toList())),
            List.of()));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(byPeer.size());
    for (var entry : byPeer.entrySet()) {
      var manner = entry.getValue();
      out.writeInt(entry.getKey());
      out.writeBoolean(manner.ownFirst);
      out.writeInt(manner.routes);
      out.writeInt(manner.members.size());
      for (long each : manner.members) {
        out.writeInt((int) each);
      }
      out.writeLong(manner.firstMicros);
      out.writeLong(manner.detectedMicros);
      out.writeLong(manner.endMicros);
      out.writeInt(manner.revision);
    }
  }

  /** The operator file may have named the neighbour meanwhile: what was stated then ends. */
  void read(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      var manner = of(in.readInt());
      manner.ownFirst = in.readBoolean();
      manner.routes = in.readInt();
      for (int each = in.readInt(); each > 0; each--) {
        manner.members.add(Integer.toUnsignedLong(in.readInt()));
      }
      manner.firstMicros = in.readLong();
      manner.detectedMicros = in.readLong();
      manner.endMicros = in.readLong();
      manner.revision = in.readInt();
    }
  }
}
