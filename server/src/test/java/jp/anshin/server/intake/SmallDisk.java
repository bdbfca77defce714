package jp.anshin.server.intake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that sees a small file system of its own where a directory was. It is in memory and in
 * a mount namespace of its own (Linux, unprivileged user namespaces), and gone with the process.
 */
final class SmallDisk implements AutoCloseable {
  private static final String MOUNT =
      "mount -t tmpfs -o size=\"$0\",mode=700 tmpfs \"$1\" && shift && exec \"$@\"";
  private static final long EXIT_SECONDS_MAX = 60;

  private final Process process;
  private final BufferedReader output;
  private final Path errors;

  private SmallDisk(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Runs a class of the tests with the directory as its only argument.
   *
   * @param size of the file system, as mount takes it, for instance {@code 48m}
   */
  static SmallDisk run(Class<?> program, Path scratch, String size) throws Exception {
    Path directory = Files.createDirectories(scratch.resolve("disk"));
    Path errors = scratch.resolve("errors");
    require(scratch, directory, size);
    var command = inNamespace(directory, size);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            directory.toString()));
    var process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
            .start();
    return new SmallDisk(process, errors);
  }

  private static List<String> inNamespace(Path directory, String size) {
    return new ArrayList<>(
        List.of("unshare", "-Urm", "sh", "-c", MOUNT, size, directory.toString()));
  }

  /** Skips the test where the machine lets nobody have a file system, unless peers are required. */
  private static void require(Path scratch, Path directory, String size) throws Exception {
    var command = inNamespace(directory, size);
    command.add("true");
    Path said = scratch.resolve("mount");
    boolean possible;
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      possible = process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      Files.writeString(said, absent.toString());
      possible = false;
    }
    String why = "no file system of our own here: " + Files.readString(said);
    if (!possible && "1".equals(System.getenv("ANSHIN_REQUIRE_PEERS"))) {
      throw new AssertionError(why);
    }
    assumeTrue(possible, why);
  }

  /** Tells the process something; what it answers. */
  String tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return answer();
  }

  /** The next line that it says. */
  String answer() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("it ended: " + errors());
    }
    return line;
  }

  /** What it has written to its standard error so far. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** Ends the process, at once where it does not end by itself. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    var ended = process.onExit().completeOnTimeout(process, EXIT_SECONDS_MAX, TimeUnit.SECONDS);
    if (ended.join().isAlive()) {
      process.destroyForcibly();
    }
    output.close();
  }
}
