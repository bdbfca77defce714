package jp.anshin.e2e.routers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program of somebody else, run in a directory of its own and ended with the test. */
final class Daemon implements AutoCloseable {
  private static final long BOUND_SECONDS = 120;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final int SHOWN_OCTETS = 4_000;

  private final String name;
  private final Process process;
  private final Path output;

  private Daemon(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Where a program lies: the system property of that name, else where Debian puts it. The test is
   * skipped where it is absent, unless every peer is required.
   */
  static Path program(String property, String debian) {
    Path program = Path.of(System.getProperty(property, debian));
    boolean there = Files.isExecutable(program);
    if ("1".equals(System.getenv("ANSHIN_REQUIRE_PEERS")) && !there) {
      throw new AssertionError(program + " is required and absent");
    }
    assumeTrue(there, program + " is absent");
    return program;
  }

  static Daemon start(String name, Path directory, List<String> command) throws IOException {
    Path output = directory.resolve(name + ".out");
    var process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Daemon(name, process, output);
  }

  /** Runs a program to its end; what it printed. */
  static String run(Path directory, List<String> command) throws Exception {
    try (var once = start("once", directory, command)) {
      if (!once.process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || once.process.exitValue() != 0) {
        throw new AssertionError(command + " failed: " + once.output());
      }
      return once.output();
    }
  }

  /** Waits until it holds; fails at once when the program has ended meanwhile. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (!condition.call()) {
      if (!process.isAlive()) {
        throw new AssertionError(
            name + " ended with " + process.exitValue() + " before: " + what + "\n" + output());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + BOUND_SECONDS + " s: " + what + "\n" + output());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private String output() throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      return new String(in.readNBytes(SHOWN_OCTETS), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
