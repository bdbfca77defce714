package jp.anshin.server.feeds;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Storable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Every feed, and when we were blind. Blindness is known at once and kept as soon as the database
 * takes it: a full disk makes both the journal and the database refuse.
 */
@Service
public class Feeds {

  /** Addresses that were refused; more of them than this is a scan of the network. */
  private static final int REFUSED_MAX = 1_000;

  /** Changes waiting for the database; a router that flaps makes two a second at most. */
  private static final int WAITING_MAX = 10_000;

  private static final int DETAIL_LENGTH_MAX = 1_000;
  private static final int NAME_LENGTH_MAX = 400;
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

  private final FeedStore store;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Change> waiting = new ArrayDeque<>();
  private final Map<String, Refused> refused = new TreeMap<>();
  private volatile List<FeedState> shown = List.of();
  private volatile Instant eventsUntil = Instant.MIN;
  private volatile Instant lookedAt = Instant.MIN;

  private sealed interface Change {
    record Begin(String feed, Instant from, String reason, String detail) implements Change {}

    record End(String feed, Instant until) implements Change {}

    record Seen(FeedState feed) implements Change {}
  }

  Feeds(FeedStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Every feed that this server knows of, those of earlier runs too, by id. */
  public List<FeedState> all() {
    var feeds = new TreeMap<String, FeedState>();
    var retired = new TreeMap<String, Instant>();
    for (FeedStore.Known known : store.known()) {
      feeds.put(known.feed().id(), known.feed());
      Optional.ofNullable(known.retiredAt()).ifPresent(at -> retired.put(known.feed().id(), at));
    }
    shown.forEach(feed -> feeds.put(feed.id(), feed));
    return feeds.values().stream().filter(feed -> !isRetired(feed, retired)).toList();
  }

  /** A router that is heard after it was taken out of service is a feed again. */
  private static boolean isRetired(FeedState feed, Map<String, Instant> retired) {
    Instant at = retired.get(feed.id());
    Instant last = feed.lastMessageAt();
    return at != null
        && feed.status() == FeedState.Status.DOWN
        && (last == null || !last.isAfter(at));
  }

  /**
   * A router was taken out of service: it is no feed any more until it is heard again, and what
   * lasts of its blind intervals ends now, with that reason.
   *
   * @param by who says so
   * @param id of the feed
   * @param why in that person's words
   * @throws Refusal when there is no such feed, its session stands, or the reason cannot be kept
   */
  public void retire(String by, String id, String why) {
    Storable.check(why);
    lock.lock();
    try {
      FeedState feed =
          all().stream()
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new Refusal("feed.unknown", NetworkName.shown(id)));
      if (feed.status() == FeedState.Status.UP) {
        throw new Refusal("feed.connected", NetworkName.shown(id));
      }
      keepWaiting();
      store.retire(bounded(feed), clock.instant().truncatedTo(ChronoUnit.MICROS), by, why);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether that is a feed and not out of service. When the database does not say, it is one: to be
   * blind there once too often loses nothing.
   */
  public boolean isInService(String id) {
    try {
      return all().stream().anyMatch(feed -> feed.id().equals(id));
    } catch (RuntimeException notNow) {
      LOG.warn("the database does not say now which feeds there are: {}", notNow.toString());
      return true;
    }
  }

  /** The latest blind intervals, latest first. */
  public List<BlindInterval> blindIntervals(int limit) {
    lock.lock();
    try {
      keepWaiting();
      var found = new ArrayList<>(store.latest(limit));
      waiting.forEach(change -> applyTo(found, change));
      found.sort(
          Comparator.comparing(BlindInterval::from)
              .thenComparingLong(BlindInterval::number)
              .reversed());
      return found.stream().limit(limit).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Connections that the station did not let in, by address. */
  public List<Refused> refused() {
    lock.lock();
    try {
      return List.copyOf(refused.values());
    } finally {
      lock.unlock();
    }
  }

  /** Shows how the feeds of the running station are. */
  public void show(List<FeedState> feeds) {
    shown = List.copyOf(feeds);
  }

  /** The events of the feeds have come so far, in their own time. */
  public void heardUntil(Instant eventTime) {
    eventsUntil = eventTime;
  }

  /** Whoever watches the feeds has looked at what came, if anything. */
  public void looked() {
    lookedAt = clock.instant();
  }

  /** When the feeds were looked at last, by the server's clock; empty when nobody watches them. */
  public Optional<Instant> lookedAt() {
    return lookedAt.equals(Instant.MIN) ? Optional.empty() : Optional.of(lookedAt);
  }

  /** How far the events of the feeds have come, in their own time; empty when none is heard. */
  public Optional<Instant> eventsUntil() {
    return eventsUntil.equals(Instant.MIN) ? Optional.empty() : Optional.of(eventsUntil);
  }

  /** Keeps name and last sign of life of a feed for the next start. */
  public void remember(FeedState feed) {
    change(new Change.Seen(bounded(feed)));
  }

  /**
   * We are blind from then on; said twice, it is one interval.
   *
   * @param feed id of the feed; empty for all of them
   * @param reason key, see {@link BlindInterval}
   */
  public void blind(String feed, Instant from, String reason, String detail) {
    String bounded = NetworkName.cut(detail, DETAIL_LENGTH_MAX);
    change(new Change.Begin(feed, from.truncatedTo(ChronoUnit.MICROS), reason, bounded));
  }

  /** We see that feed again: what lasted of its blind intervals ends. */
  public void sighted(String feed, Instant until) {
    change(new Change.End(feed, until.truncatedTo(ChronoUnit.MICROS)));
  }

  /** A connection was not let in. */
  public void refuse(String address, String reason, Instant at) {
    refuse(address, reason, "", at);
  }

  /**
   * A connection was not let in, or what came over it could not be understood.
   *
   * @param detail what came; may be empty
   */
  public void refuse(String address, String reason, String detail, Instant at) {
    lock.lock();
    try {
      String key = address + " " + reason;
      var before = refused.get(key);
      if (before == null && refused.size() >= REFUSED_MAX) {
        key = "others " + reason;
        before = refused.get(key);
      }
      long count = before == null ? 1 : before.count() + 1;
      String shownAddress = key.substring(0, key.indexOf(' '));
      refused.put(key, new Refused(shownAddress, reason, count, at, detail));
    } finally {
      lock.unlock();
    }
  }

  private static FeedState bounded(FeedState feed) {
    if (feed.name().length() <= NAME_LENGTH_MAX) {
      return feed;
    }
    return new FeedState(
        feed.id(),
        NetworkName.cut(feed.name(), NAME_LENGTH_MAX),
        feed.status(),
        feed.since(),
        feed.lastMessageAt(),
        feed.messages(),
        feed.octets(),
        feed.lagOctets(),
        feed.peers(),
        feed.counted());
  }

  private void change(Change change) {
    lock.lock();
    try {
      if (change instanceof Change.Seen seen) {
        waiting.removeIf(
            other -> other instanceof Change.Seen old && old.feed().id().equals(seen.feed().id()));
      }
      if (waiting.size() >= WAITING_MAX) {
        LOG.error("too many changes wait for the database: {} is not kept", waiting.removeFirst());
      }
      waiting.add(change);
      keepWaiting();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the database what waits for it, as far as it takes it. */
  private void keepWaiting() {
    while (!waiting.isEmpty()) {
      try {
        switch (waiting.getFirst()) {
          case Change.Begin begin ->
              store.begin(begin.feed(), begin.from(), begin.reason(), begin.detail());
          case Change.End end -> store.end(end.feed(), end.until());
          case Change.Seen seen -> store.keep(seen.feed());
        }
        waiting.removeFirst();
      } catch (RuntimeException notNow) {
        LOG.warn("the database does not take the state of the feeds now: {}", notNow.toString());
        return;
      }
    }
  }

  private static void applyTo(List<BlindInterval> intervals, Change change) {
    switch (change) {
      case Change.Begin begin ->
          intervals.add(
              new BlindInterval(
                  intervals.stream().mapToLong(BlindInterval::number).max().orElse(0) + 1,
                  begin.feed(),
                  begin.from(),
                  null,
                  begin.reason(),
                  begin.detail()));
      case Change.End end -> intervals.replaceAll(interval -> ended(interval, end));
      case Change.Seen seen -> {}
    }
  }

  private static BlindInterval ended(BlindInterval interval, Change.End end) {
    boolean ends =
        interval.until() == null
            && interval.feed().equals(end.feed())
            && !interval.from().isAfter(end.until());
    return ends
        ? new BlindInterval(
            interval.number(),
            interval.feed(),
            interval.from(),
            end.until(),
            interval.reason(),
            interval.detail())
        : interval;
  }
}
