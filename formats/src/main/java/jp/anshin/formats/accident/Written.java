package jp.anshin.formats.accident;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.law.Bounds;

/**
 * A text that a person wrote, with full-width letters made narrow and spaces at its ends removed.
 *
 * @param text what is left
 */
record Written(String text) {

  /** No date, number or name of a case needs more letters. */
  static final int LENGTH_MAX = 200;

  private static final Set<String> UNKNOWN =
      Set.of("", "?", "unknown", "不明", "未確認", "-", "–", "n/a");
  private static final int DIGITS_MAX = 18;
  private static final Pattern RANGE = Pattern.compile("(.+?)\\s*(?:\\.\\.+|…|~|〜|–|から)\\s*(.+)");
  private static final Pattern HYPHEN = Pattern.compile("([^-]+)-([^-]+)");
  private static final Pattern AT_LEAST = Pattern.compile("(?:>=|≥|≧)\\s*(.+)|(.+?)\\s*(?:以上|\\+)");
  private static final Pattern AT_MOST = Pattern.compile("(?:<=|≤|≦)\\s*(.+)|(.+?)\\s*以下");
  private static final Pattern LESS = Pattern.compile("<\\s*(.+)|(.+?)\\s*未満");
  private static final Pattern MORE = Pattern.compile(">\\s*(.+)|(.+?)\\s*超");
  private static final Pattern ABOUT =
      Pattern.compile("(?:約|およそ|≈|~|about |approx).*|.*(?:程度|前後|弱|強)");

  /** Makes a quantity of one part of a range. */
  interface Quantity {
    /**
     * The quantity of that text.
     *
     * @throws FaultyCaseException when the part is none
     */
    long of(String part) throws FaultyCaseException;
  }

  static Written of(String raw) {
    String kept = raw.length() > LENGTH_MAX ? raw.substring(0, LENGTH_MAX) : raw;
    // The ellipsis would become three full stops, which mean a range all the same.
    return new Written(Normalizer.normalize(kept, Normalizer.Form.NFKC).strip());
  }

  /** Whether it is a plain number that a long holds. */
  static boolean isDigits(String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  boolean isUnknown() {
    return UNKNOWN.contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * A number within bounds: {@code 47000}, {@code 47000..69000}, {@code >=30000}, {@code 3万以上};
   * blank is unknown.
   *
   * @param column name of the column, for faults
   * @throws FaultyCaseException when it is none, or its end lies before its start
   */
  Bounds bounds(String column, Quantity quantity) throws FaultyCaseException {
    if (isDigits(text)) { // nearly every field of a long list
      return Bounds.exactly(quantity.of(text));
    }
    if (isUnknown()) {
      return Bounds.UNKNOWN;
    }
    if (ABOUT.matcher(text).matches()) {
      throw fault(column, "approximate", text);
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return between(column, range, quantity);
    }
    String part = part(AT_LEAST);
    if (!part.isEmpty()) {
      return Bounds.atLeast(quantity.of(part));
    }
    part = part(AT_MOST);
    if (!part.isEmpty()) {
      return Bounds.between(0, quantity.of(part));
    }
    part = part(LESS);
    if (!part.isEmpty()) {
      return Bounds.between(0, Math.max(0, quantity.of(part) - 1));
    }
    part = part(MORE);
    if (!part.isEmpty()) {
      return Bounds.atLeast(quantity.of(part) + 1);
    }
    Matcher hyphen = HYPHEN.matcher(text);
    return hyphen.matches() ? between(column, hyphen, quantity) : Bounds.exactly(quantity.of(text));
  }

  private Bounds between(String column, Matcher range, Quantity quantity)
      throws FaultyCaseException {
    String first = range.group(1).strip();
    String last = range.group(2).strip();
    long min = quantity.of(first);
    long max = quantity.of(last);
    // 6～8万 means 60,000 to 80,000 to a person and 6 to 80,000 to a reader of digits.
    if (last.matches(".*[千万億].*") && first.matches("[0-9.,]+")) {
      throw fault(column, "range.unit", text);
    }
    if (max < min) {
      throw fault(column, "range.reversed", first, last);
    }
    return Bounds.between(min, max);
  }

  private String part(Pattern pattern) {
    Matcher found = pattern.matcher(text);
    if (!found.matches()) {
      return "";
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /** The two ends of a range of moments, or the text twice when it is none. */
  String[] ends() {
    Matcher range = RANGE.matcher(text);
    return range.matches()
        ? new String[] {range.group(1).strip(), range.group(2).strip()}
        : new String[] {text, text};
  }

  static FaultyCaseException fault(String column, String code, String... arguments) {
    return new FaultyCaseException(CaseFault.of(0, column, code, arguments));
  }
}
