package jp.anshin.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo's server keeps its files.
 *
 * @param path the directory
 * @param temporary whether it goes with the demo
 */
record DemoDirectory(Path path, boolean temporary) implements AutoCloseable {

  /**
   * The named directory, or a new one that is deleted at the end.
   *
   * @throws RefusedInput when it holds something already, or none can be made
   */
  static DemoDirectory of(@Nullable String named, Texts texts) throws RefusedInput {
    String temporary = System.getProperty("java.io.tmpdir");
    try {
      if (named == null) {
        return new DemoDirectory(Files.createTempDirectory("anshin-demo-"), true);
      }
      Path path = Path.of(named).toAbsolutePath();
      if (Files.isDirectory(path)) {
        try (var entries = Files.list(path)) {
          if (entries.findAny().isPresent()) {
            throw new RefusedInput(texts.sentence("demo.data-not-empty", path));
          }
        }
      }
      return new DemoDirectory(path, false);
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(
          texts.sentence(
              "demo.data-unusable",
              named == null ? temporary : named,
              String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // What is left lies where the machine puts what may be deleted.
    }
  }
}
