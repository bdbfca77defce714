package jp.anshin.server.web;

import java.util.List;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.Feeds;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What do we see, and since when are we blind? */
@Controller
class FeedsPage {

  /** Blind intervals on the page; the whole list is the interface's. */
  private static final int BLIND_MAX = 200;

  private final Feeds feeds;
  private final ServerOptions options;

  FeedsPage(Feeds feeds, ServerOptions options) {
    this.feeds = feeds;
    this.options = options;
  }

  @GetMapping("/feeds")
  String feeds(Model model) {
    List<BlindInterval> blind = feeds.blindIntervals(BLIND_MAX);
    model.addAttribute("feeds", feeds.all());
    model.addAttribute("blind", blind);
    model.addAttribute("blindNow", blind.stream().filter(each -> each.until() == null).toList());
    model.addAttribute("bmp", options.bmp());
    return "feeds";
  }
}
