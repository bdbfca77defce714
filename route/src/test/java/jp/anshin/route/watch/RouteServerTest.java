package jp.anshin.route.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.table.PeerKey;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An exchange with twenty members behind a route server whose AS is on no path (RFC 7947), seen
 * beside four carriers at the top. Each member has thirty customers of three prefixes, each of them
 * also a customer of the member beside it; six networks are behind the first carrier alone.
 */
class RouteServerTest {

  private static final int SERVER = 199_000;
  private static final int CARRIERS = 4;
  private static final int MEMBERS = 20;
  private static final int CUSTOMERS = 30;
  private static final int PREFIXES = 3;
  private static final int FOREIGN = MEMBERS * CUSTOMERS * PREFIXES;
  private static final int FOREIGN_PREFIXES = 300;

  private final Map<DetectionId, Detection> found = new LinkedHashMap<>();
  private long micros = Scenario.START;
  private RouteWatch watch = new RouteWatch(Thresholds.DEFAULT, StatedRelations.NONE);
  private boolean named;

  private void begin(boolean isNamed) {
    named = isNamed;
    watch = new RouteWatch(Thresholds.DEFAULT, stated());
    for (int prefix = 0; prefix < FOREIGN; prefix++) {
      int customer = prefix / PREFIXES;
      int member = customer / CUSTOMERS;
      for (int carrier = 0; carrier < CARRIERS; carrier++) {
        int by = carrier < 2 ? member : member ^ 1;
        carry(carrier, by % CARRIERS, prefix, 100 + by, 1_000 + customer);
      }
      server(prefix, 100 + member, 1_000 + customer);
    }
    for (int i = 0; i < FOREIGN_PREFIXES; i++) {
      for (int carrier = 0; carrier < CARRIERS; carrier++) {
        carry(carrier, 0, FOREIGN + i, 200 + i % 6, 5_000 + i);
      }
    }
    watch.beginWatch();
  }

  private StatedRelations stated() {
    var stated = new StatedRelations.Builder();
    return named ? stated.routeServer(SERVER).build() : stated.build();
  }

  /** What a carrier at the top sends: by itself, or by the one that serves the network. */
  private void carry(int carrier, int by, int prefix, int... behind) {
    int[] path =
        carrier == by
            ? new int[] {10 + carrier, behind[0], behind[1]}
            : new int[] {10 + carrier, 10 + by, behind[0], behind[1]};
    announce(10 + carrier, RouteEvent.NO_HOP, prefix, path);
  }

  private void server(int prefix, int... path) {
    announce(SERVER, named ? SERVER : RouteEvent.NO_HOP, prefix, path);
  }

  private void announce(int peer, int hop, int prefix, int... path) {
    micros += 1_000;
    var key = new PeerKey(IpAddress.v4(0xc000_0200 + peer), peer, "");
    long high = (0x0100_0000L + prefix * 256L) << 32;
    watch.onEvent(
        new RouteEvent()
            .at(key, micros)
            .announce(false, high, 0, 24, new AsPath().sequence(path), hop),
        this::found);
  }

  private void found(Detection detection) {
    found.put(detection.id(), detection);
  }

  private List<Detection> quiet() {
    for (int second = 0; second < 120; second++) {
      micros += 1_000_000;
      watch.onWatermark(RouteEvent.instant(micros), this::found);
    }
    return List.copyOf(found.values());
  }

  /** A member hands the server what its provider sent it. */
  private void leak(int... first) {
    for (int i = 0; i < FOREIGN_PREFIXES; i++) {
      int[] path = Arrays.copyOf(first, first.length + 4);
      path[first.length] = 104;
      path[first.length + 1] = 10;
      path[first.length + 2] = 200 + i % 6;
      path[first.length + 3] = 5_000 + i;
      server(FOREIGN + i, path);
    }
  }

  @Test
  void aMemberThatLeaksToTheServerIsNamedAndTheServerLetItThrough() {
    begin(true);
    leak();
    assertThat(quiet())
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.kinds()).contains("leak");
          assertThat(leak.fact("suspects")).startsWith("104", "199000");
          assertThat(leak.fact("letThrough")).containsExactly("199000");
          assertThat(leak.count("routeCount")).isEqualTo(FOREIGN_PREFIXES);
        });
  }

  /** Some servers put their own AS first all the same. */
  @Test
  void aServerThatIsOnItsPathsIsNoLeaker() {
    begin(true);
    leak(SERVER);
    assertThat(quiet())
        .singleElement()
        .satisfies(leak -> assertThat(leak.fact("suspects")).startsWith("104", "199000"));
  }

  @Test
  void ofAServerThatNobodyNamedTheLeakOfAMemberIsNotSeen() {
    begin(false);
    leak();
    assertThat(quiet()).noneMatch(each -> each.fact("suspects").contains("104"));
  }

  /** All of them, best by the other member now; and what no table had by that member at all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void routesThatMoveFromMemberToMemberAreNoLeak(int aside) {
    begin(true);
    for (int prefix = 0; prefix < FOREIGN; prefix++) {
      int customer = prefix / PREFIXES;
      int member = customer / CUSTOMERS;
      if (member == 4 && (aside == 1 || customer % CUSTOMERS < 5)) {
        server(prefix, 100 + (member ^ aside), 1_000 + customer);
      }
    }
    assertThat(quiet()).isEmpty();
  }
}
