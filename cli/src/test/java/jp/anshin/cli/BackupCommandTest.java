package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.anshin.server.store.Database;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

  @TempDir private Path directory;
  private Path archive;

  @BeforeEach
  void aServerHasRunWithItsDatabaseInAPlaceOfItsOwn() throws IOException {
    archive = directory.resolve("backup.zip");
    Database.open(new DatabaseOptions.H2File(directory.resolve("elsewhere"))).close();
    Files.writeString(
        directory.resolve("anshin.yaml"),
        "data-directory: data\ndatabase: {h2: {directory: elsewhere}}\n");
  }

  private TerminalForTest run(int status, String... arguments) {
    var terminal = new TerminalForTest();
    assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(status);
    return terminal;
  }

  private TerminalForTest backUp(int status, String... more) {
    String[] fixed = {
      "backup", "--config=" + directory.resolve("anshin.yaml"), "--to=" + archive, "--lang=en"
    };
    var all = new java.util.ArrayList<>(java.util.List.of(fixed));
    all.addAll(java.util.List.of(more));
    return run(status, all.toArray(String[]::new));
  }

  @Test
  void whatIsInItIsToldWhenItIsMadeCheckedAndPutBack() {
    var made = backUp(ExitStatus.GOOD);
    assertThat(made.out())
        .containsPattern("Saved to .*backup\\.zip \\(\\d+ octets\\), SHA-256 [0-9a-f]{64}\n")
        .containsPattern("acknowledged before 2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d JST ")
        .contains("Database: 0 incidents, 0 of them open; 0 entries in the audit log");
    assertThat(made.err()).contains("hashes of passwords");

    var checked = run(ExitStatus.GOOD, "restore", "--from=" + archive, "--check", "--lang=ja");
    assertThat(checked.out()).contains("は完全です").contains("事案 0 件");

    Path restored = directory.resolve("restored");
    var put = run(ExitStatus.GOOD, "restore", "--from=" + archive, "--data=" + restored, "--json");
    assertThat(put.out()).startsWith("{").contains("\"name\":\"database/anshin.mv.db\"");
    assertThat(restored.resolve("database/anshin.mv.db")).exists();
    var again = run(ExitStatus.GOOD, "backup", "--data=" + restored, "--to=" + archive + "2");
    assertThat(again.out()).contains("Database: 0 incidents");
  }

  @Test
  void whyNotIsToldInTheUsersLanguage() throws IOException {
    backUp(ExitStatus.GOOD, "--json", "--without-evidence");
    assertThat(backUp(ExitStatus.BAD_INPUT).err()).contains("is there already");
    Files.write(archive, new byte[100]);
    String[] restore = {"restore", "--from=" + archive, "--data=" + directory.resolve("new")};
    assertThat(run(ExitStatus.BAD_INPUT, restore).err()).contains("is no whole backup");
    var japanese = run(ExitStatus.BAD_INPUT, "restore", "--from=x", "--check", "--lang=ja");
    assertThat(japanese.err()).isEqualTo("ファイルxはありません。\n");
  }
}
