package jp.anshin.server.metrics;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.server.alerts.Alerts;
import jp.anshin.server.alerts.Call;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.Heartbeat;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.feeds.Refused;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.standby.Standby;
import jp.anshin.server.store.DiskRoom;
import org.springframework.stereotype.Service;

/**
 * What the server knows of itself in numbers. It keeps none: each asking reads what the rooms say
 * anyway. What is not known has no value, never 0.
 */
@Service
public class Metrics {

  private static final double MILLIS = 1_000;

  /** Blind intervals that are looked through for those that last. */
  private static final int INTERVALS_MAX = 1_000;

  private final Feeds feeds;
  private final Incidents incidents;
  private final Calls calls;
  private final Alerts alerts;
  private final Heartbeat heartbeat;
  private final Standby standby;
  private final MeasuredPlaces places;
  private final Clock clock;

  Metrics(
      Feeds feeds,
      Incidents incidents,
      Calls calls,
      Alerts alerts,
      Heartbeat heartbeat,
      Standby standby,
      MeasuredPlaces places,
      Clock clock) {
    this.feeds = feeds;
    this.incidents = incidents;
    this.calls = calls;
    this.alerts = alerts;
    this.heartbeat = heartbeat;
    this.standby = standby;
    this.places = places;
    this.clock = clock;
  }

  /** All of them now, in the text format of Prometheus, version 0.0.4. */
  public String text() {
    var out = new Exposition();
    out.gauge("anshin_standby", "1 while this server calls nobody, else 0")
        .value(standby.isOn() ? 1 : 0);
    ofFeeds(out, feeds.all());
    ofWork(out);
    ofPlaces(out);
    ofProcess(out);
    return out.toString();
  }

  private void ofFeeds(Exposition out, List<FeedState> all) {
    out.gauge("anshin_feed_up", "1 while the session of the router stands, else 0");
    all.forEach(feed -> out.value(flag(feed.status() == FeedState.Status.UP), labels(feed)));
    out.counter("anshin_feed_messages_total", "BMP messages since the start");
    all.forEach(feed -> out.value(feed.messages(), labels(feed)));
    out.counter("anshin_feed_received_bytes_total", "octets of BMP since the start");
    all.forEach(feed -> out.value(feed.octets(), labels(feed)));
    out.counter(
        "anshin_feed_not_used_total", "messages, tables and attributes malformed or passed over");
    all.forEach(feed ->
        feed.counted().forEach((kind, count) -> out.value(count, labels(feed, "kind", kind))));
    out.gauge("anshin_session_up", "1 while the router's session with its peer stands, else 0");
    all.forEach(
        feed -> feed.peers().forEach(peer -> out.value(flag(peer.up()), labels(feed, peer))));
    out.gauge("anshin_table_routes", "routes held of the table, by family");
    for (FeedState feed : all) {
      for (FeedState.Peer peer : feed.peers()) {
        out.value(peer.routes() - peer.routesV6(), family(labels(feed, peer), "ipv4"));
        out.value(peer.routesV6(), family(labels(feed, peer), "ipv6"));
      }
    }
    out.counter("anshin_connections_refused_total", "connections to the BMP port not let in");
    out.value(feeds.refused().stream().mapToLong(Refused::count).sum());
    out.gauge("anshin_journal_lag_bytes", "octets in the journal that the watch has not read yet");
    all.stream().mapToLong(FeedState::lagOctets).max().ifPresent(out::value);
    out.gauge("anshin_watch_looked_age_seconds", "since the watch looked at the feeds last");
    feeds.lookedAt().ifPresent(at -> out.value(secondsSince(at)));
    out.gauge("anshin_blind_intervals", "intervals that last, in which something is not seen");
    out.value(
        feeds.blindIntervals(INTERVALS_MAX).stream().filter(each -> each.until() == null).count());
  }

  private void ofWork(Exposition out) {
    var notClosed = incidents.notClosed();
    out.gauge("anshin_incidents", "incidents that nobody has closed, by status");
    for (var status : List.of(IncidentStatus.OPEN, IncidentStatus.RESTORED)) {
      out.value(
          notClosed.stream().filter(each -> each.status() == status).count(),
          "status",
          word(status));
    }
    var lasting = calls.lasting();
    out.gauge("anshin_calls", "calls that last: open, given up (nobody), taken");
    for (var state : List.of(Call.State.OPEN, Call.State.NOBODY, Call.State.TAKEN)) {
      out.value(
          lasting.stream().filter(each -> each.call().state() == state).count(),
          "state",
          word(state));
    }
    out.gauge("anshin_alerts_failing", "alerts that a receiver has not taken, by receiver");
    alerts.channelStates().forEach(each -> out.value(each.failing(), "receiver", each.name()));
    out.gauge("anshin_heartbeat_heard_age_seconds", "since the outside heard a sign of life last");
    heartbeat
        .state()
        .map(Heartbeat.State::last)
        .map(Heartbeat.Beat::heardAt)
        .ifPresent(at -> out.value(secondsSince(at)));
  }

  private void ofPlaces(Exposition out) {
    out.gauge(
        "anshin_journal_bytes", "octets of the journal on the disk, pinned evidence included");
    octetsIn(places.journal()).ifPresent(out::value);
    out.gauge("anshin_journal_max_bytes", "bound on what is not pinned (journal-max)");
    out.value(places.journalOctetsMax());
    out.gauge("anshin_database_bytes", "octets of the database in files (H2)");
    Path database = places.database();
    if (database != null) {
      size(database).ifPresent(out::value);
    }
    out.gauge("anshin_disk_usable_bytes", "octets left on the disk of the data directory");
    try {
      out.value(DiskRoom.usableOctets(places.data()));
    } catch (IOException unknown) {
      // no value: nobody knows
    }
  }

  private static void ofProcess(Exposition out) {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.gauge("jvm_memory_used_bytes", "octets of the heap in use, garbage included")
        .value(heap.getUsed(), "area", "heap");
    out.gauge("jvm_memory_max_bytes", "octets that the heap may take (-Xmx)")
        .value(heap.getMax(), "area", "heap");
    out.counter(
        "jvm_gc_collection_seconds_total", "seconds spent collecting garbage, by collector");
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.value(each.getCollectionTime() / MILLIS, "gc", each.getName());
    }
    out.counter("process_cpu_seconds_total", "CPU seconds of the process");
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(used -> out.value(used.toMillis() / MILLIS));
    out.gauge("process_uptime_seconds", "since the process began")
        .value(ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
  }

  private static long flag(boolean holds) {
    return holds ? 1 : 0;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private double secondsSince(Instant at) {
    return Duration.between(at, clock.instant()).toMillis() / MILLIS;
  }

  private static String[] labels(FeedState feed, String... more) {
    return Stream.concat(Stream.of("feed", feed.id(), "router", feed.name()), Arrays.stream(more))
        .toArray(String[]::new);
  }

  private static String[] labels(FeedState feed, FeedState.Peer peer) {
    return labels(
        feed, "peer", peer.address(), "as", Long.toString(peer.as()), "view", peer.view());
  }

  private static String[] family(String[] labels, String family) {
    return Stream.concat(Arrays.stream(labels), Stream.of("family", family)).toArray(String[]::new);
  }

  private static OptionalLong octetsIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return OptionalLong.empty();
    }
    try (var files = Files.list(directory)) {
      // One that the ring lets go meanwhile has no size any more.
      return OptionalLong.of(files.mapToLong(file -> size(file).orElse(0)).sum());
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong size(Path file) {
    try {
      return OptionalLong.of(Files.size(file));
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }
}
