package jp.anshin.formats.relations;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Neighbour;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Relation;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.bgp.AsPath;

/**
 * Which AS stands before the path that a peer sends: ours where the peer is a neighbour of ours, so
 * that what the neighbour itself does is judged too. Behind a route server the neighbour is the
 * first on the path; the server stands before it, as the peer of all its members, unless the
 * operator file says what that member is to us.
 */
public final class FirstHops implements FirstHop {

  private final int own;
  private final long[] systems;
  private final long[] neighbours;
  private final long[] routeServers;

  /** Of nobody, no AS stands before any path. */
  public FirstHops(Optional<Operator> operator) {
    this.systems =
        operator.stream()
            .flatMap(us -> us.systems().stream())
            .mapToLong(AsNumber::value)
            .sorted()
            .toArray();
    this.neighbours = neighbours(operator, each -> each.relation() != Relation.ROUTE_SERVER);
    this.routeServers = neighbours(operator, each -> each.relation() == Relation.ROUTE_SERVER);
    this.own =
        operator
            .flatMap(us -> us.systems().stream().findFirst())
            .map(first -> (int) first.value())
            .orElse(RouteEvent.NO_HOP);
  }

  private static long[] neighbours(Optional<Operator> operator, Predicate<Neighbour> which) {
    return operator.stream()
        .flatMap(us -> us.neighbours().stream())
        .filter(which)
        .mapToLong(neighbour -> neighbour.as().value())
        .sorted()
        .toArray();
  }

  @Override
  public int before(long peerAs, AsPath path) {
    return isIn(routeServers, peerAs) ? behindServer(peerAs, path) : stated(peerAs);
  }

  /**
   * Of a session with a router: also where a router of ours has it, whether or not the operator
   * file names the neighbour. A path within our network begins with ours already.
   *
   * @param peerAs who sends the path; the neighbour is the first on it where there is one, for the
   *     peer may be a reflector of ours, or the router's own table
   * @param routerAs AS of the router that shows it, or 0 where that is not known
   */
  public int before(long peerAs, AsPath path, long routerAs) {
    if (isIn(routeServers, peerAs)) {
      return behindServer(peerAs, path);
    }
    boolean isEmpty = path.numberCount() == 0;
    long from = isEmpty ? peerAs : Integer.toUnsignedLong(path.number(0));
    int named = stated(from);
    boolean ours = !isEmpty && isIn(systems, routerAs) && !isIn(systems, from);
    return named == RouteEvent.NO_HOP && ours ? (int) routerAs : named;
  }

  private int behindServer(long server, AsPath path) {
    int named =
        path.numberCount() == 0
            ? RouteEvent.NO_HOP
            : stated(Integer.toUnsignedLong(path.number(0)));
    return named == RouteEvent.NO_HOP ? (int) server : named;
  }

  /** Our AS where the operator file says what that neighbour is to us, else none. */
  private int stated(long as) {
    return isIn(neighbours, as) ? own : RouteEvent.NO_HOP;
  }

  /** Whether that AS, unsigned, is put before what a neighbour sent: ours, or a route server's. */
  public boolean isBefore(int as) {
    long number = Integer.toUnsignedLong(as);
    return isIn(systems, number) || isIn(routeServers, number);
  }

  private static boolean isIn(long[] sorted, long as) {
    return Arrays.binarySearch(sorted, as) >= 0;
  }
}
