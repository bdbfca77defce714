package jp.anshin.server.durability;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts {@link AcknowledgingWriter} in a JVM of its own and kills it with SIGKILL. The class path
 * is packed into jars and the JVM trained once, so that a life begins quickly.
 */
final class KilledProcess {

  private static final long EXIT_SECONDS_MAX = 60;

  private final Path scratch;
  private final String classPath;
  private final List<String> options = new ArrayList<>();
  private Duration slowestKill = Duration.ZERO;

  KilledProcess(Path scratch) throws IOException {
    this.scratch = scratch;
    this.classPath = classPathOfJars();
    options.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr"));
  }

  /** The longest time from reading an acknowledgement to the kill that followed it. */
  Duration slowestKill() {
    return slowestKill;
  }

  /** Lets one life end by itself, for the JVM to learn what it will need. */
  void train(List<String> arguments) throws IOException, InterruptedException {
    Path cache = scratch.resolve("writer.aot");
    Process process = start(List.of("-XX:AOTCacheOutput=" + cache), arguments);
    try (var lines = lines(process)) {
      while (lines.readLine() != null) {
        // what a training life acknowledges is not looked at
      }
    }
    await(process);
    if (Files.exists(cache)) {
      options.add("-XX:AOTCache=" + cache);
    }
  }

  /**
   * One life: killed right after it has acknowledged so many writes.
   *
   * @return all it acknowledged, also in the moment between the kill's call and its death
   */
  List<Acknowledgement> liveUntil(int acknowledgements, List<String> arguments)
      throws IOException, InterruptedException {
    return liveUntil(acknowledgements, arguments, () -> {});
  }

  /** The same, doing something just before the kill. */
  List<Acknowledgement> liveUntil(
      int acknowledgements, List<String> arguments, Runnable beforeTheKill)
      throws IOException, InterruptedException {
    Process process = start(List.of(), arguments);
    var heard = new ArrayList<Acknowledgement>();
    try (var lines = lines(process)) {
      var line = new StringBuilder();
      for (int each = lines.read(); each >= 0; each = lines.read()) {
        if (each != '\n') {
          line.append((char) each);
          continue;
        }
        long readAt = System.nanoTime();
        heard.add(Acknowledgement.read(line.toString()));
        line.setLength(0);
        if (heard.size() == acknowledgements) {
          beforeTheKill.run();
          process.toHandle().destroyForcibly(); // Process itself would close the stream we read
          noteKill(Duration.ofNanos(System.nanoTime() - readAt));
        }
      }
    }
    await(process);
    if (heard.size() < acknowledgements) {
      throw new AssertionError(
          "the writer died by itself after "
              + heard.size()
              + " writes: "
              + Files.readString(scratch.resolve("stderr")));
    }
    return heard;
  }

  private void noteKill(Duration took) {
    slowestKill = took.compareTo(slowestKill) > 0 ? took : slowestKill;
  }

  private Process start(List<String> more, List<String> arguments) throws IOException {
    var command = new ArrayList<>(options);
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, AcknowledgingWriter.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(scratch.resolve("stderr").toFile()))
        .start();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void await(Process process) throws InterruptedException {
    if (!process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the writer does not end");
    }
  }

  /** The JVM's cache takes no directories of classes. */
  private String classPathOfJars() throws IOException {
    var entries = new ArrayList<String>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = scratch.resolve("classes-" + entries.size() + ".jar");
        pack(path, jar);
        entries.add(jar.toString());
      } else if (Files.exists(path)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void pack(Path directory, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file);
        Stream<Path> found = Files.walk(directory)) {
      for (Path each : found.filter(path -> !path.equals(directory)).sorted().toList()) {
        String name = directory.relativize(each).toString().replace(File.separatorChar, '/');
        boolean isDirectory = Files.isDirectory(each); // Flyway finds migrations by their directory
        out.putNextEntry(new JarEntry(isDirectory ? name + "/" : name));
        if (!isDirectory) {
          Files.copy(each, out);
        }
        out.closeEntry();
      }
    }
  }
}
