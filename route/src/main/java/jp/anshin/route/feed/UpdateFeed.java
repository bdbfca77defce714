package jp.anshin.route.feed;

import java.util.function.Consumer;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.NlriVisitor;
import jp.anshin.wire.bgp.UpdateMessage;

/**
 * Turns one UPDATE into events: unicast of both families; what is withdrawn first. A path
 * identifier (RFC 7911) makes a view of its own, so that the paths of one prefix do not replace
 * each other.
 */
public final class UpdateFeed {
  /** Views of one peer by path identifier; further identifiers share them. */
  public static final int MAX_PATH_VIEWS = 16;

  private static final int SAFI_UNICAST = 1;
  private static final int SAFI_MULTICAST = 2;

  private final UpdateMessage update;
  private final RouteEvent event;
  private final Consumer<RouteEvent> out;
  private final PathViews views = new PathViews();
  private final NlriVisitor withdrawn = this::withdrawn;
  private final NlriVisitor announced = this::announced;
  private PeerKey peer;
  private long epochMicros;
  private int firstHop;

  /**
   * @param update the view that the caller lays over each message
   * @param event the flyweight that the caller has set the place of the record in
   * @param out takes each event; it must have taken what it needs when it returns
   */
  public UpdateFeed(UpdateMessage update, RouteEvent event, Consumer<RouteEvent> out) {
    this.update = update;
    this.event = event;
    this.out = out;
    this.peer = new PeerKey(IpAddress.v4(0), 0, "");
  }

  /**
   * Gives the events of the message that the view lies over.
   *
   * @param hop the operator's own AS where it is stated who the peer is to it, else {@link
   *     RouteEvent#NO_HOP}
   */
  public void accept(PeerKey whose, long micros, int hop) {
    peer = whose;
    epochMicros = micros;
    firstHop = hop;
    update.withdrawn(withdrawn);
    if (update.errorHandling().withdraws()) {
      update.announced(withdrawn); // RFC 7606, 2: a malformed route does not hold
    } else {
      update.announced(announced);
    }
    int endOfRib = update.endOfRib();
    if (endOfRib == 1 || endOfRib == 2) {
      out.accept(event.at(peer, micros).session(RouteEvent.Kind.END_OF_RIB, endOfRib == 2));
    }
  }

  private void withdrawn(boolean v6, int safi, long high, long low, int length, long pathId) {
    if (safi != SAFI_MULTICAST) {
      out.accept(event.at(view(pathId), epochMicros).withdraw(v6, high, low, length));
    }
  }

  private void announced(boolean v6, int safi, long high, long low, int length, long pathId) {
    if (safi >= SAFI_UNICAST && safi != SAFI_MULTICAST) {
      out.accept(
          event
              .at(view(pathId), epochMicros)
              .announce(v6, high, low, length, update.attributes().asPath(), firstHop));
    }
  }

  private PeerKey view(long pathId) {
    return pathId < 0 ? peer : views.of(peer, pathId);
  }
}
