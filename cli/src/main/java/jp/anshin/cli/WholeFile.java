package jp.anshin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;

/** Writes a file whole or not at all: what stood there before stays until the new one is whole. */
record WholeFile(Texts texts) {

  void write(String name, byte[] bytes) throws RefusedInput {
    try {
      Path file = Path.of(name).toAbsolutePath();
      Path directory = Objects.requireNonNullElse(file.getParent(), file);
      Path part = Files.createTempFile(directory, ".anshin-", ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(
          texts.sentence("report.not-written", name, String.valueOf(e.getMessage())));
    }
  }

  /** The ending of a file's name, small letters, without the dot. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
