package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {

  @TempDir Path directory;

  private ServerOptions options() {
    return ServerOptions.local(directory)
        .receiving(LeakStory.loopback())
        .knowing(LeakStory.relations(), List.of())
        .asSimulation();
  }

  private static FeedState feed(AnshinServer server, String id) {
    return server.part(Feeds.class).all().stream()
        .filter(feed -> feed.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLeakThatARouterShowsIsOneIncidentThatEnds() throws Exception {
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      LeakStory.baseline(router, "tokyo-1");
      LeakStory.leak(router, LeakStory.LEAK);
      Await.until("an incident", () -> server.incidents().open().size() == 1);
      Await.until(
          "all routes counted",
          () ->
              server.incidents().open().getFirst().detections().getFirst().count("routeCount")
                  == LeakStory.LEAKED);

      var incident = server.incidents().open().getFirst();
      assertThat(incident.detections().getFirst().fact("suspects")).startsWith("15169", "701");
      Await.until(
          "messages shown", () -> feed(server, "127.0.0.11").messages() == router.messages());
      var feed = feed(server, "127.0.0.11");
      assertThat(feed.name()).isEqualTo("tokyo-1");
      assertThat(feed.status()).isEqualTo(FeedState.Status.UP);
      assertThat(feed.peers())
          .extracting(FeedState.Peer::as, FeedState.Peer::view, FeedState.Peer::routes)
          .containsExactly(
              tuple(701L, "adj-rib-in-pre", 2_000L), tuple(2497L, "adj-rib-in-pre", 2_000L));
      assertThat(feed.counted()).containsOnlyKeys("bmp-statistics-report");

      LeakStory.restore(router, LeakStory.LEAK.plusSeconds(480));
      Await.until("the end", () -> server.incidents().open().isEmpty());
      assertThat(server.incidents().latest(10))
          .singleElement()
          .satisfies(last -> assertThat(last.status()).isEqualTo(IncidentStatus.RESTORED));
    }
  }
}
