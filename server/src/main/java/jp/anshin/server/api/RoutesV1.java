package jp.anshin.server.api;

import java.util.List;
import jp.anshin.server.routes.NeighbourCounts;
import jp.anshin.server.routes.RouterNeighbours;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What neighbours announce, for programs. */
@RestController
@RequestMapping(path = "/api/v1/routes", produces = MediaType.APPLICATION_JSON_VALUE)
class RoutesV1 {

  private final NeighbourCounts counts;

  RoutesV1(NeighbourCounts counts) {
    this.counts = counts;
  }

  /** Every router with its sessions and counts against limits. */
  @GetMapping("/neighbours")
  List<RouterNeighbours> neighbours() {
    return counts.routers();
  }
}
