package jp.anshin.lpwa.watch;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.lpwa.network.ContractCounts;
import org.jspecify.annotations.Nullable;

/**
 * Whom an outage leaves out, by what depends on what failed.
 *
 * @param device devices that use it
 * @param down of each the chance that it has no other way, 1 where it surely has none
 * @param contract of each its contract, or {@link Contracts#NONE}
 * @param totals of each contract among them, how many devices in service it has
 */
record Reach(int[] device, float[] down, int[] contract, SortedMap<Integer, Integer> totals) {

  static final Reach NOBODY = new Reach(new int[0], new float[0], new int[0], new TreeMap<>());

  /** A gateway that has heard less than this of a device, as far back as known, is no way. */
  private static final double WAY_MIN = 0.002;

  /** Where more gateways hear a device than are kept, one of the others may be a way. */
  private static final double SURE_OF_ALL = 0.95;

  /** What is less likely than this is not counted as possible. */
  private static final double POSSIBLE_MIN = 0.01;

  /** A device of which too little is known is in service for this long after a frame. */
  private static final long KNOWN_MILLIS = 86_400_000;

  private static final double DEAD_NATS = 8;

  /** Where it may as well be something that leaves nobody out. */
  private static final float MAYBE = 0.5f;

  /** What counting gives. */
  record Counts(Range contracts, Range devices, long confirmedContracts, long confirmedDevices) {}

  /** Collects one reach; arrays grow. */
  private static final class Collected {
    private int[] device = new int[16];
    private float[] down = new float[16];
    private int[] contract = new int[16];
    private int size;

    void add(int number, double chance, int of) {
      if (size == device.length) {
        device = Arrays.copyOf(device, size * 2);
        down = Arrays.copyOf(down, size * 2);
        contract = Arrays.copyOf(contract, size * 2);
      }
      device[size] = number;
      down[size] = (float) chance;
      contract[size++] = of;
    }
  }

  /** Devices that depend on what a case names, as of the world's present. */
  static Reach of(World world, Case outage) {
    var failed = new BitSet();
    for (int gateway : outage.gateways) {
      failed.set(gateway);
    }
    var at = Instant.ofEpochMilli(outage.startLow);
    var collected = new Collected();
    var inService = new TreeMap<Integer, Integer>();
    var unheard = new Collected();
    for (int device = 0; device < world.devices.size(); device++) {
      if (world.devices.is(device, Devices.CANARY)) {
        continue;
      }
      int contract = world.contracts.of(device, world.devices.tagged[device], at);
      if (contract == Contracts.OUTSIDE) {
        continue;
      }
      if (world.devices.lastAt[device] == 0) {
        unheard.add(device, MAYBE, contract);
        continue;
      }
      if (!isInService(world, device, outage.startLow)) {
        continue;
      }
      if (contract >= 0) {
        inService.merge(contract, 1, Integer::sum);
      }
      double down = down(world, outage, failed, device);
      if (down >= 0) {
        collected.add(device, down, contract);
      }
    }
    if (outage.anchor == Case.Anchor.FEED) {
      // Who was never heard may hang on anything; on the cloud everybody does.
      for (int i = 0; i < unheard.size; i++) {
        if (unheard.contract[i] >= 0 && !inService.containsKey(unheard.contract[i])) {
          collected.add(unheard.device[i], unheard.down[i], unheard.contract[i]);
        }
      }
    }
    var totals = new TreeMap<Integer, Integer>();
    for (int i = 0; i < collected.size; i++) {
      int contract = collected.contract[i];
      if (contract >= 0) {
        totals.computeIfAbsent(contract, key -> Math.max(1, inService.getOrDefault(key, 1)));
      }
    }
    return new Reach(
        Arrays.copyOf(collected.device, collected.size),
        Arrays.copyOf(collected.down, collected.size),
        Arrays.copyOf(collected.contract, collected.size),
        totals);
  }

  private static boolean isInService(World world, int device, long at) {
    long last = world.base(device);
    if (last >= at) {
      return true;
    }
    double age = (at - last) / World.MILLIS;
    Habits habits = world.devices.habits;
    return habits.frames(device) < world.settings.framesMin()
        ? at - last < KNOWN_MILLIS
        : habits.silence(device, age) < DEAD_NATS;
  }

  /** The chance that a device is cut off, or −1 when it does not depend on what failed at all. */
  private static double down(World world, Case outage, BitSet failed, int device) {
    boolean isHeardSince = world.devices.lastAt[device] > outage.startHigh;
    return switch (outage.anchor) {
      case FEED ->
          world.devices.feed[device] != outage.feed
              ? -1
              : isHeardSince ? 0 : outage.scope == Scope.CLOUD ? 1 : MAYBE;
      case DEVICE -> outage.device != device ? -1 : outage.scope == Scope.DEVICE ? 0 : MAYBE;
      case RADIO, DOWNLINK, JOIN -> -1;
      case GATEWAYS -> behind(world, outage, failed, device, isHeardSince);
    };
  }

  /** The same of a device that may use what failed and other gateways. */
  private static double behind(
      World world, Case outage, BitSet failed, int device, boolean isHeardSince) {
    double others = 1;
    boolean depends = false;
    int ways = 0;
    Links links = world.devices.links;
    for (int which = 0; which < Links.PER_DEVICE; which++) {
      int slot = Links.slot(device, which);
      int gateway = links.gateway(slot);
      if (gateway < 0 || links.heard(slot) < WAY_MIN) {
        continue;
      }
      ways++;
      if (failed.get(gateway)) {
        depends = true;
      } else if (world.gateways.outage[gateway] < 0) {
        others *= 1 - Math.min(0.999, links.heard(slot));
      }
    }
    if (!depends) {
      return -1;
    }
    if (isHeardSince) {
      return 0;
    }
    double chance = others < 1 ? weighed(world, outage, device, others) : 1;
    if (ways == Links.PER_DEVICE) {
      chance = Math.min(chance, SURE_OF_ALL);
    }
    return outage.scope == Scope.UNDETERMINED ? Math.min(chance, MAYBE) : chance;
  }

  /** Each frame that was due and nobody heard speaks against the other ways. */
  private static double weighed(World world, Case outage, int device, double others) {
    double period = world.devices.habits.longestPeriodSeconds(device);
    long from = Math.max(world.devices.lastAt[device], outage.startLow);
    double due = period > 0 ? Math.max(0, (world.now - from) / World.MILLIS / period - 0.5) : 0;
    double loss = world.devices.habits.loss(device);
    double unheard = Math.pow(others + (1 - others) * loss, due);
    double chance = others / (others + (1 - others) * unheard);
    return Math.min(0.999, chance);
  }

  /** Counts by the switch; who lost a frame is told apart. */
  Counts counts(@Nullable ContractCounts rule, BitSet confirmed) {
    record Sum(int[] sure, int[] possible, double[] mean, double[] variance, boolean[] proven) {}
    var order = new TreeMap<Integer, Integer>();
    for (int key : totals.keySet()) {
      order.put(key, order.size());
    }
    int size = order.size();
    var sum =
        new Sum(
            new int[size], new int[size], new double[size], new double[size], new boolean[size]);
    long sureDevices = 0;
    long possibleDevices = 0;
    double meanDevices = 0;
    double looseMean = 0;
    long loosePossible = 0;
    long confirmedDevices = 0;
    for (int i = 0; i < device.length; i++) {
      boolean isProven = confirmed.get(device[i]);
      double chance = down[i];
      if (chance < POSSIBLE_MIN) {
        continue;
      }
      boolean isSure = chance >= 1;
      possibleDevices++;
      sureDevices += isSure ? 1 : 0;
      meanDevices += chance;
      confirmedDevices += isProven ? 1 : 0;
      if (contract[i] < 0) {
        loosePossible++;
        looseMean += chance;
        continue;
      }
      int at = order.getOrDefault(contract[i], 0);
      sum.sure[at] += isSure ? 1 : 0;
      sum.possible[at]++;
      sum.mean[at] += chance;
      sum.variance[at] += chance * (1 - chance);
      sum.proven[at] |= isProven;
    }
    long low = 0;
    long high = loosePossible;
    double mean = looseMean;
    long proven = 0;
    for (var entry : order.entrySet()) {
      int at = entry.getValue();
      int total = Math.max(sum.possible[at], totals.getOrDefault(entry.getKey(), 1));
      int needLow = rule == null ? total : rule.devicesMin(total);
      int needHigh = rule == null ? 1 : rule.devicesMin(total);
      low += sum.sure[at] >= needLow ? 1 : 0;
      high += sum.possible[at] >= needHigh ? 1 : 0;
      mean +=
          rule == null
              ? sum.mean[at] / total
              : atLeast(needHigh, sum.mean[at], sum.variance[at], sum.possible[at]);
      proven += sum.proven[at] ? 1 : 0;
    }
    return new Counts(
        range(low, mean, high),
        range(sureDevices, meanDevices, possibleDevices),
        proven,
        confirmedDevices);
  }

  private static Range range(long low, double mean, long high) {
    return new Range(
        low, Math.clamp(Math.round(mean), low, Math.max(low, high)), Math.max(low, high));
  }

  /** The chance that at least so many of independent devices are down, by mean and variance. */
  private static double atLeast(int need, double mean, double variance, int possible) {
    if (possible < need) {
      return 0;
    }
    if (variance < 1e-6) {
      return mean >= need - 1e-6 ? 1 : 0;
    }
    double z = (mean + 0.5 - need) / Math.sqrt(variance);
    return 1 / (1 + Math.exp(-1.702 * z));
  }
}
