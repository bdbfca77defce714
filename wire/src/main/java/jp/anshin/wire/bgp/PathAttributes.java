package jp.anshin.wire.bgp;

import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;

/**
 * A view over the path attributes of one message or table entry (RFC 4271, 4.3). It is reused: its
 * values hold until the next {@link #wrap}. Attributes are decoded when asked for.
 */
public final class PathAttributes {
  /** AS number that stands for one that does not fit in two octets (RFC 6793). */
  public static final int AS_TRANS = 23_456;

  private static final int PATH_UNREAD = 0;
  private static final int PATH_READ = 1;
  private static final int PATH_MALFORMED = 2;
  private static final int FLAG_EXTENDED_LENGTH = 0x10;

  private final int[] offsets = new int[256];
  private final int[] lengths = new int[256];
  private final int[] present = new int[256];
  private int presentCount;
  private byte[] bytes = {};
  private int asOctets = 4;
  private boolean whole = true;

  private int pathState;
  private final AsPath path = new AsPath();
  private final AsPath shortPath = new AsPath();
  private final AsPath as4Path = new AsPath();

  /**
   * Looks at the attributes in {@code [offset, end)}.
   *
   * @param asOctets 2 or 4: octets of an AS number in AS_PATH and AGGREGATOR
   * @return false when an attribute is torn; those before it are still there. A repeated attribute
   *     counts once, the first (RFC 7606, 3.g)
   */
  public boolean wrap(byte[] bytes, int offset, int end, int asOctets) {
    clear();
    this.bytes = bytes;
    this.asOctets = asOctets;
    int position = offset;
    while (position < end) {
      if (position + 3 > end) {
        return torn();
      }
      boolean extended = (bytes[position] & FLAG_EXTENDED_LENGTH) != 0;
      int type = Octets.u8(bytes, position + 1);
      int header = extended ? 4 : 3;
      if (position + header > end) {
        return torn();
      }
      int length = extended ? Octets.u16(bytes, position + 2) : Octets.u8(bytes, position + 2);
      position += header;
      if (position + length > end) {
        return torn();
      }
      add(type, position, length);
      position += length;
    }
    return true;
  }

  private boolean torn() {
    whole = false;
    return false;
  }

  private void clear() {
    for (int i = 0; i < presentCount; i++) {
      offsets[present[i]] = 0;
    }
    presentCount = 0;
    whole = true;
    pathState = PATH_UNREAD;
  }

  private void add(int type, int offset, int length) {
    if (offsets[type] == 0) {
      present[presentCount++] = type;
      offsets[type] = offset;
      lengths[type] = length;
    }
  }

  /** Counts the attributes whose codes are not in use today, and a torn end. */
  public void countUnknown(Counts counts) {
    if (!whole) {
      counts.add("bgp-malformed-attributes");
    }
    for (int i = 0; i < presentCount; i++) {
      if (!AttributeType.isInUse(present[i])) {
        counts.add("bgp-attribute-" + present[i]);
      }
    }
  }

  /** Whether the attribute is there. */
  public boolean has(int type) {
    return offsets[type] != 0;
  }

  /** Offset of the attribute's value in {@link #bytes}; only where {@link #has} says so. */
  public int offset(int type) {
    return offsets[type];
  }

  /** Length of the attribute's value in octets; only where {@link #has} says so. */
  public int length(int type) {
    return lengths[type];
  }

  /** The bytes under this view. */
  public byte[] bytes() {
    return bytes;
  }

  private boolean hasOf(int type, int minLength) {
    return offsets[type] != 0 && lengths[type] >= minLength;
  }

  /** 0 IGP, 1 EGP, 2 INCOMPLETE, or -1 when absent. */
  public int origin() {
    return hasOf(AttributeType.ORIGIN, 1) ? Octets.u8(bytes, offsets[AttributeType.ORIGIN]) : -1;
  }

  /** Whether AS_PATH is there and malformed. */
  public boolean asPathMalformed() {
    asPath();
    return pathState == PATH_MALFORMED;
  }

  /**
   * The AS path, with AS4_PATH merged in where AS numbers have two octets (RFC 6793, 4.2.3); empty
   * when absent or malformed. It holds until the next {@link #wrap}.
   */
  public AsPath asPath() {
    if (pathState == PATH_UNREAD) {
      pathState = readPath() ? PATH_READ : PATH_MALFORMED;
    }
    return path;
  }

  private boolean readPath() {
    path.clear();
    if (!has(AttributeType.AS_PATH)) {
      return true;
    }
    if (asOctets == 4 || !has(AttributeType.AS4_PATH) || aggregatedByOldSpeaker()) {
      return read(path, AttributeType.AS_PATH, asOctets);
    }
    boolean mergeable =
        read(shortPath, AttributeType.AS_PATH, asOctets)
            && read(as4Path, AttributeType.AS4_PATH, 4)
            && shortPath.hopCount() >= as4Path.hopCount();
    if (!mergeable) {
      return read(path, AttributeType.AS_PATH, asOctets);
    }
    path.merge(shortPath, as4Path);
    return true;
  }

  /** Whether AS4_PATH is stale: a speaker that does not know it aggregated the route since. */
  private boolean aggregatedByOldSpeaker() {
    return has(AttributeType.AGGREGATOR)
        && has(AttributeType.AS4_AGGREGATOR)
        && plainAggregatorAs() != AS_TRANS;
  }

  private boolean read(AsPath into, int type, int octets) {
    return into.read(bytes, offsets[type], offsets[type] + lengths[type], octets);
  }

  /** NEXT_HOP as 32 bits; only where {@link #has} says so. */
  public int nextHop() {
    return hasOf(AttributeType.NEXT_HOP, 4)
        ? Octets.i32(bytes, offsets[AttributeType.NEXT_HOP])
        : 0;
  }

  /** MULTI_EXIT_DISC, or 0 when absent. */
  public long multiExitDiscriminator() {
    return u32(AttributeType.MULTI_EXIT_DISC);
  }

  /** LOCAL_PREF, or 0 when absent. */
  public long localPreference() {
    return u32(AttributeType.LOCAL_PREF);
  }

  private long u32(int type) {
    return hasOf(type, 4) ? Octets.u32(bytes, offsets[type]) : 0;
  }

  /** Whether AGGREGATOR is there and whole. */
  public boolean hasAggregator() {
    return hasOf(AttributeType.AGGREGATOR, asOctets + 4);
  }

  /** AS of the aggregator, AS4_AGGREGATOR instead of AS_TRANS; where {@link #hasAggregator}. */
  public long aggregatorAs() {
    return usesAs4Aggregator()
        ? Octets.u32(bytes, offsets[AttributeType.AS4_AGGREGATOR])
        : plainAggregatorAs();
  }

  /** IPv4 address of the aggregator as 32 bits; where {@link #hasAggregator}. */
  public int aggregatorAddress() {
    return usesAs4Aggregator()
        ? Octets.i32(bytes, offsets[AttributeType.AS4_AGGREGATOR] + 4)
        : Octets.i32(bytes, offsets[AttributeType.AGGREGATOR] + asOctets);
  }

  private long plainAggregatorAs() {
    int at = offsets[AttributeType.AGGREGATOR];
    if (!hasAggregator()) {
      return 0;
    }
    return asOctets == 4 ? Octets.u32(bytes, at) : Octets.u16(bytes, at);
  }

  private boolean usesAs4Aggregator() {
    return asOctets == 2
        && hasOf(AttributeType.AS4_AGGREGATOR, 8)
        && plainAggregatorAs() == AS_TRANS;
  }

  /** Number of communities (RFC 1997). */
  public int communityCount() {
    return has(AttributeType.COMMUNITIES) ? lengths[AttributeType.COMMUNITIES] / 4 : 0;
  }

  /** A community as 32 bits: AS number, then value. */
  public int community(int index) {
    return Octets.i32(bytes, offsets[AttributeType.COMMUNITIES] + 4 * index);
  }

  /** The AS of ONLY_TO_CUSTOMER (RFC 9234), unsigned, or -1 when absent or of a wrong length. */
  public long onlyToCustomer() {
    return has(AttributeType.ONLY_TO_CUSTOMER) && lengths[AttributeType.ONLY_TO_CUSTOMER] == 4
        ? Octets.u32(bytes, offsets[AttributeType.ONLY_TO_CUSTOMER])
        : -1;
  }

  /** The addresses of MP_REACH_NLRI's next hop, or of an abbreviated one (RFC 6396, 4.3.4). */
  public MpReach mpReach() {
    return has(AttributeType.MP_REACH_NLRI)
        ? MpReach.of(
            bytes, offsets[AttributeType.MP_REACH_NLRI], lengths[AttributeType.MP_REACH_NLRI])
        : MpReach.ABSENT;
  }

  /** Next hop for an entry of that family, or null-like 0.0.0.0 where none is stated. */
  public IpAddress nextHopAddress() {
    var reach = mpReach();
    return reach.nextHopLength() >= 16
        ? IpAddress.read(bytes, reach.nextHopOffset(), true)
        : IpAddress.v4(
            reach.nextHopLength() == 4 ? Octets.i32(bytes, reach.nextHopOffset()) : nextHop());
  }
}
