package jp.anshin.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.Sending;
import org.junit.jupiter.api.Test;

/** What papers say of themselves. */
class PaperStampsTest {

  private static final Instant AT = Instant.parse("2026-11-28T01:00:00Z");

  @Test
  void aVersionAfterOneThatWasSentCorrectsItAlsoWhereThatWasWithdrawn() {
    var stamps = new PaperStamps(Optional.empty());
    var sending = new Sending(Channel.FAX, "総務省", AT, "受付1", "");
    Report sent =
        Report.begun(
                new ReportId(new IncidentId("20261128-0000-00000000"), DraftKind.FIRST_REPORT),
                written("第一報"))
            .after(new ReportEvent.Submitted(AT, "sato", 1, sending));
    assertThat(stamps.of(sent, sent.latest()).corrects()).isNull();

    Report corrected = sent.after(written("第一報（訂正）"));
    Report anew = sent.after(new ReportEvent.Withdrawn(AT, "sato", "誤り")).after(written("第一報"));
    for (Report each : List.of(corrected, anew)) {
      assertThat(stamps.of(each, each.latest()).corrects())
          .isEqualTo(new DocumentStamp.Sent(1, AT));
      assertThat(stamps.of(each, each.versions().getFirst()).corrects()).isNull();
    }
  }

  private static ReportEvent.Written written(String title) {
    var content =
        new Draft(DraftKind.FIRST_REPORT, false, new LocalizedText(title, title), List.of());
    return new ReportEvent.Written(AT, "sato", content, 1, "");
  }
}
