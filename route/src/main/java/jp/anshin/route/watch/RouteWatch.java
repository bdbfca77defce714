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
import jp.anshin.route.table.RouteHash;
import jp.anshin.route.table.RouteTables;
import jp.anshin.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Watches the tables of all peers. Until {@link #beginWatch} (or the end of a warm-up) it only
 * learns; from then on it states leaks by the customer-cone rule, surges of prefixes never seen and
 * floods of more-specifics. What one suspect does is one detection, however many routes, peers and
 * minutes it takes; it ends when the routes are restored.
 */
public final class RouteWatch implements Detector<RouteEvent, Detection> {
  private static final int FORMAT = 4;

  /** So many routes of a case by one edge make everything new on that edge a part of it. */
  private static final int EDGE_ROUTES = 10;

  /** A table that has so many routes and grows no more was sent whole. */
  private static final int TABLE_MIN = 1_000;

  private static final double TABLE_GROWTH = 1.01;
  private static final long WEIGH_MICROS = 5_000_000;
  private static final double SAME_SIZE = 1.1;

  private final Thresholds thresholds;
  private final StatedRelations stated;
  private final PrefixTable prefixes = new PrefixTable();
  private final PathTable paths = new PathTable();
  private final Map<PeerKey, PeerState> peers = new LinkedHashMap<>();
  private final List<PeerState> peersByNumber = new ArrayList<>();
  private final Map<Integer, RouteCase> leaks = new TreeMap<>();
  private final SurgeWatch surges;
  private final BitSet known = new BitSet();
  private final Suspects suspects;
  private @Nullable LeakRule rule;
  private @Nullable ObservedRelations relations;
  private @Nullable PeerState lastPeer;
  private long firstMicros = RouteCase.NEVER;
  private long learntMicros = RouteCase.NEVER;
  private long latestMicros = RouteCase.NEVER;
  private long weighedMicros = RouteCase.NEVER;

  /** A peer's table and what is known of its session. */
  private static final class PeerState {
    private final PeerTable table;
    private final int number;
    private long upMicros = RouteCase.NEVER;
    private long downMicros = RouteCase.NEVER;
    private long lastMicros = RouteCase.NEVER;
    private long grownMicros = RouteCase.NEVER;
    private int grownSize;
    private int v6Routes;
    private boolean ended;
    private boolean partial;

    PeerState(PeerKey key, int number) {
      this.table = new PeerTable(key);
      this.number = number;
    }

    /** Whether it is being filled after its session came up: what it says is not news yet. */
    boolean isFilling() {
      return upMicros != RouteCase.NEVER && !table.isComplete() && !partial;
    }

    /** Notes the growth of the table, to know when it was sent whole. */
    void grown(long micros) {
      if (table.size() > grownSize * TABLE_GROWTH) {
        grownSize = table.size();
        grownMicros = micros;
      }
    }

    /**
     * Whether the table was sent whole. End-of-RIB alone does not say so: FRR sends it on a table
     * that is empty or half filled, and fills it afterwards.
     */
    boolean isSettled(long micros, Thresholds thresholds) {
      if (table.isComplete() || table.size() == 0) {
        return table.isComplete();
      }
      boolean whole = ended || table.size() >= TABLE_MIN;
      return micros - grownMicros
          >= RouteCase.micros(whole ? thresholds.settled() : thresholds.staleAfter());
    }
  }

  public RouteWatch(Thresholds thresholds, StatedRelations stated) {
    this.thresholds = thresholds;
    this.stated = stated;
    this.surges = new SurgeWatch(thresholds, paths, known);
    this.suspects = new Suspects(paths, thresholds);
    if (stated.size() > 0) {
      // What is stated can be judged by before anything is learnt.
      rule = new LeakRule(paths, ObservedRelations.none(stated));
      relations = ObservedRelations.none(stated);
    }
  }

  /**
   * What the tables hold now is the baseline, and every peer's table counts as whole: from now on
   * changes are judged.
   */
  public void beginWatch() {
    peersByNumber.stream()
        .filter(peer -> peer.table.size() > 0)
        .forEach(peer -> peer.table.markComplete());
    learn(latestMicros);
  }

  /** Whether changes are judged, no longer only learnt. */
  public boolean isWatching() {
    return learntMicros != RouteCase.NEVER;
  }

  /**
   * Whether what that peer says is news: changes are judged, and its table was once whole, or is of
   * a peer that nobody waits for.
   */
  public boolean isNews(PeerKey key) {
    var peer = peers.get(key);
    return peer != null && isWatching() && (peer.table.isComplete() || peer.partial);
  }

  /** Whether its session stands, as far as is known. */
  public boolean isUp(PeerKey key) {
    var peer = peers.get(key);
    return peer != null && peer.table.isUp();
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
        + (isWatching() ? "" : " warm-up")
        + (judged == null ? "" : " " + judged.source());
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
    int tables = (int) peersByNumber.stream().filter(peer -> peer.table.size() > 0).count();
    install(ObservedRelations.from(paths, routesByPath, tables, stated), micros);
  }

  private void install(ObservedRelations learnt, long micros) {
    relations = learnt;
    rule = new LeakRule(paths, learnt);
    learntMicros = micros == RouteCase.NEVER ? 0 : micros;
    leaks.values().removeIf(leak -> !leak.isRecent(micros, thresholds));
    suspects.clear();
    surges.learnt();
  }

  @Override
  public void onEvent(RouteEvent event, Consumer<Detection> out) {
    latestMicros = Math.max(latestMicros, event.epochMicros);
    if (firstMicros == RouteCase.NEVER) {
      firstMicros = event.epochMicros;
    }
    var peer = peer(event);
    settle(peer, event.epochMicros);
    switch (event.kind) {
      case ANNOUNCE -> announce(peer, event, out);
      case WITHDRAW -> withdraw(peer, event);
      case PEER_UP -> up(peer, event.epochMicros);
      case PEER_DOWN, UNSEEN -> down(peer, event.epochMicros);
      case END_OF_RIB -> {
        removeStale(peer, event.v6, event.epochMicros);
        peer.ended = true;
      }
    }
    peer.lastMicros = event.epochMicros;
  }

  /** A table that was sent whole is news from now on; what it holds now is none. */
  private void settle(PeerState peer, long micros) {
    if (peer.table.isComplete() || !peer.isSettled(micros, thresholds)) {
      return;
    }
    peer.table.markComplete();
    for (int prefix = 0; prefix < peer.table.capacity(); prefix++) {
      if (peer.table.path(prefix) >= 0 && !isOfACase(prefix)) {
        known.set(prefix);
      }
    }
  }

  private boolean isOfACase(int prefix) {
    for (var leak : leaks.values()) {
      if (leak.burst.prefixes.count(prefix) > 0) {
        return true;
      }
    }
    return false;
  }

  private void up(PeerState peer, long micros) {
    if (peer.table.isUp() && peer.table.size() > 0) {
      down(peer, peer.lastMicros == RouteCase.NEVER ? micros : peer.lastMicros); // we were away
    }
    peer.table.up();
    peer.upMicros = micros;
  }

  private void down(PeerState peer, long micros) {
    peer.table.down();
    peer.upMicros = RouteCase.NEVER;
    peer.downMicros = micros;
    for (var leak : leaks.values()) {
      leak.darken(peer.number);
      leak.weigh(micros, thresholds);
    }
    surges.peerLost(peer.number, micros);
  }

  private PeerState peer(RouteEvent event) {
    var last = lastPeer;
    if (last != null && last.table.key().equals(event.peer)) {
      return last;
    }
    var found = peers.computeIfAbsent(event.peer, this::firstSeen);
    if (found.number == peersByNumber.size()) {
      peersByNumber.add(found);
    }
    lastPeer = found;
    return found;
  }

  /** The view of a path identifier belongs to the session of the whole table. */
  private PeerState firstSeen(PeerKey key) {
    var first = new PeerState(key, peersByNumber.size());
    var whole = peers.get(key.whole());
    if (whole != null) {
      first.upMicros = whole.upMicros;
      first.ended = whole.ended;
    }
    return first;
  }

  private void announce(PeerState peer, RouteEvent event, Consumer<Detection> out) {
    var announced = event.path;
    if (announced == null) {
      return;
    }
    int prefix = prefixes.intern(event.v6, event.high, event.low, event.length);
    int path = paths.intern(announced, event.firstHop);
    int former = peer.table.lastPath(prefix);
    int before = peer.table.put(prefix, path);
    peer.v6Routes += before < 0 && event.v6 ? 1 : 0;
    peer.grown(event.epochMicros);
    var judge = rule;
    if (judge == null || before == path) {
      refresh(peer, prefix, event.epochMicros);
      return;
    }
    long verdict = judge.judge(path);
    var explaining = explain(peer, prefix, path, former, verdict);
    leaveOthers(peer, prefix, explaining, event.epochMicros);
    if (explaining != null) {
      join(explaining, peer, event, prefix, path, out);
    } else if (isJudged(peer, former)) {
      var due =
          path == former
              ? List.<Integer>of()
              : suspects.moved(event, peer.number, prefix, path, before, former, judge);
      due.forEach(as -> weigh(as, event.epochMicros, out));
    } else if (!known.get(prefix) && !peer.isFilling()) {
      suspects.moved(event, peer.number, prefix, path, before, Moves.UNKNOWN, judge);
      weighUnknown(event.epochMicros, out);
    }
    boolean leaked = explaining != null || isMember(peer, prefix);
    surges.announced(peer.table, event, prefix, path, leaked, this, out);
  }

  /**
   * Whether a change is one: of a table that was never seen whole, the first route of a prefix is
   * none, and of one that the baseline does not have at all, nothing is.
   */
  private boolean isJudged(PeerState peer, int former) {
    var judged = relations;
    return peer.table.isComplete()
        || (peer.partial && former >= 0)
        || (judged != null && judged.isEmpty());
  }

  private void weighUnknown(long micros, Consumer<Detection> out) {
    var judge = rule;
    var judged = relations;
    if (judge == null || judged == null || !suspects.areUnknownDue()) {
      return;
    }
    int common =
        new Suspicion(suspects.moves(), paths, judge, judged, thresholds).commonOfUnknown();
    isLeakOfNew(common, micros, out);
  }

  /** A route that was sent again after its session was lost goes on as it was. */
  private void refresh(PeerState peer, int prefix, long micros) {
    for (var leak : leaks.values()) {
      if (leak.isMember(peer.number, prefix)) {
        leak.enter(peer.number, prefix);
        leak.weigh(micros, thresholds);
      }
    }
  }

  private boolean isMember(PeerState peer, int prefix) {
    for (var leak : leaks.values()) {
      if (leak.isMember(peer.number, prefix)) {
        return true;
      }
    }
    return false;
  }

  private void leaveOthers(PeerState peer, int prefix, @Nullable RouteCase but, long micros) {
    for (var leak : leaks.values()) {
      if (leak != but && leak.isMember(peer.number, prefix)) {
        leak.exit(peer.number, prefix);
        leak.weigh(micros, thresholds);
      }
    }
  }

  /** The stated case that a change belongs to; of two that of the leaker nearer to the origin. */
  private @Nullable RouteCase explain(
      PeerState peer, int prefix, int path, int former, long verdict) {
    RouteCase found = null;
    int deepest = 0;
    for (var leak : leaks.values()) {
      int position = leak.isRecent(latestMicros, thresholds) ? position(path, leak.suspect) : 0;
      if (position > deepest
          && explains(leak, peer.number, prefix, path, position, former, verdict)) {
        found = leak;
        deepest = position;
      }
    }
    return found;
  }

  /** Where on the path an AS stands behind another, or 0. */
  private int position(int path, int as) {
    for (int i = 1; i < paths.length(path); i++) {
      if (paths.hop(path, i) == as) {
        return i;
      }
    }
    return 0;
  }

  /**
   * Whether a change belongs to a leak: it is suspicious at the leaker, or it is new on an edge by
   * which the leak is known to come, whatever the rule says of it alone. The leaker's own prefixes
   * belong to it where they were never seen.
   */
  private boolean explains(
      RouteCase leak, int peer, int prefix, int path, int position, int former, long verdict) {
    int x = paths.hop(path, position - 1);
    boolean ownRoute = position == paths.length(path) - 1;
    if (!ownRoute && LeakRule.isSuspicious(verdict, position)) {
      return true;
    }
    if (leak.burst.letThrough.count(x) < EDGE_ROUTES) {
      return false;
    }
    if (ownRoute) {
      return !known.get(prefix);
    }
    return leak.isMember(peer, prefix) || former < 0 || !hasEdge(former, x, leak.suspect);
  }

  private boolean hasEdge(int path, int x, int a) {
    int position = position(path, a);
    return position > 0 && paths.hop(path, position - 1) == x;
  }

  private void withdraw(PeerState peer, RouteEvent event) {
    int prefix = prefixes.find(event.v6, event.high, event.low, event.length);
    if (prefix >= 0) {
      int before = peer.table.path(prefix);
      var judge = rule;
      if (before >= 0 && judge != null && isJudged(peer, before) && !isMember(peer, prefix)) {
        suspects.moved(event, peer.number, prefix, Moves.GONE, before, before, judge);
      }
      remove(peer, prefix, event.epochMicros);
    }
  }

  private void remove(PeerState peer, int prefix, long micros) {
    if (peer.table.remove(prefix) >= 0) {
      peer.v6Routes -= prefixes.isV6(prefix) ? 1 : 0;
      leaveOthers(peer, prefix, null, micros);
      surges.withdrawn(peer.number, prefix, micros);
    }
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
      RouteCase leak,
      PeerState peer,
      RouteEvent event,
      int prefix,
      int path,
      Consumer<Detection> out) {
    long micros = event.epochMicros;
    count(leak, peer.number, prefix, path, micros);
    if (leak.burst.wantsEvidence()) {
      leak.burst.addEvidence(event.evidence());
    }
    leak.enter(peer.number, prefix);
    leak.weigh(micros, thresholds);
    if (leak.relapsed(thresholds)) {
      leak.endedMicros = RouteCase.NEVER;
      leak.restoredMicros = RouteCase.NEVER;
      state(leak, micros, out);
    }
  }

  /** Counts a route of a leak. */
  private void count(RouteCase leak, int peer, int prefix, int path, long micros) {
    var burst = leak.burst;
    int position = position(path, leak.suspect);
    var judge = rule;
    if (burst.prefixes.put(prefix)) {
      boolean sure = judge != null && LeakRule.isSure(judge.judge(path), position);
      burst.surePrefixes += sure ? 1 : 0;
      countNew(burst, prefix);
      burst.joined(prefix, micros);
    }
    burst.origins.put(paths.origin(path));
    burst.letThrough.add(paths.hop(path, position - 1), 1);
    burst.peers.put(peer);
  }

  /** Weighs a suspect, and states the leak that explains the most where there is one. */
  private void weigh(int as, long micros, Consumer<Detection> out) {
    var judge = rule;
    var judged = relations;
    if (judge == null || judged == null) {
      return;
    }
    var suspicion = new Suspicion(suspects.moves(), paths, judge, judged, thresholds);
    var found = suspicion.weigh(as);
    if (found.isEmpty()) {
      suspects.tooLight(as);
      return;
    }
    var best = found.get();
    for (int other : suspects.all()) {
      var another = other == as ? found : suspicion.weigh(other);
      if (another.isPresent() && another.get().prefixes() > SAME_SIZE * best.prefixes()) {
        best = another.get();
      }
    }
    suspects.tooLight(as);
    openLeak(best, micros, judge, out);
  }

  /** States a leak instead of a surge where the surge is one. */
  boolean isLeakOfNew(int suspect, long micros, Consumer<Detection> out) {
    var judge = rule;
    var judged = relations;
    if (judge == null || judged == null || suspect == 0) {
      return false;
    }
    var found =
        new Suspicion(suspects.moves(), paths, judge, judged, thresholds)
            .weighNew(suspect, prefix -> !known.get(prefix));
    found.ifPresent(finding -> openLeak(finding, micros, judge, out));
    return found.isPresent();
  }

  private void openLeak(
      Suspicion.Finding finding, long micros, LeakRule judge, Consumer<Detection> out) {
    var moves = suspects.moves();
    var explained = new ArrayList<Long>();
    long first = Long.MAX_VALUE;
    for (long move = moves.first(); move < moves.end(); move++) {
      if (isExplained(moves, move, finding, judge)) {
        explained.add(move);
        first = Math.min(first, moves.micros(move));
      }
    }
    if (explained.isEmpty()) {
      return;
    }
    var leak = new RouteCase(true, finding.leaker(), first);
    var latest = new TreeMap<Integer, Long>();
    suspects.evidence(finding.leaker()).forEach(leak.burst::addEvidence);
    for (long move : explained) {
      int peer = moves.peer(move);
      int prefix = moves.prefix(move);
      count(leak, peer, prefix, moves.path(move), moves.micros(move));
      latest.merge(peer, moves.micros(move), Math::max);
      if (peersByNumber.get(peer).table.path(prefix) == moves.path(move)) {
        leak.enter(peer, prefix);
        leak.weigh(moves.micros(move), thresholds);
      }
      suspects.take(move, judge);
    }
    leaks.put(finding.leaker(), leak);
    // Clocks of peers differ: it could be told when the slowest clock showed this.
    long detected =
        Math.min(micros, latest.values().stream().mapToLong(at -> at).min().orElse(micros));
    var peer = peersByNumber.get(moves.peer(explained.getLast()));
    var surge = surges.giveTo(leak);
    if (surge.isPresent()) {
      adopt(leak, surge.get());
      state(leak, micros, out);
    } else {
      open(leak, peer, detected, out);
    }
  }

  private boolean isExplained(Moves moves, long move, Suspicion.Finding finding, LeakRule judge) {
    int path = moves.isTaken(move) ? Moves.GONE : moves.path(move);
    int position = path < 0 ? 0 : position(path, finding.leaker());
    if (position == 0) {
      return false;
    }
    boolean ownRoute = position == paths.length(path) - 1;
    if (!ownRoute && LeakRule.isSuspicious(judge.judge(path), position)) {
      return true;
    }
    int x = paths.hop(path, position - 1);
    if (finding.edges().count(x) < EDGE_ROUTES) {
      return false;
    }
    int former = moves.former(move);
    return ownRoute
        ? !known.get(moves.prefix(move))
        : former < 0 || !hasEdge(former, x, finding.leaker());
  }

  /** A surge that was stated turns out to be a leak: the same event under the same id. */
  private static void adopt(RouteCase leak, RouteCase surge) {
    leak.id = surge.id;
    leak.revision = surge.revision;
    leak.subjectKey = Statement.subjectKey(leak);
    leak.startedMicros = Math.min(surge.startedMicros, leak.burst.startMicros());
    leak.earliestMicros = Math.min(surge.earliestMicros, leak.startedMicros);
    leak.detectedMicros = surge.detectedMicros;
    leak.peak = Math.max(leak.peak, leak.affected.size());
  }

  /** Counts a prefix that joined a burst when it is new to the baseline; without one none is. */
  void countNew(Burst burst, int prefix) {
    if (!isWatching() || known.get(prefix)) {
      return;
    }
    burst.newPrefixes++;
    if (prefixes.covering(prefix, known::get) >= 0) {
      burst.newMoreSpecifics++;
    }
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
    opened.detectedMicros = Math.max(micros, opened.startedMicros);
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
    stated.statedCount = stated.toState();
    int surge =
        Math.max(thresholds.surgePrefixes(), (int) (known.cardinality() * thresholds.surgeShare()));
    out.accept(
        new Statement(prefixes, number -> peersByNumber.get(number).table.key())
            .of(stated, micros, surge, thresholds.floodPrefixes()));
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
    if (!isWatching()) {
      endWarmUp(micros);
    }
    var judge = rule;
    if (judge == null) {
      return;
    }
    suspects.expire(micros, judge);
    if (micros - weighedMicros >= WEIGH_MICROS || weighedMicros == RouteCase.NEVER) {
      weighedMicros = micros;
      suspects.worthWeighing().forEach(as -> weigh(as, latestMicros, out));
    }
    for (var peer : peersByNumber) {
      if (peer.upMicros != RouteCase.NEVER
          && peer.downMicros != RouteCase.NEVER
          && micros - peer.upMicros > RouteCase.micros(thresholds.staleAfter())) {
        removeStale(peer, false, peer.upMicros);
        removeStale(peer, true, peer.upMicros);
        peer.downMicros = RouteCase.NEVER;
      }
      settle(peer, micros);
    }
    for (var leak : List.copyOf(leaks.values())) {
      advance(leak, micros, out);
    }
    surges.open().ifPresent(surge -> advance(surge, micros, out));
    if (isWatching()) {
      relearn(micros);
    }
  }

  /**
   * Without a baseline the tables become one as soon as each that has routes was sent whole, at the
   * latest when the warm-up has taken its time.
   */
  private void endWarmUp(long micros) {
    var filled = peersByNumber.stream().filter(peer -> peer.table.size() > 0).toList();
    if (!filled.isEmpty() && filled.stream().allMatch(peer -> peer.isSettled(micros, thresholds))) {
      filled.forEach(peer -> peer.table.markComplete());
      learn(latestMicros);
    } else if (firstMicros != RouteCase.NEVER
        && micros - firstMicros > RouteCase.micros(thresholds.warmUp())) {
      peersByNumber.forEach(peer -> peer.partial = true);
      learn(latestMicros);
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
    boolean due = micros - open.statedMicros >= RouteCase.micros(thresholds.restate());
    if (due && open.toState() > open.statedCount) {
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
      } else if (each.toState() > each.statedCount) {
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
      out.writeLong(peer.lastMicros);
      out.writeLong(peer.grownMicros);
      out.writeInt(peer.grownSize);
      out.writeBoolean(peer.ended);
      out.writeBoolean(peer.partial);
      peer.table.write(out);
    }
    out.writeLong(firstMicros);
    out.writeLong(latestMicros);
    out.writeLong(learntMicros);
    out.writeLong(weighedMicros);
    var judged = relations;
    out.writeBoolean(isWatching());
    if (judged != null && isWatching()) {
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
    suspects.write(out);
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
    weighedMicros = in.readLong();
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
    suspects.read(in);
  }

  private void readPeer(DataInput in) throws IOException {
    var address = new IpAddress(in.readBoolean(), in.readLong(), in.readLong());
    var key = new PeerKey(address, in.readLong(), in.readUTF());
    var peer = new PeerState(key, peersByNumber.size());
    peer.upMicros = in.readLong();
    peer.downMicros = in.readLong();
    peer.lastMicros = in.readLong();
    peer.grownMicros = in.readLong();
    peer.grownSize = in.readInt();
    peer.ended = in.readBoolean();
    peer.partial = in.readBoolean();
    peer.table.read(in);
    peer.v6Routes = v6Routes(peer.table);
    peers.put(key, peer);
    peersByNumber.add(peer);
  }

  /** Counted from the table: the families are in the prefixes, which are read before. */
  private int v6Routes(PeerTable table) {
    int routes = 0;
    for (int prefix = 0; prefix < prefixes.size(); prefix++) {
      routes += prefixes.isV6(prefix) && table.path(prefix) >= 0 ? 1 : 0;
    }
    return routes;
  }

  /**
   * What is held of a peer's table.
   *
   * @param routes how many prefixes have a route
   * @param v6 how many of them are IPv6
   * @param judged whether what changes in it is judged; until then it is only learnt
   */
  public record Held(int routes, int v6, boolean judged) {

    /** This and that of another path identifier of the same table; what is empty says nothing. */
    public Held and(Held other) {
      if (routes == 0 || other.routes == 0) {
        return routes == 0 ? other : this;
      }
      return new Held(routes + other.routes, v6 + other.v6, judged && other.judged);
    }
  }

  /** What is held of each peer's table, in the order in which the peers appeared. */
  public Map<PeerKey, Held> held() {
    var judged = relations;
    boolean fromTheFirst = judged != null && judged.isEmpty();
    var held = new LinkedHashMap<PeerKey, Held>();
    for (var peer : peersByNumber) {
      boolean known = isWatching() && (peer.table.isComplete() || peer.partial);
      held.put(peer.table.key(), new Held(peer.table.size(), peer.v6Routes, known || fromTheFirst));
    }
    return held;
  }

  /** The tables themselves, for the thread that this watch is on. */
  public RouteTables tables() {
    return new RouteTables(
        prefixes, paths, peersByNumber.stream().map(peer -> peer.table).toList());
  }

  /**
   * The sum of the {@link RouteHash} of every route of every table: equal where the same is held,
   * in whatever order it came.
   */
  public long digest() {
    long sum = 0;
    for (var peer : peersByNumber) {
      for (int prefix = 0; prefix < peer.table.capacity(); prefix++) {
        int path = peer.table.path(prefix);
        if (path >= 0) {
          long hash = prefixes.hash(peer.table.key(), prefix);
          for (int i = 0; i < paths.length(path); i++) {
            hash = RouteHash.with(hash, paths.hop(path, i));
          }
          sum += hash;
        }
      }
    }
    return sum;
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
