package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.anshin.operator.Prefecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VendoredAssetsTest {

  private static final Path FILES = Path.of("src/main/resources/static/vendor");

  @Test
  void vendoredFilesAreThoseOfTheLockFile() throws Exception {
    var listed = new TreeMap<String, String>();
    for (String line : Files.readAllLines(Path.of("web-assets.lock"))) {
      if (line.startsWith("file ")) {
        String[] parts = line.split(" ", 3);
        listed.put(parts[2], parts[1]);
      }
    }
    assertThat(present()).isNotEmpty().isEqualTo(listed);
  }

  @Test
  void everyPackageCarriesItsLicence() throws IOException {
    try (Stream<Path> packages = Files.list(FILES)) {
      assertThat(packages.toList())
          .hasSize(5)
          .allSatisfy(each -> {
            try (Stream<Path> files = Files.list(each)) {
              assertThat(files.map(file -> file.getFileName().toString()))
                  .anyMatch(name -> name.startsWith("LICENSE"));
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Prefecture.class)
  void theMapHasEveryPrefectureWithItsMarkWithinTheDrawing(Prefecture prefecture) {
    JapanMap.Outline outline = JapanMap.outline(prefecture);

    assertThat(outline.path()).startsWith("m ");
    assertThat(outline.x()).isBetween(0.0, 438.0);
    assertThat(outline.y()).isBetween(0.0, 516.0);
  }

  @Test
  void theNorthIsAboveTheSouthAndTheEastRightOfTheWest() {
    assertThat(JapanMap.outline(Prefecture.HOKKAIDO).y())
        .isLessThan(JapanMap.outline(Prefecture.TOKYO).y());
    assertThat(JapanMap.outline(Prefecture.OSAKA).x())
        .isLessThan(JapanMap.outline(Prefecture.TOKYO).x());
    assertThat(JapanMap.outline(Prefecture.OKINAWA).y())
        .isGreaterThan(JapanMap.outline(Prefecture.KAGOSHIMA).y());
  }

  private static Map<String, String> present() throws Exception {
    var sums = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(FILES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        sums.put(FILES.relativize(file).toString(), HexFormat.of().formatHex(sum));
      }
    }
    return sums;
  }
}
