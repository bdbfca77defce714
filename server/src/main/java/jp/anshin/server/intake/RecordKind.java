package jp.anshin.server.intake;

/**
 * Kinds of records in the journal of the station. Everything the watch does follows from these
 * records alone, ticks of the clock included: reading them again does the same again.
 */
final class RecordKind {
  /** The station began; every session of an earlier run is gone. No payload. */
  static final byte STARTED = 1;

  /** A router connected. Payload: its address as text. */
  static final byte OPENED = 2;

  /** One BMP message. Payload: the message. */
  static final byte MESSAGE = 3;

  /** A session ended. Payload: key of the reason, line feed, detail. */
  static final byte CLOSED = 4;

  /** A second has passed: a sign of life, and the clock of event time. No payload. */
  static final byte TICK = 5;

  private RecordKind() {}
}
