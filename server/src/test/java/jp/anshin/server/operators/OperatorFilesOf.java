package jp.anshin.server.operators;

import java.time.Clock;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.store.OpenDatabase;

/** Makes the operator's files without the server, for tests of other rooms. */
public final class OperatorFilesOf {

  private OperatorFilesOf() {}

  /**
   * The files in that database; the configuration says nothing, and nobody listens.
   *
   * @param audit the only one on that database, as in the server
   */
  public static OperatorFiles database(OpenDatabase database, Audit audit, Clock clock) {
    return new OperatorFiles(
        new OperatorFileStore(database.jdbc()),
        database.transaction(),
        audit,
        event -> {},
        clock,
        new ConfiguredOperator(""));
  }
}
