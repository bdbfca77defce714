package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jp.anshin.route.search.FoundRoutes;
import jp.anshin.route.search.Match;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.routes.AsNames;
import jp.anshin.server.routes.HeldRoute;
import jp.anshin.server.routes.Looked;
import jp.anshin.server.routes.LookingGlass;
import jp.anshin.server.routes.Mentions;
import jp.anshin.server.routes.RouteQuestion;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** By which way is that prefix reached, and what comes by way of that AS? */
@Controller
class RouteSearchPage {

  private static final String ORIGIN = "origin";

  private final LookingGlass glass;
  private final Mentions mentions;
  private final AsNames names;

  RouteSearchPage(LookingGlass glass, Mentions mentions, AsNames names) {
    this.glass = glass;
    this.mentions = mentions;
    this.names = names;
  }

  /**
   * What was found of one sort.
   *
   * @param match why
   * @param count how much there is
   * @param routes those that are shown
   */
  record Group(Match match, FoundRoutes.Count count, List<HeldRoute> routes) {

    /** How many more there are than are shown; between the two the tables may have changed. */
    public long more() {
      return Math.max(0, count.routes() - routes.size());
    }

    static List<Group> of(Looked looked) {
      return Arrays.stream(Match.values())
          .filter(looked.counts()::containsKey)
          .map(match ->
              new Group(
                  match,
                  looked.count(match),
                  looked.routes().stream().filter(route -> route.match() == match).toList()))
          .toList();
    }
  }

  @GetMapping("/routes/search")
  String search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String where,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("q", q.length() > RouteQuestion.TEXT_MAX ? "" : q);
    model.addAttribute("where", where.equals(ORIGIN) ? ORIGIN : "");
    if (q.isBlank()) {
      return "route-search";
    }
    try {
      RouteQuery query = RouteQuestion.read(q, where.equals(ORIGIN));
      model.addAttribute("mentions", mentions.of(query));
      model.addAttribute("asked", query.toString());
      model.addAttribute("ofPrefix", query instanceof RouteQuery.OfPrefix);
      Looked looked = glass.look(query);
      model.addAttribute("looked", looked);
      model.addAttribute("groups", Group.of(looked));
      model.addAttribute("names", names.known());
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
    }
    return "route-search";
  }
}
