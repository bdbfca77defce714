package jp.anshin.server.incidents;

import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.PostgreSqlForTests;

final class IncidentsOnPostgreSqlTest extends IncidentsContract {

  @Override
  DatabaseOptions options() {
    return PostgreSqlForTests.emptyDatabase();
  }
}
