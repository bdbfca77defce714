package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.routes.AsNames;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.server.routes.RouteQuestion;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was said of that prefix, and what came with that community? */
@Controller
class RoutePastPage {

  private final PastRoutes past;
  private final AsNames names;

  RoutePastPage(PastRoutes past, AsNames names) {
    this.past = past;
    this.names = names;
  }

  @GetMapping("/routes/history")
  String history(
      @RequestParam(defaultValue = "") String q,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("q", q.length() > RouteQuestion.TEXT_MAX ? "" : q);
    if (q.isBlank()) {
      return "route-history";
    }
    try {
      PastQuery query = PastQuery.read(q);
      model.addAttribute("ofPrefix", query instanceof PastQuery.OfPrefix);
      model.addAttribute("past", past.look(query));
      model.addAttribute("names", names.known());
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
    }
    return "route-history";
  }
}
