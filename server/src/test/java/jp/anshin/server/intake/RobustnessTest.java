package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.feeds.Refused;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.wire.bgp.BgpWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobustnessTest {

  @TempDir Path directory;

  private ServerOptions options() {
    return ServerOptions.local(directory)
        .receiving(LeakStory.loopback())
        .knowing(LeakStory.relations(), List.of())
        .asSimulation();
  }

  private static FeedState feed(AnshinServer server, int number) {
    return server.part(Feeds.class).all().stream()
        .filter(feed -> feed.id().equals("127.0.0." + number))
        .findFirst()
        .orElseThrow();
  }

  private static List<BlindInterval> blind(AnshinServer server, int number) {
    return server.part(Feeds.class).blindIntervals(100).stream()
        .filter(interval -> interval.feed().equals("127.0.0." + number))
        .toList();
  }

  private static void awaitRoutes(AnshinServer server, int number, long routes) throws Exception {
    Await.until(
        routes + " routes of " + number,
        () ->
            server.part(Feeds.class).all().stream()
                    .filter(feed -> feed.id().equals("127.0.0." + number))
                    .flatMap(feed -> feed.peers().stream())
                    .mapToLong(FeedState.Peer::routes)
                    .sum()
                == routes);
  }

  private static void awaitUp(AnshinServer server, int count) throws Exception {
    Await.until(
        count + " feeds up",
        () ->
            server.part(Feeds.class).all().stream()
                    .filter(feed -> feed.status() == FeedState.Status.UP)
                    .count()
                == count);
  }

  @Test
  void manyRoutersAtOnceAreEachReadWhole() throws Exception {
    int count = 40;
    try (var server = AnshinServer.start(options());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var said = new ArrayList<Future<Long>>();
      for (int number = 100; number < 100 + count; number++) {
        int own = number;
        said.add(
            threads.submit(() -> {
              try (var router = PlayedRouter.connect(server.bmpPort(), own)) {
                LeakStory.table(router, "router-" + own, LeakStory.BASELINE);
                awaitRoutes(server, own, 2L * LeakStory.ROUTES);
                return router.messages();
              }
            }));
      }
      for (int number = 100; number < 100 + count; number++) {
        long messages = said.get(number - 100).get();
        assertThat(feed(server, number).messages()).isEqualTo(messages);
        assertThat(feed(server, number).name()).isEqualTo("router-" + number);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "09 00 00 00 06 04, wrong-version offset=0",
    "03 ff ff ff ff 00, wrong-length offset=0",
    "03 00 00 00 05 00, wrong-length offset=0",
    "47 45 54 20 2f 20, wrong-version offset=0"
  })
  void whoSpeaksNoBmpIsClosedAndRecordedAndTheOthersGoOn(String octets, String detail)
      throws Exception {
    byte[] garbage = HexFormat.ofDelimiter(" ").parseHex(octets);
    try (var server = AnshinServer.start(options());
        var good = PlayedRouter.connect(server.bmpPort(), 11)) {
      LeakStory.table(good, "good", LeakStory.BASELINE);
      try (var bad = PlayedRouter.connect(server.bmpPort(), 12)) {
        bad.raw(garbage).flush();
        bad.awaitClose();
      }
      Await.until("refused", () -> !server.part(Feeds.class).refused().isEmpty());
      assertThat(server.part(Feeds.class).refused())
          .singleElement()
          .satisfies(refused -> {
            assertThat(refused.address()).isEqualTo("127.0.0.12");
            assertThat(refused.reason()).isEqualTo("not-bmp");
            assertThat(refused.detail()).startsWith(detail).endsWith("octets=" + octets);
          });
      assertThat(blind(server, 12)).isEmpty();
      Await.until("the good router is known", () -> !server.part(Feeds.class).all().isEmpty());
      assertThat(server.part(Feeds.class).all())
          .extracting(FeedState::id)
          .containsExactly("127.0.0.11");
      good.announce(LeakStory.FIRST, LeakStory.BASELINE, 3_000, 3_001, 701L).flush();
      awaitRoutes(server, 11, 2L * LeakStory.ROUTES + 1);
      assertThat(blind(server, 11)).isEmpty();

      try (var repaired = PlayedRouter.connect(server.bmpPort(), 12)) {
        repaired.begin("repaired").flush();
        awaitUp(server, 2);
      }
    }
  }

  @Test
  void garbageAfterGoodMessagesEndsTheSessionAtItsOffset() throws Exception {
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      router.begin("half-good").flush();
      Await.until("up", () -> feed(server, 11).status() == FeedState.Status.UP);
      long before = feed(server, 11).octets();
      router.raw(new byte[] {7, 7, 7, 7, 7, 7}).flush();
      router.awaitClose();
      Await.until("blind", () -> !blind(server, 11).isEmpty());

      assertThat(blind(server, 11).getFirst().detail())
          .startsWith("wrong-version offset=" + before + " ");
      Await.until("down", () -> feed(server, 11).status() == FeedState.Status.DOWN);
      assertThat(feed(server, 11).counted()).containsEntry("malformed", 1L);
    }
  }

  @Test
  void wellFramedRubbishIsCountedByKindAndTheSessionGoesOn() throws Exception {
    var random = new SplittableRandom(20170825);
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      router.begin("rubbish");
      int rubbish = 3_000;
      for (int i = 0; i < rubbish; i++) {
        byte[] message = new byte[6 + random.nextInt(200)];
        random.nextBytes(message);
        message[0] = 3;
        message[1] = 0;
        message[2] = 0;
        message[3] = 0;
        message[4] = (byte) message.length;
        message[5] = (byte) random.nextInt(9);
        router.raw(message);
      }
      router.announce(PlayedRouter.peer(1, 701), LeakStory.BASELINE, 0, 7, 701L, 2914L).flush();
      Await.until("all read", () -> feed(server, 11).messages() == router.messages());

      assertThat(feed(server, 11).status()).isEqualTo(FeedState.Status.UP);
      assertThat(feed(server, 11).counted()).containsKeys("bmp-type-7", "bmp-malformed-type-0");
      assertThat(feed(server, 11).peers())
          .filteredOn(peer -> peer.as() == 701)
          .extracting(FeedState.Peer::routes)
          .containsExactly(7L);
    }
  }

  @Test
  void whoIsNotAllowedIsRefusedAndCounted() throws Exception {
    var only = new BmpOptions("127.0.0.1", 0, List.of(AddressPrefix.parse("127.0.0.11/32")));
    try (var server = AnshinServer.start(options().receiving(only))) {
      try (var stranger = PlayedRouter.connect(server.bmpPort(), 66)) {
        stranger.awaitClose();
      }
      Await.until("counted", () -> !server.part(Feeds.class).refused().isEmpty());
      assertThat(server.part(Feeds.class).refused())
          .extracting(Refused::address, Refused::reason, Refused::count)
          .containsExactly(tuple("127.0.0.66", "not-allowed", 1L));
      assertThat(server.part(Feeds.class).all()).isEmpty();
      try (var allowed = PlayedRouter.connect(server.bmpPort(), 11)) {
        allowed.begin("allowed").flush();
        Await.until("up", () -> !server.part(Feeds.class).all().isEmpty());
      }
    }
  }

  @Test
  void aPortInUseIsToldAsTheOneForBmp() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var bmp = new BmpOptions("127.0.0.1", taken.getLocalPort(), LeakStory.loopback().allowed());

      assertThatThrownBy(() -> AnshinServer.start(options().receiving(bmp)))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo("start.bmp-port-in-use");
                assertThat(refusal.sentence(Locale.JAPANESE))
                    .contains("BMP", "127.0.0.1", Integer.toString(taken.getLocalPort()));
              });
    }
    AnshinServer.start(options()).close();
  }

  @Test
  void aBaselineThatIsNoMrtIsToldBeforeAnythingStarts() throws Exception {
    Path file = Files.writeString(directory.resolve("not-mrt"), "hello, world\n");

    assertThatThrownBy(
            () -> AnshinServer.start(options().knowing(LeakStory.relations(), List.of(file))))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("start.baseline-unreadable");
              assertThat(refusal.getMessage()).contains(file.toString());
            });
  }

  @Test
  void aJournalOfFewOctetsSlowsTheRouterAndLosesNothing() throws Exception {
    try (var server = AnshinServer.start(options().journalling(256 << 10));
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      router.begin("fast").up(LeakStory.FIRST, LeakStory.BASELINE);
      for (int round = 0; round < 60; round++) {
        Instant at = LeakStory.BASELINE.plusSeconds(round);
        router.announce(LeakStory.FIRST, at, 0, 5_000, 701L, 2914L, 64_496L + round % 2);
      }
      router.announce(LeakStory.FIRST, LeakStory.BASELINE, 5_000, 5_001, 701L).flush();
      Await.until("all read", () -> feed(server, 11).messages() == router.messages());

      assertThat(feed(server, 11).octets()).isGreaterThan(4 * (256L << 10));
      assertThat(feed(server, 11).peers())
          .extracting(FeedState.Peer::routes)
          .containsExactly(5_001L);
      assertThat(blind(server, 11)).isEmpty();
    }
  }

  @Test
  void aLostSessionIsABlindIntervalUntilTheRouterIsBack() throws Exception {
    try (var server = AnshinServer.start(options())) {
      try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
        LeakStory.table(router, "tokyo-1", LeakStory.BASELINE);
        awaitRoutes(server, 11, 2L * LeakStory.ROUTES);
      }
      Await.until("down", () -> feed(server, 11).status() == FeedState.Status.DOWN);
      assertThat(blind(server, 11))
          .singleElement()
          .satisfies(interval -> {
            assertThat(interval.reason()).isEqualTo("session-lost");
            assertThat(interval.until()).isNull();
          });
      try (var again = PlayedRouter.connect(server.bmpPort(), 11)) {
        again.begin("tokyo-1").flush();
        Await.until("sight", () -> blind(server, 11).getFirst().until() != null);
        Await.until("up", () -> feed(server, 11).status() == FeedState.Status.UP);
      }
    }
  }

  @Test
  void aTableThatIsSentAgainIsNoIncident() throws Exception {
    try (var server = AnshinServer.start(options())) {
      try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
        LeakStory.baseline(router, "tokyo-1");
        awaitRoutes(server, 11, 2L * LeakStory.ROUTES);
      }
      Await.until("down", () -> feed(server, 11).status() == FeedState.Status.DOWN);
      try (var again = PlayedRouter.connect(server.bmpPort(), 11)) {
        Instant later = LeakStory.BASELINE.plusSeconds(600);
        LeakStory.table(again, "tokyo-1", later);
        LeakStory.table(again, "tokyo-1", later.plusSeconds(30)); // as FRR does at a refresh
        again.quiet(LeakStory.FIRST, later.plusSeconds(60), 60);
        Await.until(
            "all read",
            () ->
                feed(server, 11).status() == FeedState.Status.UP
                    && feed(server, 11).lagOctets() == 0
                    && server.part(Intake.class).isCaughtUp());
        awaitRoutes(server, 11, 2L * LeakStory.ROUTES);

        assertThat(server.incidents().latest(10)).isEmpty();
      }
    }
  }

  @Test
  void aLeakThatBeganWhileTheSessionWasLostIsFound() throws Exception {
    try (var server = AnshinServer.start(options())) {
      try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
        LeakStory.baseline(router, "tokyo-1");
        awaitRoutes(server, 11, 2L * LeakStory.ROUTES);
      }
      Await.until("down", () -> feed(server, 11).status() == FeedState.Status.DOWN);
      try (var again = PlayedRouter.connect(server.bmpPort(), 11)) {
        again.begin("tokyo-1").up(LeakStory.FIRST, LeakStory.LEAK);
        again.announce(
            LeakStory.FIRST, LeakStory.LEAK, 0, LeakStory.LEAKED, 701L, 15169L, 2914L, 64_496L);
        again.quiet(LeakStory.FIRST, LeakStory.LEAK.plusSeconds(1), 10);
        Await.until("an incident", () -> server.incidents().open().size() == 1);
      }
    }
  }

  @Test
  void tablesOfTwoViewsAreNotCountedTwice() throws Exception {
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      router.begin("views").up(LeakStory.FIRST, LeakStory.BASELINE);
      var update = new BgpWriter();
      update.announce(PlayedRouter.prefixes(0, 10), List.of(701L), LeakStory.FIRST.address(), 4);
      byte[] announced = update.toByteArray();
      int postPolicy = 0x40;
      int adjRibOut = 0x10;
      router.raw(
          PlayedRouter.flagged(
              router.monitoring(LeakStory.FIRST, LeakStory.BASELINE, announced), postPolicy));
      router.flush();
      awaitRoutes(server, 11, 10);
      router.raw(router.monitoring(LeakStory.FIRST, LeakStory.BASELINE, announced));
      router.raw(
          PlayedRouter.flagged(
              router.monitoring(LeakStory.FIRST, LeakStory.BASELINE, announced), postPolicy));
      router.raw(
          PlayedRouter.flagged(
              router.monitoring(LeakStory.FIRST, LeakStory.BASELINE, announced), adjRibOut));
      router.flush();
      Await.until("all read", () -> feed(server, 11).messages() == router.messages());

      assertThat(feed(server, 11).peers())
          .extracting(FeedState.Peer::view, FeedState.Peer::routes)
          .containsExactlyInAnyOrder(
              tuple("adj-rib-in-post", 0L),
              tuple("adj-rib-in-pre", 10L),
              tuple("adj-rib-out-pre", 0L));
      assertThat(feed(server, 11).counted())
          .containsEntry("not-judged-adj-rib-in-post", 1L)
          .containsEntry("not-judged-adj-rib-out-pre", 1L);
    }
  }

  @Test
  void twoRoutersBehindOneAddressAreTwoFeedsAndOneThatComesAgainIsOne() throws Exception {
    try (var server = AnshinServer.start(options());
        var one = PlayedRouter.connect(server.bmpPort(), 11)) {
      one.begin("one").flush();
      awaitUp(server, 1);
      try (var other = PlayedRouter.connect(server.bmpPort(), 11)) {
        other.begin("other").flush();
        awaitUp(server, 2);
        assertThat(server.part(Feeds.class).all())
            .extracting(FeedState::id)
            .containsExactly("127.0.0.11", "127.0.0.11/other");
        try (var oneAgain = PlayedRouter.connect(server.bmpPort(), 11)) {
          oneAgain.begin("one").flush();
          one.awaitClose();
          awaitUp(server, 2);
          assertThat(server.part(Feeds.class).all()).hasSize(2);
        }
      }
    }
  }

  @Test
  void aLiveClockFarAheadIsCountedAndNotBelieved() throws Exception {
    var live =
        ServerOptions.local(directory)
            .receiving(LeakStory.loopback())
            .knowing(LeakStory.relations(), List.of());
    try (var server = AnshinServer.start(live);
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      Instant ahead = Instant.now().plusSeconds(86_400);
      router.begin("wrong-clock").up(LeakStory.FIRST, ahead);
      router.announce(LeakStory.FIRST, ahead, 0, 10, 701L).flush();
      awaitRoutes(server, 11, 10);

      assertThat(feed(server, 11).counted()).containsEntry("clock-skew", 2L);
    }
  }

  @Test
  void aDiskThatIsFullEndsTheSessionAsBlindAndTheServerGoesOn() throws Exception {
    try (var server = AnshinServer.start(options())) {
      var feeds = server.part(Feeds.class);
      var log = new FullableLog();
      try (var station =
          new Station(log, feeds, Clock.systemUTC(), LeakStory.loopback().allowed())) {
        station.bind("127.0.0.1", 0);
        station.start();
        try (var router = PlayedRouter.connect(station.port(), 21)) {
          router.begin("before").flush();
          Await.until("written", () -> log.count(RecordKind.MESSAGE) == 1);
          log.full = true;
          router.begin("lost").flush();
          router.awaitClose();
        }
        Await.until("blind", () -> !blind(server, 21).isEmpty());
        assertThat(blind(server, 21))
            .allSatisfy(interval -> {
              assertThat(interval.reason()).isEqualTo("disk-full");
              assertThat(interval.detail()).contains("No space left");
            });
        try (var refused = PlayedRouter.connect(station.port(), 22)) {
          refused.awaitClose();
        }
        log.full = false;
        Await.until("the end is written", () -> log.count(RecordKind.CLOSED) == 1);
        try (var again = PlayedRouter.connect(station.port(), 21)) {
          again.begin("after").flush();
          Await.until("written again", () -> log.count(RecordKind.MESSAGE) == 2);
        }
      }
    }
  }

  /** Takes records until the disk is full. */
  private static final class FullableLog implements IntakeLog {
    private final List<Byte> kinds = new ArrayList<>();
    private volatile boolean full;

    @Override
    public synchronized void append(
        byte kind, long stream, long micros, byte[] payloads, int offset, int[] lengths, int count)
        throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      for (int i = 0; i < count; i++) {
        kinds.add(kind);
      }
    }

    synchronized int count(byte kind) {
      return (int) kinds.stream().filter(each -> each == kind).count();
    }
  }
}
