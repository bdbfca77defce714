package jp.anshin.server.identity;

import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.PostgreSqlForTests;

final class AccountsOnPostgreSqlTest extends AccountsContract {

  @Override
  DatabaseOptions options() {
    return PostgreSqlForTests.emptyDatabase();
  }
}
