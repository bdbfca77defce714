package jp.anshin.formats.compression;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * All members of a gzip input (RFC 1952, 2.2). What can be decompressed before a tear is given
 * before the tear is told, and what follows the last member and is none is told too: the JDK alone
 * passes over it.
 */
final class GzipMembers extends GZIPInputStream {
  private static final int TRAILER_OCTETS = 8;

  private final BufferedInputStream compressed;

  private GzipMembers(BufferedInputStream compressed, int bufferOctets) throws IOException {
    super(new Awaited(compressed), bufferOctets);
    this.compressed = compressed;
  }

  /**
   * Opens it.
   *
   * @param compressed stands at the first octet of the first member
   * @throws IOException when that is no gzip header, or not a whole one
   */
  static GzipMembers of(BufferedInputStream compressed, int bufferOctets) throws IOException {
    try {
      return new GzipMembers(compressed, bufferOctets);
    } catch (EOFException torn) {
      throw Torn.because(torn);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(into, offset, length);
    } catch (EOFException torn) {
      throw Torn.because(torn);
    }
    if (read < 0 && (inf.getRemaining() > TRAILER_OCTETS || compressed.available() > 0)) {
      throw new IOException("what follows the gzip data is not gzip");
    }
    return read;
  }

  /**
   * The JDK looks for a next member only when octets are available at once: a pipe whose writer is
   * slow would end early. Here available is what is still to come, however late.
   */
  private static final class Awaited extends FilterInputStream {
    Awaited(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      return next < 0 ? 0 : Math.max(1, in.available());
    }
  }
}
