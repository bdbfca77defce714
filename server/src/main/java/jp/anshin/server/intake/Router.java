package jp.anshin.server.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import jp.anshin.route.feed.UpdateFeed;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpMessage;
import jp.anshin.wire.bmp.BmpView;
import org.jspecify.annotations.Nullable;

/** What the follower of the journal knows of one router. */
final class Router {

  /** Peers of one router; a route server has a few thousand. Garbage shall not fill the memory. */
  static final int PEERS_MAX = 20_000;

  final String id;
  final String address;
  final Counts counts = new Counts();
  final UpdateMessage update = new UpdateMessage(counts);
  final UpdateFeed updates;
  final Map<PeerId, Peer> peers = new LinkedHashMap<>();
  String name;

  /** The session that stands, or 0. */
  long stream;

  /** Since when it stands or is lost, microseconds since 1970 UTC; 0 when it was never up. */
  long sinceMicros;

  long lastMessageMicros;
  long messages;
  long octets;

  /** Whether it shows tables of its peers: its own table is then not judged beside them. */
  boolean showsPeers;

  /**
   * A peer of a router (RFC 7854, 4.2).
   *
   * @param locRib whether it stands for the router's own table
   * @param distinguisher of its routing table, 0 for the global one
   * @param address its address
   * @param as its AS
   */
  record PeerId(boolean locRib, long distinguisher, IpAddress address, long as) {

    /** The peer that the message is about. */
    static PeerId of(BmpMessage message) {
      boolean locRib = message.peerType() == BmpMessage.PEER_TYPE_LOC_RIB;
      return new PeerId(locRib, message.distinguisher(), message.peerAddress(), message.peerAs());
    }
  }

  /** One peer and its tables. */
  static final class Peer {
    final PeerId id;
    final Map<BmpView, PeerKey> keys = new EnumMap<>(BmpView.class);
    boolean up;

    /** Since when, by the server's clock; 0 when not, or since before this run. */
    long upMicros;

    /** Since when it is down, by the server's clock; 0 when it is not, or since before this run. */
    long downMicros;

    AddPath received = AddPath.NONE;
    AddPath sent = AddPath.NONE;

    /** Whether it or the router takes AS numbers of two octets alone (RFC 6793). */
    boolean isOldSpeaker;

    /** AS of the router as it told this peer, or 0 while that is not known. */
    long routerAs;

    /** Which of its tables is judged. */
    @Nullable BmpView judged;

    /** The best table that came in the present session. */
    @Nullable BmpView best;

    /** When the first route of the present session came, or 0. */
    long firstRouteMicros;

    Peer(PeerId id) {
      this.id = id;
    }

    /** Whether one of its tables that may be judged came in the present session. */
    boolean isShown() {
      return best != null;
    }

    /** Whether prefixes carry path identifiers in that table (RFC 7911). */
    AddPath addPath(BmpView view) {
      return view == BmpView.ADJ_RIB_OUT_PRE || view == BmpView.ADJ_RIB_OUT_POST ? sent : received;
    }
  }

  Router(String id, String address, String name, RouteEvent event, Consumer<RouteEvent> out) {
    this.id = id;
    this.address = address;
    this.name = name;
    this.updates = new UpdateFeed(update, event, out);
  }

  /** The peer that the message is about; null when there are too many. */
  @Nullable Peer peer(BmpMessage message) {
    var id = PeerId.of(message);
    var known = peers.get(id);
    if (known != null || peers.size() >= PEERS_MAX) {
      return known;
    }
    var peer = new Peer(id);
    peers.put(id, peer);
    return peer;
  }

  /** Whose table that view of that peer is, for the watch: tables of two routers never mix. */
  PeerKey key(Peer peer, BmpView view) {
    var known = peer.keys.get(view);
    if (known != null) {
      return known;
    }
    long distinguisher = peer.id.distinguisher();
    String table = distinguisher == 0 ? "" : " rd-" + Long.toUnsignedString(distinguisher, 16);
    var key = new PeerKey(peer.id.address(), peer.id.as(), id + " " + text(view) + table);
    peer.keys.put(view, key);
    return key;
  }

  /** The name of that table of it on pages. */
  String table(PeerKey key) {
    return key.view().substring(id.length() + 1);
  }

  /** The name of a table of a router's peer in keys and on pages. */
  static String text(BmpView view) {
    return view.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(id);
    out.writeUTF(address);
    out.writeUTF(name);
    out.writeLong(stream);
    out.writeLong(sinceMicros);
    out.writeLong(lastMessageMicros);
    out.writeBoolean(showsPeers);
    out.writeInt(peers.size());
    for (var peer : peers.values()) {
      write(peer, out);
    }
  }

  private static void write(Peer peer, DataOutput out) throws IOException {
    out.writeBoolean(peer.id.locRib());
    out.writeLong(peer.id.distinguisher());
    out.writeBoolean(peer.id.address().v6());
    out.writeLong(peer.id.address().high());
    out.writeLong(peer.id.address().low());
    out.writeLong(peer.id.as());
    out.writeBoolean(peer.up);
    write(peer.received, out);
    write(peer.sent, out);
    out.writeBoolean(peer.isOldSpeaker);
    out.writeLong(peer.routerAs);
    write(peer.judged, out);
    write(peer.best, out);
    out.writeLong(peer.firstRouteMicros);
    out.writeByte(peer.keys.size());
    for (var view : peer.keys.keySet()) {
      write(view, out);
    }
  }

  private static void write(AddPath addPath, DataOutput out) throws IOException {
    out.writeBoolean(addPath.v4());
    out.writeBoolean(addPath.v6());
  }

  private static void write(@Nullable BmpView view, DataOutput out) throws IOException {
    out.writeUTF(view == null ? "" : view.name());
  }

  static Router read(DataInput in, RouteEvent event, Consumer<RouteEvent> out) throws IOException {
    var router = new Router(in.readUTF(), in.readUTF(), in.readUTF(), event, out);
    router.stream = in.readLong();
    router.sinceMicros = in.readLong();
    router.lastMessageMicros = in.readLong();
    router.showsPeers = in.readBoolean();
    for (int i = in.readInt(); i > 0; i--) {
      router.readPeer(in);
    }
    return router;
  }

  private void readPeer(DataInput in) throws IOException {
    boolean locRib = in.readBoolean();
    long distinguisher = in.readLong();
    var peerAddress = new IpAddress(in.readBoolean(), in.readLong(), in.readLong());
    var peer = new Peer(new PeerId(locRib, distinguisher, peerAddress, in.readLong()));
    peer.up = in.readBoolean();
    peer.received = new AddPath(in.readBoolean(), in.readBoolean());
    peer.sent = new AddPath(in.readBoolean(), in.readBoolean());
    peer.isOldSpeaker = in.readBoolean();
    peer.routerAs = in.readLong();
    peer.judged = readView(in);
    peer.best = readView(in);
    peer.firstRouteMicros = in.readLong();
    for (int i = in.readByte(); i > 0; i--) {
      var view = readView(in);
      if (view != null) {
        key(peer, view);
      }
    }
    peers.put(peer.id, peer);
  }

  private static @Nullable BmpView readView(DataInput in) throws IOException {
    String name = in.readUTF();
    return name.isEmpty() ? null : BmpView.valueOf(name);
  }
}
