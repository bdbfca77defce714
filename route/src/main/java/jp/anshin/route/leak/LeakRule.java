package jp.anshin.route.leak;

import java.util.Arrays;
import jp.anshin.route.relations.ObservedRelations;
import jp.anshin.route.table.PathTable;

/**
 * The customer-cone rule (RFC 7908 in terms of cones): once A hands a route from outside its cone
 * to an X that is not its customer, A leaks it and X lets it through. Judged once for each path.
 *
 * <p>A <em>sure</em> violation rests on what is known of both neighbours. A <em>possible</em> one
 * is a Y never seen behind A and smaller than A: it may be a new customer or one whose backup came
 * into use. One alone says nothing, many at once do.
 */
public final class LeakRule {
  /** No violation on the path. */
  public static final int NONE = 0;

  private static final int UNJUDGED = -1;
  private static final int SURE = 1 << 16;

  /** An AS that carried this share of all routes has new neighbours every day. */
  private static final double LARGE_TRANSIT_SHARE = 0.02;

  private final PathTable paths;
  private final ObservedRelations relations;
  private int[] verdicts = new int[0];

  public LeakRule(PathTable paths, ObservedRelations relations) {
    this.paths = paths;
    this.relations = relations;
  }

  /**
   * The verdict on a path: {@link #NONE}, or a number for {@link #leakerIndex} and {@link #isSure}.
   */
  public int judge(int path) {
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

  /** Looks from the origin on; the first sure violation counts, else the first possible one. */
  private int judgeAnew(int path) {
    int possible = NONE;
    for (int i = paths.length(path) - 2; i >= 1; i--) {
      int x = paths.hop(path, i - 1);
      int a = paths.hop(path, i);
      int y = paths.hop(path, i + 1);
      if (relations.knowsTriple(x, a, y) || relations.isCustomer(a, x) || relations.inCone(a, y)) {
        continue;
      }
      if (relations.surelyOutsideCone(a, y)) {
        return SURE | i;
      }
      if (possible == NONE && relations.transitShare(a) < LARGE_TRANSIT_SHARE) {
        possible = i;
      }
    }
    return possible;
  }

  /** Where on the path the leaker stands: the hop before it let the route through. */
  public static int leakerIndex(int verdict) {
    return verdict & 0xffff;
  }

  /** Whether the violation is a sure one. */
  public static boolean isSure(int verdict) {
    return (verdict & SURE) != 0;
  }
}
