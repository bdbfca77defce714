package jp.anshin.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Draws on standard error how much of an input was read, when a person watches. */
final class Progress implements AutoCloseable {

  /** Often enough to be seen moving, seldom enough to cost nothing. */
  private static final long REDRAW_NANOS = 200_000_000;

  private static final int BAR_WIDTH = 30;
  private static final double MEGA = 1_000_000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private String name;
  private final long total;
  private long read;
  private long drawnAt = System.nanoTime();
  private boolean drawn;

  /**
   * @param total octets to be read, or 0 when not known
   */
  Progress(Terminal terminal, String name, long total) {
    this.terminal = terminal;
    this.name = name;
    this.total = total;
  }

  /** What is read from now on. */
  synchronized void now(String next) {
    name = next;
  }

  /** The same bytes, counted as they are read. */
  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
      }
    };
  }

  /** Several files may be read at once. */
  private synchronized void count(int octets) {
    read += octets;
    long now = System.nanoTime();
    if (terminal.errIsTerminal() && now - drawnAt >= REDRAW_NANOS) {
      drawnAt = now;
      drawn = true;
      terminal.err().print(CLEAR_LINE + line());
      terminal.err().flush();
    }
  }

  private String line() {
    String megabytes = String.format(Locale.ROOT, "%.1f MB", read / MEGA);
    if (total <= 0) {
      return name + "  " + megabytes;
    }
    int filled = (int) Math.min(BAR_WIDTH, read * BAR_WIDTH / total);
    return "[%s%s] %3d %%  %s  %s"
        .formatted(
            "#".repeat(filled),
            "-".repeat(BAR_WIDTH - filled),
            Math.min(100, read * 100 / total),
            megabytes,
            name);
  }

  /** Wipes the line, so that messages and results stand clean. */
  @Override
  public synchronized void close() {
    if (drawn) {
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
      drawn = false;
    }
  }
}
