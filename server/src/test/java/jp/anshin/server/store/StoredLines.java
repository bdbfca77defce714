package jp.anshin.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier versions have written, one record a line: kind, tab, content. Such lines are never
 * changed, only added to. What this version writes lies under {@code target/events}.
 *
 * @param text how it is kept
 * @param sealed of which kind
 * @param file resource beside the test that asks
 * @param meant what the lines mean, in their order
 * @param test beside which the resource lies
 * @param <T> the sealed kind
 */
public record StoredLines<T>(
    SealedText<T> text, Class<T> sealed, String file, List<T> meant, Class<?> test) {

  private static final Path WRITTEN = Path.of("target", "events");

  /** Every kind was stored, is read whole and would be written the same. */
  public void areReadWholeAndWrittenTheSame() throws IOException {
    Files.createDirectories(WRITTEN);
    Files.write(
        WRITTEN.resolve(file),
        meant.stream().map(each -> text.kind(each) + '\t' + text.write(each)).toList());
    List<String> stored = stored();

    assertThat(stored).hasSameSizeAs(meant);
    for (int line = 0; line < meant.size(); line++) {
      String[] parts = stored.get(line).split("\t", 2);
      T record = meant.get(line);
      assertThat(text.read(parts[0], parts[1])).isEqualTo(record);
      assertThat(text.kind(record)).isEqualTo(parts[0]);
      assertThat(JsonMapper.shared().readTree(text.write(record)))
          .isEqualTo(JsonMapper.shared().readTree(parts[1]));
    }
    assertThat(meant.stream().map(text::kind).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  /** Whatever is changed in them by hand, it is told and not guessed. */
  public void areRefusedWhenDamaged() throws IOException {
    for (String line : stored()) {
      String[] parts = line.split("\t", 2);
      StoredText.damage(parts[1], content -> text.read(parts[0], content));
    }
    assertThatThrownBy(() -> text.read("Forgotten", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Forgotten");
  }

  private List<String> stored() throws IOException {
    try (InputStream in = test.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
