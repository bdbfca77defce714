package jp.anshin.server.periods;

import java.nio.file.Path;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.io.TempDir;

final class PeriodsOnH2Test extends PeriodsContract {

  @TempDir Path directory;

  @Override
  DatabaseOptions options() {
    return new DatabaseOptions.H2File(directory);
  }
}
