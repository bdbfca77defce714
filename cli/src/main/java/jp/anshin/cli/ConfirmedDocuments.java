package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.law.lpwa.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * The documents that confirmations rest on, where they are kept.
 *
 * @param directory the directory, absolute; files are taken from nowhere else, nor from below it
 */
record ConfirmedDocuments(Path directory, Texts texts) {

  static ConfirmedDocuments in(String directory, Texts texts) throws RefusedInput {
    try {
      Path path = Path.of(directory).toAbsolutePath().normalize();
      if (Files.isDirectory(path)) {
        return new ConfirmedDocuments(path, texts);
      }
    } catch (InvalidPathException e) {
      // Told below, like a directory that is not there.
    }
    throw new RefusedInput(texts.sentence("lpwa.classify.no-directory", directory));
  }

  /** SHA-256 of each that is there, by name. */
  Map<String, String> sha256Of(List<Confirmation> confirmations) throws RefusedInput {
    var found = new TreeMap<String, String>();
    for (Confirmation each : confirmations) {
      Path file = file(each.document());
      if (file != null) {
        found.put(each.document(), sha256(file));
      }
    }
    return found;
  }

  private @Nullable Path file(String name) {
    try {
      Path file = directory.resolve(name);
      boolean isHere = directory.equals(file.getParent()) && file.normalize().equals(file);
      return isHere && Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private String sha256(Path file) throws RefusedInput {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new RefusedInput(
          texts.sentence("lpwa.classify.not-read", file, String.valueOf(e.getMessage())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
