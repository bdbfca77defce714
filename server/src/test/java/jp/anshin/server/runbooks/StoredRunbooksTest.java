package jp.anshin.server.runbooks;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookChange;
import jp.anshin.incident.runbook.RunbookEvent;
import jp.anshin.server.store.StoredLines;
import org.junit.jupiter.api.Test;

/** See {@link StoredLines}. */
class StoredRunbooksTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");

  private static final Runbook BOOK =
      new Runbook(
          "leak",
          3,
          List.of(new LocalizedText("避ける", "avoid")),
          List.of(new Runbook.Step("leak.0123456789ab", new LocalizedText("特定する", "find"))),
          List.of(new Runbook.Step("leak.ba9876543210", LocalizedText.asWritten("頼む"))));

  private static final StoredLines<RunbookEvent> EVENTS =
      new StoredLines<>(
          RunbookStore.TEXT,
          RunbookEvent.class,
          "runbook-events.txt",
          List.of(
              new RunbookEvent.RunbookTaken(AT, "sato", BOOK),
              new RunbookEvent.StepTicked(
                  AT, "sato", "leak.0123456789ab", new LocalizedText("特定する", "find"), "AS701"),
              new RunbookEvent.StepUnticked(AT, "suzuki", "leak.0123456789ab")),
          StoredRunbooksTest.class);

  private static final StoredLines<RunbookChange> CHANGES =
      new StoredLines<>(
          RunbookStore.CHANGES,
          RunbookChange.class,
          "runbook-changes.txt",
          List.of(
              new RunbookChange.RunbookWritten(AT, "sato", "訓練", BOOK),
              new RunbookChange.RunbookShippedAgain(AT, "suzuki", "元がよい")),
          StoredRunbooksTest.class);

  @Test
  void everyKindThatWasStoredIsReadWholeAndWrittenTheSame() throws IOException {
    EVENTS.areReadWholeAndWrittenTheSame();
    CHANGES.areReadWholeAndWrittenTheSame();
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    EVENTS.areRefusedWhenDamaged();
    CHANGES.areRefusedWhenDamaged();
  }
}
