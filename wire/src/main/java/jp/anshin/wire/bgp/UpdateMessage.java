package jp.anshin.wire.bgp;

import jp.anshin.wire.Counts;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A view over the body of an UPDATE (RFC 4271, 4.3), reused from message to message. What is not
 * decoded or malformed is counted in the {@link Counts} given at construction.
 */
public final class UpdateMessage {
  private static final int AFI_IPV4 = 1;
  private static final int AFI_IPV6 = 2;
  private static final int SAFI_UNICAST = 1;
  private static final int SAFI_UNICAST_AND_MULTICAST = 3;

  private final PathAttributes attributes = new PathAttributes();
  private final Counts counts;
  private byte[] bytes = {};
  private int withdrawnOffset;
  private int withdrawnEnd;
  private int nlriOffset;
  private int nlriEnd;
  private AddPath addPath = AddPath.NONE;
  private boolean laidOut;
  private @Nullable ErrorHandling handling;
  private int lastFamily;
  private String lastFamilyKind = "";
  private String lastRoutesKind = "";

  public UpdateMessage(Counts counts) {
    this.counts = counts;
  }

  /**
   * Looks at an UPDATE body: the octets after the 19 of the BGP header.
   *
   * @param asOctets 2 or 4
   * @param addPath families in which prefixes carry a path identifier
   * @return false when the lengths contradict each other; nothing can be visited then
   */
  public boolean wrap(byte[] bytes, int offset, int end, int asOctets, AddPath addPath) {
    this.bytes = bytes;
    this.addPath = addPath;
    handling = null;
    laidOut = layOut(offset, end);
    if (!laidOut) {
      counts.add("bgp-malformed-update");
      withdrawnOffset = offset;
      withdrawnEnd = offset;
      nlriOffset = offset;
      nlriEnd = offset;
      attributes.wrap(bytes, offset, offset, asOctets);
      return false;
    }
    attributes.wrap(bytes, withdrawnEnd + 2, nlriOffset, asOctets);
    attributes.countUnknown(counts);
    return true;
  }

  private boolean layOut(int offset, int end) {
    if (offset + 4 > end) {
      return false;
    }
    withdrawnOffset = offset + 2;
    withdrawnEnd = withdrawnOffset + Octets.u16(bytes, offset);
    if (withdrawnEnd + 2 > end) {
      return false;
    }
    nlriOffset = withdrawnEnd + 2 + Octets.u16(bytes, withdrawnEnd);
    nlriEnd = end;
    return nlriOffset <= end;
  }

  /**
   * What RFC 7606 asks for, of all that is wrong the severest; the session is taken for an external
   * one, as those to collectors are. Each fault is counted once. Malformed prefixes are not judged
   * here: they end the visit of their part, and are counted then.
   */
  public ErrorHandling errorHandling() {
    var known = handling;
    if (known == null) {
      known = laidOut ? judged() : ErrorHandling.SESSION_RESET;
      handling = known;
    }
    return known;
  }

  private ErrorHandling judged() {
    var worst = attributes.errorHandling(false, counts);
    boolean inBody = nlriEnd > nlriOffset;
    if (inBody || reachesByAttribute()) {
      worst = worst.and(missing(AttributeType.ORIGIN)).and(missing(AttributeType.AS_PATH));
    }
    return inBody ? worst.and(missing(AttributeType.NEXT_HOP)) : worst;
  }

  private boolean reachesByAttribute() {
    return attributes.has(AttributeType.MP_REACH_NLRI)
        && attributes.mpReach().nlriEnd() > attributes.mpReach().nlriOffset();
  }

  /** RFC 7606, 3.d. */
  private ErrorHandling missing(int type) {
    if (attributes.has(type)) {
      return ErrorHandling.NONE;
    }
    counts.add(Kinds.of(ErrorHandling.TREAT_AS_WITHDRAW, type));
    return ErrorHandling.TREAT_AS_WITHDRAW;
  }

  /** The path attributes; they hold until the next {@link #wrap}. */
  public PathAttributes attributes() {
    return attributes;
  }

  /** Visits what is withdrawn: IPv4 of the body first, then MP_UNREACH_NLRI. */
  public void withdrawn(NlriVisitor visitor) {
    visit(withdrawnOffset, withdrawnEnd, false, SAFI_UNICAST, visitor);
    if (!attributes.has(AttributeType.MP_UNREACH_NLRI)) {
      return;
    }
    int offset = attributes.offset(AttributeType.MP_UNREACH_NLRI);
    int end = offset + attributes.length(AttributeType.MP_UNREACH_NLRI);
    if (offset + 3 > end) {
      counts.add("bgp-malformed-nlri");
      return;
    }
    family(Octets.u16(bytes, offset), Octets.u8(bytes, offset + 2), offset + 3, end, visitor);
  }

  /** Visits what is announced: IPv4 of the body first, then MP_REACH_NLRI. */
  public void announced(NlriVisitor visitor) {
    announcedInBody(visitor);
    announcedByMpReach(visitor);
  }

  /** Visits the IPv4 prefixes of the body: their next hop is NEXT_HOP. */
  public void announcedInBody(NlriVisitor visitor) {
    visit(nlriOffset, nlriEnd, false, SAFI_UNICAST, visitor);
  }

  /** Visits the prefixes of MP_REACH_NLRI: their next hop is in that attribute. */
  public void announcedByMpReach(NlriVisitor visitor) {
    if (!attributes.has(AttributeType.MP_REACH_NLRI)) {
      return;
    }
    var reach = attributes.mpReach();
    if (reach.malformed()) {
      counts.add("bgp-malformed-nlri");
    } else if (reach.afi() != 0) {
      family(reach.afi(), reach.safi(), reach.nlriOffset(), reach.nlriEnd(), visitor);
    }
  }

  /**
   * The end of a table that was sent whole (RFC 4724, 2): nothing announced, nothing withdrawn.
   *
   * @return 1 for IPv4 unicast, 2 for IPv6 unicast, 0 when it is no end-of-RIB
   */
  public int endOfRib() {
    if (withdrawnEnd > withdrawnOffset || nlriEnd > nlriOffset) {
      return 0;
    }
    if (nlriOffset == withdrawnEnd + 2) {
      return AFI_IPV4;
    }
    boolean onlyFamily =
        attributes.has(AttributeType.MP_UNREACH_NLRI)
            && attributes.length(AttributeType.MP_UNREACH_NLRI) == 3
            && !attributes.has(AttributeType.AS_PATH);
    if (!onlyFamily) {
      return 0;
    }
    int offset = attributes.offset(AttributeType.MP_UNREACH_NLRI);
    return Octets.u8(bytes, offset + 2) == SAFI_UNICAST ? Octets.u16(bytes, offset) : 0;
  }

  private void family(int afi, int safi, int offset, int end, NlriVisitor visitor) {
    boolean known =
        (afi == AFI_IPV4 || afi == AFI_IPV6)
            && safi >= SAFI_UNICAST
            && safi <= SAFI_UNICAST_AND_MULTICAST;
    if (known) {
      visit(offset, end, afi == AFI_IPV6, safi, visitor);
    } else {
      passOver(afi, safi, offset, end);
    }
  }

  /**
   * A family that is not decoded: counted, with the number of its routes where they can be told.
   */
  private void passOver(int afi, int safi, int offset, int end) {
    int family = afi << 8 | safi;
    if (family != lastFamily) {
      lastFamily = family;
      lastFamilyKind = "bgp-family-" + afi + "-" + safi;
      lastRoutesKind = "bgp-routes-" + afi + "-" + safi;
    }
    counts.add(lastFamilyKind);
    if (NlriLayout.isKnown(afi, safi)) {
      int routes = NlriLayout.count(bytes, offset, end, afi, safi, addPath.others());
      if (routes > 0) {
        counts.add(lastRoutesKind, routes);
      } else if (routes == NlriLayout.MALFORMED) {
        counts.add("bgp-malformed-nlri");
      }
    }
  }

  private void visit(int offset, int end, boolean v6, int safi, NlriVisitor visitor) {
    boolean identified = addPath.applies(v6);
    if (Nlri.visit(bytes, offset, end, v6, safi, identified, visitor) != end) {
      counts.add("bgp-malformed-nlri");
    }
  }
}
