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

  /** The same for one reader, without a word on who else reads it and what it was made from. */
  DraftItem onlyFor(Audience reader) {
    return new DraftItem(key, label, text, known, Set.of(reader), List.of());
  }
}
