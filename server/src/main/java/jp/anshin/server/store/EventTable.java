package jp.anshin.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table of what happened to things: each row is one event of one thing, none is ever changed. Its
 * columns are those of the thing's key, then {@code sequence, kind, at, content}; key and sequence
 * are the primary key, so that of two who add at once one is refused.
 *
 * @param <E> what happens; sealed, its permitted classes are records
 */
public final class EventTable<E> {

  private final JdbcClient jdbc;
  private final SealedText<E> text;
  private final String table;
  private final List<String> key;

  /**
   * @param table its name
   * @param key the columns of the key, in the order of the table
   */
  public EventTable(JdbcClient jdbc, SealedText<E> text, String table, String... key) {
    this.jdbc = jdbc;
    this.text = text;
    this.table = table;
    this.key = List.of(key);
  }

  /**
   * An event and the key of its thing.
   *
   * @param key one value for each column of the key
   * @param event what happened
   */
  public record Kept<E>(List<String> key, E event) {}

  /** The events of all things whose key begins so, thing by thing, first first. */
  public List<Kept<E>> of(String... begin) {
    String where =
        key.stream()
            .limit(begin.length)
            .map(column -> column + " = ?")
            .collect(Collectors.joining(" and "));
    return jdbc.sql(
            "select * from "
                + table
                + (where.isEmpty() ? "" : " where " + where)
                + " order by "
                + String.join(", ", key)
                + ", sequence")
        .params(Arrays.asList((Object[]) begin))
        .query(this::kept)
        .list();
  }

  /** First columns of the keys of things, those with the latest event first. */
  public List<String> latest(int limit) {
    String first = key.getFirst();
    return jdbc.sql(
            "select %1$s from %2$s group by %1$s order by max(at) desc, %1$s limit ?"
                .formatted(first, table))
        .param(limit)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /**
   * Adds an event.
   *
   * @param sequence how many events the thing has with it
   * @param at when it happened
   * @param of the thing's whole key
   */
  public void append(int sequence, Instant at, E event, String... of) {
    var values = new ArrayList<Object>(List.of(of));
    values.add(sequence);
    values.add(text.kind(event));
    values.add(Moments.stored(at));
    values.add(text.write(event));
    jdbc.sql("insert into " + table + " values (?" + ", ?".repeat(values.size() - 1) + ")")
        .params(values)
        .update();
  }

  private Kept<E> kept(ResultSet row, int number) throws SQLException {
    var of = new ArrayList<String>();
    for (String column : key) {
      of.add(row.getString(column));
    }
    return new Kept<>(of, text.read(row.getString("kind"), row.getString("content")));
  }
}
