package jp.anshin.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories that only the account of the server may look into. */
public final class PrivateDirectory {

  private PrivateDirectory() {}

  /**
   * Makes it, and those above it, where they are missing. One that is there keeps the permissions
   * that somebody gave it.
   */
  public static void create(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
    } else {
      Files.createDirectories(directory);
    }
  }
}
