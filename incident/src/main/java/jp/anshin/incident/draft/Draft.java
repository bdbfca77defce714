package jp.anshin.incident.draft;

import java.util.List;
import java.util.Optional;
import jp.anshin.incident.LocalizedText;
import jp.anshin.operator.Audience;

/**
 * The content of a notice or report before a person sends it.
 *
 * @param kind what it is to become
 * @param simulated whether it is about a replay, never a real event; its title says so too
 * @param title in both languages
 * @param items in the order of the form
 */
public record Draft(DraftKind kind, boolean simulated, LocalizedText title, List<DraftItem> items) {

  public Draft {
    items = List.copyOf(items);
  }

  /** The item of that key. */
  public Optional<DraftItem> item(String key) {
    return items.stream().filter(item -> item.key().equals(key)).findFirst();
  }

  /** Whether there is anything in it for that audience. */
  public boolean isFor(Audience audience) {
    return items.stream().anyMatch(item -> item.audiences().contains(audience));
  }

  /**
   * The same with only those items that this audience may read. Sources name networks, so that only
   * our own people see them.
   */
  public Draft visibleTo(Audience audience) {
    return new Draft(
        kind,
        simulated,
        title,
        items.stream()
            .filter(item -> item.audiences().contains(audience))
            .map(item -> audience == Audience.STAFF ? item : item.onlyFor(audience))
            .toList());
  }
}
