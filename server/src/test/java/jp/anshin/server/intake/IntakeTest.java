package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.findings.Findings;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {

  private static final String US =
      """
      name: {ja: 例示通信, en: Example}
      systems: [{as: 64500}]
      prefixes: [{prefix: 20.1.0.0/16}]
      services: [{id: internet, name: {ja: 接続, en: Access}, category: other}]
      """;

  private static final String WISHES =
      US
          + """
          neighbours: [{as: 199000, name: {ja: 例示交換, en: Exchange}, relation: route-server}]
          watched-blocks:
            - {prefix: 20.2.0.0/16, holder: {ja: 例示大学, en: University}, origins: [64496]}
            - {prefix: 20.3.0.0/16, holder: {ja: 例示町, en: Town}, origins: [64496], call: true}
          path-rules: [{id: not-666, prefixes: [20.0.0.0/8], as: 666, must: never, place: last}]
          """;

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

  @Test
  void aHijackOfOurBlockIsAnIncidentAndAReservedAddressIsOnlyShown() throws Exception {
    try (var server = AnshinServer.start(options().operatedBy(US));
        var router = PlayedRouter.connect(server.bmpPort(), 12)) {
      LeakStory.baseline(router, "tokyo-1");
      var ours = List.of(prefix(0x14010700, 24));
      router
          .announce(LeakStory.FIRST, LeakStory.LEAK, ours, 701L, 666L)
          .announce(LeakStory.FIRST, LeakStory.LEAK, List.of(prefix(0xc0a80000, 24)), 701L, 2914L)
          .quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(1), 70);

      Await.until("an incident", () -> server.incidents().open().size() == 1);
      var hijack = server.incidents().open().getFirst();
      assertThat(hijack.headline().english())
          .isEqualTo("AS666 announces 20.1.0.0/16: suspected hijack of 1 route");
      assertThat(hijack.detections().getFirst().fact("prefixSample"))
          .containsExactly("20.1.7.0/24");
      assertThat(hijack.detections().getFirst().evidence()).hasSize(1);
      var findings = server.part(Findings.class);
      Await.until("a finding", () -> findings.latest(10, 0).size() == 1);
      assertThat(findings.latest(10, 0).getFirst().kinds()).containsExactly("bogon-prefix");

      router
          .withdraw(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(100), ours)
          .quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(101), 70);
      Await.until("the end", () -> server.incidents().open().isEmpty());
      assertThat(server.incidents().latest(10)).hasSize(1);
    }
  }

  @Test
  void aNeighbourThatNobodyNamedLeaksToOurRouterBecauseTheRouterSaysWhoseItIs() throws Exception {
    int origins = 60;
    try (var server = AnshinServer.start(options().operatedBy(US));
        var router = PlayedRouter.connect(server.bmpPort(), 13)) {
      router.begin("tokyo-1").up(LeakStory.FIRST, LeakStory.BASELINE);
      for (int i = 0; i < origins; i++) {
        int from = 30 * i;
        router.announce(
            LeakStory.FIRST, LeakStory.BASELINE, from, from + 30, 701L, 2914L, 65_600L + i);
      }
      router
          .endOfRib(LeakStory.FIRST, LeakStory.BASELINE)
          .up(LeakStory.SECOND, LeakStory.BASELINE)
          .announce(LeakStory.SECOND, LeakStory.BASELINE, 1_900, 1_920, 2497L)
          .endOfRib(LeakStory.SECOND, LeakStory.BASELINE)
          .quiet(LeakStory.FIRST, LeakStory.BASELINE.plusSeconds(1), 700);
      for (int i = 0; i < origins; i++) {
        int from = 30 * i;
        router.announce(
            LeakStory.SECOND, LeakStory.LEAK, from, from + 30, 2497L, 2914L, 65_600L + i);
      }
      router.quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(1), 20);
      Await.until("an incident", () -> server.incidents().open().size() == 1);
      var leak = server.incidents().open().getFirst().detections().getFirst();
      assertThat(leak.kinds()).contains("leak");
      assertThat(leak.fact("suspects")).startsWith("2497");
    }
  }

  @Test
  void blocksOfOthersCallWhereTheOperatorFileSaysSoAndBrokenRulesOfPathsAreShown()
      throws Exception {
    try (var server = AnshinServer.start(options().operatedBy(WISHES));
        var router = PlayedRouter.connect(server.bmpPort(), 14)) {
      LeakStory.baseline(router, "tokyo-1");
      var theirs = List.of(prefix(0x14020700, 24), prefix(0x14030700, 24));
      router
          .announce(LeakStory.FIRST, LeakStory.LEAK, theirs, 701L, 666L)
          .quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(1), 70);

      Await.until("an incident", () -> server.incidents().open().size() == 1);
      var hijack = server.incidents().open().getFirst();
      assertThat(hijack.headline().english())
          .isEqualTo(
              "AS666 announces 20.3.0.0/16: suspected hijack of a watched block of another of 1"
                  + " route");
      assertThat(hijack.detections())
          .singleElement()
          .satisfies(one -> assertThat(one.fact("holder")).containsExactly("例示町", "Town"));
      var findings = server.part(Findings.class);
      Await.until("findings", () -> findings.latest(10, 0).size() == 2);
      assertThat(findings.latest(10, 0))
          .extracting(each -> each.kinds().first(), each -> each.subject().key())
          .containsExactlyInAnyOrder(
              tuple("others-hijack", "20.2.0.0/16>666"), tuple("path-rule", "not-666"));

      router
          .withdraw(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(100), theirs)
          .quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(101), 70);
      Await.until("the end", () -> server.incidents().open().isEmpty());
      Await.until(
          "the end of what is shown",
          () -> findings.latest(10, 0).stream().allMatch(Detection::hasEnded));
    }
  }

  @Test
  void aMemberOfAnExchangeLeaksToOurRouterByTheRouteServerThatIsOnNoPath() throws Exception {
    int origins = 60;
    var exchange = PlayedRouter.peer(2, 199_000);
    try (var server = AnshinServer.start(options().operatedBy(WISHES));
        var router = PlayedRouter.connect(server.bmpPort(), 15)) {
      router.begin("tokyo-1").up(LeakStory.FIRST, LeakStory.BASELINE);
      for (int i = 0; i < origins; i++) {
        int from = 30 * i;
        router.announce(
            LeakStory.FIRST, LeakStory.BASELINE, from, from + 30, 701L, 2914L, 65_600L + i);
      }
      router
          .endOfRib(LeakStory.FIRST, LeakStory.BASELINE)
          .up(exchange, LeakStory.BASELINE)
          .announce(exchange, LeakStory.BASELINE, 1_900, 1_920, 2497L)
          .announce(exchange, LeakStory.BASELINE, 1_920, 1_940, 2516L)
          .announce(exchange, LeakStory.BASELINE, 1_940, 1_960, 4713L)
          .endOfRib(exchange, LeakStory.BASELINE)
          .quiet(LeakStory.FIRST, LeakStory.BASELINE.plusSeconds(1), 700);
      for (int i = 0; i < origins; i++) {
        int from = 30 * i;
        router.announce(exchange, LeakStory.LEAK, from, from + 30, 2497L, 2914L, 65_600L + i);
      }
      router.quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(1), 70);
      Await.until("an incident", () -> server.incidents().open().size() == 1);
      var leak = server.incidents().open().getFirst().detections().getFirst();
      assertThat(leak.kinds()).contains("leak");
      assertThat(leak.fact("suspects")).startsWith("2497", "199000");
      assertThat(server.part(Findings.class).latest(10, 0)).as("it is named").isEmpty();
    }
  }

  private static BgpWriter.Prefix prefix(int bits, int length) {
    return new BgpWriter.Prefix(IpAddress.v4(bits), length);
  }
}
