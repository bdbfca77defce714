package jp.anshin.server.reports;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.Sending;
import jp.anshin.operator.Audience;
import jp.anshin.server.store.StoredLines;
import org.junit.jupiter.api.Test;

/** See {@link StoredLines}. */
class StoredReportsTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.000001Z");

  private static final StoredLines<ReportEvent> LINES =
      new StoredLines<>(
          ReportStore.TEXT,
          ReportEvent.class,
          "report-events.txt",
          events(),
          StoredReportsTest.class);

  @Test
  void everyKindThatWasStoredIsReadWholeAndWrittenTheSame() throws IOException {
    LINES.areReadWholeAndWrittenTheSame();
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    LINES.areRefusedWhenDamaged();
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
    var cover =
        new Draft(
            DraftKind.PERIODIC_REPORT,
            false,
            new LocalizedText("電気通信事故の定期報告", "Periodic report"),
            List.of(
                new DraftItem(
                    "lines-digest",
                    new LocalizedText("明細の照合値（SHA-256）", "Digest of the lines (SHA-256)"),
                    LocalizedText.asWritten("ab".repeat(32)),
                    true,
                    Set.of(Audience.MINISTRY),
                    List.of())));
    var sending = new Sending(Channel.TELEPHONE, "総務省", AT, "受付1", "口頭");
    return List.of(
        new ReportEvent.Written(AT, "sato", content, 2, "訂正"),
        new ReportEvent.Reviewed(AT, "suzuki", 1, "確認"),
        new ReportEvent.SentBack(AT, "suzuki", 1, "単位"),
        new ReportEvent.Approved(AT, "suzuki", 1, ""),
        new ReportEvent.Submitted(AT, "sato", 1, sending),
        new ReportEvent.Countersigned(AT, "tanaka", 1, ""),
        new ReportEvent.Withdrawn(AT, "sato", "誤検知"),
        new ReportEvent.Written(AT, "sato", cover, 0, ""));
  }
}
