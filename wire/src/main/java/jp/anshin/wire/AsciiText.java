package jp.anshin.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text of ASCII characters as octets, built up and used again: millions of lines are written
 * without an object a line, and without being encoded afterwards. Not for several threads.
 */
public final class AsciiText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Of each number below 100 its two digits, one after another. */
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int number = 0; number < 100; number++) {
      PAIRS[2 * number] = (byte) ('0' + number / 10);
      PAIRS[2 * number + 1] = (byte) ('0' + number % 10);
    }
  }

  private byte[] octets;
  private int length;

  /** An empty text with room for a few lines. */
  public AsciiText() {
    this(1_024);
  }

  /**
   * @param room octets that are expected; it grows beyond them
   */
  public AsciiText(int room) {
    octets = new byte[room];
  }

  /** Empties the text and keeps its room. */
  public void clear() {
    length = 0;
  }

  /** Number of octets. */
  public int length() {
    return length;
  }

  /** Puts another character in the place of one that is there. */
  public void set(int index, char character) {
    octets[index] = (byte) character;
  }

  /** Appends one character of ASCII. */
  public AsciiText append(char character) {
    need(1);
    octets[length++] = (byte) character;
    return this;
  }

  /** Appends characters of ASCII. */
  public AsciiText append(String text) {
    int count = text.length();
    need(count);
    for (int i = 0; i < count; i++) {
      octets[length + i] = (byte) text.charAt(i);
    }
    length += count;
    return this;
  }

  /** Appends another text. */
  public AsciiText append(AsciiText other) {
    need(other.length);
    System.arraycopy(other.octets, 0, octets, length, other.length);
    length += other.length;
    return this;
  }

  /** Appends a number of at least 0 in decimal. */
  public AsciiText append(long number) {
    if (number > Integer.MAX_VALUE) {
      return append(number / 1_000_000_000).padded((int) (number % 1_000_000_000), 9);
    }
    int small = (int) number;
    return padded(small, digits(small));
  }

  /** Appends an octet, 0 to 255, in decimal. */
  public AsciiText appendOctet(int octet) {
    need(3);
    int rest = octet;
    if (octet >= 100) {
      octets[length++] = (byte) (octet >= 200 ? '2' : '1');
      rest = octet >= 200 ? octet - 200 : octet - 100;
    }
    if (octet >= 10) {
      octets[length++] = PAIRS[2 * rest];
    }
    octets[length++] = PAIRS[2 * rest + 1];
    return this;
  }

  /** Appends a number of at most that many digits, with leading zeros. */
  public AsciiText padded(int number, int digits) {
    need(digits);
    int at = length + digits;
    int rest = number;
    while (at - length >= 2) {
      int pair = 2 * (rest % 100);
      rest /= 100;
      octets[--at] = PAIRS[pair + 1];
      octets[--at] = PAIRS[pair];
    }
    if (at > length) {
      octets[length] = (byte) ('0' + rest);
    }
    length += digits;
    return this;
  }

  private static int digits(int number) {
    int digits = 1;
    for (long power = 10; number >= power; power *= 10) {
      digits++;
    }
    return digits;
  }

  /** Appends 16 bits in hexadecimal, without leading zeros. */
  public AsciiText appendHex(int field) {
    need(4);
    int shift = field > 0xfff ? 12 : field > 0xff ? 8 : field > 0xf ? 4 : 0;
    for (; shift >= 0; shift -= 4) {
      octets[length++] = HEX[field >>> shift & 0xf];
    }
    return this;
  }

  private void need(int more) {
    if (octets.length - length < more) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
    }
  }

  /** Writes the whole text. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(octets, 0, length);
  }

  @Override
  public String toString() {
    return new String(octets, 0, length, StandardCharsets.US_ASCII);
  }
}
