package jp.anshin.server.identity;

import java.nio.file.Path;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.io.TempDir;

final class AccountsOnH2Test extends AccountsContract {

  @TempDir Path directory;

  @Override
  DatabaseOptions options() {
    return new DatabaseOptions.H2File(directory);
  }
}
