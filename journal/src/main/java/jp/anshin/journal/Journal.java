package jp.anshin.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What came in, in the order in which it came, in bounded append-only segments. Several threads may
 * append; readers follow at their own pace. What {@link #append} has returned from survives the
 * death of the process; what {@link #sync} has returned from survives the loss of power too, as far
 * as the disk keeps its word.
 */
public final class Journal implements Closeable {
  /** Bound on one record, well above any message of a router. */
  public static final int MAX_PAYLOAD_OCTETS = 8 << 20;

  private static final int BUFFER_OCTETS = 1 << 16;

  /** More than any journal comes to between a backup and its return: 64 TB of default segments. */
  private static final long FAR_SEGMENTS = 1_000_000;

  private final Path directory;
  private final JournalOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final Condition freed = lock.newCondition();
  private final TreeMap<Long, Long> sizes = new TreeMap<>();
  private final Map<Long, Integer> pins = new HashMap<>();
  private final long tornOctets;

  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
  private FileChannel channel;
  private long segment;
  private long written;
  private JournalPosition consumed = JournalPosition.START;
  private boolean closed;

  private Journal(Path directory, JournalOptions options) throws IOException {
    this.directory = directory;
    this.options = options;
    PrivateDirectory.create(directory);
    sizes.putAll(Segments.sizes(directory));
    if (sizes.isEmpty()) {
      channel = create(1);
      tornOctets = 0;
    } else {
      segment = sizes.lastKey();
      var file = Segments.file(directory, segment);
      written = Segments.wholeOctets(file);
      if (Segments.goesOn(file, written, Long.MAX_VALUE).isPresent()) {
        // Damaged, not torn: what is whole behind the damage stays, and the reader says so.
        tornOctets = 0;
        channel = create(segment + 1);
      } else {
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        tornOctets = channel.size() - written;
        repair();
      }
    }
  }

  /** Cuts off a record that a crash tore; a torn segment header is written anew. */
  private void repair() throws IOException {
    channel.truncate(written);
    if (written == 0) {
      writeHeader(channel);
      written = RecordFormat.SEGMENT_HEADER_OCTETS;
    }
    channel.position(written);
    sizes.put(segment, written);
  }

  /**
   * Opens the journal in a directory, or begins one there. A torn last record is cut off: see
   * {@link #tornOctets}.
   *
   * @throws IOException when the directory cannot be written or holds something else
   */
  public static Journal open(Path directory, JournalOptions options) throws IOException {
    return new Journal(directory, options);
  }

  /**
   * Begins a segment whose number is far behind all that are there, so that nothing that is
   * appended from now on ever stands at a place that somebody else may have named: after a backup
   * was put back, the journal it was taken from went on for a while.
   *
   * @return where it will go on
   * @throws IOException when the directory cannot be written or holds something else
   */
  public static JournalPosition goOnFarBehind(Path directory) throws IOException {
    try (var journal = open(directory, JournalOptions.DEFAULT)) {
      journal.channel.force(true);
      var next = journal.create(journal.segment + FAR_SEGMENTS);
      journal.channel.close();
      journal.channel = next;
      return journal.end();
    }
  }

  /** How many octets of a torn record were cut off when the journal was opened. */
  public long tornOctets() {
    return tornOctets;
  }

  /**
   * Appends a record. Waits while the journal is full of records that were not consumed yet.
   *
   * @param kind what it is, for the reader
   * @param stream which of the caller's streams it belongs to
   * @param receivedMicros when it was received, microseconds since 1970 UTC
   * @return where the record begins
   * @throws IOException when it could not be written, for instance because the disk is full;
   *     nothing of it remains then
   * @throws InterruptedException when interrupted while waiting; nothing was written
   */
  public JournalPosition append(
      byte kind, long stream, long receivedMicros, byte[] payload, int offset, int length)
      throws IOException, InterruptedException {
    requireWithinBound(length);
    lock.lockInterruptibly();
    try {
      int octets = RecordFormat.HEADER_OCTETS + length;
      makeRoomFor(octets);
      reserve(octets);
      RecordFormat.put(buffer.clear(), kind, stream, receivedMicros, payload, offset, length);
      var position = new JournalPosition(segment, written);
      write();
      return position;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends several records whose payloads lie one behind the other, with as few writes as the
   * segments allow: what a socket gives at once holds many messages.
   *
   * @param offset where the first payload begins
   * @param lengths their lengths, in order
   * @param count how many of {@code lengths} are meant
   * @throws IOException when they could not be written; the first of them may remain, whole
   * @throws InterruptedException when interrupted while waiting; the first may have been written
   */
  public void appendAll(
      byte kind,
      long stream,
      long receivedMicros,
      byte[] payloads,
      int offset,
      int[] lengths,
      int count)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      int at = offset;
      int next = 0;
      while (next < count) {
        requireWithinBound(lengths[next]);
        makeRoomFor(RecordFormat.HEADER_OCTETS + lengths[next]);
        buffer.clear();
        reserve(RecordFormat.HEADER_OCTETS + lengths[next]);
        do {
          RecordFormat.put(buffer, kind, stream, receivedMicros, payloads, at, lengths[next]);
          at += lengths[next++];
        } while (next < count && fitsBehind(lengths[next]));
        write();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void requireWithinBound(int length) {
    if (length < 0 || length > MAX_PAYLOAD_OCTETS) {
      throw new IllegalArgumentException("a record of " + length + " octets");
    }
  }

  /** Whether one more record finds place in the buffer and in the segment. */
  private boolean fitsBehind(int length) {
    int octets = RecordFormat.HEADER_OCTETS + length;
    return buffer.remaining() >= octets
        && written + buffer.position() + octets <= options.segmentOctets();
  }

  private void makeRoomFor(int octets) throws IOException, InterruptedException {
    while (segmentIsFullFor(octets)) {
      makeRoom();
      if (segmentIsFullFor(octets)) { // another thread may have rolled while this one waited
        roll();
      }
    }
    if (closed) {
      throw new IOException("the journal is closed");
    }
  }

  /** Writes what the buffer holds, whole or not at all. */
  private void write() throws IOException {
    int octets = buffer.position();
    writeWhole(buffer.flip());
    written += octets;
    sizes.put(segment, written);
    appended.signalAll();
  }

  private boolean segmentIsFullFor(int octets) {
    return written + octets > options.segmentOctets()
        && written > RecordFormat.SEGMENT_HEADER_OCTETS;
  }

  private void reserve(int octets) {
    if (buffer.capacity() < octets) {
      buffer = ByteBuffer.allocate(Integer.highestOneBit(octets) * 2);
    }
  }

  private void writeWhole(ByteBuffer octets) throws IOException {
    try {
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  private void takeBack(IOException cause) {
    try {
      channel.truncate(written);
      channel.position(written);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void roll() throws IOException {
    channel.force(true);
    var next = create(segment + 1);
    channel.close();
    channel = next;
  }

  private FileChannel create(long number) throws IOException {
    var file = Segments.file(directory, number);
    var created =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      writeHeader(created);
    } catch (IOException e) {
      created.close();
      Files.deleteIfExists(file);
      throw e;
    }
    segment = number;
    written = RecordFormat.SEGMENT_HEADER_OCTETS;
    sizes.put(number, written);
    return created;
  }

  private static void writeHeader(FileChannel channel) throws IOException {
    var header = ByteBuffer.allocate(RecordFormat.SEGMENT_HEADER_OCTETS);
    header.putLong(RecordFormat.SEGMENT_MAGIC).flip();
    while (header.hasRemaining()) {
      channel.write(header);
    }
  }

  /**
   * Deletes what the bound does not leave room for, before a new segment begins; waits where
   * nothing may be deleted.
   */
  private void makeRoom() throws IOException, InterruptedException {
    releasePinsBeyondBound();
    while (unpinnedOctets() + options.segmentOctets() > options.maxOctets()) {
      var oldest = oldestDeletable();
      if (oldest.isPresent()) {
        Files.deleteIfExists(Segments.file(directory, oldest.get()));
        sizes.remove(oldest.get());
      } else if (closed) {
        throw new IOException("the journal is closed");
      } else {
        freed.await();
      }
    }
  }

  private void releasePinsBeyondBound() {
    long pinned =
        sizes.entrySet().stream().filter(this::isPinned).mapToLong(Map.Entry::getValue).sum();
    for (var entry : sizes.entrySet()) {
      if (pinned <= options.maxPinnedOctets()) {
        return;
      }
      if (isPinned(entry)) {
        pins.remove(entry.getKey());
        pinned -= entry.getValue();
      }
    }
  }

  private boolean isPinned(Map.Entry<Long, Long> entry) {
    return pins.containsKey(entry.getKey());
  }

  private long unpinnedOctets() {
    return sizes.entrySet().stream()
        .filter(entry -> !isPinned(entry))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Optional<Long> oldestDeletable() {
    return sizes.headMap(Math.min(consumed.segment(), segment)).keySet().stream()
        .filter(number -> !pins.containsKey(number))
        .findFirst();
  }

  /** Makes everything that was appended so far survive the loss of power. */
  public void sync() throws IOException {
    FileChannel current;
    lock.lock();
    try {
      current = channel;
    } finally {
      lock.unlock();
    }
    if (current.isOpen()) {
      current.force(false);
    }
  }

  /**
   * The consumer has worked through everything before {@code position} and stored what it made of
   * it: whole segments before it may be deleted.
   */
  public void consumed(JournalPosition position) {
    lock.lock();
    try {
      if (position.compareTo(consumed) > 0) {
        consumed = position;
        freed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a segment, though the bound would let it go, until {@link #unpin} as often. */
  public void pin(long number) {
    lock.lock();
    try {
      if (sizes.containsKey(number)) {
        pins.merge(number, 1, Integer::sum);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes one pin away. */
  public void unpin(long number) {
    lock.lock();
    try {
      pins.computeIfPresent(number, (key, count) -> count == 1 ? null : count - 1);
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Where the next record will be written, at the earliest. */
  public JournalPosition end() {
    lock.lock();
    try {
      return new JournalPosition(segment, written);
    } finally {
      lock.unlock();
    }
  }

  /** Segments with their sizes in octets, oldest first. */
  public NavigableMap<Long, Long> segments() {
    lock.lock();
    try {
      return new TreeMap<>(sizes);
    } finally {
      lock.unlock();
    }
  }

  /** Octets of all segments. */
  public long sizeOctets() {
    return segments().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Waits until something lies beyond {@code position}.
   *
   * @return false when the time passed or the journal was closed without
   */
  public boolean awaitBeyond(JournalPosition position, long timeout, TimeUnit unit)
      throws InterruptedException {
    long nanos = unit.toNanos(timeout);
    lock.lockInterruptibly();
    try {
      while (new JournalPosition(segment, written).compareTo(position) <= 0) {
        if (nanos <= 0 || closed) {
          return false;
        }
        nanos = appended.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Where the next segment that is still kept begins, after this one. */
  Optional<Long> segmentAfter(long number) {
    lock.lock();
    try {
      return Optional.ofNullable(sizes.higherKey(number));
    } finally {
      lock.unlock();
    }
  }

  /**
   * A reader from a position that an earlier reader reported, or from {@link
   * JournalPosition#START}.
   */
  public JournalReader read(JournalPosition from) {
    return new JournalReader(this, directory, from);
  }

  /**
   * The bytes at a place, for evidence.
   *
   * @return empty when the segment is no longer kept or has no such place
   */
  public Optional<byte[]> bytesAt(long number, long offset, int length) throws IOException {
    return Segments.bytesAt(Segments.file(directory, number), offset, length);
  }

  /**
   * The bytes at a place of the journal in that directory, whether it is open or not.
   *
   * @return empty when the segment is no longer kept or has no such place
   */
  public static Optional<byte[]> bytesAt(Path directory, long number, long offset, int length)
      throws IOException {
    return Segments.bytesAt(Segments.file(directory, number), offset, length);
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      freed.signalAll();
      appended.signalAll();
      if (channel.isOpen()) {
        channel.force(true);
        channel.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
