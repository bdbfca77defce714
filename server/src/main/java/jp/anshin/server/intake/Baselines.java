package jp.anshin.server.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.feed.MrtFeed;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorded tables that the watch learns before the first message. */
final class Baselines {

  private static final Logger LOG = LoggerFactory.getLogger(Baselines.class);

  private Baselines() {}

  /**
   * Looks at the first record of each file.
   *
   * @throws Refusal {@code start.baseline-unreadable} with the file and why
   */
  static void check(List<Path> files) {
    for (Path file : files) {
      try (var reader = new MrtReader(Decompression.open(file))) {
        if (!reader.next()) {
          var fault = reader.fault();
          throw new Refusal(
              "start.baseline-unreadable",
              file.toString(),
              fault == null ? "0 octets" : fault.detail());
        }
      } catch (IOException e) {
        throw Refusal.because(
            e, "start.baseline-unreadable", file.toString(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Learns every file and begins the watch. A file that is torn counts as far as it goes. */
  static void learn(List<Path> files, RouteGuard watch, FirstHop firstHop) {
    if (files.isEmpty()) {
      return;
    }
    var counts = new Counts();
    var feed = new MrtFeed(counts, firstHop, event -> watch.onEvent(event, stated -> {}));
    for (Path file : files) {
      try (var reader = new MrtReader(Decompression.open(file))) {
        feed.begin(file.getFileName().toString());
        while (reader.next()) {
          feed.accept(reader);
        }
        var fault = reader.fault();
        if (fault != null) {
          LOG.warn("the baseline {} is torn: {}", file, fault);
        }
      } catch (IOException e) {
        LOG.warn("the baseline {} could not be read on", file, e);
      }
    }
    if (!counts.toMap().isEmpty()) {
      LOG.info("not used of the baselines: {}", counts.toMap());
    }
    if (!watch.held().isEmpty()) {
      watch.beginWatch();
    }
  }
}
