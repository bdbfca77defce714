package jp.anshin.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import jp.anshin.server.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

final class DatabaseTest {

  @TempDir Path directory;

  @Test
  void h2WritesBeforeItAcknowledgesAndOverwritesNothing() {
    try (var database = OpenDatabase.of(h2())) {
      assertThat(setting(database.jdbc(), "WRITE_DELAY")).isEqualTo("0");
      assertThat(setting(database.jdbc(), "REUSE_SPACE")).isEqualToIgnoringCase("false");
      assertThat(setting(database.jdbc(), "MAX_COMPACT_TIME")).isEqualTo("0");
    }
  }

  @Test
  void tablesOfALaterVersionAreRefused() {
    try (var database = OpenDatabase.of(h2())) {
      database
          .jdbc()
          .sql(
              "update flyway_schema_history set checksum = 1 where installed_rank ="
                  + " (select max(installed_rank) from flyway_schema_history)")
          .update();
    }

    Refusal refusal = refusalOf(h2());
    assertThat(refusal.code()).isEqualTo("start.database-of-other-version");
    assertThat(refusal.sentence(Locale.JAPANESE)).contains("anshin.mv.db");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Files.writeString(directory.resolve("anshin.mv.db"), "not a database".repeat(1_000));

    assertThat(refusalOf(h2()).code()).isEqualTo("start.database-unreachable");
  }

  @Test
  void aLargeFileIsWrittenAnewWhenItIsOpened() throws Exception {
    Path file = Path.of(h2().place());
    try (var database = OpenDatabase.of(h2())) {
      database.jdbc().sql("create table filler (content text)").update();
      String megabyte = "x".repeat(1 << 20);
      database.jdbc().sql("insert into filler values (?)").param(megabyte).update();
      for (int number = 0; number < 130; number++) {
        database.jdbc().sql("update filler set content = ?").param(number + megabyte).update();
      }
    }
    assertThat(Files.size(file)).isGreaterThan(128L << 20);

    try (var database = OpenDatabase.of(h2())) {
      assertThat(database.jdbc().sql("select content from filler").query(String.class).single())
          .startsWith("129x");
    }
    assertThat(Files.size(file)).isLessThan(16L << 20);
  }

  private DatabaseOptions.H2File h2() {
    return new DatabaseOptions.H2File(directory);
  }

  private static String setting(JdbcClient jdbc, String name) {
    return jdbc.sql("select setting_value from information_schema.settings where setting_name = ?")
        .param(name)
        .query(String.class)
        .single();
  }

  private static Refusal refusalOf(DatabaseOptions options) {
    try (Database database = Database.open(options);
        Connection connection = database.source().getConnection()) {
      throw new AssertionError("opened " + connection.getCatalog());
    } catch (Refusal refusal) {
      return refusal;
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
