package jp.anshin.wire.mrt;

import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.Nlri;
import jp.anshin.wire.bgp.PathAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A view over one prefix of a TABLE_DUMP_V2 and its entries (RFC 6396, 4.3.2 and 4.3.4; RFC 8050,
 * 3), reused from record to record. After {@link #wrap}, {@link #nextEntry} goes through the
 * entries.
 */
public final class RibRecord {
  private final PathAttributes attributes = new PathAttributes();
  private byte[] bytes = {};
  private boolean v6;
  private boolean addPath;
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
   * Looks at the present record of a reader, one of the RIB_IPV4/IPV6_UNICAST subtypes.
   *
   * @return null when it is laid out, else the kind to count it under
   */
  public @Nullable String wrap(MrtReader record) {
    int subtype = record.subtype();
    switch (subtype) {
      case MrtType.RIB_IPV4_UNICAST -> of(false, false);
      case MrtType.RIB_IPV6_UNICAST -> of(true, false);
      case MrtType.RIB_IPV4_UNICAST_ADDPATH -> of(false, true);
      case MrtType.RIB_IPV6_UNICAST_ADDPATH -> of(true, true);
      default -> {
        return "mrt-13-" + subtype;
      }
    }
    bytes = record.bytes();
    end = record.bodyEnd();
    position = record.bodyStart() + 5;
    torn = false;
    remaining = 0;
    if (position > end) {
      return "mrt-malformed-rib";
    }
    length = Octets.u8(bytes, position - 1);
    int octets = (length + 7) >>> 3;
    if (length > (v6 ? 128 : 32) || position + octets + 2 > end) {
      return "mrt-malformed-rib";
    }
    high = Nlri.maskHigh(Nlri.bitsAt(bytes, position, Math.min(octets, 8)), length);
    low = octets > 8 ? Nlri.maskLow(Nlri.bitsAt(bytes, position + 8, octets - 8), length) : 0;
    entryCount = Octets.u16(bytes, position + octets);
    remaining = entryCount;
    position += octets + 2;
    return null;
  }

  private void of(boolean isV6, boolean isAddPath) {
    v6 = isV6;
    addPath = isAddPath;
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
    int fixed = addPath ? 12 : 8;
    if (position + fixed > end) {
      torn = true;
      remaining = 0;
      return false;
    }
    peerIndex = Octets.u16(bytes, position);
    originatedSeconds = Octets.u32(bytes, position + 2);
    pathId = addPath ? Octets.u32(bytes, position + 6) : Nlri.NO_PATH_ID;
    int attributesStart = position + fixed;
    position = attributesStart + Octets.u16(bytes, attributesStart - 2);
    if (position > end) {
      torn = true;
      remaining = 0;
      return false;
    }
    attributes.wrap(bytes, attributesStart, position, 4);
    return true;
  }

  /** Whether entries were announced that the record does not hold. */
  public boolean torn() {
    return torn;
  }

  /** Whether the prefix is IPv6. */
  public boolean v6() {
    return v6;
  }

  /** Whether entries carry path identifiers. */
  public boolean addPath() {
    return addPath;
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
