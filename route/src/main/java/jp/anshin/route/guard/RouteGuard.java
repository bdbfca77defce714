package jp.anshin.route.guard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import jp.anshin.core.Detection;
import jp.anshin.core.Detector;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.table.RouteTables;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.route.watch.RouteWatch;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.bgp.AsPath;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said of routes: what happens between networks ({@link RouteWatch}), and what
 * single routes and sessions do that they must not. One baseline and one state for all of it.
 */
public final class RouteGuard implements Detector<RouteEvent, Detection> {

  private static final int FORMAT = 1_000_003;

  /**
   * After the end of a table, so many times the time after which one that grows no more is whole.
   */
  private static final int FILLED_AFTER_END = 2;

  private static final Set<String> INCIDENTS =
      Set.of(
          "leak",
          "surge",
          "more-specific-flood",
          OddKind.HIJACK.detectionKind,
          OddKind.OTHERS_HIJACK.detectionKind,
          VisibilityWatch.Group.OWN.kind,
          VisibilityWatch.Group.OTHERS_CALLING.kind);

  /** The fact of what would call people, but for the operator's wish that it be shown alone. */
  static final Map<String, List<String>> CALLS_NOBODY = Map.of("call", List.of("no"));

  private final Thresholds thresholds;
  private final RouteWatch watch;
  private final GuardPeers peers = new GuardPeers();
  private final BlockIndex<WatchedPrefix> watched;
  private final ProperPaths proper;
  private final OddRoutes odd;
  private final OddWatch oddRoutes;
  private final List<VisibilityWatch> visibility;
  private final SessionWatch sessions;
  private final RouteServerWatch routeServers;

  /** Until when the table of a peer counts as half filled, since its session came up. */
  private final Map<Integer, Long> fillingUntil = new TreeMap<>();

  private long latestMicros = OddCase.NEVER;

  /**
   * @param stated relations that are known, or {@link StatedRelations#NONE}
   * @param wanted what to watch; {@link Watched#NOTHING} where nobody has said what
   */
  public RouteGuard(Thresholds thresholds, StatedRelations stated, Watched wanted) {
    this.thresholds = thresholds;
    this.watch = new RouteWatch(thresholds, stated);
    this.watched = new BlockIndex<>(wanted.prefixes(), WatchedPrefix::block);
    this.proper = new ProperPaths(stated);
    this.odd = new OddRoutes(stated, watched, wanted.paths(), proper);
    this.oddRoutes = new OddWatch(thresholds, odd, peers);
    this.visibility =
        Arrays.stream(VisibilityWatch.Group.values())
            .map(group -> new VisibilityWatch(group, thresholds, watched.all(), peers))
            .toList();
    this.sessions = new SessionWatch(peers);
    this.routeServers = new RouteServerWatch(peers, wanted.own(), stated);
  }

  /**
   * Whether what is stated may hit users, so that people are to be called; what else is found is to
   * be shown, and mended in the morning.
   */
  public static boolean isIncident(Detection stated) {
    boolean shownAlone = stated.facts().entrySet().containsAll(CALLS_NOBODY.entrySet());
    return !shownAlone && !Collections.disjoint(stated.kinds(), INCIDENTS);
  }

  /** What is to be told of whose block it is; nothing of our own. */
  static SortedMap<String, List<String>> factsOf(WatchedPrefix.@Nullable Holder holder) {
    var facts = new TreeMap<String, List<String>>();
    if (holder != null) {
      facts.put("holder", holder.names());
      facts.putAll(holder.calls() ? Map.of() : CALLS_NOBODY);
    }
    return facts;
  }

  /** See {@link RouteWatch#beginWatch}. */
  public void beginWatch() {
    watch.beginWatch();
  }

  /** See {@link RouteWatch#isWatching}. */
  public boolean isWatching() {
    return watch.isWatching();
  }

  /** See {@link RouteWatch#describe}. */
  public String describe() {
    return watch.describe();
  }

  /** See {@link RouteWatch#held}. */
  public Map<PeerKey, RouteWatch.Held> held() {
    return watch.held();
  }

  /** See {@link RouteWatch#tables}. */
  public RouteTables tables() {
    return watch.tables();
  }

  /** See {@link RouteWatch#digest}. */
  public long digest() {
    return watch.digest();
  }

  @Override
  public void onEvent(RouteEvent event, Consumer<Detection> out) {
    latestMicros = Math.max(latestMicros, event.epochMicros());
    boolean news = watch.isNews(event.peer());
    watch.onEvent(event, out);
    switch (event.kind()) {
      case ANNOUNCE -> announced(event, event.path(), news, out);
      case WITHDRAW -> withdrawn(event);
      case PEER_UP -> up(event);
      case PEER_DOWN, UNSEEN -> lost(event, out);
      case END_OF_RIB -> ended(event);
    }
  }

  private void announced(
      RouteEvent event, @Nullable AsPath path, boolean news, Consumer<Detection> out) {
    if (path == null) {
      return;
    }
    oddRoutes.announced(event, path, news, watch.isWatching(), out);
    routeServers.announced(event, path);
    seen(event, !odd.isForeign(event, path));
  }

  private void withdrawn(RouteEvent event) {
    oddRoutes.withdrawn(event);
    seen(event, false);
  }

  /** Whether a watched prefix itself is there, from one who may originate it. */
  private void seen(RouteEvent event, boolean has) {
    int place = watched.covering(event.isV6(), event.high(), event.low(), event.length());
    if (place >= 0 && watched.all().get(place).length() == event.length()) {
      var prefix = watched.all().get(place);
      int peer = peers.number(event.peer());
      visibility.forEach(each -> each.seen(prefix, peer, has, event.epochMicros()));
    }
  }

  private void up(RouteEvent event) {
    int peer = peers.number(event.peer());
    fillingUntil.put(peer, event.epochMicros() + OddCase.micros(thresholds.staleAfter()));
    sessions.up(peer);
    routeServers.up(peer);
  }

  private void lost(RouteEvent event, Consumer<Detection> out) {
    int peer = peers.number(event.peer());
    fillingUntil.remove(peer);
    oddRoutes.lost(peer);
    visibility.forEach(each -> each.lost(peer, event.epochMicros()));
    boolean whole = event.peer().equals(event.peer().whole());
    if (event.kind() == RouteEvent.Kind.PEER_DOWN && whole) {
      sessions.lost(peer, event.epochMicros(), out);
    }
  }

  /**
   * The end of a table. Of one whose session does not stand it means that it is taken out of the
   * watch; of another, that it will be whole soon: FRR says so of a table that it still fills.
   */
  private void ended(RouteEvent event) {
    int peer = peers.number(event.peer());
    if (watch.isUp(event.peer())) {
      long soon = event.epochMicros() + FILLED_AFTER_END * OddCase.micros(thresholds.settled());
      fillingUntil.computeIfPresent(peer, (number, until) -> Math.min(until, soon));
    } else {
      oddRoutes.sentAnew(peer, event.epochMicros());
      visibility.forEach(each -> each.forget(peer, event.epochMicros()));
      routeServers.forget(peer, event.epochMicros());
    }
  }

  /** What did not come again with a table that is whole again is gone. */
  private void sentAnew(long micros) {
    fillingUntil
        .entrySet()
        .removeIf(entry -> {
          boolean filled = micros >= entry.getValue();
          if (filled) {
            oddRoutes.sentAnew(entry.getKey(), micros);
            visibility.forEach(each -> each.sentAnew(entry.getKey(), micros));
          }
          return filled;
        });
  }

  @Override
  public void onWatermark(Instant watermark, Consumer<Detection> out) {
    watch.onWatermark(watermark, out);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, watermark);
    sentAnew(micros);
    if (watch.isWatching()) {
      oddRoutes.advance(micros, out);
    }
    visibility.forEach(each -> each.advance(micros, watch.isWatching(), out));
    sessions.advance(micros, out);
    routeServers.advance(micros, out);
  }

  /** See {@link RouteWatch#finish}. */
  public void finish(Consumer<Detection> out) {
    watch.finish(out);
    oddRoutes.finish(latestMicros, out);
    visibility.forEach(each -> each.finish(latestMicros, out));
  }

  @Override
  public void snapshot(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    watch.snapshot(out);
    out.writeLong(latestMicros);
    peers.write(out);
    out.writeInt(fillingUntil.size());
    for (var entry : fillingUntil.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeLong(entry.getValue());
    }
    proper.write(out);
    oddRoutes.write(out);
    for (var each : visibility) {
      each.write(out);
    }
    sessions.write(out);
    routeServers.write(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("a snapshot of format " + format + ", this code knows " + FORMAT);
    }
    watch.restore(in);
    latestMicros = in.readLong();
    peers.read(in);
    for (int i = in.readInt(); i > 0; i--) {
      fillingUntil.put(in.readInt(), in.readLong());
    }
    proper.read(in);
    oddRoutes.read(in);
    for (var each : visibility) {
      each.read(in);
    }
    sessions.read(in);
    routeServers.read(in);
  }

  static void writeBits(DataOutput out, BitSet bits) throws IOException {
    byte[] bytes = bits.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static BitSet readBits(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return BitSet.valueOf(bytes);
  }
}
