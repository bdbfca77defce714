package jp.anshin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import jp.anshin.server.store.Database;
import jp.anshin.server.store.DatabaseOptions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * By how much the file of H2 grows with what a server writes while nothing happens: a sign of life,
 * and the sizes of its tables. Argument: an empty directory. It prints octets a write.
 */
public final class StoreGrowth {

  private static final int WRITES = 2_000;
  private static final int TABLES = 20;
  private static final long FIVE_MINUTES = 300;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Path file;

  private StoreGrowth(Database database, Path file) {
    this.jdbc = JdbcClient.create(database.source());
    this.transaction = new TransactionTemplate(database.transactions());
    this.file = file;
  }

  /** Measures and leaves. */
  public static void main(String[] arguments) throws IOException {
    var options = new DatabaseOptions.H2File(Path.of(arguments[0]));
    try (Database database = Database.open(options)) {
      new StoreGrowth(database, Path.of(options.place())).measure();
    }
  }

  private void measure() throws IOException {
    transaction.executeWithoutResult(
        status -> write("insert into alert_heartbeat (id, tried_at) values (1, ?)", 0));
    grown("a sign of life", at -> write("update alert_heartbeat set tried_at = ?", at));
    transaction.executeWithoutResult(status -> {
      for (int table = 0; table < TABLES; table++) {
        jdbc.sql("insert into table_series values (?, ?, '192.0.2.1', 64500, 'adj-rib-in-pre')")
            .params(table, "198.51.100." + table)
            .update();
      }
    });
    grown("sizes of one table", at -> sizes(at, 1));
    grown("sizes of " + TABLES + " tables", at -> sizes(WRITES + at, TABLES));
  }

  private interface Written {
    void at(long number);
  }

  private void grown(String what, Written written) throws IOException {
    long before = Files.size(file);
    for (int i = 0; i < WRITES; i++) {
      long number = i;
      transaction.executeWithoutResult(status -> written.at(number));
    }
    System.out.printf("%s: %d octets a write%n", what, (Files.size(file) - before) / WRITES);
  }

  private void write(String sql, long number) {
    jdbc.sql(sql).param(moment(number)).update();
  }

  private void sizes(long number, int tables) {
    for (int table = 0; table < tables; table++) {
      jdbc.sql("insert into table_size values (?, ?, false, 1290000, 215000)")
          .params(table, moment(number))
          .update();
    }
  }

  private static OffsetDateTime moment(long number) {
    return Instant.EPOCH.plusSeconds(number * FIVE_MINUTES).atOffset(ZoneOffset.UTC);
  }
}
