package jp.anshin.route.relations;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.route.table.PathTable;

/**
 * What the routes of a quiet time show: which AS handed whose routes to whom. Built once from the
 * paths of a baseline, then only read. {@code X ← A ← Y} below means that on some path X had the
 * route from A, and A from Y.
 *
 * <p>Three ideas, all from the baseline alone: the <em>size</em> of an AS is the number of its
 * neighbours; the <em>observed cone</em> of A are the Y that A handed to an X that is not A's
 * customer; and X is A's customer when A hands it routes of networks far bigger than A, or when X
 * is far smaller.
 */
public final class ObservedRelations {
  private static final int CUSTOMER_SIZE_RATIO = 2;
  private static final int BIGGER_FACTOR = 2;

  private static final int TOP_CANDIDATES = 25;
  private static final int TOP_MINIMUM = 3;
  private static final double TOP_SHARE = 0.1;
  private static final double TOP_MESH = 0.7;

  private static final int SHAPE_PAIRS_MIN = 50;
  private static final double SHAPE_MUTUAL_MAX = 0.12;

  private final Set<Integer> top = new HashSet<>();
  private final LongSet triples = new LongSet();
  private final LongSet adjacent = new LongSet();
  private final LongSet feeds = new LongSet();
  private final LongSet cone = new LongSet();
  private final LongSet served = new LongSet();
  private final LongSet seenFromOutside = new LongSet();
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final Map<Integer, Long> transitRoutes = new HashMap<>();
  private final Map<Integer, Integer> coneSizes = new HashMap<>();
  private final Map<Long, Long> edgeRoutes = new HashMap<>();
  private final StatedRelations stated;
  private long routes;
  private int tables = 1;
  private boolean shaped = true;

  private ObservedRelations(StatedRelations stated) {
    this.stated = stated;
  }

  /**
   * Learns from a baseline.
   *
   * @param paths all paths by number
   * @param routesByPath how many routes of the baseline have each path; 0 for paths not in it
   * @param tables of how many peers the baseline is
   * @param stated what is known without looking, and goes before
   */
  public static ObservedRelations from(
      PathTable paths, int[] routesByPath, int tables, StatedRelations stated) {
    var observed = new ObservedRelations(stated);
    observed.tables = Math.max(1, tables);
    for (int path = 0; path < routesByPath.length; path++) {
      if (routesByPath[path] > 0) {
        observed.meet(paths, path, routesByPath[path]);
      }
    }
    observed.findTop();
    observed.eachTriple(paths, routesByPath, observed::meetFeed);
    observed.eachTriple(paths, routesByPath, observed::meetCone);
    observed.eachTriple(paths, routesByPath, observed::meetServed);
    observed.meetOutsides(paths, routesByPath);

    observed.shaped = observed.mutualShare() <= SHAPE_MUTUAL_MAX;
    return observed;
  }

  /** Nothing was seen. */
  public static ObservedRelations none(StatedRelations stated) {
    return new ObservedRelations(stated);
  }

  private interface TripleVisitor {
    void visit(int x, int a, int y);
  }

  private void eachTriple(PathTable paths, int[] routesByPath, TripleVisitor visitor) {
    for (int path = 0; path < routesByPath.length; path++) {
      for (int i = 1; routesByPath[path] > 0 && i + 1 < paths.length(path); i++) {
        visitor.visit(paths.hop(path, i - 1), paths.hop(path, i), paths.hop(path, i + 1));
      }
    }
  }

  private void meet(PathTable paths, int path, int count) {
    int length = paths.length(path);
    routes += count;
    for (int i = 0; i + 1 < length; i++) {
      int left = paths.hop(path, i);
      int right = paths.hop(path, i + 1);
      if (adjacent.add(pair(left, right)) && !adjacent.contains(pair(right, left))) {
        sizes.merge(left, 1, Integer::sum);
        sizes.merge(right, 1, Integer::sum);
      }
      if (i > 0) {
        triples.add(triple(paths.hop(path, i - 1), left, right));
        transitRoutes.merge(left, (long) count, Long::sum);
        edgeRoutes.merge(pair(paths.hop(path, i - 1), left), (long) count, Long::sum);
      }
    }
  }

  /**
   * The ASes at the top: those that carry the most and are next to (nearly) all others at the top.
   * Who is next to one of them and not one of them is its customer.
   */
  private void findTop() {
    var byCarried =
        transitRoutes.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<Integer, Long> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(TOP_CANDIDATES)
            .toList();
    for (var candidate : byCarried) {
      long neighbours = top.stream().filter(as -> adjacent(as, candidate.getKey())).count();
      boolean carriesEnough = candidate.getValue() >= TOP_SHARE * byCarried.getFirst().getValue();
      if (carriesEnough && neighbours >= TOP_MESH * top.size()) {
        top.add(candidate.getKey());
      }
    }
    if (top.size() < TOP_MINIMUM) {
      top.clear(); // no mesh of peers: too little is seen to say who is at the top
    }
  }

  private void meetFeed(int x, int a, int y) {
    if (size(y) > BIGGER_FACTOR * size(a)) {
      feeds.add(pair(x, a));
    }
  }

  private void meetCone(int x, int a, int y) {
    if (!isCustomer(a, x) && cone.add(pair(a, y))) {
      coneSizes.merge(a, 1, Integer::sum);
    }
  }

  /** The top has no providers: what A hands to it is of A's customers, however big they are. */
  private void meetServed(int x, int a, int y) {
    if (top.contains(x) && !top.contains(y)) {
      served.add(pair(a, y));
    }
  }

  /** Of an AS that only its customers show, nothing is known of what it hands to others. */
  private void meetOutsides(PathTable paths, int[] routesByPath) {
    for (int path = 0; path < routesByPath.length; path++) {
      for (int i = 1; routesByPath[path] > 0 && i < paths.length(path); i++) {
        if (!isCustomer(paths.hop(path, i), paths.hop(path, i - 1))) {
          seenFromOutside.add(paths.hop(path, i));
        }
      }
    }
  }

  /**
   * Of the pairs of carriers in which one hands the other's routes to everybody, the share in which
   * the other does the same: next to none where paths follow relations, most where they are drawn
   * at random.
   */
  private double mutualShare() {
    int[] pairs = {0, 0};
    cone.each(pair -> {
      int a = (int) (pair >>> 32);
      int y = (int) pair;
      if (transitRoutes.containsKey(a) && transitRoutes.containsKey(y)) {
        pairs[0]++;
        pairs[1] += cone.contains(pair(y, a)) ? 1 : 0;
      }
    });
    return pairs[0] < SHAPE_PAIRS_MIN ? 0 : (double) pairs[1] / pairs[0];
  }

  /**
   * Whether the paths of the baseline follow relations at all, so that sizes and cones say who
   * serves whom.
   */
  public boolean isShaped() {
    return shaped;
  }

  /** Whether X ← A ← Y stands in the baseline: whatever it is, it is normal. */
  public boolean knowsTriple(int x, int a, int y) {
    return triples.contains(triple(x, a, y));
  }

  /** Whether the two were seen next to each other. */
  public boolean adjacent(int one, int other) {
    return adjacent.contains(pair(one, other)) || adjacent.contains(pair(other, one));
  }

  /** Number of neighbours, seen or stated. */
  public int size(int as) {
    return Math.max(sizes.getOrDefault(as, 0), stated.neighbourCount(as));
  }

  /** Whether nothing was seen: what is stated is all that is known. */
  public boolean isEmpty() {
    return routes == 0;
  }

  /**
   * Whether X ← A ← Y can be judged: it was not normal before, and there is something to judge it
   * by. Without any baseline that is a statement on each of the three.
   */
  public boolean judges(int x, int a, int y) {
    if (isEmpty()) {
      var toX = stated.of(a, x);
      return (toX == Relation.CUSTOMER_OF || toX == Relation.PEER_OF)
          && stated.neighbourCount(y) > 0;
    }
    return !knowsTriple(x, a, y);
  }

  /** Whether A is a route server, which leaks nothing: see {@link StatedRelations}. */
  public boolean isRouteServer(int a) {
    return stated.isRouteServer(a);
  }

  /** Whether Y is stated to be in A's cone. */
  public boolean isStatedCustomer(int a, int y) {
    return stated.of(a, y) == Relation.PROVIDER_OF || stated.coneContains(a, y);
  }

  /** How many routes a table of the baseline had through A, on average. */
  public int carriedPerTable(int a) {
    return (int) (transitRoutes.getOrDefault(a, 0L) / tables);
  }

  /** How many routes a table of the baseline had from X through A on, on average. */
  public int carriedPerTable(int x, int a) {
    return (int) (edgeRoutes.getOrDefault(pair(x, a), 0L) / tables);
  }

  /** The share of the baseline's routes that the AS carried between two others, 0 to 1. */
  public double transitShare(int as) {
    return routes == 0 ? 0 : (double) transitRoutes.getOrDefault(as, 0L) / routes;
  }

  /** How many neighbours A was seen to hand to others than customers, or is stated to serve. */
  public int customerCount(int a) {
    return Math.max(coneSizes.getOrDefault(a, 0), stated.customerCount(a));
  }

  /** Whether A serves X, so that A may hand X everything. */
  public boolean isCustomer(int a, int x) {
    return switch (stated.of(a, x)) {
      case PROVIDER_OF -> true;
      case CUSTOMER_OF, PEER_OF -> false;
      case UNKNOWN ->
          shaped
              && (feeds.contains(pair(x, a))
                  || served.contains(pair(a, x))
                  || (serves(a) && size(x) * CUSTOMER_SIZE_RATIO <= size(a)));
    };
  }

  /** Whether A may hand Y's routes to everybody, since it serves Y. */
  public boolean inCone(int a, int y) {
    return switch (stated.of(a, y)) {
      case PROVIDER_OF -> true;
      case CUSTOMER_OF, PEER_OF -> false;
      case UNKNOWN ->
          cone.contains(pair(a, y))
              || stated.coneContains(a, y)
              || (isKnown(a)
                  && !seenFromOutside.contains(a)
                  && size(y) * CUSTOMER_SIZE_RATIO <= size(a));
    };
  }

  /** Whether A was seen to carry anything for others, or is stated to. */
  private boolean serves(int a) {
    return transitRoutes.containsKey(a) || stated.customerCount(a) > 0;
  }

  /** Of an AS never met, nothing follows from its having no neighbours. */
  private boolean isKnown(int as) {
    return size(as) > 0;
  }

  /**
   * Whether Y is surely not A's customer: stated so, seen to serve A, far bigger than A, or no
   * smaller and either A's neighbour before or a carrier of more.
   */
  public boolean surelyOutsideCone(int a, int y) {
    return switch (stated.of(a, y)) {
      case PROVIDER_OF -> false;
      case CUSTOMER_OF, PEER_OF -> true;
      case UNKNOWN ->
          shaped
              && (cone.contains(pair(y, a))
                  || top.contains(y)
                  || size(y) > BIGGER_FACTOR * size(a) + 4
                  || (size(y) >= size(a) && (adjacent(a, y) || carriesMore(y, a))));
    };
  }

  /** Writes what was learnt. */
  public void write(DataOutput out) throws IOException {
    for (var set : sets()) {
      set.write(out);
    }
    out.writeLong(routes);
    out.writeInt(tables);
    out.writeBoolean(shaped);
    out.writeInt(edgeRoutes.size());
    for (var entry : edgeRoutes.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeLong(entry.getValue());
    }
    out.writeInt(top.size());
    for (int as : top) {
      out.writeInt(as);
    }
    out.writeInt(sizes.size());
    for (var entry : sizes.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue());
      out.writeInt(coneSizes.getOrDefault(entry.getKey(), 0));
      out.writeLong(transitRoutes.getOrDefault(entry.getKey(), 0L));
    }
  }

  /** Reads what {@link #write} wrote. */
  public static ObservedRelations read(DataInput in, StatedRelations stated) throws IOException {
    var observed = new ObservedRelations(stated);
    for (var set : observed.sets()) {
      set.read(in);
    }
    observed.routes = in.readLong();
    observed.tables = in.readInt();
    observed.shaped = in.readBoolean();
    for (int i = in.readInt(); i > 0; i--) {
      long edge = in.readLong();
      observed.edgeRoutes.put(edge, in.readLong());
    }
    for (int i = in.readInt(); i > 0; i--) {
      observed.top.add(in.readInt());
    }
    for (int i = in.readInt(); i > 0; i--) {
      int as = in.readInt();
      observed.sizes.put(as, in.readInt());
      observed.coneSizes.put(as, in.readInt());
      observed.transitRoutes.put(as, in.readLong());
    }
    return observed;
  }

  private List<LongSet> sets() {
    return List.of(triples, adjacent, feeds, cone, served, seenFromOutside);
  }

  private boolean carriesMore(int one, int other) {
    return transitRoutes.getOrDefault(one, 0L) > transitRoutes.getOrDefault(other, 0L);
  }

  /** Where the relations come from, for people: how many were stated and how many routes seen. */
  public String source() {
    return "stated="
        + stated.size()
        + " observedRoutes="
        + routes
        + (shaped ? "" : " (paths that follow no relations)");
  }

  private static long pair(int one, int other) {
    return ((long) one << 32) | (other & 0xffff_ffffL);
  }

  /** Three AS numbers in 64 bits by mixing: two triples in 10^19 share a value. */
  private static long triple(int x, int a, int y) {
    long mixed = pair(x, a) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32) ^ (y & 0xffff_ffffL)) * 0xC2B2AE3D27D4EB4FL;
    return mixed ^ (mixed >>> 29);
  }
}
