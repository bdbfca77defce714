package jp.anshin.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Instants come back from either database as they were, to the microsecond, and never later. */
final class MomentsTest {

  /** The last nanosecond of a day in Japan. */
  private static final Instant LAST = Instant.parse("2026-03-31T14:59:59.999999999Z");

  private static final Instant LAST_KEPT = Instant.parse("2026-03-31T14:59:59.999999Z");

  @Test
  void onH2(@TempDir Path directory) {
    keepsMoments(new DatabaseOptions.H2File(directory));
  }

  @Test
  void onPostgreSql() {
    keepsMoments(PostgreSqlForTests.emptyDatabase());
  }

  private static void keepsMoments(DatabaseOptions options) {
    try (var database = OpenDatabase.of(options)) {
      JdbcClient jdbc = database.jdbc();
      jdbc.sql("create table moment (n int, at timestamp(6) with time zone)").update();

      assertThat(kept(jdbc, 1, Moments.storedIfAny(LAST))).isEqualTo(LAST_KEPT);
      Instant first = Instant.parse("2008-03-31T15:00:00Z");
      assertThat(kept(jdbc, 2, Moments.storedIfAny(first))).isEqualTo(first);
      Instant before = Instant.parse("1969-12-31T23:59:59.000000999Z");
      assertThat(kept(jdbc, 3, Moments.storedIfAny(before)))
          .isEqualTo(Instant.parse("1969-12-31T23:59:59Z"));
      assertThat(kept(jdbc, 4, Moments.storedIfAny(null))).isNull();
      // Why it is cut off before the database sees it.
      assertThat(kept(jdbc, 5, OffsetDateTime.ofInstant(LAST, ZoneOffset.UTC)))
          .isEqualTo(Instant.parse("2026-03-31T15:00:00Z"));
      List<Integer> found =
          jdbc.sql("select n from moment where at = ? order by n")
              .param(Moments.stored(LAST))
              .query((row, index) -> row.getInt("n"))
              .list();
      assertThat(found).as("the same instant asked for is found").containsExactly(1);
    }
  }

  private static @Nullable Instant kept(JdbcClient jdbc, int number, @Nullable OffsetDateTime at) {
    jdbc.sql("insert into moment values (?, ?)").param(number).param(at).update();
    return jdbc.sql("select at from moment where n = ?")
        .param(number)
        .query((row, index) -> new Read(Moments.readIfAny(row, "at")))
        .single()
        .at();
  }

  private record Read(@Nullable Instant at) {}
}
