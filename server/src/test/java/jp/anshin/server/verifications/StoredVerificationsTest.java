package jp.anshin.server.verifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import jp.anshin.incident.verification.Measure;
import jp.anshin.incident.verification.VerificationEvent;
import jp.anshin.server.store.StoredText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier versions have written, one event a line: kind, tab, content. Its lines are never
 * changed, only added to. What this version writes lies under {@code target/events}.
 */
class StoredVerificationsTest {

  private static final String FILE = "verification-events.txt";
  private static final Path WRITTEN = Path.of("target", "events", FILE);
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");

  @Test
  void everyKindThatWasStoredIsReadWholeAndWrittenTheSame() throws IOException {
    keepWhatIsWrittenNow();
    List<String> stored = stored();
    List<VerificationEvent> meant = events();

    assertThat(stored).hasSameSizeAs(meant);
    for (int line = 0; line < meant.size(); line++) {
      String[] parts = stored.get(line).split("\t", 2);
      VerificationEvent event = meant.get(line);
      assertThat(VerificationStore.TEXT.read(parts[0], parts[1])).isEqualTo(event);
      assertThat(VerificationStore.TEXT.kind(event)).isEqualTo(parts[0]);
      assertThat(JsonMapper.shared().readTree(VerificationStore.TEXT.write(event)))
          .isEqualTo(JsonMapper.shared().readTree(parts[1]));
    }
    assertThat(meant.stream().map(VerificationStore.TEXT::kind).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(VerificationEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    for (String line : stored()) {
      String[] parts = line.split("\t", 2);
      StoredText.damage(parts[1], content -> VerificationStore.TEXT.read(parts[0], content));
    }
    assertThatThrownBy(() -> VerificationStore.TEXT.read("Forgotten", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Forgotten");
  }

  private static List<VerificationEvent> events() {
    var open = new Measure(1, "制限する", "網運用部", LocalDate.of(2026, 12, 31), List.of("別表第2"), null);
    return List.of(
        new VerificationEvent.LessonsWritten(AT, "sato", "教訓"),
        new VerificationEvent.MeasureSet(AT, "sato", open),
        new VerificationEvent.MeasureDone(AT, "suzuki", 1, "確認"),
        new VerificationEvent.MeasureReopened(AT, "sato", 1, "再発"));
  }

  private static void keepWhatIsWrittenNow() throws IOException {
    Files.createDirectories(WRITTEN.getParent());
    Files.write(
        WRITTEN,
        events().stream()
            .map(event ->
                VerificationStore.TEXT.kind(event) + '\t' + VerificationStore.TEXT.write(event))
            .toList());
  }

  private static List<String> stored() throws IOException {
    try (InputStream in = StoredVerificationsTest.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
