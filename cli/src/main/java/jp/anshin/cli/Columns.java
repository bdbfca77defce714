package jp.anshin.cli;

/** How wide text is on a terminal. */
final class Columns {

  /** From here on letters are two columns wide: Japanese is. */
  private static final int WIDE_FROM = 0x2e80;

  private Columns() {}

  /** Columns that the text takes. */
  static int of(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); i++) {
      columns += text.charAt(i) >= WIDE_FROM ? 2 : 1;
    }
    return columns;
  }
}
