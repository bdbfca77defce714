package jp.anshin.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Evidence;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.identity.FirstStart.DemoAccount;
import jp.anshin.server.identity.Role;

/** A server with one incident, the leak of 2017, and a browser before it. */
final class OpenConsole implements AutoCloseable {

  /** When the leak began. */
  static final Instant START = Instant.parse("2017-08-25T03:22:01Z");

  private static final Path PICTURES = Path.of("target", "pictures");

  final AnshinServer server;
  final Chromium chromium;

  /**
   * Opens both, or skips the test where there is no browser.
   *
   * @param directory for what they keep
   */
  OpenConsole(Path directory) {
    assumeTrue(Chromium.isInstalled(), "Chromium and its driver are not installed");
    server =
        AnshinServer.start(
            ServerOptions.local(directory.resolve("data"))
                .operatedBy(OperatorText.example())
                .asSimulation());
    for (int revision = 1; revision <= 20; revision++) {
      server.incidents().accept(leak(revision, revision * 8_000L));
    }
    chromium = new Chromium(directory.resolve("profile"));
  }

  /** The incident. */
  IncidentId incident() {
    return server.incidents().open().getFirst().id();
  }

  /** Opens pages one after the other, keeps their pictures, and sees that none is too wide. */
  void fits(List<String> paths, String language, int width) {
    for (String path : paths) {
      open(path);
      keepPicture(path.replace('/', '_') + "-" + language + "-" + width);

      assertThat((Long) chromium.ask("return document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(width);
    }
  }

  void open(String path) {
    chromium.open(base() + path);
  }

  void keepPicture(String name) {
    chromium.keepPicture(PICTURES.resolve(name + ".png"));
  }

  /** Another person sits down. A page that is still live would ask for a session of its own. */
  void logInAfresh(Role role, String language) {
    open("/assets/icon.svg");
    chromium.forgetWhoIsLoggedIn();
    logIn(role, language);
  }

  void logIn(Role role, String language) {
    DemoAccount account =
        server.demoAccounts().stream()
            .filter(each -> each.role() == role)
            .findFirst()
            .orElseThrow();
    open("/login?lang=" + language);
    chromium.find("#username").sendKeys(account.name());
    chromium.find("#password").sendKeys(account.password());
    chromium.find("#content button").click();
    chromium.until(() -> !chromium.all("#map").isEmpty());
  }

  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    chromium.close();
    server.close();
  }

  /** A neighbour sends a route that nobody may. */
  static Detection bogon() {
    return new Detection(
        new DetectionId("route:bogon-prefix:2914:" + START),
        1,
        "route",
        new TreeSet<>(List.of("bogon-prefix")),
        new Subject("route-neighbour", "2914"),
        Interval.at(START),
        START.plusSeconds(60),
        START.plusSeconds(60),
        null,
        Certainty.LOW,
        new TreeMap<>(Map.of("routeCount", 1L, "peerCount", 1L)),
        new TreeMap<>(
            Map.of("prefixSample", List.of("10.0.0.0/8"), "pathSample", List.of("2914 64500"))),
        List.of());
  }

  /** A router with a full table, a customer beyond its limit, and a session that is lost. */
  static FeedState edge() {
    return new FeedState(
        "192.0.2.1",
        "edge-2",
        FeedState.Status.UP,
        START,
        START,
        1,
        100,
        0,
        List.of(
            peer("192.0.2.2", 2516, 1_052_300, 231_456, true),
            peer("192.0.2.3", 64511, 48, 11, true),
            peer("192.0.2.4", 65010, 12, 0, false)),
        new TreeMap<>());
  }

  private static FeedState.Peer peer(String address, long as, long v4, long v6, boolean up) {
    return new FeedState.Peer(
        address,
        as,
        "adj-rib-in-pre",
        up,
        v4 + v6,
        v6,
        FeedState.Judging.JUDGED,
        up ? START : null,
        up ? null : START);
  }

  /** The leak with so many routes at that revision. */
  static Detection leak(int revision, long routes) {
    return new Detection(
        new DetectionId("route:15169>701:" + START),
        revision,
        "route",
        new TreeSet<>(List.of("leak")),
        new Subject("route-edge", "15169>701"),
        Interval.at(START),
        START.plusSeconds(9),
        START.plusSeconds(8L + revision),
        null,
        Certainty.HIGH,
        new TreeMap<>(Map.of("routeCount", routes, "newMoreSpecificCount", routes / 2)),
        new TreeMap<>(Map.of("suspects", List.of("15169"), "letThrough", List.of("701"))),
        List.of(new Evidence("bmp", 1, 4096, 128, "ab".repeat(32), START)));
  }
}
