package jp.anshin.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Follows a journal from record to record, at its own pace. For one thread. */
public final class JournalReader implements Closeable {
  private static final int CHUNK_OCTETS = 1 << 20;

  private final Journal journal;
  private final Path directory;
  private final JournalRecord record = new JournalRecord();
  private @Nullable FileChannel channel;
  private long segment;
  private long offset;
  private long lostSegments;

  /** Up to here the open segment holds whole records, as far as this reader has asked. */
  private long knownEnd;

  private ByteBuffer chunk = ByteBuffer.allocate(CHUNK_OCTETS).limit(0);
  private long chunkOffset;

  JournalReader(Journal journal, Path directory, JournalPosition from) {
    this.journal = journal;
    this.directory = directory;
    this.segment = from.segment();
    this.offset = from.offset();
  }

  /** Where the next record begins: a later reader may go on from here. */
  public JournalPosition position() {
    return new JournalPosition(segment, offset);
  }

  /** How many segments were deleted before this reader came to them: what they held is lost. */
  public long lostSegments() {
    return lostSegments;
  }

  /**
   * The next record.
   *
   * @return null when there is none yet
   * @throws IOException when a segment cannot be read or a record's checksum is wrong
   */
  public @Nullable JournalRecord next() throws IOException {
    if (channel != null && offset < knownEnd) {
      return read(knownEnd);
    }
    while (true) {
      var end = journal.end();
      if (channel == null && !openSegment()) {
        return null;
      }
      long limit = segment == end.segment() ? end.offset() : fileSize();
      knownEnd = limit;
      if (offset < limit) {
        return read(limit);
      }
      if (segment == end.segment()) {
        return null;
      }
      closeChannel();
      segment++;
      offset = 0;
    }
  }

  /**
   * Goes on behind what cannot be read: at the next whole record of the segment, else at the next
   * segment or, where there is none yet, at the present end. What lies between is lost to this
   * reader.
   *
   * @return where it goes on
   */
  public JournalPosition skipDamage() throws IOException {
    closeChannel();
    var next = journal.segmentAfter(segment);
    var end = journal.end();
    long limit = segment == end.segment() ? end.offset() : Long.MAX_VALUE;
    var goesOn = Segments.goesOn(Segments.file(directory, segment), offset, limit);
    if (goesOn.isPresent()) {
      offset = goesOn.getAsLong();
      return position();
    }
    segment = next.orElse(end.segment());
    offset = next.isPresent() ? 0 : end.offset();
    return position();
  }

  private long fileSize() throws IOException {
    var open = channel;
    return open == null ? 0 : open.size();
  }

  /** Opens the present segment or, where it is gone, the oldest after it. */
  private boolean openSegment() throws IOException {
    var next = journal.segments().ceilingEntry(segment);
    if (next == null) {
      return false;
    }
    if (next.getKey() != segment) {
      lostSegments += segment == 0 ? 0 : next.getKey() - segment;
      segment = next.getKey();
      offset = 0;
    }
    offset = Math.max(offset, RecordFormat.SEGMENT_HEADER_OCTETS);
    channel = FileChannel.open(Segments.file(directory, segment), StandardOpenOption.READ);
    chunk.position(0).limit(0);
    chunkOffset = offset;
    return true;
  }

  private JournalRecord read(long limit) throws IOException {
    fill(RecordFormat.HEADER_OCTETS, limit);
    int at = (int) (offset - chunkOffset);
    int length = chunk.getInt(at);
    if (length < 0 || length > Journal.MAX_PAYLOAD_OCTETS) {
      throw corrupt();
    }
    fill(RecordFormat.HEADER_OCTETS + length, limit);
    at = (int) (offset - chunkOffset);
    if (RecordFormat.crc(chunk.array(), at, length) != chunk.getInt(at + 4)) {
      throw corrupt();
    }
    record.bytes = chunk.array();
    record.payloadStart = at + RecordFormat.HEADER_OCTETS;
    record.payloadLength = length;
    record.kind = chunk.get(at + 8);
    record.stream = chunk.getLong(at + 9);
    record.receivedMicros = chunk.getLong(at + 17);
    record.position = new JournalPosition(segment, offset);
    offset += RecordFormat.HEADER_OCTETS + length;
    return record;
  }

  /** Makes {@code octets} from {@link #offset} on lie in the chunk. */
  private void fill(int octets, long limit) throws IOException {
    if (offset + octets <= chunkOffset + chunk.limit()) {
      return;
    }
    if (offset + octets > limit) {
      throw corrupt();
    }
    int kept = (int) (chunkOffset + chunk.limit() - offset);
    var next = octets > chunk.capacity() ? ByteBuffer.allocate(octets + CHUNK_OCTETS) : chunk;
    System.arraycopy(chunk.array(), chunk.limit() - kept, next.array(), 0, kept);
    chunk = next;
    chunk.clear().position(kept);
    chunkOffset = offset;
    chunk.limit((int) Math.min(chunk.capacity(), limit - offset));
    var open = channel;
    while (open != null && chunk.position() < octets) {
      if (open.read(chunk, chunkOffset + chunk.position()) < 0) {
        throw corrupt();
      }
    }
    chunk.flip();
  }

  private IOException corrupt() {
    return new IOException("the journal is damaged at " + position());
  }

  private void closeChannel() throws IOException {
    var open = channel;
    if (open != null) {
      open.close();
      channel = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeChannel();
  }
}
