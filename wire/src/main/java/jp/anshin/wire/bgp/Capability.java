package jp.anshin.wire.bgp;

/**
 * Something that a speaker offers in its OPEN (RFC 5492, 4), to write.
 *
 * @param code 0 to 255
 * @param value at most 255 octets
 */
public record Capability(int code, byte[] value) {

  public Capability {
    if (value.length > 0xff) {
      throw new IllegalArgumentException("a capability of " + value.length + " octets");
    }
  }

  /** Routes of a family (RFC 4760, 8). */
  public static Capability multiprotocol(int afi, int safi) {
    return new Capability(1, new byte[] {(byte) (afi >>> 8), (byte) afi, 0, (byte) safi});
  }

  /** Four-octet AS numbers (RFC 6793, 3), with the speaker's own. */
  public static Capability fourOctetAs(long as) {
    byte[] octets = {(byte) (as >>> 24), (byte) (as >>> 16), (byte) (as >>> 8), (byte) as};
    return new Capability(65, octets);
  }

  /** Path identifiers in IPv4 and IPv6 unicast (RFC 7911, 4): 1 receive, 2 send, 3 both. */
  public static Capability addPath(int mode) {
    return new Capability(69, new byte[] {0, 1, 1, (byte) mode, 0, 2, 1, (byte) mode});
  }
}
