package jp.anshin.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import jp.anshin.server.refusal.Refusal;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** An open database whose tables are of this version and that writes before it acknowledges. */
public final class Database implements AutoCloseable {

  /** More connections than writers wait for on a small machine; H2 serializes commits anyway. */
  private static final int CONNECTIONS_MAX = 8;

  private static final long CONNECT_MILLIS_MAX = 5_000;
  private static final int H2_ALREADY_OPEN = 90020;

  private final HikariDataSource source;

  private Database(HikariDataSource source) {
    this.source = source;
  }

  /**
   * Opens it and brings its tables to this version.
   *
   * @throws Refusal when the directory cannot be written, the database is wrong or not durable
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
    try {
      if (options instanceof DatabaseOptions.H2File file) {
        assertWritesAtOnce(source, file);
      }
      migrate(source, options);
      return new Database(source);
    } catch (RuntimeException failure) {
      source.close();
      throw failure;
    }
  }

  /** Where connections come from. */
  public DataSource source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }

  private static HikariConfig h2(DatabaseOptions.H2File file) {
    Path directory = file.directory();
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "write", ".test"));
    } catch (IOException unwritable) {
      throw Refusal.because(unwritable, "start.directory-unwritable", directory.toString());
    }
    var config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:h2:file:"
            + directory.toAbsolutePath().resolve("anshin")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    config.setUsername("anshin");
    config.setPassword("");
    return config;
  }

  private static HikariConfig postgreSql(DatabaseOptions.PostgreSql server) {
    var config = new HikariConfig();
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
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

  /** H2's default delays writes: a kill -9 then loses thousands of acknowledged commits. */
  private static void assertWritesAtOnce(DataSource source, DatabaseOptions.H2File file) {
    String delay = "";
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'WRITE_DELAY'")) {
      delay = found.next() ? found.getString(1) : "default";
    } catch (SQLException failure) {
      throw Refusal.because(
          failure, "start.database-unreachable", file.place(), firstLine(failure.getMessage()));
    }
    if (!"0".equals(delay)) {
      throw new Refusal("start.database-not-durable", file.place(), delay);
    }
  }

  private static void migrate(DataSource source, DatabaseOptions options) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration")
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
