package jp.anshin.wire.mrt;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a recording into blocks of whole records, by the lengths in their headers alone. What is
 * wrong with it is found by the readers of the blocks: whatever follows a length that cannot be, or
 * the last whole record, is in the last block. Not for several threads; the blocks are.
 */
public final class MrtBlocks {
  private static final int BLOCK_OCTETS = 1 << 20;

  private final InputStream in;
  private final int blockOctets;
  private final Deque<byte[]> free = new ArrayDeque<>();
  private byte[] rest = {};
  private int restLength;
  private long offset;
  private long records;
  private byte @Nullable [] lastPeerIndex;
  private boolean ended;

  /**
   * @param in uncompressed MRT bytes
   */
  public MrtBlocks(InputStream in) {
    this(in, BLOCK_OCTETS);
  }

  MrtBlocks(InputStream in, int blockOctets) {
    this.in = in;
    this.blockOctets = blockOctets;
  }

  /** The next block, or null behind the last. There is always a first, be it empty. */
  public @Nullable MrtBlock next() {
    if (ended) {
      return null;
    }
    byte[] bytes = room();
    int length = restLength;
    System.arraycopy(rest, 0, bytes, 0, restLength);
    var before = lastPeerIndex;
    long recordsBefore = records;
    int whole = 0;
    IOException failure = null;
    while (whole == 0 && !ended) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length); // one record is longer than a block
      }
      try {
        while (!ended && length < bytes.length) {
          int read = in.read(bytes, length, bytes.length - length);
          ended = read < 0;
          length += Math.max(0, read);
        }
      } catch (IOException e) {
        failure = e;
        ended = true;
      }
      whole = wholeRecords(bytes, length);
    }
    int taken = ended ? length : whole;
    rest = Arrays.copyOfRange(bytes, taken, length);
    restLength = length - taken;
    long start = offset;
    offset += taken;
    return new MrtBlock(bytes, taken, start, recordsBefore, before, failure);
  }

  /** Gives back a block that nobody reads any more, so that its room is used again. */
  public void done(MrtBlock block) {
    free.push(block.bytes());
  }

  private byte[] room() {
    byte[] used = free.poll();
    return used != null && used.length > restLength
        ? used
        : new byte[Math.max(blockOctets, 2 * restLength)];
  }

  /** Goes over the headers; returns the end of the last whole record, counted from the first. */
  private int wholeRecords(byte[] bytes, int length) {
    int at = 0;
    while (length - at >= MrtReader.HEADER_OCTETS) {
      long body = Octets.u32(bytes, at + 8);
      if (body > MrtReader.MAX_RECORD_OCTETS) {
        ended = true; // nobody can find what follows
        return at;
      }
      int end = at + MrtReader.HEADER_OCTETS + (int) body;
      if (end > length) {
        return at;
      }
      records++;
      if (isPeerIndex(bytes, at)) {
        lastPeerIndex = Arrays.copyOfRange(bytes, at, end);
      }
      at = end;
    }
    return at;
  }

  private static boolean isPeerIndex(byte[] bytes, int at) {
    return Octets.u16(bytes, at + 4) == MrtType.TABLE_DUMP_V2
        && Octets.u16(bytes, at + 6) == MrtType.PEER_INDEX_TABLE;
  }
}
