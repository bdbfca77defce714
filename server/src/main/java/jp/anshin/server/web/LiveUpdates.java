package jp.anshin.server.web;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.reports.Reports;
import jp.anshin.server.runbooks.RunbookVersions;
import jp.anshin.server.runbooks.Runbooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something has changed, at most once a second however much did; the page
 * then fetches itself. What changed is not said here, so nothing leaks to whoever may not see it.
 */
@Controller
class LiveUpdates implements DisposableBean {

  /** Open pages of one operator's people; each holds a connection. */
  private static final int READERS_MAX = 500;

  /** Below what proxies and browsers take for a dead connection. */
  private static final int SECONDS_BETWEEN_SIGNS = 15;

  /** The browser opens a new one then. */
  private static final long MILLISECONDS_MAX = TimeUnit.MINUTES.toMillis(30);

  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

  private final Feeds feeds;
  private final List<AutoCloseable> watching;
  private final Queue<SseEmitter> readers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger readerCount = new AtomicInteger();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-updates").factory());
  private int silentSeconds;
  private int feedsBefore;

  LiveUpdates(
      Incidents incidents,
      Reports reports,
      Calls calls,
      Runbooks runbooks,
      RunbookVersions versions,
      Feeds feeds) {
    this.feeds = feeds;
    this.watching =
        List.of(
            incidents.watch(incident -> changed.set(true)),
            reports.watch(report -> changed.set(true)),
            calls.watch(() -> changed.set(true)),
            runbooks.watch(() -> changed.set(true)),
            versions.watch(() -> changed.set(true)));
    var _ = ticker.scheduleWithFixedDelay(this::tickSafely, 1, 1, TimeUnit.SECONDS);
  }

  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live() {
    if (readerCount.incrementAndGet() > READERS_MAX) {
      readerCount.decrementAndGet();
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
    var reader = new SseEmitter(MILLISECONDS_MAX);
    reader.onCompletion(() -> left(reader));
    reader.onTimeout(reader::complete);
    readers.add(reader);
    send(reader, SseEmitter.event().comment("anshin"));
    return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(reader);
  }

  @Override
  public void destroy() throws Exception {
    for (AutoCloseable each : watching) {
      each.close();
    }
    ticker.shutdownNow();
    readers.forEach(LiveUpdates::end);
  }

  private static void end(SseEmitter reader) {
    try {
      reader.complete();
    } catch (IllegalStateException gone) {
      LOG.debug("a page was closed at the same moment", gone);
    }
  }

  /** A tick that fails must not be the last one. */
  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException failed) {
      LOG.warn("open pages were not told of a change", failed);
    }
  }

  private void tick() {
    if (readers.isEmpty()) {
      return;
    }
    boolean incidentsChanged = changed.getAndSet(false);
    if (feedsChanged() || incidentsChanged) {
      silentSeconds = 0;
      readers.forEach(reader -> send(reader, SseEmitter.event().name("changed").data("now")));
    } else if (++silentSeconds >= SECONDS_BETWEEN_SIGNS) {
      silentSeconds = 0;
      readers.forEach(reader -> send(reader, SseEmitter.event().comment("here")));
    }
  }

  /** Whether a feed came or went, or a table of one; its counters alone are no news. */
  private boolean feedsChanged() {
    int now = 1;
    for (FeedState feed : feeds.all()) {
      now = 31 * now + feed.id().hashCode();
      now = 31 * now + feed.status().hashCode();
      for (FeedState.Peer peer : feed.peers()) {
        now = 31 * now + peer.address().hashCode() + (peer.up() ? 1 : 0);
        now = 31 * now + peer.judging().name().hashCode();
      }
    }
    boolean changedNow = now != feedsBefore;
    feedsBefore = now;
    return changedNow;
  }

  private static void send(SseEmitter reader, SseEmitter.SseEventBuilder event) {
    try {
      reader.send(event);
    } catch (IOException | IllegalStateException gone) {
      reader.completeWithError(gone);
    }
  }

  private void left(SseEmitter reader) {
    if (readers.remove(reader)) {
      readerCount.decrementAndGet();
    }
  }
}
