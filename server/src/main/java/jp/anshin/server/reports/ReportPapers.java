package jp.anshin.server.reports;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import jp.anshin.documents.DetailedReportDocx;
import jp.anshin.documents.DetailedReportPdf;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.documents.FirstReportPdf;
import jp.anshin.documents.Recipients;
import jp.anshin.documents.ReportMail;
import jp.anshin.documents.TelephoneScript;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.law.Figures;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Service;

/** Reports as files to be sent: only what the ministry may read is in them. */
@Service
public class ReportPapers {

  private final Incidents incidents;
  private final OperatorFiles operators;
  private final PaperStamps stamps;
  private final Clock clock;
  private final FormBook book = FormText.shipped();

  ReportPapers(Incidents incidents, OperatorFiles operators, PaperStamps stamps, Clock clock) {
    this.incidents = incidents;
    this.operators = operators;
    this.stamps = stamps;
    this.clock = clock;
  }

  /** What a report can be written as. */
  public enum Format {
    /** A page to be sent by FAX, or the detailed report to be printed. */
    PDF("pdf"),
    /** For Word. */
    DOCX("docx"),
    /** Text for mail. */
    MAIL("txt"),
    /** Words to be read aloud on the telephone. */
    CALL("call.txt");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }

    /** How the name of such a file ends. */
    public String ending() {
      return ending;
    }
  }

  /** What reports of that kind can be written as. */
  public static List<Format> formats(DraftKind kind) {
    return switch (kind) {
      case FIRST_REPORT, VOLUNTARY_FIRST_REPORT -> List.of(Format.PDF, Format.MAIL, Format.CALL);
      case DETAILED_REPORT -> List.of(Format.PDF, Format.DOCX, Format.MAIL);
      case INFORMATION_SHARING, PERIODIC_FORM_27, PERIODIC_SIMPLE, PERIODIC_REPORT ->
          List.of(Format.MAIL);
    };
  }

  /**
   * One version of a report as a file. The same version gives the same bytes until its state
   * changes; but words for the telephone also say which number of a desk is answered at this hour.
   *
   * @throws Refusal {@code report.no-such-format} when its kind is not written so
   */
  public byte[] write(Report report, ReportVersion version, Format format, Locale locale) {
    DraftKind kind = report.id().kind();
    if (!formats(kind).contains(format)) {
      throw new Refusal("report.no-such-format", kind.name(), format.ending());
    }
    Audience reader =
        kind == DraftKind.INFORMATION_SHARING ? Audience.SHARING_GROUP : Audience.MINISTRY;
    Draft visible = version.content().visibleTo(reader);
    DocumentStamp stamp = stamps.of(report, version);
    return switch (format) {
      case PDF ->
          kind == DraftKind.DETAILED_REPORT
              ? DetailedReportPdf.write(book, visible, locale, stamp)
              : FirstReportPdf.write(book, visible, locale, stamp, recipients(report, version));
      case DOCX -> DetailedReportDocx.write(book, visible, locale, stamp);
      case MAIL -> utf8(ReportMail.of(visible, locale, stamp));
      case CALL ->
          utf8(
              TelephoneScript.of(visible, locale, stamp, recipients(report, version), now(report)));
    };
  }

  private Instant now(Report report) {
    return incidents.required(report.id().incident()).presentAt(clock.instant());
  }

  private Recipients recipients(Report report, ReportVersion version) {
    Incident incident = incidents.required(report.id().incident());
    LocalDate day = incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate();
    Operator operator = operators.on(day).orElse(null);
    Collection<Prefecture> served =
        DraftWriter.account(incident, null, operator, version.writtenAt()).prefecturesToTell();
    return Recipients.of(book, served, operator);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
