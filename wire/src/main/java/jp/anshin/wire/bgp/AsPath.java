package jp.anshin.wire.bgp;

import java.util.Arrays;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Octets;

/**
 * An AS path as segments of AS numbers (RFC 4271, 4.3; RFC 5065), reused from message to message.
 * AS numbers are unsigned 32 bits in an int. The first segment is nearest to the observer.
 */
public final class AsPath {
  public static final int AS_SET = 1;
  public static final int AS_SEQUENCE = 2;
  public static final int AS_CONFED_SEQUENCE = 3;
  public static final int AS_CONFED_SET = 4;

  private int[] numbers = new int[64];
  private int[] segmentTypes = new int[8];
  private int[] segmentEnds = new int[8];
  private int segmentCount;
  private boolean faulty;

  /** Empties the path. */
  public void clear() {
    segmentCount = 0;
    faulty = false;
  }

  /**
   * Whether what was read can be read and is malformed all the same: a segment without numbers (RFC
   * 7606, 7.2), or AS 0 in it (RFC 7607, 2).
   */
  public boolean isFaulty() {
    return faulty;
  }

  /** Makes this one sequence of those AS numbers, unsigned, nearest to the observer first. */
  public AsPath sequence(int... asNumbers) {
    clear();
    return append(AS_SEQUENCE, asNumbers);
  }

  /** Adds a segment behind those that are there. */
  public AsPath append(int segmentType, int... asNumbers) {
    int start = startSegment(segmentType, asNumbers.length);
    System.arraycopy(asNumbers, 0, numbers, start, asNumbers.length);
    return this;
  }

  /** Number of segments. */
  public int segmentCount() {
    return segmentCount;
  }

  /** Type of a segment: one of the constants of this class. */
  public int segmentType(int segment) {
    return segmentTypes[segment];
  }

  /** Index of the first number of a segment. */
  public int segmentStart(int segment) {
    return segment == 0 ? 0 : segmentEnds[segment - 1];
  }

  /** Index after the last number of a segment. */
  public int segmentEnd(int segment) {
    return segmentEnds[segment];
  }

  /** Number of AS numbers in all segments. */
  public int numberCount() {
    return segmentCount == 0 ? 0 : segmentEnds[segmentCount - 1];
  }

  /** The AS number at that index over all segments, unsigned. */
  public int number(int index) {
    return numbers[index];
  }

  /**
   * Length as RFC 6793 (4.2.3) counts it for the merge: a sequence counts its numbers, a set one.
   */
  public int hopCount() {
    int count = 0;
    for (int i = 0; i < segmentCount; i++) {
      count += isSet(segmentTypes[i]) ? 1 : segmentEnd(i) - segmentStart(i);
    }
    return count;
  }

  /** Whether that segment type is a set: its numbers have no order. */
  public static boolean isSet(int type) {
    return type == AS_SET || type == AS_CONFED_SET;
  }

  /**
   * Reads the value of an AS_PATH or AS4_PATH attribute.
   *
   * @param asOctets 2 or 4
   * @return false when malformed (unknown segment type or torn segment); the path is then empty
   */
  public boolean read(byte[] bytes, int offset, int end, int asOctets) {
    clear();
    int position = offset;
    while (position < end) {
      if (position + 2 > end) {
        return malformed();
      }
      int type = Octets.u8(bytes, position);
      int count = Octets.u8(bytes, position + 1);
      position += 2;
      if (type < AS_SET || type > AS_CONFED_SET || position + count * asOctets > end) {
        return malformed();
      }
      int to = startSegment(type, count);
      faulty |= count == 0;
      if (asOctets == 4) {
        read4(bytes, position, to, to + count);
      } else {
        read2(bytes, position, to, to + count);
      }
      position += count * asOctets;
    }
    return true;
  }

  private void read4(byte[] bytes, int offset, int from, int to) {
    int position = offset;
    for (int i = from; i < to; i++, position += 4) {
      int number = Octets.i32(bytes, position);
      numbers[i] = number;
      faulty |= number == 0;
    }
  }

  private void read2(byte[] bytes, int offset, int from, int to) {
    int position = offset;
    for (int i = from; i < to; i++, position += 2) {
      int number = Octets.u16(bytes, position);
      numbers[i] = number;
      faulty |= number == 0;
    }
  }

  /**
   * Makes this the merge of an AS_PATH with two-octet numbers and an AS4_PATH (RFC 6793, 4.2.3):
   * the leading hops of the one, then the whole of the other.
   */
  public void merge(AsPath asPath, AsPath as4Path) {
    clear();
    faulty = asPath.faulty;
    int leading = asPath.hopCount() - as4Path.hopCount();
    for (int i = 0; i < asPath.segmentCount && leading > 0; i++) {
      int size = asPath.segmentEnd(i) - asPath.segmentStart(i);
      boolean set = isSet(asPath.segmentTypes[i]);
      int taken = set ? size : Math.min(size, leading);
      append(asPath, i, taken);
      leading -= set ? 1 : taken;
    }
    for (int i = 0; i < as4Path.segmentCount; i++) {
      append(as4Path, i, as4Path.segmentEnd(i) - as4Path.segmentStart(i));
    }
  }

  private void append(AsPath from, int segment, int count) {
    int to = startSegment(from.segmentTypes[segment], count);
    System.arraycopy(from.numbers, from.segmentStart(segment), numbers, to, count);
  }

  private int startSegment(int type, int count) {
    int start = numberCount();
    if (start + count > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(numbers.length * 2, start + count));
    }
    if (segmentCount == segmentTypes.length) {
      segmentTypes = Arrays.copyOf(segmentTypes, segmentCount * 2);
      segmentEnds = Arrays.copyOf(segmentEnds, segmentCount * 2);
    }
    segmentTypes[segmentCount] = type;
    segmentEnds[segmentCount++] = start + count;
    return start;
  }

  private boolean malformed() {
    clear();
    return false;
  }

  /** Appends the path as routers print it: {@code 1 2 {3,4} (5 6) [7,8]}. */
  public void append(AsciiText text) {
    for (int segment = 0; segment < segmentCount; segment++) {
      if (segment > 0 && segmentStart(segment) > segmentStart(segment - 1)) {
        text.append(' ');
      }
      appendSegment(text, segment);
    }
  }

  private void appendSegment(AsciiText text, int segment) {
    int type = segmentTypes[segment];
    switch (type) {
      case AS_SET -> text.append('{');
      case AS_CONFED_SET -> text.append('[');
      case AS_CONFED_SEQUENCE -> text.append('(');
      default -> {}
    }
    for (int i = segmentStart(segment); i < segmentEnd(segment); i++) {
      if (i > segmentStart(segment)) {
        text.append(isSet(type) ? ',' : ' ');
      }
      text.append(numbers[i] & 0xffff_ffffL);
    }
    switch (type) {
      case AS_SET -> text.append('}');
      case AS_CONFED_SET -> text.append(']');
      case AS_CONFED_SEQUENCE -> text.append(')');
      default -> {}
    }
  }

  @Override
  public String toString() {
    var text = new AsciiText();
    append(text);
    return text.toString();
  }
}
