package jp.anshin.server.web;

import java.util.List;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.intake.Intake;
import org.springframework.beans.factory.ObjectProvider;
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
  private final ObjectProvider<Intake> intake;

  FeedsPage(Feeds feeds, ServerOptions options, ObjectProvider<Intake> intake) {
    this.feeds = feeds;
    this.options = options;
    this.intake = intake;
  }

  @GetMapping("/feeds")
  String feeds(Model model) {
    List<BlindInterval> blind = feeds.blindIntervals(BLIND_MAX);
    model.addAttribute("feeds", feeds.all());
    model.addAttribute("blind", blind);
    model.addAttribute("blindNow", blind.stream().filter(each -> each.until() == null).toList());
    model.addAttribute("refused", feeds.refused());
    model.addAttribute("bmp", options.bmp());
    model.addAttribute("bmpPort", port());
    return "feeds";
  }

  /** The port that routers connect to; 0 in the configuration took a free one. */
  private int port() {
    BmpOptions bmp = options.bmp();
    if (bmp == null || bmp.port() != 0) {
      return bmp == null ? 0 : bmp.port();
    }
    return intake.getObject().port();
  }
}
