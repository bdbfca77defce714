package jp.anshin.documents;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jp.anshin.formats.form.Form;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftWriter;

/** A draft laid out as HTML in one of the templates. */
final class ReportPage {

  private final PageTemplate template;
  private final Draft draft;
  private final Locale locale;
  private final DocumentStamp stamp;
  private final DocumentMessages words;
  private final Map<String, String> values = new HashMap<>();

  ReportPage(String template, Draft draft, Locale locale, DocumentStamp stamp, Form form) {
    this.template = new PageTemplate(template);
    this.draft = draft;
    this.words = DocumentMessages.in(locale);
    this.locale = words.locale();
    this.stamp = stamp;
    values.put("language", this.locale.getLanguage());
    values.put("family", Fonts.FAMILY);
    values.put("title", text(draft.title().in(this.locale)));
    values.put("form-number", text(numberOf(form, draft, this.locale)));
    values.put("status", template().styleText(StampWords.status(stamp, this.locale)));
    values.put(
        "marks",
        template()
            .styleText(
                String.join(
                    words.say("mark-separator"),
                    StampWords.marks(draft.simulated(), stamp, this.locale))));
    values.put("page", template().styleText(words.say("page")));
    values.put("note", text(words.say("note", form.note().in(this.locale))));
  }

  /** What the law calls the form for this accident, or else what it is usually called. */
  static String numberOf(Form form, Draft draft, Locale locale) {
    return draft
        .item(DraftWriter.REPORT_FORM)
        .map(item -> item.text().in(locale))
        .orElse(form.number());
  }

  PageTemplate template() {
    return template;
  }

  /** A value of the template that is plain text. */
  void put(String name, String text) {
    values.put(name, text(text));
  }

  /** The items, but for these, as rows of a table. */
  void rows(Set<String> without) {
    var rows = new StringBuilder();
    for (DraftItem item : draft.items()) {
      if (!without.contains(item.key())) {
        rows.append(row(item));
      }
    }
    values.put("rows", rows.toString());
  }

  private String row(DraftItem item) {
    return "<tr class=\""
        + (item.known() ? "known" : "unknown")
        + "\"><th>"
        + text(item.label().in(locale))
        + "</th><td>"
        + text(item.text().in(locale))
        + (item.known() ? "" : "<span class=\"mark\">" + text(words.say("unverified")) + "</span>")
        + "</td></tr>\n";
  }

  String textOf(String key) {
    return draft.item(key).map(item -> item.text().in(locale)).orElse("");
  }

  private String text(String text) {
    return template.text(text);
  }

  /** The page in that size of letters. */
  PdfPages pages(String size) {
    values.put("size", size);
    List<String> missing = List.copyOf(template.missing());
    values.put(
        "missing",
        missing.isEmpty()
            ? ""
            : text(words.say("missing", Fonts.MISSING, String.join(", ", missing))));
    return PdfPages.of(template.filled(values), draft.title().in(locale), stamp.madeAt());
  }
}
