package jp.anshin.wire.bgp;

import jp.anshin.wire.Octets;

/** The header that every BGP message begins with (RFC 4271, 4.1). */
public final class BgpMessage {
  public static final int OPEN = 1;
  public static final int UPDATE = 2;
  public static final int NOTIFICATION = 3;
  public static final int KEEPALIVE = 4;
  public static final int ROUTE_REFRESH = 5;

  /** Octets of marker, length and type. */
  public static final int HEADER_OCTETS = 19;

  private static final int LENGTH_OFFSET = 16;
  private static final int TYPE_OFFSET = 18;

  private BgpMessage() {}

  /**
   * The type of the message in {@code [offset, end)}, or -1 when it is torn or its length field
   * contradicts the space. The marker is not checked: archives hold other values than ones.
   */
  public static int type(byte[] bytes, int offset, int end) {
    if (offset + HEADER_OCTETS > end) {
      return -1;
    }
    int length = length(bytes, offset);
    return length < HEADER_OCTETS || offset + length > end
        ? -1
        : Octets.u8(bytes, offset + TYPE_OFFSET);
  }

  /** The length field: octets of the whole message, up to 65535 (RFC 8654). */
  public static int length(byte[] bytes, int offset) {
    return Octets.u16(bytes, offset + LENGTH_OFFSET);
  }
}
