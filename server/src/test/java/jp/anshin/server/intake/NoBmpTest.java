package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.feeds.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who never spoke BMP is no feed; a router that did and then sends rubbish is blind. */
final class NoBmpTest {

  private static final byte[] WEB =
      "GET / HTTP/1.1\r\nHost: anshin\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = HexFormat.of().parseHex("03ffffffff00");

  @TempDir Path directory;

  private ServerOptions options() {
    return ServerOptions.local(directory)
        .receiving(LeakStory.loopback())
        .knowing(LeakStory.relations(), List.of())
        .asSimulation();
  }

  @Test
  void whoTriesAgainAndAgainIsCountedAndTheLogHasOneLineForEachAddressAndKind() throws Exception {
    try (var server = AnshinServer.start(options());
        var lines = new Lines()) {
      for (int round = 0; round < 3; round++) {
        send(server, 12, WEB);
        send(server, 13, WEB);
      }
      send(server, 12, LENGTH);
      Await.until("counted", () -> count(server) == 7);

      assertThat(server.part(Feeds.class).refused())
          .extracting(Refused::address, Refused::reason, Refused::count)
          .containsExactly(tuple("127.0.0.12", "not-bmp", 4L), tuple("127.0.0.13", "not-bmp", 3L));
      assertThat(server.part(Feeds.class).all()).isEmpty();
      assertThat(server.part(Feeds.class).blindIntervals(10))
          .noneMatch(each -> each.feed().startsWith("127."));
      assertThat(lines.said())
          .hasSize(3)
          .anyMatch(line -> line.startsWith("127.0.0.12 sent a web request (HTTP)"))
          .anyMatch(line -> line.startsWith("127.0.0.13 sent a web request (HTTP)"))
          .anyMatch(line -> line.startsWith("127.0.0.12 sent a message of impossible length"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474554202f20485454502f312e310d0a",
        "090000000604",
        "03ffffffff00",
        "070707070707"
      })
  void rubbishAfterOneGoodMessageInTheSameWriteIsABlindInterval(String rubbish) throws Exception {
    try (var server = AnshinServer.start(options());
        var router = PlayedRouter.connect(server.bmpPort(), 12)) {
      router.begin("half-good").raw(HexFormat.of().parseHex(rubbish)).flush();
      Await.until("blind", () -> !blind(server, 12).isEmpty());

      assertThat(blind(server, 12))
          .singleElement()
          .satisfies(interval -> {
            assertThat(interval.until()).isNull();
            assertThat(interval.reason()).isEqualTo("malformed");
            assertThat(interval.detail()).containsAnyOf("wrong-version", "wrong-length");
            assertThat(interval.detail()).doesNotContain("offset=0 ");
          });
      assertThat(server.part(Feeds.class).all())
          .extracting(FeedState::id)
          .containsExactly("127.0.0.12");
      assertThat(server.part(Feeds.class).refused()).isEmpty();
    }
  }

  @Test
  void aKnownRouterThatComesBackWithRubbishIsBlindAfterARestartToo() throws Exception {
    try (var server = AnshinServer.start(options())) {
      speak(server, 12);
      send(server, 12, WEB);
      Await.until("malformed", () -> malformed(server, 12) == 1);
      assertThat(server.part(Feeds.class).refused()).isEmpty();
    }
    try (var server = AnshinServer.start(options())) {
      send(server, 12, LENGTH);
      Await.until("malformed again", () -> malformed(server, 12) == 2);
      assertThat(blind(server, 12)).anyMatch(each -> each.until() == null);
      assertThat(server.part(Feeds.class).refused()).isEmpty();
    }
  }

  @Test
  void aProbeFromTheAddressOfARetiredRouterIsNoBlindIntervalAndTheRouterItselfIsAFeedAgain()
      throws Exception {
    try (var server = AnshinServer.start(options())) {
      var feeds = server.part(Feeds.class);
      speak(server, 12);
      feeds.retire("sato", "127.0.0.12", "removed");
      assertThat(blind(server, 12)).allMatch(each -> each.until() != null);

      send(server, 12, WEB);
      Await.until("counted", () -> count(server) == 1);
      assertThat(blind(server, 12)).allMatch(each -> each.until() != null);
      assertThat(feeds.all()).isEmpty();

      speak(server, 12);
      assertThat(feeds.all()).extracting(FeedState::id).containsExactly("127.0.0.12");
      assertThat(blind(server, 12)).anyMatch(each -> each.until() == null);
      send(server, 12, WEB);
      Await.until("malformed", () -> malformed(server, 12) == 1);
    }
  }

  private static void send(AnshinServer server, int number, byte[] octets) throws Exception {
    try (var stranger = PlayedRouter.connect(server.bmpPort(), number)) {
      stranger.raw(octets).flush();
      stranger.awaitClose();
    }
  }

  /** A router connects, says which it is, and is gone. */
  private static void speak(AnshinServer server, int number) throws Exception {
    try (var router = PlayedRouter.connect(server.bmpPort(), number)) {
      router.begin("tokyo-1").flush();
      Await.until("up", () -> status(server, number) == FeedState.Status.UP);
    }
    Await.until(
        "down",
        () ->
            status(server, number) == FeedState.Status.DOWN
                && blind(server, number).stream().anyMatch(each -> each.until() == null));
  }

  private static FeedState.Status status(AnshinServer server, int number) {
    return server.part(Feeds.class).all().stream()
        .filter(feed -> feed.id().equals("127.0.0." + number))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private static long malformed(AnshinServer server, int number) {
    return blind(server, number).stream().filter(each -> each.reason().equals("malformed")).count();
  }

  private static long count(AnshinServer server) {
    return server.part(Feeds.class).refused().stream().mapToLong(Refused::count).sum();
  }

  private static List<BlindInterval> blind(AnshinServer server, int number) {
    return server.part(Feeds.class).blindIntervals(100).stream()
        .filter(interval -> interval.feed().equals("127.0.0." + number))
        .toList();
  }

  /** What the station says to the log from now on. */
  private static final class Lines implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Station.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Lines() {
      appender.start();
      logger.setLevel(Level.WARN);
      logger.setAdditive(false);
      logger.addAppender(appender);
    }

    List<String> said() {
      return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
      logger.setAdditive(true);
      logger.setLevel(null);
    }
  }
}
