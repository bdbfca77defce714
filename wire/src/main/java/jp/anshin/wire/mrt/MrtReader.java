package jp.anshin.wire.mrt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads MRT records one after another (RFC 6396, 2). The reader itself is the view on the present
 * record: its values hold until the next {@link #next}. A torn or implausible end stops the reading
 * and is stated by {@link #fault}; everything before it has been given.
 */
public final class MrtReader implements AutoCloseable {
  /** Bound on one record. The largest in the wild are tables of some 100 kB for one prefix. */
  public static final int MAX_RECORD_OCTETS = 16 << 20;

  static final int HEADER_OCTETS = 12;
  private static final int CHUNK_OCTETS = 1 << 18;

  private final InputStream in;
  private byte[] buffer;
  private int start;
  private int limit;
  private boolean ended;
  private @Nullable IOException failure;
  private long startOffset;
  private long recordCount;

  private int recordLength;
  private int bodyOffset;
  private int type;
  private int subtype;
  private long epochMicros;
  private @Nullable MrtFault fault;

  /**
   * @param in uncompressed MRT bytes
   */
  public MrtReader(InputStream in) {
    this.in = in;
    this.buffer = new byte[CHUNK_OCTETS];
  }

  /**
   * Reads what lies in memory as it is, without a copy.
   *
   * @param bytes whole uncompressed MRT bytes
   */
  public MrtReader(byte[] bytes) {
    this.in = InputStream.nullInputStream();
    this.buffer = bytes;
    this.limit = bytes.length;
    this.ended = true;
  }

  /** Reads a block without a copy, as if all before it had been read. */
  MrtReader(MrtBlock block) {
    this.in = InputStream.nullInputStream();
    this.buffer = block.bytes();
    this.limit = block.length();
    this.ended = true;
    this.failure = block.failure();
    this.startOffset = block.offset();
    this.recordCount = block.recordsBefore();
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end, whole or torn: see {@link #fault}
   */
  public boolean next() {
    start += recordLength;
    startOffset += recordLength;
    recordLength = 0;
    if (fault != null || !fill(HEADER_OCTETS)) {
      if (fault == null && limit > start) {
        fail(MrtFault.Reason.TORN);
      } else if (fault == null && startOffset == 0) {
        fail(MrtFault.Reason.EMPTY);
      }
      return false;
    }
    long bodyLength = Octets.u32(buffer, start + 8);
    type = Octets.u16(buffer, start + 4);
    subtype = Octets.u16(buffer, start + 6);
    if (recordCount == 0 && !MrtType.isAssigned(type)) {
      return fail(MrtFault.Reason.NOT_MRT);
    }
    if (bodyLength > MAX_RECORD_OCTETS) {
      return fail(recordCount == 0 ? MrtFault.Reason.NOT_MRT : MrtFault.Reason.TOO_LONG);
    }
    int length = HEADER_OCTETS + (int) bodyLength;
    if (!fill(length)) {
      return fault == null && fail(MrtFault.Reason.TORN);
    }
    return lay(length);
  }

  private boolean lay(int length) {
    bodyOffset = start + HEADER_OCTETS;
    epochMicros = Octets.u32(buffer, start) * 1_000_000;
    if (MrtType.isExtended(type)) {
      if (length < HEADER_OCTETS + 4) {
        return fail(MrtFault.Reason.TORN);
      }
      epochMicros += Octets.u32(buffer, bodyOffset);
      bodyOffset += 4;
    }
    recordLength = length;
    recordCount++;
    return true;
  }

  private boolean fail(MrtFault.Reason reason) {
    fault = new MrtFault(reason, startOffset, recordCount, "");
    return false;
  }

  /** Makes {@code count} octets from {@code start} on available. */
  private boolean fill(int count) {
    while (limit - start < count) {
      if (ended) {
        return failed();
      }
      makeRoom(count);
      try {
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
          ended = true;
        } else {
          limit += read;
        }
      } catch (IOException e) {
        ended = true;
        failure = e;
      }
    }
    return true;
  }

  /** Says why the input could not be read on, if it could not. */
  private boolean failed() {
    var why = failure;
    if (why != null) {
      var reason = why instanceof EOFException ? MrtFault.Reason.TORN : MrtFault.Reason.UNREADABLE;
      fault = new MrtFault(reason, startOffset, recordCount, detail(why));
    }
    return false;
  }

  private static String detail(IOException e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private void makeRoom(int count) {
    if (start > 0 && (limit == buffer.length || start + count > buffer.length)) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      limit -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  /** Why the reading stopped before a whole end, or null while all is well. */
  public @Nullable MrtFault fault() {
    return fault;
  }

  /** How many whole records were given. */
  public long recordCount() {
    return recordCount;
  }

  /** Type of the present record (RFC 6396, 4). */
  public int type() {
    return type;
  }

  /** Subtype of the present record. */
  public int subtype() {
    return subtype;
  }

  /** Time of the present record in microseconds since 1970 UTC; whole seconds unless extended. */
  public long epochMicros() {
    return epochMicros;
  }

  /** Where the present record begins, in octets of the uncompressed input. */
  public long recordOffset() {
    return startOffset;
  }

  /** Length of the present record with its header, in octets. */
  public int recordLength() {
    return recordLength;
  }

  /** The bytes that hold the present record; others may lie around it. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the present record begins in {@link #bytes}. */
  public int recordStart() {
    return start;
  }

  /** Where the message of the present record begins in {@link #bytes}. */
  public int bodyStart() {
    return bodyOffset;
  }

  /** Where the present record ends in {@link #bytes}. */
  public int bodyEnd() {
    return start + recordLength;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
