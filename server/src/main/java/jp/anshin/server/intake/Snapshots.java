package jp.anshin.server.intake;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import jp.anshin.journal.JournalPosition;
import jp.anshin.journal.PrivateDirectory;

/**
 * The state of everything that follows the journal, on disk with the position it was reached at.
 * The file is replaced whole or not at all.
 */
final class Snapshots {

  private static final long MAGIC = 0x414e_5348_534e_0002L;
  private static final int BUFFER_OCTETS = 1 << 16;

  private final Path directory;
  private final Path file;

  /** Writes a state. */
  interface State {
    void write(DataOutput out) throws IOException;
  }

  /** Takes a state up. */
  interface Restoring {
    void read(DataInput in) throws IOException;
  }

  Snapshots(Path directory) {
    this.directory = directory;
    this.file = directory.resolve("snapshot");
  }

  /** Whether there is one. */
  boolean isThere() {
    return Files.exists(file);
  }

  /** Writes a state that survives the loss of power when this returns. */
  void write(JournalPosition position, State state) throws IOException {
    PrivateDirectory.create(directory);
    Path next = directory.resolve("snapshot.next");
    try (var channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var checked =
          new CheckedOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_OCTETS),
              new CRC32C());
      var out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_OCTETS));
      out.writeLong(MAGIC);
      out.writeLong(position.segment());
      out.writeLong(position.offset());
      state.write(out);
      out.flush();
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Reads the state; the checksum is compared before anything is taken up.
   *
   * @return the position it was reached at
   * @throws IOException when it cannot be read, is damaged, or of another version
   */
  JournalPosition read(Restoring restoring) throws IOException {
    verify();
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_OCTETS))) {
      var position = position(in, file);
      restoring.read(in);
      return position;
    }
  }

  /** Reads the head of a snapshot. */
  static JournalPosition position(DataInput in, Path file) throws IOException {
    if (in.readLong() != MAGIC) {
      throw new IOException("not a snapshot of this version: " + file);
    }
    return new JournalPosition(in.readLong(), in.readLong());
  }

  private void verify() throws IOException {
    long octets = Files.size(file) - Long.BYTES;
    try (var checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER_OCTETS), new CRC32C());
        var in = new DataInputStream(checked)) {
      var chunk = new byte[BUFFER_OCTETS];
      for (long left = octets; left > 0; ) {
        int count = in.read(chunk, 0, (int) Math.min(left, chunk.length));
        if (count < 0) {
          break;
        }
        left -= count;
      }
      long expected = checked.getChecksum().getValue();
      if (octets < Long.BYTES || in.readLong() != expected) {
        throw new IOException("the snapshot is damaged: " + file);
      }
    }
  }
}
