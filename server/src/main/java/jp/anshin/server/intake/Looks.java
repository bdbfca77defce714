package jp.anshin.server.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import jp.anshin.formats.relations.FirstHops;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.search.FoundRoutes;
import jp.anshin.route.search.RouteSearch;
import jp.anshin.route.table.PeerKey;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.routes.HeldRoute;
import jp.anshin.server.routes.Looked;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.RouteSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the tables for those who ask, on the follower's thread, between records: for a few
 * milliseconds at once, and then not again before the follower had more time than that.
 */
final class Looks {

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** After a slice records come first for so long: a fifth of the time at most is spent looking. */
  private static final long REST_NANOS = 4 * SLICE_NANOS;

  /** After so many look-ups the clock is read: far less than a slice. */
  private static final int STEP = 20_000;

  private final LookingGlass glass;
  private final RouteGuard watch;
  private final FirstHops firstHops;
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private LookingGlass.@Nullable Look look;
  private @Nullable RouteSearch search;
  private Map<PeerKey, RouteSource> sources = Map.of();
  private long restedNanos = System.nanoTime();

  Looks(LookingGlass glass, RouteGuard watch, FirstHops firstHops) {
    this.glass = glass;
    this.watch = watch;
    this.firstHops = firstHops;
  }

  /** What the follower says of itself. */
  interface Following {
    /** Whose tables are held now, by the whole table. */
    Map<PeerKey, RouteSource> sources();

    /** When the last record was received that has been read, or null when none was. */
    @Nullable Instant until();
  }

  void open() {
    glass.open();
  }

  void close() {
    var unanswered = look;
    if (unanswered != null) {
      unanswered.fail(new Refusal("routes.not-watching"));
    }
    glass.close();
  }

  /** Whether somebody waits for an answer. */
  boolean areAsked() {
    return glass.isAsked() || !errands.isEmpty();
  }

  /** Has the follower's thread do something short between two records; for any thread. */
  void errand(Runnable what) {
    errands.add(what);
  }

  /** Goes on for one slice, unless records are underway and it is their turn. */
  void slice(Following following, boolean recordsWait) {
    for (var errand = errands.poll(); errand != null; errand = errands.poll()) {
      errand.run();
    }
    long began = System.nanoTime();
    if (recordsWait && began - restedNanos < 0) {
      return;
    }
    while (hasLook(following) && System.nanoTime() - began < SLICE_NANOS) {
      step(following, recordsWait);
    }
    restedNanos = System.nanoTime() + REST_NANOS;
  }

  private boolean hasLook(Following following) {
    if (look == null) {
      look = glass.next();
      if (look != null) {
        sources = following.sources();
        search =
            new RouteSearch(
                watch.tables().only(key -> sources.containsKey(key.whole())),
                look.query(),
                firstHops::isBefore,
                LookingGlass.ROUTES_MAX);
      }
    }
    return look != null;
  }

  private void step(Following following, boolean recordsWait) {
    var asked = look;
    var looking = search;
    if (asked == null || looking == null) {
      return;
    }
    boolean over = asked.age().compareTo(LookingGlass.LIMIT) > 0;
    if (asked.isGivenUp()) {
      end();
    } else if (over || looking.step(STEP)) {
      asked.answer(looked(asked, looking.found(), following.until(), !recordsWait));
      end();
    }
  }

  private void end() {
    look = null;
    search = null;
    sources = Map.of();
  }

  private Looked looked(
      LookingGlass.Look asked, FoundRoutes found, @Nullable Instant until, boolean caughtUp) {
    return new Looked(
        asked.query().toString(),
        found.routes().stream().map(this::route).toList(),
        found.counts(),
        found.whole(),
        found.share(),
        asked.age(),
        until,
        caughtUp);
  }

  private HeldRoute route(FoundRoutes.Route route) {
    var source = Objects.requireNonNull(sources.get(route.peer().whole()));
    String ofPath = route.peer().view().substring(route.peer().whole().view().length());
    return new HeldRoute(
        route.match(),
        route.prefix(),
        new RouteSource(
            source.feed(), source.router(), source.address(), source.as(), source.view() + ofPath),
        route.path(),
        route.stale());
  }
}
