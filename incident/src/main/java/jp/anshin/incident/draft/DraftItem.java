package jp.anshin.incident.draft;

import java.util.List;
import java.util.Set;
import jp.anshin.incident.LocalizedText;
import jp.anshin.operator.Audience;

/**
 * One item of a draft.
 *
 * @param key stable name, for instance {@code occurred-at}
 * @param label what the item is called
 * @param text what is said; for an unknown item that it is not known yet
 * @param known whether anything is known
 * @param audiences who may read it; a set, not a ladder: staff always among them
 * @param sources ids of what it was made from: detections with revision, impact answers with
 *     version
 */
public record DraftItem(
    String key,
    LocalizedText label,
    LocalizedText text,
    boolean known,
    Set<Audience> audiences,
    List<String> sources) {

  public DraftItem {
    audiences = Set.copyOf(audiences);
    sources = List.copyOf(sources);
  }

  /**
   * The same in a person's words, which rest on no statement of ours.
   *
   * @param words blank in Japanese when nothing is known; blank in English to say the same there
   */
  public DraftItem saying(LocalizedText words) {
    if (words.japanese().isBlank()) {
      LocalizedText unknown = DraftMessages.both(locale -> DraftMessages.say(locale, "unknown"));
      return new DraftItem(key, label, unknown, false, audiences, List.of());
    }
    String english = words.english().isBlank() ? words.japanese() : words.english();
    var said = new LocalizedText(words.japanese(), english);
    return new DraftItem(key, label, said, true, audiences, List.of());
  }

  /** The same for one reader, without a word on who else reads it and what it was made from. */
  DraftItem onlyFor(Audience reader) {
    return new DraftItem(key, label, text, known, Set.of(reader), List.of());
  }
}
