package jp.anshin.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of the sizes of tables, on whichever database. */
abstract class TableSizesContract {

  private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(1));

  private OpenDatabase database;
  private TableSizeStore store;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    store = new TableSizeStore(database.jdbc());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private TableSeries table(long as) {
    return store.insert("192.0.2.1", "192.0.2.77", as, "adj-rib-in-pre");
  }

  private static TableSize size(int minutes, long v4) {
    return new TableSize(START.plus(Duration.ofMinutes(minutes)), v4, 7);
  }

  @Test
  void sizesAreReadAsTheyWereEachTableByItself() {
    var one = table(4_294_967_294L);
    var other = table(701);
    store.insert(one.number(), size(5, 2));
    store.insert(one.number(), size(0, 3_000_000_000L));
    store.insert(other.number(), size(0, 1));

    assertThat(store.all()).containsExactly(one, other);
    assertThat(store.sizes(one.number(), START, END))
        .containsExactly(size(0, 3_000_000_000L), size(5, 2));
    assertThat(store.sizes(one.number(), size(1, 0).at(), END)).containsExactly(size(5, 2));
    assertThat(store.sizes(other.number(), START, START)).containsExactly(size(0, 1));
    assertThat(store.latest(one.number())).contains(size(5, 2).at());
    assertThat(store.latest(3)).isEmpty();
  }

  /** After a restart the same five minutes are met again. */
  @Test
  void aTimeThatIsKeptIsNotKeptTwice() {
    var table = table(701);
    store.insert(table.number(), size(0, 1));
    store.insert(table.number(), size(0, 2));

    assertThat(store.sizes(table.number(), START, END)).containsExactly(size(0, 1));
  }

  @Test
  void whatIsOldIsThinnedToTheFirstOfEachHourAndThenGoesWithItsTable() {
    var table = table(701);
    List.of(20, 25, 55, 60, 65, 115, 120, 125)
        .forEach(minutes -> store.insert(table.number(), size(minutes, minutes)));

    store.thin(size(120, 0).at(), START);
    assertThat(store.sizes(table.number(), START, END))
        .containsExactly(size(20, 20), size(60, 60), size(120, 120), size(125, 125));

    store.thin(size(120, 0).at(), size(60, 0).at());
    assertThat(store.sizes(table.number(), START, END))
        .containsExactly(size(60, 60), size(120, 120), size(125, 125));

    store.thin(END, END);
    assertThat(store.all()).isEmpty();
  }
}
