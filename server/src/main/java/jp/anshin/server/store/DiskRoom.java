package jp.anshin.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk that H2 lies on. At the first write that fails, H2 closes its file and stays
 * closed, so that nobody can even log in; it must therefore never meet a full disk. While little is
 * left, no transaction begins; should the disk fill within one, a file that was laid down for this
 * case makes room for its end.
 */
public final class DiskRoom {

  /** No transaction begins with less: the largest holds an operator file, some 12 MB. */
  public static final long NEEDED_OCTETS = 16L << 20;

  /** For the end of the transaction during which the disk became full. */
  private static final long BALLAST_OCTETS = 8L << 20;

  private static final int CHUNK_OCTETS = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

  private final Path directory;
  private final Path ballast;

  DiskRoom(Path directory) {
    this.directory = directory;
    this.ballast = directory.resolve("room-for-the-last-transaction");
  }

  /** Octets that may still be written to the disk of a directory. */
  public static long usableOctets(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  /** Whether a transaction may begin. */
  boolean isThere() {
    try {
      long usable = usableOctets(directory);
      if (usable >= NEEDED_OCTETS + BALLAST_OCTETS) {
        layDown();
      }
      return usable >= NEEDED_OCTETS;
    } catch (IOException unknown) {
      LOG.warn("how much room {} has is not known: {}", directory, unknown.toString());
      return true;
    }
  }

  private synchronized void layDown() throws IOException {
    if (Files.exists(ballast)) {
      return;
    }
    try (var file =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long left = BALLAST_OCTETS; left > 0; left -= CHUNK_OCTETS) {
        file.write(ByteBuffer.allocate(CHUNK_OCTETS));
      }
    }
  }

  /** Gives the room for the last transaction away; false when that was done before. */
  boolean give() throws IOException {
    return Files.deleteIfExists(ballast);
  }

  /** Whether a write failed for want of room, in the words of the operating systems. */
  static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("quota exceeded")
        || message.contains("not enough space");
  }
}
