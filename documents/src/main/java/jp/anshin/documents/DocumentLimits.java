package jp.anshin.documents;

import java.util.List;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;

/** How large a paper may be; beyond it something else is wrong. */
public final class DocumentLimits {

  /** A form has some 25 items. */
  public static final int ITEMS_MAX = 200;

  /** About ten pages for one item; Excel takes 32,767 characters in a cell. */
  public static final int ITEM_CHARACTERS_MAX = 20_000;

  /** The whole country files some 50,000 simple failures a year; Excel takes 1,048,576 rows. */
  public static final int ROWS_MAX = 200_000;

  private DocumentLimits() {}

  /**
   * Refuses what is too large.
   *
   * @throws IllegalArgumentException naming the limit
   */
  static void check(Draft draft) {
    if (draft.items().size() > ITEMS_MAX) {
      throw new IllegalArgumentException("more than " + ITEMS_MAX + " items");
    }
    for (DraftItem item : draft.items()) {
      int longest = Math.max(item.text().japanese().length(), item.text().english().length());
      if (longest > ITEM_CHARACTERS_MAX) {
        throw new IllegalArgumentException(
            "item " + item.key() + " has more than " + ITEM_CHARACTERS_MAX + " characters");
      }
    }
  }

  static void checkRows(List<Draft> rows) {
    if (rows.size() > ROWS_MAX) {
      throw new IllegalArgumentException("more than " + ROWS_MAX + " rows");
    }
    rows.forEach(DocumentLimits::check);
  }
}
