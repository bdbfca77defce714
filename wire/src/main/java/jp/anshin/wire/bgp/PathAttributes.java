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
  private static final int SHORT_HEADER_OCTETS = 3;
  static final int MP_REACH_OCTETS_MIN = 5;
  static final int MP_UNREACH_OCTETS_MIN = 3;

  private static final int AIGP_TLV = 1;
  private static final int AIGP_TLV_OCTETS = 11;

  private final int[] offsets = new int[256];
  private final int[] lengths = new int[256];
  private final byte[] flags = new byte[256];
  private final int[] present = new int[256];
  private int presentCount;
  private byte[] bytes = {};
  private int asOctets = 4;
  private boolean whole = true;
  private int unusual;
  private boolean routesRepeated;

  private boolean reachRead;
  private final MpReach reach = new MpReach();
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
      if (position + SHORT_HEADER_OCTETS > end) {
        return torn();
      }
      int flag = bytes[position];
      int type = Octets.u8(bytes, position + 1);
      int value = position + 3;
      int length;
      if ((flag & FLAG_EXTENDED_LENGTH) == 0) {
        length = Octets.u8(bytes, position + 2);
      } else if (++value > end) {
        return torn();
      } else {
        length = Octets.u16(bytes, position + 2);
      }
      position = value + length;
      if (position > end) {
        return torn();
      }
      add(type, flag, value, length);
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
    unusual = 0;
    routesRepeated = false;
    reachRead = false;
    pathState = PATH_UNREAD;
  }

  private void add(int type, int flag, int offset, int length) {
    unusual |= AttributeRule.unusual(type, flag, length);
    if (offsets[type] == 0) {
      present[presentCount++] = type;
      offsets[type] = offset;
      lengths[type] = length;
      flags[type] = (byte) flag;
    } else {
      routesRepeated |=
          type == AttributeType.MP_REACH_NLRI || type == AttributeType.MP_UNREACH_NLRI;
    }
  }

  /**
   * What is to be done about the attributes of an UPDATE (RFC 7606): the severest of all faults.
   * Whether those are missing that must be there, {@link UpdateMessage#errorHandling} knows.
   *
   * @param internal whether the session is one within an AS
   * @param counts takes each fault by kind
   */
  ErrorHandling errorHandling(boolean internal, Counts counts) {
    if (whole && unusual == 0 && !routesRepeated && hasGoodValues()) {
      return ErrorHandling.NONE;
    }
    var worst = ErrorHandling.NONE;
    if (!whole) {
      worst = ErrorHandling.TREAT_AS_WITHDRAW; // RFC 7606, 4; counted as torn
    }
    if (routesRepeated) {
      worst = ErrorHandling.SESSION_RESET; // RFC 7606, 3.g
      counts.add("bgp-session-reset-repeated");
    }
    for (int i = 0; i < presentCount; i++) {
      var each = errorHandling(present[i], internal);
      if (each != ErrorHandling.NONE) {
        counts.add(Kinds.of(each, present[i]));
        worst = worst.and(each);
      }
    }
    return worst;
  }

  /**
   * What is to be done about one attribute of an UPDATE (RFC 7606, 3.c, 4 and 7), where {@link
   * #has} says that it is there.
   *
   * @param internal whether the session is one within an AS
   */
  public ErrorHandling errorHandling(int type, boolean internal) {
    int typeFlags = flags[type] & AttributeRule.FLAGS_TYPE;
    var rule = AttributeRule.of(type);
    if (rule == null) {
      return typeFlags >= AttributeRule.FLAG_OPTIONAL
          ? ErrorHandling.NONE
          : AttributeType.isInUse(type)
              ? ErrorHandling.TREAT_AS_WITHDRAW
              : ErrorHandling.SESSION_RESET; // well-known and not known: RFC 4271, 6.3
    }
    if (typeFlags != rule.flags()) {
      return ErrorHandling.TREAT_AS_WITHDRAW;
    }
    var ofRule = internal ? rule.handlingInternal() : rule.handling();
    return rule.fits(lengths[type]) && hasGoodValue(type) ? ErrorHandling.NONE : ofRule;
  }

  /** The values of those attributes whose form alone does not say that they are good. */
  private boolean hasGoodValues() {
    return origin() <= 2
        && !asPathMalformed()
        && !path.isFaulty()
        && (!has(AttributeType.AGGREGATOR) || hasGoodValue(AttributeType.AGGREGATOR))
        && (!has(AttributeType.MP_REACH_NLRI) || hasGoodValue(AttributeType.MP_REACH_NLRI))
        && (!has(AttributeType.MP_UNREACH_NLRI)
            || lengths[AttributeType.MP_UNREACH_NLRI] >= MP_UNREACH_OCTETS_MIN);
  }

  private boolean hasGoodValue(int type) {
    return switch (type) {
      case AttributeType.ORIGIN -> origin() <= 2;
      case AttributeType.AS_PATH -> !asPathMalformed() && !asPath().isFaulty();
      case AttributeType.AS4_PATH -> asOctets == 4 || hasGoodAs4Path();
      case AttributeType.AGGREGATOR ->
          lengths[type] == asOctets + 4 && plainAggregatorAs() != 0; // RFC 7607, 2
      case AttributeType.MP_REACH_NLRI ->
          lengths[type] >= MP_REACH_OCTETS_MIN
              && !mpReach().malformed()
              && mpReach().afi() != 0
              && mpReach().hasFittingNextHop();
      case AttributeType.AIGP -> aigpOffset() != 0;
      case AttributeType.ATTR_SET -> isWhole(offsets[type] + 4, offsets[type] + lengths[type]);
      default -> true;
    };
  }

  private boolean hasGoodAs4Path() {
    return read(as4Path, AttributeType.AS4_PATH, 4) && !as4Path.isFaulty();
  }

  /** Whether the headers of attributes fill that space. */
  private boolean isWhole(int offset, int end) {
    int position = offset;
    while (position + 4 <= end) {
      boolean extended = (bytes[position] & FLAG_EXTENDED_LENGTH) != 0;
      position +=
          extended ? 4 + Octets.u16(bytes, position + 2) : 3 + Octets.u8(bytes, position + 2);
    }
    return position == end || (position + 3 == end && bytes[end - 1] == 0);
  }

  /** How many different attributes there are. */
  public int count() {
    return presentCount;
  }

  /** Type of the attribute at that place in the message, from 0 on; repeated ones left out. */
  public int type(int index) {
    return present[index];
  }

  /** Flags of the attribute (RFC 4271, 4.3); only where {@link #has} says so. */
  public int flags(int type) {
    return flags[type] & 0xff;
  }

  /** Counts the attributes whose codes are not in use today, and a torn end. */
  public void countUnknown(Counts counts) {
    if (!whole) {
      counts.add("bgp-malformed-attributes");
    }
    for (int i = 0; unusual != 0 && i < presentCount; i++) {
      if (!AttributeType.isInUse(present[i])) {
        counts.add(Kinds.unknown(present[i]));
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
            && hasGoodAs4Path()
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

  /** Number of extended communities (RFC 4360). */
  public int extendedCommunityCount() {
    return units(AttributeType.EXTENDED_COMMUNITIES, 8);
  }

  /** An extended community as 64 bits: type and subtype are the first 16. */
  public long extendedCommunity(int index) {
    return Octets.i64(bytes, offsets[AttributeType.EXTENDED_COMMUNITIES] + 8 * index);
  }

  /** Number of IPv6 address specific extended communities (RFC 5701), of 20 octets each. */
  public int ipv6ExtendedCommunityCount() {
    return units(AttributeType.IPV6_EXTENDED_COMMUNITIES, 20);
  }

  /** Where an IPv6 address specific extended community begins in {@link #bytes}. */
  public int ipv6ExtendedCommunityOffset(int index) {
    return offsets[AttributeType.IPV6_EXTENDED_COMMUNITIES] + 20 * index;
  }

  /** Number of large communities (RFC 8092). */
  public int largeCommunityCount() {
    return units(AttributeType.LARGE_COMMUNITIES, 12);
  }

  /**
   * A third of a large community, unsigned.
   *
   * @param part 0 the AS that gives it its meaning, 1 and 2 its values
   */
  public long largeCommunity(int index, int part) {
    return Octets.u32(bytes, offsets[AttributeType.LARGE_COMMUNITIES] + 12 * index + 4 * part);
  }

  private int units(int type, int octets) {
    return has(type) ? lengths[type] / octets : 0;
  }

  /** Whether ORIGINATOR_ID is there and whole (RFC 4456, 8). */
  public boolean hasOriginatorId() {
    return hasOf(AttributeType.ORIGINATOR_ID, 4);
  }

  /** BGP identifier of who brought the route into the AS, 32 bits; where it is there. */
  public int originatorId() {
    return Octets.i32(bytes, offsets[AttributeType.ORIGINATOR_ID]);
  }

  /** Number of clusters that the route was reflected through (RFC 4456, 8). */
  public int clusterCount() {
    return units(AttributeType.CLUSTER_LIST, 4);
  }

  /** A cluster's identifier, 32 bits; the latest first. */
  public int cluster(int index) {
    return Octets.i32(bytes, offsets[AttributeType.CLUSTER_LIST] + 4 * index);
  }

  /** Whether there is an accumulated IGP metric, in a whole AIGP (RFC 7311). */
  public boolean hasAigp() {
    return aigpOffset() != 0;
  }

  /** The accumulated IGP metric, unsigned 64 bits; where {@link #hasAigp}. */
  public long aigp() {
    return Octets.i64(bytes, aigpOffset());
  }

  /** Where the metric lies; 0 when absent or one of the elements before it is malformed. */
  private int aigpOffset() {
    int position = offsets[AttributeType.AIGP];
    int end = position + lengths[AttributeType.AIGP];
    while (position != 0 && position + 3 <= end) {
      int length = Octets.u16(bytes, position + 1);
      if (length < 3 || position + length > end) {
        return 0;
      }
      if (Octets.u8(bytes, position) == AIGP_TLV) {
        return length == AIGP_TLV_OCTETS ? position + 3 : 0;
      }
      position += length;
    }
    return 0;
  }

  /** Whether ATTR_SET is there with its origin AS (RFC 6368, 5). */
  public boolean hasAttributeSet() {
    return hasOf(AttributeType.ATTR_SET, 4);
  }

  /** AS that the set of attributes comes from, unsigned; where {@link #hasAttributeSet}. */
  public long attributeSetAs() {
    return Octets.u32(bytes, offsets[AttributeType.ATTR_SET]);
  }

  /**
   * Lays another view over the attributes within ATTR_SET; where {@link #hasAttributeSet}.
   *
   * @return false when one of them is torn
   */
  public boolean attributeSet(PathAttributes into) {
    int offset = offsets[AttributeType.ATTR_SET];
    return into.wrap(bytes, offset + 4, offset + lengths[AttributeType.ATTR_SET], 4);
  }

  /** The AS of ONLY_TO_CUSTOMER (RFC 9234), unsigned, or -1 when absent or of a wrong length. */
  public long onlyToCustomer() {
    return has(AttributeType.ONLY_TO_CUSTOMER) && lengths[AttributeType.ONLY_TO_CUSTOMER] == 4
        ? Octets.u32(bytes, offsets[AttributeType.ONLY_TO_CUSTOMER])
        : -1;
  }

  /**
   * The parts of MP_REACH_NLRI, or of an abbreviated one (RFC 6396, 4.3.4); they hold until the
   * next {@link #wrap}.
   */
  public MpReach mpReach() {
    if (!reachRead) {
      reachRead = true;
      if (has(AttributeType.MP_REACH_NLRI)) {
        reach.wrap(
            bytes, offsets[AttributeType.MP_REACH_NLRI], lengths[AttributeType.MP_REACH_NLRI]);
      } else {
        reach.absent();
      }
    }
    return reach;
  }

  /** Next hop for an entry of that family, or null-like 0.0.0.0 where none is stated. */
  public IpAddress nextHopAddress() {
    mpReach();
    return reach.nextHopLength() >= 16
        ? IpAddress.read(bytes, reach.nextHopOffset(), true)
        : IpAddress.v4(
            reach.nextHopLength() == 4 ? Octets.i32(bytes, reach.nextHopOffset()) : nextHop());
  }
}
