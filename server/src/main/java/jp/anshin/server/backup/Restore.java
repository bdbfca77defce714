package jp.anshin.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jp.anshin.journal.Journal;
import jp.anshin.journal.PrivateDirectory;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseCopy;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;

/**
 * Takes an archive of {@link Backup} apart: into a directory on which a server can start, or only
 * to see whether that would be possible.
 *
 * @param archive the file
 */
public record Restore(Path archive) {

  /** Where everything lies until it is whole: a server does not start beside it. */
  static final String UNFINISHED = ".restoring";

  /** Database last: without it there is nothing to start on. */
  private static final List<String> PARTS =
      List.of(Archive.JOURNAL_DIRECTORY, Archive.WATCH_DIRECTORY, Archive.DATABASE_DIRECTORY);

  /** Where the octets of a file go that are only to be looked at. */
  private static final WritableByteChannel NOWHERE =
      new WritableByteChannel() {
        @Override
        public int write(ByteBuffer octets) {
          int count = octets.remaining();
          octets.position(octets.limit());
          return count;
        }

        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  /**
   * Reads all of it and compares every file with the manifest; writes nothing.
   *
   * @return what the archive says of itself
   * @throws Refusal when it is torn, was changed, or is none; it names the archive and the file
   */
  public Manifest check() {
    try (var zip = open()) {
      Manifest manifest = manifest(zip);
      for (var entry : manifest.files()) {
        compare(zip, entry, NOWHERE);
      }
      return manifest;
    } catch (IOException failure) {
      throw notWhole(failure);
    }
  }

  /**
   * Puts it into a directory that is empty or not there yet. When this returns it survives the loss
   * of power; when it fails, nothing of it remains.
   *
   * @return what the archive says of itself
   * @throws Refusal as {@link #check}, and when the directory holds something or cannot be written
   */
  public Manifest into(Path directory) {
    requireEmpty(directory);
    try (var zip = open()) {
      Manifest manifest = manifest(zip);
      Path unfinished = begun(directory);
      try {
        extract(zip, manifest, unfinished);
        verify(manifest, unfinished);
        RestoreNote.write(unfinished, manifest);
        Archive.sync(unfinished);
        putInPlace(unfinished, directory);
      } finally {
        FileSystemUtils.deleteRecursively(unfinished);
      }
      return manifest;
    } catch (IOException failure) {
      throw Refusal.because(
          failure,
          "backup.not-restored",
          archive.toString(),
          directory.toString(),
          String.valueOf(failure.getMessage()));
    }
  }

  /**
   * Refuses a data directory into which an archive is being put, or was until somebody stopped it.
   *
   * @throws Refusal {@code start.restore-unfinished}
   */
  public static void requireFinished(Path dataDirectory) {
    if (Files.exists(dataDirectory.resolve(UNFINISHED))) {
      throw new Refusal("start.restore-unfinished", dataDirectory.toString());
    }
  }

  private static void requireEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var entries = Files.list(directory)) {
      if (entries.findAny().isEmpty()) {
        return;
      }
    } catch (IOException notADirectory) {
      throw Refusal.because(notADirectory, "backup.not-empty", directory.toString());
    }
    throw new Refusal("backup.not-empty", directory.toString());
  }

  private static Path begun(Path directory) throws IOException {
    PrivateDirectory.create(directory);
    Path unfinished = directory.resolve(UNFINISHED);
    PrivateDirectory.create(unfinished);
    return unfinished;
  }

  private ZipFile open() {
    try {
      return new ZipFile(archive.toFile());
    } catch (NoSuchFileException missing) {
      throw Refusal.because(missing, "backup.no-archive", archive.toString());
    } catch (IOException torn) {
      throw notWhole(torn);
    }
  }

  private Refusal notWhole(@Nullable Exception why) {
    String reason = why == null ? Archive.MANIFEST : String.valueOf(why.getMessage());
    var refusal = new Refusal("backup.not-whole", archive.toString(), reason);
    if (why != null) {
      refusal.initCause(why);
    }
    return refusal;
  }

  private Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(Archive.MANIFEST);
    if (entry == null) {
      throw notWhole(null);
    }
    Manifest manifest;
    try (InputStream in = zip.getInputStream(entry)) {
      manifest = Manifest.read(in.readNBytes(Archive.MANIFEST_OCTETS_MAX));
    } catch (JacksonException unreadable) {
      throw notWhole(unreadable);
    }
    if (manifest.format() != Manifest.FORMAT) {
      throw new Refusal("backup.other-format", archive.toString(), manifest.version());
    }
    requireSameNames(zip, manifest);
    return manifest;
  }

  private void requireSameNames(ZipFile zip, Manifest manifest) {
    Set<String> listed = new HashSet<>();
    for (var entry : manifest.files()) {
      if (!Archive.isMember(entry.name()) || !listed.add(entry.name())) {
        throw new Refusal("backup.file-unexpected", archive.toString(), entry.name());
      }
      if (zip.getEntry(entry.name()) == null) {
        throw new Refusal("backup.file-missing", archive.toString(), entry.name());
      }
    }
    boolean database = manifest.database().equals(Manifest.H2);
    if (database && (!listed.contains(Archive.DATABASE) || manifest.holdings() == null)) {
      throw new Refusal("backup.file-missing", archive.toString(), Archive.DATABASE);
    }
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> !listed.contains(name) && !name.equals(Archive.MANIFEST))
        .findAny()
        .ifPresent(name -> {
          throw new Refusal("backup.file-unexpected", archive.toString(), name);
        });
  }

  private void extract(ZipFile zip, Manifest manifest, Path into) throws IOException {
    for (var entry : manifest.files()) {
      Path file = into.resolve(entry.name());
      PrivateDirectory.create(Archive.above(file));
      try (var channel = Archive.create(file)) {
        compare(zip, entry, channel);
        channel.force(true);
      }
      Archive.sync(Archive.above(file));
    }
  }

  private void compare(ZipFile zip, Manifest.Entry entry, WritableByteChannel out)
      throws IOException {
    var digest = Archive.sha256();
    long octets = 0;
    try (InputStream in = zip.getInputStream(zip.getEntry(entry.name()))) {
      var chunk = new byte[Archive.BUFFER_OCTETS];
      for (int count = read(in, chunk, entry); count >= 0; count = read(in, chunk, entry)) {
        octets += count;
        if (octets > entry.octets()) {
          throw damaged(entry, null);
        }
        digest.update(chunk, 0, count);
        var left = ByteBuffer.wrap(chunk, 0, count);
        while (left.hasRemaining()) {
          out.write(left);
        }
      }
    }
    boolean same = HexFormat.of().formatHex(digest.digest()).equals(entry.sha256());
    if (octets != entry.octets() || !same) {
      throw damaged(entry, null);
    }
  }

  /** A fault while reading lies in the archive; one while writing does not. */
  private int read(InputStream in, byte[] chunk, Manifest.Entry entry) {
    try {
      return in.read(chunk);
    } catch (IOException torn) {
      throw damaged(entry, torn);
    }
  }

  private Refusal damaged(Manifest.Entry entry, @Nullable IOException why) {
    var refusal = new Refusal("backup.file-damaged", archive.toString(), entry.name());
    if (why != null) {
      refusal.initCause(why);
    }
    return refusal;
  }

  private void verify(Manifest manifest, Path restored) throws IOException {
    if (manifest.holdings() != null) {
      Path directory = restored.resolve(Archive.DATABASE_DIRECTORY);
      var found = DatabaseCopy.holdings(new DatabaseOptions.H2File(directory));
      if (!found.equals(manifest.holdings())) {
        throw new Refusal("backup.file-damaged", archive.toString(), Archive.DATABASE);
      }
    }
    Path journal = restored.resolve(Archive.JOURNAL_DIRECTORY);
    if (Files.isDirectory(journal)) {
      Journal.goOnFarBehind(journal);
      Archive.sync(journal);
    }
  }

  private static void putInPlace(Path unfinished, Path directory) throws IOException {
    Files.move(
        unfinished.resolve(RestoreNote.FILE),
        directory.resolve(RestoreNote.FILE),
        StandardCopyOption.ATOMIC_MOVE);
    for (String part : PARTS) {
      Path from = unfinished.resolve(part);
      if (Files.exists(from)) {
        Files.move(from, directory.resolve(part), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Archive.sync(directory);
    Files.delete(unfinished);
    Archive.sync(directory);
  }
}
