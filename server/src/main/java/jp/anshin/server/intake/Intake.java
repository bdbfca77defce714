package jp.anshin.server.intake;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.relations.FirstHops;
import jp.anshin.formats.relations.OperatorRelations;
import jp.anshin.formats.relations.WatchedByOperator;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.journal.Journal;
import jp.anshin.operator.Operator;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.findings.Findings;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.Past;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.server.store.DiskRoom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What comes in from routers: the station, the journal behind it, and the watch that follows the
 * journal. It does not start by itself.
 */
@Component
public class Intake implements AutoCloseable {

  /** What evidence calls the journal. */
  public static final String JOURNAL_NAME = "bmp";

  /** So much of the disk the journal leaves to others: the database stops later than it. */
  private static final long LEFT_OCTETS = 2 * DiskRoom.NEEDED_OCTETS;

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final IntakeOptions options;
  private final Feeds feeds;
  private final Incidents incidents;
  private final Findings findings;
  private final OperatorFiles operators;
  private final LookingGlass glass;
  private final PastRoutes past;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Journal journal;
  private @Nullable Station station;
  private @Nullable Follower follower;
  private @Nullable EvidencePins pins;

  Intake(
      IntakeOptions options,
      Feeds feeds,
      Incidents incidents,
      Findings findings,
      OperatorFiles operators,
      LookingGlass glass,
      PastRoutes past,
      Clock clock) {
    this.options = options;
    this.feeds = feeds;
    this.incidents = incidents;
    this.findings = findings;
    this.operators = operators;
    this.glass = glass;
    this.past = past;
    this.clock = clock;
  }

  /**
   * Takes up where the last run stopped and lets routers in. When this returns, they may connect.
   *
   * @throws Refusal when the port is in use, a baseline cannot be read, or the journal is none
   */
  public void start() {
    try {
      Baselines.check(options.baselines());
      bind();
      open();
    } catch (IOException failure) {
      throw Refusal.because(
          failure,
          "start.journal-unusable",
          options.journalDirectory().toString(),
          String.valueOf(failure.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  private void bind() throws IOException {
    var bound = new Station(this::append, feeds, clock, options.allowed());
    station = bound;
    try {
      bound.bind(options.address(), options.port());
    } catch (BindException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      String code =
          message.contains("in use") ? "start.bmp-port-in-use" : "start.bmp-address-unknown";
      throw Refusal.because(e, code, options.address(), Integer.toString(options.port()));
    }
  }

  private void open() throws IOException, InterruptedException {
    var opened = Journal.open(options.journalDirectory(), options.journal());
    journal = opened;
    pins = new EvidencePins(opened, incidents);
    var operator = operator();
    var firstHops = new FirstHops(operator);
    var snapshots = new Snapshots(options.watchDirectory());
    var resumed = snapshots.isThere() ? resumed(opened, operator, firstHops, snapshots) : null;
    var following = resumed == null ? follower(opened, operator, firstHops, snapshots) : resumed;
    follower = following;
    var live = Objects.requireNonNull(station);
    boolean first = resumed == null;
    following.start(new Live(live), () -> learn(first, following, firstHops));
    live.start();
    past.open(query -> look(opened, following, query));
  }

  private Past look(Journal opened, Follower following, PastQuery query) throws IOException {
    try {
      var speakers = following.speakers(PastRoutes.LIMIT);
      return new JournalPast(
              opened,
              speakers.orElseThrow(() -> new Refusal("routes.busy")),
              query,
              clock.instant())
          .look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.because(e, "routes.busy");
    }
  }

  private void learn(boolean first, Follower following, FirstHops firstHops) {
    if (first) {
      Baselines.learn(options.baselines(), following.watch(), firstHops);
    }
  }

  private @Nullable Follower resumed(
      Journal opened, Optional<Operator> operator, FirstHops firstHops, Snapshots snapshots) {
    var following = follower(opened, operator, firstHops, snapshots);
    try {
      following.restore();
      return following;
    } catch (IOException | RuntimeException unreadable) {
      LOG.error("the state of the watch is unreadable; it learns from the journal", unreadable);
      feeds.blind("", clock.instant(), "watch-state-lost", String.valueOf(unreadable.getMessage()));
      feeds.sighted("", clock.instant());
      return null;
    }
  }

  private Follower follower(
      Journal opened, Optional<Operator> operator, FirstHops firstHops, Snapshots snapshots) {
    var relations = new StatedRelations.Builder().addAll(options.relations());
    operator.map(OperatorRelations::of).ifPresent(relations::addAll);
    return new Follower(
        opened,
        options.journal().maxOctets(),
        feeds,
        new RouteGuard(
            Thresholds.DEFAULT,
            relations.build(),
            operator.map(WatchedByOperator::of).orElse(Watched.NOTHING)),
        options.simulated(),
        firstHops,
        new Statements(incidents::accept, findings::accept, stopping),
        snapshots,
        glass,
        stopping);
  }

  /** Who we are today. What is said later holds from the next start on. */
  private Optional<Operator> operator() {
    var today = LocalDate.ofInstant(clock.instant(), JAPAN);
    var known = operators.on(today);
    if (known.isPresent() || options.operatorText().isBlank()) {
      return known;
    }
    try {
      return Optional.of(OperatorText.read(options.operatorText()).on(today));
    } catch (FaultyTextException e) {
      LOG.warn("the operator file is faulty, so the watch knows no neighbours: {}", e.toString());
      return Optional.empty();
    }
  }

  private void append(
      byte kind, long stream, long micros, byte[] payloads, int offset, int[] lengths, int count)
      throws IOException, InterruptedException {
    var open = journal;
    if (open == null) {
      throw new IOException("the journal is not open");
    }
    leaveRoom();
    open.appendAll(kind, stream, micros, payloads, offset, lengths, count);
  }

  /** The database on the same disk must be able to say that we are blind. */
  private void leaveRoom() throws IOException {
    if (DiskRoom.usableOctets(options.journalDirectory()) < LEFT_OCTETS) {
      throw new IOException("No space left: " + (LEFT_OCTETS >> 20) + " MiB are for the database");
    }
  }

  /** The port that routers connect to. */
  public int port() {
    return Objects.requireNonNull(station, "not started").port();
  }

  /** Whether everything that came in so far has been read and judged. */
  public boolean isCaughtUp() {
    var following = follower;
    return following != null && following.isCaughtUp();
  }

  /** Stops listening, reads what is written, keeps the state of the watch. */
  @Override
  public void close() {
    past.close();
    var listening = station;
    if (listening != null) {
      listening.close();
    }
    try {
      var following = follower;
      if (listening != null && following != null) {
        listening.awaitEnd();
      }
      stopping.countDown();
      if (following != null) {
        following.awaitEnd();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopping.countDown();
      closeJournal();
    }
  }

  private void closeJournal() {
    try {
      var held = pins;
      if (held != null) {
        held.end();
      }
      var open = journal;
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      LOG.warn("the journal did not close", e);
    }
  }

  private record Live(Station station) implements Follower.Sessions {
    @Override
    public void belongsTo(long stream, String feed) {
      station.session(stream).ifPresent(session -> session.belongsTo(feed));
    }

    @Override
    public void reset(long stream, String reason, String detail) {
      station.reset(stream, reason, detail);
    }

    @Override
    public void resetAll(String reason, String detail) {
      station.resetAll(reason, detail);
    }
  }
}
