package jp.anshin.formats.mrt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.wire.Counts;

/**
 * Opens recorded routes as MRT: MRT itself, or lines of RIS Live, told apart by the first octet;
 * either plain or compressed. MRT begins with seconds since 1970: an opening brace would be 2035.
 */
public final class RouteRecording {
  private static final int FIRST_OCTETS = 2;

  private RouteRecording() {}

  /**
   * Opens a stream.
   *
   * @param counts takes the lines of RIS Live that are no record, by kind
   * @throws IOException when it cannot be read or begins as one of the compressed forms and is not
   */
  public static InputStream open(InputStream in, Counts counts) throws IOException {
    var plain = new BufferedInputStream(Decompression.open(in), 1 << 16);
    plain.mark(FIRST_OCTETS);
    boolean json = isJson(plain);
    plain.reset();
    return json ? new RisLiveStream(plain, counts) : plain;
  }

  private static boolean isJson(InputStream in) {
    try {
      return isJson(in.readNBytes(FIRST_OCTETS));
    } catch (IOException torn) {
      return false; // told by whoever reads on, with the place
    }
  }

  /** An object with its first key: no seconds of MRT begin so before the year 2035. */
  private static boolean isJson(byte[] first) {
    return first.length == FIRST_OCTETS && first[0] == '{' && (first[1] == '"' || first[1] == ' ');
  }
}
