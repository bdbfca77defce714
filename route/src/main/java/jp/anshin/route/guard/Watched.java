package jp.anshin.route.guard;

import java.util.List;
import java.util.Set;

/**
 * What an operator wants watched beside the tables themselves.
 *
 * @param prefixes blocks of its own, and of others
 * @param paths who must never, or always, be on which paths
 * @param own its own ASes, unsigned; empty where nobody said who we are
 */
public record Watched(List<WatchedPrefix> prefixes, List<PathRule> paths, Set<Integer> own) {

  /** Nobody said anything. */
  public static final Watched NOTHING = new Watched(List.of(), List.of(), Set.of());

  public Watched {
    prefixes = List.copyOf(prefixes);
    paths = List.copyOf(paths);
    own = Set.copyOf(own);
  }

  /** These blocks alone. */
  public static Watched prefixes(List<WatchedPrefix> prefixes) {
    return new Watched(prefixes, List.of(), Set.of());
  }
}
