package jp.anshin.wire.mrt;

import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.Nlri;
import jp.anshin.wire.bgp.NlriLayout;
import jp.anshin.wire.bgp.PathAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A view over one prefix of a TABLE_DUMP_V2 and its entries (RFC 6396, 4.3.2 to 4.3.4; RFC 8050,
 * 4), reused from record to record. After {@link #wrap}, {@link #nextEntry} goes through the
 * entries.
 *
 * <p>RIB_GENERIC of a family other than IPv4 and IPv6 unicast and multicast has no prefix: its NLRI
 * lies in {@link #nlriStart} to {@link #nlriEnd}. RIB_GENERIC_ADDPATH has its path identifier in
 * the NLRI (RFC 8050, 4.2); GoBGP and OpenBGPD write it in each entry instead. Which of the two it
 * is shows in the lengths: they must fill the record to its last octet.
 */
public final class RibRecord {
  private static final int AFI_IPV4 = 1;
  private static final int AFI_IPV6 = 2;
  private static final int SAFI_UNICAST = 1;
  private static final int SAFI_MULTICAST = 2;
  private static final int ENTRY_OCTETS = 8;
  private static final int PATH_ID_OCTETS = 4;
  private static final String MALFORMED = "mrt-malformed-rib";

  private final PathAttributes attributes = new PathAttributes();
  private byte[] bytes = {};
  private int afi;
  private int safi;
  private boolean prefix;
  private boolean addPath;
  private boolean entriesIdentified;
  private int nlriStart;
  private int nlriEnd;
  private long nlriPathId;
  private long high;
  private long low;
  private int length;
  private int entryCount;
  private int remaining;
  private int position;
  private int end;
  private boolean torn;
  private int peerIndex;
  private long originatedSeconds;
  private long pathId;

  /**
   * Looks at the present record of a reader, one of the RIB subtypes.
   *
   * @return null when it is laid out, else the kind to count it under
   */
  public @Nullable String wrap(MrtReader record) {
    int subtype = record.subtype();
    boolean generic = false;
    switch (subtype) {
      case MrtType.RIB_IPV4_UNICAST -> of(AFI_IPV4, SAFI_UNICAST, false);
      case MrtType.RIB_IPV4_MULTICAST -> of(AFI_IPV4, SAFI_MULTICAST, false);
      case MrtType.RIB_IPV6_UNICAST -> of(AFI_IPV6, SAFI_UNICAST, false);
      case MrtType.RIB_IPV6_MULTICAST -> of(AFI_IPV6, SAFI_MULTICAST, false);
      case MrtType.RIB_IPV4_UNICAST_ADDPATH -> of(AFI_IPV4, SAFI_UNICAST, true);
      case MrtType.RIB_IPV4_MULTICAST_ADDPATH -> of(AFI_IPV4, SAFI_MULTICAST, true);
      case MrtType.RIB_IPV6_UNICAST_ADDPATH -> of(AFI_IPV6, SAFI_UNICAST, true);
      case MrtType.RIB_IPV6_MULTICAST_ADDPATH -> of(AFI_IPV6, SAFI_MULTICAST, true);
      case MrtType.RIB_GENERIC, MrtType.RIB_GENERIC_ADDPATH -> generic = true;
      default -> {
        return "mrt-13-" + subtype;
      }
    }
    bytes = record.bytes();
    end = record.bodyEnd();
    position = record.bodyStart() + 4;
    torn = false;
    remaining = 0;
    nlriPathId = Nlri.NO_PATH_ID;
    if (generic) {
      if (position + 3 > end) {
        return MALFORMED;
      }
      of(
          Octets.u16(bytes, position),
          Octets.u8(bytes, position + 2),
          subtype == MrtType.RIB_GENERIC_ADDPATH);
      position += 3;
      return generic();
    }
    entriesIdentified = addPath;
    return layOut(position) ? null : MALFORMED;
  }

  private void of(int family, int subsequent, boolean isAddPath) {
    afi = family;
    safi = subsequent;
    addPath = isAddPath;
    prefix = (afi == AFI_IPV4 || afi == AFI_IPV6) && safi >= SAFI_UNICAST && safi <= 3;
  }

  private @Nullable String generic() {
    if (!NlriLayout.isKnown(afi, safi)) {
      return "mrt-rib-family-" + afi + "-" + safi; // without its layout the entries are not found
    }
    int start = position;
    entriesIdentified = false;
    if (!addPath) {
      return layOut(start) ? null : MALFORMED;
    }
    if (start + PATH_ID_OCTETS <= end && layOut(start + PATH_ID_OCTETS) && entriesFill()) {
      nlriPathId = Octets.u32(bytes, start);
      return null;
    }
    entriesIdentified = true;
    return layOut(start) ? null : MALFORMED;
  }

  /** Finds the NLRI that begins there, and the entries after it. */
  private boolean layOut(int start) {
    nlriStart = start;
    int after =
        start >= end ? NlriLayout.MALFORMED : NlriLayout.endOf(bytes, start, end, afi, safi);
    if (after < 0 || after + 2 > end) {
      return false;
    }
    nlriEnd = after;
    if (prefix) {
      length = Octets.u8(bytes, start);
      int octets = after - start - 1;
      high = Nlri.maskHigh(Nlri.bitsAt(bytes, start + 1, Math.min(octets, 8)), length);
      low = octets > 8 ? Nlri.maskLow(Nlri.bitsAt(bytes, start + 9, octets - 8), length) : 0;
    }
    entryCount = Octets.u16(bytes, after);
    remaining = entryCount;
    position = after + 2;
    return true;
  }

  /** Whether the entries end where the record does. */
  private boolean entriesFill() {
    int at = position;
    for (int i = 0; i < entryCount; i++) {
      at += ENTRY_OCTETS;
      if (at > end) {
        return false;
      }
      at += Octets.u16(bytes, at - 2);
    }
    return at == end;
  }

  /**
   * Goes to the next entry.
   *
   * @return false when there is none left or the record is torn: see {@link #torn}
   */
  public boolean nextEntry() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    int fixed = entriesIdentified ? ENTRY_OCTETS + PATH_ID_OCTETS : ENTRY_OCTETS;
    if (position + fixed > end) {
      return tear();
    }
    peerIndex = Octets.u16(bytes, position);
    originatedSeconds = Octets.u32(bytes, position + 2);
    pathId = entriesIdentified ? Octets.u32(bytes, position + 6) : nlriPathId;
    int attributesStart = position + fixed;
    int attributesEnd = attributesStart + Octets.u16(bytes, attributesStart - 2);
    if (attributesEnd > end) {
      return tear();
    }
    position = attributesEnd;
    attributes.wrap(bytes, attributesStart, attributesEnd, 4);
    return true;
  }

  private boolean tear() {
    torn = true;
    remaining = 0;
    return false;
  }

  /** Whether entries were announced that the record does not hold. */
  public boolean torn() {
    return torn;
  }

  /** Address family (IANA): 1 IPv4, 2 IPv6. */
  public int afi() {
    return afi;
  }

  /** Subsequent address family (IANA): 1 unicast, 2 multicast. */
  public int safi() {
    return safi;
  }

  /** Whether it is an IPv4 or IPv6 prefix, unicast or multicast; else only the NLRI is there. */
  public boolean hasPrefix() {
    return prefix;
  }

  /** Whether the prefix is IPv6. */
  public boolean v6() {
    return afi == AFI_IPV6;
  }

  /** Whether entries carry path identifiers. */
  public boolean addPath() {
    return addPath;
  }

  /** Where the NLRI begins in the reader's bytes, after a path identifier before it. */
  public int nlriStart() {
    return nlriStart;
  }

  /** Where the NLRI ends. */
  public int nlriEnd() {
    return nlriEnd;
  }

  /** First 64 bits of the prefix, host bits masked; where {@link #hasPrefix}. */
  public long high() {
    return high;
  }

  /** Last 64 bits of the prefix, host bits masked; where {@link #hasPrefix}. */
  public long low() {
    return low;
  }

  /** Prefix length; where {@link #hasPrefix}. */
  public int length() {
    return length;
  }

  /** How many entries the record announces. */
  public int entryCount() {
    return entryCount;
  }

  /** Index of the present entry's peer in the {@link PeerIndexTable}; may lie beyond it. */
  public int peerIndex() {
    return peerIndex;
  }

  /** When the present entry's route was learnt, in seconds since 1970 UTC. */
  public long originatedSeconds() {
    return originatedSeconds;
  }

  /** Path identifier of the present entry, or {@link Nlri#NO_PATH_ID}. */
  public long pathId() {
    return pathId;
  }

  /** Path attributes of the present entry; they hold until the next {@link #nextEntry}. */
  public PathAttributes attributes() {
    return attributes;
  }
}
