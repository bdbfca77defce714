package jp.anshin.server.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import jp.anshin.core.Detection;
import jp.anshin.formats.relations.FirstHops;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalPosition;
import jp.anshin.journal.JournalReader;
import jp.anshin.journal.JournalRecord;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteWatch;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.RouteSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal on a thread of its own and at its own pace: decodes, feeds the watch, keeps
 * what the watch states, and shows how the feeds are. Everything it does follows from the records,
 * so it may read them again after a crash.
 */
final class Follower {

  /** A snapshot at least so often: what is read again after a crash is read in a minute or so. */
  static final long SNAPSHOT_MICROS = TimeUnit.MINUTES.toMicros(10);

  /** A snapshot after so many octets at the latest; some five million messages. */
  static final long SNAPSHOT_OCTETS = 512L << 20;

  /** Part of the journal's bound after which a snapshot must be taken, lest the writer waits. */
  private static final int SNAPSHOTS_OF_BOUND = 4;

  private static final long SHOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long REMEMBER_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final long WAIT_MILLIS = 100;

  /** Routers known at once; their names and counts are kept in memory. */
  private static final int ROUTERS_MAX = 10_000;

  private static final String MALFORMED = "malformed";
  private static final long SHOW_EVERY_RECORDS = 4_096;
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final Journal journal;
  private final Feeds feeds;
  private final RouteGuard watch;
  private final EventClock clock;
  private final Statements statements;
  private final Snapshots snapshots;
  private final long snapshotOctets;
  private final CountDownLatch stopping;
  private final Map<String, Router> routers = new LinkedHashMap<>();
  private final Map<Long, Session> sessions = new LinkedHashMap<>();
  private final Messages messages;
  private final Consumer<Detection> out = this::stated;
  private final Looks looks;
  private final Looks.Following itself;
  private Sessions station = Sessions.NONE;

  private JournalReader reader;
  private JournalPosition runBegan = JournalPosition.START;
  private long lastReceived;
  private long snapshotAt;
  private long octetsSinceSnapshot;
  private long rememberedAt;
  private long shownNanos;
  private boolean changed = true;
  private boolean hasReadAgain;
  private volatile boolean caughtUp;
  private @Nullable Thread thread;

  /** A session that stands, as far as has been read. */
  private static final class Session {
    private final long stream;
    private final String address;
    private final long openedMicros;
    private @Nullable Router router;

    Session(long stream, String address, long openedMicros) {
      this.stream = stream;
      this.address = address;
      this.openedMicros = openedMicros;
    }
  }

  /** What is said of it to who looks into the tables. */
  private final class Itself implements Looks.Following {
    @Override
    public Map<PeerKey, RouteSource> sources() {
      var sources = new HashMap<PeerKey, RouteSource>();
      for (var router : routers.values()) {
        for (var peer : router.peers.values()) {
          peer.keys.forEach((view, key) -> sources.put(key, source(router, key)));
        }
      }
      return sources;
    }

    private static RouteSource source(Router router, PeerKey key) {
      return new RouteSource(
          router.id, router.name, key.address().toString(), key.as(), router.table(key));
    }

    @Override
    public @Nullable Instant until() {
      return lastReceived == 0 ? null : Station.instant(lastReceived);
    }
  }

  /** The sessions of the station, as the follower acts on them. */
  interface Sessions {
    Sessions NONE =
        new Sessions() {
          @Override
          public void belongsTo(long stream, String feed) {}

          @Override
          public void reset(long stream, String reason, String detail) {}

          @Override
          public void resetAll(String reason, String detail) {}
        };

    /** Which feed a session is of. */
    void belongsTo(long stream, String feed);

    /** The router is to send everything anew. */
    void reset(long stream, String reason, String detail);

    /** All routers are to send everything anew. */
    void resetAll(String reason, String detail);
  }

  Follower(
      Journal journal,
      long journalOctetsMax,
      Feeds feeds,
      RouteGuard watch,
      boolean simulated,
      FirstHops firstHops,
      Statements statements,
      Snapshots snapshots,
      LookingGlass glass,
      CountDownLatch stopping) {
    this.journal = journal;
    this.feeds = feeds;
    this.watch = watch;
    this.clock = new EventClock(simulated);
    this.statements = statements;
    this.snapshots = snapshots;
    this.snapshotOctets = Math.min(SNAPSHOT_OCTETS, journalOctetsMax / SNAPSHOTS_OF_BOUND);
    this.stopping = stopping;
    this.messages = new Messages(watch, clock, firstHops, this::stated);
    this.looks = new Looks(glass, watch, firstHops);
    this.itself = new Itself();
    this.reader = journal.read(JournalPosition.START);
  }

  /**
   * Takes up where the last snapshot was written.
   *
   * @throws IOException when there is one that cannot be read
   */
  void restore() throws IOException {
    var position = snapshots.read(this::read);
    reader = journal.read(position);
    journal.consumed(position);
  }

  /** Follows from now on; what was written up to here by earlier runs is read again first. */
  void start(Sessions live, Runnable before) {
    station = live;
    runBegan = journal.end();
    statements.beginReadingAgain();
    thread = Thread.ofPlatform().name("intake-follower").start(() -> run(before));
  }

  /** What is watched; for the following thread, or before it starts. */
  RouteGuard watch() {
    return watch;
  }

  /** Whether everything that is written has been read. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  /**
   * How peers speak as far as has been read; taken on its own thread, for whoever waits for it.
   *
   * @return empty when it has no time now
   */
  Optional<Speakers> speakers(Duration wait) throws InterruptedException {
    var taken = new CompletableFuture<Speakers>();
    looks.errand(() -> taken.complete(Speakers.of(routers.values())));
    try {
      return Optional.of(taken.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException notNow) {
      return Optional.empty();
    }
  }

  /** Waits until it has read what is written and kept its state; the stopping latch comes first. */
  void awaitEnd() throws InterruptedException {
    var following = thread;
    if (following != null) {
      following.join();
    }
  }

  private void run(Runnable before) {
    try {
      before.run();
      looks.open();
      follow();
      snapshot();
    } catch (Statements.StoppingException stopped) {
      LOG.warn("stopped before everything stated was kept; it is stated again at the next start");
    } catch (IOException | RuntimeException | Error failure) {
      LOG.error("the watch of routes has failed and watches no more", failure);
      feeds.blind("", Station.instant(lastReceived), "watch-failed", String.valueOf(failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      looks.close();
      closeReader();
    }
  }

  private void closeReader() {
    try {
      reader.close();
    } catch (IOException e) {
      LOG.warn("the journal's reader did not close", e);
    }
  }

  private void follow() throws IOException, InterruptedException {
    long records = 0;
    while (true) {
      var record = next();
      if (record != null) {
        take(record);
        if (!hasReadAgain) {
          endReadingAgain();
        }
        if (++records % SHOW_EVERY_RECORDS == 0) {
          show(false);
        }
        if (looks.areAsked()) {
          looks.slice(itself, true);
        }
        continue;
      }
      endReadingAgain();
      caughtUp = true;
      show(false);
      if (stopping.getCount() == 0) {
        return;
      }
      if (looks.areAsked()) {
        looks.slice(itself, false);
        continue;
      }
      if (journal.awaitBeyond(reader.position(), WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        caughtUp = false;
      }
    }
  }

  private void endReadingAgain() {
    if (!hasReadAgain && reader.position().compareTo(runBegan) >= 0) {
      hasReadAgain = true;
      statements.endReadingAgain();
    }
  }

  private @Nullable JournalRecord next() throws IOException {
    while (true) {
      try {
        return reader.next();
      } catch (IOException damaged) {
        skip(damaged);
      }
    }
  }

  /** Passes over what cannot be read: known not to know, so every table is to be sent anew. */
  private void skip(IOException damaged) throws IOException {
    var from = reader.position();
    var to = reader.skipDamage();
    if (to.compareTo(from) <= 0) {
      throw damaged;
    }
    LOG.error("the journal cannot be read from {} to {}; routers send anew", from, to, damaged);
    String detail = "from=" + from + " to=" + to;
    feeds.blind("", Station.instant(lastReceived), "journal-damaged", detail);
    feeds.sighted("", Station.instant(lastReceived));
    for (var session : List.copyOf(sessions.values())) {
      lose(session, lastReceived, "journal-damaged", detail);
    }
    station.resetAll("journal-damaged", detail);
  }

  private void take(JournalRecord record) throws IOException {
    long received = record.receivedMicros();
    switch (record.kind()) {
      case RecordKind.STARTED -> started(received);
      case RecordKind.OPENED -> opened(record);
      case RecordKind.MESSAGE -> message(record);
      case RecordKind.CLOSED -> closed(record);
      case RecordKind.TICK -> clock.tick(received);
      default -> LOG.warn("a record of unknown kind {} is passed over", record.kind());
    }
    lastReceived = Math.max(lastReceived, received);
    octetsSinceSnapshot += record.payloadLength();
    boolean watched = watch.isWatching();
    if (clock.advance()) {
      watch.onWatermark(Station.instant(clock.watermark()), out);
      feeds.heardUntil(Station.instant(clock.latest()));
    }
    boolean began = !watched && watch.isWatching();
    if (began || octetsSinceSnapshot >= snapshotOctets || isDue(received)) {
      snapshot();
    }
  }

  private boolean isDue(long received) {
    snapshotAt = snapshotAt == 0 ? received : snapshotAt;
    return received - snapshotAt >= SNAPSHOT_MICROS;
  }

  private void stated(Detection detection) {
    try {
      statements.accept(detection);
    } catch (Statements.StoppingException stopped) {
      throw stopped;
    } catch (RuntimeException failure) {
      LOG.error("{} revision {} is refused", detection.id(), detection.revision(), failure);
      feeds.blind("", detection.restatedAt(), "statement-lost", detection.id() + " " + failure);
    }
  }

  /** The station began: sessions of the run before are gone, since its last sign of life. */
  private void started(long received) {
    if (lastReceived == 0) {
      return;
    }
    feeds.blind("", Station.instant(lastReceived), "server-down", "");
    feeds.sighted("", Station.instant(received));
    for (var session : List.copyOf(sessions.values())) {
      lose(session, lastReceived, "server-down", "");
    }
  }

  private void opened(JournalRecord record) {
    var session = new Session(record.stream(), text(record), record.receivedMicros());
    sessions.put(session.stream, session);
  }

  private void closed(JournalRecord record) {
    var session = sessions.get(record.stream());
    if (session != null) {
      var end =
          RouterSession.End.read(record.bytes(), record.payloadStart(), record.payloadLength());
      lose(session, record.receivedMicros(), end.reason(), end.detail());
    }
  }

  static String text(JournalRecord record) {
    return new String(
        record.bytes(), record.payloadStart(), record.payloadLength(), StandardCharsets.UTF_8);
  }

  private void lose(Session session, long micros, String reason, String detail) {
    sessions.remove(session.stream);
    changed = true;
    var router = session.router;
    if (router == null) {
      neverBegan(session, micros, reason, detail);
      return;
    }
    if (reason.equals(MALFORMED)) {
      router.counts.add(MALFORMED);
    }
    if (router.stream != session.stream) {
      return; // another session of the same router took its place
    }
    router.stream = 0;
    router.sinceMicros = micros;
    feeds.blind(router.id, Station.instant(micros), reason, detail);
    messages.lost(router, clock.timeOf(micros));
    remember(router);
  }

  /**
   * A session without a single message: a look at the port, or someone who speaks no BMP. Only a
   * router that was heard before, and is not out of service, is a feed that can be blind.
   */
  private void neverBegan(Session session, long micros, String reason, String detail) {
    if (!reason.equals(MALFORMED)) {
      return;
    }
    var router = routers.get(session.address);
    if (router == null || (router.stream == 0 && !feeds.isInService(router.id))) {
      if (hasReadAgain) {
        feeds.refuse(session.address, "not-bmp", detail, Station.instant(micros));
      }
      return;
    }
    router.counts.add(MALFORMED);
    feeds.blind(router.id, Station.instant(micros), reason, detail);
    if (router.stream != 0) {
      feeds.sighted(router.id, Station.instant(micros)); // we see it through another session
    }
    remember(router);
  }

  private void message(JournalRecord record) {
    var session = sessions.get(record.stream());
    if (session == null) {
      return; // it was lost already: what is still underway is sent anew
    }
    var router = session.router;
    if (router == null) {
      if (routers.size() >= ROUTERS_MAX) {
        station.reset(session.stream, "too-many-routers", "");
        return;
      }
      router = begin(session, record);
    }
    if (router.stream != session.stream) {
      return; // another session of the same router took its place
    }
    router.lastMessageMicros = record.receivedMicros();
    if (record.payloadPosition().compareTo(runBegan) >= 0) {
      router.messages++;
      router.octets += record.payloadLength();
    }
    String complaint = messages.take(router, record, session.openedMicros);
    if (complaint != null) {
      station.reset(session.stream, complaint, "");
    }
    changed = true;
  }

  /** The first message of a session says which router it is. */
  private Router begin(Session session, JournalRecord record) {
    String name = messages.routerName(record);
    var router = routerOf(session.address, name);
    if (router.stream != 0) {
      long before = router.stream;
      var replaced = sessions.get(before);
      if (replaced != null) {
        lose(replaced, record.receivedMicros(), "session-lost", "connected-again");
      }
      station.reset(before, "session-lost", "connected-again");
    }
    router.name = name.isEmpty() ? router.name : name;
    router.stream = session.stream;
    router.sinceMicros = record.receivedMicros();
    session.router = router;
    station.belongsTo(session.stream, router.id);
    feeds.sighted(router.id, Station.instant(record.receivedMicros()));
    feeds.sighted(router.address, Station.instant(record.receivedMicros()));
    messages.begun(router);
    remember(router);
    return router;
  }

  /**
   * Its address is the router's id (RFC 7854, 4.4 leaves nothing better). Where several routers
   * come from one address, behind a translation or on one machine, the later ones bear their name
   * too.
   */
  private Router routerOf(String address, String name) {
    for (var router : routers.values()) {
      if (router.address.equals(address) && router.name.equals(name)) {
        return router;
      }
    }
    var first = routers.get(address);
    if (first != null && (first.stream == 0 || name.isEmpty())) {
      return first; // it was renamed
    }
    String id = first == null ? address : address + "/" + name;
    var known = routers.get(id);
    if (known != null) {
      return known;
    }
    var router = messages.router(id, address, name.isEmpty() ? address : name);
    routers.put(id, router);
    return router;
  }

  private void remember(Router router) {
    feeds.remember(state(router, Map.of()));
  }

  /** Shows the feeds, not more often than a page wants to know. */
  private void show(boolean now) {
    feeds.looked();
    long nanos = System.nanoTime();
    if (!now && (!changed || nanos - shownNanos < SHOW_NANOS)) {
      return;
    }
    shownNanos = nanos;
    changed = false;
    var held = new LinkedHashMap<PeerKey, RouteWatch.Held>();
    watch.held().forEach((key, each) -> held.merge(key.whole(), each, RouteWatch.Held::and));
    feeds.show(routers.values().stream().map(router -> state(router, held)).toList());
    if (lastReceived - rememberedAt >= REMEMBER_MICROS) {
      rememberedAt = lastReceived;
      routers.values().forEach(this::remember);
    }
  }

  private FeedState state(Router router, Map<PeerKey, RouteWatch.Held> held) {
    var peers = new ArrayList<FeedState.Peer>();
    for (var peer : router.peers.values()) {
      boolean up = router.stream != 0 && peer.up;
      if (peer.keys.isEmpty()) {
        peers.add(state(peer, "", up, null)); // its session stands, and no table was shown yet
      }
      peer.keys.forEach((view, key) -> {
        var shown = view == peer.judged ? held.get(key) : null;
        peers.add(state(peer, router.table(key), up, shown));
      });
    }
    boolean never = router.sinceMicros == 0;
    return new FeedState(
        router.id,
        router.name,
        router.stream == 0 ? FeedState.Status.DOWN : FeedState.Status.UP,
        never ? null : Station.instant(router.sinceMicros),
        router.lastMessageMicros == 0 ? null : Station.instant(router.lastMessageMicros),
        router.messages,
        router.octets,
        lagOctets(),
        peers,
        new TreeMap<>(router.counts.toMap()));
  }

  private static FeedState.Peer state(
      Router.Peer peer, String view, boolean up, RouteWatch.@Nullable Held held) {
    var judging =
        held == null
            ? FeedState.Judging.ELSEWHERE
            : held.judged() ? FeedState.Judging.JUDGED : FeedState.Judging.LEARNING;
    int routes = held == null ? 0 : held.routes();
    return new FeedState.Peer(
        peer.id.address().toString(),
        peer.id.as(),
        view,
        up,
        routes,
        held == null ? 0 : held.v6(),
        judging,
        up && peer.upMicros != 0 ? Station.instant(peer.upMicros) : null,
        peer.downMicros == 0 ? null : Station.instant(peer.downMicros));
  }

  private long lagOctets() {
    var at = reader.position();
    long lag = -at.offset();
    for (var segment : journal.segments().tailMap(at.segment(), true).entrySet()) {
      lag += segment.getValue();
    }
    return Math.max(0, lag);
  }

  /** Keeps the state with the position it was reached at; the journal may then let go. */
  private void snapshot() {
    var position = reader.position();
    try {
      journal.sync();
      snapshots.write(position, this::write);
      journal.consumed(position);
      if (LOG.isDebugEnabled()) { // whoever compares with what the routers hold asks for it
        LOG.debug("tables at {}: digest={}", position, Long.toHexString(watch.digest()));
      }
    } catch (IOException e) {
      LOG.error("the state of the watch could not be kept; more is read again after a crash", e);
    }
    snapshotAt = lastReceived;
    octetsSinceSnapshot = 0;
    show(true);
  }

  private void write(DataOutput state) throws IOException {
    state.writeLong(lastReceived);
    clock.write(state);
    state.writeInt(routers.size());
    for (var router : routers.values()) {
      router.write(state);
    }
    state.writeInt(sessions.size());
    for (var session : sessions.values()) {
      state.writeLong(session.stream);
      state.writeUTF(session.address);
      state.writeLong(session.openedMicros);
      var router = session.router;
      state.writeUTF(router == null ? "" : router.id);
    }
    watch.snapshot(state);
  }

  private void read(DataInput state) throws IOException {
    lastReceived = state.readLong();
    clock.read(state);
    for (int i = state.readInt(); i > 0; i--) {
      var router = messages.readRouter(state);
      routers.put(router.id, router);
    }
    for (int i = state.readInt(); i > 0; i--) {
      var session = new Session(state.readLong(), state.readUTF(), state.readLong());
      session.router = routers.get(state.readUTF());
      sessions.put(session.stream, session);
    }
    watch.restore(state);
  }
}
