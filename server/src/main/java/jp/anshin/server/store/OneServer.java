package jp.anshin.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one server run on a PostgreSQL database: an advisory lock on a connection of its own, held
 * as long as the server lives. PostgreSQL gives it back by itself when the process dies. H2 locks
 * its file.
 */
final class OneServer implements AutoCloseable {

  /** H2 locks its file. */
  static final OneServer NOTHING_TO_DO = new OneServer(null);

  /** Any number that no other program on that database takes: "ANSHIN" in ASCII. */
  private static final long LOCK = 0x414e_5348_494eL;

  private static final Logger LOG = LoggerFactory.getLogger(OneServer.class);

  private final @Nullable Connection connection;

  private OneServer(@Nullable Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock.
   *
   * @throws Refusal {@code start.database-in-use} when another server holds it, {@code
   *     start.database-unreachable} when it cannot be asked for
   */
  static OneServer of(DatabaseOptions.PostgreSql server) {
    Connection connection = null;
    try {
      connection = DriverManager.getConnection(server.url(), properties(server));
      if (locks(connection)) {
        return new OneServer(connection);
      }
      connection.close();
    } catch (SQLException failure) {
      new OneServer(connection).close();
      throw Refusal.because(
          failure,
          "start.database-unreachable",
          server.place(),
          String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }
    throw new Refusal("start.database-in-use", server.place());
  }

  private static Properties properties(DatabaseOptions.PostgreSql server) {
    var properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("tcpKeepAlive", "true"); // it says nothing for as long as we live
    return properties;
  }

  private static boolean locks(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (var row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException failure) {
        LOG.warn("the lock of the database was not given back: {}", failure.toString());
      }
    }
  }
}
