package jp.anshin.wire.bmp;

import jp.anshin.wire.Octets;

/** Finds the messages in a stream of BMP (RFC 7854, 4.1). */
public final class BmpFraming {
  /** Octets of version, length and type. */
  public static final int HEADER_OCTETS = 6;

  /**
   * Bound on one message. A Route Monitoring message holds one UPDATE of at most 65535 octets, a
   * Peer Up two OPENs and free text; Route Mirroring may hold several messages.
   */
  public static final int MAX_MESSAGE_OCTETS = 1 << 20;

  /** More octets are needed before the length of the message is known. */
  public static final int NEED_MORE = 0;

  /** The first octet is not 3: another version, or not BMP at all. */
  public static final int WRONG_VERSION = -1;

  /** A length below the header's or beyond {@link #MAX_MESSAGE_OCTETS}. */
  public static final int WRONG_LENGTH = -2;

  private static final int VERSION = 3;

  private BmpFraming() {}

  /**
   * Length of the message that begins at {@code offset}, header included, as soon as the header's
   * octets are there; the message itself may not be whole yet.
   *
   * @param available octets from {@code offset} on
   * @return the length, or {@link #NEED_MORE}, {@link #WRONG_VERSION}, {@link #WRONG_LENGTH}: after
   *     one of the last two, the next message cannot be found
   */
  public static int messageLength(byte[] bytes, int offset, int available) {
    if (available >= 1 && bytes[offset] != VERSION) {
      return WRONG_VERSION;
    }
    if (available < HEADER_OCTETS) {
      return NEED_MORE;
    }
    long length = Octets.u32(bytes, offset + 1);
    return length < HEADER_OCTETS || length > MAX_MESSAGE_OCTETS ? WRONG_LENGTH : (int) length;
  }
}
