package jp.anshin.route.guard;

import java.util.List;
import java.util.Locale;
import jp.anshin.wire.bgp.AsPath;

/**
 * Who must never, or must always, be on the paths of some blocks and of what lies in them.
 *
 * @param id what the operator calls it
 * @param blocks of which routes it speaks
 * @param as who, unsigned
 * @param never whether it must never be there; else always
 * @param place where
 */
public record PathRule(String id, List<Block> blocks, int as, boolean never, Place place) {

  /** Where on a path. */
  public enum Place {
    /** The neighbour that hands the route to us; behind a route server, its member. */
    FIRST,
    /** On the path at all. */
    ANYWHERE,
    /** The origin. */
    LAST
  }

  public PathRule {
    blocks = List.copyOf(blocks);
  }

  /**
   * Whether a path breaks it. An empty path is of a route of our own, of which no rule speaks; of a
   * set (RFC 4271, 4.3) any member may be the one; confederations are inside of one network.
   */
  boolean isBrokenBy(AsPath path) {
    return segment(path, 0, 1) >= 0 && never == isOn(path);
  }

  private boolean isOn(AsPath path) {
    int first = segment(path, 0, 1);
    int last = segment(path, path.segmentCount() - 1, -1);
    return switch (place) {
      case FIRST ->
          AsPath.isSet(path.segmentType(first))
              ? isIn(path, first)
              : path.number(path.segmentStart(first)) == as;
      case LAST ->
          AsPath.isSet(path.segmentType(last))
              ? isIn(path, last)
              : path.number(path.segmentEnd(last) - 1) == as;
      case ANYWHERE -> isAnywhere(path);
    };
  }

  private boolean isAnywhere(AsPath path) {
    for (int i = 0; i < path.segmentCount(); i++) {
      if (!isInside(path, i) && isIn(path, i)) {
        return true;
      }
    }
    return false;
  }

  /** The first segment, from that one on, that is not inside of one network; -1 for none. */
  private static int segment(AsPath path, int from, int step) {
    int segment = from;
    while (segment >= 0 && segment < path.segmentCount() && isInside(path, segment)) {
      segment += step;
    }
    return segment < path.segmentCount() ? segment : -1;
  }

  private static boolean isInside(AsPath path, int segment) {
    int type = path.segmentType(segment);
    boolean empty = path.segmentStart(segment) == path.segmentEnd(segment);
    return empty || type == AsPath.AS_CONFED_SEQUENCE || type == AsPath.AS_CONFED_SET;
  }

  private boolean isIn(AsPath path, int segment) {
    for (int i = path.segmentStart(segment); i < path.segmentEnd(segment); i++) {
      if (path.number(i) == as) {
        return true;
      }
    }
    return false;
  }

  /** What it says: {@code never} or {@code always}, where, and the AS. */
  List<String> words() {
    return List.of(
        never ? "never" : "always",
        place.name().toLowerCase(Locale.ROOT),
        Integer.toUnsignedString(as));
  }
}
