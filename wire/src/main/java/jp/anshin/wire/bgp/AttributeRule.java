package jp.anshin.wire.bgp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What makes an attribute malformed by its header alone, and what follows then (RFC 7606, 7, and
 * the RFC of the attribute).
 *
 * @param flags Optional and Transitive bits that it must have
 * @param octetsMin fewest octets of its value
 * @param octetsMax most octets of its value
 * @param unit its octets are a multiple of this
 * @param handling what a wrong length asks for on an external session
 * @param handlingInternal what it asks for on an internal one
 */
record AttributeRule(
    int flags,
    int octetsMin,
    int octetsMax,
    int unit,
    ErrorHandling handling,
    ErrorHandling handlingInternal) {
  static final int FLAG_OPTIONAL = 0x80;
  static final int FLAG_TRANSITIVE = 0x40;
  static final int FLAGS_TYPE = FLAG_OPTIONAL | FLAG_TRANSITIVE;

  private static final int WELL_KNOWN = FLAG_TRANSITIVE;
  private static final int NON_TRANSITIVE = FLAG_OPTIONAL;
  private static final int TRANSITIVE = FLAG_OPTIONAL | FLAG_TRANSITIVE;
  private static final int ANY = 0xffff;
  private static final ErrorHandling DISCARD = ErrorHandling.ATTRIBUTE_DISCARD;
  private static final ErrorHandling WITHDRAW = ErrorHandling.TREAT_AS_WITHDRAW;
  private static final ErrorHandling RESET = ErrorHandling.SESSION_RESET;

  // For the quick answer: which bits of flags and length tell, and what they must be.
  private static final int[] TELLING = new int[256];
  private static final int[] USUAL = new int[256];

  private static final @Nullable AttributeRule[] RULES = new @Nullable AttributeRule[256];

  static {
    Arrays.fill(TELLING, -1);
    Arrays.fill(USUAL, -1);
    exactly(AttributeType.ORIGIN, WELL_KNOWN, 1, WITHDRAW); // RFC 7606, 7.1
    rule(AttributeType.AS_PATH, WELL_KNOWN, 0, ANY, 1, WITHDRAW, WITHDRAW); // 7.2
    exactly(AttributeType.NEXT_HOP, WELL_KNOWN, 4, WITHDRAW); // 7.3
    exactly(AttributeType.MULTI_EXIT_DISC, NON_TRANSITIVE, 4, WITHDRAW); // 7.4
    rule(AttributeType.LOCAL_PREF, WELL_KNOWN, 4, 4, 1, DISCARD, WITHDRAW); // 7.5
    exactly(AttributeType.ATOMIC_AGGREGATE, WELL_KNOWN, 0, DISCARD); // 7.6
    rule(AttributeType.AGGREGATOR, TRANSITIVE, 6, 8, 1, DISCARD, DISCARD); // 7.7
    lists(AttributeType.COMMUNITIES, TRANSITIVE, 4); // 7.8
    rule(AttributeType.ORIGINATOR_ID, NON_TRANSITIVE, 4, 4, 1, DISCARD, WITHDRAW); // 7.9
    rule(AttributeType.CLUSTER_LIST, NON_TRANSITIVE, 4, ANY, 4, DISCARD, WITHDRAW); // 7.10
    int reach = PathAttributes.MP_REACH_OCTETS_MIN;
    rule(AttributeType.MP_REACH_NLRI, NON_TRANSITIVE, reach, ANY, 1, RESET, RESET); // 7.11, 5.3
    int unreach = PathAttributes.MP_UNREACH_OCTETS_MIN;
    rule(AttributeType.MP_UNREACH_NLRI, NON_TRANSITIVE, unreach, ANY, 1, RESET, RESET); // 7.12
    lists(AttributeType.EXTENDED_COMMUNITIES, TRANSITIVE, 8); // 7.14
    rule(AttributeType.AS4_PATH, TRANSITIVE, 0, ANY, 1, DISCARD, DISCARD); // RFC 6793, 6
    exactly(AttributeType.AS4_AGGREGATOR, TRANSITIVE, 8, DISCARD); // RFC 6793, 6
    rule(AttributeType.PMSI_TUNNEL, TRANSITIVE, 5, ANY, 1, WITHDRAW, WITHDRAW); // RFC 6514, 5
    lists(AttributeType.IPV6_EXTENDED_COMMUNITIES, TRANSITIVE, 20); // 7.15
    rule(AttributeType.AIGP, NON_TRANSITIVE, 3, ANY, 1, DISCARD, DISCARD); // RFC 7311, 3.2
    rule(AttributeType.BGP_LS, NON_TRANSITIVE, 0, ANY, 1, DISCARD, DISCARD); // RFC 9552, 8.2.2
    lists(AttributeType.LARGE_COMMUNITIES, TRANSITIVE, 12); // RFC 8092, 6
    exactly(AttributeType.ONLY_TO_CUSTOMER, TRANSITIVE, 4, WITHDRAW); // RFC 9234, 5
    rule(AttributeType.ATTR_SET, TRANSITIVE, 4, ANY, 1, WITHDRAW, WITHDRAW); // 7.16
  }

  private static void exactly(int type, int flags, int octets, ErrorHandling handling) {
    rule(type, flags, octets, octets, 1, handling, handling);
  }

  private static void lists(int type, int flags, int unit) {
    rule(type, flags, unit, ANY, unit, WITHDRAW, WITHDRAW);
  }

  private static void rule(
      int type,
      int flags,
      int min,
      int max,
      int unit,
      ErrorHandling handling,
      ErrorHandling internal) {
    boolean isExact = min == max;
    if (isExact || isJudgedByValue(type) || (unit > 1 && Integer.bitCount(unit) == 1)) {
      TELLING[type] = isExact ? -1 : FLAGS_TYPE << 16 | (unit - 1);
      USUAL[type] = flags << 16 | (isExact ? min : 0);
    }
    RULES[type] = new AttributeRule(flags, min, max, unit, handling, internal);
  }

  /** Those of which {@link PathAttributes} looks at the value in any case. */
  private static boolean isJudgedByValue(int type) {
    return switch (type) {
      case AttributeType.AS_PATH,
          AttributeType.AGGREGATOR,
          AttributeType.MP_REACH_NLRI,
          AttributeType.MP_UNREACH_NLRI ->
          true;
      default -> false;
    };
  }

  /**
   * The quick answer for most attributes of most messages, without a branch: 0 where the form is
   * good, whatever the value is; else it must be looked at, and may be good.
   */
  static int unusual(int type, int flags, int length) {
    int form = (flags & FLAGS_TYPE) << 16 | length;
    return ((form & TELLING[type]) ^ USUAL[type]) | ((length - 1) >>> 31);
  }

  /** The rule of a type, or null for one whose form is not judged here. */
  static @Nullable AttributeRule of(int type) {
    return RULES[type];
  }

  boolean fits(int length) {
    return length >= octetsMin && length <= octetsMax && (unit == 1 || length % unit == 0);
  }
}
