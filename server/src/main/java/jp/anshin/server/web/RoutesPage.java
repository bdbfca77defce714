package jp.anshin.server.web;

import java.util.List;
import jp.anshin.server.routes.NeighbourCounts;
import jp.anshin.server.routes.PrefixCount;
import jp.anshin.server.routes.RouterNeighbours;
import jp.anshin.server.routes.TableSizes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is what we exchange what we agreed? */
@Controller
class RoutesPage {

  private final NeighbourCounts counts;
  private final TableSizes sizes;

  RoutesPage(NeighbourCounts counts, TableSizes sizes) {
    this.counts = counts;
    this.sizes = sizes;
  }

  @GetMapping("/routes")
  String routes(Model model) {
    List<RouterNeighbours> routers = counts.routers();
    model.addAttribute("routers", routers);
    model.addAttribute("over", sessions(routers, PrefixCount.Standing.OVER));
    model.addAttribute("near", sessions(routers, PrefixCount.Standing.NEAR));
    model.addAttribute("unseen", counts.unseen());
    model.addAttribute("sizes", sizes.byKey());
    return "routes";
  }

  private static long sessions(List<RouterNeighbours> routers, PrefixCount.Standing standing) {
    return routers.stream()
        .flatMap(router -> router.sessions().stream())
        .filter(each -> each.ipv4().standing() == standing || each.ipv6().standing() == standing)
        .count();
  }
}
