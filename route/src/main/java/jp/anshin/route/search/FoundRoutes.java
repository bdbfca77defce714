package jp.anshin.route.search;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.anshin.route.table.PeerKey;

/**
 * What was found in the tables.
 *
 * @param routes the prefix itself first, then what covers it, the longest first, then the others by
 *     address; not more than were asked for
 * @param counts how much there is of each sort, shown or not; only what there is any of
 * @param whole whether everything was looked at; else there may be more, and counts are at least so
 * @param share how much was looked at, in whole percent
 */
public record FoundRoutes(List<Route> routes, Map<Match, Count> counts, boolean whole, int share) {

  public FoundRoutes {
    routes = List.copyOf(routes);
    counts = counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /**
   * A route that is held.
   *
   * @param match why it was found
   * @param prefix its prefix as text
   * @param peer whose table it is in
   * @param path its ASes, nearest to us first, without prepending and without what stands behind a
   *     set; without ours where it stands first
   * @param stale whether it was not sent again since a session was lost
   */
  public record Route(Match match, String prefix, PeerKey peer, List<Long> path, boolean stale) {

    public Route {
      path = List.copyOf(path);
    }
  }

  /**
   * How much was found.
   *
   * @param prefixes different prefixes
   * @param routes routes to them, of all peers
   */
  public record Count(long prefixes, long routes) {

    Count and(long more) {
      return new Count(prefixes + 1, routes + more);
    }
  }
}
