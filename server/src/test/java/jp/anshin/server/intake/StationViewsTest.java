package jp.anshin.server.intake;

import static jp.anshin.server.intake.PlayedRouter.identified;
import static jp.anshin.server.intake.PlayedRouter.prefixes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.FeedState.Judging;
import jp.anshin.wire.bgp.BgpWriter.Speaker;
import jp.anshin.wire.bmp.BmpWriter.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form in which routers show their tables is understood, counted once, and judged right. */
class StationViewsTest {
  private static final Instant BEGIN = LeakStory.BASELINE;
  private static final Instant LEAK = LeakStory.LEAK;
  private static final int ROUTES = LeakStory.ROUTES;
  private static final int LEAKED = LeakStory.LEAKED;
  private static final Long[] PATH = {701L, 2914L, 64_496L};
  private static final Long[] LEAKED_PATH = {701L, 15_169L, 2914L, 64_496L};
  private static final int POST_POLICY = 0x40;
  private static final int ADJ_RIB_OUT = 0x10;

  @TempDir Path directory;

  private ServerOptions options() {
    return options(LeakStory.relations());
  }

  private ServerOptions options(StatedRelations relations) {
    return ServerOptions.local(directory)
        .receiving(LeakStory.loopback())
        .knowing(relations, List.of())
        .asSimulation();
  }

  /** A table of that peer without a leak, and enough quiet for it to be judged. */
  private static void table(PlayedRouter router, Peer peer) throws IOException {
    router.up(peer, BEGIN).announce(peer, BEGIN, 0, ROUTES, PATH).endOfRib(peer, BEGIN);
    router.quiet(peer, BEGIN.plusSeconds(1), 120);
  }

  private static void leak(PlayedRouter router, Peer peer) throws IOException {
    router.announce(peer, LEAK, 0, LEAKED, LEAKED_PATH).quiet(peer, LEAK.plusSeconds(1), 20);
  }

  // RFC 7911

  @Test
  void aLeakOnOnePathIdentifierIsOneAndTheOtherPathsStay() throws Exception {
    var peer = LeakStory.FIRST;
    var relations =
        new StatedRelations.Builder()
            .addAll(LeakStory.relations())
            .peer(701, 3356)
            .provider(3356, 64_496);
    try (var server = AnshinServer.start(options(relations.build()));
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("paths").up(peer, BEGIN, new Speaker(true, 1), new Speaker(true, 2));
      router.announce(peer, BEGIN, identified(prefixes(0, ROUTES), 7), PATH);
      router.announce(
          peer, BEGIN, identified(prefixes(0, ROUTES), 4_000_000_000L), 701L, 3356L, 64_496L);
      router.endOfRib(peer, BEGIN).quiet(peer, BEGIN.plusSeconds(1), 120);
      verdict.isNothing();
      assertThat(verdict.read().peers())
          .extracting(FeedState.Peer::view, FeedState.Peer::routes, FeedState.Peer::judging)
          .containsExactly(tuple("adj-rib-in-pre", 2L * ROUTES, Judging.JUDGED));

      router.announce(peer, LEAK, identified(prefixes(0, LEAKED), 7), LEAKED_PATH);
      router.quiet(peer, LEAK.plusSeconds(1), 20);
      verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(verdict.read().peers().getFirst().routes()).isEqualTo(2L * ROUTES);

      var others = identified(prefixes(0, LEAKED), 4_000_000_000L);
      router.withdraw(peer, LEAK.plusSeconds(30), others);
      router.quiet(peer, LEAK.plusSeconds(31), 120);
      verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(verdict.read().peers().getFirst().routes()).isEqualTo(2L * ROUTES - LEAKED);

      router.withdraw(peer, LEAK.plusSeconds(200), identified(prefixes(0, LEAKED), 7));
      router.quiet(peer, LEAK.plusSeconds(201), 120);
      verdict.isOneThatEnded();
      var feed = verdict.read();
      assertThat(feed.peers().getFirst().routes()).isEqualTo(2L * (ROUTES - LEAKED));
      assertThat(feed.counted()).containsOnlyKeys("bmp-statistics-report");
    }
  }

  /** The router would send identifiers, the other side does not take them; and none at all. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "0, 2", "1, 0", "2, 1"})
  void pathIdentifiersAreThereWhereBothSidesAgreedToThemOnWhatIsReceived(int ours, int theirs)
      throws Exception {
    var peer = LeakStory.FIRST;
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("no-paths").up(peer, BEGIN, new Speaker(true, ours), new Speaker(true, theirs));
      router.announce(peer, BEGIN, 0, 10, PATH);
      var feed = verdict.read();
      assertThat(feed.peers()).extracting(FeedState.Peer::routes).containsExactly(10L);
      assertThat(feed.counted()).isEmpty();
    }
  }

  // RFC 6793

  /**
   * As the RFC has it; where the flag alone says it; as FRR sends it, without the flag; and
   * reformatted to four octets.
   */
  @ParameterizedTest
  @CsvSource({"32, 2, false", "32, 2, true", "0, 2, false", "0, 4, false"})
  void ofAPeerWithoutFourOctetAsNumbersTheLongOnesAreKnownToo(
      int flags, int asOctets, boolean fourOctetAs) throws Exception {
    long leaker = 4_200_000_001L;
    var relations =
        new StatedRelations.Builder()
            .provider(701, 2497)
            .peer(701, leaker)
            .peer(leaker, 2914)
            .peer(701, 2914)
            .provider(2914, 64_496)
            .build();
    var peer = LeakStory.SECOND.flagged(flags);
    var old = new Speaker(fourOctetAs, 0);
    try (var server = AnshinServer.start(options(relations));
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      var table = prefixes(0, ROUTES);
      router.begin("old").up(peer, BEGIN, Speaker.PLAIN, old);
      router.announce(peer, BEGIN, asOctets, table, 2497L, 701L, 2914L, 64_496L);
      router.endOfRib(peer, BEGIN).quiet(peer, BEGIN.plusSeconds(1), 120);
      verdict.isNothing();

      var leaked = prefixes(0, LEAKED);
      router.announce(peer, LEAK, asOctets, leaked, 2497L, 701L, leaker, 2914L, 64_496L);
      router.quiet(peer, LEAK.plusSeconds(1), 20);
      verdict.isOneLeak("4200000001", "701", LEAKED);
      var feed = verdict.read();
      assertThat(feed.peers()).extracting(FeedState.Peer::routes).containsExactly((long) ROUTES);
      assertThat(feed.counted()).containsOnlyKeys("bmp-statistics-report");
    }
  }

  /** RFC 7606, 7.2: what cannot be read is as withdrawn, and it is said. */
  @Test
  void aPathThatCannotBeReadIsCountedAndItsRouteIsNoMore() throws Exception {
    var peer = LeakStory.FIRST;
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("torn-path").up(peer, BEGIN).announce(peer, BEGIN, 0, 10, PATH);
      router.announce(peer, BEGIN, 2, prefixes(0, 3), PATH);

      var feed = verdict.read();
      assertThat(feed.peers()).extracting(FeedState.Peer::routes).containsExactly(7L);
      assertThat(feed.counted()).containsExactlyEntriesOf(Map.of("bgp-treat-as-withdraw-2", 1L));
    }
  }

  // RFC 9069

  @Test
  void theRoutersOwnTableIsJudgedWhereItIsTheOnlyOne() throws Exception {
    var own = Peer.locRib(64_500, 0x0a0000fe);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("own");
      table(router, own);
      verdict.isNothing();
      assertThat(verdict.read().peers())
          .extracting(
              FeedState.Peer::address,
              FeedState.Peer::view,
              FeedState.Peer::up,
              FeedState.Peer::routes,
              FeedState.Peer::judging)
          .containsExactly(tuple("0.0.0.0", "loc-rib", true, (long) ROUTES, Judging.JUDGED));

      leak(router, own);
      verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(verdict.read().counted()).containsOnlyKeys("bmp-statistics-report");
    }
  }

  /** What our peer 64496 hands us of its provider 2516: the table does not say our own AS. */
  @Test
  void inTheRoutersOwnTableALeakOfOurNeighbourIsFound() throws Exception {
    var own = Peer.locRib(64_500, 0x0a0000fe);
    var relations = new StatedRelations.Builder().provider(2516, 64_496).provider(2516, 4713);
    var ours = options(relations.build()).operatedBy(OperatorText.example());
    try (var server = AnshinServer.start(ours);
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("own").up(own, BEGIN).announce(own, BEGIN, 0, ROUTES, 2516L, 4713L);
      router.endOfRib(own, BEGIN).quiet(own, BEGIN.plusSeconds(1), 120);
      verdict.isNothing();

      router.announce(own, LEAK, 0, LEAKED, 64_496L, 2516L, 4713L);
      router.quiet(own, LEAK.plusSeconds(1), 20);
      verdict.isOneLeak("64496", "64500", LEAKED);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void besideThePeersTablesTheRoutersOwnIsCountedAndNotJudged(boolean ownFirst) throws Exception {
    var peer = LeakStory.FIRST;
    var own = Peer.locRib(64_500, 0x0a0000fe);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("both");
      table(router, ownFirst ? own : peer);
      table(router, ownFirst ? peer : own);
      router.quiet(peer, BEGIN.plusSeconds(130), 120);
      leak(router, own);
      verdict.isNothing();
      var feed = verdict.read();
      assertThat(feed.peers())
          .extracting(FeedState.Peer::view, FeedState.Peer::routes, FeedState.Peer::judging)
          .containsExactlyInAnyOrder(
              tuple("adj-rib-in-pre", (long) ROUTES, Judging.JUDGED),
              tuple("loc-rib", 0L, Judging.ELSEWHERE));
      long updates = (ownFirst ? LEAKED : LEAKED + ROUTES) / 50L;
      assertThat(feed.counted())
          .containsOnlyKeys("bmp-statistics-report", "not-judged-loc-rib")
          .containsEntry("not-judged-loc-rib", updates);

      router.announce(peer, LEAK.plusSeconds(60), 0, LEAKED, LEAKED_PATH);
      router.quiet(peer, LEAK.plusSeconds(61), 20);
      var found = verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(found.count("peerCount")).isEqualTo(1);
    }
  }

  // RFC 8671

  @ParameterizedTest
  @CsvSource({"0, adj-rib-out-pre", "64, adj-rib-out-post"})
  void whatGoesOutIsCountedAndNotJudged(int policy, String view) throws Exception {
    var peer = LeakStory.FIRST;
    var out = peer.flagged(ADJ_RIB_OUT | policy);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("out");
      table(router, peer);
      router.announce(out, BEGIN.plusSeconds(130), 0, ROUTES, PATH);
      router.endOfRib(out, BEGIN.plusSeconds(130)).quiet(peer, BEGIN.plusSeconds(131), 120);
      leak(router, out);
      verdict.isNothing();
      var feed = verdict.read();
      assertThat(feed.peers())
          .extracting(FeedState.Peer::view, FeedState.Peer::routes, FeedState.Peer::judging)
          .containsExactlyInAnyOrder(
              tuple("adj-rib-in-pre", (long) ROUTES, Judging.JUDGED),
              tuple(view, 0L, Judging.ELSEWHERE));
      assertThat(feed.counted())
          .containsOnlyKeys("bmp-statistics-report", "not-judged-" + view)
          .containsEntry("not-judged-" + view, (long) (ROUTES + LEAKED) / 50);

      router.announce(peer, LEAK.plusSeconds(60), 0, LEAKED, LEAKED_PATH);
      router.quiet(peer, LEAK.plusSeconds(61), 20);
      verdict.isOneLeak("15169", "701", LEAKED);
    }
  }

  /** RFC 8671, 4: path identifiers there are those that the router sends, not those it receives. */
  @Test
  void whatGoesOutHasThePathIdentifiersThatTheRouterSends() throws Exception {
    var peer = LeakStory.FIRST;
    var out = peer.flagged(ADJ_RIB_OUT | POST_POLICY);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("out").up(peer, BEGIN, new Speaker(true, 2), new Speaker(true, 1));
      router.announce(peer, BEGIN, 0, 10, PATH);
      router.announce(out, BEGIN, identified(prefixes(0, 10), 3), PATH);
      var feed = verdict.read();
      assertThat(feed.peers())
          .extracting(FeedState.Peer::view, FeedState.Peer::routes)
          .containsExactlyInAnyOrder(tuple("adj-rib-in-pre", 10L), tuple("adj-rib-out-post", 0L));
      assertThat(feed.counted())
          .isEqualTo(new TreeMap<>(Map.of("not-judged-adj-rib-out-post", 1L)));
    }
  }

  // RFC 7854, 4.2

  @Test
  void theSameAddressInTwoRoutingTablesIsTwoTables() throws Exception {
    var one = LeakStory.FIRST.inTable(0x0000_fbf4_0000_0001L);
    var two = LeakStory.FIRST.inTable(0x0000_fbf4_0000_0002L);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("tables").up(one, BEGIN).up(two, BEGIN);
      router.announce(one, BEGIN, 0, ROUTES, PATH).endOfRib(one, BEGIN);
      router.announce(two, BEGIN, 0, ROUTES / 2, PATH).endOfRib(two, BEGIN);
      router.quiet(one, BEGIN.plusSeconds(1), 120);
      verdict.isNothing();

      leak(router, two);
      verdict.isOneLeak("15169", "701", LEAKED);
      router.withdraw(one, LEAK.plusSeconds(30), 0, ROUTES);
      router.down(one, LEAK.plusSeconds(31)).quiet(two, LEAK.plusSeconds(32), 120);
      verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(verdict.read().peers())
          .extracting(
              FeedState.Peer::address,
              FeedState.Peer::view,
              FeedState.Peer::up,
              FeedState.Peer::routes)
          .containsExactly(
              tuple("192.0.2.1", "adj-rib-in-pre rd-fbf400000001", false, 0L),
              tuple("192.0.2.1", "adj-rib-in-pre rd-fbf400000002", true, ROUTES / 2L));
    }
  }

  // RFC 7854, 4.9 and 4.10

  @Test
  void aPeerThatIsLostAndSendsItsTableAnewIsNoEvent() throws Exception {
    var peer = LeakStory.FIRST;
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("again");
      table(router, peer);
      router.down(peer, LEAK);
      assertThat(verdict.read().peers()).extracting(FeedState.Peer::up).containsExactly(false);

      var back = LEAK.plusSeconds(300);
      router.quiet(LeakStory.SECOND, LEAK.plusSeconds(1), 298).up(peer, back);
      router.announce(peer, back, 0, ROUTES - 100, PATH).endOfRib(peer, back);
      router.quiet(peer, back.plusSeconds(1), 120);
      verdict.isNothing();
      assertThat(verdict.read().peers())
          .filteredOn(shown -> shown.as() == peer.as())
          .extracting(FeedState.Peer::up, FeedState.Peer::routes, FeedState.Peer::judging)
          .containsExactly(tuple(true, ROUTES - 100L, Judging.JUDGED));
    }
  }

  @Test
  void aLeakThatBeganWhileAPeerWasLostBeganBetweenItsLossAndItsReturn() throws Exception {
    var peer = LeakStory.FIRST;
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("again");
      table(router, peer);
      router.down(peer, LEAK).quiet(LeakStory.SECOND, LEAK.plusSeconds(1), 298);

      var back = LEAK.plusSeconds(300);
      router.up(peer, back).announce(peer, back.plusSeconds(2), LEAKED, ROUTES, PATH);
      router.announce(peer, back.plusSeconds(4), 0, LEAKED, LEAKED_PATH);
      router.endOfRib(peer, back.plusSeconds(4)).quiet(peer, back.plusSeconds(5), 20);
      var found = verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(found.startedAt().earliest()).isEqualTo(LEAK);
      assertThat(found.startedAt().latest()).isEqualTo(back.plusSeconds(4));
    }
  }

  // RFC 4760 and 4724

  @Test
  void aPeerOfBothFamiliesLeaksIpv6AndEndsEachTableByItself() throws Exception {
    var peer = LeakStory.FIRST;
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      var v6 = PlayedRouter.prefixesV6(0, ROUTES);
      router.begin("both").up(peer, BEGIN).announce(peer, BEGIN, 0, ROUTES, PATH);
      router.endOfRib(peer, BEGIN).announce(peer, BEGIN, v6, PATH).endOfRibV6(peer, BEGIN);
      router.quiet(peer, BEGIN.plusSeconds(1), 120);
      verdict.isNothing();
      assertThat(verdict.read().peers().getFirst().routes()).isEqualTo(2L * ROUTES);
      assertThat(verdict.read().peers().getFirst().routesV6()).isEqualTo(ROUTES);

      router.announce(peer, LEAK, v6.subList(0, LEAKED), LEAKED_PATH);
      router.quiet(peer, LEAK.plusSeconds(1), 20);
      var found = verdict.isOneLeak("15169", "701", LEAKED);
      assertThat(found.fact("prefixSample")).isNotEmpty().allMatch(text -> text.contains(":"));

      var back = LEAK.plusSeconds(60);
      router.down(peer, back);
      assertThat(verdict.read().peers().getFirst().downSince()).isNotNull();
      router.up(peer, back.plusSeconds(10));
      assertThat(verdict.read().peers().getFirst().downSince()).isNull();
      router.announce(peer, back.plusSeconds(11), 0, 10, PATH);
      router.announce(peer, back.plusSeconds(11), v6.subList(0, 20), LEAKED_PATH);
      router.endOfRib(peer, back.plusSeconds(12));
      assertThat(verdict.read().peers().getFirst().routes()).isEqualTo(10L + ROUTES);
      router.endOfRibV6(peer, back.plusSeconds(13));
      assertThat(verdict.read().peers().getFirst().routes()).isEqualTo(30);
      assertThat(verdict.read().peers().getFirst().routesV6()).isEqualTo(20);
      assertThat(verdict.read().counted()).containsOnlyKeys("bmp-statistics-report");
    }
  }

  /** FRR says End-of-RIB of a table before it sends it. */
  @Test
  void aNewPeerIsLearntUntilItsTableHasBeenQuietForAMinuteAndThenJudged() throws Exception {
    var added = LeakStory.SECOND;
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("added");
      table(router, LeakStory.FIRST);
      var at = BEGIN.plusSeconds(200);
      router.up(added, at).endOfRib(added, at);
      router.quiet(added, at.plusSeconds(1), 90); // quiet that is not that of a table
      router.announce(added, at.plusSeconds(100), 0, ROUTES, 2497L, 701L, 2914L, 64_496L);
      router.quiet(added, at.plusSeconds(101), 60);
      verdict.isNothing();
      assertThat(judging(verdict)).containsExactly(Judging.JUDGED, Judging.LEARNING);

      router.quiet(added, at.plusSeconds(162), 6); // a watermark is five seconds behind
      verdict.isNothing();
      assertThat(judging(verdict)).containsExactly(Judging.JUDGED, Judging.JUDGED);

      router.announce(added, LEAK, 0, LEAKED, 2497L, 701L, 15_169L, 2914L, 64_496L);
      router.quiet(added, LEAK.plusSeconds(1), 20);
      verdict.isOneLeak("15169", "701", LEAKED);
    }
  }

  private static List<Judging> judging(Verdict verdict) throws Exception {
    return verdict.read().peers().stream().map(FeedState.Peer::judging).toList();
  }
}
