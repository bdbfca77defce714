package jp.anshin.documents;

import java.util.Locale;
import java.util.Set;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftWriter;

/** The report within thirty days as PDF. */
public final class DetailedReportPdf {

  private static final String SIZE = "10.5pt";

  private DetailedReportPdf() {}

  /**
   * The file. The same input gives the same bytes.
   *
   * @param draft a detailed report, already reduced to what its reader may read
   * @throws IllegalArgumentException when it is beyond {@link DocumentLimits}
   */
  public static byte[] write(FormBook book, Draft draft, Locale locale, DocumentStamp stamp) {
    DocumentLimits.check(draft);
    var words = DocumentMessages.in(locale);
    var page =
        new ReportPage(
            "detailed-report.html", draft, locale, stamp, book.form(FormBook.DETAILED_REPORT));
    page.put("to", words.say("addressee"));
    page.put("from", page.textOf("sender"));
    page.put("as-of", words.say("as-of-line", page.textOf(DraftWriter.AS_OF)));
    page.put("law", words.say("law"));
    page.rows(Set.of("sender", DraftWriter.AS_OF));
    return page.pages(SIZE).bytes();
  }
}
