package jp.anshin.wire.bgp;

import jp.anshin.wire.Octets;

/**
 * Where one route of any family ends, so that families that are not decoded are passed over safely
 * and counted. Families: IANA, Address Family Numbers and SAFI.
 */
public final class NlriLayout {
  /** The route does not fit into its space, or contradicts its family. */
  public static final int MALFORMED = -1;

  private static final int AFI_IPV4 = 1;
  private static final int AFI_IPV6 = 2;
  private static final int AFI_L2VPN = 25;
  private static final int AFI_BGP_LS = 16_388;
  private static final int LABEL_BITS = 24;
  private static final int DISTINGUISHER_BITS = 64;

  /** How the length of a route stands before it. */
  private enum Layout {
    /** Unicast, multicast: one octet, bits of a prefix (RFC 4760, 5). */
    PREFIX,
    /** One octet, bits of at least one label and the prefix (RFC 8277, 2). */
    LABELLED,
    /** The same with a route distinguisher (RFC 4364, 4.3.4). */
    VPN,
    /** One octet, bits: route target constraint (RFC 4684, 4), MDT (RFC 6037), SR (RFC 9830). */
    BITS,
    /** FlowSpec: octets in one octet, or in twelve bits where it begins with f (RFC 8955, 4.1). */
    FLOW,
    /** EVPN (RFC 7432, 7), multicast VPN (RFC 6514, 4): type and octets, one octet each. */
    TYPE_LENGTH,
    /** VPLS (RFC 4761, 3.2.2): octets in two octets. */
    LENGTH_16,
    /** BGP-LS (RFC 9552, 5.2): type and octets, two octets each. */
    TYPE_LENGTH_16,
    UNKNOWN
  }

  private NlriLayout() {}

  private static Layout of(int afi, int safi) {
    if (afi == AFI_IPV4 || afi == AFI_IPV6) {
      return switch (safi) {
        case 1, 2, 3 -> Layout.PREFIX;
        case 4 -> Layout.LABELLED;
        case 5 -> Layout.TYPE_LENGTH;
        case 66, 73, 132 -> Layout.BITS;
        case 128, 129 -> Layout.VPN;
        case 133, 134 -> Layout.FLOW;
        default -> Layout.UNKNOWN;
      };
    }
    if (afi == AFI_L2VPN) {
      return switch (safi) {
        case 65 -> Layout.LENGTH_16;
        case 70 -> Layout.TYPE_LENGTH;
        case 133, 134 -> Layout.FLOW;
        default -> Layout.UNKNOWN;
      };
    }
    return afi == AFI_BGP_LS && (safi == 71 || safi == 72) ? Layout.TYPE_LENGTH_16 : Layout.UNKNOWN;
  }

  /** Whether routes of that family can be told apart here. */
  public static boolean isKnown(int afi, int safi) {
    return of(afi, safi) != Layout.UNKNOWN;
  }

  /**
   * How many routes lie in {@code [offset, end)}.
   *
   * @param addPath whether a path identifier of four octets stands before each (RFC 7911)
   * @return their number, or {@link #MALFORMED}; only for families that are {@link #isKnown}
   */
  public static int count(byte[] bytes, int offset, int end, int afi, int safi, boolean addPath) {
    int count = 0;
    int position = offset;
    while (position < end) {
      int start = addPath ? position + 4 : position;
      position = start >= end ? MALFORMED : endOf(bytes, start, end, afi, safi);
      if (position < 0) {
        return MALFORMED;
      }
      count++;
    }
    return count;
  }

  /**
   * Where the route ends that begins at {@code offset}, a path identifier already passed.
   *
   * @param end where its space ends, beyond {@code offset}
   * @return its end, or {@link #MALFORMED}
   */
  public static int endOf(byte[] bytes, int offset, int end, int afi, int safi) {
    int maxBits = afi == AFI_IPV6 ? 128 : 32;
    int first = Octets.u8(bytes, offset);
    return switch (of(afi, safi)) {
      case PREFIX -> first > maxBits ? MALFORMED : bits(offset, end, first);
      case LABELLED -> first < LABEL_BITS ? MALFORMED : bits(offset, end, first);
      case VPN -> first < LABEL_BITS + DISTINGUISHER_BITS ? MALFORMED : bits(offset, end, first);
      case BITS -> bits(offset, end, first);
      case FLOW -> flow(bytes, offset, end);
      case TYPE_LENGTH -> octets(bytes, offset, end, 2, 1);
      case LENGTH_16 -> octets(bytes, offset, end, 2, 2);
      case TYPE_LENGTH_16 -> octets(bytes, offset, end, 4, 2);
      case UNKNOWN -> MALFORMED;
    };
  }

  private static int bits(int offset, int end, int bits) {
    return within(offset + 1 + ((bits + 7) >>> 3), end);
  }

  private static int flow(byte[] bytes, int offset, int end) {
    int first = Octets.u8(bytes, offset);
    if (first < 0xf0) {
      return within(offset + 1 + first, end);
    }
    return offset + 2 > end
        ? MALFORMED
        : within(offset + 2 + (Octets.u16(bytes, offset) & 0xfff), end);
  }

  /** A header whose last octets say how many follow it. */
  private static int octets(byte[] bytes, int offset, int end, int header, int lengthOctets) {
    int after = offset + header;
    if (after > end) {
      return MALFORMED;
    }
    int length = lengthOctets == 1 ? Octets.u8(bytes, after - 1) : Octets.u16(bytes, after - 2);
    return within(after + length, end);
  }

  private static int within(int position, int end) {
    return position > end ? MALFORMED : position;
  }
}
