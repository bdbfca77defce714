package jp.anshin.server.imports;

import java.nio.file.Path;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.io.TempDir;

final class ImportsOnH2Test extends ImportsContract {

  @TempDir Path directory;

  @Override
  DatabaseOptions options() {
    return new DatabaseOptions.H2File(directory);
  }
}
