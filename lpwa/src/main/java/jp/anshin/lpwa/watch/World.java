package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.lpwa.network.Network;
import org.jspecify.annotations.Nullable;

/** All that is known of a network at one moment of event time, and how much its silences say. */
final class World {

  /** Who had been silent so strangely before was dead before: its silence says nothing more. */
  private static final double DEAD_NATS = 8;

  /** However long a device is known, it may die just now: what one device can say at most. */
  private static final double DEVICE_DEATH_MIN = 1e-3;

  /** A device that others hear nearly always says nothing by being heard by them alone. */
  private static final double SHARE_MIN = 0.05;

  private static final double DEVICE_MARGIN = 1.3;

  /** What a frame says where losses do not run together. */
  private static final double RUN_NATS = 3;

  private static final double MONTH_SECONDS = 30 * 86_400.0;

  /** Chance alone may raise a tenth of an outage a month among all decisions. */
  private static final double ALARMS_A_MONTH = 0.1;

  /** A fallen connection says much at once, and enough once it stays so. */
  private static final double OFFLINE_NATS = 8;

  private static final long SLOPE_MILLIS = 600_000;
  static final long OFFLINE_LONG_MILLIS = 300_000;
  private static final double OFFLINE_LONG_NATS = 30;
  static final double MILLIS = 1000;

  /** A gateway that hears this share of a device's frames is one of its own. */
  static final double LINKED = 0.2;

  final Network network;
  final WatchSettings settings;
  final Devices devices = new Devices();
  final Gateways gateways;
  final Feeds feeds;
  final Contracts contracts;

  /** Since when a monitor says of a line or cloud that it does not work, in milliseconds. */
  final SortedMap<String, Long> failing = new TreeMap<>();

  /** Event time in milliseconds; the least value before anything was heard. */
  long now = Long.MIN_VALUE;

  /** Frames a second of all devices together. */
  double rate;

  World(Network network, WatchSettings settings) {
    // Devices and contracts become numbers here; millions of them are not kept twice.
    this.network =
        new Network(
            network.service(),
            network.technology(),
            network.delivery(),
            network.contractCounts(),
            network.gateways(),
            network.backhauls(),
            network.clouds(),
            network.feeds(),
            List.of(),
            List.of(),
            network.plannedWork());
    this.settings = settings;
    gateways = new Gateways(network);
    for (int gateway = 0; gateway < gateways.size(); gateway++) {
      devices.links.addGateway(gateway);
    }
    feeds = new Feeds(network);
    contracts = new Contracts(network, devices);
  }

  /**
   * The evidence that a statement needs: each frame is a new decision that chance may get wrong.
   */
  double nats() {
    return Math.max(
        settings.natsMin(), Math.log(Math.max(1, rate * MONTH_SECONDS) / ALARMS_A_MONTH));
  }

  /** A device alone is stated later: its losses are known least, and nobody waits for it. */
  double deviceNats() {
    return Math.max(
        settings.natsMin(),
        DEVICE_MARGIN * Math.log(Math.max(1, rate * MONTH_SECONDS) / ALARMS_A_MONTH));
  }

  /** The chance that a device left a gateway since that heard anything. */
  double moveChance(int device, int gateway, long at) {
    double once = devices.links.moveChance(device, devices.habits.frames(device));
    return Math.min(0.5, once * frames(device, at - gateways.lastRadio(gateway)));
  }

  /** How many frames a device sends in a time, at least 1. */
  private double frames(int device, long millis) {
    double period = devices.habits.periodSeconds(device);
    return period > 0 ? Math.max(1, millis / MILLIS / period) : 1;
  }

  /** From when on the silence of a device is counted. */
  long base(int device) {
    long base = devices.lastAt[device];
    int feed = devices.feed[device];
    if (feed >= 0) {
      base = Math.max(base, feeds.resume[feed]);
    }
    for (int which = 0; which < Links.PER_DEVICE; which++) {
      int gateway = devices.links.gateway(Links.slot(device, which));
      if (gateway >= 0) {
        base = Math.max(base, gateways.resume[gateway]);
      }
    }
    return base;
  }

  /** What the silence of a device alone says. */
  double silence(int device) {
    return devices.habits.silence(device, (now - base(device)) / MILLIS);
  }

  /** What the silence of a device since some moment says of what it depends on, at most so much. */
  double silenceSince(int device, long since, double share) {
    if (devices.habits.frames(device) < settings.framesMin()
        || devices.outage[device] >= 0
        || devices.is(device, Devices.CANARY)
        || share < SHARE_MIN
        || isCutOff(device, since)) {
      return 0;
    }
    long base = base(device);
    double before = devices.habits.silence(device, (since - base) / MILLIS);
    if (before > DEAD_NATS) {
      return 0;
    }
    double nats = share * (devices.habits.silence(device, (now - base) / MILLIS) - before);
    double once = Math.max(DEVICE_DEATH_MIN, devices.habits.pauseChance(device));
    double alone = Math.min(0.5, once * frames(device, now - since));
    return -Math.log((1 - alone) * Math.exp(-Math.max(0, nats)) + alone);
  }

  /** Whether all gateways that hear a device had failed before: its silence is theirs. */
  private boolean isCutOff(int device, long since) {
    boolean isAnyDown = false;
    for (int which = 0; which < Links.PER_DEVICE; which++) {
      int slot = Links.slot(device, which);
      int gateway = devices.links.gateway(slot);
      if (gateway < 0 || devices.links.heard(slot) < LINKED) {
        continue;
      }
      if (!gateways.wasDownBefore(gateway, since)) {
        return false;
      }
      isAnyDown = true;
    }
    return isAnyDown;
  }

  /** By which part of its evidence a device speaks against one of its gateways: see the page. */
  double share(int device, int slot) {
    double loss = devices.habits.loss(device);
    double withOthers = loss + (1 - loss) * devices.links.alone(slot);
    return Math.log(withOthers / loss) / -Math.log(loss);
  }

  /** What missing beats of a gateway since some moment say. */
  double beatSilenceSince(int gateway, long since) {
    if (gateways.wasDownBefore(gateway, since)) {
      return 0;
    }
    double nats = offline(gateway, since);
    if (gateways.beats.frames(gateway) >= settings.framesMin()) {
      long base = beatBase(gateway);
      double before = gateways.beats.silence(gateway, (since - base) / MILLIS);
      if (before <= DEAD_NATS) {
        nats += Math.max(0, gateways.beats.silence(gateway, (now - base) / MILLIS) - before);
      }
    }
    return nats;
  }

  private double offline(int gateway, long since) {
    long fell = gateways.offlineSince[gateway];
    if (fell == 0 || fell < since) {
      return 0;
    }
    return now - fell >= OFFLINE_LONG_MILLIS ? OFFLINE_LONG_NATS : OFFLINE_NATS;
  }

  long beatBase(int gateway) {
    long base = Math.max(gateways.lastBeat[gateway], gateways.resume[gateway]);
    int feed = gateways.feed[gateway];
    return feed >= 0 ? Math.max(base, feeds.resume[feed]) : base;
  }

  /** Whether a gateway's beats are known and come. */
  boolean beats(int gateway) {
    return gateways.beats.frames(gateway) >= settings.framesMin()
        && gateways.beats.silence(gateway, (now - beatBase(gateway)) / MILLIS) < 3;
  }

  /** Whether a gateway's beats are known and have stopped. */
  boolean beatsStopped(int gateway) {
    return gateways.offlineSince[gateway] > gateways.lastAny(gateway)
        || (gateways.beats.frames(gateway) >= settings.framesMin()
            && gateways.beats.silence(gateway, (now - beatBase(gateway)) / MILLIS) >= 3);
  }

  /** What devices behind a gateway say by their silence since some moment. */
  double deviceSilenceSince(int gateway, long since) {
    double nats = 0;
    Links links = devices.links;
    for (int slot = links.firstOf(gateway); slot >= 0; slot = links.after(slot)) {
      int device = Links.device(slot);
      nats += silenceSince(device, since, share(device, slot));
    }
    return nats;
  }

  /** All that speaks against a gateway since some moment. */
  double evidence(int gateway, long since) {
    boolean isMissing = gateways.outage[gateway] < 0 && gateways.lastAny(gateway) <= since;
    return quiet(gateway, since) + (isMissing ? gateways.missed[gateway] : 0);
  }

  /** The same without frames that only others heard: it grows with time alone. */
  double quiet(int gateway, long since) {
    return runShare(gateway) * deviceSilenceSince(gateway, since)
        + beatSilenceSince(gateway, since);
  }

  /**
   * Losses run together: where signs of life tell of the gateway itself, a silence of many devices
   * says no more for each frame than a run of losses does.
   */
  double runShare(int gateway) {
    boolean isBeating = gateways.beats.frames(gateway) >= settings.framesMin();
    return isBeating ? Math.min(1, gateways.runNatsDeep() / RUN_NATS) : 1;
  }

  /** From when on the radio of a gateway has been silent. */
  long radioSince(int gateway) {
    return Math.max(gateways.lastRadio(gateway), resumed(gateway));
  }

  /** From when on a gateway has been silent in every way. */
  long silentSince(int gateway) {
    return Math.max(gateways.lastAny(gateway), resumed(gateway));
  }

  private long resumed(int gateway) {
    int feed = gateways.feed[gateway];
    return Math.max(gateways.resume[gateway], feed >= 0 ? feeds.resume[feed] : 0);
  }

  /** Nats a second that a wholly silent gateway gives; up to ten minutes old. */
  double slope(int gateway) {
    if (now - gateways.slopeAt[gateway] >= SLOPE_MILLIS || gateways.slopeAt[gateway] == 0) {
      gateways.slope[gateway] = (float) natsPerSecond(gateway);
      gateways.slopeAt[gateway] = Math.max(1, now);
    }
    return gateways.slope[gateway];
  }

  private double natsPerSecond(int gateway) {
    double rate = gateways.beats.natsPerSecond(gateway);
    Links links = devices.links;
    for (int slot = links.firstOf(gateway); slot >= 0; slot = links.after(slot)) {
      int device = Links.device(slot);
      if (devices.habits.frames(device) >= settings.framesMin()) {
        rate += share(device, slot) * devices.habits.natsPerSecond(device);
      }
    }
    return rate;
  }

  void exchange(StateExchange state) throws IOException {
    devices.exchange(state);
    gateways.exchange(state);
    feeds.exchange(state);
    contracts.exchange(state);
    now = state.of(now);
    rate = state.of(rate);
    var names = List.copyOf(failing.keySet());
    int size = state.size(failing.size());
    for (int i = 0; i < size; i++) {
      String known = state.isReading() ? "" : names.get(i);
      String name = state.of((@Nullable String) known);
      long since = state.of(failing.getOrDefault(known, 0L).longValue());
      failing.put(name == null ? "" : name, since);
    }
  }
}
