package jp.anshin.formats.mrt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import jp.anshin.wire.Counts;
import jp.anshin.wire.mrt.MrtWriter;

/**
 * Lines of RIS Live (JSON, one message each) as MRT records of BGP4MP_ET, so that everything that
 * reads MRT reads them. A line that is no record is counted and passed over; so is one that says
 * again what the line before it said. The collector's address and AS are not told: they are 0.
 */
final class RisLiveStream extends InputStream {
  /** Bound on one line: an UPDATE of 65,535 octets in hexadecimal, and its routes as text. */
  static final int MAX_LINE_OCTETS = 1 << 20;

  private final InputStream in;
  private final Counts counts;
  private final RisLiveLine line;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private byte[] octets = new byte[1 << 12];
  private byte[] before = {};
  private int length;
  private byte[] records = {};
  private int position;
  private boolean ended;

  RisLiveStream(InputStream in, Counts counts) {
    this.in = in;
    this.counts = counts;
    this.line = new RisLiveLine(new MrtWriter(written), counts);
  }

  @Override
  public int read() throws IOException {
    return fill() ? records[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(wanted, records.length - position);
    System.arraycopy(records, position, into, offset, count);
    position += count;
    return count;
  }

  /** Reads lines until there is a record. */
  private boolean fill() throws IOException {
    while (position == records.length) {
      if (ended) {
        return false;
      }
      if (readLine()) {
        convert();
      }
    }
    return true;
  }

  private void convert() throws IOException {
    if (Arrays.equals(octets, 0, length, before, 0, before.length)) {
      counts.add("ris-repeated-line");
      return;
    }
    before = Arrays.copyOf(octets, length);
    written.reset();
    line.convert(octets, length);
    records = written.toByteArray();
    position = 0;
  }

  /** Whether there is a line that may hold a message. */
  private boolean readLine() throws IOException {
    length = 0;
    boolean tooLong = false;
    int octet = in.read();
    for (; octet >= 0 && octet != '\n'; octet = in.read()) {
      if (length == MAX_LINE_OCTETS) {
        tooLong = true;
        continue;
      }
      if (length == octets.length) {
        octets = Arrays.copyOf(octets, length * 2);
      }
      octets[length++] = (byte) octet;
    }
    ended = octet < 0;
    if (tooLong) {
      counts.add("ris-line-too-long");
      return false;
    }
    return length > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
