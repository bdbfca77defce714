package jp.anshin.server.store;

import jp.anshin.incident.VisibleText;
import jp.anshin.server.refusal.Refusal;

/** What every database can keep as text and give back as it was, and every paper tells alike. */
public final class Storable {

  private Storable() {}

  /**
   * Refuses what PostgreSQL does not take: NUL, and half of a surrogate pair, which is no UTF-8;
   * and controls that nobody sees, by which one text reads differently on a page and in a paper.
   *
   * @throws Refusal {@code input.not-storable} or {@code input.hidden} with the first such
   *     character, the latter also with its place among the characters, from 1
   */
  public static void check(String text) {
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
        throw new Refusal("input.not-storable", name(point));
      }
      if (VisibleText.isHidden(point)) {
        throw new Refusal("input.hidden", name(point), Integer.toString(i + 1));
      }
    }
  }

  private static String name(int point) {
    return String.format("U+%04X", point);
  }
}
