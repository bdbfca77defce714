package jp.anshin.server.operators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.server.store.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of the operator file in the database. */
@Repository
class OperatorFileStore {

  private final JdbcClient jdbc;

  OperatorFileStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<OperatorFile> latest() {
    return jdbc.sql("select * from operator_file order by version desc limit 1")
        .query(OperatorFileStore::file)
        .optional();
  }

  List<OperatorFile> all() {
    return jdbc.sql("select * from operator_file order by version")
        .query(OperatorFileStore::file)
        .list();
  }

  /** The text that this saver saved last. */
  Optional<String> latestTextBy(String saver) {
    return jdbc.sql(
            "select content from operator_file where saved_by = ? order by version desc limit 1")
        .param(saver)
        .query(String.class)
        .optional();
  }

  void insert(OperatorFile file) {
    jdbc.sql("insert into operator_file (version, saved_at, saved_by, content) values (?, ?, ?, ?)")
        .params(file.version(), Moments.stored(file.savedAt()), file.savedBy(), file.text())
        .update();
  }

  private static OperatorFile file(ResultSet row, int number) throws SQLException {
    int version = row.getInt("version");
    String text = row.getString("content");
    try {
      return new OperatorFile(
          version,
          text,
          OperatorText.read(text),
          Moments.read(row, "saved_at"),
          row.getString("saved_by"));
    } catch (FaultyTextException unreadable) {
      throw new IllegalStateException(
          "version " + version + " of the stored operator file cannot be read", unreadable);
    }
  }
}
