package jp.anshin.server.intake;

import java.util.Arrays;
import java.util.Optional;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Operator;
import jp.anshin.route.watch.RouteEvent;

/**
 * Which AS stands before the path that a peer sends: ours where the peer is a neighbour of ours, so
 * that what the neighbour itself does is judged too.
 */
final class FirstHops {

  private final int own;
  private final long[] systems;
  private final long[] neighbours;

  FirstHops(Optional<Operator> operator) {
    this.systems =
        operator.stream()
            .flatMap(us -> us.systems().stream())
            .mapToLong(AsNumber::value)
            .sorted()
            .toArray();
    this.neighbours =
        operator.stream()
            .flatMap(us -> us.neighbours().stream())
            .mapToLong(neighbour -> neighbour.as().value())
            .sorted()
            .toArray();
    this.own =
        operator
            .flatMap(us -> us.systems().stream().findFirst())
            .map(first -> (int) first.value())
            .orElse(RouteEvent.NO_HOP);
  }

  /** Our AS where the operator file names that neighbour, else none. */
  int stated(long as) {
    return isIn(neighbours, as) ? own : RouteEvent.NO_HOP;
  }

  /**
   * Our AS where that one is a neighbour of ours: the operator file names it, or a router of our AS
   * has the session. A path within our network begins with ours already.
   *
   * @param as who handed the route over
   * @param routerAs AS of the router that shows it, or 0 where that is not known
   */
  int before(long as, long routerAs) {
    int named = stated(as);
    boolean ours = isIn(systems, routerAs) && !isIn(systems, as);
    return named == RouteEvent.NO_HOP && ours ? (int) routerAs : named;
  }

  /** Whether that AS, unsigned, is one of ours. */
  boolean isOwn(int as) {
    return isIn(systems, Integer.toUnsignedLong(as));
  }

  private static boolean isIn(long[] sorted, long as) {
    return Arrays.binarySearch(sorted, as) >= 0;
  }
}
