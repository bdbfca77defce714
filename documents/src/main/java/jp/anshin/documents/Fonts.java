package jp.anshin.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The font of the papers: BIZ UDPGothic, every letter of Windows' Shift_JIS in two weights. */
final class Fonts {

  static final String FAMILY = "BIZ UDPGothic";

  /** What stands where the font has no letter: a dropped letter would be a wrong name. */
  static final String MISSING = "〓";

  private static final byte[] REGULAR = read("font/BIZUDPGothic-Regular.ttf");
  private static final byte[] BOLD = read("font/BIZUDPGothic-Bold.ttf");

  private static final class Letters {
    static final CmapLookup OF_FONT = letters();
  }

  private Fonts() {}

  static InputStream regular() {
    return new ByteArrayInputStream(REGULAR);
  }

  static InputStream bold() {
    return new ByteArrayInputStream(BOLD);
  }

  /**
   * The text with {@link #MISSING} for every letter that the font lacks.
   *
   * @param missing where those letters are added, as {@code U+20BB7}
   */
  static String covered(String text, Set<String> missing) {
    var covered = new StringBuilder();
    text.codePoints()
        .forEach(letter -> {
          if (letter == '\n' || Letters.OF_FONT.getGlyphId(letter) != 0) {
            covered.appendCodePoint(letter);
          } else if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
            covered.append(' ');
          } else if (!Character.isISOControl(letter) && !isVariation(letter)) {
            covered.append(MISSING);
            missing.add(String.format("U+%04X", letter));
          }
        });
    return covered.toString();
  }

  /** Whether the font has every letter of it. */
  static boolean has(String text) {
    var missing = new TreeSet<String>();
    covered(text, missing);
    return missing.isEmpty();
  }

  /** A selector of a form of the letter before it: without it the letter is still that letter. */
  private static boolean isVariation(int letter) {
    return (letter >= 0xfe00 && letter <= 0xfe0f) || (letter >= 0xe0100 && letter <= 0xe01ef);
  }

  private static CmapLookup letters() {
    try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(REGULAR))) {
      return font.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String name) {
    try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
