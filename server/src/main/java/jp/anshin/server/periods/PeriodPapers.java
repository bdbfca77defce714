package jp.anshin.server.periods;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jp.anshin.documents.PeriodicReport;
import jp.anshin.documents.PeriodicReportCsv;
import jp.anshin.documents.PeriodicReportXlsx;
import jp.anshin.formats.form.Form;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormField;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.PeriodicCover;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.PeriodLine.Cell;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.operator.Audience;
import jp.anshin.server.reports.PaperStamps;
import org.springframework.stereotype.Service;

/** The report of a period as a file to be sent: exactly the lines of one version. */
@Service
public class PeriodPapers {

  private final Periods periods;
  private final PaperStamps stamps;
  private final FormBook book = FormText.shipped();

  PeriodPapers(Periods periods, PaperStamps stamps) {
    this.periods = periods;
    this.stamps = stamps;
  }

  /** What the report of a period can be written as. */
  public enum Format {
    XLSX("xlsx"),
    CSV("csv");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }

    /** How the name of such a file ends. */
    public String ending() {
      return ending;
    }
  }

  /**
   * One version as a file. The same version gives the same bytes until its state changes.
   *
   * @param locale of its words
   */
  public byte[] write(Report report, ReportVersion version, Format format, Locale locale) {
    Draft cover = version.content();
    var entries = new ArrayList<Draft>();
    for (PeriodLine line : periods.lines(version)) {
      if (line.treatment().goesIn()) {
        entries.add(entry(line, cover.simulated()));
      }
    }
    var paper =
        new PeriodicReport(
            text(cover, "sender"), text(cover, "period"), entries, PeriodicCover.head(cover));
    var stamp = stamps.of(report, version);
    return switch (format) {
      case XLSX -> PeriodicReportXlsx.write(book, paper, locale, stamp);
      case CSV -> PeriodicReportCsv.write(book, paper, locale, stamp);
    };
  }

  /** A line with the columns of its form, and what is to be said beside it. */
  private Draft entry(PeriodLine line, boolean simulated) {
    boolean simple = line.treatment() == Treatment.SIMPLE;
    Form form = book.form(simple ? FormBook.PERIODIC_SIMPLE : FormBook.PERIODIC_FORM_27);
    var items = new ArrayList<DraftItem>();
    for (FormField field : form.fields()) {
      var label = new LocalizedText(field.label().japanese(), field.label().english());
      line.cell(field.key())
          .ifPresent(cell -> items.add(item(cell.key(), label, cell.text(), cell.known())));
    }
    note(line).ifPresent(note -> items.add(item(PeriodicReport.NOTE, note, note, true)));
    return new Draft(
        simple ? DraftKind.PERIODIC_SIMPLE : DraftKind.PERIODIC_FORM_27,
        simulated,
        // Our own words for it are not for the ministry.
        LocalizedText.asWritten(""),
        items);
  }

  /** That a person decided, and that it may belong to another period. */
  private static Optional<LocalizedText> note(PeriodLine line) {
    var said = new ArrayList<LocalizedText>();
    if (line.decision() != null) {
      said.add(PeriodicCover.decidedLine(line.required()));
    }
    line.cell(PeriodicReport.NOTE).map(Cell::text).ifPresent(said::add);
    return said.stream()
        .reduce((one, other) ->
            new LocalizedText(
                one.japanese() + "\n" + other.japanese(), one.english() + "\n" + other.english()));
  }

  private static DraftItem item(
      String key, LocalizedText label, LocalizedText text, boolean known) {
    return new DraftItem(
        key, label, text, known, Set.of(Audience.MINISTRY, Audience.STAFF), List.of());
  }

  private static LocalizedText text(Draft cover, String key) {
    return cover.item(key).map(DraftItem::text).orElse(LocalizedText.asWritten(""));
  }
}
