package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.lpwa.EventLog;
import jp.anshin.formats.lpwa.EventLogs;
import jp.anshin.formats.lpwa.PassedOver;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.network.Feed;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.watch.Learned;
import jp.anshin.lpwa.watch.Outage;
import jp.anshin.lpwa.watch.Tally;
import jp.anshin.lpwa.watch.Watch;
import jp.anshin.lpwa.watch.WatchSettings;
import org.jspecify.annotations.Nullable;

/**
 * What recorded events told a watch.
 *
 * @param outages the last revision of each, in the order first stated; withdrawn ones among them
 * @param learned what the network file did not name
 * @param tally what was not taken as it came
 * @param passedOver lines that made no event
 * @param events how many events were taken
 * @param late how many of them stood too far back in their file
 * @param asOf the moment as of which all is said
 * @param faults sentences about files that could not be read, or not to their end
 */
record LpwaReplay(
    List<Outage> outages,
    Learned learned,
    Tally tally,
    PassedOver passedOver,
    long events,
    long late,
    Instant asOf,
    List<String> faults) {

  /** The feed of messages that name none, where the network file does not tell which it is. */
  static final String ANY_FEED = "events";

  /** Whoever wrote a log may have a clock a little ahead of ours. */
  private static final Duration AHEAD_MAX = Duration.ofDays(1);

  /** Whether nothing was heard at all: that must not look like a network without fault. */
  boolean isEmpty() {
    return events == 0;
  }

  /**
   * Replays logs.
   *
   * @param until the moment to which time goes and no event beyond is taken; null for that of the
   *     last event
   */
  static LpwaReplay of(
      Network network,
      List<String> files,
      @Nullable Instant until,
      Terminal terminal,
      Texts texts) {
    long size = files.stream().mapToLong(MrtFiles::size).sum();
    try (var progress = new Progress(terminal, files.getFirst(), size)) {
      return new Reading(network, terminal, texts, progress).of(files, until);
    }
  }

  private static final class Reading {
    private final Network network;
    private final Texts texts;
    private final Progress progress;
    private final MrtFiles openings;
    private final PassedOver passedOver = new PassedOver();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Outage> outages = new LinkedHashMap<>();

    Reading(Network network, Terminal terminal, Texts texts, Progress progress) {
      this.network = network;
      this.texts = texts;
      this.progress = progress;
      this.openings = new MrtFiles(terminal, texts);
    }

    LpwaReplay of(List<String> files, @Nullable Instant until) {
      List<EventLog> logs = files.stream().flatMap(file -> opened(file).stream()).toList();
      var watch = new Watch(network, WatchSettings.DEFAULT);
      Consumer<Outage> out = outage -> outages.put(outage.id(), outage);
      var merged = new EventLogs(logs);
      long events = 0;
      Instant latest = null;
      LpwaEvent event = merged.next();
      while (event != null && (until == null || !event.at().isAfter(until))) {
        watch.onEvent(event, out);
        latest = merged.latest();
        events++;
        event = merged.next();
      }
      if (until != null && events > 0) {
        watch.onWatermark(until, out);
      }
      watch.finish(out);
      close(merged, logs);
      Instant asOf = until == null ? latest : until;
      return new LpwaReplay(
          List.copyOf(outages.values()),
          watch.learned(),
          watch.tally(),
          passedOver,
          events,
          merged.late(),
          asOf == null ? Instant.EPOCH : asOf,
          List.copyOf(faults));
    }

    private List<EventLog> opened(String file) {
      try {
        InputStream in = Decompression.open(progress.counting(openings.open(file)));
        Instant notAfter = InstantSource.system().instant().plus(AHEAD_MAX);
        return List.of(new EventLog(file, in, feed(file), notAfter, passedOver));
      } catch (IOException | InvalidPathException e) {
        faults.add(openings.sentence(file, e));
        return List.of();
      }
    }

    /** The only feed there is, or that of the file's name; else one for all that name none. */
    private String feed(String file) {
      List<String> feeds = network.feeds().stream().map(Feed::id).toList();
      if (feeds.size() == 1) {
        return feeds.getFirst();
      }
      Path name = Path.of(file).getFileName();
      String first = name == null ? "" : name.toString().split("\\.", 2)[0];
      return feeds.contains(first) ? first : ANY_FEED;
    }

    private void close(EventLogs merged, List<EventLog> logs) {
      for (EventLog log : logs) {
        IOException torn = log.fault();
        if (torn != null) {
          faults.add(
              texts.sentence("lpwa.replay.torn", log.name(), String.valueOf(torn.getMessage())));
        }
      }
      try {
        merged.close();
      } catch (IOException e) {
        faults.add(texts.sentence("lpwa.replay.torn", "", String.valueOf(e.getMessage())));
      }
    }
  }
}
