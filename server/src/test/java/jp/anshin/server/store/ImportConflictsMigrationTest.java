package jp.anshin.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with years of imports becomes one of today (V180): a row that was passed over as known
 * stays so only where a row that counts says exactly the same, else a person is asked.
 */
final class ImportConflictsMigrationTest {

  /** The last version before rows could be in conflict. */
  private static final MigrationVersion BEFORE = MigrationVersion.fromVersion("170");

  private static final int COUNTS = 1;
  private static final int LATER = 2;
  private static final int LOOKED_AT = 3;
  private static final int TAKEN_BACK = 4;
  private static final int OPENED_FROM = 5;
  private static final int GIVEN_UP = 6;

  @Test
  void rowsThatWerePassedOverAreOpenAgainUnlessOneThatCountsSaysTheSameOnH2() {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:conflicts;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";DB_CLOSE_DELAY=-1");
    source.setUser("sa");
    opensWhatWasPassedOver(source);
    JdbcClient.create(source).sql("shutdown").update();
  }

  @Test
  void rowsThatWerePassedOverAreOpenAgainUnlessOneThatCountsSaysTheSameOnPostgreSql() {
    var options = PostgreSqlForTests.emptyDatabase();
    var source = new PGSimpleDataSource();
    source.setUrl(options.url());
    source.setUser(options.user());
    source.setPassword(options.password());
    opensWhatWasPassedOver(source);
  }

  private static void opensWhatWasPassedOver(DataSource source) {
    flyway(source).target(BEFORE).load().migrate();
    JdbcClient database = JdbcClient.create(source);
    fill(database);

    flyway(source).load().migrate();

    assertThat(standings(database))
        .containsExactly(
            Map.entry("1/2 a", "GOOD"),
            Map.entry("1/3 b", "GOOD"),
            Map.entry("2/2 a", "DUPLICATE"),
            Map.entry("2/3 b", "CONFLICT"), // more users
            Map.entry("2/4 c", "CONFLICT"), // known only to a list that was taken back
            Map.entry("2/5 d", "DUPLICATE"), // of that list too, but an incident stands for it
            Map.entry("2/6 e", "CONFLICT"), // known only to a list that is looked at
            Map.entry("2/7 b", "CONFLICT"), // an upper bound where there was none
            Map.entry("3/2 e", "GOOD"),
            Map.entry("4/2 c", "GOOD"),
            Map.entry("5/2 d", "GOOD"),
            Map.entry("6/2 a", "CONFLICT")); // given up: another area
    assertThat(counts(database, LATER)).isEqualTo("duplicates 2, conflicts 4");
    assertThat(counts(database, COUNTS)).isEqualTo("duplicates 0, conflicts 0");
    assertThat(counts(database, GIVEN_UP))
        .as("of what was given up nothing is counted anew")
        .isEqualTo("duplicates 1, conflicts 0");
  }

  private static FluentConfiguration flyway(DataSource source) {
    return Flyway.configure().dataSource(source).locations("classpath:db/migration");
  }

  private static void fill(JdbcClient database) {
    list(database, COUNTS, "IMPORTED", 0);
    list(database, LATER, "IMPORTED", 6);
    list(database, LOOKED_AT, "PREVIEW", 0);
    list(database, TAKEN_BACK, "WITHDRAWN", 0);
    list(database, OPENED_FROM, "WITHDRAWN", 0);
    list(database, GIVEN_UP, "CANCELLED", 1);
    incident(database, "i-1");
    row(database, COUNTS, 2, "a", false, 10, 10L, "東京都", null);
    row(database, COUNTS, 3, "b", false, 10, null, "", null);
    row(database, TAKEN_BACK, 2, "c", false, 10, 10L, "", null);
    row(database, OPENED_FROM, 2, "d", false, 10, 10L, "", "i-1");
    row(database, LOOKED_AT, 2, "e", false, 10, 10L, "", null);
    row(database, LATER, 2, "a", true, 10, 10L, "東京都", null);
    row(database, LATER, 3, "b", true, 40_000, null, "", null);
    row(database, LATER, 4, "c", true, 10, 10L, "", null);
    row(database, LATER, 5, "d", true, 10, 10L, "", null);
    row(database, LATER, 6, "e", true, 10, 10L, "", null);
    row(database, LATER, 7, "b", true, 10, 10L, "", null);
    row(database, GIVEN_UP, 2, "a", true, 10, 10L, "大阪府", null);
  }

  private static void list(JdbcClient database, int number, String state, int duplicates) {
    database
        .sql(
            """
            insert into accident_import (number, state, file_name, digest, octets, rulebook,
              uploaded_at, uploaded_by, expires_at, good, bad, duplicates, impact_assumed,
              passed_over, why)
            values (:number, :state, 'list.csv', :digest, 1, 0, timestamp with time zone
              '2025-04-01 00:00:00+00', 'sato', timestamp with time zone '2025-04-02 00:00:00+00',
              1, 0, :duplicates, false, '[]', '')
            """)
        .param("number", number)
        .param("state", state)
        .param("digest", Integer.toString(number).repeat(64))
        .param("duplicates", duplicates)
        .update();
  }

  /** Of an incident only that it is there matters here. */
  private static void incident(JdbcClient database, String id) {
    var columns = new TreeMap<String, String>();
    database
        .sql(
            "select column_name, data_type from information_schema.columns"
                + " where table_name = 'incident' and is_nullable = 'NO'")
        .query((row, number) -> columns.put(row.getString(1), value(row.getString(2))))
        .list();
    columns.put("id", "'" + id + "'");
    database
        .sql(
            "insert into incident ("
                + String.join(", ", columns.keySet())
                + ") values ("
                + String.join(", ", columns.values())
                + ")")
        .update();
  }

  private static String value(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "boolean" -> "false";
      case "integer", "bigint" -> "1";
      case "timestamp with time zone" -> "timestamp with time zone '2025-04-01 00:00:00+00'";
      default -> "'{}'";
    };
  }

  private static void row(
      JdbcClient database,
      int list,
      int line,
      String id,
      boolean duplicate,
      long usersMin,
      @Nullable Long usersMax,
      String area,
      @Nullable String incident) {
    database
        .sql(
            """
            insert into imported_accident (import_number, line_number, accident_id, duplicate,
              first_day, first_at, last_at, category, impact, users_min, users_max, seconds_min,
              seconds_max, same_premises, cause_words, area, place, summary, facility_owner,
              simulated, kind, verdict, required, filing, editions, incident)
            values (:list, :line, :id, :duplicate, date '2025-01-10',
              timestamp with time zone '2025-01-10 00:00:00+00',
              timestamp with time zone '2025-01-10 00:00:00+00', null, 'STOP', :min, :max, 600,
              null, 'UNKNOWN', '', :area, '', '', '', false, 'NOT_SERIOUS', 'NOT_SERIOUS', 'NO',
              'exempt', '', :incident)
            """)
        .param("list", list)
        .param("line", line)
        .param("id", id)
        .param("duplicate", duplicate)
        .param("min", usersMin)
        .param("max", usersMax, Types.BIGINT)
        .param("area", area)
        .param("incident", incident, Types.VARCHAR)
        .update();
  }

  private static Map<String, String> standings(JdbcClient database) {
    var found = new TreeMap<String, String>();
    database
        .sql("select import_number, line_number, accident_id, standing from imported_accident")
        .query((row, number) ->
            found.put(
                row.getInt(1) + "/" + row.getInt(2) + " " + row.getString(3), row.getString(4)))
        .list();
    return found;
  }

  private static String counts(JdbcClient database, int list) {
    return database
        .sql("select duplicates, conflicts from accident_import where number = :number")
        .param("number", list)
        .query((row, number) -> "duplicates " + row.getInt(1) + ", conflicts " + row.getInt(2))
        .single();
  }
}
