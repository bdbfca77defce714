package jp.anshin.server.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.server.routes.AsNames;
import jp.anshin.server.routes.NeighbourCounts;
import jp.anshin.server.routes.NeighbourSession;
import jp.anshin.server.routes.TableSeries;
import jp.anshin.server.routes.TableSize;
import jp.anshin.server.routes.TableSizes;
import jp.anshin.server.routes.TableSizes.Span;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** How has the table of that neighbour grown? */
@Controller
class TableSizePage {

  private final TableSizes sizes;
  private final NeighbourCounts counts;
  private final AsNames names;

  TableSizePage(TableSizes sizes, NeighbourCounts counts, AsNames names) {
    this.sizes = sizes;
    this.counts = counts;
    this.names = names;
  }

  @GetMapping("/routes/size/{number}")
  String size(
      @PathVariable long number, @RequestParam(defaultValue = "") String span, Model model) {
    Span wanted =
        Arrays.stream(Span.values())
            .filter(each -> each.name().equals(span.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElse(Span.DAY);
    TableSizes.History history = sizes.history(number, wanted);
    Optional<NeighbourSession> session = session(history.table());
    List<SizeChart> charts =
        Stream.of(
                SizeChart.of(
                    "v4",
                    history,
                    wanted,
                    TableSize::ipv4,
                    session.map(each -> each.ipv4().limit()).orElse(null)),
                SizeChart.of(
                    "v6",
                    history,
                    wanted,
                    TableSize::ipv6,
                    session.map(each -> each.ipv6().limit()).orElse(null)))
            .filter(Objects::nonNull)
            .toList();
    model.addAttribute("history", history);
    model.addAttribute("name", names.known().get(history.table().as()));
    model.addAttribute("span", wanted);
    model.addAttribute("spans", Span.values());
    model.addAttribute("charts", history.sizes().isEmpty() ? List.of() : charts);
    return "route-size";
  }

  /** The session that the table is of now, for what was agreed with the neighbour. */
  private Optional<NeighbourSession> session(TableSeries table) {
    return counts.routers().stream()
        .filter(router -> router.feed().equals(table.feed()))
        .flatMap(router -> router.sessions().stream())
        .filter(each ->
            each.address().equals(table.address())
                && each.as() == table.as()
                && each.view().equals(table.view()))
        .findFirst();
  }
}
