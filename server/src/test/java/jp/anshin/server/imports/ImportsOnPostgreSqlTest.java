package jp.anshin.server.imports;

import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.PostgreSqlForTests;

final class ImportsOnPostgreSqlTest extends ImportsContract {

  @Override
  DatabaseOptions options() {
    return PostgreSqlForTests.emptyDatabase();
  }

  /** Several lots; as many as in life are read on the other database. */
  @Override
  int many() {
    return 6_000;
  }
}
