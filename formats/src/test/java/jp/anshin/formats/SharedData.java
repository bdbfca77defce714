package jp.anshin.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded data that lies beside the project where it is given; its tests are skipped elsewhere.
 */
public final class SharedData {
  private SharedData() {}

  /** The file below {@code shared/data}; a skip where the data is absent. */
  public static Path file(String name) {
    Path file = Path.of("..", "..", "shared", "data").resolve(name);
    boolean required = "1".equals(System.getenv("ANSHIN_REQUIRE_PEERS"));
    if (!required) {
      assumeTrue(Files.exists(file), "no recorded data beside the project");
    }
    return file;
  }
}
