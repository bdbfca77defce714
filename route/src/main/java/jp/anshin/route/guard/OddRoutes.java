package jp.anshin.route.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.bgp.AsPath;

/** Says what is wrong with an announced route, by itself. Nothing is allocated where nothing is. */
final class OddRoutes {

  /** More hops than this, prepending included, no route of today's Internet needs. */
  static final int HOPS_MAX = 100;

  private static final int NOBODY = 0;

  private final StatedRelations stated;
  private final BlockIndex<WatchedPrefix> watched;
  private final BlockIndex<RuledBlock> ruled;
  private final ProperPaths proper;

  /** A block of a path rule. */
  private record RuledBlock(Block block, PathRule rule) {}

  /**
   * One thing that is wrong.
   *
   * @param key the case that it belongs to
   * @param suspect the AS that did it, unsigned
   * @param facts what else is to be told of the case, by name
   */
  record Finding(OddCase.Key key, int suspect, SortedMap<String, List<String>> facts) {}

  OddRoutes(
      StatedRelations stated,
      BlockIndex<WatchedPrefix> watched,
      List<PathRule> rules,
      ProperPaths proper) {
    this.stated = stated;
    this.watched = watched;
    this.ruled =
        new BlockIndex<>(
            rules.stream()
                .flatMap(rule -> rule.blocks().stream().map(block -> new RuledBlock(block, rule)))
                .toList(),
            RuledBlock::block);
    this.proper = proper;
  }

  /**
   * How one of our prefixes may come is learnt.
   *
   * @param news whether it is news: who stands before our AS in a learnt table is its neighbour
   */
  void learn(RouteEvent event, AsPath path, boolean news) {
    int place = covering(event);
    if (place < 0 || !isAllowed(watched.all().get(place), event, path)) {
      return;
    }
    if (!news) {
      proper.learn(ProperPaths.before(path), origin(event, path));
    }
    if (!isStrange(event, path)) {
      proper.came(event);
    }
  }

  /** Whether anything is wrong with it. */
  boolean isOdd(RouteEvent event, AsPath path) {
    return isForeign(event, path)
        || (covering(event) >= 0 && isStrange(event, path))
        || Bogons.isPrefix(event.isV6(), event.high(), event.length())
        || path.numberCount() > HOPS_MAX
        || broken(event, path, BlockIndex.NONE) >= 0
        || hasBogon(event, path);
  }

  /** All that is wrong with it. */
  List<Finding> of(RouteEvent event, AsPath path) {
    var found = new ArrayList<Finding>();
    int place = covering(event);
    if (place >= 0) {
      WatchedPrefix taken = watched.all().get(place);
      boolean ours = taken.holder() == null;
      if (!isAllowed(taken, event, path)) {
        var kind = ours ? OddKind.HIJACK : OddKind.OTHERS_HIJACK;
        found.add(ofBlock(kind, taken, origin(event, path)));
      } else if (isStrange(event, path)) {
        boolean known = isWatchedItself(event) || proper.hasCome(event);
        var forged = ours ? OddKind.FORGED_ORIGIN : OddKind.OTHERS_FORGED;
        var kind = known ? OddKind.STRANGE_NEIGHBOUR : forged;
        found.add(ofBlock(kind, taken, ProperPaths.before(path)));
      }
    }
    for (int at = broken(event, path, BlockIndex.NONE); at >= 0; at = broken(event, path, at)) {
      found.add(ofRule(ruled.all().get(at).rule(), event, path));
    }
    if (Bogons.isPrefix(event.isV6(), event.high(), event.length())) {
      found.add(ofNeighbour(OddKind.BOGON_PREFIX, event, path));
    }
    if (hasBogon(event, path)) {
      found.add(ofNeighbour(OddKind.BOGON_AS, event, path));
    }
    if (path.numberCount() > HOPS_MAX) {
      found.add(ofNeighbour(OddKind.LONG_PATH, event, path));
    }
    return found;
  }

  /** Whether that is the watched prefix itself, which no baseline can make normal. */
  boolean isWatchedItself(RouteEvent event) {
    int place = covering(event);
    return place >= 0 && watched.all().get(place).length() == event.length();
  }

  private static Finding ofBlock(OddKind kind, WatchedPrefix taken, int suspect) {
    var key = new OddCase.Key(kind, taken.toString());
    return new Finding(key, suspect, RouteGuard.factsOf(taken.holder()));
  }

  /** Of whom must never be there it is the doing; that one is missing, of the neighbour. */
  private Finding ofRule(PathRule rule, RouteEvent event, AsPath path) {
    int suspect = rule.never() ? rule.as() : neighbour(event, path);
    var facts = new TreeMap<>(Map.of("pathRule", rule.words()));
    return new Finding(new OddCase.Key(OddKind.PATH_RULE, rule.id()), suspect, facts);
  }

  private Finding ofNeighbour(OddKind kind, RouteEvent event, AsPath path) {
    int neighbour = neighbour(event, path);
    var key = new OddCase.Key(kind, Integer.toUnsignedString(neighbour));
    return new Finding(key, neighbour, Collections.emptySortedMap());
  }

  /** The next place after that one of a rule that the route breaks, or -1. */
  private int broken(RouteEvent event, AsPath path, int after) {
    int at = after;
    do {
      at = ruled.covering(event.isV6(), event.high(), event.low(), event.length(), at);
    } while (at >= 0 && !ruled.all().get(at).rule().isBrokenBy(path));
    return at;
  }

  /**
   * The AS that handed the route to us. Behind a route server it is the first on the path, since
   * the server's own is not there (RFC 7947, 2.2.2.1), or not to be minded where it is.
   */
  private int neighbour(RouteEvent event, AsPath path) {
    int peer = (int) event.peer().as();
    for (int i = 0; stated.isRouteServer(peer) && i < path.numberCount(); i++) {
      if (path.number(i) != peer) {
        return path.number(i);
      }
    }
    return peer;
  }

  /** Whether an AS originates a watched prefix, or a part of one, that may not. */
  boolean isForeign(RouteEvent event, AsPath path) {
    int place = covering(event);
    return place >= 0 && !isAllowed(watched.all().get(place), event, path);
  }

  /**
   * Whether the AS before the origin is none of its neighbours. Of a peer that sends the route
   * itself others would show the same, if it went further than to us.
   */
  private boolean isStrange(RouteEvent event, AsPath path) {
    int before = ProperPaths.before(path);
    return before != neighbour(event, path) && proper.isStrange(before, origin(event, path));
  }

  /** Place of the watched prefix that covers it, or -1. */
  private int covering(RouteEvent event) {
    return watched.covering(event.isV6(), event.high(), event.low(), event.length());
  }

  private static boolean isAllowed(WatchedPrefix prefix, RouteEvent event, AsPath path) {
    int last = path.segmentCount() - 1;
    if (last >= 0 && AsPath.isSet(path.segmentType(last))) {
      // Of a set nobody can say who began: one who may is enough.
      for (int i = path.segmentStart(last); i < path.segmentEnd(last); i++) {
        if (prefix.origins().contains(path.number(i))) {
          return true;
        }
      }
      return false;
    }
    return prefix.origins().contains(origin(event, path));
  }

  /** Who originated it: of an empty path whoever sent it. */
  private static int origin(RouteEvent event, AsPath path) {
    int count = path.numberCount();
    if (count > 0) {
      return path.number(count - 1);
    }
    return event.firstHop() == NOBODY ? (int) event.peer().as() : event.firstHop();
  }

  /** A peer may itself have a private number: what it is called is agreed with it. */
  private static boolean hasBogon(RouteEvent event, AsPath path) {
    long peer = event.peer().as();
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      int type = path.segmentType(segment);
      if (type == AsPath.AS_CONFED_SEQUENCE || type == AsPath.AS_CONFED_SET) {
        continue;
      }
      for (int i = path.segmentStart(segment); i < path.segmentEnd(segment); i++) {
        int number = path.number(i);
        if (Bogons.isAs(number) && Integer.toUnsignedLong(number) != peer) {
          return true;
        }
      }
    }
    return false;
  }
}
