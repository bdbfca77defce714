package jp.anshin.operator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A block of IPv4 or IPv6 addresses in canonical form: no host bit is set.
 *
 * @param ipv6 whether the addresses are IPv6
 * @param high first 64 bits of the network address; for IPv4 the address in the lower 32 bits of
 *     {@code low} and 0 here
 * @param low last 64 bits of the network address
 * @param length bits of the network part, 0 to 32 or 128
 */
public record AddressPrefix(boolean ipv6, long high, long low, int length)
    implements Comparable<AddressPrefix> {

  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final int IPV4_BYTES = 4;

  /**
   * Longest text that can be a prefix: an IPv6 address with embedded IPv4, a slash, three digits.
   */
  private static final int TEXT_LENGTH_MAX = 49;

  private static final Comparator<AddressPrefix> ORDER =
      Comparator.comparing(AddressPrefix::ipv6)
          .thenComparing(AddressPrefix::high, Long::compareUnsigned)
          .thenComparing(AddressPrefix::low, Long::compareUnsigned)
          .thenComparingInt(AddressPrefix::length);

  public AddressPrefix {
    if (length < 0 || length > (ipv6 ? IPV6_BITS : IPV4_BITS)) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    if (!ipv6 && (high != 0 || low >>> IPV4_BITS != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
    if ((high & ~highMask(ipv6, length)) != 0 || (low & ~lowMask(ipv6, length)) != 0) {
      throw new IllegalArgumentException("host bits are set beyond /" + length);
    }
  }

  /**
   * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
   *
   * @throws IllegalArgumentException when it is not a prefix, or has host bits set
   */
  public static AddressPrefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException("not a prefix: " + text);
    }
    byte[] address = address(text.substring(0, slash));
    String digits = text.substring(slash + 1);
    if (!digits.matches("0|[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("not a prefix length: " + digits);
    }
    ByteBuffer bytes = ByteBuffer.wrap(address);
    boolean ipv6 = address.length != IPV4_BYTES;
    long high = ipv6 ? bytes.getLong() : 0;
    long low = ipv6 ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    return new AddressPrefix(ipv6, high, low, Integer.parseInt(digits));
  }

  /** Reads a prefix, or nothing when the text is not one in canonical form. */
  public static Optional<AddressPrefix> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether every address of {@code other} is in this block. */
  public boolean covers(AddressPrefix other) {
    return ipv6 == other.ipv6
        && length <= other.length
        && (other.high & highMask(ipv6, length)) == high
        && (other.low & lowMask(ipv6, length)) == low;
  }

  /** Whether the two blocks share an address: one then covers the other. */
  public boolean overlaps(AddressPrefix other) {
    return covers(other) || other.covers(this);
  }

  /**
   * Whether the blocks together hold every address of this one, be it in pieces.
   *
   * @param blocks in any order, may overlap
   */
  public boolean isCoveredBy(Collection<AddressPrefix> blocks) {
    var near = new ArrayList<AddressPrefix>();
    for (AddressPrefix block : blocks) {
      if (block.covers(this)) {
        return true;
      }
      if (covers(block)) {
        near.add(block);
      }
    }
    // Each half looks only at the blocks within it, so the work is bounded by their number and
    // length.
    return !near.isEmpty() && half(0).isCoveredBy(near) && half(1).isCoveredBy(near);
  }

  /** The lower (0) or upper (1) half; called only when something longer is inside. */
  private AddressPrefix half(long which) {
    int bit = (ipv6 ? IPV6_BITS : IPV4_BITS) - length - 1;
    return bit < Long.SIZE
        ? new AddressPrefix(ipv6, high, low | which << bit, length + 1)
        : new AddressPrefix(true, high | which << (bit - Long.SIZE), low, length + 1);
  }

  /** Order by family, address, then shorter first. */
  @Override
  public int compareTo(AddressPrefix other) {
    return ORDER.compare(this, other);
  }

  /** The text form that {@link #parse} reads; IPv6 compressed after RFC 5952. */
  @Override
  public String toString() {
    return (ipv6 ? Ipv6Text.of(high, low) : ipv4Text()) + "/" + length;
  }

  private String ipv4Text() {
    return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
  }

  /** Bits of the network part within {@code high}. */
  private static long highMask(boolean ipv6, int length) {
    return ipv6 ? ones(Math.min(length, Long.SIZE)) : 0;
  }

  /** Bits of the network part within {@code low}. */
  private static long lowMask(boolean ipv6, int length) {
    return ipv6 ? ones(Math.max(0, length - Long.SIZE)) : ones(length) >>> IPV4_BITS;
  }

  private static long ones(int count) {
    return count == 0 ? 0 : -1L << (Long.SIZE - count);
  }

  private static byte[] address(String text) {
    // Only literals: a name would be looked up in the DNS.
    boolean ipv6 = text.indexOf(':') >= 0;
    if (!text.matches(ipv6 ? "[0-9a-fA-F:.]+" : "(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
      throw new IllegalArgumentException("not an address: " + text);
    }
    try {
      byte[] address = InetAddress.getByName(text).getAddress();
      if (ipv6 && address.length == IPV4_BYTES) {
        throw new IllegalArgumentException("an IPv4 address mapped into IPv6: " + text);
      }
      return address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }
}
