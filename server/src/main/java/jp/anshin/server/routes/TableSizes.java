package jp.anshin.server.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How large each neighbour's table was over time. Where a session does not stand, or is not seen,
 * nothing is kept: a gap is no table of the same size.
 */
@Service
public class TableSizes {

  /** Between two samples, in event time. */
  public static final Duration STEP = Duration.ofMinutes(5);

  /** After so long one an hour is left. */
  public static final Duration WHOLE = Duration.ofDays(31);

  /** After so long nothing is. */
  static final Duration ANY = Duration.ofDays(366);

  /** Tables sampled at once; of a route server's thousands the first. */
  static final int TABLES_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(TableSizes.class);

  private final Feeds feeds;
  private final TableSizeStore store;
  private final TransactionTemplate transaction;

  /** The slot of event time that was sampled last. */
  private volatile Instant sampled = Instant.MIN;

  TableSizes(Feeds feeds, TableSizeStore store, TransactionTemplate transaction) {
    this.feeds = feeds;
    this.store = store;
    this.transaction = transaction;
  }

  /** How far back somebody looks. */
  public enum Span {
    /** 24 hours. */
    DAY(1),
    /** Seven days. */
    WEEK(7),
    /** 30 days. */
    MONTH(30),
    /** 365 days, one an hour of what is older than a month. */
    YEAR(365);

    private final int days;

    Span(int days) {
      this.days = days;
    }

    /** How long it is. */
    public Duration length() {
      return Duration.ofDays(days);
    }
  }

  /**
   * What is known of a table over time.
   *
   * @param table which
   * @param from beginning of what was asked for
   * @param until its end: how far events have come, else the last that is kept
   * @param sizes first first; a gap where nothing was seen
   */
  public record History(TableSeries table, Instant from, Instant until, List<TableSize> sizes) {

    public History {
      sizes = List.copyOf(sizes);
    }
  }

  /** Keeps how large the tables are, if five minutes of event time have begun since the last. */
  public void sample() {
    Instant until = feeds.eventsUntil().orElse(null);
    if (until == null) {
      return;
    }
    long step = STEP.toSeconds();
    Instant slot = Instant.ofEpochSecond(Math.floorDiv(until.getEpochSecond(), step) * step);
    if (slot.equals(sampled)) {
      return;
    }
    transaction.executeWithoutResult(status -> keep(slot));
    sampled = slot;
  }

  private void keep(Instant slot) {
    var known = new HashMap<>(byKey());
    int left = TABLES_MAX;
    for (FeedState feed : feeds.all()) {
      for (FeedState.Peer peer : feed.peers()) {
        if (isSeen(feed, peer) && left-- > 0) {
          keep(feed, peer, slot, known);
        }
      }
    }
    if (left < 0) {
      LOG.warn("the sizes of {} tables are not kept: there are more than {}", -left, TABLES_MAX);
    }
    store.thin(slot.minus(WHOLE), slot.minus(ANY));
  }

  private static boolean isSeen(FeedState feed, FeedState.Peer peer) {
    return feed.status() == FeedState.Status.UP
        && peer.up()
        && peer.judging() != FeedState.Judging.ELSEWHERE;
  }

  private void keep(
      FeedState feed, FeedState.Peer peer, Instant slot, Map<String, TableSeries> known) {
    TableSeries series =
        known.computeIfAbsent(
            TableSeries.key(feed.id(), peer.address(), peer.as(), peer.view()),
            key -> store.insert(feed.id(), peer.address(), peer.as(), peer.view()));
    store.insert(
        series.number(), new TableSize(slot, peer.routes() - peer.routesV6(), peer.routesV6()));
  }

  /** Every table of which something is kept, in the order in which they came. */
  public List<TableSeries> tables() {
    return store.all();
  }

  /** The same by {@link TableSeries#key()}. */
  public Map<String, TableSeries> byKey() {
    return store.all().stream()
        .collect(Collectors.toUnmodifiableMap(TableSeries::key, Function.identity()));
  }

  /**
   * What is known of that table.
   *
   * @throws Refusal {@code table-size.unknown}
   */
  public History history(long number, Span span) {
    TableSeries table =
        store.all().stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElseThrow(() -> new Refusal("table-size.unknown", Long.toString(number)));
    Optional<Instant> last = store.latest(number);
    Instant until = feeds.eventsUntil().or(() -> last).orElse(Instant.EPOCH);
    Instant from = until.minus(span.length());
    return new History(table, from, until, store.sizes(number, from, until));
  }
}
