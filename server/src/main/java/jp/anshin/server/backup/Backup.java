package jp.anshin.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.anshin.server.intake.WatchSnapshot;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseCopy;
import jp.anshin.server.store.DatabaseCopy.Holdings;
import jp.anshin.server.store.DatabaseOptions;
import org.springframework.util.FileSystemUtils;

/**
 * Makes an archive of what a server keeps, whether it runs or not, and changes nothing of it.
 *
 * <p>The order is what makes the parts fit: first the state of the watch, then the database, which
 * is then at least as new, then the journal, which has every octet that either of them names. So
 * the archive is what a kill could have left, and a server that starts on it goes on as after one.
 *
 * @param dataDirectory where the server keeps its journal and the state of its watch
 * @param database where it keeps the rest; one in PostgreSQL is saved by its own tools
 */
public record Backup(Path dataDirectory, DatabaseOptions database) {

  /**
   * The oldest segments of a journal that is full may go while they are read; when one that is
   * needed goes, all begins anew.
   */
  private static final int ATTEMPTS_MAX = 3;

  /** What the archive is called until it is whole. */
  private static final String MADE = "archive";

  /** A directory as {@code ./anshin serve} makes it where the configuration names no other. */
  public static Backup of(Path dataDirectory) {
    return new Backup(
        dataDirectory,
        new DatabaseOptions.H2File(dataDirectory.resolve(Archive.DATABASE_DIRECTORY)));
  }

  /**
   * An archive that was made.
   *
   * @param manifest what it says of itself
   * @param octets its length
   * @param sha256 of the whole file; whoever keeps it elsewhere can tell that nobody changed it
   */
  public record Made(Manifest manifest, long octets, String sha256) {

    /** As JSON. */
    public String json() {
      return Manifest.MAPPER.writeValueAsString(this);
    }
  }

  /** The file that was made under another name, with its hash. */
  private record Written(Manifest manifest, String sha256) {}

  /**
   * Makes the archive. When this returns it survives the loss of power; until then there is no file
   * of that name.
   *
   * @param archive the file, which must not be there yet; only its owner may read it
   * @param evidence whether the whole journal is wanted, or only what the watch needs to go on
   * @param version of this program
   * @throws Refusal when there is nothing to save, the file is there, or it cannot be written;
   *     nothing of it remains
   */
  public Made write(Path archive, boolean evidence, String version, Clock clock) {
    if (Files.exists(archive)) {
      throw new Refusal("backup.exists", archive.toString());
    }
    requireSomething();
    try {
      Path directory = Archive.above(archive);
      Path making = Files.createTempDirectory(directory, archive.getFileName() + ".making-");
      try {
        Written written = written(making, evidence, version, clock);
        Path made = making.resolve(MADE);
        long octets = Files.size(made);
        if (Files.exists(archive)) {
          throw new Refusal("backup.exists", archive.toString());
        }
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        Archive.sync(directory);
        return new Made(written.manifest(), octets, written.sha256());
      } finally {
        FileSystemUtils.deleteRecursively(making);
      }
    } catch (IOException failure) {
      throw Refusal.because(
          failure, "backup.not-written", archive.toString(), String.valueOf(failure.getMessage()));
    }
  }

  private void requireSomething() {
    boolean there =
        switch (database) {
          case DatabaseOptions.H2File file -> DatabaseCopy.isThere(file);
          case DatabaseOptions.PostgreSql server -> Files.isDirectory(dataDirectory);
        };
    if (!there) {
      String place =
          database instanceof DatabaseOptions.H2File file ? file.place() : "" + dataDirectory;
      throw new Refusal("backup.nothing-there", place);
    }
  }

  private Written written(Path making, boolean evidence, String version, Clock clock)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      Path tried = Files.createDirectory(making.resolve("attempt-" + attempt));
      try {
        return written(making, tried, evidence, version, clock.instant());
      } catch (NoSuchFileException overtaken) {
        if (attempt == ATTEMPTS_MAX) {
          throw overtaken;
        }
        Files.deleteIfExists(making.resolve(MADE));
      }
    }
  }

  private Written written(
      Path making, Path tried, boolean evidence, String version, Instant begunAt)
      throws IOException {
    Path snapshot = tried.resolve("snapshot");
    boolean watched = copied(dataDirectory.resolve(Archive.SNAPSHOT), snapshot);
    Holdings holdings =
        switch (database) {
          case DatabaseOptions.H2File file -> DatabaseCopy.take(file, tried);
          case DatabaseOptions.PostgreSql server -> null;
        };
    var digest = Archive.sha256();
    try (var channel = Archive.create(making.resolve(MADE))) {
      var members = new Members(new DigestOutputStream(Channels.newOutputStream(channel), digest));
      if (watched) {
        members.add(Archive.SNAPSHOT, snapshot);
      }
      if (holdings != null) {
        members.add(Archive.DATABASE, Path.of(new DatabaseOptions.H2File(tried).place()));
      }
      long needed = watched ? neededSegment(snapshot) : 0;
      addJournal(members, needed, evidence);
      var manifest =
          new Manifest(
              Manifest.FORMAT,
              version,
              begunAt,
              holdings == null ? Manifest.POSTGRESQL : Manifest.H2,
              holdings,
              evidence,
              members.entries);
      members.end(manifest);
      channel.force(true);
      return new Written(manifest, HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** What is behind it cannot be read from the journal again once it is gone. */
  private static long neededSegment(Path snapshot) {
    try {
      return WatchSnapshot.position(snapshot).segment();
    } catch (IOException unreadable) {
      return 0; // the watch will learn from all of the journal
    }
  }

  private void addJournal(Members members, long needed, boolean evidence) throws IOException {
    for (var segment : segments().tailMap(evidence ? 0 : needed).entrySet()) {
      try {
        members.add(
            Archive.JOURNAL_DIRECTORY + "/" + segment.getValue().getFileName(), segment.getValue());
      } catch (NoSuchFileException gone) {
        if (needed == 0 || segment.getKey() >= needed) {
          throw gone;
        }
      }
    }
  }

  private SortedMap<Long, Path> segments() throws IOException {
    var found = new TreeMap<Long, Path>();
    Path journal = dataDirectory.resolve(Archive.JOURNAL_DIRECTORY);
    if (Files.isDirectory(journal)) {
      try (var files = Files.newDirectoryStream(journal)) {
        for (Path file : files) {
          var name = Archive.SEGMENT.matcher(file.getFileName().toString());
          if (name.matches()) {
            found.put(Long.parseLong(name.group(1)), file);
          }
        }
      }
    }
    return found;
  }

  private static boolean copied(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  /** The members as they are written, each with its length and hash. */
  private static final class Members {

    private final ZipOutputStream zip;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    private Members(OutputStream out) {
      zip = new ZipOutputStream(new BufferedOutputStream(out, Archive.BUFFER_OCTETS));
      zip.setLevel(Deflater.BEST_SPEED);
    }

    /** A file that grows meanwhile is taken up to where it ends when that is reached. */
    void add(String name, Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        zip.putNextEntry(new ZipEntry(name));
        var digest = Archive.sha256();
        var chunk = new byte[Archive.BUFFER_OCTETS];
        long octets = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          digest.update(chunk, 0, count);
          zip.write(chunk, 0, count);
          octets += count;
        }
        zip.closeEntry();
        String hash = HexFormat.of().formatHex(digest.digest());
        entries.add(new Manifest.Entry(name, octets, hash));
      }
    }

    void end(Manifest manifest) throws IOException {
      zip.putNextEntry(new ZipEntry(Archive.MANIFEST));
      zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.finish();
      zip.flush();
    }
  }
}
