package jp.anshin.wire.mrt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpWriter;

/** Writes MRT records (RFC 6396), for simulations and tests. */
public final class MrtWriter implements AutoCloseable {
  private final DataOutputStream out;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final DataOutputStream fields = new DataOutputStream(body);
  private final BgpWriter attributes = new BgpWriter();
  private int sequence;

  public MrtWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /** Writes the peers that {@link #rib} refers to, four-octet AS numbers. */
  public void peerIndexTable(long epochSeconds, List<PeerIndexTable.Peer> peers)
      throws IOException {
    fields.writeInt(0);
    fields.writeShort(0);
    fields.writeShort(peers.size());
    for (var peer : peers) {
      fields.writeByte(peer.address().v6() ? 3 : 2);
      fields.writeInt(0);
      address(peer.address());
      fields.writeInt((int) peer.as());
    }
    record(epochSeconds, 0, MrtType.TABLE_DUMP_V2, MrtType.PEER_INDEX_TABLE);
  }

  /**
   * A route in a table.
   *
   * @param peerIndex index in the peer index table
   * @param path AS numbers, nearest to the peer first
   * @param nextHop next hop
   */
  public record Route(int peerIndex, List<Long> path, IpAddress nextHop) {}

  /** Writes one prefix of a table with its routes. */
  public void rib(long epochSeconds, BgpWriter.Prefix prefix, List<Route> routes)
      throws IOException {
    boolean v6 = prefix.address().v6();
    fields.writeInt(sequence++);
    fields.writeByte(prefix.length());
    var octets = new byte[16];
    prefix.address().write(octets, 0);
    fields.write(octets, 0, (prefix.length() + 7) >>> 3);
    fields.writeShort(routes.size());
    for (var route : routes) {
      fields.writeShort(route.peerIndex());
      fields.writeInt((int) epochSeconds);
      attributes.clear();
      attributes.tableAttributes(route.path(), route.nextHop(), 4);
      fields.writeShort(attributes.length());
      fields.write(attributes.toByteArray());
    }
    record(
        epochSeconds,
        0,
        MrtType.TABLE_DUMP_V2,
        v6 ? MrtType.RIB_IPV6_UNICAST : MrtType.RIB_IPV4_UNICAST);
  }

  /**
   * An entry of a prefix in a table, attributes as octets.
   *
   * @param peerIndex index in the peer index table
   * @param originatedSeconds when it was learnt, seconds since 1970 UTC
   * @param pathId path identifier (RFC 8050), unsigned, or -1 for none
   * @param attributes its path attributes, with four-octet AS numbers
   */
  public record Entry(
      int peerIndex, long originatedSeconds, long pathId, AttributeWriter attributes) {}

  /**
   * Writes one route of any family with its entries: in the subtype of its family, or as
   * RIB_GENERIC. Entries with path identifiers make it one of the subtypes ADDPATH; in RIB_GENERIC
   * the identifier of all stands before the NLRI (RFC 8050, 4.2).
   *
   * @param nlri the route as octets, for instance of {@link BgpWriter#nlri}
   */
  public void rib(long epochSeconds, int afi, int safi, byte[] nlri, List<Entry> entries)
      throws IOException {
    boolean generic = (afi != 1 && afi != 2) || (safi != 1 && safi != 2);
    boolean identified = !entries.isEmpty() && entries.getFirst().pathId() >= 0;
    fields.writeInt(sequence++);
    if (generic) {
      fields.writeShort(afi);
      fields.writeByte(safi);
      if (identified) {
        fields.writeInt((int) entries.getFirst().pathId());
      }
    }
    fields.write(nlri);
    fields.writeShort(entries.size());
    for (var entry : entries) {
      fields.writeShort(entry.peerIndex());
      fields.writeInt((int) entry.originatedSeconds());
      if (identified && !generic) {
        fields.writeInt((int) entry.pathId());
      }
      byte[] octets = entry.attributes().toByteArray();
      fields.writeShort(octets.length);
      fields.write(octets);
    }
    int subtype = generic ? MrtType.RIB_GENERIC : 2 * afi + safi - 1;
    record(epochSeconds, 0, MrtType.TABLE_DUMP_V2, identified ? subtype + 6 : subtype);
  }

  /** Writes one entry of a TABLE_DUMP (RFC 6396, 4.2); prefix and peer are of one family. */
  public void tableDump(
      long epochSeconds,
      BgpWriter.Prefix prefix,
      long originatedSeconds,
      PeerIndexTable.Peer peer,
      byte[] attributes)
      throws IOException {
    fields.writeShort(0);
    fields.writeShort(sequence++);
    address(prefix.address());
    fields.writeByte(prefix.length());
    fields.writeByte(1); // RFC 6396, 4.2: unused, 1
    fields.writeInt((int) originatedSeconds);
    address(peer.address());
    fields.writeShort((int) peer.as());
    fields.writeShort(attributes.length);
    fields.write(attributes);
    record(epochSeconds, 0, MrtType.TABLE_DUMP, prefix.address().v6() ? 2 : 1);
  }

  /**
   * Writes what a session sent or became in any type and subtype of BGP4MP.
   *
   * @param content a BGP message, or old and new state of two octets each
   */
  public void session(
      long epochMicros,
      int type,
      int subtype,
      PeerIndexTable.Peer peer,
      PeerIndexTable.Peer collector,
      byte[] content)
      throws IOException {
    switch (subtype) {
      case MrtType.STATE_CHANGE,
          MrtType.MESSAGE,
          MrtType.MESSAGE_LOCAL,
          MrtType.MESSAGE_ADDPATH,
          MrtType.MESSAGE_LOCAL_ADDPATH -> {
        fields.writeShort((int) peer.as());
        fields.writeShort((int) collector.as());
      }
      default -> {
        fields.writeInt((int) peer.as());
        fields.writeInt((int) collector.as());
      }
    }
    addresses(peer, collector);
    fields.write(content);
    record(epochMicros / 1_000_000, (int) (epochMicros % 1_000_000), type, subtype);
  }

  /**
   * Writes a record of the retired types BGP and BGP4PLUS (RFC 6396, B.2 and B.3).
   *
   * @param content body of a BGP message, or old and new state of two octets each
   */
  public void retired(
      long epochSeconds,
      int type,
      int subtype,
      PeerIndexTable.Peer peer,
      PeerIndexTable.Peer collector,
      byte[] content)
      throws IOException {
    fields.writeShort((int) peer.as());
    address(peer.address());
    if (subtype != MrtType.BGP_STATE_CHANGE) {
      fields.writeShort((int) collector.as());
      address(collector.address());
    }
    fields.write(content);
    record(epochSeconds, 0, type, subtype);
  }

  /** Writes a BGP message of a peer as BGP4MP_ET, subtype MESSAGE_AS4. */
  public void message(
      long epochMicros, PeerIndexTable.Peer peer, PeerIndexTable.Peer collector, byte[] message)
      throws IOException {
    session(peer, collector);
    fields.write(message);
    record(
        epochMicros / 1_000_000,
        (int) (epochMicros % 1_000_000),
        MrtType.BGP4MP_ET,
        MrtType.MESSAGE_AS4);
  }

  /** Writes a change of a session's state as BGP4MP_ET, subtype STATE_CHANGE_AS4. */
  public void stateChange(
      long epochMicros,
      PeerIndexTable.Peer peer,
      PeerIndexTable.Peer collector,
      int oldState,
      int newState)
      throws IOException {
    session(peer, collector);
    fields.writeShort(oldState);
    fields.writeShort(newState);
    record(
        epochMicros / 1_000_000,
        (int) (epochMicros % 1_000_000),
        MrtType.BGP4MP_ET,
        MrtType.STATE_CHANGE_AS4);
  }

  private void session(PeerIndexTable.Peer peer, PeerIndexTable.Peer collector) throws IOException {
    fields.writeInt((int) peer.as());
    fields.writeInt((int) collector.as());
    addresses(peer, collector);
  }

  private void addresses(PeerIndexTable.Peer peer, PeerIndexTable.Peer collector)
      throws IOException {
    fields.writeShort(0);
    fields.writeShort(peer.address().v6() ? 2 : 1);
    address(peer.address());
    address(collector.address());
  }

  private void address(IpAddress address) throws IOException {
    var octets = new byte[address.octetCount()];
    address.write(octets, 0);
    fields.write(octets);
  }

  private void record(long epochSeconds, int micros, int type, int subtype) throws IOException {
    boolean extended = MrtType.isExtended(type);
    out.writeInt((int) epochSeconds);
    out.writeShort(type);
    out.writeShort(subtype);
    out.writeInt(body.size() + (extended ? 4 : 0));
    if (extended) {
      out.writeInt(micros);
    }
    body.writeTo(out);
    body.reset();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
