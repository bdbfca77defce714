package jp.anshin.server.incidents;

import java.nio.file.Path;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.io.TempDir;

final class IncidentsOnH2Test extends IncidentsContract {

  @TempDir Path directory;

  @Override
  DatabaseOptions options() {
    return new DatabaseOptions.H2File(directory);
  }
}
