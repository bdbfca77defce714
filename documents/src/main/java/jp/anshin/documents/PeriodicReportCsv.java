package jp.anshin.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.formats.form.Form;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormCertainty;
import jp.anshin.formats.form.FormField;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import org.jspecify.annotations.Nullable;

/**
 * The periodic report as CSV: UTF-8 with byte order mark, lines end with CR LF, every cell quoted.
 * Text that a spreadsheet might take for a formula gets an apostrophe before it. The last column
 * defines the cause where it has a definition.
 */
public final class PeriodicReportCsv {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String CAUSE = "cause-code";
  private static final String END_OF_LINE = "\r\n";

  private PeriodicReportCsv() {}

  /** The file: a line for each accident, whichever form it is told in. */
  public static byte[] write(
      FormBook book, PeriodicReport report, Locale locale, DocumentStamp stamp) {
    DocumentMessages words = DocumentMessages.in(locale);
    Form full = book.form(FormBook.PERIODIC_FORM_27);
    Form simple = book.form(FormBook.PERIODIC_SIMPLE);
    var csv = new StringBuilder(BYTE_ORDER_MARK);
    line(csv, header(full, report, stamp, words));
    int number = 0;
    for (Draft entry : report.entries()) {
      number++;
      Form form = entry.kind() == DraftKind.PERIODIC_SIMPLE ? simple : full;
      csv.append(cell(Integer.toString(number))).append(',');
      csv.append(cell(form.name().in(words.locale()))).append(',');
      for (FormField field : full.fields()) {
        csv.append(cell(text(entry, field, words.locale()))).append(',');
      }
      csv.append(cell(remark(entry, form, report, stamp, words))).append(',');
      csv.append(cell(definition(book, entry, words))).append(END_OF_LINE);
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> header(
      Form full, PeriodicReport report, DocumentStamp stamp, DocumentMessages words) {
    String notes =
        Stream.concat(
                Stream.of(StampWords.status(stamp, words.locale())),
                report.notes().stream().map(note -> note.in(words.locale())))
            .collect(Collectors.joining(words.say("mark-separator")));
    return Stream.of(
            List.of(words.say("sheet.number"), words.say("sheet.form")),
            full.fields().stream().map(field -> label(field, words)).toList(),
            List.of(
                words.say(
                    "csv.remark",
                    report.operator().in(words.locale()),
                    report.period().in(words.locale()),
                    notes),
                words.say("csv.definition")))
        .flatMap(List::stream)
        .toList();
  }

  static String label(FormField field, DocumentMessages words) {
    String label = field.label().in(words.locale());
    return field.certainty() == FormCertainty.UNVERIFIED
        ? words.say("sheet.unverified-column", label)
        : label;
  }

  private static String remark(
      Draft entry, Form form, PeriodicReport report, DocumentStamp stamp, DocumentMessages words) {
    String marks =
        String.join(
            words.say("mark-separator"),
            StampWords.marks(report.simulated(), stamp, words.locale()));
    String note =
        entry.item(PeriodicReport.NOTE).map(item -> item.text().in(words.locale())).orElse("");
    return Stream.of(marks, note, form.note().in(words.locale()))
        .filter(said -> !said.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** How the cause is defined that an entry names; empty where it has no definition. */
  private static String definition(FormBook book, Draft entry, DocumentMessages words) {
    String named = entry.item(CAUSE).map(item -> item.text().japanese().strip()).orElse("");
    return book.causes().stream()
        .filter(cause -> cause.label().japanese().equals(named))
        .filter(cause -> !cause.definition().isEmpty())
        .findFirst()
        .map(cause ->
            words.say(
                "sheet.definition",
                cause.definition(),
                words.say("certainty." + cause.definitionCertainty())))
        .orElse("");
  }

  /** What an entry says in that column; nothing where its form has no such column. */
  static @Nullable String textOrNull(Draft entry, FormField field, Locale locale) {
    return entry.item(field.key()).map(item -> item.text().in(locale)).orElse(null);
  }

  private static String text(Draft entry, FormField field, Locale locale) {
    String text = textOrNull(entry, field, locale);
    return text == null ? "" : text;
  }

  private static void line(StringBuilder csv, List<String> cells) {
    csv.append(cells.stream().map(PeriodicReportCsv::cell).collect(Collectors.joining(",")))
        .append(END_OF_LINE);
  }

  static String cell(String text) {
    String clean = OfficeText.clean(text);
    String safe = OfficeText.looksLikeFormula(clean) ? "'" + clean : clean;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
