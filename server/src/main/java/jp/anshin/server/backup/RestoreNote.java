package jp.anshin.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.anshin.server.audit.Audit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the audit log that an archive was put back: what happened between its making and that is
 * missing, and whoever reads the log must know.
 */
@Component
public class RestoreNote {

  /** Lies in the data directory until the log has it. */
  static final String FILE = "restored-from";

  private static final String BY = "server";
  private static final String ACTION = "restore-backup";

  private final Audit audit;
  private final TransactionTemplate transaction;

  RestoreNote(Audit audit, TransactionTemplate transaction) {
    this.audit = audit;
    this.transaction = transaction;
  }

  /** Leaves word in the directory. */
  static void write(Path directory, Manifest manifest) throws IOException {
    String said = "backup of " + manifest.begunAt() + " by version " + manifest.version();
    try (var channel = Archive.create(directory.resolve(FILE))) {
      var octets = StandardCharsets.UTF_8.encode(said);
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
  }

  /**
   * Writes what was left in the data directory into the log, once; twice should the process be
   * killed in between.
   */
  public void keep(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    try {
      String said = Files.readString(file).strip();
      transaction.executeWithoutResult(status -> audit.record(BY, ACTION, said, ""));
      Files.delete(file);
      Archive.sync(dataDirectory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
