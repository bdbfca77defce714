package jp.anshin.documents;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftWriter;

/** The first report as a page to be sent by FAX: large letters, one page where they go on one. */
public final class FirstReportPdf {

  /** From large to what a FAX of normal resolution still shows; then it takes more pages. */
  private static final List<String> SIZES = List.of("13pt", "12pt", "11pt", "10pt");

  private FirstReportPdf() {}

  /**
   * The file. The same input gives the same bytes.
   *
   * @param draft a first report, already reduced to what its reader may read
   * @param recipients to whom it goes
   * @throws IllegalArgumentException when it is beyond {@link DocumentLimits}
   */
  public static byte[] write(
      FormBook book, Draft draft, Locale locale, DocumentStamp stamp, Recipients recipients) {
    DocumentLimits.check(draft);
    var words = DocumentMessages.in(locale);
    var page =
        new ReportPage("first-report.html", draft, locale, stamp, book.form(FormBook.FIRST_REPORT));
    page.put("fax", words.say("fax"));
    page.put("to-label", words.say("to"));
    page.put("to", String.join("\n", recipients.faxLines(words.locale())));
    page.put("hours", words.say("hours", recipients.hours().in(words.locale())));
    page.put("from-label", words.say("from"));
    page.put("from", page.textOf("sender"));
    page.put("as-of-label", words.say("as-of"));
    page.put("as-of", page.textOf(DraftWriter.AS_OF));
    page.rows(Set.of("sender", DraftWriter.AS_OF));
    page.put("follow", words.say("follow"));
    PdfPages pages = page.pages(SIZES.getFirst());
    for (String smaller : SIZES.subList(1, SIZES.size())) {
      if (pages.pageCount() == 1) {
        break;
      }
      pages = page.pages(smaller);
    }
    return pages.bytes();
  }
}
