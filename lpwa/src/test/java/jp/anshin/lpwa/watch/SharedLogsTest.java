package jp.anshin.lpwa.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.watch.Outage.Candidate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CampusIoT logs: gaps and traps that were recomputed from them, not told by an operator. */
class SharedLogsTest {

  private static final String PART_1 = "ems-tourperret-A81758FFFE04B1C1.ndjson.gz";
  private static final String PART_2 = "ems-tourperret-A81758FFFE04B1C1-2.ndjson.gz";
  private static final String FIELD_TESTERS = "FTD_0018B20000020.ndjson.gz";
  private static final Duration SLACK = Duration.ofMinutes(20);

  private static List<Outage> first = List.of();
  private static List<Outage> second = List.of();

  @BeforeAll
  static void watch() throws IOException {
    assumeTrue(SharedLogs.arePresent(), "shared logs are absent");
    first = watched(SharedLogs.read(PART_1));
    second = watched(SharedLogs.read(PART_2));
  }

  private static List<Outage> watched(List<LpwaEvent> events) {
    var watch = new Watch(Network.UNKNOWN, WatchSettings.DEFAULT);
    var last = new TreeMap<String, Outage>();
    events.forEach(event -> watch.onEvent(event, outage -> last.put(outage.id(), outage)));
    watch.finish(outage -> last.put(outage.id(), outage));
    return last.values().stream()
        .sorted(Comparator.comparing(outage -> outage.startedAt().earliest()))
        .toList();
  }

  private static List<Outage> real(List<Outage> outages) {
    return outages.stream().filter(outage -> outage.withdrawn() == null).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-08-17T18:43:00Z,2023-08-18T23:13:00Z",
    "2023-08-24T20:42:00Z,2023-08-25T16:42:00Z",
    "2023-09-21T10:41:00Z,2023-09-21T16:34:00Z",
    "2024-04-03T01:07:00Z,2024-04-03T15:37:00Z",
  })
  void gapInWhichTheDeviceKeptSendingIsTheProvidersSide(Instant from, Instant until) {
    assertThat(real(second))
        .filteredOn(outage ->
            Duration.between(outage.startedAt().earliest(), from).abs().compareTo(SLACK) < 0)
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.endedAt()).isBetween(until, until.plus(SLACK));
          assertThat(outage.scope()).isEqualTo(Scope.UNDETERMINED);
          assertThat(outage.candidates())
              .extracting(Candidate::scope)
              .containsExactly(Scope.CLOUD, Scope.FEED);
          assertThat(outage.confirmedDevices()).isEqualTo(1);
          assertThat(outage.detectedAt()).isBefore(from.plus(Duration.ofHours(4)));
        });
  }

  @Test
  void gapInWhichTheDeviceDidNotSendIsTheDevice() {
    assertThat(real(second))
        .filteredOn(outage -> outage.scope() == Scope.DEVICE)
        .singleElement()
        .satisfies(outage -> {
          assertThat(outage.startedAt().earliest()).isEqualTo("2023-06-27T02:27:38.197Z");
          assertThat(outage.endedAt()).isEqualTo("2023-06-27T07:55:14.825Z");
          assertThat(outage.contracts()).isEqualTo(Range.NONE);
        });
  }

  @Test
  void shiftedTimeStampsAndCountersThatBeganAnewAreWithdrawn() {
    assertThat(second)
        .filteredOn(outage -> outage.withdrawn() != null)
        .extracting(Outage::withdrawn)
        .containsExactly(Withdrawal.SHIFTED_TIME, Withdrawal.SHIFTED_TIME);
    assertThat(first)
        .filteredOn(outage -> outage.withdrawn() != null)
        .extracting(Outage::withdrawn)
        .containsExactly(
            Withdrawal.SHIFTED_TIME, Withdrawal.COUNTER_RESET, Withdrawal.SHIFTED_TIME);
  }

  @Test
  void fieldTestersThatAreSwitchedOffAreNoOutage() throws IOException {
    assertThat(real(watched(SharedLogs.read(FIELD_TESTERS)))).isEmpty();
  }

  @Test
  void severalDevicesInOneFeedAreApart() throws IOException {
    var all = new ArrayList<LpwaEvent>();
    all.addAll(SharedLogs.read(PART_1));
    all.addAll(SharedLogs.read(FIELD_TESTERS));
    all.sort(Comparator.comparing(LpwaEvent::at));
    var starts = real(first).stream().map(outage -> outage.startedAt().earliest()).toList();
    assertThat(real(watched(all)))
        .extracting(outage -> outage.startedAt().earliest())
        .isSubsetOf(starts)
        .contains(
            Instant.parse("2023-08-17T18:43:11.758Z"),
            Instant.parse("2023-08-24T20:42:54.554Z"),
            Instant.parse("2023-09-21T10:41:49.978Z"));
  }
}
