package jp.anshin.server.reports;

import java.util.Optional;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.documents.DocumentStatus;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportEvent.Approved;
import jp.anshin.incident.report.ReportEvent.Withdrawn;
import jp.anshin.incident.report.ReportEvent.Written;
import jp.anshin.incident.report.ReportState;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What papers say of themselves: which version, in which state, approved by whom. */
@Service
public class PaperStamps {

  private final Optional<Accounts> accounts;

  /**
   * @param accounts those who may have approved; where there are none, people are called by the
   *     name that was kept
   */
  public PaperStamps(Optional<Accounts> accounts) {
    this.accounts = accounts;
  }

  /** What a paper of that version says of itself. */
  public DocumentStamp of(Report report, ReportVersion version) {
    Optional<Approved> approved =
        report.events().stream()
            .filter(Approved.class::isInstance)
            .map(Approved.class::cast)
            .filter(event -> event.version() == version.number())
            .reduce((earlier, later) -> later)
            .filter(event -> wasSent(report, version) || isApproved(report, version));
    return new DocumentStamp(
        status(report, version),
        version.number(),
        version.writtenAt(),
        approved.map(Approved::by).map(this::named).orElse(null),
        approved.map(Approved::at).orElse(null),
        version.content().simulated(),
        corrected(report, version));
  }

  /** What whoever receives that version has already, in an earlier one. */
  private static DocumentStamp.@Nullable Sent corrected(Report report, ReportVersion version) {
    return report.submissions().stream()
        .filter(sent -> sent.version() < version.number())
        .reduce((earlier, later) -> later)
        .map(sent -> new DocumentStamp.Sent(sent.version(), sent.sending().sentAt()))
        .orElse(null);
  }

  /** Outside nobody knows a log-in. */
  private String named(String login) {
    return accounts.flatMap(known -> known.find(login)).map(Account::displayName).orElse(login);
  }

  private static DocumentStatus status(Report report, ReportVersion version) {
    if (wasWithdrawn(report, version)) {
      return DocumentStatus.WITHDRAWN;
    }
    if (wasSent(report, version)) {
      return DocumentStatus.SUBMITTED;
    }
    if (version.number() != report.latest().number()) {
      return DocumentStatus.DRAFT;
    }
    return switch (report.state()) {
      case DRAFT -> DocumentStatus.DRAFT;
      case WITHDRAWN -> DocumentStatus.WITHDRAWN;
      case REVIEWED -> DocumentStatus.REVIEWED;
      case APPROVED -> DocumentStatus.APPROVED;
      case SUBMITTED -> DocumentStatus.SUBMITTED;
    };
  }

  /** With a report all versions written until then are withdrawn; a later one begins anew. */
  private static boolean wasWithdrawn(Report report, ReportVersion version) {
    int written = 0;
    for (ReportEvent event : report.events()) {
      if (event instanceof Written) {
        written++;
      } else if (event instanceof Withdrawn && version.number() <= written) {
        return true;
      }
    }
    return false;
  }

  private static boolean isApproved(Report report, ReportVersion version) {
    return report.state() == ReportState.APPROVED && version.number() == report.latest().number();
  }

  private static boolean wasSent(Report report, ReportVersion version) {
    return report.submissions().stream().anyMatch(sent -> sent.version() == version.number());
  }
}
