package jp.anshin.route.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.route.feed.FirstHop;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.route.scan.RouteScan;
import jp.anshin.route.scan.RouteScan.Input;
import jp.anshin.route.scan.ScannedIncident;
import jp.anshin.wire.Counts;
import jp.anshin.wire.Octets;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.NlriVisitor;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpMessage;
import org.junit.jupiter.api.Test;

class Leak2017Test {

  private static final SimulationSize SMALL = SimulationSize.scaled(0.03);

  /** After both headers, the number of statistics, and the type and length of the only one. */
  private static final int GAUGE_AT = 6 + 42 + 4 + 4;

  /** Decodes what the routers send, as any station would. */
  private static final class Station {
    private final Counts counts = new Counts();
    private final UpdateMessage update = new UpdateMessage(counts);
    private final BmpMessage message = new BmpMessage();
    private final NlriVisitor withdrawn = this::withdrawn;
    private final NlriVisitor announced = this::announced;
    final Map<Long, Map<Long, String>> tables = new HashMap<>();
    final Map<Long, Set<Long>> leaked = new HashMap<>();
    final Map<Long, Set<Long>> leakedOfOcn = new HashMap<>();
    final Map<Long, Long> reported = new HashMap<>();
    final Set<Integer> lengths = new HashSet<>();
    long first = Long.MAX_VALUE;
    long lastOfRamp;
    private long latest;
    int malformed;

    void take(Leak2017.Message taken) {
      malformed += message.wrap(taken.octets(), 0, taken.octets().length) == null ? 0 : 1;
      assertThat(taken.epochMicros()).isGreaterThanOrEqualTo(latest);
      latest = taken.epochMicros();
      if (message.type() == BmpMessage.STATISTICS_REPORT) {
        assertThat(message.epochMicros()).isEqualTo(taken.epochMicros());
        reported.put(message.peerAs(), Octets.i64(taken.octets(), GAUGE_AT));
      }
      if (message.type() == BmpMessage.ROUTE_MONITORING) {
        int start = message.contentStart() + BgpMessage.HEADER_OCTETS;
        boolean whole = update.wrap(taken.octets(), start, message.end(), 4, AddPath.NONE);
        malformed += whole ? 0 : 1;
        update.withdrawn(withdrawn);
        update.announced(announced);
      }
    }

    private Map<Long, String> table() {
      return tables.computeIfAbsent(message.peerAs(), as -> new HashMap<>());
    }

    private void withdrawn(boolean v6, int safi, long high, long low, int length, long pathId) {
      assertThat(table().remove(high | length)).isNotNull();
    }

    private void announced(boolean v6, int safi, long high, long low, int length, long pathId) {
      AsPath path = update.attributes().asPath();
      lengths.add(path.numberCount());
      table().put(high | length, path.toString());
      String text = path + " ";
      boolean changed = latest >= LeakPlan.micros(Leak2017.LEAK_BEGINS);
      boolean ofGoogleCustomer = text.contains(" 42009000");
      if (text.startsWith(message.peerAs() + " 701 15169 ") && changed && !ofGoogleCustomer) {
        leaked.computeIfAbsent(message.peerAs(), as -> new HashSet<>()).add(high | length);
        first = Math.min(first, message.epochMicros());
        if (latest < LeakPlan.micros(Leak2017.LEAK_ENDS)) {
          lastOfRamp = latest;
        }
        if (text.endsWith(" 4713 ")) {
          leakedOfOcn.computeIfAbsent(0L, all -> new HashSet<>()).add(high | length);
        }
      }
    }
  }

  @Test
  void theSizesOfThatDayAreExact() throws IOException {
    var station = new Station();
    var before = new ArrayList<Integer>();
    Map<Long, Map<Long, String>> tablesBefore = new HashMap<>();
    new Leak2017(Leak2017.SEED, SimulationSize.FULL)
        .play(message -> {
          if (message.stage() == Leak2017.Stage.CHANGES && before.isEmpty()) {
            station.tables.forEach((as, table) -> tablesBefore.put(as, Map.copyOf(table)));
            station.tables.values().forEach(table -> before.add(table.size()));
          }
          station.take(message);
        });
    assertThat(station.malformed).isZero();
    assertThat(before).containsExactly(660_000, 660_000);
    assertThat(station.leaked.get(2516L)).hasSize(95_000);
    assertThat(station.leaked.get(2497L)).hasSize(97_000);
    var union = new HashSet<>(station.leaked.getOrDefault(2516L, Set.of()));
    union.addAll(station.leaked.getOrDefault(2497L, Set.of()));
    assertThat(union).hasSize(160_000);
    assertThat(station.leakedOfOcn.getOrDefault(0L, Set.of())).hasSizeGreaterThanOrEqualTo(25_000);
    assertThat(station.first).isEqualTo(LeakPlan.micros(Leak2017.LEAK_BEGINS));
    assertThat(station.lastOfRamp - station.first).isBetween(60_000_000L, 120_000_000L);
    assertThat(station.lengths).isSubsetOf(2, 3, 4, 5, 6);
    assertThat(station.tables).as("all is as before").isEqualTo(tablesBefore);
    assertThat(station.reported).isEqualTo(Map.of(2516L, 660_000L, 2497L, 660_000L));
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
    assertThat(digest(Leak2017.SEED)).isEqualTo(digest(Leak2017.SEED)).isNotEqualTo(digest(1));
  }

  @Test
  void theWatchFindsOneLeakInTheFiles() throws IOException {
    var event = new Leak2017(Leak2017.SEED, SMALL);
    List<ScannedIncident> found = scan(event);
    assertThat(found).hasSize(1);
    ScannedIncident leak = found.getFirst();
    assertThat(leak.kinds()).containsExactly("leak", "more-specific-flood", "surge");
    assertThat(leak.suspects()).startsWith(15_169L, 701L);
    assertThat(leak.startedAt()).isEqualTo(Leak2017.LEAK_BEGINS);
    assertThat(leak.detectedAt())
        .isBetween(Leak2017.LEAK_BEGINS, Leak2017.LEAK_BEGINS.plusSeconds(20));
    assertThat(leak.endedAt()).isBetween(Leak2017.LEAK_ENDS, Leak2017.LEAK_ENDS.plusSeconds(45));
    assertThat(leak.routeCount()).isBetween(4_752L, 4_800L);
    assertThat(leak.peers()).extracting(ScannedIncident.Peer::as).containsExactly(2516L, 2497L);
  }

  @Test
  void anotherSizeThanCanBeIsRefused() {
    assertThatThrownBy(() -> SimulationSize.scaled(0)).hasMessageContaining("scale 0");
    assertThatThrownBy(() -> SimulationSize.scaled(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new SimulationSize(6_000, 5_000)).hasMessageContaining("5000");
  }

  private static List<ScannedIncident> scan(Leak2017 event) throws IOException {
    var table = new ByteArrayOutputStream();
    event.writeTable(table);
    var updates = new ByteArrayOutputStream();
    event.writeUpdates(updates);
    var result =
        new RouteScan(StatedRelations.NONE, Watched.NOTHING, FirstHop.NONE, name -> {})
            .run(
                List.of(new Input("rib", () -> new ByteArrayInputStream(table.toByteArray()))),
                List.of(new Input("up", () -> new ByteArrayInputStream(updates.toByteArray()))));
    assertThat(result.faults()).isEmpty();
    assertThat(result.counted()).isEmpty();
    return result.incidents();
  }

  private static String digest(long seed) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    new Leak2017(seed, SMALL).play(message -> digest.update(message.octets()));
    return HexFormat.of().formatHex(digest.digest());
  }
}
