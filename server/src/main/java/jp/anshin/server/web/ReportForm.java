package jp.anshin.server.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.report.Report;
import jp.anshin.server.reports.ItemEdit;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a report is edited: for each item its words in both languages, and what the
 * system's latest draft would say in their place.
 *
 * @param parts one for each item
 * @param basis version of the draft that stands beside, or 0 when there is none any more
 * @param why reason for the edit
 */
record ReportForm(List<Part> parts, int basis, String why) {

  private static final String JAPANESE = "ja.";
  private static final String ENGLISH = "en.";
  private static final String TAKE = "take.";

  /**
   * One item.
   *
   * @param item as the latest version has it
   * @param japanese what stands in the field; empty for an unknown item
   * @param english the same in English; empty when it says the same words
   * @param drafted what the latest draft says, or null when it says the same
   */
  record Part(DraftItem item, String japanese, String english, @Nullable LocalizedText drafted) {

    /** Name of its field of that kind: {@code ja}, {@code en} or {@code take}. */
    public String field(String kind) {
      return kind + "." + item.key();
    }
  }

  /** The form as it is opened. */
  static ReportForm of(Report report, Optional<DraftVersion> drafted) {
    return filled(report, drafted, Map.of());
  }

  /** The form as somebody filled it in, to be shown again. */
  static ReportForm filled(
      Report report, Optional<DraftVersion> drafted, Map<String, String> sent) {
    var parts = new ArrayList<Part>();
    for (DraftItem item : report.latest().content().items()) {
      LocalizedText shown = inField(item);
      parts.add(
          new Part(
              item,
              sent.getOrDefault(JAPANESE + item.key(), shown.japanese()),
              sent.getOrDefault(ENGLISH + item.key(), shown.english()),
              drafted.flatMap(each -> other(each.draft(), item)).orElse(null)));
    }
    return new ReportForm(
        parts, drafted.map(DraftVersion::number).orElse(0), sent.getOrDefault("why", ""));
  }

  /**
   * A draft and its version.
   *
   * @param number its version
   * @param draft its content
   */
  record DraftVersion(int number, Draft draft) {}

  /**
   * What was changed: by key of the item. Whoever changes only the Japanese words leaves no English
   * ones that say something else.
   */
  static Map<String, ItemEdit> edits(
      Report report, Optional<DraftVersion> drafted, Map<String, String> sent) {
    var edits = new LinkedHashMap<String, ItemEdit>();
    for (DraftItem item : report.latest().content().items()) {
      if (sent.containsKey(TAKE + item.key())) {
        drafted
            .flatMap(each -> each.draft().item(item.key()))
            .map(each -> each.known() ? each.text() : LocalizedText.asWritten(""))
            .ifPresent(
                words -> edits.put(item.key(), new ItemEdit(words.japanese(), words.english())));
      } else {
        typed(item, sent).ifPresent(edit -> edits.put(item.key(), edit));
      }
    }
    return edits;
  }

  private static Optional<ItemEdit> typed(DraftItem item, Map<String, String> sent) {
    LocalizedText before = inField(item);
    String japanese =
        Words.typed(sent.getOrDefault(JAPANESE + item.key(), before.japanese())).strip();
    String english = Words.typed(sent.getOrDefault(ENGLISH + item.key(), before.english())).strip();
    boolean sameJapanese = japanese.equals(before.japanese());
    boolean sameEnglish = english.equals(before.english());
    if (sameJapanese && sameEnglish) {
      return Optional.empty();
    }
    return Optional.of(new ItemEdit(japanese, sameEnglish ? "" : english));
  }

  private static LocalizedText inField(DraftItem item) {
    if (!item.known()) {
      return LocalizedText.asWritten("");
    }
    LocalizedText text = item.text();
    boolean same = text.english().equals(text.japanese());
    return new LocalizedText(text.japanese().strip(), same ? "" : text.english().strip());
  }

  private static Optional<LocalizedText> other(Draft draft, DraftItem item) {
    return draft.item(item.key()).map(DraftItem::text).filter(text -> !text.equals(item.text()));
  }
}
