package jp.anshin.server.alerts;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.store.DiskRoom;
import jp.anshin.server.store.Moments;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A sign of life for an outside service that rings when it hears none: asked for by a GET, only
 * while the database takes what is written, the disk has room, and the feeds are looked at. Whoever
 * is dead cannot say so; whoever is ill keeps silent.
 */
@Service
public class Heartbeat {

  /** The feeds are looked at every second; a large table takes a while. */
  static final Duration LOOKED_MAX = Duration.ofMinutes(2);

  /** Four times what the database needs to begin a transaction: time to make room. */
  static final long ROOM_OCTETS_MIN = 4 * DiskRoom.NEEDED_OCTETS;

  private static final Duration WAIT_MAX = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final AlertOptions.@Nullable Heartbeat options;
  private final Feeds feeds;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Instant startedAt;
  private final @Nullable OutsideAddress outside;
  private volatile @Nullable Beat last;

  Heartbeat(
      AlertOptions options,
      Feeds feeds,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock) {
    this.options = options.heartbeat();
    this.feeds = feeds;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.startedAt = clock.instant();
    var asked = options.heartbeat();
    this.outside = asked == null ? null : new OutsideAddress(asked.url(), WAIT_MAX);
  }

  /**
   * How it went last.
   *
   * @param at when it was tried
   * @param heardAt when it was heard last, or null when never since the start
   * @param fault key of why it was not heard, or not given; empty when it was heard
   * @param detail what the other side said; empty when nothing, never a secret
   */
  public record Beat(Instant at, @Nullable Instant heardAt, String fault, String detail) {}

  /**
   * How the sign of life does.
   *
   * @param host who listens
   * @param period how often
   * @param last how it went last, or null when it was not tried yet
   */
  public record State(String host, Duration period, @Nullable Beat last) {}

  /** How it does; empty when nobody outside listens. */
  public Optional<State> state() {
    AlertOptions.Heartbeat asked = options;
    return asked == null
        ? Optional.empty()
        : Optional.of(new State(String.valueOf(asked.url().getHost()), asked.period(), last));
  }

  /** Gives one, if all is well. */
  void beat() {
    AlertOptions.Heartbeat asked = options;
    OutsideAddress listener = outside;
    if (asked == null || listener == null) {
      return;
    }
    Instant now = clock.instant();
    Beat before = last;
    Instant heardBefore = before == null ? null : before.heardAt();
    try {
      checkHealth(asked, now);
      listener.send(listener.request().GET().build());
      last = new Beat(now, now, "", "");
    } catch (DeliveryFailure failure) {
      LOG.warn("no sign of life was given: {} {}", failure.fault(), failure.detail());
      last = new Beat(now, heardBefore, failure.fault(), failure.detail());
    }
  }

  private void checkHealth(AlertOptions.Heartbeat asked, Instant now) throws DeliveryFailure {
    try {
      long room = DiskRoom.usableOctets(asked.disk());
      if (room < ROOM_OCTETS_MIN) {
        throw new DeliveryFailure("ill-disk", Long.toString(room >> 20));
      }
    } catch (IOException unknown) {
      throw new DeliveryFailure("ill-disk", "?", unknown);
    }
    Instant looked = feeds.lookedAt().orElse(startedAt);
    if (asked.feeds() && looked.plus(LOOKED_MAX).isBefore(now)) {
      throw new DeliveryFailure("ill-feeds", "");
    }
    try {
      transaction.executeWithoutResult(status -> write(now));
    } catch (DataAccessException | TransactionException failed) {
      throw new DeliveryFailure("ill-database", "", failed);
    }
  }

  private void write(Instant now) {
    int updated =
        jdbc.sql("update alert_heartbeat set tried_at = ? where id = 1")
            .param(Moments.stored(now))
            .update();
    if (updated == 0) {
      jdbc.sql("insert into alert_heartbeat (id, tried_at) values (1, ?)")
          .param(Moments.stored(now))
          .update();
    }
  }
}
