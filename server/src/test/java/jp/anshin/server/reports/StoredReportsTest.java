package jp.anshin.server.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.Sending;
import jp.anshin.operator.Audience;
import jp.anshin.server.store.StoredText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier versions have written, one event a line: kind, tab, content. Its lines are never
 * changed, only added to. What this version writes lies under {@code target/events}.
 */
class StoredReportsTest {

  private static final String FILE = "report-events.txt";
  private static final Path WRITTEN = Path.of("target", "events", FILE);
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");

  @Test
  void everyKindThatWasStoredIsReadWholeAndWrittenTheSame() throws IOException {
    keepWhatIsWrittenNow();
    List<String> stored = stored();
    List<ReportEvent> meant = events();

    assertThat(stored).hasSameSizeAs(meant);
    for (int line = 0; line < meant.size(); line++) {
      String[] parts = stored.get(line).split("\t", 2);
      ReportEvent event = meant.get(line);
      assertThat(ReportStore.TEXT.read(parts[0], parts[1])).isEqualTo(event);
      assertThat(ReportStore.TEXT.kind(event)).isEqualTo(parts[0]);
      assertThat(JsonMapper.shared().readTree(ReportStore.TEXT.write(event)))
          .isEqualTo(JsonMapper.shared().readTree(parts[1]));
    }
    assertThat(meant.stream().map(ReportStore.TEXT::kind).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ReportEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    for (String line : stored()) {
      String[] parts = line.split("\t", 2);
      StoredText.damage(parts[1], content -> ReportStore.TEXT.read(parts[0], content));
    }
    assertThatThrownBy(() -> ReportStore.TEXT.read("Forgotten", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Forgotten");
  }

  private static List<ReportEvent> events() {
    var item =
        new DraftItem(
            "users",
            new LocalizedText("影響を与えた利用者数", "Users affected"),
            new LocalizedText("4万1,000", "41,000"),
            true,
            Set.of(Audience.MINISTRY),
            List.of("impact answer 1"));
    var content =
        new Draft(
            DraftKind.FIRST_REPORT, true, new LocalizedText("第一報", "First report"), List.of(item));
    var sending = new Sending(Channel.TELEPHONE, "総務省", AT, "受付1", "口頭");
    return List.of(
        new ReportEvent.Written(AT, "sato", content, 2, "訂正"),
        new ReportEvent.Reviewed(AT, "suzuki", 1, "確認"),
        new ReportEvent.SentBack(AT, "suzuki", 1, "単位"),
        new ReportEvent.Approved(AT, "suzuki", 1, ""),
        new ReportEvent.Submitted(AT, "sato", 1, sending),
        new ReportEvent.Countersigned(AT, "tanaka", 1, ""),
        new ReportEvent.Withdrawn(AT, "sato", "誤検知"));
  }

  private static void keepWhatIsWrittenNow() throws IOException {
    Files.createDirectories(WRITTEN.getParent());
    Files.write(
        WRITTEN,
        events().stream()
            .map(event -> ReportStore.TEXT.kind(event) + '\t' + ReportStore.TEXT.write(event))
            .toList());
  }

  private static List<String> stored() throws IOException {
    try (InputStream in = StoredReportsTest.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
