package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;

/** What the server makes of what one router has said, once it has read all of it. */
final class Verdict {
  private static final int INCIDENTS_MAX = 10;

  private final AnshinServer server;
  private final String address;
  private final PlayedRouter router;

  /** Of the router that connected from {@code 127.0.0.<number>}. */
  Verdict(AnshinServer server, int number, PlayedRouter router) {
    this.server = server;
    this.address = "127.0.0." + number;
    this.router = router;
  }

  /** The feed, when every message of the router has been read, each counted once. */
  FeedState read() throws Exception {
    router.flush();
    Await.until("all read", () -> feed().messages() == router.messages());
    return feed();
  }

  private FeedState feed() {
    return server.part(Feeds.class).all().stream()
        .filter(feed -> feed.id().equals(address))
        .findFirst()
        .orElseThrow();
  }

  /** Nothing happened. */
  void isNothing() throws Exception {
    read();
    assertThat(server.incidents().latest(INCIDENTS_MAX)).isEmpty();
  }

  /** One leak happened and goes on, and nothing else. */
  Detection isOneLeak(String suspect, String letThrough, long routes) throws Exception {
    var leak = isOneIncident();
    assertThat(server.incidents().open()).hasSize(1);
    assertThat(leak.kinds()).contains("leak");
    assertThat(leak.fact("suspects")).isEqualTo(List.of(suspect, letThrough));
    assertThat(leak.count("routeCount")).isEqualTo(routes);
    return leak;
  }

  /** What happened is over. */
  Detection isOneThatEnded() throws Exception {
    var ended = isOneIncident();
    assertThat(server.incidents().open()).isEmpty();
    assertThat(ended.hasEnded()).isTrue();
    return ended;
  }

  private Detection isOneIncident() throws Exception {
    read();
    var incidents = server.incidents().latest(INCIDENTS_MAX);
    assertThat(incidents).hasSize(1);
    var detections = server.incidents().required(incidents.getFirst().id()).detections();
    assertThat(detections).hasSize(1);
    return detections.getFirst();
  }
}
