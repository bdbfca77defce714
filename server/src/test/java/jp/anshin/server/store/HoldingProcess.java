package jp.anshin.server.store;

import java.nio.file.Path;

/** Opens a database in a process of its own and holds it until it is killed. */
final class HoldingProcess {
  private HoldingProcess() {}

  /** Arguments: a directory of H2, or address, user and password of PostgreSQL. */
  public static void main(String[] arguments) throws Exception {
    var options =
        arguments.length == 1
            ? new DatabaseOptions.H2File(Path.of(arguments[0]))
            : new DatabaseOptions.PostgreSql(arguments[0], arguments[1], arguments[2]);
    try (var database = Database.open(options)) {
      System.out.println("open " + database.source().getClass().getSimpleName());
      Thread.currentThread().join();
    }
  }
}
