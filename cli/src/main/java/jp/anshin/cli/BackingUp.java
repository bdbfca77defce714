package jp.anshin.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.backup.Backup;
import jp.anshin.server.backup.Manifest;
import jp.anshin.server.backup.Restore;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Makes backups and puts them back, and says in the user's language what is in them. */
record BackingUp(Terminal terminal, Texts texts) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'JST'", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Tokyo"));

  /** What may be refused. */
  private interface Work {
    int done() throws RefusedInput;
  }

  int backUp(Given given) throws RefusedInput {
    return refusing(() -> {
      Path to = path(given.required(BackupCommand.TO));
      var made =
          source(given.value(BackupCommand.CONFIG), given.value(BackupCommand.DATA))
              .write(
                  to,
                  !given.has(BackupCommand.WITHOUT_EVIDENCE),
                  Version.ofBuild(),
                  Clock.systemUTC());
      if (given.has(BackupCommand.JSON)) {
        terminal.out().line(made.json());
        return ExitStatus.GOOD;
      }
      terminal.out().line(texts.sentence("backup.made", to, made.octets(), made.sha256()));
      tell(made.manifest());
      terminal.err().println(texts.sentence("backup.secrets"));
      return ExitStatus.GOOD;
    });
  }

  private Backup source(@Nullable String config, @Nullable String data) throws RefusedInput {
    if (config == null) {
      return Backup.of(path(String.valueOf(data)));
    }
    ServerOptions options = new ConfigurationFiles(terminal, texts).options(config);
    return new Backup(options.dataDirectory(), options.database());
  }

  int restore(Given given) throws RefusedInput {
    return refusing(() -> {
      var restore = new Restore(path(given.required(RestoreCommand.FROM)));
      String data = given.value(RestoreCommand.DATA);
      Manifest manifest = data == null ? restore.check() : restore.into(path(data));
      if (given.has(RestoreCommand.JSON)) {
        terminal.out().line(manifest.json());
        return ExitStatus.GOOD;
      }
      terminal
          .out()
          .line(
              data == null
                  ? texts.sentence("restore.whole", restore.archive())
                  : texts.sentence("restore.done", restore.archive(), path(data)));
      tell(manifest);
      return ExitStatus.GOOD;
    });
  }

  private void tell(Manifest manifest) {
    var holdings = manifest.holdings();
    terminal
        .out()
        .line(texts.sentence("backup.holds", TIME.format(manifest.begunAt()), manifest.version()));
    terminal
        .out()
        .line(
            holdings == null
                ? texts.sentence("backup.postgresql")
                : texts.sentence(
                    "backup.database",
                    holdings.incidents(),
                    holdings.incidentsOpen(),
                    holdings.auditEntries(),
                    holdings.tables(),
                    holdings.auditHash()));
    long octets = manifest.files().stream().mapToLong(Manifest.Entry::octets).sum();
    terminal.out().line(texts.sentence("backup.files", manifest.files().size(), octets));
    if (!manifest.evidence()) {
      terminal.out().line(texts.sentence("backup.no-evidence"));
    }
  }

  private int refusing(Work work) throws RefusedInput {
    try {
      return work.done();
    } catch (Refusal refusal) {
      throw new RefusedInput(refusal.sentence(texts.language().locale()));
    }
  }

  private Path path(String written) throws RefusedInput {
    try {
      return Path.of(written);
    } catch (InvalidPathException e) {
      throw new RefusedInput(texts.sentence("path.unusable", String.valueOf(e.getMessage())));
    }
  }
}
