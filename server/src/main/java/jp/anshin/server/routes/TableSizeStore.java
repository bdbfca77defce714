package jp.anshin.server.routes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import jp.anshin.server.store.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sizes of tables in the database. */
@Repository
class TableSizeStore {

  private final JdbcClient jdbc;

  TableSizeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<TableSeries> all() {
    return jdbc.sql("select * from table_series order by number")
        .query((row, number) ->
            new TableSeries(
                row.getLong("number"),
                row.getString("feed"),
                row.getString("address"),
                row.getLong("peer_as"),
                row.getString("view_name")))
        .list();
  }

  /** Keeps a table under the next number. */
  TableSeries insert(String feed, String address, long as, String view) {
    long number =
        jdbc.sql("select coalesce(max(number), 0) + 1 from table_series")
            .query(Long.class)
            .single();
    jdbc.sql(
            "insert into table_series (number, feed, address, peer_as, view_name) values (?, ?, ?, ?, ?)")
        .params(number, feed, address, as, view)
        .update();
    return new TableSeries(number, feed, address, as, view);
  }

  /** Keeps a size, unless there is one of that time. */
  void insert(long series, TableSize size) {
    Instant hour = size.at().truncatedTo(ChronoUnit.HOURS);
    List<Instant> ofHour = times(series, hour, hour.plus(1, ChronoUnit.HOURS));
    if (!ofHour.contains(size.at())) {
      jdbc.sql(
              "insert into table_size (series, sampled_at, first_of_hour, ipv4, ipv6) values (?, ?,"
                  + " ?, ?, ?)")
          .params(series, Moments.stored(size.at()), ofHour.isEmpty(), size.ipv4(), size.ipv6())
          .update();
    }
  }

  private List<Instant> times(long series, Instant from, Instant before) {
    return jdbc.sql(
            "select sampled_at from table_size where series = ? and sampled_at >= ? and sampled_at"
                + " < ?")
        .params(series, Moments.stored(from), Moments.stored(before))
        .query((row, number) -> Moments.read(row, "sampled_at"))
        .list();
  }

  /**
   * Lets go of what is old.
   *
   * @param whole what is older is thinned to one an hour
   * @param any what is older goes
   */
  void thin(Instant whole, Instant any) {
    jdbc.sql("delete from table_size where sampled_at < ? and not first_of_hour")
        .param(Moments.stored(whole))
        .update();
    jdbc.sql("delete from table_size where sampled_at < ?").param(Moments.stored(any)).update();
    jdbc.sql(
            "delete from table_series where not exists (select 1 from table_size where series ="
                + " number)")
        .update();
  }

  /** Sizes from {@code from} up to {@code until}, first first. */
  List<TableSize> sizes(long series, Instant from, Instant until) {
    return jdbc.sql(
            "select * from table_size where series = ? and sampled_at >= ? and sampled_at <= ?"
                + " order by sampled_at")
        .params(series, Moments.stored(from), Moments.stored(until))
        .query((row, number) ->
            new TableSize(
                Moments.read(row, "sampled_at"), row.getLong("ipv4"), row.getLong("ipv6")))
        .list();
  }

  Optional<Instant> latest(long series) {
    return jdbc.sql(
            "select sampled_at from table_size where series = ? order by sampled_at desc limit 1")
        .param(series)
        .query((row, number) -> Moments.read(row, "sampled_at"))
        .optional();
  }
}
