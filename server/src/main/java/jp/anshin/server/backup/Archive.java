package jp.anshin.server.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form of a backup: a ZIP file whose members lie where they lie below a data directory, and
 * {@code manifest.json} as the last of them.
 */
final class Archive {

  static final String MANIFEST = "manifest.json";
  static final String DATABASE_DIRECTORY = "database";
  static final String DATABASE = DATABASE_DIRECTORY + "/anshin.mv.db";
  static final String JOURNAL_DIRECTORY = "journal";
  static final String WATCH_DIRECTORY = "watch";
  static final String SNAPSHOT = WATCH_DIRECTORY + "/snapshot";

  /** A name of a segment of the journal; the number is its first group. */
  static final Pattern SEGMENT = Pattern.compile("(\\d{16,19})\\.journal");

  /** A line for each of a million segments is more than any journal has. */
  static final int MANIFEST_OCTETS_MAX = 128 << 20;

  static final int BUFFER_OCTETS = 1 << 16;

  private Archive() {}

  /** Whether a file of that name may lie in an archive: nothing else is ever written to a disk. */
  static boolean isMember(String name) {
    String segments = JOURNAL_DIRECTORY + "/";
    return name.equals(DATABASE)
        || name.equals(SNAPSHOT)
        || (name.startsWith(segments)
            && SEGMENT.matcher(name.substring(segments.length())).matches());
  }

  /** The directory that a file lies in. */
  static Path above(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** A new file that its owner alone may read: it may hold what opens accounts. */
  static FileChannel create(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    return FileChannel.open(
        file,
        Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        posix ? new FileAttribute<?>[] {ownerOnly} : new FileAttribute<?>[0]);
  }

  /** Makes what was made, moved or deleted in a directory survive the loss of power. */
  static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
