package jp.anshin.server.routes;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.law.Figures;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Neighbour;
import jp.anshin.operator.Operator;
import jp.anshin.operator.PrefixLimits;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.operators.OperatorFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Counts of what each neighbour announces, beside the limits of the operator file of today. */
@Service
public class NeighbourCounts {

  private static final String LOC_RIB = "loc-rib";

  private final Feeds feeds;
  private final OperatorFiles files;
  private final Clock clock;

  NeighbourCounts(Feeds feeds, OperatorFiles files, Clock clock) {
    this.feeds = feeds;
    this.files = files;
    this.clock = clock;
  }

  /** Every router that is a feed, with its sessions. */
  public List<RouterNeighbours> routers() {
    Optional<Operator> operator = operator();
    return feeds.all().stream()
        .map(feed ->
            new RouterNeighbours(
                feed.id(),
                feed.name(),
                feed.status(),
                feed.since(),
                feed.peers().stream()
                    .filter(peer -> isSession(feed, peer))
                    .map(peer -> session(feed, peer, operator))
                    .toList()))
        .toList();
  }

  /** The neighbours of the operator file of today with whom no router has told of a session. */
  public List<Neighbour> unseen() {
    Set<Long> shown =
        feeds.all().stream()
            .flatMap(feed -> feed.peers().stream())
            .map(FeedState.Peer::as)
            .collect(Collectors.toUnmodifiableSet());
    return operator().map(Operator::neighbours).orElse(List.of()).stream()
        .filter(neighbour -> !shown.contains(neighbour.as().value()))
        .toList();
  }

  private Optional<Operator> operator() {
    return files.on(clock.instant().atZone(Figures.JAPAN).toLocalDate());
  }

  /**
   * A router may show several tables of one session: the judged one stands for it, and where none
   * is judged, the first. Its own table is no session.
   */
  private static boolean isSession(FeedState feed, FeedState.Peer peer) {
    if (peer.view().startsWith(LOC_RIB)) {
      return false;
    }
    if (peer.judging() != FeedState.Judging.ELSEWHERE) {
      return true;
    }
    List<FeedState.Peer> same =
        feed.peers().stream()
            .filter(other ->
                other.address().equals(peer.address())
                    && other.as() == peer.as()
                    && instance(other).equals(instance(peer))
                    && !other.view().startsWith(LOC_RIB))
            .toList();
    return same.stream().allMatch(other -> other.judging() == FeedState.Judging.ELSEWHERE)
        && same.getFirst().equals(peer);
  }

  /** The routing instance is behind the name of the table; none is the same as an empty one. */
  private static String instance(FeedState.Peer peer) {
    int gap = peer.view().indexOf(' ');
    return gap < 0 ? "" : peer.view().substring(gap);
  }

  private static NeighbourSession session(
      FeedState feed, FeedState.Peer peer, Optional<Operator> operator) {
    Neighbour neighbour = neighbour(peer.as(), operator).orElse(null);
    PrefixLimits limits = neighbour == null ? PrefixLimits.NONE : neighbour.limits();
    boolean counted = peer.judging() != FeedState.Judging.ELSEWHERE;
    return new NeighbourSession(
        peer.address(),
        peer.as(),
        neighbour == null ? null : neighbour.name(),
        neighbour == null ? null : neighbour.relation(),
        counted ? peer.view() : "",
        state(peer),
        since(feed, peer),
        peer.judging(),
        new PrefixCount(counted ? peer.routes() - peer.routesV6() : null, limits.ipv4()),
        new PrefixCount(counted ? peer.routesV6() : null, limits.ipv6()));
  }

  /** Whoever names an AS that cannot be, for instance 0, is no neighbour. */
  private static Optional<Neighbour> neighbour(long as, Optional<Operator> operator) {
    return AsNumber.tryParse(Long.toString(as))
        .flatMap(number -> operator.flatMap(who -> who.neighbour(number)));
  }

  private static NeighbourSession.State state(FeedState.Peer peer) {
    if (peer.up()) {
      return NeighbourSession.State.UP;
    }
    return peer.downSince() == null ? NeighbourSession.State.UNSEEN : NeighbourSession.State.DOWN;
  }

  private static @Nullable Instant since(FeedState feed, FeedState.Peer peer) {
    return switch (state(peer)) {
      case UP -> peer.upSince();
      case DOWN -> peer.downSince();
      case UNSEEN -> feed.status() == FeedState.Status.DOWN ? feed.since() : null;
    };
  }
}
