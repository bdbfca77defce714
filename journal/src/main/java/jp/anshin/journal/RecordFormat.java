package jp.anshin.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a segment, big-endian: length of the payload (4), CRC32C over all that
 * follows (4), kind (1), stream (8), time of receipt in microseconds since 1970 UTC (8), payload.
 */
final class RecordFormat {
  static final int HEADER_OCTETS = 25;
  static final int SEGMENT_HEADER_OCTETS = 8;

  /** "ANSHIN", then the version of the format in two octets. */
  static final long SEGMENT_MAGIC = 0x414e_5348_494e_0001L;

  private static final int CRC_START = 8;
  private static final int RECEIVED = 17;

  /** The year 2100, in microseconds since 1970. */
  private static final long RECEIVED_MAX = 4_102_444_800_000_000L;

  private RecordFormat() {}

  static void put(
      ByteBuffer into,
      byte kind,
      long stream,
      long receivedMicros,
      byte[] payload,
      int offset,
      int length) {
    int start = into.position();
    into.putInt(length).putInt(0).put(kind).putLong(stream).putLong(receivedMicros);
    into.put(payload, offset, length);
    into.putInt(start + 4, crc(into.array(), into.arrayOffset() + start, length));
  }

  static int crc(byte[] bytes, int recordStart, int payloadLength) {
    var crc = new CRC32C();
    crc.update(bytes, recordStart + CRC_START, HEADER_OCTETS - CRC_START + payloadLength);
    return (int) crc.getValue();
  }

  /** Octets of the whole record that begins at {@code start}, or 0 when none does. */
  static int wholeRecord(ByteBuffer in, int start) {
    int remaining = in.limit() - start;
    if (remaining < HEADER_OCTETS) {
      return 0;
    }
    int length = in.getInt(start);
    if (length < 0 || length > Journal.MAX_PAYLOAD_OCTETS || length > remaining - HEADER_OCTETS) {
      return 0;
    }
    long received = in.getLong(start + RECEIVED);
    if (received < 0 || received > RECEIVED_MAX) {
      return 0; // the checksum is not computed where the rest is nonsense
    }
    var crc = new CRC32C();
    crc.update(in.slice(start + CRC_START, HEADER_OCTETS - CRC_START + length));
    return (int) crc.getValue() == in.getInt(start + 4) ? HEADER_OCTETS + length : 0;
  }
}
