package jp.anshin.lpwa.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.Reception;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.simulation.DelayOracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How late a failed gateway without beats is found, against one who knows what is to be learned.
 */
class DelayTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int RUNS = 9;
  private static final int FRAMES_LEARNED = 60;
  private static final double JITTER_SHARE = 0.02 / Math.sqrt(2);

  private record Frame(double at, String device, String gateway, long counter) {}

  /** Delay of the watch ÷ delay of the oracle, and of a memoryless (Poisson) watch ÷ the watch. */
  private record Ratio(double oracle, double poisson) {}

  @ParameterizedTest
  @CsvSource({"5,60,0.05,1.3,2", "10,600,0.05,1.3,2", "50,600,0.05,1.3,2", "50,3600,0.3,1.2,1"})
  void failedGatewayIsFoundNearlyAsSoonAsCanBe(
      int devices, double period, double loss, double oracleMax, double poissonMin) {
    var ratios =
        IntStream.range(0, RUNS).mapToObj(seed -> ratio(seed, devices, period, loss)).toList();
    assertThat(median(ratios.stream().map(Ratio::oracle).toList())).isLessThan(oracleMax);
    assertThat(median(ratios.stream().map(Ratio::poisson).toList())).isGreaterThan(poissonMin);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Ratio ratio(int seed, int devices, double period, double loss) {
    var random = new Random(seed * 77L + devices);
    double[] phases = random.doubles(devices, 0, period).toArray();
    double jitter = JITTER_SHARE * period;
    double failedAt = (Math.max(FRAMES_LEARNED, 50_000 / period) + random.nextDouble()) * period;
    double end = failedAt + 14 * period + 3000;
    var frames = new ArrayList<Frame>();
    for (int device = 0; device < devices; device++) {
      for (int k = 0; phases[device] + k * period < failedAt; k++) {
        double at = phases[device] + k * period + random.nextGaussian() * jitter;
        if (at > 0 && at < failedAt && random.nextDouble() >= loss) {
          frames.add(new Frame(at, "d" + device, "g1", k));
        }
      }
    }
    // A second gateway goes on, so that it can be nothing greater.
    double often = Math.max(20, period / 50);
    for (int other = 0; other < 3; other++) {
      for (int k = 0; k * often < end; k++) {
        double at = other * often / 3 + k * often + random.nextDouble();
        frames.add(new Frame(at, "o" + other, "g2", k));
      }
    }
    frames.sort(Comparator.comparingDouble(Frame::at));
    var found = new ArrayList<Outage>();
    var watch = new Watch(Network.UNKNOWN, WatchSettings.DEFAULT);
    frames.forEach(frame -> watch.onEvent(arrival(frame), found::add));
    var first = found.stream().filter(outage -> outage.gateways().contains("g1")).findFirst();
    assertThat(first).isPresent();
    var outage = first.get();
    double detectedAt = (outage.detectedAt().toEpochMilli() - START.toEpochMilli()) / 1000.0;
    assertThat(detectedAt).isGreaterThan(failedAt);
    double delay = detectedAt - failedAt;
    double nats = outage.evidence().getOrDefault("neededNats", 0.0);
    var oracle = new DelayOracle(period, jitter, loss, phases);
    return new Ratio(delay / oracle.delaySeconds(failedAt, nats), nats * period / devices / delay);
  }

  private static Arrival arrival(Frame frame) {
    return new Arrival(
        START.plusMillis((long) (frame.at() * 1000)),
        "feed",
        frame.device(),
        frame.counter(),
        null,
        null,
        List.of(new Reception(frame.gateway(), null, null, null)),
        null,
        false);
  }
}
