package jp.anshin.lpwa.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A network to make up.
 *
 * @param seed the same seed and plan give the same network and the same events
 * @param gateways how many, at least 1
 * @param regions in how many squares they stand, at least 1
 * @param carriers how many root lines, each with two part lines; 0 for no lines at all
 * @param devices how many, at least 1
 * @param devicesPerContract how many devices a contract has on average
 * @param periodsSeconds periods in use; each device has one of them
 * @param range how far a gateway is heard, as share of the side of its square; 0.5 to 1.5 overlap
 * @param lossMax the most that a device loses on a working link, 0 to 0.9; each has its own
 * @param beatSeconds between signs of life of a gateway, 0 for none
 * @param feedBeatSeconds between signs of life of the feed, 0 for none
 * @param uplinks whether gateways also tell below the application side
 * @param isRestless whether devices rejoin, die, pause and change their period, gateways are
 *     restarted, and losses come in bursts
 * @param start first moment
 * @param span how long
 */
public record NetworkPlan(
    long seed,
    int gateways,
    int regions,
    int carriers,
    int devices,
    int devicesPerContract,
    List<Integer> periodsSeconds,
    double range,
    double lossMax,
    int beatSeconds,
    int feedBeatSeconds,
    boolean uplinks,
    boolean isRestless,
    Instant start,
    Duration span) {

  public NetworkPlan {
    periodsSeconds = List.copyOf(periodsSeconds);
    if (gateways < 1 || regions < 1 || devices < 1 || periodsSeconds.isEmpty()) {
      throw new IllegalArgumentException("an empty plan");
    }
  }

  /** A town: sixteen gateways in four regions on two carriers, 600 devices, 10 minutes to a day. */
  public static NetworkPlan town(long seed) {
    return new NetworkPlan(
        seed,
        16,
        4,
        2,
        600,
        4,
        List.of(600, 900, 1800, 3600),
        0.9,
        0.1,
        30,
        60,
        false,
        true,
        Instant.parse("2026-06-01T00:00:00Z"),
        Duration.ofDays(3));
  }

  public NetworkPlan with(Duration longer) {
    return new NetworkPlan(
        seed,
        gateways,
        regions,
        carriers,
        devices,
        devicesPerContract,
        periodsSeconds,
        range,
        lossMax,
        beatSeconds,
        feedBeatSeconds,
        uplinks,
        isRestless,
        start,
        longer);
  }
}
