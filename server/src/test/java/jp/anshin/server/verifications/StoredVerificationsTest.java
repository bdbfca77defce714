package jp.anshin.server.verifications;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.anshin.incident.verification.Measure;
import jp.anshin.incident.verification.VerificationEvent;
import jp.anshin.server.store.StoredLines;
import org.junit.jupiter.api.Test;

/** See {@link StoredLines}. */
class StoredVerificationsTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");

  private static final StoredLines<VerificationEvent> LINES =
      new StoredLines<>(
          VerificationStore.TEXT,
          VerificationEvent.class,
          "verification-events.txt",
          events(),
          StoredVerificationsTest.class);

  @Test
  void everyKindThatWasStoredIsReadWholeAndWrittenTheSame() throws IOException {
    LINES.areReadWholeAndWrittenTheSame();
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    LINES.areRefusedWhenDamaged();
  }

  private static List<VerificationEvent> events() {
    var open = new Measure(1, "制限する", "網運用部", LocalDate.of(2026, 12, 31), List.of("別表第2"), null);
    return List.of(
        new VerificationEvent.LessonsWritten(AT, "sato", "教訓"),
        new VerificationEvent.MeasureSet(AT, "sato", open),
        new VerificationEvent.MeasureDone(AT, "suzuki", 1, "確認"),
        new VerificationEvent.MeasureReopened(AT, "sato", 1, "再発"));
  }
}
