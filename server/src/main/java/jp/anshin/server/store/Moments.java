package jp.anshin.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instants in columns of type {@code timestamp with time zone}, in UTC.
 *
 * <p>Such a column holds microseconds. What is finer is cut off, never rounded up: left to
 * themselves H2 and PostgreSQL round, each in its own way, so that the last instant of a day would
 * be kept as the first of the next, which is another day of the law. Who needs an instant whole
 * keeps it in the text of the event; the column is for choosing and ordering.
 */
public final class Moments {

  private Moments() {}

  /** What is stored for that instant. */
  public static OffsetDateTime stored(Instant at) {
    return OffsetDateTime.ofInstant(at.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  /** The same where there may be none. */
  public static @Nullable OffsetDateTime storedIfAny(@Nullable Instant at) {
    return at == null ? null : stored(at);
  }

  /** What stands in a column that is never null. */
  public static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** What stands in a column; null where it holds none. */
  public static @Nullable Instant readIfAny(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
