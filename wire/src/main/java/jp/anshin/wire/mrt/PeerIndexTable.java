package jp.anshin.wire.mrt;

import java.util.ArrayList;
import java.util.List;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * The peers that the entries of a TABLE_DUMP_V2 refer to by index (RFC 6396, 4.3.1).
 *
 * @param collectorId BGP identifier of the collector, 32 bits
 * @param peers in the order of their indexes
 */
public record PeerIndexTable(int collectorId, List<Peer> peers) {
  private static final int TYPE_IPV6 = 1;
  private static final int TYPE_AS4 = 2;

  public PeerIndexTable {
    peers = List.copyOf(peers);
  }

  /**
   * A peer of the collector.
   *
   * @param address its address
   * @param as its AS, unsigned
   */
  public record Peer(IpAddress address, long as) {}

  /**
   * Reads the present record of a reader.
   *
   * @return null when it is malformed
   */
  public static @Nullable PeerIndexTable read(MrtReader record) {
    byte[] bytes = record.bytes();
    int end = record.bodyEnd();
    int position = record.bodyStart() + 6;
    if (position > end) {
      return null;
    }
    position += Octets.u16(bytes, position - 2);
    if (position + 2 > end) {
      return null;
    }
    int count = Octets.u16(bytes, position);
    position += 2;
    var peers = new ArrayList<Peer>(Math.min(count, 4_096));
    for (int i = 0; i < count; i++) {
      if (position + 1 > end) {
        return null;
      }
      int type = Octets.u8(bytes, position);
      boolean v6 = (type & TYPE_IPV6) != 0;
      int asOctets = (type & TYPE_AS4) != 0 ? 4 : 2;
      int addressOffset = position + 5;
      position = addressOffset + (v6 ? 16 : 4) + asOctets;
      if (position > end) {
        return null;
      }
      int asOffset = position - asOctets;
      peers.add(
          new Peer(
              IpAddress.read(bytes, addressOffset, v6),
              asOctets == 4 ? Octets.u32(bytes, asOffset) : Octets.u16(bytes, asOffset)));
    }
    return new PeerIndexTable(Octets.i32(bytes, record.bodyStart()), peers);
  }
}
