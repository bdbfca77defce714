package jp.anshin.route.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import jp.anshin.route.table.PathTable;
import jp.anshin.route.table.PeerTable;
import jp.anshin.route.table.PrefixTable;
import jp.anshin.route.table.RouteTables;
import jp.anshin.wire.bgp.Nlri;

/**
 * Looks through the tables of all peers in steps, between which they may change. Nothing is copied
 * and nothing is kept for it: a step costs as many look-ups as its caller gives it, the whole about
 * one for each prefix and peer. Only for the thread that owns the tables.
 */
public final class RouteSearch {

  private static final int ALL = 100;

  private final RouteTables tables;
  private final PrefixTable prefixes;
  private final PathTable paths;
  private final RouteQuery query;
  private final IntPredicate own;
  private final int routesMax;

  /** Numbers of paths with the AS, as far as paths have been looked at. */
  private final BitSet onPath = new BitSet();

  /** The lowest prefixes by address of those found in the scan, the highest of them on top. */
  private final PriorityQueue<Integer> lowest;

  private int pathsLooked;
  private int prefixesLooked;
  private FoundRoutes.Count scanned = new FoundRoutes.Count(0, 0);

  /**
   * @param tables those that are looked at
   * @param own whether an AS is ours: the watch puts it before the path that a neighbour sent,
   *     where it is none of the neighbour's saying
   * @param routesMax how many routes are wanted at most; all are counted
   */
  public RouteSearch(RouteTables tables, RouteQuery query, IntPredicate own, int routesMax) {
    this.tables = tables;
    this.prefixes = tables.prefixes();
    this.paths = tables.paths();
    this.query = query;
    this.own = own;
    this.routesMax = routesMax;
    this.lowest = new PriorityQueue<>(byAddress().reversed());
  }

  private Comparator<Integer> byAddress() {
    return prefixes::compare;
  }

  /**
   * Goes on.
   *
   * @param lookUps how many look-ups at most, about a nanosecond or a few each
   * @return whether everything has been looked at
   */
  public boolean step(int lookUps) {
    int left = lookAtPaths(lookUps);
    while (left > 0 && prefixesLooked < prefixes.size()) {
      left -= lookAt(prefixesLooked++);
    }
    return prefixesLooked == prefixes.size();
  }

  /** Those that came since the last step too. */
  private int lookAtPaths(int lookUps) {
    if (!(query instanceof RouteQuery.OfAs wanted)) {
      return lookUps;
    }
    int left = lookUps;
    while (left > 0 && pathsLooked < paths.size()) {
      if (isOn(pathsLooked, wanted)) {
        onPath.set(pathsLooked);
      }
      left -= 1 + paths.length(pathsLooked++);
    }
    return left;
  }

  private boolean isOn(int path, RouteQuery.OfAs wanted) {
    int last = paths.length(path) - 1;
    int as = (int) wanted.as();
    for (int i = wanted.originOnly() ? Math.max(last, 0) : start(path); i <= last; i++) {
      if (paths.hop(path, i) == as) {
        return true;
      }
    }
    return false;
  }

  /** Where on a path begins what the neighbour said. */
  private int start(int path) {
    boolean ours =
        paths.length(path) > 1 && own.test(paths.hop(path, 0)) && !own.test(paths.hop(path, 1));
    return ours ? 1 : 0;
  }

  /** Looks at all routes of a prefix; returns how many look-ups that took. */
  private int lookAt(int prefix) {
    if (query instanceof RouteQuery.OfPrefix wanted && !isIn(prefix, wanted)) {
      return 1;
    }
    int routes = routes(prefix);
    if (routes > 0) {
      scanned = scanned.and(routes);
      keepLowest(prefix);
    }
    return 1 + tables.peers().size();
  }

  private boolean isIn(int prefix, RouteQuery.OfPrefix wanted) {
    return prefixes.length(prefix) > wanted.length()
        && prefixes.isIn(prefix, wanted.v6(), wanted.high(), wanted.low(), wanted.length());
  }

  private int routes(int prefix) {
    int routes = 0;
    for (var peer : tables.peers()) {
      routes += isWanted(peer.path(prefix)) ? 1 : 0;
    }
    return routes;
  }

  private boolean isWanted(int path) {
    return path >= 0 && (query instanceof RouteQuery.OfPrefix || onPath.get(path));
  }

  private void keepLowest(int prefix) {
    lowest.add(prefix);
    if (lowest.size() > routesMax) {
      lowest.remove();
    }
  }

  /** What has been found so far, as the tables are now. */
  public FoundRoutes found() {
    var routes = new ArrayList<FoundRoutes.Route>();
    var counts = new EnumMap<Match, FoundRoutes.Count>(Match.class);
    if (query instanceof RouteQuery.OfPrefix wanted) {
      for (int length = wanted.length(); length >= 0; length--) {
        var match = length == wanted.length() ? Match.EXACT : Match.COVERING;
        addAround(wanted, length, match, routes, counts);
      }
    }
    var match = query instanceof RouteQuery.OfAs ? Match.AS : Match.SPECIFIC;
    if (scanned.routes() > 0) {
      counts.put(match, scanned);
    }
    lowest.stream().sorted(byAddress()).forEach(prefix -> add(prefix, match, routes));
    int all = prefixes.size();
    return new FoundRoutes(
        routes,
        counts,
        prefixesLooked == all,
        all == 0 ? ALL : (int) ((long) ALL * prefixesLooked / all));
  }

  private void addAround(
      RouteQuery.OfPrefix wanted,
      int length,
      Match match,
      List<FoundRoutes.Route> to,
      Map<Match, FoundRoutes.Count> counts) {
    int prefix =
        prefixes.find(
            wanted.v6(),
            Nlri.maskHigh(wanted.high(), length),
            wanted.v6() ? Nlri.maskLow(wanted.low(), length) : 0,
            length);
    int routes = prefix < 0 ? 0 : routes(prefix);
    if (routes > 0) {
      counts.merge(
          match, new FoundRoutes.Count(1, routes), (before, one) -> before.and(one.routes()));
      add(prefix, match, to);
    }
  }

  private void add(int prefix, Match match, List<FoundRoutes.Route> to) {
    for (var peer : tables.peers()) {
      if (to.size() >= routesMax) {
        return;
      }
      int path = peer.path(prefix);
      if (isWanted(path)) {
        to.add(route(prefix, path, match, peer));
      }
    }
  }

  private FoundRoutes.Route route(int prefix, int path, Match match, PeerTable peer) {
    var hops = new ArrayList<Long>();
    for (int i = start(path); i < paths.length(path); i++) {
      hops.add(Integer.toUnsignedLong(paths.hop(path, i)));
    }
    boolean stale = !peer.isUp() || peer.isStale(prefix);
    return new FoundRoutes.Route(match, prefixes.text(prefix), peer.key(), hops, stale);
  }
}
