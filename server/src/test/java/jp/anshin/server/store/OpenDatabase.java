package jp.anshin.server.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A real database as the server's rooms see it, without the server.
 *
 * @param database the open database
 * @param jdbc statements against it
 * @param transaction transactions over these statements
 */
public record OpenDatabase(Database database, JdbcClient jdbc, TransactionTemplate transaction)
    implements AutoCloseable {

  /** Opens it as the server does. */
  public static OpenDatabase of(DatabaseOptions options) {
    Database database = Database.open(options);
    return new OpenDatabase(
        database,
        JdbcClient.create(database.source()),
        new TransactionTemplate(database.transactions()));
  }

  @Override
  public void close() {
    database.close();
  }
}
