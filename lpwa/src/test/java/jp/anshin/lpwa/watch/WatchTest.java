package jp.anshin.lpwa.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.ComponentBeat;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.FeedBeat;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import jp.anshin.lpwa.network.Backhaul;
import jp.anshin.lpwa.network.Contract;
import jp.anshin.lpwa.network.Feed;
import jp.anshin.lpwa.network.Gateway;
import jp.anshin.lpwa.network.Membership;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.network.Owner;
import jp.anshin.lpwa.network.PlannedWork;
import jp.anshin.lpwa.watch.Outage.Candidate;
import org.junit.jupiter.api.Test;

/** Small networks, each with one thing that happens to it. */
class WatchTest {

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final String FEED = "mqtt";
  private static final int DEVICES = 12;
  private static final int HOURS = 30;
  private static final int PERIOD = 600;

  /** Twelve devices that speak every ten minutes by one gateway each, or by both. */
  private static List<LpwaEvent> frames(boolean both) {
    var events = new ArrayList<LpwaEvent>();
    for (int device = 0; device < DEVICES; device++) {
      for (int frame = 0; frame < HOURS * 3600 / PERIOD; frame++) {
        long at = frame * (long) PERIOD + device * 37L + (frame * 7L + device * 3L) % 5;
        events.add(
            arrival(at, device, frame, both ? List.of("g1", "g2") : List.of(gatewayOf(device))));
      }
    }
    return events;
  }

  private static String gatewayOf(int device) {
    return device % 2 == 0 ? "g1" : "g2";
  }

  private static Arrival arrival(long at, int device, long counter, List<String> gateways) {
    return new Arrival(
        START.plusSeconds(at),
        FEED,
        "d" + device,
        counter,
        null,
        null,
        gateways.stream().map(id -> new Reception(id, null, null, null)).toList(),
        null,
        false);
  }

  private static List<LpwaEvent> beats(int everySeconds) {
    return Stream.of("g1", "g2")
        .flatMap(gateway ->
            IntStream.range(0, HOURS * 3600 / everySeconds)
                .mapToObj(beat ->
                    (LpwaEvent)
                        new GatewayBeat(
                            START.plusSeconds(beat * (long) everySeconds),
                            FEED,
                            gateway,
                            null,
                            null,
                            null)))
        .toList();
  }

  private static Instant hour(double hours) {
    return START.plusSeconds((long) (hours * 3600));
  }

  private static boolean isBetween(LpwaEvent event, double from, double until) {
    return !event.at().isBefore(hour(from)) && event.at().isBefore(hour(until));
  }

  private static boolean isBy(LpwaEvent event, String gateway) {
    return switch (event) {
      case Arrival it -> it.receptions().stream().anyMatch(each -> each.gateway().equals(gateway));
      case GatewayBeat it -> it.gateway().equals(gateway);
      default -> false;
    };
  }

  private record Seen(List<Outage> outages, Watch watch) {
    List<Outage> real() {
      return outages.stream().filter(outage -> outage.withdrawn() == null).toList();
    }
  }

  private static Seen watched(Network network, List<? extends LpwaEvent> events) {
    var watch = new Watch(network, WatchSettings.DEFAULT);
    Map<String, Outage> last = new LinkedHashMap<>();
    events.stream()
        .sorted(Comparator.comparing(LpwaEvent::at))
        .forEach(event -> watch.onEvent(event, outage -> last.put(outage.id(), outage)));
    watch.finish(outage -> last.put(outage.id(), outage));
    return new Seen(List.copyOf(last.values()), watch);
  }

  private static Network network(
      List<Backhaul> lines, List<Feed> feeds, List<Membership> members, List<PlannedWork> work) {
    String line = lines.isEmpty() ? null : lines.getFirst().id();
    return new Network(
        null,
        null,
        null,
        null,
        List.of(
            new Gateway("g1", null, Owner.OPERATOR, line, null, null),
            new Gateway("g2", null, Owner.OPERATOR, line, null, null)),
        lines,
        List.of(),
        feeds,
        members.stream()
            .map(Membership::contract)
            .distinct()
            .map(id -> new Contract(String.valueOf(id), null, null, null, null))
            .toList(),
        members,
        work);
  }

  private static List<LpwaEvent> without(
      List<LpwaEvent> events, String gateway, double from, double until) {
    return events.stream()
        .filter(event -> !(isBy(event, gateway) && isBetween(event, from, until)))
        .toList();
  }

  private static List<LpwaEvent> together(
      List<? extends LpwaEvent> one, List<? extends LpwaEvent> two) {
    return Stream.<LpwaEvent>concat(one.stream(), two.stream()).toList();
  }

  @Test
  void gatewayThatStopsIsNamedWithItsContracts() {
    var members =
        IntStream.range(0, DEVICES)
            .mapToObj(device -> new Membership("d" + device, "c" + device % 4, null, null))
            .toList();
    var work = new PlannedWork("g1", "mast", hour(19), hour(21));
    var events = without(together(frames(false), beats(30)), "g1", 20, 23);
    var seen = watched(network(List.of(), List.of(), members, List.of(work)), events);
    assertThat(seen.real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.scope()).isEqualTo(Scope.GATEWAY);
          assertThat(outage.component()).isEqualTo("g1");
          assertThat(outage.cause()).isEqualTo(Cause.GATEWAY_OR_LINE);
          assertThat(outage.startedAt().earliest()).isBefore(hour(20));
          assertThat(outage.startedAt().latest()).isBetween(hour(20), hour(20.1));
          assertThat(outage.endedAt()).isEqualTo(hour(23));
          assertThat(outage.contracts()).isEqualTo(new Range(2, 2, 2));
          assertThat(outage.devices()).isEqualTo(new Range(6, 6, 6));
          assertThat(outage.confirmedContracts()).isEqualTo(2);
          assertThat(outage.plannedWork()).isEqualTo("mast");
          assertThat(outage.settled()).isTrue();
        });
    assertThat(seen.watch().periodOf("d3"))
        .isBetween(Duration.ofSeconds(595), Duration.ofSeconds(605));
  }

  @Test
  void gatewayThatOthersCoverLeavesNobodyOut() {
    var events =
        together(frames(true), beats(30)).stream()
            .<LpwaEvent>mapMulti((event, out) -> {
              if (!isBetween(event, 20, 23)) {
                out.accept(event);
              } else if (event instanceof Arrival it) {
                out.accept(
                    arrival(
                        it.at().getEpochSecond() - START.getEpochSecond(),
                        Integer.parseInt(it.device().substring(1)),
                        it.counter() == null ? 0 : it.counter(),
                        List.of("g2")));
              } else if (!isBy(event, "g1")) {
                out.accept(event);
              }
            })
            .toList();
    assertThat(watched(Network.UNKNOWN, events).real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.component()).isEqualTo("g1");
          assertThat(outage.contracts()).isEqualTo(Range.NONE);
          assertThat(outage.dependentDevices()).isEqualTo(DEVICES);
        });
  }

  @Test
  void feedThatSaysItIsAwayIsBlindAndRaisesNothingElse() {
    var events = new ArrayList<LpwaEvent>();
    together(frames(false), beats(30)).stream()
        .filter(event -> !isBetween(event, 20, 26))
        .forEach(events::add);
    events.add(new FeedBeat(hour(20), FEED, false));
    events.add(new FeedBeat(hour(26), FEED, true));
    assertThat(watched(Network.UNKNOWN, events).real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.scope()).isEqualTo(Scope.FEED);
          assertThat(outage.cause()).isEqualTo(Cause.FEED_BLIND);
          assertThat(outage.contracts().low()).isZero();
          assertThat(outage.endedAt()).isEqualTo(hour(26));
        });
  }

  @Test
  void everythingSilentWithoutAWordOfTheFeedStaysUndetermined() {
    var events =
        together(frames(false), beats(30)).stream()
            .filter(event -> !isBetween(event, 20, 26))
            .toList();
    assertThat(watched(Network.UNKNOWN, events).real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.scope()).isEqualTo(Scope.UNDETERMINED);
          assertThat(outage.candidates())
              .extracting(Candidate::scope)
              .contains(Scope.CLOUD, Scope.FEED);
          assertThat(outage.contracts().high()).isEqualTo(DEVICES);
        });
  }

  @Test
  void framesThatStopWhileGatewaysLiveAreTheCloud() {
    var events =
        together(frames(false), beats(30)).stream()
            .filter(event -> !(event instanceof Arrival && isBetween(event, 20, 26)))
            .toList();
    assertThat(watched(Network.UNKNOWN, events).real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.scope()).isEqualTo(Scope.CLOUD);
          assertThat(outage.devices()).isEqualTo(new Range(DEVICES, DEVICES, DEVICES));
          assertThat(outage.contracts().low()).isZero();
          assertThat(outage.contracts().high()).isEqualTo(DEVICES);
        });
  }

  @Test
  void framesTwiceLateOfTheFutureAndWithWrappedCountersAreNoOutage() {
    var events = new ArrayList<LpwaEvent>(beats(30));
    for (LpwaEvent event : frames(false)) {
      var it = (Arrival) event;
      long counter = ((it.counter() == null ? 0 : it.counter()) + 65_500) % 65_536;
      long at = it.at().getEpochSecond() - START.getEpochSecond();
      int device = Integer.parseInt(it.device().substring(1));
      events.add(arrival(at, device, counter, List.of(gatewayOf(device))));
      events.add(arrival(at + 1, device, counter, List.of("g3")));
    }
    var ordered =
        new ArrayList<>(events.stream().sorted(Comparator.comparing(LpwaEvent::at)).toList());
    ordered.add(ordered.size() / 2, arrival(400 * 86_400L, 1, 7, List.of("g1")));
    ordered.add(ordered.size() / 3, arrival(60, 2, 3, List.of("g1")));
    var watch = new Watch(Network.UNKNOWN, WatchSettings.DEFAULT);
    var outages = new ArrayList<Outage>();
    ordered.forEach(event -> watch.onEvent(event, outages::add));
    watch.finish(outages::add);
    assertThat(outages).isEmpty();
    assertThat(watch.tally().future()).isEqualTo(1);
    assertThat(watch.tally().wraps()).isEqualTo(DEVICES);
    assertThat(watch.tally().duplicates()).isGreaterThan(1000);
    assertThat(watch.tally().late() + watch.tally().repeated()).isPositive();
    assertThat(watch.learned().gateways()).containsExactlyInAnyOrder("g1", "g2", "g3");
    assertThat(watch.learned().deviceCount()).isEqualTo(DEVICES);
  }

  @Test
  void retainedOfflineIsNoEventAndAFallenConnectionIsOne() {
    var retained = new GatewayConnection(hour(20), FEED, "g1", false, true);
    assertThat(watched(Network.UNKNOWN, together(frames(false), List.of(retained))).real())
        .isEmpty();
    var fallen = new GatewayConnection(hour(20), FEED, "g1", false, false);
    var events = together(without(frames(false), "g1", 20, 23), List.of(fallen));
    assertThat(watched(Network.UNKNOWN, events).real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.component()).isEqualTo("g1");
          assertThat(outage.detectedAt()).isBefore(hour(20.5));
        });
  }

  @Test
  void downlinksThatCannotBeSentAndJoinsThatAreRefusedAreNamed() {
    var events = new ArrayList<LpwaEvent>(together(frames(false), beats(30)));
    for (int i = 0; i < 200; i++) {
      boolean isFailing = i >= 120 && i < 160;
      events.add(new DownlinkOutcome(hour(i / 8.0), FEED, "g1", null, !isFailing));
      events.add(new DownlinkOutcome(hour(i / 8.0), FEED, "g2", null, true));
      events.add(new DeviceJoin(hour(i / 8.0 + 0.01), FEED, "j" + i, List.of(), null, !isFailing));
    }
    var real = watched(Network.UNKNOWN, events).real();
    assertThat(real)
        .extracting(Outage::cause)
        .containsExactlyInAnyOrder(Cause.DOWNLINK, Cause.JOIN);
    assertThat(real)
        .allSatisfy(outage ->
            assertThat(outage.endedAt())
                .isEqualTo(outage.cause() == Cause.JOIN ? hour(20.01) : hour(20)));
  }

  @Test
  void lineThatAMonitorSaysIsDownIsBelievedUnlessSomethingComesThrough() {
    var line = new Backhaul("line", null, Owner.OTHER_CARRIER, "carrier", null);
    var network = network(List.of(line), List.of(), List.of(), List.of());
    var told =
        Stream.of(0, 30, 60, 90)
            .map(s -> (LpwaEvent) new ComponentBeat(hour(20).plusSeconds(s), FEED, "line", false))
            .toList();
    assertThat(watched(network, together(together(frames(false), beats(30)), told)).real())
        .isEmpty();
    var silent =
        together(frames(false), beats(30)).stream()
            .filter(event -> !isBetween(event, 20, 23))
            .toList();
    assertThat(watched(network, together(silent, told)).real())
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.scope()).isEqualTo(Scope.BACKHAUL);
          assertThat(outage.cause()).isEqualTo(Cause.BACKHAUL_OTHER_CARRIER);
        });
  }

  @Test
  void contractsThatHaveEndedAreNotCounted() {
    var members =
        IntStream.range(0, DEVICES)
            .mapToObj(device ->
                new Membership("d" + device, "c" + device, null, device == 0 ? hour(10) : null))
            .toList();
    var events = without(together(frames(false), beats(30)), "g1", 20, 23);
    assertThat(watched(network(List.of(), List.of(), members, List.of()), events).real())
        .singleElement()
        .satisfies(outage -> assertThat(outage.contracts()).isEqualTo(new Range(5, 5, 5)));
  }

  @Test
  void devicesThatSpeakLessOftenAreNoOutage() {
    var events = new ArrayList<LpwaEvent>(beats(30));
    for (LpwaEvent event : frames(false)) {
      var it = (Arrival) event;
      long counter = it.counter() == null ? 0 : it.counter();
      long at = it.at().getEpochSecond() - START.getEpochSecond();
      int device = Integer.parseInt(it.device().substring(1));
      if (!isBetween(event, 20, HOURS) || counter % 3 == 0) {
        events.add(
            arrival(
                at,
                device,
                isBetween(event, 20, HOURS) ? 120 + (counter - 120) / 3 : counter,
                List.of(gatewayOf(device))));
      }
    }
    var seen = watched(Network.UNKNOWN, events);
    assertThat(seen.real()).isEmpty();
    assertThat(seen.watch().periodOf("d1"))
        .isBetween(Duration.ofSeconds(1750), Duration.ofSeconds(1850));
  }

  @Test
  void eventThatWaitsIsPartOfTheState() throws IOException {
    var events = new ArrayList<LpwaEvent>(frames(false));
    events.sort(Comparator.comparing(LpwaEvent::at));
    var far = arrival(40 * 86_400L, 1, 500, List.of("g1"));
    var watch = new Watch(Network.UNKNOWN, WatchSettings.DEFAULT);
    events.forEach(event -> watch.onEvent(event, outage -> {}));
    watch.onEvent(far, outage -> {});
    var bytes = new ByteArrayOutputStream();
    watch.snapshot(new DataOutputStream(bytes));
    var restored = new Watch(Network.UNKNOWN, WatchSettings.DEFAULT);
    restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    var here = new ArrayList<Outage>();
    var there = new ArrayList<Outage>();
    watch.finish(here::add);
    restored.finish(there::add);
    assertThat(there).isEqualTo(here).isNotEmpty();
  }
}
