package jp.anshin.server.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.incident.Incident;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportState;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.incident.report.Sending;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How reports are written, judged and sent; the same on every database. */
abstract class ReportsContract {

  private Rooms rooms;
  private Reports reports;
  private ReportId id;

  /** A database without tables. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    rooms = new Rooms(options(), false, true);
    reports = rooms.part(Reports.class);
    Incident incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 1000));
    id = new ReportId(incident.id(), DraftKind.INFORMATION_SHARING);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aReportBeginsWithTheLatestDraftAndOnlyOnce() {
    Report begun = reports.begin(id, "sato");

    assertThat(begun.latest().content())
        .isEqualTo(rooms.part(Drafts.class).latest(id.incident()).getFirst().draft());
    assertThat(begun.authors()).containsExactly("sato");
    assertThat(reports.find(id)).contains(begun);
    refused("report.stale", () -> reports.begin(id, "suzuki"));
    refused(
        "draft.unknown",
        () -> reports.begin(new ReportId(id.incident(), DraftKind.FIRST_REPORT), "sato"));
  }

  @Test
  void everyStepIsKeptAndAuditedWithWhoAndWhy() {
    reports.begin(id, "sato");
    reports.edit(id, 1, "sato", Map.of("scale", new ItemEdit("約1,000経路", "")), 0, "丸める");
    reports.review(id, 2, "suzuki", "確認した");
    reports.sendBack(id, 3, "suzuki", "単位を");
    reports.edit(id, 4, "sato", Map.of("scale", new ItemEdit("千経路", "1,000 routes")), 0, "");
    reports.review(id, 5, "suzuki", "");
    reports.approve(id, 6, "suzuki", "");
    reports.submit(id, 7, "sato", sending("共有の窓口"));
    Report sent = reports.required(id);
    reports.withdraw(id, 8, "suzuki", "誤検知と判明");

    assertThat(sent.state()).isEqualTo(ReportState.SUBMITTED);
    assertThat(sent.latest().number()).isEqualTo(3);
    assertThat(text(sent.versions().get(1), Locale.ENGLISH)).isEqualTo("約1,000経路");
    assertThat(text(sent.latest(), Locale.JAPANESE)).isEqualTo("千経路");
    assertThat(text(sent.latest(), Locale.ENGLISH)).isEqualTo("1,000 routes");
    assertThat(reports.of(id.incident()).getFirst().state()).isEqualTo(ReportState.WITHDRAWN);
    assertThat(reports.incidentsWithReports(5)).containsExactly(id.incident());
    List<AuditEntry> entries =
        rooms.part(Audit.class).before(Long.MAX_VALUE).reversed().stream()
            .filter(entry -> entry.action().startsWith("report-"))
            .toList();
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            "report-Written",
            "report-Written",
            "report-Reviewed",
            "report-SentBack",
            "report-Written",
            "report-Reviewed",
            "report-Approved",
            "report-Submitted",
            "report-Withdrawn");
    assertThat(entries.getLast().who()).isEqualTo("suzuki");
    assertThat(entries.getLast().why()).isEqualTo("誤検知と判明");
    assertThat(entries.getLast().target()).contains("INFORMATION_SHARING version 3");
  }

  @Test
  void nothingIsSentBeforeItBegan() {
    reports.begin(id, "sato");
    reports.review(id, 1, "suzuki", "");
    reports.approve(id, 2, "suzuki", "");
    Instant began = rooms.incidents().required(id.incident()).startedAt().earliest();
    var early = new Sending(Channel.MAIL, "窓口", began.minusSeconds(1), "", "");
    refused("report.sent-before-approval", () -> reports.submit(id, 3, "sato", early));
    refused("report.stale", () -> reports.submit(id, 2, "sato", early));

    var atOnce = new Sending(Channel.MAIL, "窓口", reports.present(id), "", "");
    assertThat(reports.submit(id, 3, "sato", atOnce).submissions()).hasSize(1);
  }

  @Test
  void anItemThatIsEmptiedIsUnknownAndSaysSo() {
    reports.begin(id, "sato");
    Report edited = reports.edit(id, 1, "sato", Map.of("scale", new ItemEdit("  ", "x")), 0, "");

    assertThat(edited.latest().content().item("scale").orElseThrow().known()).isFalse();
    assertThat(text(edited.latest(), Locale.JAPANESE)).contains("未確認");
    assertThat(text(edited.latest(), Locale.ENGLISH)).contains("unverified");
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() {
    reports.begin(id, "sato");
    refused(
        "report.no-such-item",
        () -> reports.edit(id, 1, "sato", Map.of("none", new ItemEdit("x", "")), 0, ""));
    refused("report.own-work", () -> reports.review(id, 1, "sato", ""));
    refused("report.not-approved", () -> reports.submit(id, 1, "suzuki", sending("窓口")));
    refused("report.stale", () -> reports.review(id, 0, "suzuki", ""));
    refused(
        "input.not-storable",
        () -> reports.edit(id, 1, "sato", Map.of("scale", new ItemEdit("a\0", "")), 0, ""));
    refused("input.too-long", () -> reports.review(id, 1, "suzuki", "あ".repeat(4001)));
    refused("input.too-long", () -> new ItemEdit("あ".repeat(8001), ""));

    assertThat(reports.required(id).revision()).isEqualTo(1);
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().startsWith("report-"))
        .hasSize(1);
  }

  @Test
  void ofManyWhoApproveAtOnceExactlyOneDoes() throws Exception {
    reports.begin(id, "sato");
    reports.review(id, 1, "suzuki", "");
    int people = 6;
    var barrier = new CyclicBarrier(people);
    var attempts = new ArrayList<Callable<String>>();
    for (int person = 0; person < people; person++) {
      String who = "manager-" + person;
      attempts.add(() -> {
        barrier.await();
        try {
          reports.approve(id, 2, who, "");
          return who;
        } catch (Refusal refusal) {
          return refusal.code();
        }
      });
    }
    var outcomes = new ArrayList<String>();
    try (var together = Executors.newFixedThreadPool(people)) {
      for (Future<String> outcome : together.invokeAll(attempts)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes).filteredOn("report.stale"::equals).hasSize(people - 1);
    Report after = reports.required(id);
    assertThat(outcomes).contains(after.approvedBy());
    assertThat(after.events()).filteredOn(ReportEvent.Approved.class::isInstance).hasSize(1);
  }

  @Test
  void watchersAreToldAndOneThatFailsHurtsNobody() throws Exception {
    var told = new ArrayList<ReportId>();
    try (AutoCloseable failing =
            reports.watch(changed -> {
              throw new IllegalStateException("watcher");
            });
        AutoCloseable watching = reports.watch(told::add)) {
      reports.begin(id, "sato");
      assertThat(List.of(failing, watching)).isNotEmpty();
    }
    reports.review(id, 1, "suzuki", "");

    assertThat(told).containsExactly(id);
  }

  private static String text(ReportVersion version, Locale locale) {
    return version.content().item("scale").orElseThrow().text().in(locale);
  }

  private Sending sending(String recipient) {
    Instant at = reports.present(id);
    return new Sending(Channel.MAIL, recipient, at, "", "");
  }

  private static void refused(String code, ThrowingCallable attempt) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(attempt)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
