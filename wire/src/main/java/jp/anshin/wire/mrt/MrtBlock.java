package jp.anshin.wire.mrt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A run of whole records, cut from a recording by {@link MrtBlocks} so that several threads may
 * read it; the last one of a recording also holds what is torn at its end.
 *
 * @param bytes hold the records
 * @param length octets of them, from the first on
 * @param offset of the first record, in octets of the uncompressed input
 * @param recordsBefore how many whole records stand before it in the recording
 * @param lastPeerIndex the latest table of peers before it, as a record, or null
 * @param failure why the input could not be read on behind these octets, or null
 */
public record MrtBlock(
    byte[] bytes,
    int length,
    long offset,
    long recordsBefore,
    byte @Nullable [] lastPeerIndex,
    @Nullable IOException failure) {

  /** Reads these records as if all before had been read: offsets and faults are the recording's. */
  public MrtReader reader() {
    return new MrtReader(this);
  }

  /** The peers that entries of the first records refer to, or null where none are known. */
  public @Nullable PeerIndexTable peerIndex() {
    if (lastPeerIndex == null) {
      return null;
    }
    var reader = new MrtReader(lastPeerIndex);
    return reader.next() ? PeerIndexTable.read(reader) : null;
  }
}
