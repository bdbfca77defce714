package jp.anshin.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.server.backup.Backup;
import jp.anshin.server.backup.Restore;
import jp.anshin.server.store.DatabaseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a process that writes with six threads all the while. */
final class BackupTest {

  private static final int BACKUPS = 3;
  private static final int ACKNOWLEDGEMENTS = 120;

  @TempDir Path scratch;

  @Test
  void whateverWasAcknowledgedBeforeTheBackupBeganIsInIt() throws Exception {
    Path data = scratch.resolve("data");
    Path database = data.resolve("database");
    var process = new KilledProcess(scratch);
    var before = new ArrayList<Acknowledgement>();
    for (int life = 0; life < BACKUPS; life++) {
      Path archive = scratch.resolve("backup-" + life + ".zip");
      List<Acknowledgement> heard =
          process.liveUntil(
              ACKNOWLEDGEMENTS,
              List.of("" + life, "0", data.resolve("journal").toString(), database.toString()),
              () -> Backup.of(data).write(archive, true, "test", Clock.systemUTC()));
      before.addAll(heard.subList(0, ACKNOWLEDGEMENTS));
      Path restored = scratch.resolve("restored-" + life);
      new Restore(archive).into(restored);

      Survival.check(
          new DatabaseOptions.H2File(restored.resolve("database")),
          restored.resolve("journal"),
          life,
          before);
      before.addAll(heard.subList(ACKNOWLEDGEMENTS, heard.size()));
    }
    assertThat(before.stream().map(Acknowledgement::what).distinct().toList())
        .contains(Acknowledgement.What.DETECTION, Acknowledgement.What.JOURNAL);
  }
}
