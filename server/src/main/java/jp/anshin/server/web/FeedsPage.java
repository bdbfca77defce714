package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.feeds.Refused;
import jp.anshin.server.findings.Findings;
import jp.anshin.server.intake.Intake;
import jp.anshin.server.refusal.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What do we see, and since when are we blind? */
@Controller
class FeedsPage {

  /** Blind intervals on the page; the whole list is the interface's. */
  private static final int BLIND_MAX = 200;

  /** Findings on the page; the whole list is the interface's. */
  private static final int FINDINGS_MAX = 100;

  /** A reason of that length is a sentence or two. */
  private static final int WHY_MAX = 400;

  /** A router begins to send a table within seconds; a minute without one is worth a word. */
  private static final Duration EMPTY_TOLD_AFTER = Duration.ofMinutes(1);

  private static final Set<String> NOT_RECEIVED =
      Set.of("loc-rib", "adj-rib-out-pre", "adj-rib-out-post");

  private final Feeds feeds;
  private final Findings findings;
  private final ServerOptions options;
  private final ObjectProvider<Intake> intake;
  private final Clock clock;
  private final Words words;

  FeedsPage(
      Feeds feeds,
      Findings findings,
      ServerOptions options,
      ObjectProvider<Intake> intake,
      Clock clock,
      Words words) {
    this.feeds = feeds;
    this.findings = findings;
    this.options = options;
    this.intake = intake;
    this.clock = clock;
    this.words = words;
  }

  @GetMapping("/feeds")
  String feeds(Model model) {
    List<BlindInterval> blind = feeds.blindIntervals(BLIND_MAX);
    List<FeedState> known = feeds.all();
    Instant now = clock.instant();
    model.addAttribute("feeds", known);
    model.addAttribute(
        "empty",
        known.stream()
            .flatMap(feed ->
                feed.peers().stream()
                    .filter(peer -> isEmpty(feed, peer, now))
                    .map(peer -> key(feed, peer)))
            .collect(Collectors.toUnmodifiableSet()));
    model.addAttribute("blind", blind);
    model.addAttribute("blindNow", blind.stream().filter(each -> each.until() == null).toList());
    model.addAttribute("findings", findings.latest(FINDINGS_MAX, 0));
    List<Refused> refused = feeds.refused();
    model.addAttribute("refused", refused);
    model.addAttribute(
        "strangers", refused.stream().anyMatch(each -> each.reason().equals("not-allowed")));
    model.addAttribute("bmp", options.bmp());
    model.addAttribute("bmpPort", port());
    return "feeds";
  }

  @PostMapping("/feeds/retire")
  String retire(
      @RequestParam String feed,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") String sure,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      check(why, sure, locale);
      feeds.retire(who.getName(), feed, why.strip());
      return "redirect:/feeds?retired#blind";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refusedRetiring", refusal.sentence(locale));
      model.addAttribute("retiring", feed);
      model.addAttribute("retiringWhy", why);
      return feeds(model);
    }
  }

  private void check(String why, String sure, Locale locale) {
    if (why.isBlank() || why.strip().length() > WHY_MAX) {
      throw new Refusal(
          "input.invalid",
          words.of(locale, "retire.why"),
          words.of(locale, "fault.length", "1", Integer.toString(WHY_MAX)));
    }
    if (sure.isEmpty()) {
      throw new Refusal(
          "input.invalid", words.of(locale, "retire.do"), words.of(locale, "retire.sure-missing"));
    }
  }

  /** Whether that peer's session stands for long and none of its received tables has a route. */
  private static boolean isEmpty(FeedState feed, FeedState.Peer peer, Instant now) {
    Instant since = peer.upSince() == null ? feed.since() : peer.upSince();
    return peer.up()
        && since != null
        && !since.plus(EMPTY_TOLD_AFTER).isAfter(now)
        && feed.peers().stream()
            .filter(other -> other.address().equals(peer.address()) && other.as() == peer.as())
            .allMatch(other -> other.routes() == 0 && !NOT_RECEIVED.contains(other.view()));
  }

  private static String key(FeedState feed, FeedState.Peer peer) {
    return feed.id() + " " + peer.address() + " " + peer.as();
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
