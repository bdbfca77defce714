package jp.anshin.server.runbooks;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jp.anshin.incident.runbook.RunbookEvent;
import jp.anshin.server.store.StoredLines;
import org.junit.jupiter.api.Test;

/** See {@link StoredLines}. */
class StoredRunbooksTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");

  private static final StoredLines<RunbookEvent> LINES =
      new StoredLines<>(
          RunbookStore.TEXT,
          RunbookEvent.class,
          "runbook-events.txt",
          List.of(
              new RunbookEvent.StepTicked(AT, "sato", "leak.check.1", "特定する", "find", "AS701"),
              new RunbookEvent.StepUnticked(AT, "suzuki", "leak.check.1")),
          StoredRunbooksTest.class);

  @Test
  void everyKindThatWasStoredIsReadWholeAndWrittenTheSame() throws IOException {
    LINES.areReadWholeAndWrittenTheSame();
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    LINES.areRefusedWhenDamaged();
  }
}
