package jp.anshin.route.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import jp.anshin.route.leak.LeakRule;
import jp.anshin.route.relations.ObservedRelations;
import jp.anshin.route.table.IntCounter;
import jp.anshin.route.table.PathTable;

/**
 * Weighs the latest moves against one AS: is it a leak that they have in common, and is it this AS
 * that leaks? A leak is told from a failure by what cannot come of one:
 *
 * <ul>
 *   <li><em>sure</em> violations of the cone rule, in numbers;
 *   <li>a <em>crowd</em> of new neighbours behind the AS on one edge, more than it ever served;
 *   <li>a <em>mass</em> of routes of many origins on one edge, more than the AS ever carried.
 * </ul>
 *
 * <p>Against a crowd or a mass speaks that most of the routes had one AS in common before and that
 * this AS lost routes in all directions: it failed, and its neighbours sought another way.
 */
final class Suspicion {
  /** So many prefixes moved at once onto one edge are a mass, at least. */
  private static final int MASS_PREFIXES = 1_000;

  /** And so many times what the edge carried. */
  private static final int MASS_EDGE_FACTOR = 8;

  /** And at least this part of what the AS carried in all. */
  private static final int MASS_CARRIED_PART = 4;

  /** And of so many origins and next neighbours: a failure moves whole branches. */
  private static final int MASS_ORIGINS = 50;

  /** A leak comes by few edges; one that takes over from another AS has all of that one's. */
  private static final int FEW_EDGES = 3;

  private static final double FEW_EDGES_SHARE = 0.8;

  /** New prefixes behind one AS are to be expected as far as it carried that share of the old. */
  private static final int EXPECTED_FACTOR = 5;

  /** New ASes may be new customers: it takes so many to weigh as much as one that is known. */
  private static final int NEW_AS_WEIGHT = 32;

  private static final double COMMON_SHARE = 0.8;
  private static final double SAME_CAUSE_SHARE = 0.6;
  private static final double DEEPER_SHARE = 0.9;

  private final Moves moves;
  private final PathTable paths;
  private final LeakRule rule;
  private final ObservedRelations relations;
  private final Thresholds thresholds;

  Suspicion(
      Moves moves,
      PathTable paths,
      LeakRule rule,
      ObservedRelations relations,
      Thresholds thresholds) {
    this.moves = moves;
    this.paths = paths;
    this.rule = rule;
    this.relations = relations;
    this.thresholds = thresholds;
  }

  /**
   * A leak that is to be stated.
   *
   * @param leaker who leaks
   * @param edges to whom, by number of routes
   * @param prefixes how many prefixes it explains so far
   */
  record Finding(int leaker, IntCounter edges, int prefixes) {}

  /** What moved onto one edge X ← A. */
  private static final class Edge {
    private final IntCounter suspicious = new IntCounter();
    private final IntCounter fresh = new IntCounter();
    private final IntCounter origins = new IntCounter();
    private final Set<Integer> newNeighbours = new HashSet<>();
    private final Set<Integer> newAses = new HashSet<>();
    private final Set<Integer> freshNeighbours = new HashSet<>();
  }

  /** Everything that moved behind A. */
  private final class Gathered {
    private final Map<Integer, Edge> edges = new HashMap<>();
    private final IntCounter sure = new IntCounter();
    private final IntCounter prefixes = new IntCounter();
    private final IntCounter routes = new IntCounter();

    void add(long move, int path, int position, long verdict) {
      int prefix = moves.prefix(move);
      boolean suspicious = LeakRule.isSuspicious(verdict, position);
      if (!suspicious && !LeakRule.isFresh(verdict, position)) {
        return;
      }
      int x = paths.hop(path, position - 1);
      int y = paths.hop(path, position + 1);
      var edge = edges.computeIfAbsent(x, key -> new Edge());
      prefixes.put(prefix);
      routes.add(x, 1);
      edge.fresh.put(prefix);
      edge.origins.put(paths.origin(path));
      edge.freshNeighbours.add(y);
      if (suspicious) {
        edge.suspicious.put(prefix);
        (relations.size(y) > 0 ? edge.newNeighbours : edge.newAses).add(y);
      }
      if (LeakRule.isSure(verdict, position)) {
        sure.put(prefix);
      }
    }
  }

  /** Whether the moves are a leak by that AS; empty when they are none, or not yet. */
  Optional<Finding> weigh(int as) {
    var gathered = gather(as);
    boolean fewEdges = isByFewEdges(gathered.routes);
    boolean sure = gathered.sure.size() >= thresholds.leakPrefixes();
    if (!sure && (!fewEdges || !isGreat(as, gathered))) {
      return Optional.empty();
    }
    if (!sure && isFailureElsewhere(as)) {
      return Optional.empty();
    }
    int deeper = deeper(as, gathered.prefixes);
    if (deeper != as) {
      var theirs = gather(deeper);
      return Optional.of(new Finding(deeper, theirs.routes, theirs.prefixes.size()));
    }
    return Optional.of(new Finding(as, gathered.routes, gathered.prefixes.size()));
  }

  private boolean isGreat(int as, Gathered gathered) {
    return gathered.edges.entrySet().stream()
        .anyMatch(
            entry -> isCrowd(as, entry.getValue()) || isMass(entry.getKey(), as, entry.getValue()));
  }

  /** Whether nearly all of the routes come by very few edges, given the number of each. */
  static boolean isByFewEdges(IntCounter routes) {
    int[] most = new int[FEW_EDGES];
    int[] all = {0};
    routes.each(x -> {
      int count = routes.count(x);
      all[0] += count;
      for (int i = 0; i < FEW_EDGES; i++) {
        if (count > most[i]) {
          int less = most[i];
          most[i] = count;
          count = less;
        }
      }
    });
    return Arrays.stream(most).sum() >= FEW_EDGES_SHARE * all[0];
  }

  /**
   * Whether a surge of prefixes never seen, that this AS carries, is a leak by it: they are of many
   * origins, come by few edges, and it carried next to nothing of the table before. No failure
   * brings new prefixes.
   *
   * @param isNew which prefixes were never seen before
   */
  Optional<Finding> weighNew(int as, IntPredicate isNew) {
    var prefixes = new IntCounter();
    var routes = new IntCounter();
    var origins = new IntCounter();
    var neighbours = new IntCounter();
    for (long move = moves.first(); move < moves.end(); move++) {
      int path = moves.isTaken(move) ? Moves.GONE : moves.path(move);
      int position = path < 0 ? -1 : transitPosition(path, as);
      if (position > 0
          && isNew.test(moves.prefix(move))
          && !relations.isStatedCustomer(as, paths.hop(path, position + 1))) {
        prefixes.put(moves.prefix(move));
        routes.add(paths.hop(path, position - 1), 1);
        origins.put(paths.origin(path));
        neighbours.put(paths.hop(path, position + 1));
      }
    }
    boolean leak =
        prefixes.size() >= MASS_PREFIXES / 2
            && origins.size() >= MASS_ORIGINS
            && neighbours.size() >= thresholds.newNeighbours()
            && isByFewEdges(routes)
            && EXPECTED_FACTOR * relations.transitShare(as) <= 1;
    return leak ? Optional.of(new Finding(as, routes, prefixes.size())) : Optional.empty();
  }

  /**
   * The AS nearest to the origins that most of the prefixes never seen, on tables that are not
   * known, came by; 0 for none.
   */
  int commonOfUnknown() {
    var counts = new IntCounter();
    var depths = new IntCounter();
    int all = 0;
    for (long move = moves.first(); move < moves.end(); move++) {
      if (moves.isTaken(move) || moves.isJudged(move)) {
        continue;
      }
      all++;
      int path = moves.path(move);
      for (int i = 1; i < paths.length(path) - 1; i++) {
        counts.add(paths.hop(path, i), 1);
        depths.add(paths.hop(path, i), i);
      }
    }
    int[] best = {0};
    double[] deepest = {0};
    int atLeast = (int) (SAME_CAUSE_SHARE * all);
    counts.each(as -> {
      double depth = (double) depths.count(as) / counts.count(as);
      boolean better = depth > deepest[0] || (depth == deepest[0] && as < best[0]);
      if (counts.count(as) >= atLeast && better) {
        best[0] = as;
        deepest[0] = depth;
      }
    });
    return best[0];
  }

  private Gathered gather(int as) {
    var gathered = new Gathered();
    for (long move = moves.first(); move < moves.end(); move++) {
      int path = moves.isTaken(move) || !moves.isJudged(move) ? Moves.GONE : moves.path(move);
      // Most moves speak against nobody: the verdict is one look, the path is many.
      long verdict = path < 0 ? LeakRule.NONE : rule.judge(path);
      int position = verdict == LeakRule.NONE ? -1 : transitPosition(path, as);
      if (position > 0) {
        gathered.add(move, path, position, verdict);
      }
    }
    return gathered;
  }

  /** Where on the path the AS carries the route for others, or -1. */
  private int transitPosition(int path, int as) {
    for (int i = 1; i < paths.length(path) - 1; i++) {
      if (paths.hop(path, i) == as) {
        return i;
      }
    }
    return -1;
  }

  private boolean isCrowd(int as, Edge edge) {
    int neighbours = edge.newNeighbours.size() + edge.newAses.size() / NEW_AS_WEIGHT;
    return edge.suspicious.size() >= thresholds.leakPrefixes()
        && neighbours >= Math.max(thresholds.newNeighbours(), relations.customerCount(as));
  }

  private boolean isMass(int x, int as, Edge edge) {
    int prefixes = edge.fresh.size();
    return prefixes >= MASS_PREFIXES
        && prefixes >= relations.carriedPerTable(as) / MASS_CARRIED_PART
        && prefixes >= MASS_EDGE_FACTOR * relations.carriedPerTable(x, as)
        && edge.origins.size() >= MASS_ORIGINS
        && edge.freshNeighbours.size() >= thresholds.newNeighbours();
  }

  /**
   * Whether the routes behind the AS fled from another: most of them had it in common before, and
   * it lost many that went elsewhere. What had no route before fled from nobody.
   */
  private boolean isFailureElsewhere(int as) {
    var common = new IntCounter();
    int known = 0;
    int all = 0;
    for (long move = moves.first(); move < moves.end(); move++) {
      int path = moves.isTaken(move) ? Moves.GONE : moves.path(move);
      if (path >= 0 && transitPosition(path, as) > 0) {
        all++;
        known += moves.former(move) >= 0 ? 1 : 0;
        lost(moves.former(move), path, common);
      }
    }
    if (2 * known < all) {
      return false;
    }
    int[] failed = {0};
    int atLeast = (int) (COMMON_SHARE * known);
    common.each(other -> {
      boolean more = common.count(other) > common.count(failed[0]);
      failed[0] = common.count(other) >= atLeast && more ? other : failed[0];
    });
    return failed[0] != 0 && common.count(failed[0]) < SAME_CAUSE_SHARE * lostBy(failed[0]);
  }

  /** Counts the ASes that were on the way before and are not any more. */
  private void lost(int before, int path, IntCounter counter) {
    for (int i = 0; before >= 0 && i < paths.length(before); i++) {
      int hop = paths.hop(before, i);
      if (path < 0 || !paths.contains(path, hop)) {
        counter.add(hop, 1);
      }
    }
  }

  private int lostBy(int as) {
    int lost = 0;
    for (long move = moves.first(); move < moves.end(); move++) {
      int before = moves.before(move);
      int path = moves.path(move);
      if (before >= 0 && paths.contains(before, as) && (path < 0 || !paths.contains(path, as))) {
        lost++;
      }
    }
    return lost;
  }

  /**
   * The AS nearest to the origins that nearly all of these routes have in common, as far as it is
   * under suspicion too: who let a leak through looks like a leaker to those behind it.
   */
  private int deeper(int as, IntCounter prefixes) {
    var behind = new IntCounter();
    var depths = new IntCounter();
    int routes = 0;
    for (long move = moves.first(); move < moves.end(); move++) {
      int path = moves.isTaken(move) ? Moves.GONE : moves.path(move);
      int position = path < 0 ? -1 : transitPosition(path, as);
      if (position < 0 || prefixes.count(moves.prefix(move)) == 0) {
        continue;
      }
      routes++;
      long verdict = rule.judge(path);
      for (int i = position + 1; i < paths.length(path) - 1; i++) {
        if (LeakRule.isSuspicious(verdict, i)) {
          behind.add(paths.hop(path, i), 1);
          depths.add(paths.hop(path, i), i);
        }
      }
    }
    int[] deepest = {as};
    double[] depth = {0};
    int atLeast = (int) Math.ceil(DEEPER_SHARE * routes);
    behind.each(other -> {
      double mean = (double) depths.count(other) / behind.count(other);
      if (behind.count(other) >= atLeast && mean > depth[0]) {
        deepest[0] = other;
        depth[0] = mean;
      }
    });
    return deepest[0];
  }
}
