package jp.anshin.bench.bmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * BMP over loopback, end to end: the whole server in a process of its own takes a full table and
 * then changes of it, as fast as it can. Fails where a message is lost, where the tables are not
 * those of an offline decode, or where the leak in mid-run is not an incident before all is
 * followed.
 *
 * <p>Arguments: an empty directory, then any of {@code --prefixes N}, {@code --changes N}, {@code
 * --stop} (the server stands still for 30 s while the router sends), {@code --jvm OPTION}.
 */
public final class BmpLoad {
  private static final int PREFIXES = 1_290_000;
  private static final int CHANGES = 3_870_000;
  private static final int CHUNK_OCTETS = 1 << 20;
  private static final double STOP_AFTER = 0.2;
  private static final Duration STANDSTILL = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Each look costs the server the check of a password. */
  private static final long SELDOM_MILLIS = 1_000;

  private static final long LOOK_MILLIS = 250;
  private static final long WAIT_MILLIS = 5_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path directory;
  private int prefixes = PREFIXES;
  private int changes = CHANGES;
  private boolean stops;
  private final List<String> jvm = new ArrayList<>();

  private BmpLoad(Path directory) {
    this.directory = directory;
  }

  /** Prints a line a part. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var load = new BmpLoad(Path.of(arguments[0]).toAbsolutePath());
    for (int i = 1; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--prefixes" -> load.prefixes = Integer.parseInt(arguments[++i]);
        case "--changes" -> load.changes = Integer.parseInt(arguments[++i]);
        case "--stop" -> load.stops = true;
        case "--jvm" -> load.jvm.add(arguments[++i]);
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    load.run();
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    if (Files.exists(directory.resolve("data"))) {
      throw new IllegalArgumentException("a server has been in " + directory + " before");
    }
    var files = new SessionFiles(prefixes);
    var tables = files.tables(directory.resolve("tables.bmp"));
    var updates = files.changes(directory.resolve("changes.bmp"), changes);
    try (var server = new MeasuredServer(directory, jvm);
        var router = SocketChannel.open()) {
      router.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.bmpPort()));
      var first = new Part("tables", server, tables, 0);
      first.send(router, false);
      first.await();
      // A table is whole when it has not grown for a minute; the watch keeps its state then.
      await(() -> !server.digest().isEmpty(), () -> WAIT_MILLIS);
      var second = new Part("changes", server, updates, tables.messages());
      second.send(router, stops);
      second.await();
      second.requireFoundInMidRun();
      requireNothingLost(server);
      System.out.printf(
          "heap: %d MiB at most, %d MiB at most after a collection%n",
          server.peakHeapMib(), server.keptHeapMib());
      server.stop();
      compare(server.digest(), tables, updates);
    }
  }

  /** One part of the session, sent as fast as the server takes it. */
  private static final class Part {
    private final String name;
    private final MeasuredServer server;
    private final SessionFiles.Written written;
    private final long before;
    private final long began = System.nanoTime();
    private final Duration serverBegan;
    private final Duration ownBegan = own();
    private Thread sending = Thread.currentThread();
    private volatile double sentAfter;
    private double foundAfter;
    private String found = "";
    private double followedAfter;

    Part(String name, MeasuredServer server, SessionFiles.Written written, long before) {
      this.name = name;
      this.server = server;
      this.written = written;
      this.before = before;
      this.serverBegan = server.cpu();
    }

    private static Duration own() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private double seconds() {
      return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    /** Sends on a thread of its own, so that the server can be asked meanwhile. */
    void send(SocketChannel router, boolean stops) {
      sending =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  sendAll(router, stops);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }

    private void sendAll(SocketChannel router, boolean stops) throws IOException {
      boolean stopping = stops;
      try (var file = FileChannel.open(written.file())) {
        long size = file.size();
        for (long at = 0; at < size; ) {
          at += file.transferTo(at, Math.min(CHUNK_OCTETS, size - at), router);
          if (stopping && at > size * STOP_AFTER) {
            stopping = false;
            server.signal("STOP");
            Thread.ofPlatform().start(this::goOnLater);
          }
        }
      }
      sentAfter = seconds();
    }

    private void goOnLater() {
      try {
        TimeUnit.SECONDS.sleep(STANDSTILL.toSeconds());
        server.signal("CONT");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits until the follower has followed all; looks for the incident meanwhile. */
    void await() throws IOException, InterruptedException {
      BmpLoad.await(
          () -> {
            var incidents = server.ask("/incidents").get("items");
            if (foundAfter == 0 && !incidents.isEmpty()) {
              foundAfter = seconds();
            }
            found = incidents.toString();
            return followed(server.ask("/feeds")) >= before + written.messages();
          },
          () -> sending.isAlive() ? SELDOM_MILLIS : LOOK_MILLIS);
      followedAfter = seconds();
      System.out.printf(
          "%s: %,d messages, %,d octets: sent after %.1f s, followed after %.1f s: %,.0f messages/s; CPU %.1f s server, %.1f s router%n",
          name,
          written.messages(),
          written.octets(),
          sentAfter,
          followedAfter,
          written.messages() / followedAfter,
          server.cpu().minus(serverBegan).toMillis() / 1e3,
          own().minus(ownBegan).toMillis() / 1e3);
    }

    void requireFoundInMidRun() {
      System.out.printf("an incident after %.1f s: %s%n", foundAfter, found);
      boolean named = found.contains("leak") && found.contains(SessionFiles.CUSTOMER + "");
      if (foundAfter == 0 || foundAfter >= followedAfter || !named) {
        throw new IllegalStateException("the leak was not found in mid-run");
      }
    }
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition, LongSupplier everyMillis)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("waited too long");
      }
      TimeUnit.MILLISECONDS.sleep(everyMillis.getAsLong());
    }
  }

  private static long followed(JsonNode feeds) {
    return feeds.isEmpty() ? 0 : feeds.get(0).get("messages").asLong();
  }

  private static void requireNothingLost(MeasuredServer server)
      throws IOException, InterruptedException {
    var counted = server.ask("/feeds").get(0).get("counted");
    var blind = server.ask("/blind-intervals");
    System.out.printf("not understood: %s; blind: %s%n", counted, blind);
    if (!counted.isEmpty() || !blind.isEmpty()) {
      throw new IllegalStateException("something was lost");
    }
  }

  private static void compare(
      String digest, SessionFiles.Written tables, SessionFiles.Written updates) throws IOException {
    var offline = new OfflineTables();
    offline.read(tables.file());
    offline.read(updates.file());
    String expected = Long.toHexString(offline.digest());
    System.out.printf(
        "%,d messages, %,d routes; digest of the server %s, of the offline decode %s%n",
        offline.messages(), offline.routes(), digest, expected);
    if (!digest.equals(expected)) {
      throw new IllegalStateException("the tables differ");
    }
  }
}
