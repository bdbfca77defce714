package jp.anshin.wire.mrt;

/**
 * Why the reading of an MRT file stopped before a whole end.
 *
 * @param reason what is wrong
 * @param offset octets of uncompressed input before the record that could not be read
 * @param completeRecords how many whole records stand before it
 * @param detail the message of the failed reading, or empty
 */
public record MrtFault(Reason reason, long offset, long completeRecords, String detail) {

  /** What is wrong with the input. */
  public enum Reason {
    /** The first octets are no MRT header. */
    NOT_MRT,
    /** There is not one octet, as a download that failed leaves it. */
    EMPTY,
    /** The input, or its compression, ends within a record. */
    TORN,
    /** A length beyond {@link MrtReader#MAX_RECORD_OCTETS}: what follows cannot be found. */
    TOO_LONG,
    /** The input could not be read on, for instance a broken compression. */
    UNREADABLE
  }
}
