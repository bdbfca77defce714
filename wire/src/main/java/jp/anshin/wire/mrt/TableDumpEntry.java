package jp.anshin.wire.mrt;

import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.Nlri;
import jp.anshin.wire.bgp.PathAttributes;
import org.jspecify.annotations.Nullable;

/** A view over one entry of a TABLE_DUMP (RFC 6396, 4.2), reused from record to record. */
public final class TableDumpEntry {
  private static final int SUBTYPE_IPV4 = 1;
  private static final int SUBTYPE_IPV6 = 2;
  // Quagga's variants with four-octet AS numbers, met in archives, not in the RFC.
  private static final int SUBTYPE_IPV4_AS4 = 3;
  private static final int SUBTYPE_IPV6_AS4 = 4;

  private final PathAttributes attributes = new PathAttributes();
  private boolean v6;
  private long high;
  private long low;
  private int length;
  private long originatedSeconds;
  private IpAddress peer = IpAddress.v4(0);
  private long peerAs;

  /**
   * Looks at the present record of a reader whose type is {@link MrtType#TABLE_DUMP}.
   *
   * @return null when it is laid out, else the kind to count it under
   */
  public @Nullable String wrap(MrtReader record) {
    int subtype = record.subtype();
    if (subtype < SUBTYPE_IPV4 || subtype > SUBTYPE_IPV6_AS4) {
      return "mrt-12-" + subtype;
    }
    v6 = subtype == SUBTYPE_IPV6 || subtype == SUBTYPE_IPV6_AS4;
    int asOctets = subtype == SUBTYPE_IPV4_AS4 || subtype == SUBTYPE_IPV6_AS4 ? 4 : 2;
    byte[] bytes = record.bytes();
    int addressOctets = v6 ? 16 : 4;
    int position = record.bodyStart() + 4;
    int attributesStart = position + 2 * addressOctets + 6 + asOctets + 2;
    if (attributesStart > record.bodyEnd()) {
      return "mrt-malformed-table-dump";
    }
    length = Octets.u8(bytes, position + addressOctets);
    if (length > addressOctets * 8) {
      return "mrt-malformed-table-dump";
    }
    high = Nlri.maskHigh(Nlri.bitsAt(bytes, position, v6 ? 8 : 4), length);
    low = v6 ? Nlri.maskLow(Octets.i64(bytes, position + 8), length) : 0;
    position += addressOctets + 2;
    originatedSeconds = Octets.u32(bytes, position);
    peer = IpAddress.read(bytes, position + 4, v6);
    position += 4 + addressOctets;
    peerAs = asOctets == 4 ? Octets.u32(bytes, position) : Octets.u16(bytes, position);
    int end = attributesStart + Octets.u16(bytes, attributesStart - 2);
    if (end > record.bodyEnd()) {
      return "mrt-malformed-table-dump";
    }
    attributes.wrap(bytes, attributesStart, end, asOctets);
    return null;
  }

  /** Whether prefix and peer are IPv6. */
  public boolean v6() {
    return v6;
  }

  /** First 64 bits of the prefix, host bits masked. */
  public long high() {
    return high;
  }

  /** Last 64 bits of the prefix, host bits masked. */
  public long low() {
    return low;
  }

  /** Prefix length. */
  public int length() {
    return length;
  }

  /** When the route was learnt, in seconds since 1970 UTC. */
  public long originatedSeconds() {
    return originatedSeconds;
  }

  /** The peer that sent the route. */
  public IpAddress peer() {
    return peer;
  }

  /** AS of the peer, unsigned. */
  public long peerAs() {
    return peerAs;
  }

  /** The path attributes; they hold until the next {@link #wrap}. */
  public PathAttributes attributes() {
    return attributes;
  }
}
