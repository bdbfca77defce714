package jp.anshin.server.intake;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.anshin.journal.JournalPosition;

/** What others need to know of the state of the watch on disk. */
public final class WatchSnapshot {

  private WatchSnapshot() {}

  /**
   * Up to where the journal was read when that file was written: what lies behind is still needed.
   *
   * @throws IOException when it cannot be read or is of another version
   */
  public static JournalPosition position(Path file) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(file))) {
      return Snapshots.position(in, file);
    }
  }
}
