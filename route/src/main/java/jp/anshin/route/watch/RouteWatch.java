package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import jp.anshin.core.Detection;
import jp.anshin.core.Detector;
import jp.anshin.route.leak.LeakRule;
import jp.anshin.route.relations.ObservedRelations;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PathTable;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.table.PeerTable;
import jp.anshin.route.table.PrefixTable;
import jp.anshin.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Watches the tables of all peers. Until {@link #beginWatch} (or the end of a warm-up) it only
 * learns; from then on it states leaks by the customer-cone rule, surges of prefixes never seen and
 * floods of more-specifics. What one suspect does is one detection, however many routes, peers and
 * minutes it takes; it ends when the routes are restored.
 */
public final class RouteWatch implements Detector<RouteEvent, Detection> {
  private static final int FORMAT = 1;

  private final Thresholds thresholds;
  private final StatedRelations stated;
  private final PrefixTable prefixes = new PrefixTable();
  private final PathTable paths = new PathTable();
  private final Map<PeerKey, PeerState> peers = new LinkedHashMap<>();
  private final List<PeerState> peersByNumber = new ArrayList<>();
  private final Map<Integer, RouteCase> leaks = new TreeMap<>();
  private final SurgeWatch surges;
  private final BitSet known = new BitSet();
  private @Nullable LeakRule rule;
  private @Nullable ObservedRelations relations;
  private @Nullable PeerState lastPeer;
  private long firstMicros = RouteCase.NEVER;
  private long learntMicros = RouteCase.NEVER;
  private long latestMicros = RouteCase.NEVER;

  /** A peer's table and what is known of its session. */
  private static final class PeerState {
    private final PeerTable table;
    private final int number;
    private long upMicros = RouteCase.NEVER;
    private long downMicros = RouteCase.NEVER;

    PeerState(PeerKey key, int number) {
      this.table = new PeerTable(key);
      this.number = number;
    }
  }

  public RouteWatch(Thresholds thresholds, StatedRelations stated) {
    this.thresholds = thresholds;
    this.stated = stated;
    this.surges = new SurgeWatch(thresholds, paths, known);
  }

  /**
   * What the tables hold now is the baseline, and every peer's table counts as whole: from now on
   * changes are judged.
   */
  public void beginWatch() {
    peersByNumber.forEach(peer -> peer.table.markComplete());
    learn(latestMicros);
  }

  /** Whether changes are judged, no longer only learnt. */
  public boolean isWatching() {
    return rule != null;
  }

  /** How many prefixes, paths and peers are known, and from what the relations come. */
  public String describe() {
    var judged = relations;
    return "prefixes="
        + prefixes.size()
        + " paths="
        + paths.size()
        + " peers="
        + peers.size()
        + (judged == null ? " warm-up" : " " + judged.source());
  }

  private void learn(long micros) {
    int[] routesByPath = new int[paths.size()];
    known.clear();
    for (var peer : peersByNumber) {
      for (int prefix = 0; prefix < peer.table.capacity(); prefix++) {
        int path = peer.table.path(prefix);
        if (path >= 0) {
          routesByPath[path]++;
          known.set(prefix);
        }
      }
    }
    install(ObservedRelations.from(paths, routesByPath, stated), micros);
  }

  private void install(ObservedRelations learnt, long micros) {
    relations = learnt;
    rule = new LeakRule(paths, learnt);
    learntMicros = micros;
    leaks.clear();
    surges.learnt();
  }

  @Override
  public void onEvent(RouteEvent event, Consumer<Detection> out) {
    latestMicros = Math.max(latestMicros, event.epochMicros);
    if (firstMicros == RouteCase.NEVER) {
      firstMicros = event.epochMicros;
    }
    var peer = peer(event);
    switch (event.kind) {
      case ANNOUNCE -> announce(peer, event, out);
      case WITHDRAW -> withdraw(peer, event);
      case PEER_UP -> {
        peer.table.up();
        peer.upMicros = event.epochMicros;
      }
      case PEER_DOWN -> {
        peer.table.down();
        peer.upMicros = RouteCase.NEVER;
        peer.downMicros = event.epochMicros;
      }
      case END_OF_RIB -> {
        removeStale(peer, event.v6, event.epochMicros);
        peer.table.markComplete();
      }
    }
  }

  private PeerState peer(RouteEvent event) {
    var last = lastPeer;
    if (last != null && last.table.key().equals(event.peer)) {
      return last;
    }
    var found = peers.computeIfAbsent(event.peer, key -> new PeerState(key, peersByNumber.size()));
    if (found.number == peersByNumber.size()) {
      peersByNumber.add(found);
    }
    lastPeer = found;
    return found;
  }

  private void announce(PeerState peer, RouteEvent event, Consumer<Detection> out) {
    var announced = event.path;
    if (announced == null) {
      return;
    }
    int prefix = prefixes.intern(event.v6, event.high, event.low, event.length);
    int path = paths.intern(announced, event.firstHop);
    int before = peer.table.put(prefix, path);
    var judge = rule;
    if (judge == null || before == path) {
      return;
    }
    int verdictBefore = before < 0 ? LeakRule.NONE : judge.judge(before);
    int verdict = judge.judge(path);
    if (verdict != LeakRule.NONE) {
      join(peer, event, prefix, path, verdict, out);
    }
    if (verdictBefore != LeakRule.NONE) {
      leave(before, verdictBefore, prefix, event.epochMicros);
    }
    surges.announced(
        peer.table, event, prefix, path, before < 0, verdict != LeakRule.NONE, this, out);
  }

  private void withdraw(PeerState peer, RouteEvent event) {
    int prefix = prefixes.find(event.v6, event.high, event.low, event.length);
    if (prefix >= 0) {
      remove(peer, prefix, event.epochMicros);
    }
  }

  private void remove(PeerState peer, int prefix, long micros) {
    int before = peer.table.remove(prefix);
    var judge = rule;
    if (before < 0 || judge == null) {
      return;
    }
    int verdict = judge.judge(before);
    if (verdict != LeakRule.NONE) {
      leave(before, verdict, prefix, micros);
    }
    surges.withdrawn(prefix, micros);
  }

  /** The session's table was sent anew: what was not in it is gone. */
  private void removeStale(PeerState peer, boolean v6, long micros) {
    for (int prefix = 0; prefix < peer.table.capacity(); prefix++) {
      if (peer.table.isStale(prefix) && prefixes.isV6(prefix) == v6) {
        remove(peer, prefix, micros);
      }
    }
  }

  private void join(
      PeerState peer,
      RouteEvent event,
      int prefix,
      int path,
      int verdict,
      Consumer<Detection> out) {
    int index = LeakRule.leakerIndex(verdict);
    int leaker = paths.hop(path, index);
    long micros = event.epochMicros;
    var leak = leaks.computeIfAbsent(leaker, as -> new RouteCase(true, as, micros));
    leak.renewBurst(micros, thresholds);
    leak.affected.add(prefix, 1);
    var burst = leak.burst;
    if (burst.prefixes.put(prefix)) {
      burst.surePrefixes += LeakRule.isSure(verdict) ? 1 : 0;
      countNew(burst, prefix);
      burst.joined(prefix, micros);
      if (burst.wantsEvidence()) {
        var evidence = event.evidence();
        if (evidence != null) {
          burst.evidence.add(evidence);
        }
      }
    }
    burst.origins.put(paths.origin(path));
    burst.letThrough.add(paths.hop(path, index - 1), 1);
    burst.peers.put(peer.number);
    if (!LeakRule.isSure(verdict)) {
      burst.newNeighbours.put(paths.hop(path, index + 1));
    }
    leak.weigh(micros, thresholds);
    if (!leak.isOpen() && mustState(leak)) {
      open(leak, peer, micros, out);
    } else if (leak.relapsed(thresholds)) {
      leak.endedMicros = RouteCase.NEVER;
      leak.restoredMicros = RouteCase.NEVER;
      state(leak, micros, out);
    }
  }

  /** Counts a prefix that joined a burst when it is new to the baseline. */
  void countNew(Burst burst, int prefix) {
    if (known.get(prefix)) {
      return;
    }
    burst.newPrefixes++;
    if (prefixes.covering(prefix, known::get) >= 0) {
      burst.newMoreSpecifics++;
    }
  }

  private boolean mustState(RouteCase leak) {
    var burst = leak.burst;
    var judged = relations;
    if (leak.id != null || judged == null || burst.prefixes.size() < thresholds.leakPrefixes()) {
      return false;
    }
    if (burst.surePrefixes >= thresholds.leakPrefixes()) {
      return true;
    }
    int neighbours = Math.max(thresholds.newNeighbours(), judged.customerCount(leak.suspect));
    return burst.newNeighbours.size() >= neighbours;
  }

  private void open(RouteCase opened, PeerState peer, long micros, Consumer<Detection> out) {
    opened.startedMicros = opened.burst.startMicros();
    // What came with a table that was sent anew may have begun while the session was lost.
    boolean sentAnew =
        peer.upMicros != RouteCase.NEVER
            && peer.downMicros != RouteCase.NEVER
            && opened.startedMicros - peer.upMicros < RouteCase.micros(thresholds.burstLength());
    opened.earliestMicros =
        sentAnew ? Math.min(peer.downMicros, opened.startedMicros) : opened.startedMicros;
    opened.detectedMicros = micros;
    opened.peak = opened.affected.size();
    opened.restoredMicros = RouteCase.NEVER;
    opened.subjectKey = Statement.subjectKey(opened);
    opened.id = Statement.id(opened);
    state(opened, micros, out);
  }

  /** States a case anew, with what is known now. */
  void state(RouteCase stated, long micros, Consumer<Detection> out) {
    stated.revision++;
    stated.statedMicros = micros;
    stated.statedCount = stated.burst.prefixes.size();
    int surge =
        Math.max(thresholds.surgePrefixes(), (int) (known.cardinality() * thresholds.surgeShare()));
    out.accept(
        new Statement(prefixes, number -> peersByNumber.get(number).table.key())
            .of(stated, micros, surge, thresholds.floodPrefixes()));
  }

  private void leave(int path, int verdict, int prefix, long micros) {
    var leak = leaks.get(paths.hop(path, LeakRule.leakerIndex(verdict)));
    if (leak != null) {
      leak.affected.add(prefix, -1);
      leak.weigh(micros, thresholds);
    }
  }

  /** Whether a leak of one of the ASes on a path is open: what comes with it is no other event. */
  boolean hasOpenLeakOn(int path) {
    for (var leak : leaks.values()) {
      if (leak.isOpen() && paths.contains(path, leak.suspect)) {
        return true;
      }
    }
    return false;
  }

  /** Opens a surge: the same way as a leak. */
  void openSurge(RouteCase surge, PeerTable table, long micros, Consumer<Detection> out) {
    var peer = peers.get(table.key());
    if (peer != null) {
      open(surge, peer, micros, out);
    }
  }

  /** The number of a peer's table. */
  int number(PeerTable table) {
    var peer = peers.get(table.key());
    return peer == null ? 0 : peer.number;
  }

  @Override
  public void onWatermark(Instant watermark, Consumer<Detection> out) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, watermark);
    if (rule == null) {
      endWarmUp(micros);
      return;
    }
    for (var peer : peersByNumber) {
      if (peer.upMicros != RouteCase.NEVER
          && peer.downMicros != RouteCase.NEVER
          && micros - peer.upMicros > RouteCase.micros(thresholds.staleAfter())) {
        removeStale(peer, false, peer.upMicros);
        removeStale(peer, true, peer.upMicros);
        peer.downMicros = RouteCase.NEVER;
        peer.table.markComplete();
      }
    }
    for (var leak : List.copyOf(leaks.values())) {
      advance(leak, micros, out);
    }
    surges.open().ifPresent(surge -> advance(surge, micros, out));
    relearn(micros);
  }

  private void endWarmUp(long micros) {
    boolean allComplete =
        !peersByNumber.isEmpty()
            && peersByNumber.stream().allMatch(peer -> peer.table.isComplete());
    boolean timePassed =
        firstMicros != RouteCase.NEVER
            && micros - firstMicros > RouteCase.micros(thresholds.warmUp());
    boolean quiet = micros - latestMicros > RouteCase.micros(thresholds.burstGap()) / 6;
    if (timePassed || (allComplete && quiet)) {
      beginWatch();
    }
  }

  private void advance(RouteCase open, long micros, Consumer<Detection> out) {
    if (!open.isOpen()) {
      return;
    }
    boolean restored =
        open.restoredMicros != RouteCase.NEVER
            && micros - open.restoredMicros >= RouteCase.micros(thresholds.quiet());
    if (restored) {
      open.endedMicros = open.restoredMicros;
      state(open, micros, out);
      return;
    }
    int size = open.burst.prefixes.size();
    boolean due = micros - open.statedMicros >= RouteCase.micros(thresholds.restate());
    if (due && size > open.statedCount) {
      state(open, micros, out);
    }
  }

  private void relearn(long micros) {
    boolean due = micros - learntMicros >= RouteCase.micros(thresholds.relearn());
    boolean calm = surges.open().isEmpty() && leaks.values().stream().noneMatch(RouteCase::isOpen);
    if (due && calm) {
      learn(micros);
    }
  }

  /**
   * States what has changed since the last statement, and ends what is restored without waiting for
   * quiet: for the end of a file.
   */
  public void finish(Consumer<Detection> out) {
    var open = new ArrayList<>(leaks.values());
    surges.open().ifPresent(open::add);
    for (var each : open) {
      if (!each.isOpen()) {
        continue;
      }
      if (each.restoredMicros != RouteCase.NEVER) {
        each.endedMicros = each.restoredMicros;
        state(each, latestMicros, out);
      } else if (each.burst.prefixes.size() > each.statedCount) {
        state(each, latestMicros, out);
      }
    }
  }

  @Override
  public void snapshot(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    prefixes.write(out);
    paths.write(out);
    out.writeInt(peersByNumber.size());
    for (var peer : peersByNumber) {
      var key = peer.table.key();
      out.writeBoolean(key.address().v6());
      out.writeLong(key.address().high());
      out.writeLong(key.address().low());
      out.writeLong(key.as());
      out.writeUTF(key.view());
      out.writeLong(peer.upMicros);
      out.writeLong(peer.downMicros);
      peer.table.write(out);
    }
    out.writeLong(firstMicros);
    out.writeLong(latestMicros);
    out.writeLong(learntMicros);
    var judged = relations;
    out.writeBoolean(judged != null);
    if (judged != null) {
      judged.write(out);
      byte[] bits = known.toByteArray();
      out.writeInt(bits.length);
      out.write(bits);
    }
    out.writeInt(leaks.size());
    for (var leak : leaks.values()) {
      leak.write(out);
    }
    surges.write(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("a snapshot of format " + format + ", this code knows " + FORMAT);
    }
    prefixes.read(in);
    paths.read(in);
    for (int i = in.readInt(); i > 0; i--) {
      readPeer(in);
    }
    firstMicros = in.readLong();
    latestMicros = in.readLong();
    long learnt = in.readLong();
    if (in.readBoolean()) {
      var read = ObservedRelations.read(in, stated);
      byte[] bits = new byte[in.readInt()];
      in.readFully(bits);
      known.or(BitSet.valueOf(bits));
      install(read, learnt);
    }
    for (int i = in.readInt(); i > 0; i--) {
      var leak = RouteCase.read(in);
      leaks.put(leak.suspect, leak);
    }
    surges.read(in);
  }

  private void readPeer(DataInput in) throws IOException {
    var address = new IpAddress(in.readBoolean(), in.readLong(), in.readLong());
    var key = new PeerKey(address, in.readLong(), in.readUTF());
    var peer = new PeerState(key, peersByNumber.size());
    peer.upMicros = in.readLong();
    peer.downMicros = in.readLong();
    peer.table.read(in);
    peers.put(key, peer);
    peersByNumber.add(peer);
  }

  /** How many routes each peer has, in the order in which the peers appeared. */
  public Map<PeerKey, Integer> routesByPeer() {
    var routes = new LinkedHashMap<PeerKey, Integer>();
    peersByNumber.forEach(peer -> routes.put(peer.table.key(), peer.table.size()));
    return routes;
  }

  /** Leaks by suspect that have been stated and go on, with their present size; for metrics. */
  public Map<Long, Integer> openLeaks() {
    var open = new HashMap<Long, Integer>();
    leaks.forEach((as, leak) -> {
      if (leak.isOpen()) {
        open.put(Integer.toUnsignedLong(as), leak.affected.size());
      }
    });
    return open;
  }
}
