package jp.anshin.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for the tests of this JVM; every test gets an empty database of its own.
 */
public final class PostgreSqlForTests {

  private static final String USER = "postgres";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private PostgreSqlForTests() {}

  /** Started when first asked for; it ends with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** A database without tables. */
  public static DatabaseOptions.PostgreSql emptyDatabase() {
    String name = "anshin_" + COUNT.incrementAndGet();
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new DatabaseOptions.PostgreSql(
        "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + name, USER, USER);
  }
}
