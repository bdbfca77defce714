package jp.anshin.formats.accident;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in UTF-8, with or without mark, or in Shift_JIS as Windows writes it. Octets
 * that end a line never occur inside a letter of either, so lines are found before the encoding.
 */
final class CsvLines {

  /** A line of a case has a few hundred octets; one of this length is no text. */
  static final int LINE_OCTETS_MAX = 65_536;

  /** So much is looked at to tell the encoding; the header and hundreds of lines are in it. */
  private static final int SAMPLE_OCTETS = 262_144;

  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
  private static final int CARRIAGE_RETURN = '\r';
  private static final int LINE_FEED = '\n';

  /**
   * One line.
   *
   * @param number from 1
   * @param text without its end, or null when it cannot be read
   * @param fault code of what is wrong, or empty
   */
  record Line(int number, @Nullable String text, String fault) {}

  private final BufferedInputStream in;
  private final Charset charset;
  private final Deque<Line> again = new ArrayDeque<>();
  private int number;

  private CsvLines(BufferedInputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /**
   * Opens a text.
   *
   * @throws FaultyCaseException when it is no text in an encoding we read
   */
  static CsvLines open(InputStream raw) throws IOException, FaultyCaseException {
    var in = new BufferedInputStream(raw, SAMPLE_OCTETS);
    in.mark(SAMPLE_OCTETS);
    byte[] sample = in.readNBytes(SAMPLE_OCTETS);
    in.reset();
    if (starts(sample, 0xff, 0xfe) || starts(sample, 0xfe, 0xff)) {
      throw new FaultyCaseException(CaseFault.of(1, "", "file.utf-16"));
    }
    if (starts(sample, 'P', 'K', 3, 4) || starts(sample, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw new FaultyCaseException(CaseFault.of(1, "", "file.spreadsheet"));
    }
    boolean marked = starts(sample, 0xef, 0xbb, 0xbf);
    if (marked) {
      in.skipNBytes(3);
    }
    return new CsvLines(in, marked ? StandardCharsets.UTF_8 : charsetOf(sample));
  }

  private static boolean starts(byte[] sample, int... octets) {
    for (int i = 0; i < octets.length; i++) {
      if (i >= sample.length || (sample[i] & 0xff) != octets[i]) {
        return false;
      }
    }
    return true;
  }

  /** The encoding in which more lines can be read: one damaged line decides nothing. */
  private static Charset charsetOf(byte[] sample) {
    int utf8 = 0;
    int shiftJis = 0;
    int from = 0;
    for (int i = 0; i < sample.length; i++) {
      if (sample[i] == LINE_FEED) {
        utf8 += votes(sample, from, i, StandardCharsets.UTF_8);
        shiftJis += votes(sample, from, i, SHIFT_JIS);
        from = i + 1;
      }
    }
    if (from == 0) { // the only line
      utf8 = votes(sample, from, sample.length, StandardCharsets.UTF_8);
      shiftJis = votes(sample, from, sample.length, SHIFT_JIS);
    }
    return shiftJis > utf8 ? SHIFT_JIS : StandardCharsets.UTF_8;
  }

  private static int votes(byte[] sample, int from, int to, Charset charset) {
    return decoded(ByteBuffer.wrap(sample, from, to - from), charset) == null ? 0 : 1;
  }

  private static @Nullable String decoded(ByteBuffer octets, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(octets)
          .toString();
    } catch (CharacterCodingException notThis) {
      return null;
    }
  }

  /** Whether it was taken for Shift_JIS. */
  boolean isShiftJis() {
    return charset.equals(SHIFT_JIS);
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    if (!again.isEmpty()) {
      return again.removeFirst();
    }
    var octets = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    number++;
    boolean tooLong = false;
    while (octet >= 0 && octet != LINE_FEED && octet != CARRIAGE_RETURN) {
      tooLong |= octets.size() >= LINE_OCTETS_MAX;
      if (!tooLong) {
        octets.write(octet);
      }
      octet = in.read();
    }
    if (octet == CARRIAGE_RETURN) {
      in.mark(1);
      if (in.read() != LINE_FEED) {
        in.reset();
      }
    }
    if (tooLong) {
      return new Line(number, null, "line.too-long");
    }
    String text = decoded(ByteBuffer.wrap(octets.toByteArray()), charset);
    // NUL is no text in any encoding, and no database of ours keeps it.
    return text == null || text.indexOf('\0') >= 0
        ? new Line(number, null, "line.encoding")
        : new Line(number, text, "");
  }

  /** Gives a line back, to be the next. */
  void giveBack(Line line) {
    again.addFirst(line);
  }
}
