package jp.anshin.route.guard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import jp.anshin.route.relations.Relation;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PrefixTable;
import jp.anshin.route.watch.RouteEvent;
import jp.anshin.wire.bgp.AsPath;

/**
 * How our prefixes may come: which AS may stand before one of ours on a path (neighbours that
 * somebody stated, and those that a learnt table had there), and which parts of our blocks came so.
 * An AS of ours that no learnt table had behind anybody is not judged: a public list does not know
 * all of its neighbours.
 */
final class ProperPaths {

  static final int NOBODY = 0;

  /** Nobody has so many neighbours; what is beyond is judged by what is known so far. */
  private static final int LEARNT_MAX = 20_000;

  private final StatedRelations stated;
  private final Set<Long> learnt = new HashSet<>();
  private final Set<Integer> learntOrigins = new HashSet<>();

  /** Prefixes in our blocks that ever came properly. */
  private final PrefixTable prefixes = new PrefixTable();

  ProperPaths(StatedRelations stated) {
    this.stated = stated;
  }

  /**
   * The AS before the origin, unsigned, prepending skipped; {@link #NOBODY} where the path has none
   * or a set leaves it open.
   */
  static int before(AsPath path) {
    int last = path.segmentCount() - 1;
    if (last < 0 || path.segmentType(last) != AsPath.AS_SEQUENCE) {
      return NOBODY;
    }
    int end = path.segmentEnd(last) - 1;
    int origin = path.number(end);
    for (int i = end - 1; i >= path.segmentStart(last); i--) {
      if (path.number(i) != origin) {
        return path.number(i);
      }
    }
    return NOBODY;
  }

  /** Whether that AS is known to be no neighbour of that origin, as far as anybody can say. */
  boolean isStrange(int before, int origin) {
    return before != NOBODY
        && learntOrigins.contains(origin)
        && stated.of(before, origin) == Relation.UNKNOWN
        && !learnt.contains(pair(before, origin));
  }

  /** A table that is the baseline had it so. */
  void learn(int before, int origin) {
    if (before != NOBODY && learnt.size() < LEARNT_MAX && learnt.add(pair(before, origin))) {
      learntOrigins.add(origin);
    }
  }

  /** That prefix came properly. */
  void came(RouteEvent event) {
    if (prefixes.size() < OddWatch.ROUTES_MAX) {
      prefixes.intern(event.isV6(), event.high(), event.low(), event.length());
    }
  }

  /** Whether that prefix ever came properly. */
  boolean hasCome(RouteEvent event) {
    return prefixes.find(event.isV6(), event.high(), event.low(), event.length()) >= 0;
  }

  private static long pair(int before, int origin) {
    return (long) before << 32 | (origin & 0xffff_ffffL);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(learnt.size());
    for (long each : learnt) {
      out.writeLong(each);
    }
    prefixes.write(out);
  }

  void read(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      long pair = in.readLong();
      learnt.add(pair);
      learntOrigins.add((int) pair);
    }
    prefixes.read(in);
  }
}
