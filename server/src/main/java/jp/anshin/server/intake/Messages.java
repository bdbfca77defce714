package jp.anshin.server.intake;

import java.io.DataInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.core.Detection;
import jp.anshin.formats.relations.FirstHops;
import jp.anshin.journal.JournalRecord;
import jp.anshin.route.guard.RouteGuard;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.server.feeds.NetworkName;
import jp.anshin.wire.Counts;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpMessage;
import jp.anshin.wire.bmp.BmpView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From BMP messages to events of the watch. Of the tables that a router shows of one peer, one is
 * judged: what came in before policy, else what came in after it, else the router's own table. What
 * goes out is counted alone.
 */
final class Messages {

  /**
   * A better table than the one that comes is waited for so long; then the router was set to show
   * another one.
   */
  static final Duration BETTER_TABLE_WAIT = Duration.ofSeconds(60);

  private static final long MICROS_OF_A_SECOND = 1_000_000;
  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

  private final RouteGuard watch;
  private final EventClock clock;
  private final FirstHops firstHops;
  private final BmpMessage message = new BmpMessage();
  private final RouteEvent event = new RouteEvent();

  /** For a look at a message that may not be counted. */
  private final UpdateMessage glance = new UpdateMessage(new Counts());

  private final Consumer<RouteEvent> toWatch;

  Messages(RouteGuard watch, EventClock clock, FirstHops firstHops, Consumer<Detection> out) {
    this.watch = watch;
    this.clock = clock;
    this.firstHops = firstHops;
    this.toWatch = changed -> watch.onEvent(changed, out);
  }

  Router router(String id, String address, String name) {
    return new Router(id, address, name, event, toWatch);
  }

  Router readRouter(DataInput in) throws IOException {
    return Router.read(in, event, toWatch);
  }

  /** What the router calls itself in that record, or an empty text. */
  String routerName(JournalRecord record) {
    var fault = message.wrap(record.bytes(), record.payloadStart(), record.payloadLength());
    if (fault != null || message.type() != BmpMessage.INITIATION) {
      return "";
    }
    var name = message.routerName();
    return name == null ? "" : NetworkName.kept(name);
  }

  /** A session of the router begins. */
  void begun(Router router) {
    for (var peer : router.peers.values()) {
      peer.best = null;
      peer.firstRouteMicros = 0;
    }
  }

  /** The session with the router is lost: nothing that it said of its peers is sure any more. */
  void lost(Router router, long micros) {
    for (var peer : router.peers.values()) {
      down(peer, micros, 0, RouteEvent.Kind.UNSEEN);
    }
  }

  /**
   * Takes one message.
   *
   * @return why the router must send everything anew, or null
   */
  @Nullable String take(Router router, JournalRecord record, long sessionMicros) {
    var fault = message.wrap(record.bytes(), record.payloadStart(), record.payloadLength());
    if (fault != null) {
      router.counts.add(fault);
      return null;
    }
    var place = record.payloadPosition();
    event.from(
        Intake.JOURNAL_NAME,
        place.segment(),
        place.offset(),
        record.bytes(),
        record.payloadStart(),
        record.payloadLength());
    try {
      return dispatch(router, record.receivedMicros());
    } catch (IndexOutOfBoundsException | IllegalArgumentException undecodable) {
      LOG.error("a message of {} at {} is passed over", router.id, place, undecodable);
      router.counts.add("bmp-undecodable");
      return null;
    }
  }

  private @Nullable String dispatch(Router router, long received) {
    if (!message.hasPeer()) {
      if (message.type() == BmpMessage.TERMINATION) {
        int reason = message.terminationReason();
        router.counts.add(reason < 0 ? "bmp-termination" : "bmp-termination-" + reason);
      }
      return null;
    }
    long micros = clock.timeOf(message.epochMicros(), received, router.counts);
    var peer = router.peer(message);
    if (peer == null) {
      router.counts.add("bmp-peers-beyond-" + Router.PEERS_MAX);
      return null;
    }
    switch (message.type()) {
      case BmpMessage.ROUTE_MONITORING -> {
        return routes(router, peer, micros, received);
      }
      case BmpMessage.PEER_UP -> up(router, peer, clock.timeOf(received), received);
      case BmpMessage.PEER_DOWN -> down(peer, micros, received, RouteEvent.Kind.PEER_DOWN);
      case BmpMessage.ROUTE_MIRRORING -> router.counts.add("bmp-route-mirroring");
      default -> router.counts.add("bmp-statistics-report"); // of it, the time alone is used
    }
    return null;
  }

  private void up(Router router, Router.Peer peer, long micros, long receivedMicros) {
    peer.up = true;
    peer.upMicros = receivedMicros;
    peer.downMicros = 0;
    peer.best = null;
    peer.firstRouteMicros = 0;
    var sent = message.sentOpen();
    var received = message.receivedOpen();
    if (sent == null || received == null) {
      router.counts.add("bmp-malformed-open");
      peer.received = AddPath.NONE;
      peer.sent = AddPath.NONE;
      peer.isOldSpeaker = false;
      peer.routerAs = 0;
    } else {
      peer.routerAs = sent.as();
      peer.received = received.addPathTo(sent);
      peer.sent = sent.addPathTo(received);
      peer.isOldSpeaker = !sent.fourOctetAs() || !received.fourOctetAs();
    }
    for (var key : judgedKeys(peer)) {
      toWatch.accept(event.at(key, micros).session(RouteEvent.Kind.PEER_UP, false));
    }
  }

  /** Received at 0 when it was not told, but is not seen any more. */
  private void down(Router.Peer peer, long micros, long receivedMicros, RouteEvent.Kind how) {
    peer.up = false;
    peer.upMicros = 0;
    peer.downMicros = receivedMicros;
    for (var key : judgedKeys(peer)) {
      toWatch.accept(event.at(key, micros).session(how, false));
    }
  }

  /** The judged table with those of its path identifiers, which the watch keeps apart. */
  private List<PeerKey> judgedKeys(Router.Peer peer) {
    var view = peer.judged;
    var key = view == null ? null : peer.keys.get(view);
    return key == null ? List.of() : withPaths(key);
  }

  private List<PeerKey> withPaths(PeerKey key) {
    var keys = new ArrayList<PeerKey>();
    keys.add(key);
    for (var known : watch.held().keySet()) {
      if (!known.equals(key) && known.whole().equals(key)) {
        keys.add(known);
      }
    }
    return keys;
  }

  private @Nullable String routes(Router router, Router.Peer peer, long micros, long received) {
    var view = message.view();
    if (!peer.up) {
      router.counts.add("bmp-routes-without-peer-up");
      peer.up = true;
    }
    if (peer.firstRouteMicros == 0) {
      peer.firstRouteMicros = received;
    }
    if (view != peer.judged && view != BmpView.ADJ_RIB_IN_PRE && isEmpty(peer.addPath(view))) {
      return null; // FRR ends tables too that it was not set to show
    }
    var key = router.key(peer, view);
    if (view != peer.judged && !choose(router, peer, view, micros)) {
      router.counts.add("not-judged-" + Router.text(view));
      return isSetToAnother(router, peer, view, received) ? "view-changed" : null;
    }
    peer.best = view;
    update(router, peer, key, view, micros);
    return null;
  }

  /** Whether the message is the end of a table and nothing else. */
  private boolean isEmpty(AddPath addPath) {
    boolean update =
        BgpMessage.type(message.bytes(), message.contentStart(), message.end())
            == BgpMessage.UPDATE;
    return update && message.wrap(glance, message.asOctets(), addPath) && glance.endOfRib() != 0;
  }

  private void update(Router router, Router.Peer peer, PeerKey key, BmpView view, long micros) {
    int type = BgpMessage.type(message.bytes(), message.contentStart(), message.end());
    if (type != BgpMessage.UPDATE) {
      router.counts.add(type < 0 ? "bgp-malformed-message" : "bgp-message-" + type);
      return;
    }
    var addPath = peer.addPath(view);
    if (!message.wrap(router.update, asOctets(peer, addPath), addPath)) {
      return; // the view has counted it
    }
    AsPath path = router.update.attributes().asPath();
    router.updates.accept(key, micros, firstHops.before(peer.id.as(), path, peer.routerAs));
    int family = router.update.endOfRib();
    boolean identified = (family == 1 && addPath.v4()) || (family == 2 && addPath.v6());
    if (identified) {
      endOfPaths(key, micros, family == 2);
    }
  }

  /**
   * FRR passes on the AS_PATH of a peer without four-octet AS numbers as it came, and does not set
   * the A flag of RFC 7854, 4.2: such a path is read as one of two octets where it is one.
   */
  private int asOctets(Router.Peer peer, AddPath addPath) {
    int declared = message.asOctets();
    if (declared == 2 || !peer.isOldSpeaker || isPathWhole(addPath, declared)) {
      return declared;
    }
    return isPathWhole(addPath, 2) ? 2 : declared;
  }

  private boolean isPathWhole(AddPath addPath, int asOctets) {
    return message.wrap(glance, asOctets, addPath) && !glance.attributes().asPathMalformed();
  }

  private void endOfPaths(PeerKey key, long micros, boolean v6) {
    for (var each : withPaths(key)) {
      if (!each.equals(key)) {
        toWatch.accept(event.at(each, micros).session(RouteEvent.Kind.END_OF_RIB, v6));
      }
    }
  }

  /** Whether this table is the one that is judged from now on. */
  private boolean choose(Router router, Router.Peer peer, BmpView view, long micros) {
    int rank = rank(view);
    if (rank == 0 || (view == BmpView.LOC_RIB && router.showsPeers)) {
      return false;
    }
    var before = peer.judged;
    if (before != null && rank(before) > rank) {
      return false;
    }
    if (before != null) {
      forget(router.key(peer, before), micros);
    }
    peer.judged = view;
    if (view != BmpView.LOC_RIB && !router.showsPeers) {
      router.showsPeers = true;
      forgetOwnTables(router, micros);
    }
    toWatch.accept(
        event.at(router.key(peer, view), micros).session(RouteEvent.Kind.PEER_UP, false));
    return true;
  }

  private void forgetOwnTables(Router router, long micros) {
    for (var each : router.peers.values()) {
      var own = each.judged == BmpView.LOC_RIB ? each.keys.get(BmpView.LOC_RIB) : null;
      if (own != null) {
        forget(own, micros);
        each.judged = null;
      }
    }
  }

  /** Takes every route of a table that is no longer judged out of the watch. */
  private void forget(PeerKey table, long micros) {
    for (var key : withPaths(table)) {
      toWatch.accept(event.at(key, micros).session(RouteEvent.Kind.UNSEEN, false));
      toWatch.accept(event.at(key, micros).session(RouteEvent.Kind.END_OF_RIB, false));
      toWatch.accept(event.at(key, micros).session(RouteEvent.Kind.END_OF_RIB, true));
    }
  }

  private static int rank(BmpView view) {
    return switch (view) {
      case ADJ_RIB_IN_PRE -> 3;
      case ADJ_RIB_IN_POST -> 2;
      case LOC_RIB -> 1;
      case ADJ_RIB_OUT_PRE, ADJ_RIB_OUT_POST -> 0;
    };
  }

  /**
   * Whether the judged tables do not come any more, and this one comes in their place: it is then
   * chosen, and what was passed over is to be sent again.
   */
  private boolean isSetToAnother(Router router, Router.Peer peer, BmpView view, long received) {
    boolean waited =
        received - peer.firstRouteMicros > BETTER_TABLE_WAIT.toSeconds() * MICROS_OF_A_SECOND;
    if (!waited || rank(view) == 0 || peer.best != null) {
      return false;
    }
    if (view == BmpView.LOC_RIB && router.peers.values().stream().anyMatch(Router.Peer::isShown)) {
      return false;
    }
    long micros = clock.timeOf(received);
    for (var each : view == BmpView.LOC_RIB ? router.peers.values() : List.of(peer)) {
      var judged = each.judged;
      if (judged != null) {
        forget(router.key(each, judged), micros);
        each.judged = null;
      }
    }
    router.showsPeers = view != BmpView.LOC_RIB;
    return true;
  }
}
