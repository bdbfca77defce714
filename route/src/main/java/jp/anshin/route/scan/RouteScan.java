package jp.anshin.route.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.feed.MrtFeed;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.Thresholds;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtFault;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.PeerIndexTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads recorded files through the same watch as the live feeds. Baseline files are learnt, then
 * the update files are merged by time and judged. Without a baseline the first minutes are a
 * warm-up in which nothing is judged: {@link Result#watched} says whether it ended.
 */
public final class RouteScan {
  private static final long WATERMARK_MICROS = 1_000_000;
  private static final long LATENESS_MICROS = 5_000_000;

  private final Counts counts = new Counts();
  private final RouteGuard watch;
  private final MrtFeed feed;
  private final Map<DetectionId, Detection> found = new LinkedHashMap<>();
  private final List<FaultyInput> faults = new ArrayList<>();
  private final Consumer<String> progress;
  private long records;

  /**
   * One input.
   *
   * @param name for messages and evidence
   * @param open opens its uncompressed bytes
   */
  public record Input(String name, Opening open) {}

  /** Opens an input. */
  @FunctionalInterface
  public interface Opening {
    InputStream open() throws IOException;
  }

  /**
   * An input that could not be read to its end.
   *
   * @param name its name
   * @param fault where and why; null when it could not be opened
   * @param detail the message of the failed opening, or empty
   */
  public record FaultyInput(String name, @Nullable MrtFault fault, String detail) {}

  /**
   * What a scan found.
   *
   * @param incidents in the order of their start
   * @param findings what else was found, in the same order: routes and sessions that do what they
   *     should not, see {@link RouteGuard#isIncident}
   * @param records how many records were read
   * @param counted what was met and not used, by kind
   * @param faults inputs that were not read to their end; the rest was
   * @param watched whether changes were judged: false when the files ended within the warm-up
   * @param unjudged the peers of which no change was judged though others were, because the
   *     baseline does not have their tables
   * @param basis of what the judgement was made, for people
   */
  public record Result(
      List<ScannedIncident> incidents,
      List<ScannedIncident> findings,
      long records,
      Map<String, Long> counted,
      List<FaultyInput> faults,
      boolean watched,
      List<PeerKey> unjudged,
      String basis) {}

  /**
   * @param stated relations that are known, or {@link StatedRelations#NONE}
   * @param watched what to watch; {@link Watched#NOTHING} where nobody has said what
   * @param firstHop which AS stands before the path of a peer
   * @param progress is told the name of each input as it begins
   */
  public RouteScan(
      StatedRelations stated, Watched watched, FirstHop firstHop, Consumer<String> progress) {
    this.watch = new RouteGuard(Thresholds.DEFAULT, stated, watched);
    this.progress = progress;
    Consumer<Detection> out = detection -> found.put(detection.id(), detection);
    this.feed = new MrtFeed(counts, firstHop, event -> watch.onEvent(event, out));
  }

  /** Learns the baseline, if any, then judges the updates. */
  public Result run(List<Input> baseline, List<Input> updates) {
    for (var input : baseline) {
      learn(input);
    }
    beginWhereLearnt();
    merge(updates, baseline.isEmpty());
    watch.finish(detection -> found.put(detection.id(), detection));
    var unjudged = unjudged();
    boolean watched = unjudged.size() < watch.held().size() || watch.isWatching();
    return new Result(
        scanned(RouteGuard::isIncident),
        scanned(detection -> !RouteGuard.isIncident(detection)),
        records,
        counts.toMap(),
        List.copyOf(faults),
        watched,
        watched ? unjudged : List.of(),
        watch.describe());
  }

  private List<ScannedIncident> scanned(Predicate<Detection> which) {
    return found.values().stream()
        .filter(which)
        .map(ScannedIncident::of)
        .sorted(Comparator.comparing(ScannedIncident::startedAt))
        .toList();
  }

  private List<PeerKey> unjudged() {
    return watch.held().entrySet().stream()
        .filter(held -> !held.getValue().judged())
        .map(held -> held.getKey().whole())
        .distinct()
        .toList();
  }

  private void beginWhereLearnt() {
    if (!watch.isWatching() && watch.held().values().stream().anyMatch(held -> held.routes() > 0)) {
      watch.beginWatch();
    }
  }

  private void learn(Input input) {
    progress.accept(input.name());
    try (var reader = new MrtReader(input.open().open())) {
      feed.begin(input.name());
      while (reader.next()) {
        records++;
        feed.accept(reader);
      }
      note(input, reader);
    } catch (IOException e) {
      faults.add(new FaultyInput(input.name(), null, String.valueOf(e.getMessage())));
    }
  }

  private void note(Input input, MrtReader reader) {
    var fault = reader.fault();
    if (fault != null) {
      faults.add(new FaultyInput(input.name(), fault, fault.detail()));
    }
  }

  /** Files of several collectors or hours: always the one whose next record is the oldest. */
  private void merge(List<Input> inputs, boolean tablesAreBaseline) {
    var open = new ArrayList<Open>();
    try {
      for (var input : inputs) {
        open(input, open, tablesAreBaseline);
      }
      beginWhereLearnt();
      long watermark = Long.MIN_VALUE;
      while (!open.isEmpty()) {
        var oldest = oldest(open);
        long bound = secondOldest(open, oldest);
        do {
          records++;
          feed.resume(oldest.input.name(), oldest.index);
          watermark = watermark(oldest.reader.epochMicros() - LATENESS_MICROS, watermark);
          feed.accept(oldest.reader);
          oldest.index = feed.index();
          if (!oldest.reader.next()) {
            note(oldest.input, oldest.reader);
            oldest.reader.close();
            open.remove(oldest);
            break;
          }
        } while (oldest.reader.epochMicros() <= bound);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // closing an input that was read to its end
    } finally {
      open.forEach(Open::closeQuietly);
    }
  }

  /** Opens an input; a table among the files is learnt at once where there is no other baseline. */
  private void open(Input input, List<Open> open, boolean tablesAreBaseline) {
    progress.accept(input.name());
    try {
      var reader = new MrtReader(input.open().open());
      boolean any = reader.next();
      feed.begin(input.name());
      while (any && tablesAreBaseline && isTable(reader)) {
        records++;
        feed.accept(reader);
        any = reader.next();
      }
      if (any) {
        var opened = new Open(input, reader);
        opened.index = feed.index();
        open.add(opened);
      } else {
        note(input, reader);
        reader.close();
      }
    } catch (IOException e) {
      faults.add(new FaultyInput(input.name(), null, String.valueOf(e.getMessage())));
    }
  }

  private static boolean isTable(MrtReader reader) {
    return reader.type() == MrtType.TABLE_DUMP || reader.type() == MrtType.TABLE_DUMP_V2;
  }

  private static Open oldest(List<Open> open) {
    return open.stream().min(Comparator.comparingLong(Open::micros)).orElseThrow();
  }

  private static long secondOldest(List<Open> open, Open oldest) {
    return open.stream()
        .filter(other -> other != oldest)
        .mapToLong(Open::micros)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long watermark(long micros, long last) {
    if (last != Long.MIN_VALUE && micros < last + WATERMARK_MICROS) {
      return last;
    }
    watch.onWatermark(
        Instant.EPOCH.plus(Duration.of(micros, ChronoUnit.MICROS)),
        detection -> found.put(detection.id(), detection));
    return micros;
  }

  private static final class Open {
    private final Input input;
    private final MrtReader reader;
    private @Nullable PeerIndexTable index;

    Open(Input input, MrtReader reader) {
      this.input = input;
      this.reader = reader;
    }

    long micros() {
      return reader.epochMicros();
    }

    void closeQuietly() {
      try {
        reader.close();
      } catch (IOException e) {
        // Nothing was written to it, and what it gave has been used.
      }
    }
  }
}
