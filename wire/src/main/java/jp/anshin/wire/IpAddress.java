package jp.anshin.wire;

/**
 * An IP address as two numbers, so that tables may hold it without objects. The 32 bits of an IPv4
 * address are the upper half of {@code high}; {@code low} is then 0.
 *
 * @param v6 whether it is IPv6
 * @param high the first 64 bits, unsigned
 * @param low the last 64 bits, unsigned
 */
public record IpAddress(boolean v6, long high, long low) {

  public IpAddress {
    if (!v6 && (low != 0 || (int) high != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** The IPv4 address with those 32 bits. */
  public static IpAddress v4(int bits) {
    return new IpAddress(false, (long) bits << 32, 0);
  }

  /** Reads 4 or 16 octets. */
  public static IpAddress read(byte[] bytes, int offset, boolean v6) {
    return v6
        ? new IpAddress(true, Octets.i64(bytes, offset), Octets.i64(bytes, offset + 8))
        : v4(Octets.i32(bytes, offset));
  }

  /** 4 or 16. */
  public int octetCount() {
    return v6 ? 16 : 4;
  }

  /** Writes 4 or 16 octets. */
  public void write(byte[] bytes, int offset) {
    if (v6) {
      Octets.put64(bytes, offset, high);
      Octets.put64(bytes, offset + 8, low);
    } else {
      Octets.put32(bytes, offset, (int) (high >>> 32));
    }
  }

  /** Dotted decimal, or the recommended text of RFC 5952. */
  @Override
  public String toString() {
    var text = new AsciiText(40);
    append(text, v6, high, low);
    return text.toString();
  }

  /** Appends the text of an address given as numbers: dotted decimal, or that of RFC 5952. */
  public static void append(AsciiText text, boolean v6, long high, long low) {
    if (v6) {
      appendV6(text, high, low);
    } else {
      appendV4(text, (int) (high >>> 32));
    }
  }

  private static void appendV4(AsciiText text, int bits) {
    text.appendOctet(bits >>> 24)
        .append('.')
        .appendOctet(bits >>> 16 & 0xff)
        .append('.')
        .appendOctet(bits >>> 8 & 0xff)
        .append('.')
        .appendOctet(bits & 0xff);
  }

  private static void appendV6(AsciiText text, long high, long low) {
    if (high == 0 && low >>> 32 == 0xffff) {
      text.append("::ffff:");
      appendV4(text, (int) low);
      return;
    }
    int runStart = -1;
    int runLength = 1; // RFC 5952 4.2.2: one zero field alone is not shortened
    for (int i = 0, zeros = 0; i < 8; i++) {
      zeros = field(high, low, i) == 0 ? zeros + 1 : 0;
      if (zeros > runLength) {
        runLength = zeros;
        runStart = i - zeros + 1;
      }
    }
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
        continue;
      }
      if (i > 0 && i != runStart + runLength) {
        text.append(':');
      }
      text.appendHex(field(high, low, i));
    }
  }

  private static int field(long high, long low, int index) {
    return (int) ((index < 4 ? high >>> (48 - 16 * index) : low >>> (112 - 16 * index)) & 0xffff);
  }
}
