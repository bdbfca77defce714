package jp.anshin.server.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.anshin.route.search.FoundRoutes;
import jp.anshin.route.search.Match;
import org.jspecify.annotations.Nullable;

/**
 * What a look into the tables gave.
 *
 * @param asked what was looked for, as it was understood
 * @param routes at most {@link LookingGlass#ROUTES_MAX}: the prefix itself first, then what covers
 *     it, the longest first, then the others by address
 * @param counts how much there is of each sort; where not everything was looked at, at least
 * @param whole whether everything was looked at within {@link LookingGlass#LIMIT}
 * @param share how much was looked at, in whole percent
 * @param took from the question to the answer
 * @param until when the last message was received that the tables have in them, by the server's
 *     clock; null when none came yet
 * @param caughtUp whether nothing else had come by then
 */
public record Looked(
    String asked,
    List<HeldRoute> routes,
    Map<Match, FoundRoutes.Count> counts,
    boolean whole,
    int share,
    Duration took,
    @Nullable Instant until,
    boolean caughtUp) {

  public Looked {
    routes = List.copyOf(routes);
    counts = Map.copyOf(counts);
  }

  /** How much was found of one sort. */
  public FoundRoutes.Count count(Match match) {
    return counts.getOrDefault(match, new FoundRoutes.Count(0, 0));
  }
}
