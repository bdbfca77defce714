package jp.anshin.wire.bgp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes path attributes of every kind that is decoded, in the order in which they are asked for;
 * for simulations and tests.
 */
public final class AttributeWriter {
  private static final int FLAG_EXTENDED_LENGTH = 0x10;
  private static final int AIGP_TLV = 1;
  private static final int AIGP_TLV_OCTETS = 11;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private interface Value {
    void write(DataOutputStream to) throws IOException;
  }

  /** The attributes written so far. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Any attribute; of more than 255 octets with the flag of an extended length. */
  public AttributeWriter attribute(int flags, int type, byte[] value) {
    try {
      boolean extended = value.length > 0xff;
      out.writeByte(extended ? flags | FLAG_EXTENDED_LENGTH : flags);
      out.writeByte(type);
      if (extended) {
        out.writeShort(value.length);
      } else {
        out.writeByte(value.length);
      }
      out.write(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
  }

  private AttributeWriter attribute(int type, Value value) {
    var rule = AttributeRule.of(type);
    int flags = rule == null ? AttributeRule.FLAGS_TYPE : rule.flags();
    try {
      var octets = new ByteArrayOutputStream();
      value.write(new DataOutputStream(octets));
      return attribute(flags, type, octets.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
  }

  /** ORIGIN: 0 IGP, 1 EGP, 2 INCOMPLETE. */
  public AttributeWriter origin(int origin) {
    return attribute(AttributeType.ORIGIN, to -> to.writeByte(origin));
  }

  /** AS_PATH; with two octets, numbers that need four become {@link PathAttributes#AS_TRANS}. */
  public AttributeWriter asPath(AsPath path, int asOctets) {
    return attribute(AttributeType.AS_PATH, to -> path(to, path, asOctets));
  }

  /** AS4_PATH. */
  public AttributeWriter as4Path(AsPath path) {
    return attribute(AttributeType.AS4_PATH, to -> path(to, path, 4));
  }

  private static void path(DataOutputStream to, AsPath path, int asOctets) throws IOException {
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      to.writeByte(path.segmentType(segment));
      to.writeByte(path.segmentEnd(segment) - path.segmentStart(segment));
      for (int i = path.segmentStart(segment); i < path.segmentEnd(segment); i++) {
        as(to, Integer.toUnsignedLong(path.number(i)), asOctets);
      }
    }
  }

  private static void as(DataOutputStream to, long as, int asOctets) throws IOException {
    if (asOctets == 4) {
      to.writeInt((int) as);
    } else {
      to.writeShort(as > 0xffff ? PathAttributes.AS_TRANS : (int) as);
    }
  }

  /** NEXT_HOP as 32 bits. */
  public AttributeWriter nextHop(int address) {
    return ints(AttributeType.NEXT_HOP, address);
  }

  /** MULTI_EXIT_DISC, unsigned. */
  public AttributeWriter multiExitDiscriminator(int value) {
    return ints(AttributeType.MULTI_EXIT_DISC, value);
  }

  /** LOCAL_PREF, unsigned. */
  public AttributeWriter localPreference(int value) {
    return ints(AttributeType.LOCAL_PREF, value);
  }

  /** ATOMIC_AGGREGATE. */
  public AttributeWriter atomicAggregate() {
    return ints(AttributeType.ATOMIC_AGGREGATE);
  }

  /**
   * AGGREGATOR with the 32 bits of an address; of two octets where its AS does not fit as above.
   */
  public AttributeWriter aggregator(long as, int address, int asOctets) {
    return attribute(
        AttributeType.AGGREGATOR,
        to -> {
          as(to, as, asOctets);
          to.writeInt(address);
        });
  }

  /** AS4_AGGREGATOR. */
  public AttributeWriter as4Aggregator(long as, int address) {
    return ints(AttributeType.AS4_AGGREGATOR, (int) as, address);
  }

  /** COMMUNITIES: AS number, then value. */
  public AttributeWriter communities(int... communities) {
    return ints(AttributeType.COMMUNITIES, communities);
  }

  /** ORIGINATOR_ID. */
  public AttributeWriter originatorId(int identifier) {
    return ints(AttributeType.ORIGINATOR_ID, identifier);
  }

  /** CLUSTER_LIST. */
  public AttributeWriter clusterList(int... identifiers) {
    return ints(AttributeType.CLUSTER_LIST, identifiers);
  }

  /** Extended communities of 64 bits. */
  public AttributeWriter extendedCommunities(long... communities) {
    return attribute(
        AttributeType.EXTENDED_COMMUNITIES,
        to -> {
          for (long community : communities) {
            to.writeLong(community);
          }
        });
  }

  /** IPv6 address specific extended communities, of 20 octets each. */
  public AttributeWriter ipv6ExtendedCommunities(byte[] communities) {
    return attribute(AttributeType.IPV6_EXTENDED_COMMUNITIES, to -> to.write(communities));
  }

  /** Large communities, three numbers each. */
  public AttributeWriter largeCommunities(int... parts) {
    return ints(AttributeType.LARGE_COMMUNITIES, parts);
  }

  /** AIGP with one element: the metric. */
  public AttributeWriter aigp(long metric) {
    return attribute(
        AttributeType.AIGP,
        to -> {
          to.writeByte(AIGP_TLV);
          to.writeShort(AIGP_TLV_OCTETS);
          to.writeLong(metric);
        });
  }

  /** ONLY_TO_CUSTOMER with an AS. */
  public AttributeWriter onlyToCustomer(long as) {
    return ints(AttributeType.ONLY_TO_CUSTOMER, (int) as);
  }

  /** ATTR_SET with its AS and attributes. */
  public AttributeWriter attributeSet(long as, byte[] attributes) {
    return attribute(
        AttributeType.ATTR_SET,
        to -> {
          to.writeInt((int) as);
          to.write(attributes);
        });
  }

  /** MP_REACH_NLRI with routes as octets, for instance of {@link BgpWriter#nlri}. */
  public AttributeWriter mpReach(int afi, int safi, byte[] nextHop, byte[] nlri) {
    return attribute(
        AttributeType.MP_REACH_NLRI,
        to -> {
          to.writeShort(afi);
          to.writeByte(safi);
          to.writeByte(nextHop.length);
          to.write(nextHop);
          to.writeByte(0);
          to.write(nlri);
        });
  }

  /** MP_REACH_NLRI as tables abbreviate it: the next hop alone (RFC 6396, 4.3.4). */
  public AttributeWriter abbreviatedMpReach(byte[] nextHop) {
    return attribute(
        AttributeType.MP_REACH_NLRI,
        to -> {
          to.writeByte(nextHop.length);
          to.write(nextHop);
        });
  }

  /** MP_UNREACH_NLRI with routes as octets. */
  public AttributeWriter mpUnreach(int afi, int safi, byte[] nlri) {
    return attribute(
        AttributeType.MP_UNREACH_NLRI,
        to -> {
          to.writeShort(afi);
          to.writeByte(safi);
          to.write(nlri);
        });
  }

  private AttributeWriter ints(int type, int... values) {
    return attribute(
        type,
        to -> {
          for (int value : values) {
            to.writeInt(value);
          }
        });
  }
}
