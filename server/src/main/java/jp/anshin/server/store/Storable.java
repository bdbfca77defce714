package jp.anshin.server.store;

import jp.anshin.server.refusal.Refusal;

/** What every database can keep as text, and give back as it was. */
public final class Storable {

  private Storable() {}

  /**
   * Refuses what PostgreSQL does not take: NUL, and half of a surrogate pair, which is no UTF-8.
   *
   * @throws Refusal {@code input.not-storable} with the first such character
   */
  public static void check(String text) {
    text.codePoints()
        .filter(point ->
            point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
        .findFirst()
        .ifPresent(point -> {
          throw new Refusal("input.not-storable", String.format("U+%04X", point));
        });
  }
}
