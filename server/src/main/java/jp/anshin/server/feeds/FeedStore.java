package jp.anshin.server.feeds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.store.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Known routers and blind intervals in the database. */
@Repository
class FeedStore {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;

  /** Room for it in the audit. */
  private static final int TARGET_LENGTH_MAX = 400;

  private static final int DETAIL_LENGTH_MAX = 1_000;

  /**
   * A feed and when it was taken out of service.
   *
   * @param feed as it was last kept
   * @param retiredAt null when it was not
   */
  record Known(FeedState feed, @Nullable Instant retiredAt) {}

  FeedStore(JdbcClient jdbc, TransactionTemplate transaction, Audit audit) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.transaction = transaction;
  }

  List<Known> known() {
    return jdbc.sql("select * from feed order by id")
        .query((row, number) -> new Known(feed(row), Moments.readIfAny(row, "retired_at")))
        .list();
  }

  /** Keeps that a feed was taken out of service, ends its blind intervals, and audits both. */
  void retire(FeedState retired, Instant at, String by, String why) {
    String feed = retired.id();
    transaction.executeWithoutResult(status -> {
      updateOrInsert(retired);
      jdbc.sql("update feed set retired_at = ? where id = ?")
          .param(Moments.storedIfAny(at))
          .param(feed)
          .update();
      List<BlindInterval> lasting =
          jdbc.sql("select * from blind_interval where feed = ? and until_at is null")
              .param(feed)
              .query(FeedStore::interval)
              .list();
      for (BlindInterval interval : lasting) {
        String detail = BlindInterval.retired(interval.detail(), by, why, DETAIL_LENGTH_MAX);
        jdbc.sql("update blind_interval set until_at = ?, detail = ? where number = ?")
            .param(Moments.storedIfAny(at))
            .param(NetworkName.cut(detail, DETAIL_LENGTH_MAX))
            .param(interval.number())
            .update();
      }
      audit.record(by, "retire-feed", NetworkName.cut(feed, TARGET_LENGTH_MAX), why);
    });
  }

  void keep(FeedState feed) {
    transaction.executeWithoutResult(status -> updateOrInsert(feed));
  }

  private void updateOrInsert(FeedState feed) {
    int updated =
        jdbc.sql("update feed set name = ?, since_at = ?, last_message_at = ? where id = ?")
            .param(feed.name())
            .param(Moments.storedIfAny(feed.since()))
            .param(Moments.storedIfAny(feed.lastMessageAt()))
            .param(feed.id())
            .update();
    if (updated == 0) {
      jdbc.sql("insert into feed (id, name, since_at, last_message_at) values (?, ?, ?, ?)")
          .param(feed.id())
          .param(feed.name())
          .param(Moments.storedIfAny(feed.since()))
          .param(Moments.storedIfAny(feed.lastMessageAt()))
          .update();
    }
  }

  List<BlindInterval> latest(int limit) {
    return jdbc.sql("select * from blind_interval order by from_at desc, number desc limit ?")
        .param(limit)
        .query(FeedStore::interval)
        .list();
  }

  /** Keeps the beginning of an interval, unless it is known. */
  void begin(String feed, Instant from, String reason, String detail) {
    transaction.executeWithoutResult(status -> insertUnlessKnown(feed, from, reason, detail));
  }

  private void insertUnlessKnown(String feed, Instant from, String reason, String detail) {
    long known =
        jdbc.sql(
                "select count(*) from blind_interval where feed = ? and from_at = ? and reason = ?")
            .param(feed)
            .param(Moments.storedIfAny(from))
            .param(reason)
            .query(Long.class)
            .single();
    if (known == 0) {
      jdbc.sql(
              "insert into blind_interval select coalesce(max(number), 0) + 1, cast(? as"
                  + " varchar(500)), cast(? as timestamp(6) with time zone), null, cast(? as"
                  + " varchar(60)), cast(? as varchar(1000)) from blind_interval")
          .param(feed)
          .param(Moments.storedIfAny(from))
          .param(reason)
          .param(detail)
          .update();
    }
  }

  /** Ends every interval of the feed that lasts and began before {@code until}. */
  void end(String feed, Instant until) {
    transaction.executeWithoutResult(status ->
        jdbc.sql(
                "update blind_interval set until_at = ? where feed = ? and until_at is null and"
                    + " from_at <= ?")
            .param(Moments.storedIfAny(until))
            .param(feed)
            .param(Moments.storedIfAny(until))
            .update());
  }

  private static FeedState feed(ResultSet row) throws SQLException {
    return new FeedState(
        row.getString("id"),
        row.getString("name"),
        FeedState.Status.DOWN,
        Moments.readIfAny(row, "since_at"),
        Moments.readIfAny(row, "last_message_at"),
        0,
        0,
        0,
        List.of(),
        new TreeMap<>());
  }

  private static BlindInterval interval(ResultSet row, int number) throws SQLException {
    return new BlindInterval(
        row.getLong("number"),
        row.getString("feed"),
        Moments.read(row, "from_at"),
        Moments.readIfAny(row, "until_at"),
        row.getString("reason"),
        row.getString("detail"));
  }
}
