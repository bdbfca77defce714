package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What routers say beside routes is used or counted by kind, never passed over in silence. */
class StationMessagesTest {
  private static final Instant BEGIN = LeakStory.BASELINE;

  @TempDir Path directory;

  private final BmpWriter bmp = new BmpWriter();

  private ServerOptions options() {
    return ServerOptions.local(directory)
        .receiving(LeakStory.loopback())
        .knowing(LeakStory.relations(), List.of())
        .asSimulation();
  }

  @Test
  void statisticsAndMirroredMessagesAreCountedAndAreNoRoutes() throws Exception {
    var peer = LeakStory.FIRST;
    long micros = PlayedRouter.micros(BEGIN);
    var update = new BgpWriter();
    update.announce(PlayedRouter.prefixes(50, 90), List.of(701L), peer.address(), 4);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      router.begin("talker").up(peer, BEGIN).announce(peer, BEGIN, 0, 10, 701L);
      router.raw(bmp.statisticsReport(peer, micros, 10));
      router.raw(bmp.statisticsReport(peer, micros, 10));
      router.raw(bmp.routeMirroring(peer, micros, update.toByteArray()));
      var feed = new Verdict(server, 11, router).read();

      assertThat(feed.peers()).extracting(FeedState.Peer::routes).containsExactly(10L);
      assertThat(feed.counted())
          .isEqualTo(new TreeMap<>(Map.of("bmp-statistics-report", 2L, "bmp-route-mirroring", 1L)));
    }
  }

  @ParameterizedTest
  @CsvSource({"edge-1, a router, edge-1", "'', a router, a router", "'', '', 127.0.0.11"})
  void aRouterIsCalledByItsNameElseItsDescriptionElseItsAddress(
      String name, String description, String called) throws Exception {
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      router.raw(bmp.initiation(name, description));
      var feed = new Verdict(server, 11, router).read();

      assertThat(feed.name()).isEqualTo(called);
      assertThat(feed.counted()).isEmpty();
    }
  }

  @Test
  void aRouterThatTakesItsLeaveIsCountedWithItsReasonAndWeAreBlind() throws Exception {
    try (var server = AnshinServer.start(options())) {
      try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
        router.begin("leaver").raw(bmp.termination(2));
        var feed = new Verdict(server, 11, router).read();
        assertThat(feed.counted()).isEqualTo(new TreeMap<>(Map.of("bmp-termination-2", 1L)));
      }
      var feeds = server.part(Feeds.class);
      Await.until("down", () -> feeds.all().getFirst().status() == FeedState.Status.DOWN);
      assertThat(feeds.blindIntervals(10))
          .extracting(BlindInterval::feed, BlindInterval::reason)
          .containsExactly(tuple("127.0.0.11", "session-lost"));
    }
  }
}
