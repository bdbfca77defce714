package jp.anshin.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a database in files, taken while another process may write to it. As the file only
 * grows (docs/adr/0004), its first octets up to any length are what a kill at that moment would
 * have left, and hold all that was acknowledged before the copy began. H2's own BACKUP does the
 * same.
 */
public final class DatabaseCopy {

  /** A header that was being written while it was read is another one the next time. */
  private static final int ATTEMPTS_MAX = 3;

  private static final long CHUNK_OCTETS = 8L << 20;

  /** The settings of the server, for a file that must be there already. */
  private static final String SETTINGS = Database.H2_SETTINGS + ";IFEXISTS=TRUE";

  private DatabaseCopy() {}

  /**
   * What a database holds, to tell one from another.
   *
   * @param tables version of its tables, as Flyway calls it
   * @param incidents all of them
   * @param incidentsOpen those that go on
   * @param auditEntries entries of the audit log
   * @param auditHash hash of the last entry, which covers all before; empty when there is none
   */
  public record Holdings(
      String tables, long incidents, long incidentsOpen, long auditEntries, String auditHash) {}

  /**
   * Copies it into an empty directory and opens the copy once, so that what a kill would leave
   * behind is cleared.
   *
   * @return what the copy holds
   * @throws IOException when it cannot be read or the copy not written
   * @throws Refusal {@code backup.database-unreadable} when the copy does not open
   */
  public static Holdings take(DatabaseOptions.H2File from, Path directory) throws IOException {
    var copy = new DatabaseOptions.H2File(directory);
    for (int attempt = 1; ; attempt++) {
      copy(Path.of(from.place()), Path.of(copy.place()));
      try {
        return look(copy);
      } catch (SQLException unreadable) {
        if (attempt == ATTEMPTS_MAX) {
          throw unreadable(unreadable, from);
        }
      }
    }
  }

  /**
   * What the database in that directory holds. No other process may have it open.
   *
   * @throws Refusal {@code backup.database-unreadable} when it does not open
   */
  public static Holdings holdings(DatabaseOptions.H2File file) {
    try {
      return look(file);
    } catch (SQLException unreadable) {
      throw unreadable(unreadable, file);
    }
  }

  private static Refusal unreadable(SQLException why, DatabaseOptions.H2File file) {
    String reason = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    return Refusal.because(why, "backup.database-unreadable", file.place(), reason);
  }

  /** From the beginning to the end, in this order: a header is never newer than what follows. */
  private static void copy(Path from, Path to) throws IOException {
    try (var source = FileChannel.open(from, StandardOpenOption.READ);
        var copy =
            FileChannel.open(
                to,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      long end = source.size();
      for (long at = 0; at < end; end = source.size()) {
        at += source.transferTo(at, Math.min(CHUNK_OCTETS, end - at), copy);
      }
    }
  }

  private static Holdings look(DatabaseOptions.H2File file) throws SQLException {
    String place = file.directory().toAbsolutePath().resolve("anshin").toString();
    try (Connection connection =
        DriverManager.getConnection("jdbc:h2:" + place + SETTINGS, "anshin", "")) {
      return new Holdings(
          text(
              connection,
              "select \"version\" from \"flyway_schema_history\" where \"success\""
                  + " order by \"installed_rank\" desc limit 1"),
          number(connection, "select count(*) from incident"),
          number(connection, "select count(*) from incident where status = 'OPEN'"),
          number(connection, "select count(*) from audit_entry"),
          text(connection, "select hash from audit_entry order by sequence desc limit 1"));
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    return Long.parseLong(text(connection, query));
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      @Nullable String found = row.next() ? row.getString(1) : null;
      return found == null ? "" : found.strip();
    }
  }

  /** Whether there is a database of that kind. */
  public static boolean isThere(DatabaseOptions.H2File file) {
    return Files.exists(Path.of(file.place()));
  }
}
