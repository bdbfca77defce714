package jp.anshin.route.feed;

import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.bgp.AsPath;

/**
 * Which AS stands before the path that a peer of recorded files sends, so that what the neighbour
 * itself does is judged too.
 */
@FunctionalInterface
public interface FirstHop {

  /** Nobody stands before any path. */
  FirstHop NONE = (peerAs, path) -> RouteEvent.NO_HOP;

  /**
   * The operator's own AS where it is stated who the neighbour is to it; of a route server, behind
   * which the neighbour is the first on the path, its AS, unless that neighbour is stated too; else
   * {@link RouteEvent#NO_HOP}.
   *
   * @param peerAs unsigned
   */
  int before(long peerAs, AsPath path);
}
