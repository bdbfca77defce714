package jp.anshin.server.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bmp.BmpMessage;
import jp.anshin.wire.bmp.BmpView;
import org.jspecify.annotations.Nullable;

/**
 * How what a peer says is to be read, as far as OPENs have told: at the time that this was taken.
 *
 * @param routers the router of each session that stands, by its stream
 * @param speeches by router and peer; an empty router for a peer of whichever router
 */
record Speakers(Map<Long, RouterName> routers, Map<Speaker, Speech> speeches) {

  /** A router's id and what it calls itself. */
  record RouterName(String id, String name) {
    static final RouterName UNKNOWN = new RouterName("", "");
  }

  /** A peer of a router. */
  record Speaker(String router, Router.PeerId peer) {}

  /**
   * How it is to be read.
   *
   * @param received path identifiers in what it sends
   * @param sent path identifiers in what the router sends to it
   * @param isOldSpeaker whether one of the two has AS numbers of two octets alone
   */
  record Speech(AddPath received, AddPath sent, boolean isOldSpeaker) {
    static final Speech PLAIN = new Speech(AddPath.NONE, AddPath.NONE, false);

    /** As the two OPENs of a Peer Up say. */
    static Speech of(BmpMessage peerUp) {
      var sent = peerUp.sentOpen();
      var received = peerUp.receivedOpen();
      if (sent == null || received == null) {
        return PLAIN;
      }
      return new Speech(
          received.addPathTo(sent),
          sent.addPathTo(received),
          !sent.fourOctetAs() || !received.fourOctetAs());
    }

    AddPath addPath(BmpView view) {
      return view == BmpView.ADJ_RIB_OUT_PRE || view == BmpView.ADJ_RIB_OUT_POST ? sent : received;
    }
  }

  static Speakers of(Collection<Router> known) {
    var routers = new HashMap<Long, RouterName>();
    var speeches = new HashMap<Speaker, Speech>();
    for (var router : known) {
      if (router.stream != 0) {
        routers.put(router.stream, new RouterName(router.id, router.name));
      }
      for (var peer : router.peers.values()) {
        var speech = new Speech(peer.received, peer.sent, peer.isOldSpeaker);
        speeches.put(new Speaker(router.id, peer.id), speech);
        speeches.putIfAbsent(new Speaker("", peer.id), speech);
      }
    }
    return new Speakers(Map.copyOf(routers), Map.copyOf(speeches));
  }

  RouterName router(long stream) {
    return routers.getOrDefault(stream, RouterName.UNKNOWN);
  }

  Speech speech(long stream, Router.PeerId peer) {
    @Nullable Speech own = speeches.get(new Speaker(router(stream).id(), peer));
    return own == null ? speeches.getOrDefault(new Speaker("", peer), Speech.PLAIN) : own;
  }
}
