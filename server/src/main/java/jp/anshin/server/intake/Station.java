package jp.anshin.server.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.feeds.NotBmp;
import jp.anshin.wire.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for routers. Each session is read on a virtual thread of its own and written to the log
 * message by message; nothing is decoded here beyond the length of each message.
 */
final class Station implements AutoCloseable {

  /** Sessions at once: more than one operator has border routers; each holds 1 MiB at most. */
  static final int SESSIONS_MAX = 512;

  /** Sessions whose end could not be written yet; as many as may stand and as many again. */
  private static final int UNWRITTEN_MAX = 2 * SESSIONS_MAX;

  /** Addresses that are told to the log as speaking no BMP; more of them is a scan. */
  private static final int TOLD_MAX = 1_000;

  private static final int BACKLOG = 128;
  private static final long STREAMS_OF_A_MILLISECOND = 1 << 16;
  private static final long TICK_MILLIS = 1_000;
  private static final long CLOSE_SECONDS_MAX = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Station.class);

  private final IntakeLog log;
  private final Feeds feeds;
  private final Clock clock;
  private final List<AddressPrefix> allowed;
  private final ServerSocket listener;
  private final Map<Long, RouterSession> sessions = new ConcurrentHashMap<>();
  private final Queue<Unwritten> unwritten = new ArrayDeque<>();
  private final Set<String> told = new HashSet<>();
  private final AtomicLong streams;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /** The end of a session that the log did not take. */
  private record Unwritten(long stream, long micros, byte[] payload) {}

  Station(IntakeLog log, Feeds feeds, Clock clock, List<AddressPrefix> allowed) throws IOException {
    this.log = log;
    this.feeds = feeds;
    this.clock = clock;
    this.allowed = List.copyOf(allowed);
    this.listener = new ServerSocket();
    this.streams = new AtomicLong(clock.millis() * STREAMS_OF_A_MILLISECOND);
  }

  /**
   * Binds the port: from now on routers may connect, though they are not read before {@link
   * #start}.
   */
  void bind(String address, int port) throws IOException {
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
  }

  /** Writes that the station begins, then reads routers. */
  void start() throws IOException, InterruptedException {
    log.append(RecordKind.STARTED, 0, micros(), new byte[0], 0, new int[] {0}, 1);
    threads.add(Thread.ofVirtual().name("bmp-accept").start(this::accept));
    threads.add(Thread.ofVirtual().name("bmp-tick").start(this::tick));
  }

  /** The port it listens on. */
  int port() {
    return listener.getLocalPort();
  }

  /** Messages and octets of a session, or nothing when it is gone. */
  Optional<RouterSession> session(long stream) {
    return Optional.ofNullable(sessions.get(stream));
  }

  /** Closes a session, so that the router sends everything anew. */
  void reset(long stream, String reason, String detail) {
    session(stream).ifPresent(session -> session.close(reason, detail));
  }

  /** Closes all sessions, so that the routers send everything anew. */
  void resetAll(String reason, String detail) {
    sessions.values().forEach(session -> session.close(reason, detail));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        String address = address(socket).toString();
        String refusal = refusal(socket);
        if (refusal.isEmpty()) {
          open(socket, address);
        } else {
          feeds.refuse(address, refusal, clock.instant());
          socket.close();
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("a connection could not be taken: {}", e.toString());
        }
      }
    }
  }

  private String refusal(Socket socket) {
    var address = address(socket);
    var block =
        address.v6()
            ? new AddressPrefix(true, address.high(), address.low(), 128)
            : new AddressPrefix(false, 0, address.high() >>> 32, 32);
    if (allowed.stream().noneMatch(each -> each.covers(block))) {
      return "not-allowed";
    }
    return sessions.size() >= SESSIONS_MAX ? "too-many-sessions" : "";
  }

  private static IpAddress address(Socket socket) {
    byte[] octets = socket.getInetAddress().getAddress();
    return IpAddress.read(octets, 0, octets.length == 16);
  }

  private void open(Socket socket, String address) {
    long stream = streams.incrementAndGet();
    var session = new RouterSession(this, log, socket, stream, address);
    sessions.put(stream, session);
    Thread.ofVirtual()
        .name("bmp-" + address)
        .start(() -> {
          try {
            session.run();
          } finally {
            sessions.remove(stream);
          }
        });
  }

  /** A session ended. Where the log does not take it, it is written as soon as it does. */
  void ended(RouterSession session, RouterSession.End end) {
    if (listener.isClosed()) {
      return; // The next start tells that every session is gone.
    }
    NotBmp.of(end.detail()).ifPresent(what -> tell(session.address(), what, end.detail()));
    byte[] payload = end.payload();
    long micros = micros();
    try {
      log.append(
          RecordKind.CLOSED, session.stream(), micros, payload, 0, new int[] {payload.length}, 1);
      return;
    } catch (IOException e) {
      LOG.error(
          "the end of the session with {} is not written yet: {}", session.address(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    feeds.blind(session.feed(), instant(micros), end.reason(), end.detail());
    synchronized (unwritten) {
      if (unwritten.size() < UNWRITTEN_MAX) {
        unwritten.add(new Unwritten(session.stream(), micros, payload));
      }
    }
  }

  /** Once for each address and kind: who tries again every second fills no log. */
  private void tell(String address, NotBmp what, String detail) {
    synchronized (told) {
      if (told.size() >= TOLD_MAX || !told.add(address + " " + what)) {
        return;
      }
    }
    LOG.warn("{} sent {} ({})", address, what.sentence(), detail);
  }

  /** Each second a sign of life; before it, what could not be written earlier. */
  private void tick() {
    boolean failing = false;
    try {
      while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          writeUnwritten();
          log.append(RecordKind.TICK, 0, micros(), new byte[0], 0, new int[] {0}, 1);
          failing = false;
        } catch (IOException e) {
          if (!failing && !listener.isClosed()) {
            LOG.error("the journal takes nothing now: {}", e.toString());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUnwritten() throws IOException, InterruptedException {
    while (true) {
      Unwritten next;
      synchronized (unwritten) {
        next = unwritten.peek();
      }
      if (next == null) {
        return;
      }
      int[] length = {next.payload().length};
      log.append(RecordKind.CLOSED, next.stream(), next.micros(), next.payload(), 0, length, 1);
      synchronized (unwritten) {
        unwritten.poll();
      }
    }
  }

  /** Someone who was let in could not be read, because the log does not take it. */
  void couldNotOpen(RouterSession session, IOException because) {
    feeds.refuse(session.address(), "disk-full", clock.instant());
    feeds.blind(session.feed(), clock.instant(), "disk-full", String.valueOf(because.getMessage()));
  }

  /** Now, in microseconds since 1970 UTC. */
  long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Stops listening and reading. What was written stays; the end of sessions is not written. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      LOG.warn("the listener for BMP did not close: {}", e.toString());
    }
    resetAll("station-stopped", "");
  }

  /** Waits until nothing is read any more; {@link #close} comes first. */
  void awaitEnd() throws InterruptedException {
    for (var thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS_MAX));
    }
    for (var session : List.copyOf(sessions.values())) {
      session.awaitEnd(CLOSE_SECONDS_MAX);
    }
  }
}
