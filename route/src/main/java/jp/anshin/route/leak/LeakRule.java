package jp.anshin.route.leak;

import java.util.Arrays;
import jp.anshin.route.relations.ObservedRelations;
import jp.anshin.route.table.PathTable;

/**
 * The customer-cone rule (RFC 7908 in terms of cones): once A hands a route from outside its cone
 * to an X that is not its customer, A leaks it and X lets it through. Every position of a path is
 * judged once; who is to blame of several is decided over many paths, not here.
 *
 * <p>A <em>sure</em> position rests on what is known of both neighbours. At a <em>possible</em> one
 * a Y never seen behind A and no bigger than A stands: it may be a new customer or one whose backup
 * came into use. One alone says nothing, many at once do. At a <em>fresh</em> one A hands X what it
 * never handed to it before, whatever it is to either: only great masses say something.
 *
 * <p>A route server (RFC 7947) as X stands for the exchange: whoever hands it what a provider or
 * peer sent leaks to all its members. As A it hands on everything by design, and leaks nothing.
 */
public final class LeakRule {
  /** Nothing at any position. */
  public static final long NONE = 0;

  /** Positions beyond this are not judged: that many different hops are a fault of their own. */
  public static final int MAX_POSITION = 20;

  private static final int POSITIONS = MAX_POSITION + 1;
  private static final long POSITION_MASK = (1L << POSITIONS) - 1;
  private static final long UNJUDGED = -1;

  /** An AS that carried this share of all routes has new neighbours every day. */
  private static final double LARGE_TRANSIT_SHARE = 0.02;

  private final PathTable paths;
  private final ObservedRelations relations;
  private long[] verdicts = new long[0];

  public LeakRule(PathTable paths, ObservedRelations relations) {
    this.paths = paths;
    this.relations = relations;
  }

  /** The verdict on every position of a path; {@link #NONE} for none. */
  public long judge(int path) {
    if (path >= verdicts.length) {
      int before = verdicts.length;
      verdicts = Arrays.copyOf(verdicts, Math.max(2 * before, Math.max(path + 1, 1_024)));
      Arrays.fill(verdicts, before, verdicts.length, UNJUDGED);
    }
    if (verdicts[path] == UNJUDGED) {
      verdicts[path] = judgeAnew(path);
    }
    return verdicts[path];
  }

  private long judgeAnew(int path) {
    long verdict = NONE;
    int last = Math.min(paths.length(path) - 2, MAX_POSITION);
    for (int i = 1; i <= last; i++) {
      int x = paths.hop(path, i - 1);
      int a = paths.hop(path, i);
      int y = paths.hop(path, i + 1);
      if (i == 1 && relations.size(x) == 0) {
        continue; // a peer that the baseline does not know: nothing is known of its neighbours
      }
      boolean mayHandOn = relations.isCustomer(a, x) || relations.isRouteServer(a);
      if (mayHandOn || !relations.judges(x, a, y)) {
        continue;
      }
      if (relations.surelyOutsideCone(a, y) && !relations.inCone(a, y)) {
        verdict |= 1L << i;
      } else if (!relations.inCone(a, y) && relations.transitShare(a) < LARGE_TRANSIT_SHARE) {
        verdict |= 1L << (POSITIONS + i);
      }
      if (!relations.isStatedCustomer(a, y)) {
        verdict |= 1L << (2 * POSITIONS + i);
      }
    }
    return verdict;
  }

  /** Whether the AS at that position surely leaks. */
  public static boolean isSure(long verdict, int position) {
    return position <= MAX_POSITION && ((verdict >>> position) & 1) != 0;
  }

  /** Whether the AS at that position surely or possibly leaks. */
  public static boolean isSuspicious(long verdict, int position) {
    return position <= MAX_POSITION
        && (((verdict | (verdict >>> POSITIONS)) >>> position) & 1) != 0;
  }

  /** Whether the AS at that position hands on what it never handed on before. */
  public static boolean isFresh(long verdict, int position) {
    return position <= MAX_POSITION && ((verdict >>> (2 * POSITIONS + position)) & 1) != 0;
  }

  /** The positions that are surely or possibly leaking, a bit each. */
  public static long suspicious(long verdict) {
    return (verdict | (verdict >>> POSITIONS)) & POSITION_MASK;
  }

  /** The positions that are fresh, a bit each. */
  public static long fresh(long verdict) {
    return (verdict >>> (2 * POSITIONS)) & POSITION_MASK;
  }
}
