package jp.anshin.formats.compression;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * All members of a bzip2 input. The decoder fails a whole reading when one of its octets fails:
 * here those before the tear are given first.
 */
final class Bzip2Members extends FilterInputStream {
  private @Nullable IOException fault;

  private Bzip2Members(InputStream plain, @Nullable IOException fault) {
    super(plain);
    this.fault = fault;
  }

  /**
   * Opens it. The decoder reads the first block at once: a tear in it is told when it is read.
   *
   * @throws IOException when it does not begin as bzip2 does
   */
  static Bzip2Members of(InputStream compressed) throws IOException {
    try {
      return new Bzip2Members(new BZip2CompressorInputStream(compressed, true), null);
    } catch (IOException broken) {
      if (isTear(broken)) {
        return new Bzip2Members(nullInputStream(), Torn.because(broken));
      }
      throw broken;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    var earlier = fault;
    if (earlier != null) {
      throw earlier;
    }
    int read = 0;
    try {
      for (int octet = 0; read < length && (octet = in.read()) >= 0; read++) {
        into[offset + read] = (byte) octet;
      }
    } catch (IOException broken) {
      var told = isTear(broken) ? Torn.because(broken) : broken;
      if (read == 0) {
        throw told;
      }
      fault = told;
    }
    return read == 0 && length > 0 ? -1 : read;
  }

  /** The decoder has no exception of its own for an input that ends too early. */
  private static boolean isTear(IOException broken) {
    return broken instanceof EOFException
        || String.valueOf(broken.getMessage()).contains("end of stream");
  }
}
