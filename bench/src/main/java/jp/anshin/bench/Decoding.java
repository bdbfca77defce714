package jp.anshin.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.wire.mrt.MrtReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes every attribute and prefix of real updates in memory, on one core. A call decodes {@link
 * #OCTETS} octets, so that 1.5 GB/s are 22 calls a second; the recorded file is repeated until
 * there are as many, cut at a record. {@link #main} prints the octets and the checksum of what was
 * decoded.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class Decoding {
  /** More than any cache holds. */
  private static final int OCTETS = 1 << 26;

  private static final int ROUNDS = 60;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path RECORDED = Path.of("..", "..", "shared", "data", "mrt");

  /** Two-octet AS numbers of 2007, four-octet ones of 2016. */
  @Param({"updates.20070211.0141.gz", "updates.20160811.1600.gz"})
  public String file = "";

  private byte[] updates = {};
  private final EveryField everyField = new EveryField();

  /** Reads the file and repeats it. */
  @Setup
  public void read() throws IOException {
    updates = repeated(RECORDED.resolve(file));
  }

  private static byte[] repeated(Path recorded) throws IOException {
    byte[] once;
    try (InputStream in = Decompression.open(recorded)) {
      once = in.readAllBytes();
    }
    var all = new ByteArrayOutputStream(OCTETS);
    while (all.size() + once.length <= OCTETS) {
      all.writeBytes(once);
    }
    return all.toByteArray();
  }

  /** The checksum of everything that was decoded. */
  @Benchmark
  public long everything() {
    return everyField.of(new MrtReader(updates));
  }

  /** Arguments: files; of each its octets repeated, its checksum, and the best rate. */
  public static void main(String[] files) {
    var decoding = new Decoding();
    for (String file : files.length > 0 ? List.of(files) : names()) {
      try {
        decoding.updates = repeated(RECORDED.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      double best = 0;
      long checksum = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        checksum = decoding.everything();
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        best = Math.max(best, decoding.updates.length / (double) nanos);
      }
      System.out.printf(
          "%s: %d octets, checksum %016x, %.2f GB/s of CPU time in the best of %d rounds%n",
          file, decoding.updates.length, checksum, best, ROUNDS);
    }
  }

  private static List<String> names() {
    try (var files = Files.list(RECORDED)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("updates."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
