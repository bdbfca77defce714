package jp.anshin.formats.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name a person probably meant. */
public final class NearestName {

  /** Longer than any name of ours; the distance takes the product of both lengths. */
  private static final int LENGTH_MAX = 64;

  private NearestName() {}

  /** The known name with the fewest letters to change, if it is near enough to be meant. */
  public static Optional<String> of(String written, Collection<String> known) {
    String folded = fold(written);
    return known.stream()
        .filter(name -> distance(folded, fold(name)) <= nearEnough(name))
        .min((one, other) ->
            Integer.compare(distance(folded, fold(one)), distance(folded, fold(other))));
  }

  private static int nearEnough(String name) {
    return Math.max(1, name.length() / 3);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Levenshtein's distance where two neighbouring letters may also be exchanged. */
  private static int distance(String one, String other) {
    if (one.length() > LENGTH_MAX || other.length() > LENGTH_MAX) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int step(int[][] cost, String one, String other, int i, int j) {
    int changed = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int best = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean exchanged =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return exchanged ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
