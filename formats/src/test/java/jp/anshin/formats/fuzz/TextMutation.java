package jp.anshin.formats.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Makes of a valid text what a slip of the hand, a bad merge or malice may make of it. */
final class TextMutation {
  private static final List<String> TELLING =
      List.of(
          "",
          " ",
          "\t",
          "\n",
          "\r",
          ":",
          ": ",
          "- ",
          "? ",
          "#",
          "|",
          ">",
          "&a ",
          "*a",
          "<<: *a",
          "!!int ",
          "!x ",
          "%",
          "@",
          "`",
          "'",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\\",
          "\\u0000",
          "\0",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ufffe",
          "\ud800",
          "\udc00",
          "𠮷",
          "ー",
          "0",
          "-1",
          "4294967296",
          "9223372036854775808",
          "1e999",
          ".nan",
          "null",
          "~",
          "true",
          "2018-02-30",
          "9999999999-01-01",
          "0.0.0.0/33",
          "::/129",
          "::ffff:1.2.3.4/96",
          "---\n",
          "...\n",
          "[[[[[[[[[[[[[[[[[[[[[[[[",
          "{a: {a: {a: {a: {a: {a: {a: ",
          "x".repeat(5_000));
  private static final int CHANGES_MAX = 4;
  private static final int BLOCK_MAX = 80;

  private final SplittableRandom random;

  TextMutation(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The text, changed in one to four places. */
  String of(String text) {
    var changed = new StringBuilder(text);
    for (int i = random.nextInt(CHANGES_MAX); i >= 0; i--) {
      change(changed);
    }
    return changed.toString();
  }

  private void change(StringBuilder text) {
    if (text.isEmpty()) {
      return;
    }
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(BLOCK_MAX));
    String telling = TELLING.get(random.nextInt(TELLING.size()));
    switch (random.nextInt(8)) {
      case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
      case 1 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
      case 2 -> text.insert(at, telling);
      case 3 -> text.replace(at, end, telling);
      case 4 -> text.replace(at, at + 1, telling);
      case 5 -> text.delete(at, end);
      case 6 -> text.insert(at, text.substring(at, end));
      default -> line(text, at);
    }
  }

  /** Says a line twice, or says it elsewhere. */
  private void line(StringBuilder text, int at) {
    int from = text.lastIndexOf("\n", at) + 1;
    int next = text.indexOf("\n", at);
    String line = text.substring(from, next < 0 ? text.length() : next + 1);
    int to =
        random.nextBoolean() ? from : text.lastIndexOf("\n", random.nextInt(text.length())) + 1;
    text.insert(to, line);
  }
}
