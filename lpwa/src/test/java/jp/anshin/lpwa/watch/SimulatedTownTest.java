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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.network.ContractCounts;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.simulation.Failure;
import jp.anshin.lpwa.simulation.Failure.Part;
import jp.anshin.lpwa.simulation.NetworkPlan;
import jp.anshin.lpwa.simulation.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A simulated town that fails part by part. How many towns are tried can be raised by the system
 * property {@code anshin.lpwa.towns}.
 */
class SimulatedTownTest {

  private static final int TOWNS = Integer.getInteger("anshin.lpwa.towns", 1);
  private static final Duration BEFORE = Duration.ofHours(26);
  private static final Duration LENGTH = Duration.ofHours(6);
  private static final Duration AFTER = Duration.ofHours(3);

  private static NetworkPlan town(int seed) {
    return NetworkPlan.town(seed).with(BEFORE.plus(LENGTH).plus(AFTER));
  }

  private static Stream<Arguments> failures() {
    return Stream.iterate(1, seed -> seed + 1)
        .limit(TOWNS)
        .flatMap(seed -> Stream.of(Part.values()).map(part -> Arguments.of(seed, part)));
  }

  private static Failure failure(int seed, Part part) {
    var random = new Random(seed * 31L + part.name().length() * 7L + part.name().charAt(0));
    String component =
        switch (part) {
          case GATEWAY, GATEWAY_RADIO -> Simulation.gatewayId(random.nextInt(16));
          case BACKHAUL ->
              random.nextBoolean()
                  ? Simulation.lineId(random.nextInt(4))
                  : "carrier-" + random.nextInt(2);
          case CLOUD -> Simulation.CLOUD;
          case FEED -> Simulation.FEED;
          case DEVICE -> Simulation.deviceId(random.nextInt(600));
          case RADIO, POWER -> Simulation.regionId(random.nextInt(4));
        };
    Instant from = town(seed).start().plus(BEFORE).plusSeconds(random.nextInt(3600));
    return new Failure(part, component, from, from.plus(LENGTH));
  }

  private static List<Outage> watched(Network network, List<LpwaEvent> events) {
    var watch = new Watch(network, WatchSettings.DEFAULT);
    var last = new LinkedHashMap<String, Outage>();
    events.forEach(event -> watch.onEvent(event, outage -> last.put(outage.id(), outage)));
    watch.finish(outage -> last.put(outage.id(), outage));
    return List.copyOf(last.values());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatFailedIsNamedAndNothingElse(int seed, Part part) {
    var failure = failure(seed, part);
    var simulation = new Simulation(town(seed), List.of(failure));
    var events = new ArrayList<LpwaEvent>();
    simulation.play(events::add);
    var outages =
        watched(simulation.network(ContractCounts.ANY), events).stream()
            .filter(outage -> outage.withdrawn() == null)
            .toList();
    // Devices die by themselves in this town; what is open between several is no wrong name.
    var named =
        outages.stream()
            .filter(outage -> outage.scope() != Scope.UNDETERMINED)
            .filter(outage -> part == Part.DEVICE || outage.scope() != Scope.DEVICE)
            .toList();
    assertThat(named).allSatisfy(outage -> assertNamed(outage, failure));
    if (part != Part.DEVICE) {
      assertThat(outages).anySatisfy(outage -> assertExplained(outage, failure));
    }
    int truth = simulation.contractsDown(0, ContractCounts.ANY);
    if (part != Part.FEED && part != Part.RADIO && part != Part.DEVICE) {
      assertThat(named)
          .allSatisfy(outage ->
              assertThat((long) truth)
                  .isBetween(outage.contracts().low(), outage.contracts().high()));
    }
  }

  private static void assertNamed(Outage outage, Failure failure) {
    var expected =
        switch (failure.part()) {
          case GATEWAY, GATEWAY_RADIO, POWER -> Scope.GATEWAY;
          case BACKHAUL -> Scope.BACKHAUL;
          case CLOUD -> Scope.CLOUD;
          case FEED -> Scope.FEED;
          case DEVICE -> Scope.DEVICE;
          case RADIO -> Scope.RADIO;
        };
    assertThat(outage.scope()).as("%s", outage).isEqualTo(expected);
    if (failure.part() == Part.DEVICE) {
      return;
    }
    if (failure.part() != Part.RADIO) {
      assertThat(outage.component()).isEqualTo(failure.component());
    }
    var slack = Duration.ofMinutes(3);
    assertThat(outage.startedAt().earliest()).isBefore(failure.from().plus(slack));
    if (failure.part() != Part.RADIO) {
      assertThat(failure.from())
          .isBetween(
              outage.startedAt().earliest().minus(slack), outage.startedAt().latest().plus(slack));
      assertThat(outage.endedAt()).isBetween(failure.until(), failure.until().plusSeconds(1800));
    }
  }

  private static void assertExplained(Outage outage, Failure failure) {
    assertThat(outage.startedAt().earliest()).isBefore(failure.until());
    if (outage.scope() != Scope.UNDETERMINED) {
      assertNamed(outage, failure);
    }
  }

  @Test
  void normalDaysOfARestlessTownRaiseNothingButDeadDevices() {
    var simulation = new Simulation(NetworkPlan.town(7).with(Duration.ofDays(4)), List.of());
    var events = new ArrayList<LpwaEvent>();
    simulation.play(events::add);
    assertThat(watched(simulation.network(null), events))
        .filteredOn(outage -> outage.withdrawn() == null)
        .allSatisfy(outage -> assertThat(outage.scope()).isEqualTo(Scope.DEVICE));
  }

  @Test
  void stateThatIsWrittenAndReadGoesOnTheSame() throws IOException {
    var failure = failure(3, Part.BACKHAUL);
    var simulation = new Simulation(town(3), List.of(failure));
    var network = simulation.network(null);
    var events = new ArrayList<LpwaEvent>();
    simulation.play(events::add);
    var straight = new ArrayList<Outage>();
    var watch = new Watch(network, WatchSettings.DEFAULT);
    events.forEach(event -> watch.onEvent(event, straight::add));
    watch.finish(straight::add);

    var random = new Random(3);
    var broken = new ArrayList<Outage>();
    var current = new Watch(network, WatchSettings.DEFAULT);
    for (LpwaEvent event : events) {
      if (random.nextInt(events.size()) < 12) {
        current = again(current, network);
      }
      current.onEvent(event, broken::add);
    }
    again(current, network).finish(broken::add);
    assertThat(broken).isEqualTo(straight);
    assertThat(straight).isNotEmpty();
  }

  private static Watch again(Watch watch, Network network) throws IOException {
    var bytes = new ByteArrayOutputStream();
    watch.snapshot(new DataOutputStream(bytes));
    var restored = new Watch(network, WatchSettings.DEFAULT);
    restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return restored;
  }
}
