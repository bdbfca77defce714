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
}
