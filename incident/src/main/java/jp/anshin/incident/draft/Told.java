package jp.anshin.incident.draft;

import java.util.List;
import jp.anshin.incident.LocalizedText;

/**
 * What somebody or some sensor said of one item of a report.
 *
 * @param text in both languages
 * @param known whether it settles the item; else it says why the item is still open
 * @param sources ids of what it was made from
 */
public record Told(LocalizedText text, boolean known, List<String> sources) {

  public Told {
    sources = List.copyOf(sources);
  }

  /** What a person said. */
  public static Told by(LocalizedText text) {
    return new Told(text, true, List.of());
  }
}
