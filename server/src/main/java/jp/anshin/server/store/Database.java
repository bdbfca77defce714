package jp.anshin.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import jp.anshin.journal.PrivateDirectory;
import jp.anshin.server.refusal.Refusal;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** An open database whose tables are of this version and that writes before it acknowledges. */
public final class Database implements AutoCloseable {

  /** More connections than writers wait for on a small machine; H2 serializes commits anyway. */
  private static final int CONNECTIONS_MAX = 8;

  private static final long CONNECT_MILLIS_MAX = 5_000;
  private static final int H2_ALREADY_OPEN = 90020;

  /**
   * WRITE_DELAY=0 writes before it acknowledges. REUSE_SPACE=FALSE appends only: where H2 2.5
   * writes over space it had freed (after 45 s by default), a kill loses up to dozens of
   * acknowledged commits, because it then opens at an earlier state of the file; measured,
   * docs/adr/0004. For the same reason nothing is moved within the file when it is closed.
   */
  static final String H2_SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
          + ";REUSE_SPACE=FALSE;MAX_COMPACT_TIME=0;DB_CLOSE_ON_EXIT=FALSE";

  /** What each H2 connection must say of itself before we trust it. */
  private static final Map<String, String> H2_DURABLE =
      Map.of("WRITE_DELAY", "0", "REUSE_SPACE", "FALSE");

  /**
   * A file of this size is written anew when it is opened: what appending left behind goes. Some
   * 5,000 changes; it takes about a second.
   */
  private static final long H2_COMPACT_OCTETS = 128L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource source;

  private final PlatformTransactionManager transactions;
  private final OneServer alone;

  private Database(
      HikariDataSource source, PlatformTransactionManager transactions, OneServer alone) {
    this.source = source;
    this.transactions = transactions;
    this.alone = alone;
  }

  /**
   * Opens it and brings its tables to this version.
   *
   * @throws Refusal when the directory cannot be written, the database is wrong or not durable, or
   *     another server runs on it
   */
  public static Database open(DatabaseOptions options) {
    HikariConfig config =
        switch (options) {
          case DatabaseOptions.H2File file -> h2(file);
          case DatabaseOptions.PostgreSql server -> postgreSql(server);
        };
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS_MAX);
    HikariDataSource source = connect(config, options);
    OneServer alone = OneServer.NOTHING_TO_DO;
    try {
      if (options instanceof DatabaseOptions.PostgreSql server) {
        alone = OneServer.of(server);
      }
      if (options instanceof DatabaseOptions.H2File file) {
        assertDurable(source, file);
      }
      migrate(source, options);
      return new Database(source, transactions(options, source), alone);
    } catch (RuntimeException failure) {
      alone.close();
      source.close();
      throw failure;
    }
  }

  /** Where connections come from. */
  public DataSource source() {
    return source;
  }

  /** How transactions run over {@link #source}: every write must be in one. */
  public PlatformTransactionManager transactions() {
    return transactions;
  }

  @Override
  public void close() {
    source.close();
    alone.close();
  }

  private static PlatformTransactionManager transactions(
      DatabaseOptions options, DataSource source) {
    return switch (options) {
      case DatabaseOptions.H2File file ->
          new OneWriter(source, new DiskRoom(file.directory()), file.place());
      case DatabaseOptions.PostgreSql server -> new JdbcTransactionManager(source);
    };
  }

  private static HikariConfig h2(DatabaseOptions.H2File file) {
    Path directory = file.directory();
    try {
      PrivateDirectory.create(directory);
      Files.delete(Files.createTempFile(directory, "write", ".test"));
    } catch (IOException unwritable) {
      throw Refusal.because(unwritable, "start.directory-unwritable", directory.toString());
    }
    if (!new DiskRoom(directory).isThere()) {
      throw new Refusal(
          "start.disk-full", directory.toString(), Long.toString(DiskRoom.NEEDED_OCTETS >> 20));
    }
    compactWhenLarge(file);
    RoomyPath.register();
    var config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:h2:"
            + RoomyPath.SCHEME
            + ":"
            + directory.toAbsolutePath().resolve("anshin")
            + H2_SETTINGS);
    config.setUsername("anshin");
    config.setPassword("");
    return config;
  }

  private static HikariConfig postgreSql(DatabaseOptions.PostgreSql server) {
    var config = new HikariConfig();
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
    // A lot of rows is one statement: a list of accidents is kept in a third of the time.
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return config;
  }

  private static HikariDataSource connect(HikariConfig config, DatabaseOptions options) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException failure) {
      SQLException sql = sqlCause(failure);
      if (sql != null && sql.getErrorCode() == H2_ALREADY_OPEN) {
        throw Refusal.because(failure, "start.database-in-use", options.place());
      }
      String reason = sql == null ? String.valueOf(failure.getMessage()) : sql.getMessage();
      throw Refusal.because(
          failure, "start.database-unreachable", options.place(), firstLine(reason));
    }
  }

  /**
   * With H2's defaults a kill -9 loses commits that were acknowledged: it must say it has others.
   */
  private static void assertDurable(DataSource source, DatabaseOptions.H2File file) {
    var wrong = new TreeMap<>(H2_DURABLE);
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select setting_name, setting_value from information_schema.settings")) {
      while (found.next()) {
        wrong.remove(
            found.getString(1), String.valueOf(found.getString(2)).toUpperCase(Locale.ROOT));
      }
    } catch (SQLException failure) {
      throw Refusal.because(
          failure, "start.database-unreachable", file.place(), firstLine(failure.getMessage()));
    }
    if (!wrong.isEmpty()) {
      throw new Refusal("start.database-not-durable", file.place(), wrong.toString());
    }
  }

  /** Writes a large file anew beside the old one, then puts it in its place in one step. */
  private static void compactWhenLarge(DatabaseOptions.H2File options) {
    Path file = Path.of(options.place());
    try {
      MVStoreTool.compactCleanUp(file.toString());
      if (Files.exists(file) && Files.size(file) >= H2_COMPACT_OCTETS) {
        MVStoreTool.compact(file.toString(), false);
      }
    } catch (IOException | MVStoreException tooEarly) {
      // Open in another process, or no room for the copy: opening it will tell, or goes on as it
      // is.
      LOG.warn("{} is not written anew: {}", file, tooEarly.getMessage());
    }
  }

  private static void migrate(DataSource source, DatabaseOptions options) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration")
          .failOnMissingLocations(true)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException failure) {
      throw Refusal.because(
          failure,
          "start.database-of-other-version",
          options.place(),
          firstLine(failure.getMessage()));
    }
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
