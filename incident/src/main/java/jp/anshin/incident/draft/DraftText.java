package jp.anshin.incident.draft;

import java.util.List;
import java.util.Locale;

/** Drafts as plain text for mail. */
public final class DraftText {

  private DraftText() {}

  /**
   * The draft as text: title, then each item under its heading; lines end with a line feed. The
   * first line of a simulated one says so. The same draft gives the same text.
   *
   * @param draft already reduced to what its reader may read, see {@link Draft#visibleTo}
   */
  public static String of(Draft draft, Locale locale) {
    return of(draft, locale, List.of());
  }

  /**
   * The same with lines of whoever sends it above the title.
   *
   * @param head for instance its state and version
   */
  public static String of(Draft draft, Locale locale, List<String> head) {
    var text = new StringBuilder();
    if (draft.simulated()) {
      text.append(DraftMessages.say(locale, "simulated.line")).append('\n');
    }
    head.forEach(line -> text.append(line).append('\n'));
    text.append(draft.title().in(locale)).append('\n');
    for (DraftItem item : draft.items()) {
      text.append('\n')
          .append(DraftMessages.say(locale, "heading", item.label().in(locale)))
          .append('\n')
          .append(item.text().in(locale))
          .append('\n');
    }
    return text.toString();
  }
}
