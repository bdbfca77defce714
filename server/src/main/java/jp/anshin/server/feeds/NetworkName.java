package jp.anshin.server.feeds;

import java.util.Set;

/**
 * Names that come from the network. Whoever connects writes what they like there: nothing in a name
 * may hide, turn round or push away what stands beside it.
 */
public final class NetworkName {

  /** UTF-16 units of a name that are kept: room in each database, with an address before it. */
  public static final int KEPT_MAX = 400;

  /** Characters of a name that a page shows: what fits a line of a phone twice. */
  public static final int SHOWN_MAX = 60;

  /** Types of characters that have no shape of their own, or change that of others. */
  private static final Set<Integer> SHAPELESS =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.PRIVATE_USE,
          (int) Character.UNASSIGNED,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private NetworkName() {}

  /** The name as it is kept: without control and direction characters, not too long. */
  public static String kept(String name) {
    return cut(plain(name), KEPT_MAX);
  }

  /** The beginning of a text, at most that many UTF-16 units, and no half of a character. */
  static String cut(String text, int units) {
    if (text.length() <= units) {
      return text;
    }
    boolean inPair = units > 0 && Character.isHighSurrogate(text.charAt(units - 1));
    return text.substring(0, inPair ? units - 1 : units);
  }

  /** The name as a page shows it: {@link #SHOWN_MAX} characters, and a mark where there is more. */
  public static String shown(String name) {
    String plain = plain(name);
    if (plain.codePointCount(0, plain.length()) <= SHOWN_MAX) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, SHOWN_MAX)) + "…";
  }

  /** The name without control and direction characters. */
  public static String plain(String name) {
    return name.codePoints()
        .filter(each -> !SHAPELESS.contains(Character.getType(each)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
