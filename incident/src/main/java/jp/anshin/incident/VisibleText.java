package jp.anshin.incident;

/**
 * What a person's text may hold so that it reads the same on a page, in a mail and in every paper:
 * no control character that nobody sees, above all none that turns the direction of what follows,
 * for it can turn a figure.
 */
public final class VisibleText {

  /** Within words of some scripts, and between the parts of an emoji. */
  private static final int JOINER = 0x200D;

  private static final int NON_JOINER = 0x200C;

  private VisibleText() {}

  /** The text with a space for each of these. */
  public static String of(String text) {
    return text.codePoints()
        .map(point -> isHidden(point) ? ' ' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Whether it is a control that nobody sees; a tab and the end of a line are none. */
  public static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\t' && point != '\n' && point != '\r';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> point != JOINER && point != NON_JOINER;
      default -> false;
    };
  }
}
