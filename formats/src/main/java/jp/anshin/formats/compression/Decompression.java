package jp.anshin.formats.compression;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens plain, gzip, bzip2 and Zstandard input, told apart by the first bytes, never by the name.
 * Several compressed members one after another are one input, as archives that were appended to
 * have them. All that can be read before a tear is given; the tear is then an {@link
 * java.io.EOFException}.
 */
public final class Decompression {
  private static final int BUFFER_OCTETS = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};
  private static final byte[] ZSTANDARD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private Decompression() {}

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be opened or begins as one of the compressed forms and is
   *     not
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
   * @throws IOException when it cannot be read or begins as one of the compressed forms and is not
   */
  public static InputStream open(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, BUFFER_OCTETS);
    buffered.mark(ZSTANDARD.length);
    byte[] first = buffered.readNBytes(ZSTANDARD.length);
    buffered.reset();
    if (startsWith(first, GZIP)) {
      return GzipMembers.of(buffered, BUFFER_OCTETS);
    }
    if (startsWith(first, ZSTANDARD)) {
      return new ZstandardFrames(buffered);
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
