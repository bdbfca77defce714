package jp.anshin.wire.mrt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import jp.anshin.wire.IpAddress;
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
