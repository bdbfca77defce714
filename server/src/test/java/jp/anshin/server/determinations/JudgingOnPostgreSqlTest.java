package jp.anshin.server.determinations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class JudgingOnPostgreSqlTest extends JudgingContract {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static @Nullable EmbeddedPostgres server;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    EmbeddedPostgres running = server;
    if (running != null) {
      running.close();
    }
  }

  @Override
  DatabaseOptions emptyDatabase() throws Exception {
    EmbeddedPostgres running = server;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    String name = "judging" + DATABASES.incrementAndGet();
    try (var connection = running.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new DatabaseOptions.PostgreSql(
        "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/" + name, "postgres", "postgres");
  }
}
