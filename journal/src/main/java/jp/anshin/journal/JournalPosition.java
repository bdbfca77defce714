package jp.anshin.journal;

/**
 * A place in a journal.
 *
 * @param segment number of the segment, rising from 1
 * @param offset byte offset in the segment's file
 */
public record JournalPosition(long segment, long offset) implements Comparable<JournalPosition> {
  /** Before everything. */
  public static final JournalPosition START = new JournalPosition(0, 0);

  public JournalPosition {
    if (segment < 0 || offset < 0) {
      throw new IllegalArgumentException("position " + segment + ":" + offset);
    }
  }

  @Override
  public int compareTo(JournalPosition other) {
    int bySegment = Long.compare(segment, other.segment);
    return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return segment + ":" + offset;
  }
}
