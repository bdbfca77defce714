package jp.anshin.server.determinations;

import jp.anshin.server.store.DatabaseOptions;

final class JudgingOnH2Test extends JudgingContract {

  @Override
  DatabaseOptions emptyDatabase() {
    return new DatabaseOptions.H2File(directory);
  }
}
