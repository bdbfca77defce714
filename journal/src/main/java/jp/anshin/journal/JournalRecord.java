package jp.anshin.journal;

/** The view on one record that a {@link JournalReader} gives; its values hold until the next. */
public final class JournalRecord {
  byte[] bytes = {};
  int payloadStart;
  int payloadLength;
  byte kind;
  long stream;
  long receivedMicros;
  JournalPosition position = JournalPosition.START;

  JournalRecord() {}

  /** What the writer said it is. */
  public byte kind() {
    return kind;
  }

  /** Which of the writer's streams it belongs to. */
  public long stream() {
    return stream;
  }

  /** When it was received, microseconds since 1970 UTC. */
  public long receivedMicros() {
    return receivedMicros;
  }

  /** Where the payload begins in the segment's file: evidence names it. */
  public JournalPosition payloadPosition() {
    return new JournalPosition(position.segment(), position.offset() + RecordFormat.HEADER_OCTETS);
  }

  /** The bytes that hold the payload; others lie around it. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the payload begins in {@link #bytes}. */
  public int payloadStart() {
    return payloadStart;
  }

  /** Length of the payload in octets. */
  public int payloadLength() {
    return payloadLength;
  }
}
