package jp.anshin.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.anshin.route.search.FoundRoutes;
import jp.anshin.route.search.Match;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.feeds.NetworkName;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.routes.HeldRoute;
import jp.anshin.server.routes.Looked;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.Mention;
import jp.anshin.server.routes.Mentions;
import jp.anshin.server.routes.NeighbourCounts;
import jp.anshin.server.routes.Past;
import jp.anshin.server.routes.PastChange;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.server.routes.RouteQuestion;
import jp.anshin.server.routes.RouterNeighbours;
import jp.anshin.server.routes.TableSeries;
import jp.anshin.server.routes.TableSizes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What neighbours announce, and what the tables hold, for programs. */
@RestController
@RequestMapping(path = "/api/v1/routes", produces = MediaType.APPLICATION_JSON_VALUE)
class RoutesV1 {

  private final NeighbourCounts counts;
  private final LookingGlass glass;
  private final Mentions mentions;
  private final TableSizes sizes;
  private final PastRoutes past;

  RoutesV1(
      NeighbourCounts counts,
      LookingGlass glass,
      Mentions mentions,
      TableSizes sizes,
      PastRoutes past) {
    this.past = past;
    this.sizes = sizes;
    this.counts = counts;
    this.glass = glass;
    this.mentions = mentions;
  }

  /**
   * The answer to a look into the tables: see {@link Looked}.
   *
   * @param mentions incidents and findings that name what was looked for
   */
  record Answer(
      String asked,
      List<HeldRoute> routes,
      Map<Match, FoundRoutes.Count> counts,
      boolean whole,
      int share,
      long tookMillis,
      @Nullable Instant until,
      boolean caughtUp,
      List<Mention> mentions) {

    static Answer of(Looked looked, List<Mention> mentions) {
      return new Answer(
          looked.asked(),
          looked.routes(),
          looked.counts(),
          looked.whole(),
          looked.share(),
          looked.took().toMillis(),
          looked.until(),
          looked.caughtUp(),
          mentions);
    }
  }

  /** Looks for a prefix, or for an AS; for one of them. */
  @GetMapping
  Answer look(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "") String as,
      @RequestParam(defaultValue = "false") boolean origin) {
    if (prefix.isEmpty() == as.isEmpty()) {
      throw new Refusal("routes.question-none");
    }
    RouteQuery query =
        as.isEmpty() ? RouteQuestion.ofPrefix(prefix) : RouteQuestion.ofAs(as, origin);
    return Answer.of(glass.look(query), mentions.of(query));
  }

  /** Every router with its sessions and counts against limits. */
  @GetMapping("/neighbours")
  List<RouterNeighbours> neighbours() {
    return counts.routers();
  }

  /** Every table whose size is kept over time. */
  @GetMapping("/sizes")
  List<TableSeries> sizes() {
    return sizes.tables();
  }

  /** The sizes of one of them. */
  @GetMapping("/sizes/{number}")
  TableSizes.History size(
      @PathVariable long number, @RequestParam(defaultValue = "DAY") TableSizes.Span span) {
    return sizes.history(number, span);
  }

  /** What was said of a prefix, or with a community; of one of them. */
  @GetMapping("/history")
  PastAnswer history(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "") String community) {
    if (prefix.isEmpty() == community.isEmpty()) {
      throw new Refusal("routes.past-none");
    }
    String text = prefix + community;
    PastQuery query =
        (community.isEmpty() ? PastQuery.ofPrefix(text) : PastQuery.ofCommunity(text))
            .orElseThrow(() -> new Refusal("routes.past-unreadable", NetworkName.shown(text)));
    return PastAnswer.of(past.look(query));
  }

  /** The answer to a look into the past: see {@link Past}. */
  record PastAnswer(
      String asked,
      List<PastChange> changes,
      long found,
      @Nullable Instant from,
      Instant until,
      Past.End end,
      long records,
      boolean damaged,
      long tookMillis) {

    static PastAnswer of(Past past) {
      return new PastAnswer(
          past.asked(),
          past.changes(),
          past.found(),
          past.from(),
          past.until(),
          past.end(),
          past.records(),
          past.damaged(),
          past.took().toMillis());
    }
  }
}
