package jp.anshin.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import jp.anshin.server.intake.Await;
import jp.anshin.server.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers never run on one database. */
class OneServerTest {

  @TempDir Path directory;

  @Test
  void aSecondServerOnOnePostgreSqlIsRefusedUntilTheFirstIsKilled() throws Exception {
    var options = PostgreSqlForTests.emptyDatabase();

    secondIsRefused(options, options.url(), options.user(), options.password());
  }

  @Test
  void aSecondServerOnOneH2FileIsRefusedUntilTheFirstIsKilled() throws Exception {
    secondIsRefused(new DatabaseOptions.H2File(directory), directory.toString());
  }

  @Test
  void onPostgreSqlTheLockIsGivenBackWhenTheServerStopsOrDoesNotStart() {
    var options = PostgreSqlForTests.emptyDatabase();
    try (var first = OpenDatabase.of(options)) {
      first
          .jdbc()
          .sql(
              "update flyway_schema_history set checksum = 1 where installed_rank ="
                  + " (select max(installed_rank) from flyway_schema_history)")
          .update();
      assertInUse(options);
    }
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> Database.open(options).close())
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).isEqualTo("start.database-of-other-version"));
    }
  }

  private static void secondIsRefused(DatabaseOptions options, String... arguments)
      throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HoldingProcess.class.getName()));
    command.addAll(List.of(arguments));
    var first = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var said =
        new BufferedReader(new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).startsWith("open ");
      assertInUse(options);
    } finally {
      first.destroyForcibly();
    }
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Await.until("the lock is free", () -> opens(options));
  }

  private static void assertInUse(DatabaseOptions options) {
    assertThatThrownBy(() -> Database.open(options).close())
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("start.database-in-use");
              assertThat(refusal.sentence(Locale.JAPANESE))
                  .contains(options.place(), "別のプロセス", "止めるか");
              assertThat(refusal.sentence(Locale.ENGLISH)).contains("Stop that one");
            });
  }

  private static boolean opens(DatabaseOptions options) {
    try (var database = Database.open(options)) {
      return database.source() != null;
    } catch (Refusal stillHeld) {
      return false;
    }
  }
}
