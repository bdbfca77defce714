package jp.anshin.server.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.report.Sending;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.ItemEdit;
import jp.anshin.server.reports.Reports;
import org.jspecify.annotations.Nullable;

/**
 * What a program wants done to a report. What a deed does not need is left out.
 *
 * @param revision of the report as it was read; always needed
 * @param items for an edit: new words by key of the item
 * @param basis for an edit: version of the draft that was seen
 * @param version for a countersignature: which version
 * @param words remark or reason
 * @param sending for a submission: how and when it was sent
 */
record ReportBody(
    @Nullable Integer revision,
    @Nullable Map<String, @Nullable ItemPart> items,
    @Nullable Integer basis,
    @Nullable Integer version,
    @Nullable String words,
    @Nullable SendingPart sending) {

  /** New words for one item; English left out says the same as Japanese. */
  record ItemPart(@Nullable String ja, @Nullable String en) {}

  int readRevision() {
    return Optional.ofNullable(revision).orElseThrow(() -> SentJson.missing("revision"));
  }

  /** What is sent is the latest version: whoever names another one means something else. */
  void checkVersion(int latest) {
    if (version != null && version != latest) {
      throw SentJson.invalid(
          "version", "送るのは最新の第" + latest + "版です", "what is sent is the latest version, " + latest);
    }
  }

  int readVersion() {
    return Optional.ofNullable(version).orElseThrow(() -> SentJson.missing("version"));
  }

  int draftVersion() {
    return basis == null ? 0 : basis;
  }

  String said() {
    return SentJson.words("words", words, Reports.WORDS_CHARACTERS_MAX);
  }

  Map<String, ItemEdit> edits() {
    if (items == null) {
      throw SentJson.missing("items");
    }
    var edits = new LinkedHashMap<String, ItemEdit>();
    items.forEach((key, part) -> {
      if (part == null) {
        throw SentJson.missing("items." + key);
      }
      edits.put(key, new ItemEdit(orEmpty(part.ja()), orEmpty(part.en())));
    });
    return edits;
  }

  /**
   * The sending.
   *
   * @param now when it was sent, if that is left out
   * @throws Refusal when a part is missing or cannot be meant
   */
  Sending sent(Instant now) {
    return SendingPart.read(sending, now, said());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
