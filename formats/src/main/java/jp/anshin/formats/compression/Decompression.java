package jp.anshin.formats.compression;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens plain, gzip and bzip2 input, told apart by the first bytes, never by the name. Several
 * compressed members one after another are one input, as archives that were appended to have them.
 * All that can be read before a tear is given; the tear is then an {@link java.io.EOFException}.
 */
public final class Decompression {
  private static final int BUFFER_OCTETS = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};

  private Decompression() {}

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be opened or begins like gzip or bzip2 and is not
   */
  public static InputStream open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    try {
      return open(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Opens a stream, for instance standard input.
   *
   * @throws IOException when it cannot be read or begins like gzip or bzip2 and is not
   */
  public static InputStream open(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, BUFFER_OCTETS);
    buffered.mark(BZIP2.length);
    byte[] first = buffered.readNBytes(BZIP2.length);
    buffered.reset();
    if (startsWith(first, GZIP)) {
      return GzipMembers.of(buffered, BUFFER_OCTETS);
    }
    return startsWith(first, BZIP2) ? Bzip2Members.of(buffered) : buffered;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
