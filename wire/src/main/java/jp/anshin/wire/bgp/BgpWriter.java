package jp.anshin.wire.bgp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;

/** Writes BGP messages, for simulations and tests. Grows as needed; {@link #clear} begins anew. */
public final class BgpWriter {
  /** Most that a message may have without the extension of RFC 8654. */
  public static final int MAX_MESSAGE_OCTETS = 4_096;

  private static final int FLAGS_WELL_KNOWN = 0x40;
  private static final int FLAGS_OPTIONAL = 0x80;
  private static final int FLAGS_OPTIONAL_TRANSITIVE = 0xc0;

  private byte[] bytes = new byte[MAX_MESSAGE_OCTETS];
  private int length;

  /** Begins a new message. */
  public void clear() {
    length = 0;
  }

  /** The octets written so far. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** How many octets were written so far. */
  public int length() {
    return length;
  }

  /**
   * Writes an UPDATE that announces prefixes of one family over one path. With two octets, a path
   * that needs four has an AS4_PATH of all but its first hop: an old speaker puts itself before the
   * AS_PATH alone (RFC 6793, 4.2.2).
   *
   * @param path AS numbers, unsigned, nearest to the observer first
   * @param asOctets 2 or 4
   */
  public BgpWriter announce(
      List<Prefix> prefixes, List<Long> path, IpAddress nextHop, int asOctets) {
    boolean v6 = !prefixes.isEmpty() && prefixes.getFirst().address().v6();
    int start = header(BgpMessage.UPDATE);
    put16(0);
    int attributesAt = length;
    put16(0);
    origin();
    asPath(path, asOctets);
    if (v6) {
      mpReach(prefixes, nextHop);
    } else {
      attribute(FLAGS_WELL_KNOWN, AttributeType.NEXT_HOP, 4);
      address(nextHop);
    }
    if (asOctets == 2 && path.stream().anyMatch(as -> as > 0xffff)) {
      as4Path(path.subList(1, path.size()));
    }
    Octets.put16(bytes, attributesAt, length - attributesAt - 2);
    if (!v6) {
      prefixes.forEach(this::prefix);
    }
    return finish(start);
  }

  private void as4Path(List<Long> path) {
    int valueAt = extendedAttribute(AttributeType.AS4_PATH);
    sequence(path, 4);
    Octets.put16(bytes, valueAt - 2, length - valueAt);
  }

  /** Writes an UPDATE that withdraws prefixes of one family. */
  public BgpWriter withdraw(List<Prefix> prefixes) {
    boolean v6 = !prefixes.isEmpty() && prefixes.getFirst().address().v6();
    int start = header(BgpMessage.UPDATE);
    int withdrawnAt = length;
    put16(0);
    if (!v6) {
      prefixes.forEach(this::prefix);
      Octets.put16(bytes, withdrawnAt, length - withdrawnAt - 2);
      put16(0);
      return finish(start);
    }
    int attributesAt = length;
    put16(0);
    int valueAt = extendedAttribute(AttributeType.MP_UNREACH_NLRI);
    put16(2);
    put8(1);
    prefixes.forEach(this::prefix);
    Octets.put16(bytes, valueAt - 2, length - valueAt);
    Octets.put16(bytes, attributesAt, length - attributesAt - 2);
    return finish(start);
  }

  /** Writes the end-of-RIB of IPv4 unicast (RFC 4724, 2). */
  public BgpWriter endOfRib() {
    int start = header(BgpMessage.UPDATE);
    put32(0);
    return finish(start);
  }

  /** Writes the end-of-RIB of IPv6 unicast (RFC 4724, 2). */
  public BgpWriter endOfRibV6() {
    int start = header(BgpMessage.UPDATE);
    put16(0);
    put16(6);
    attribute(FLAGS_OPTIONAL, AttributeType.MP_UNREACH_NLRI, 3);
    put16(2);
    put8(1);
    return finish(start);
  }

  /**
   * What a speaker offers beside IPv4 and IPv6 unicast.
   *
   * @param fourOctetAs whether it takes four-octet AS numbers (RFC 6793)
   * @param addPath path identifiers in both families (RFC 7911, 4): 0 none, 1 receive, 2 send, 3
   *     both
   */
  public record Speaker(boolean fourOctetAs, int addPath) {
    /** What every router of today offers. */
    public static final Speaker PLAIN = new Speaker(true, 0);
  }

  /** Writes an OPEN with the capabilities for IPv4 and IPv6 unicast and four-octet AS numbers. */
  public BgpWriter open(long as, int holdTimeSeconds, int bgpIdentifier) {
    return open(as, holdTimeSeconds, bgpIdentifier, Speaker.PLAIN);
  }

  /** Writes an OPEN of a speaker that offers that beside IPv4 and IPv6 unicast. */
  public BgpWriter open(long as, int holdTimeSeconds, int bgpIdentifier, Speaker speaker) {
    var capabilities = new ArrayList<Capability>();
    capabilities.add(Capability.multiprotocol(1, 1));
    capabilities.add(Capability.multiprotocol(2, 1));
    if (speaker.fourOctetAs()) {
      capabilities.add(Capability.fourOctetAs(as));
    }
    if (speaker.addPath() != 0) {
      capabilities.add(Capability.addPath(speaker.addPath()));
    }
    return open(as, holdTimeSeconds, bgpIdentifier, capabilities);
  }

  /**
   * Writes an OPEN with any capabilities; beyond what one octet can tell with parameters of
   * extended length (RFC 9072).
   */
  public BgpWriter open(
      long as, int holdTimeSeconds, int bgpIdentifier, List<Capability> capabilities) {
    int start = header(BgpMessage.OPEN);
    put8(4);
    put16(as > 0xffff ? PathAttributes.AS_TRANS : (int) as);
    put16(holdTimeSeconds);
    put32(bgpIdentifier);
    int octets = capabilities.stream().mapToInt(each -> 2 + each.value().length).sum();
    if (octets > 0xff - 2) {
      put8(0xff);
      put8(0xff);
      put16(3 + octets);
      put8(2);
      put16(octets);
    } else {
      put8(2 + octets);
      put8(2);
      put8(octets);
    }
    for (var capability : capabilities) {
      put8(capability.code());
      put8(capability.value().length);
      put(capability.value());
    }
    return finish(start);
  }

  /** Writes an UPDATE of attributes made elsewhere, with the IPv4 prefixes of its body. */
  public BgpWriter update(List<Prefix> withdrawn, byte[] attributes, List<Prefix> announced) {
    int start = header(BgpMessage.UPDATE);
    byte[] gone = nlri(withdrawn);
    put16(gone.length);
    put(gone);
    put16(attributes.length);
    put(attributes);
    put(nlri(announced));
    return finish(start);
  }

  /** Writes a NOTIFICATION (RFC 4271, 4.5). */
  public BgpWriter notification(int code, int subcode, byte[] data) {
    int start = header(BgpMessage.NOTIFICATION);
    put8(code);
    put8(subcode);
    put(data);
    return finish(start);
  }

  /** Writes a KEEPALIVE. */
  public BgpWriter keepalive() {
    return finish(header(BgpMessage.KEEPALIVE));
  }

  /** Prefixes as octets, as they stand in a message. */
  public static byte[] nlri(List<Prefix> prefixes) {
    var writer = new BgpWriter();
    prefixes.forEach(writer::prefix);
    return writer.toByteArray();
  }

  /** Writes attributes alone: origin, path and next hop, as an entry of a table dump has them. */
  public BgpWriter tableAttributes(List<Long> path, IpAddress nextHop, int asOctets) {
    origin();
    asPath(path, asOctets);
    if (nextHop.v6()) {
      attribute(FLAGS_OPTIONAL, AttributeType.MP_REACH_NLRI, 17);
      put8(16);
      address(nextHop);
    } else {
      attribute(FLAGS_WELL_KNOWN, AttributeType.NEXT_HOP, 4);
      address(nextHop);
    }
    return this;
  }

  private int header(int type) {
    int start = length;
    reserve(BgpMessage.HEADER_OCTETS);
    Arrays.fill(bytes, start, start + 16, (byte) 0xff);
    bytes[start + 18] = (byte) type;
    length += BgpMessage.HEADER_OCTETS;
    return start;
  }

  private BgpWriter finish(int start) {
    if (length - start > 0xffff) {
      throw new IllegalArgumentException("a BGP message of " + (length - start) + " octets");
    }
    Octets.put16(bytes, start + 16, length - start);
    return this;
  }

  private void origin() {
    attribute(FLAGS_WELL_KNOWN, AttributeType.ORIGIN, 1);
    put8(0);
  }

  private void asPath(List<Long> path, int asOctets) {
    if (path.size() > 255) {
      throw new IllegalArgumentException("a path of " + path.size() + " AS numbers");
    }
    int valueAt = extendedAttribute(AttributeType.AS_PATH);
    sequence(path, asOctets);
    Octets.put16(bytes, valueAt - 2, length - valueAt);
  }

  private void sequence(List<Long> path, int asOctets) {
    if (path.size() > 0) {
      put8(AsPath.AS_SEQUENCE);
      put8(path.size());
    }
    for (long as : path) {
      if (asOctets == 4) {
        put32((int) as);
      } else {
        put16(as > 0xffff ? PathAttributes.AS_TRANS : (int) as);
      }
    }
  }

  private void mpReach(List<Prefix> prefixes, IpAddress nextHop) {
    int valueAt = extendedAttribute(AttributeType.MP_REACH_NLRI);
    put16(2);
    put8(1);
    put8(nextHop.octetCount());
    address(nextHop);
    put8(0);
    prefixes.forEach(this::prefix);
    Octets.put16(bytes, valueAt - 2, length - valueAt);
  }

  private void attribute(int flags, int type, int valueLength) {
    put8(flags);
    put8(type);
    put8(valueLength);
  }

  private int extendedAttribute(int type) {
    int optional =
        switch (type) {
          case AttributeType.MP_REACH_NLRI, AttributeType.MP_UNREACH_NLRI -> FLAGS_OPTIONAL;
          case AttributeType.AS4_PATH -> FLAGS_OPTIONAL_TRANSITIVE;
          default -> FLAGS_WELL_KNOWN;
        };
    put8(optional | 0x10);
    put8(type);
    put16(0);
    return length;
  }

  private void prefix(Prefix prefix) {
    if (prefix.pathId() >= 0) {
      put32((int) prefix.pathId());
    }
    put8(prefix.length());
    int octets = (prefix.length() + 7) >>> 3;
    reserve(octets);
    for (int i = 0; i < octets; i++) {
      long half = i < 8 ? prefix.address().high() : prefix.address().low();
      bytes[length++] = (byte) (half >>> (56 - 8 * (i & 7)));
    }
  }

  private void address(IpAddress address) {
    reserve(address.octetCount());
    address.write(bytes, length);
    length += address.octetCount();
  }

  private void put(byte[] octets) {
    reserve(octets.length);
    System.arraycopy(octets, 0, bytes, length, octets.length);
    length += octets.length;
  }

  private void put8(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void put16(int value) {
    reserve(2);
    Octets.put16(bytes, length, value);
    length += 2;
  }

  private void put32(int value) {
    reserve(4);
    Octets.put32(bytes, length, value);
    length += 4;
  }

  private void reserve(int octets) {
    if (length + octets > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + octets));
    }
  }

  /**
   * A prefix to write.
   *
   * @param address its first address
   * @param length its length in bits
   * @param pathId its path identifier (RFC 7911), unsigned, or -1 for none
   */
  public record Prefix(IpAddress address, int length, long pathId) {

    /** A prefix without path identifier. */
    public Prefix(IpAddress address, int length) {
      this(address, length, -1);
    }

    /** The same with a path identifier. */
    public Prefix identified(long id) {
      return new Prefix(address, length, id);
    }
  }
}
