package jp.anshin.server.periods;

import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.PostgreSqlForTests;

final class PeriodsOnPostgreSqlTest extends PeriodsContract {

  @Override
  DatabaseOptions options() {
    return PostgreSqlForTests.emptyDatabase();
  }
}
