package jp.anshin.formats.lpwa;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a log, one at a time and never more than a bound of one in memory. A mark of UTF-8
 * at the beginning is passed over.
 */
final class LogLines {

  /** A page of a hundred messages has some hundred thousand octets; beyond is no message. */
  static final int LINE_OCTETS_MAX = 1 << 20;

  private static final int BUFFER_OCTETS = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private int position;
  private int limit;

  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean tooLong;
  private long number;

  LogLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(end);
      boolean ended = end < limit;
      position = ended ? end + 1 : end;
      if (ended) {
        break;
      }
    }
    if (!any) {
      return false;
    }
    number++;
    trim();
    return true;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private void append(int end) {
    int more = end - position;
    if (tooLong || length + more > LINE_OCTETS_MAX) {
      tooLong = true;
      return;
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(buffer, position, line, length, more);
    length += more;
  }

  private void trim() {
    if (number == 1
        && length >= 3
        && line[0] == (byte) 0xef
        && line[1] == (byte) 0xbb
        && line[2] == (byte) 0xbf) {
      System.arraycopy(line, 3, line, 0, length - 3);
      length -= 3;
    }
    while (length > 0 && line[length - 1] == '\r') {
      length--;
    }
  }

  /** Number of the present line, from 1. */
  long number() {
    return number;
  }

  /** The octets of the present line, valid up to {@link #length} until the next. */
  byte[] octets() {
    return line;
  }

  /** How many octets the present line has; less than it really has when it is too long. */
  int length() {
    return length;
  }

  /** Whether the present line is longer than can be a message. */
  boolean isTooLong() {
    return tooLong;
  }
}
