package jp.anshin.journal;

/**
 * Sizes of a journal.
 *
 * @param segmentOctets a segment is closed when it has grown to this
 * @param maxOctets bound on all segments that nobody pinned: beyond it the oldest that was read
 *     goes, and where none was read, the writer waits
 * @param maxPinnedOctets bound on pinned segments: beyond it the oldest pins no longer hold
 */
public record JournalOptions(long segmentOctets, long maxOctets, long maxPinnedOctets) {
  /** A large router's table of a million routes is about 100 MB of BMP: room for many of them. */
  public static final JournalOptions DEFAULT = new JournalOptions(64L << 20, 8L << 30, 4L << 30);

  public JournalOptions {
    if (segmentOctets < 4_096 || maxOctets < 2 * segmentOctets || maxPinnedOctets < segmentOctets) {
      throw new IllegalArgumentException(
          "segments of " + segmentOctets + " in " + maxOctets + " octets");
    }
  }

  /** The default segments and half as much for pins, within another bound. */
  public static JournalOptions bounded(long maxOctets) {
    long segment = Math.max(4_096, Math.min(DEFAULT.segmentOctets, maxOctets / 8));
    return new JournalOptions(segment, maxOctets, Math.max(segment, maxOctets / 2));
  }
}
