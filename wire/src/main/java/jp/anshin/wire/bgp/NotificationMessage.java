package jp.anshin.wire.bgp;

import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Why a session is ended (RFC 4271, 4.5).
 *
 * @param code what kind of error, for instance 6 Cease
 * @param subcode which of that kind (RFC 4486 for Cease)
 * @param dataOffset where the data begins in the bytes it was read from
 * @param dataLength octets of the data
 */
public record NotificationMessage(int code, int subcode, int dataOffset, int dataLength) {

  /**
   * Reads a NOTIFICATION in {@code [offset, end)}, BGP header included.
   *
   * @return null when it is no whole NOTIFICATION
   */
  public static @Nullable NotificationMessage read(byte[] bytes, int offset, int end) {
    if (BgpMessage.type(bytes, offset, end) != BgpMessage.NOTIFICATION) {
      return null;
    }
    int messageEnd = offset + BgpMessage.length(bytes, offset);
    int data = offset + BgpMessage.HEADER_OCTETS + 2;
    return data > messageEnd
        ? null
        : new NotificationMessage(
            Octets.u8(bytes, data - 2), Octets.u8(bytes, data - 1), data, messageEnd - data);
  }
}
