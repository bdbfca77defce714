package jp.anshin.e2e.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GoBGP holds a recorded table and hands it to FRR, FRR shows it to the station over BMP, and so
 * does GoBGP with what FRR hands back. {@code -Danshin.e2e.bgpd=/bin/false} in place of FRR makes
 * the first test fail, as the second shows.
 */
class RealRoutersTest {
  private static final int ROUTES = 3_000;
  private static final int LEAKED = 300;
  private static final int INJECTIONS_MAX = 5;
  private static final long CUT_AFTER_OCTETS = 100_000;

  @TempDir Path directory;

  @Test
  void aTableArrivesWholeThroughAResetAndALeakBecomesOneIncident() throws Exception {
    Path bgpd = Daemon.program("anshin.e2e.bgpd", "/usr/lib/frr/bgpd");
    Path gobgpd = Daemon.program("anshin.e2e.gobgpd", "/usr/bin/gobgpd");
    Path gobgp = Daemon.program("anshin.e2e.gobgp", "/usr/bin/gobgp");
    flow(bgpd, gobgpd, gobgp);
  }

  @Test
  void aDaemonThatDoesNothingMakesItFail() {
    Path gobgpd = Daemon.program("anshin.e2e.gobgpd", "/usr/bin/gobgpd");
    Path gobgp = Daemon.program("anshin.e2e.gobgp", "/usr/bin/gobgp");

    assertThatThrownBy(() -> flow(Path.of("/bin/false"), gobgpd, gobgp))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bgpd ended with 1");
  }

  private void flow(Path bgpd, Path gobgpd, Path gobgp) throws Exception {
    var routes = Tables.routes(ROUTES);
    Path table = directory.resolve("table.mrt");
    Path leak = directory.resolve("leak.mrt");
    Tables.write(routes, table);
    Tables.write(Tables.leaked(LEAKED), leak);
    Path data = directory.resolve("data");
    var options =
        ServerOptions.local(data)
            .receiving(new BmpOptions("127.0.0.1", 0, List.of(AddressPrefix.parse("127.0.0.0/8"))))
            .knowing(relations(), List.of(table));
    int frrPort = freePort("127.0.0.2");
    int goPort = freePort("127.0.0.3");
    int apiPort = freePort("127.0.0.1");
    try (var server = AnshinServer.start(options);
        var proxy = new CuttingProxy(server.bmpPort(), CUT_AFTER_OCTETS);
        var go = startGoBgp(gobgpd, goPort, frrPort, apiPort, server.bmpPort());
        var frr = startFrr(bgpd, frrPort, goPort, proxy.port())) {
      frr.await(
          "both routers are heard",
          () -> feed(server, "frr-tokyo").isPresent() && feed(server, "GoBGP").isPresent());
      frr.await("FRR's session with GoBGP", () -> isUp(server, "frr-tokyo", 64_510));

      inject(gobgp, apiPort, table, routes.size());
      frr.await("the reset in the middle of the table", proxy::hasCut);
      awaitTable(frr, server, routes.size());
      go.await("GoBGP's own view", () -> isUp(server, "GoBGP", 64_500));
      var id = feed(server, "frr-tokyo").orElseThrow().id();
      assertThat(server.part(Feeds.class).blindIntervals(20))
          .filteredOn(interval -> interval.feed().equals(id))
          .isNotEmpty()
          .allSatisfy(interval -> {
            assertThat(interval.reason()).isEqualTo("session-lost");
            assertThat(interval.until()).isNotNull();
          });
      frr.await("the table is whole", () -> isJudged(server, "frr-tokyo", 64_510));
      assertThat(server.incidents().latest(5)).isEmpty();

      inject(gobgp, apiPort, leak, routes.size() + LEAKED);
      frr.await("the incident", () -> server.incidents().open().size() == 1);
      frr.await("all of it", () -> leakedRoutes(server) == LEAKED);
      var detection = server.incidents().open().getFirst().detections().getFirst();
      assertThat(detection.fact("suspects").getFirst()).isEqualTo("15169");
      assertThat(detection.kinds()).contains("leak");
    }
    var expected = new TreeSet<>(routes.keySet());
    expected.addAll(Tables.leaked(LEAKED).keySet());
    assertThat(Tables.arrived(data.resolve("journal"), 64_510)).isEqualTo(expected);
  }

  private static void awaitTable(Daemon frr, AnshinServer server, int routes) throws Exception {
    try {
      frr.await("the whole table", () -> routesOf(server, "frr-tokyo", 64_510) == routes);
    } catch (AssertionError missing) {
      throw new AssertionError(
          routes + " routes are expected of " + server.part(Feeds.class).all(), missing);
    }
  }

  /** AS 15169 gives its peer 64510 what it has of its peer 2914. */
  private static StatedRelations relations() {
    return new StatedRelations.Builder()
        .peer(64_510, 15169)
        .peer(15169, 2914)
        .provider(2914, 64_496)
        .provider(64_510, 64_500)
        .build();
  }

  private static Optional<FeedState> feed(AnshinServer server, String name) {
    return server.part(Feeds.class).all().stream()
        .filter(feed -> feed.name().equals(name) && feed.status() == FeedState.Status.UP)
        .findFirst();
  }

  private static boolean isUp(AnshinServer server, String name, long as) {
    return feed(server, name).stream()
        .flatMap(feed -> feed.peers().stream())
        .anyMatch(peer -> peer.as() == as && peer.up());
  }

  private static long routesOf(AnshinServer server, String name, long as) {
    return feed(server, name).stream()
        .flatMap(feed -> feed.peers().stream())
        .filter(peer -> peer.as() == as && peer.view().equals("adj-rib-in-pre"))
        .mapToLong(FeedState.Peer::routes)
        .sum();
  }

  private static boolean isJudged(AnshinServer server, String name, long as) {
    return feed(server, name).stream()
        .flatMap(feed -> feed.peers().stream())
        .anyMatch(peer -> peer.as() == as && peer.judging() == FeedState.Judging.JUDGED);
  }

  private static long leakedRoutes(AnshinServer server) {
    return server.incidents().open().stream()
        .flatMap(incident -> incident.detections().stream())
        .mapToLong(detection -> detection.count("routeCount"))
        .max()
        .orElse(0);
  }

  private Daemon startFrr(Path bgpd, int port, int neighbourPort, int bmpPort) throws Exception {
    Path home = Files.createDirectory(directory.resolve("frr"));
    Path configuration =
        Files.writeString(
            home.resolve("bgpd.conf"),
            """
            hostname frr-tokyo
            router bgp 64500
             bgp router-id 127.0.0.2
             no bgp ebgp-requires-policy
             no bgp network import-check
             neighbor 127.0.0.3 remote-as 64510
             neighbor 127.0.0.3 port %d
             neighbor 127.0.0.3 ebgp-multihop 255
             neighbor 127.0.0.3 disable-connected-check
             neighbor 127.0.0.3 update-source 127.0.0.2
             neighbor 127.0.0.3 timers connect 1
             address-family ipv4 unicast
              neighbor 127.0.0.3 soft-reconfiguration inbound
             exit-address-family
             bmp targets anshin
              bmp stats interval 1000
              bmp monitor ipv4 unicast pre-policy
              bmp connect 127.0.0.1 port %d min-retry 100 max-retry 1000
             exit
            """
                .formatted(neighbourPort, bmpPort));
    return Daemon.start(
        "bgpd",
        home,
        List.of(
            bgpd.toString(),
            "-f",
            configuration.toString(),
            "-i",
            home.resolve("bgpd.pid").toString(),
            "--vty_socket",
            home.toString(),
            "-A",
            "127.0.0.1",
            "-P",
            "0",
            "-p",
            Integer.toString(port),
            "-l",
            "127.0.0.2",
            "-S",
            "-n",
            "-Z",
            "-M",
            "bmp"));
  }

  private Daemon startGoBgp(Path gobgpd, int port, int neighbourPort, int apiPort, int bmpPort)
      throws Exception {
    Path home = Files.createDirectory(directory.resolve("gobgp"));
    Path configuration =
        Files.writeString(
            home.resolve("gobgpd.toml"),
            """
            [global.config]
              as = 64510
              router-id = "127.0.0.3"
              port = %d
              local-address-list = ["127.0.0.3"]
            [[neighbors]]
              [neighbors.config]
                neighbor-address = "127.0.0.2"
                peer-as = 64500
              [neighbors.transport.config]
                remote-port = %d
                local-address = "127.0.0.3"
                passive-mode = true
              [neighbors.ebgp-multihop.config]
                enabled = true
                multihop-ttl = 255
              [[neighbors.afi-safis]]
                [neighbors.afi-safis.config]
                  afi-safi-name = "ipv4-unicast"
            [[bmp-servers]]
              [bmp-servers.config]
                address = "127.0.0.1"
                port = %d
                route-monitoring-policy = "pre-policy"
            """
                .formatted(port, neighbourPort, bmpPort));
    return Daemon.start(
        "gobgpd",
        home,
        List.of(
            gobgpd.toString(),
            "-f",
            configuration.toString(),
            "--api-hosts",
            "127.0.0.1:" + apiPort,
            "--pprof-disable"));
  }

  /** Injects a table until GoBGP has so many routes: its injector may end before all are sent. */
  private void inject(Path gobgp, int apiPort, Path file, int expected) throws Exception {
    for (int attempt = 0; attempt < INJECTIONS_MAX; attempt++) {
      gobgp(gobgp, apiPort, "mrt", "inject", "global", file.toString());
      if (gobgp(gobgp, apiPort, "global", "rib", "summary").contains("Path: " + expected)) {
        return;
      }
    }
    throw new AssertionError("GoBGP did not take the " + expected + " routes of " + file);
  }

  private String gobgp(Path gobgp, int apiPort, String... words) throws Exception {
    var command =
        new ArrayList<>(
            List.of(gobgp.toString(), "-u", "127.0.0.1", "-p", Integer.toString(apiPort)));
    command.addAll(List.of(words));
    return Daemon.run(directory, command);
  }

  private static int freePort(String address) throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.getLocalPort();
    }
  }
}
