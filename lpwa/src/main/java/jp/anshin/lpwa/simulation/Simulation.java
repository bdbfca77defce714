package jp.anshin.lpwa.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.FeedBeat;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import jp.anshin.lpwa.network.Backhaul;
import jp.anshin.lpwa.network.CloudFunction;
import jp.anshin.lpwa.network.Contract;
import jp.anshin.lpwa.network.ContractCounts;
import jp.anshin.lpwa.network.DeliveryForm;
import jp.anshin.lpwa.network.Feed;
import jp.anshin.lpwa.network.Gateway;
import jp.anshin.lpwa.network.Membership;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.network.Owner;
import jp.anshin.lpwa.network.Technology;
import org.jspecify.annotations.Nullable;

/**
 * Plays a {@link NetworkPlan} with {@link Failure}s, event by event in the order of time.
 *
 * <p>Devices are clocks that drift, with delays of heavy tails (Student's t with three degrees of
 * freedom, and now and then a long delay), a report at midnight, rejoins, deaths and changed
 * periods; links fade with distance, and each gateway has bad minutes in which much is lost.
 */
public final class Simulation {

  public static final String FEED = "feed-1";
  public static final String CLOUD = "cloud-1";

  private static final double DAY_SECONDS = 86_400;
  private static final double JITTER_SHARE_MIN = 0.002;
  private static final double JITTER_SHARE_MAX = 0.03;

  /** Chances, for each frame of a restless device. */
  private static final double LONG_DELAY = 0.002;

  private static final double REJOIN = 0.0005;
  private static final double NEW_PERIOD = 0.0001;

  /** Deaths of a restless device a day; half of them last some hours, half for ever. */
  private static final double DEATHS_A_DAY = 0.0005;

  private static final double MIDNIGHT_SHARE = 0.2;

  /** A gateway's bad minutes: how many a day, how long at most, and what is lost in them. */
  private static final double BAD_A_DAY = 1;

  private static final double BAD_SECONDS_MAX = 600;
  private static final double BAD_LOSS = 0.6;

  /** A gateway that hears less than this of a device is no way. */
  private static final double WAY = 0.1;

  private static final double DISTURBED_LOSS = 0.75;
  private static final double DISTURBED_GOOD = 0.25;

  private final NetworkPlan plan;
  private final List<Failure> failures;
  private final RandomGenerator random;
  private final double[] gatewayX;
  private final double[] gatewayY;
  private final int[] regionOf;
  private final int[] lineOf;
  private final double[] badUntil;
  private final long[] heardSinceBeat;
  private final Device[] devices;
  private final List<String> contractIds = new ArrayList<>();
  private final int[] contractOf;
  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private long order;

  /** Of each failure and device, frames sent in that time, and those that arrived. */
  private final int[][] sent;

  private final int[][] arrived;

  private static final class Device {
    private double period;
    private final double jitter;
    private final double loss;
    private double clock;
    private final int[] gateways;
    private final double[] reach;
    private int counter;
    private double deadFrom = Double.MAX_VALUE;
    private double deadUntil;
    private final boolean isMidnight;

    Device(
        double period,
        double jitter,
        double loss,
        double clock,
        int[] gateways,
        double[] reach,
        boolean isMidnight) {
      this.period = period;
      this.jitter = jitter;
      this.loss = loss;
      this.clock = clock;
      this.gateways = gateways;
      this.reach = reach;
      this.isMidnight = isMidnight;
    }

    boolean isDead(double at) {
      return at >= deadFrom && at < deadUntil;
    }
  }

  private double failureSeconds(int failure) {
    return Duration.between(plan.start(), failures.get(failure).from()).toMillis() / 1000.0;
  }

  private enum Kind {
    FRAME,
    MIDNIGHT,
    BEAT,
    FEED_BEAT,
    BAD,
    DEATH
  }

  private record Step(double at, long order, Kind kind, int number) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  public Simulation(NetworkPlan plan, List<Failure> failures) {
    this.plan = plan;
    this.failures = List.copyOf(failures);
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.seed());
    int gateways = plan.gateways();
    gatewayX = new double[gateways];
    gatewayY = new double[gateways];
    regionOf = new int[gateways];
    lineOf = new int[gateways];
    badUntil = new double[gateways];
    heardSinceBeat = new long[gateways];
    placeGateways();
    devices = new Device[plan.devices()];
    contractOf = new int[plan.devices()];
    sent = new int[failures.size()][plan.devices()];
    arrived = new int[failures.size()][plan.devices()];
    placeDevices();
  }

  private void placeGateways() {
    int regions = plan.regions();
    for (int gateway = 0; gateway < gatewayX.length; gateway++) {
      regionOf[gateway] = gateway % regions;
      // Regions lie side by side, far from each other.
      gatewayX[gateway] = regionOf[gateway] * 4 + random.nextDouble();
      gatewayY[gateway] = random.nextDouble();
      int lines = plan.carriers() * 2;
      lineOf[gateway] = lines == 0 ? -1 : (gateway / regions) % lines;
    }
  }

  private void placeDevices() {
    int contracts = Math.max(1, plan.devices() / Math.max(1, plan.devicesPerContract()));
    for (int contract = 0; contract < contracts; contract++) {
      contractIds.add("contract-" + contract);
    }
    for (int device = 0; device < devices.length; device++) {
      double period = plan.periodsSeconds().get(random.nextInt(plan.periodsSeconds().size()));
      int near = random.nextInt(gatewayX.length);
      double x = gatewayX[near] + random.nextGaussian() * plan.range() / 3;
      double y = gatewayY[near] + random.nextGaussian() * plan.range() / 3;
      int[] found = new int[gatewayX.length];
      double[] reach = new double[gatewayX.length];
      int size = 0;
      for (int gateway = 0; gateway < gatewayX.length; gateway++) {
        double far = Math.hypot(x - gatewayX[gateway], y - gatewayY[gateway]) / plan.range();
        double chance = gateway == near ? 1 : 1 / (1 + Math.exp((far - 0.6) * 12));
        if (chance > 0.03) {
          found[size] = gateway;
          reach[size++] = Math.min(1, chance);
        }
      }
      devices[device] =
          new Device(
              period * (1 + random.nextGaussian() * 0.001),
              JITTER_SHARE_MIN
                  + random.nextDouble()
                      * random.nextDouble()
                      * (JITTER_SHARE_MAX - JITTER_SHARE_MIN),
              plan.lossMax() * random.nextDouble(),
              random.nextDouble() * period,
              Arrays.copyOf(found, size),
              Arrays.copyOf(reach, size),
              random.nextDouble() < MIDNIGHT_SHARE);
      // Neighbours tend to be of one contract.
      contractOf[device] = device % contracts;
      add(devices[device].clock, Kind.FRAME, device);
      if (plan.isRestless()) {
        add(exponential(DAY_SECONDS / DEATHS_A_DAY), Kind.DEATH, device);
        if (devices[device].isMidnight && period < DAY_SECONDS) {
          add(DAY_SECONDS, Kind.MIDNIGHT, device);
        }
      }
    }
    for (int gateway = 0; gateway < gatewayX.length; gateway++) {
      if (plan.beatSeconds() > 0) {
        add(random.nextDouble() * plan.beatSeconds(), Kind.BEAT, gateway);
      }
      if (plan.isRestless()) {
        add(exponential(DAY_SECONDS / BAD_A_DAY), Kind.BAD, gateway);
      }
    }
    if (plan.feedBeatSeconds() > 0) {
      add(1, Kind.FEED_BEAT, 0);
    }
  }

  private void add(double at, Kind kind, int number) {
    steps.add(new Step(at, order++, kind, number));
  }

  private double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  /** What an operator would know of it: everything but how devices speak. */
  public Network network(@Nullable ContractCounts rule) {
    var backhauls = new ArrayList<Backhaul>();
    for (int carrier = 0; carrier < plan.carriers(); carrier++) {
      backhauls.add(
          new Backhaul(
              "carrier-" + carrier, null, Owner.OTHER_CARRIER, "carrier " + carrier, null));
      for (int part = 0; part < 2; part++) {
        backhauls.add(
            new Backhaul(
                lineId(carrier * 2 + part), null, Owner.OTHER_CARRIER, null, "carrier-" + carrier));
      }
    }
    var gateways = new ArrayList<Gateway>();
    for (int gateway = 0; gateway < gatewayX.length; gateway++) {
      gateways.add(
          new Gateway(
              gatewayId(gateway),
              null,
              Owner.OPERATOR,
              lineOf[gateway] < 0 ? null : lineId(lineOf[gateway]),
              null,
              regionId(regionOf[gateway])));
    }
    var members = new ArrayList<Membership>();
    for (int device = 0; device < devices.length; device++) {
      members.add(
          new Membership(deviceId(device), contractIds.get(contractOf[device]), null, null));
    }
    return new Network(
        "sensors",
        Technology.UNLICENSED,
        DeliveryForm.UNLICENSED_1,
        rule,
        gateways,
        backhauls,
        List.of(new CloudFunction(CLOUD, CloudFunction.Case.OTHERS_FUNCTION, null, null)),
        List.of(new Feed(FEED, CLOUD, false, null, null)),
        contractIds.stream().map(id -> new Contract(id, null, null, null, null)).toList(),
        members,
        List.of());
  }

  public static String gatewayId(int gateway) {
    return String.format(Locale.ROOT, "00000000000a%04x", gateway);
  }

  public static String deviceId(int device) {
    return String.format(Locale.ROOT, "00000000%08x", device);
  }

  public static String lineId(int line) {
    return "line-" + line;
  }

  public static String regionId(int region) {
    return "region-" + region;
  }

  /** Gateways that a failure puts out of reach. */
  public List<Integer> gatewaysOf(Failure failure) {
    var all = new ArrayList<Integer>();
    for (int gateway = 0; gateway < gatewayX.length; gateway++) {
      boolean isHit =
          switch (failure.part()) {
            case GATEWAY, GATEWAY_RADIO -> gatewayId(gateway).equals(failure.component());
            case BACKHAUL -> isOnLine(gateway, failure.component());
            case POWER -> regionId(regionOf[gateway]).equals(failure.component());
            case CLOUD -> true;
            case FEED, DEVICE, RADIO -> false;
          };
      if (isHit) {
        all.add(gateway);
      }
    }
    return all;
  }

  private boolean isOnLine(int gateway, String component) {
    int line = lineOf[gateway];
    return line >= 0
        && (lineId(line).equals(component) || ("carrier-" + line / 2).equals(component));
  }

  /**
   * How many contracts a failure stopped in truth, by the switch; to be asked after playing it. A
   * device is cut off of which nothing arrived and that has no other gateway worth the name, or
   * that sent three times in vain.
   *
   * @param failure number of the failure
   */
  public int contractsDown(int failure, ContractCounts rule) {
    var hit = gatewaysOf(failures.get(failure));
    Map<Integer, int[]> byContract = new HashMap<>();
    for (int device = 0; device < devices.length; device++) {
      if (devices[device].isDead(failureSeconds(failure))) {
        continue;
      }
      int[] sum = byContract.computeIfAbsent(contractOf[device], key -> new int[2]);
      sum[1]++;
      if (isCutOff(failure, device, hit)) {
        sum[0]++;
      }
    }
    return (int)
        byContract.values().stream().filter(sum -> sum[0] >= rule.devicesMin(sum[1])).count();
  }

  private boolean isCutOff(int failure, int number, List<Integer> hit) {
    Device device = devices[number];
    boolean depends = false;
    boolean hasOther = false;
    for (int i = 0; i < device.gateways.length; i++) {
      boolean isHit = hit.contains(device.gateways[i]);
      depends |= isHit;
      hasOther |= !isHit && device.reach[i] >= WAY;
    }
    return depends && arrived[failure][number] == 0 && (!hasOther || sent[failure][number] >= 3);
  }

  /** Plays it; events come in the order of time. */
  public void play(Consumer<LpwaEvent> out) {
    double end = plan.span().toMillis() / 1000.0;
    for (Step step = steps.poll(); step != null && step.at <= end; step = steps.poll()) {
      switch (step.kind) {
        case FRAME -> frame(step.at, step.number, out, true);
        case MIDNIGHT -> {
          frame(step.at + random.nextDouble() * 5, step.number, out, false);
          add(step.at + DAY_SECONDS, Kind.MIDNIGHT, step.number);
        }
        case BEAT -> beat(step.at, step.number, out);
        case FEED_BEAT -> {
          if (!isDown(Failure.Part.FEED, FEED, step.at)) {
            out.accept(new FeedBeat(moment(step.at), FEED, true));
          }
          add(step.at + plan.feedBeatSeconds(), Kind.FEED_BEAT, 0);
        }
        case BAD -> {
          badUntil[step.number] = step.at + random.nextDouble() * BAD_SECONDS_MAX;
          add(step.at + exponential(DAY_SECONDS / BAD_A_DAY), Kind.BAD, step.number);
        }
        case DEATH -> {
          Device device = devices[step.number];
          device.deadFrom = step.at;
          device.deadUntil =
              random.nextBoolean() ? Double.MAX_VALUE : step.at + exponential(6 * 3600);
        }
      }
    }
  }

  private void frame(double at, int number, Consumer<LpwaEvent> out, boolean isRegular) {
    Device device = devices[number];
    if (isRegular) {
      device.clock += device.period;
      add(Math.max(at + 1, device.clock + delay(device)), Kind.FRAME, number);
      if (plan.isRestless() && random.nextDouble() < NEW_PERIOD) {
        device.period *= random.nextBoolean() ? 2 : 0.5;
      }
    }
    if (at < device.deadUntil || isDown(Failure.Part.DEVICE, deviceId(number), at)) {
      return;
    }
    if (plan.isRestless() && random.nextDouble() < REJOIN) {
      device.counter = 0;
      var heard = heard(at, device, 0);
      if (!heard.isEmpty() && isDelivered(at)) {
        out.accept(new DeviceJoin(moment(at), FEED, deviceId(number), heard, null, true));
      }
    }
    int counter = device.counter++;
    var heard = heard(at, device, device.loss);
    if (plan.uplinks()) {
      for (Reception reception : heard) {
        if (!isDown(Failure.Part.FEED, FEED, at)) {
          out.accept(new GatewayUplink(moment(at), FEED, reception.gateway()));
        }
      }
    }
    boolean isArriving = !heard.isEmpty() && isDelivered(at);
    count(at, number, isArriving);
    if (!isArriving) {
      return;
    }
    out.accept(
        new Arrival(
            moment(at), FEED, deviceId(number), (long) counter, null, null, heard, null, false));
  }

  private void count(double at, int number, boolean isArriving) {
    Instant moment = moment(at);
    for (int i = 0; i < sent.length; i++) {
      Failure failure = failures.get(i);
      if (!moment.isBefore(failure.from()) && moment.isBefore(failure.until())) {
        sent[i][number]++;
        arrived[i][number] += isArriving ? 1 : 0;
      }
    }
  }

  private boolean isDelivered(double at) {
    return !isDown(Failure.Part.CLOUD, CLOUD, at) && !isDown(Failure.Part.FEED, FEED, at);
  }

  /** Student's t with three degrees of freedom, cut at 40 %, and now and then a long delay. */
  private double delay(Device device) {
    double chi = 0;
    for (int i = 0; i < 3; i++) {
      double normal = random.nextGaussian();
      chi += normal * normal;
    }
    double t = random.nextGaussian() / Math.sqrt(chi / 3);
    double bound = device.period * 0.4;
    double delay = Math.max(-bound, Math.min(bound, t * device.jitter * device.period));
    boolean isLong = plan.isRestless() && random.nextDouble() < LONG_DELAY;
    return isLong ? delay + random.nextDouble() * device.period * 0.9 : delay;
  }

  private List<Reception> heard(double at, Device device, double loss) {
    var all = new ArrayList<Reception>();
    if (random.nextDouble() < loss) {
      return all;
    }
    for (int i = 0; i < device.gateways.length; i++) {
      int gateway = device.gateways[i];
      double chance = device.reach[i];
      if (badUntil[gateway] > at) {
        chance *= 1 - BAD_LOSS;
      }
      if (isDown(Failure.Part.RADIO, regionId(regionOf[gateway]), at)) {
        chance *= 1 - DISTURBED_LOSS;
      }
      if (random.nextDouble() >= chance
          || isDown(Failure.Part.GATEWAY_RADIO, gatewayId(gateway), at)) {
        continue;
      }
      if (isGatewayUp(gateway, at)) {
        heardSinceBeat[gateway]++;
        if (isLineUp(gateway, at)) {
          all.add(new Reception(gatewayId(gateway), null, -100, 5.0));
        }
      }
    }
    return all;
  }

  private boolean isGatewayUp(int gateway, double at) {
    return !isDown(Failure.Part.GATEWAY, gatewayId(gateway), at)
        && !isDown(Failure.Part.POWER, regionId(regionOf[gateway]), at);
  }

  private boolean isLineUp(int gateway, double at) {
    int line = lineOf[gateway];
    return line < 0
        || (!isDown(Failure.Part.BACKHAUL, lineId(line), at)
            && !isDown(Failure.Part.BACKHAUL, "carrier-" + line / 2, at));
  }

  private void beat(double at, int gateway, Consumer<LpwaEvent> out) {
    add(at + plan.beatSeconds() + random.nextGaussian() * 0.2, Kind.BEAT, gateway);
    if (!isGatewayUp(gateway, at)
        || !isLineUp(gateway, at)
        || isDown(Failure.Part.FEED, FEED, at)
        || random.nextDouble() < 0.003) {
      return;
    }
    boolean isDeaf = isDown(Failure.Part.GATEWAY_RADIO, gatewayId(gateway), at);
    boolean isDisturbed = isDown(Failure.Part.RADIO, regionId(regionOf[gateway]), at);
    // Strangers are heard too, and part of what is heard is noise.
    long good = isDeaf ? 0 : heardSinceBeat[gateway] + (random.nextDouble() < 0.5 ? 1 : 0);
    double goodShare = isDisturbed ? DISTURBED_GOOD : 0.85;
    long heard = isDeaf ? 0 : Math.round(good / goodShare + (isDisturbed ? 8 : 0));
    heardSinceBeat[gateway] = 0;
    out.accept(new GatewayBeat(moment(at), FEED, gatewayId(gateway), heard, good, 100.0));
  }

  private boolean isDown(Failure.Part part, String component, double at) {
    if (failures.isEmpty()) {
      return false;
    }
    Instant moment = moment(at);
    for (Failure failure : failures) {
      if (failure.part() == part
          && failure.component().equals(component)
          && !moment.isBefore(failure.from())
          && moment.isBefore(failure.until())) {
        return true;
      }
    }
    return false;
  }

  private Instant moment(double at) {
    return plan.start().plusMillis((long) (at * 1000));
  }
}
