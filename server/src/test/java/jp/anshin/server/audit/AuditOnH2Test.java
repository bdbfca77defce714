package jp.anshin.server.audit;

import java.nio.file.Path;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.io.TempDir;

final class AuditOnH2Test extends AuditContract {

  @TempDir Path directory;

  @Override
  DatabaseOptions options() {
    return new DatabaseOptions.H2File(directory);
  }
}
