package jp.anshin.route.guard;

import java.util.ArrayList;
import java.util.List;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.bgp.AsPath;

/** Says what is wrong with an announced route, by itself. Nothing is allocated where nothing is. */
final class OddRoutes {

  /** More hops than this, prepending included, no route of today's Internet needs. */
  static final int HOPS_MAX = 100;

  private static final int NOBODY = 0;

  private final WatchedPrefixes watched;

  /**
   * One thing that is wrong.
   *
   * @param key the case that it belongs to
   * @param suspect the AS that did it, unsigned
   */
  record Finding(OddCase.Key key, int suspect) {}

  OddRoutes(WatchedPrefixes watched) {
    this.watched = watched;
  }

  /** Whether anything is wrong with it. */
  boolean isOdd(RouteEvent event, AsPath path) {
    return foreignPlace(event, path) >= 0
        || Bogons.isPrefix(event.isV6(), event.high(), event.length())
        || path.numberCount() > HOPS_MAX
        || hasBogon(event, path);
  }

  /** All that is wrong with it. */
  List<Finding> of(RouteEvent event, AsPath path) {
    int place = foreignPlace(event, path);
    var found = new ArrayList<Finding>();
    if (place >= 0) {
      var key = new OddCase.Key(OddKind.HIJACK, watched.all().get(place).toString());
      found.add(new Finding(key, origin(event, path)));
    }
    if (Bogons.isPrefix(event.isV6(), event.high(), event.length())) {
      found.add(ofNeighbour(OddKind.BOGON_PREFIX, event));
    }
    if (hasBogon(event, path)) {
      found.add(ofNeighbour(OddKind.BOGON_AS, event));
    }
    if (path.numberCount() > HOPS_MAX) {
      found.add(ofNeighbour(OddKind.LONG_PATH, event));
    }
    return found;
  }

  /** Whether that is the watched prefix itself, which no baseline can make normal. */
  boolean isWatchedItself(RouteEvent event) {
    int place = watched.covering(event.isV6(), event.high(), event.low(), event.length());
    return place >= 0 && watched.all().get(place).length() == event.length();
  }

  private static Finding ofNeighbour(OddKind kind, RouteEvent event) {
    long neighbour = event.peer().as();
    return new Finding(new OddCase.Key(kind, Long.toString(neighbour)), (int) neighbour);
  }

  /** Whether an AS originates a watched prefix, or a part of one, that may not. */
  boolean isForeign(RouteEvent event, AsPath path) {
    return foreignPlace(event, path) >= 0;
  }

  /** Place of the watched prefix that this route takes though its origin may not, or -1. */
  private int foreignPlace(RouteEvent event, AsPath path) {
    int place = watched.covering(event.isV6(), event.high(), event.low(), event.length());
    return place < 0 || isAllowed(watched.all().get(place), event, path) ? -1 : place;
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
