package jp.anshin.route.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.Nlri;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.mrt.Bgp4mpMessage;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.PeerIndexTable;
import jp.anshin.wire.mrt.RibRecord;
import jp.anshin.wire.mrt.TableDumpEntry;
import org.jspecify.annotations.Nullable;

/** Turns MRT records, tables and updates alike, into events; what it does not use it counts. */
public final class MrtFeed {
  private static final int ESTABLISHED = 6;
  private static final int SAFI_MULTICAST = 2;

  private final Counts counts;
  private final Consumer<RouteEvent> out;
  private final FirstHop firstHop;
  private final RouteEvent event = new RouteEvent();
  private final Bgp4mpMessage message = new Bgp4mpMessage();
  private final TableDumpEntry entry = new TableDumpEntry();
  private final RibRecord rib = new RibRecord();
  private final UpdateMessage update;
  private final UpdateFeed updates;
  private final PathViews views = new PathViews();
  private final Map<PeerKey, PeerKey> peers = new HashMap<>();
  private @Nullable PeerIndexTable index;
  private PeerKey lastPeer = new PeerKey(IpAddress.v4(0), 0, "");
  private String source = "";

  /**
   * @param counts takes what was met and not used
   * @param firstHop which AS stands before the path of a peer
   * @param out takes each event
   */
  public MrtFeed(Counts counts, FirstHop firstHop, Consumer<RouteEvent> out) {
    this.counts = counts;
    this.firstHop = firstHop;
    this.out = out;
    this.update = new UpdateMessage(counts);
    this.updates = new UpdateFeed(update, event, out);
  }

  /** What is read from now on is of that file; its own peer index, when it has one, is to come. */
  public void begin(String fileName) {
    source = fileName;
    index = null;
  }

  /** Goes on with a file whose peer index was read before. */
  public void resume(String fileName, @Nullable PeerIndexTable itsIndex) {
    source = fileName;
    index = itsIndex;
  }

  /** The peer index of the file that is being read. */
  public @Nullable PeerIndexTable index() {
    return index;
  }

  /** Gives the events of the present record. */
  public void accept(MrtReader record) {
    event.from(
        source,
        0,
        record.recordOffset(),
        record.bytes(),
        record.recordStart(),
        record.recordLength());
    switch (record.type()) {
      case MrtType.TABLE_DUMP -> tableDump(record);
      case MrtType.TABLE_DUMP_V2 -> tableDumpV2(record);
      default -> {
        if (MrtType.isSession(record.type())) {
          session(record);
        } else {
          counts.add("mrt-" + record.type() + "-" + record.subtype());
        }
      }
    }
  }

  private void tableDump(MrtReader record) {
    var fault = entry.wrap(record);
    if (fault != null) {
      counts.add(fault);
      return;
    }
    entry.attributes().countUnknown(counts);
    out.accept(
        event
            .at(peer(entry.peer(), entry.peerAs()), record.epochMicros())
            .announce(
                entry.v6(),
                entry.high(),
                entry.low(),
                entry.length(),
                entry.attributes().asPath(),
                firstHop.before(entry.peerAs(), entry.attributes().asPath())));
  }

  private void tableDumpV2(MrtReader record) {
    if (record.subtype() == MrtType.PEER_INDEX_TABLE) {
      index = PeerIndexTable.read(record);
      if (index == null) {
        counts.add("mrt-malformed-peer-index-table");
      }
      return;
    }
    var fault = rib.wrap(record);
    if (fault != null) {
      counts.add(fault);
      return;
    }
    if (!rib.hasPrefix() || rib.safi() == SAFI_MULTICAST) {
      counts.add("mrt-rib-family-" + rib.afi() + "-" + rib.safi());
      return;
    }
    while (rib.nextEntry()) {
      ribEntry(record.epochMicros());
    }
    if (rib.torn()) {
      counts.add("mrt-malformed-rib");
    }
  }

  private void ribEntry(long epochMicros) {
    var table = index;
    if (table == null || rib.peerIndex() >= table.peers().size()) {
      counts.add("mrt-unknown-peer-index");
      return;
    }
    rib.attributes().countUnknown(counts);
    var from = table.peers().get(rib.peerIndex());
    var peer = peer(from.address(), from.as());
    out.accept(
        event
            .at(rib.pathId() != Nlri.NO_PATH_ID ? views.of(peer, rib.pathId()) : peer, epochMicros)
            .announce(
                rib.v6(),
                rib.high(),
                rib.low(),
                rib.length(),
                rib.attributes().asPath(),
                firstHop.before(from.as(), rib.attributes().asPath())));
  }

  private void session(MrtReader record) {
    var fault = message.wrap(record);
    if (fault != null) {
      counts.add(fault);
      return;
    }
    if (message.isLocal()) {
      counts.add("mrt-sent-by-collector");
      return;
    }
    var peer = peer();
    if (message.isStateChange()) {
      stateChange(peer, record.epochMicros());
      return;
    }
    int type = message.messageType();
    if (type == BgpMessage.UPDATE) {
      boolean whole =
          update.wrap(
              message.bytes(),
              message.bodyStart(),
              message.bodyEnd(),
              message.asOctets(),
              message.addPath());
      if (whole) {
        int hop = firstHop.before(message.peerAs(), update.attributes().asPath());
        updates.accept(peer, record.epochMicros(), hop);
      }
    } else if (type < BgpMessage.OPEN || type > BgpMessage.ROUTE_REFRESH) {
      counts.add(type < 0 ? "bgp-malformed-message" : "bgp-message-" + type);
    }
  }

  private void stateChange(PeerKey peer, long epochMicros) {
    if (message.newState() == ESTABLISHED) {
      out.accept(event.at(peer, epochMicros).session(RouteEvent.Kind.PEER_UP, false));
    } else if (message.oldState() == ESTABLISHED) {
      out.accept(event.at(peer, epochMicros).session(RouteEvent.Kind.PEER_DOWN, false));
    }
  }

  /** The peer of the message under the view, without an object where it is the last one again. */
  private PeerKey peer() {
    var last = lastPeer;
    boolean same =
        last.as() == message.peerAs()
            && last.address().v6() == message.v6()
            && last.address().high() == message.peerHigh()
            && last.address().low() == message.peerLow();
    return same ? last : peer(message.peerAddress(), message.peerAs());
  }

  private PeerKey peer(IpAddress address, long as) {
    if (!lastPeer.address().equals(address) || lastPeer.as() != as) {
      var key = new PeerKey(address, as, "");
      lastPeer = peers.computeIfAbsent(key, same -> same);
    }
    return lastPeer;
  }
}
