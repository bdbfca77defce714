package jp.anshin.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HexFormat;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalOptions;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Database;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {

  private static final String SEGMENT = "journal/0000000000000001.journal";

  @TempDir Path scratch;
  private Path data;
  private Path archive;

  @BeforeEach
  void aDirectoryOfAServer() throws Exception {
    data = scratch.resolve("data");
    archive = scratch.resolve("backup.zip");
    Database.open(new DatabaseOptions.H2File(data.resolve("database"))).close();
    try (var journal = Journal.open(data.resolve("journal"), JournalOptions.DEFAULT)) {
      journal.append((byte) 1, 1, 1, "came in".getBytes(StandardCharsets.UTF_8), 0, 7);
    }
  }

  private Backup.Made make() {
    return Backup.of(data).write(archive, true, "9.9", Clock.systemUTC());
  }

  private void refused(String code, ThrowingCallable work, String... named) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessageContainingAll(named);
    assertThat(scratch.resolve("restored").resolve("database")).doesNotExist();
  }

  private void refusedOnRestoring(String code, String... named) {
    refused(code, () -> new Restore(archive).into(scratch.resolve("restored")), named);
    refused(code, () -> new Restore(archive).check(), named);
  }

  /** Changes what lies in the archive as anybody with a ZIP program would. */
  private void change(ThrowingConsumer change) throws IOException {
    try (var zip = FileSystems.newFileSystem(archive)) {
      change.accept(zip.getPath("/"));
    }
  }

  private interface ThrowingConsumer {
    void accept(Path root) throws IOException;
  }

  @Test
  void onlyItsOwnerMayReadItAndNothingElseIsLeftBehind() throws Exception {
    var made = make();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");
    try (var left = Files.list(scratch)) {
      assertThat(left).containsExactlyInAnyOrder(data, archive);
    }
    assertThat(made.octets()).isEqualTo(Files.size(archive));
    var hash = Archive.sha256().digest(Files.readAllBytes(archive));
    assertThat(made.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
    assertThat(made.manifest().files())
        .extracting(Manifest.Entry::name)
        .containsExactly("database/anshin.mv.db", SEGMENT);
  }

  @Test
  void itIsPutBackAsItWasForItsOwnerAlone() throws Exception {
    var made = make();
    Path restored = Files.createDirectory(scratch.resolve("restored"));

    assertThat(new Restore(archive).into(restored)).isEqualTo(made.manifest());
    assertThat(new Restore(archive).check()).isEqualTo(made.manifest());
    assertThat(restored.resolve(SEGMENT)).hasSameBinaryContentAs(data.resolve(SEGMENT));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve(SEGMENT))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(restored.resolve("journal"))))
        .isEqualTo("rwx------");
    try (var journal = Journal.open(restored.resolve("journal"), JournalOptions.DEFAULT)) {
      assertThat(journal.end().segment()).isGreaterThan(1_000_000); // no place has two meanings
    }
  }

  @Test
  void nothingIsEverWrittenOver() throws Exception {
    make();
    byte[] before = Files.readAllBytes(archive);

    refused("backup.exists", this::make, archive.toString());
    assertThat(archive).hasBinaryContent(before);
    refused("backup.not-empty", () -> new Restore(archive).into(data), data.toString());
    refused("backup.not-empty", () -> new Restore(archive).into(archive), archive.toString());
  }

  @Test
  void whereThereIsNothingToSaveNothingIsMade() {
    Path none = scratch.resolve("none");

    refused(
        "backup.nothing-there",
        () -> Backup.of(none).write(archive, true, "9.9", Clock.systemUTC()),
        none.toString());
    refused("backup.no-archive", () -> new Restore(archive).check(), archive.toString());
    assertThat(archive).doesNotExist();
  }

  @Test
  void anArchiveTornAnywhereIsRefused() throws Exception {
    make();
    byte[] whole = Files.readAllBytes(archive);
    for (int share = 0; share < 10; share++) {
      Files.write(archive, java.util.Arrays.copyOf(whole, whole.length * share / 10));
      refusedOnRestoring("backup.not-whole", archive.toString());
    }
  }

  @Test
  void aChangedFileIsRefusedByItsName() throws Exception {
    make();
    change(root -> Files.writeString(root.resolve(SEGMENT), "another"));
    refusedOnRestoring("backup.file-damaged", archive.toString(), SEGMENT);
  }

  @Test
  void aFileThatIsMissingOrTooManyIsRefusedByItsName() throws Exception {
    make();
    change(root -> Files.writeString(root.resolve("journal/more"), "x"));
    refusedOnRestoring("backup.file-unexpected", "journal/more");
    change(root -> {
      Files.delete(root.resolve("journal/more"));
      Files.delete(root.resolve("database/anshin.mv.db"));
    });
    refusedOnRestoring("backup.file-missing", "database/anshin.mv.db");
  }

  @Test
  void aManifestThatWouldWriteElsewhereIsRefused() throws Exception {
    make();
    change(root -> {
      Path manifest = root.resolve(Archive.MANIFEST);
      Files.writeString(manifest, Files.readString(manifest).replace(SEGMENT, "../" + SEGMENT));
    });
    refusedOnRestoring("backup.file-unexpected", "../" + SEGMENT);
  }

  @Test
  void eachOctetOfTheMembersIsLookedAt() throws Exception {
    make();
    byte[] whole = Files.readAllBytes(archive);
    byte[] changed = whole.clone();
    changed[whole.length / 3] ^= 1;
    Files.write(archive, changed);
    refusedOnRestoring("backup.file-damaged", "database/anshin.mv.db");
  }

  @Test
  void aServerDoesNotStartOnARestoreThatWasStopped() throws Exception {
    Files.createDirectory(data.resolve(Restore.UNFINISHED));

    refused(
        "start.restore-unfinished",
        () -> AnshinServer.start(ServerOptions.local(data)).close(),
        data.toString());
  }

  @Test
  void aDatabaseInPostgreSqlIsNotInItAndSaysSo() {
    var elsewhere = new DatabaseOptions.PostgreSql("jdbc:postgresql://127.0.0.1/x", "x", "secret");
    var made = new Backup(data, elsewhere).write(archive, true, "9.9", Clock.systemUTC());

    assertThat(made.manifest().database()).isEqualTo(Manifest.POSTGRESQL);
    assertThat(made.manifest().holdings()).isNull();
    assertThat(made.manifest().files()).extracting(Manifest.Entry::name).containsExactly(SEGMENT);
    assertThat(made.json()).doesNotContain("secret");
    assertThat(new Restore(archive).into(scratch.resolve("restored"))).isEqualTo(made.manifest());
  }
}
