package jp.anshin.formats.compression;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.util.Native;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * All frames of a Zstandard input (RFC 8878). The decoder keeps its own bound: a window of more
 * than 128 MiB is refused.
 */
final class ZstandardFrames extends FilterInputStream {

  /**
   * Opens it.
   *
   * @param compressed stands at the first octet of the first frame
   * @throws IOException when this machine has no decoder
   */
  ZstandardFrames(InputStream compressed) throws IOException {
    super(decoder(compressed));
  }

  private static InputStream decoder(InputStream compressed) throws IOException {
    try {
      Native.load();
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError absent) {
      throw new IOException("Zstandard is not available on this machine", absent);
    }
    return new ZstdInputStream(compressed);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (IOException broken) {
      // The decoder has no exception of its own for an input that ends too early.
      throw String.valueOf(broken.getMessage()).contains("Truncated")
          ? Torn.because(broken)
          : broken;
    }
  }
}
