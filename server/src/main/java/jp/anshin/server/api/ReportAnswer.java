package jp.anshin.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportSubject;
import jp.anshin.incident.report.ReportSubject.Accident;
import jp.anshin.incident.report.ReportSubject.Period;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.incident.report.Submission;
import jp.anshin.operator.Audience;
import org.jspecify.annotations.Nullable;

/**
 * A report as a program reads it; the items are those of the audience it asks for.
 *
 * @param incident what it is about, or null when it is about a period
 * @param periodEnd last day of the period it is about, or null when it is about an incident
 */
record ReportAnswer(
    @Nullable String incident,
    @Nullable LocalDate periodEnd,
    String kind,
    String state,
    int revision,
    int version,
    boolean simulated,
    SortedSet<String> authors,
    @Nullable String approvedBy,
    Answers.Text title,
    String audience,
    List<Answers.Item> items,
    List<Written> versions,
    List<Sent> submissions,
    List<Deed> history) {

  /** A version, and which items it changed. */
  record Written(
      int number,
      int basis,
      Instant writtenAt,
      String writtenBy,
      String why,
      List<String> changed) {}

  /** A sending. */
  record Sent(
      int version,
      String by,
      Instant recordedAt,
      String channel,
      String recipient,
      Instant sentAt,
      String receipt,
      String remark,
      @Nullable String signedBy) {}

  /** One thing that happened to it. */
  record Deed(String what, Instant at, String by) {}

  /**
   * The whole for our own people; for others only what they may read, and no word on how it came.
   */
  static ReportAnswer of(Report report, Audience audience) {
    boolean ours = audience == Audience.STAFF;
    Draft visible = report.latest().content().visibleTo(audience);
    ReportSubject subject = report.id().subject();
    return new ReportAnswer(
        subject instanceof Accident accident ? accident.incident().value() : null,
        subject instanceof Period period ? period.last() : null,
        report.id().kind().name(),
        report.state().name(),
        report.revision(),
        report.latest().number(),
        visible.simulated(),
        new TreeSet<>(ours ? report.authors() : Set.of()),
        ours ? report.approvedBy() : null,
        Answers.Text.of(visible.title()),
        audience.name(),
        visible.items().stream().map(Answers.Item::of).toList(),
        ours ? report.versions().stream().map(each -> written(report, each)).toList() : List.of(),
        ours ? report.submissions().stream().map(ReportAnswer::sent).toList() : List.of(),
        ours ? report.events().stream().map(ReportAnswer::deed).toList() : List.of());
  }

  private static Written written(Report report, ReportVersion version) {
    return new Written(
        version.number(),
        version.basis(),
        version.writtenAt(),
        version.writtenBy(),
        version.why(),
        report.version(version.number() - 1).map(version::changedFrom).orElse(List.of()));
  }

  private static Sent sent(Submission submission) {
    return new Sent(
        submission.version(),
        submission.by(),
        submission.recordedAt(),
        submission.sending().channel().name(),
        submission.sending().recipient(),
        submission.sending().sentAt(),
        submission.sending().receipt(),
        submission.sending().remark(),
        submission.signedBy());
  }

  private static Deed deed(ReportEvent event) {
    return new Deed(event.getClass().getSimpleName(), event.at(), event.by());
  }
}
