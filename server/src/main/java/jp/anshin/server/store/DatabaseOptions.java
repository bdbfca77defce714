package jp.anshin.server.store;

import java.nio.file.Path;

/** Which database, and where. */
public sealed interface DatabaseOptions {

  /** What messages call it: never a password. */
  String place();

  /**
   * A database in files of this process; nothing else to install.
   *
   * @param directory where the files lie; made when it is missing
   */
  record H2File(Path directory) implements DatabaseOptions {
    @Override
    public String place() {
      return directory.resolve("anshin.mv.db").toString();
    }
  }

  /**
   * A PostgreSQL server.
   *
   * @param url JDBC address, for instance {@code jdbc:postgresql://127.0.0.1/anshin}
   * @param user its user
   * @param password of that user, never shown
   */
  record PostgreSql(String url, String user, String password) implements DatabaseOptions {
    @Override
    public String place() {
      return url.replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
      return "PostgreSql[" + place() + ", " + user + "]";
    }
  }
}
