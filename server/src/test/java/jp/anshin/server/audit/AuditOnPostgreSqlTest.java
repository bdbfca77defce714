package jp.anshin.server.audit;

import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.PostgreSqlForTests;

final class AuditOnPostgreSqlTest extends AuditContract {

  @Override
  DatabaseOptions options() {
    return PostgreSqlForTests.emptyDatabase();
  }
}
