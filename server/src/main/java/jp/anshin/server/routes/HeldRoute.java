package jp.anshin.server.routes;

import java.util.List;
import jp.anshin.route.search.Match;

/**
 * A route that is held.
 *
 * @param match why it was found
 * @param prefix its prefix
 * @param source whose table it is in
 * @param path its ASes, the neighbour's side first; without prepending, without what stands behind
 *     an AS_SET and without our own ASes where they stand first; empty where it is our own route
 * @param before whether it is of before a session was lost, and was not sent again since
 */
public record HeldRoute(
    Match match, String prefix, RouteSource source, List<Long> path, boolean before) {

  public HeldRoute {
    path = List.copyOf(path);
  }
}
