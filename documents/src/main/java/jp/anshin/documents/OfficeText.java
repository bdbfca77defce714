package jp.anshin.documents;

import java.util.List;

/** A person's text as Office files take it. */
final class OfficeText {

  /** What makes a spreadsheet read text as a formula when it stands first. */
  private static final String FORMULA_STARTS = "=+-@\t\r＝＋－＠";

  private OfficeText() {}

  /** The text without what XML cannot hold. */
  static String clean(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .filter(
            letter -> letter == '\n' || letter == '\t' || (letter >= ' ' && !isOutsideXml(letter)))
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  static List<String> lines(String text) {
    return List.of(clean(text).split("\n", -1));
  }

  /** Whether a spreadsheet might take it for a formula. */
  static boolean looksLikeFormula(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
  }

  private static boolean isOutsideXml(int letter) {
    return letter == 0x7f
        || letter == 0xfffe
        || letter == 0xffff
        || (letter >= 0xd800 && letter <= 0xdfff);
  }
}
