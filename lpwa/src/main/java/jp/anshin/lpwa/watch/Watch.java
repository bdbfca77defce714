package jp.anshin.lpwa.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import jp.anshin.core.Detector;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.ComponentBeat;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.FeedBeat;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.watch.Finding.Naming;
import org.jspecify.annotations.Nullable;

/**
 * Watches one LPWA network in event time: {@link LpwaEvent}s in, {@link Outage}s out, each restated
 * whole under its id. How it decides is told in {@code docs/architecture/lpwa.md}.
 *
 * <p>Events come in the order of event time, but for small disorder. It is not safe for use by
 * several threads.
 */
public final class Watch implements Detector<LpwaEvent, Outage> {

  private static final int VERSION = 2;
  private static final int NONE = -1;

  /** No new frame, and a counter that began anew: in the place of an advance. */
  private static final int REPEATED = -1;

  private static final int UNKNOWN = 0;

  /** The same counter within this time is the same frame, told again. */
  private static final long DUPLICATE_MILLIS = 30_000;

  /** A counter a little below the last one is a late frame; far below it began anew. */
  private static final int LATE_FRAMES = 16;

  /** Widths at which counters wrap: Sigfox, LoRaWAN. A wrap begins and ends near the edge. */
  private static final int[] WRAPS = {1 << 12, 1 << 16};

  private static final int WRAP_EDGE = 256;

  /** A silence of a multiple of this is a shift of time stamps, seen in real logs. */
  private static final double SHIFT_SECONDS = 1 << 22;

  private static final double SHIFT_TOLERANCE = 0.002;
  private static final int SHIFT_ADVANCE_MAX = 3;

  /** From which share of the expected frames on the counter says that the device kept sending. */
  private static final double KEPT_SENDING = 0.5;

  private static final double DID_NOT_SEND = 0.3;

  /** What one missed frame that others heard says at most, and one device in all. */
  private static final double MISSED_NATS_MAX = 3;

  private static final double MISSED_DEVICE_NATS_MAX = 7;

  /** Below this share of frames a missed one tells of a weak link and not of the gateway. */
  private static final double LINK_STRONG = 0.8;

  /** So many lost frames in the time of an outage prove that there was no other way. */
  private static final int PROVING = 3;

  /** Looking again: after this share of the usual time, then each tenth of the silence. */
  private static final double FIRST_LOOK = 0.6;

  private static final double NEXT_LOOK = 0.1;
  private static final long LOOK_MIN_MILLIS = 1_000;

  /** A broker or line that holds its breath for less is no outage; gateways are not waited for. */
  static final long HICCUP_MILLIS = 30_000;

  private static final long LOOK_MAX_MILLIS = 6 * 3_600_000L;

  private static final long RECOUNT_SECONDS_MAX = 3_600;
  private static final long SETTLE_MIN_MILLIS = 10 * 60_000L;

  /** A gap of so many periods without a lost frame: the device spoke less often by itself. */
  private static final double SKIPPED_PERIODS = 1.5;

  private static final int CONTRADICTIONS_MIN = 2;

  /** A monitor that says so for this long is believed. */
  private static final long MONITOR_MILLIS = 30_000;

  /** Kinds of what is due. */
  private static final int KINDS = 8;

  private static final int DEVICE = 0;
  private static final int GATEWAY = 1;
  private static final int FEED = 2;
  private static final int LINE = 3;
  private static final int CASE = 4;

  /** A gateway once more, out of turn. */
  private static final int PEEK = 5;

  private final World world;
  private final Judge judge;
  private final Refusals refusals;
  private final DueTimes due = new DueTimes();

  /** Outages that go on or are not settled, by number. */
  private final TreeMap<Integer, Case> cases = new TreeMap<>();

  private int nextCase;
  private int recovering;
  private @Nullable LpwaEvent held;
  private int[] heardBy = new int[16];

  private long events;
  private long duplicates;
  private long repeated;
  private long late;
  private long future;
  private long resets;
  private long wraps;
  private long retained;

  /** A watch that knows nothing but the network. */
  public Watch(Network network, WatchSettings settings) {
    world = new World(network, settings);
    judge = new Judge(world);
    refusals = new Refusals(world);
    for (var feed : network.feeds()) {
      String canary = feed.canaryDevice();
      if (canary != null) {
        world.devices.set(world.devices.of(canary), Devices.CANARY, true);
      }
    }
    for (int line = 0; line < judge.lines(); line++) {
      due.add(0, line * KINDS + LINE);
    }
    for (int feed = 0; feed < world.feeds.size(); feed++) {
      due.add(0, feed * KINDS + FEED);
    }
    for (int gateway = 0; gateway < world.gateways.size(); gateway++) {
      due.add(0, gateway * KINDS + GATEWAY);
    }
  }

  // --- input ----------------------------------------------------------------------------------

  @Override
  public void onEvent(LpwaEvent event, Consumer<Outage> out) {
    events++;
    long at = event.at().toEpochMilli();
    long ahead = world.settings.future().toMillis();
    LpwaEvent waiting = held;
    if (waiting != null) {
      boolean isConfirmed = at >= waiting.at().toEpochMilli() - ahead && !event.equals(waiting);
      held = null;
      if (isConfirmed) {
        take(waiting, out);
      } else {
        future++;
      }
    }
    if (world.now != Long.MIN_VALUE && at > world.now + ahead) {
      held = event;
      return;
    }
    take(event, out);
  }

  @Override
  public void onWatermark(Instant watermark, Consumer<Outage> out) {
    LpwaEvent waiting = held;
    if (waiting != null && !waiting.at().isAfter(watermark)) {
      held = null;
      take(waiting, out);
    }
    advance(watermark.toEpochMilli(), out);
  }

  /** The input has ended: takes what was held back, and states what waited for more. */
  public void finish(Consumer<Outage> out) {
    LpwaEvent waiting = held;
    if (waiting != null) {
      held = null;
      take(waiting, out);
    }
    for (Case each : List.copyOf(cases.values())) {
      if (each.isOpen()) {
        rename(each);
        count(each);
      } else {
        settle(each);
      }
      out.accept(each.state(world));
    }
  }

  private void take(LpwaEvent event, Consumer<Outage> out) {
    long at = event.at().toEpochMilli();
    if (world.now == Long.MIN_VALUE) {
      world.now = at;
    }
    advance(at, out);
    int feed = feed(event.feed());
    switch (event) {
      case Arrival arrival -> onArrival(arrival, at, feed, out);
      case DeviceJoin join -> onJoin(join, at, feed, out);
      case GatewayBeat beat -> onBeat(beat, at, feed, out);
      case GatewayUplink uplink -> {
        int gateway = gateway(uplink.gateway(), feed);
        onFeed(feed, at, false, out);
        endGateway(gateway, at, true, out);
        world.gateways.handOver(gateway, at);
        world.gateways.missed[gateway] = 0;
      }
      case GatewayConnection connection -> onConnection(connection, at, feed, out);
      case DownlinkOutcome downlink -> {
        onFeed(feed, at, false, out);
        if (downlink.gateway() != null) {
          int gateway = gateway(downlink.gateway(), feed);
          react(refusals.downlink(gateway, downlink.sent()), at, out);
        }
      }
      case ComponentBeat beat -> onComponent(beat, at, out);
      case FeedBeat beat -> onFeedBeat(beat, at, feed, out);
    }
  }

  private int feed(String name) {
    int known = world.feeds.size();
    int feed = world.feeds.of(name);
    if (feed == known) {
      due.add(world.now, feed * KINDS + FEED);
    }
    return feed;
  }

  private int gateway(String name, int feed) {
    int known = world.gateways.size();
    int gateway = world.gateways.of(name);
    if (gateway == known) {
      world.devices.links.addGateway(gateway);
      due.add(world.now, gateway * KINDS + GATEWAY);
    }
    world.gateways.feed[gateway] = feed;
    return gateway;
  }

  /** Something came through a feed, so the feed stands, and so does its cloud for frames. */
  private void onFeed(int feed, long at, boolean isFrame, Consumer<Outage> out) {
    int number = world.feeds.outage[feed];
    if (number >= 0) {
      Case open = opened(number);
      if ((isFrame || !open.radioOnly) && open.isAfterStart(at)) {
        end(open, at, out);
      }
    }
    if (world.feeds.stands[feed] == Feeds.AWAY) {
      world.feeds.stands[feed] = Feeds.UNKNOWN;
    }
    world.feeds.lastAny[feed] = Math.max(world.feeds.lastAny[feed], at);
    if (isFrame) {
      world.feeds.lastArrival[feed] = Math.max(world.feeds.lastArrival[feed], at);
    }
  }

  // --- frames of devices ----------------------------------------------------------------------

  private void onArrival(Arrival arrival, long at, int feed, Consumer<Outage> out) {
    Devices devices = world.devices;
    int device = devices.of(arrival.device());
    if (!devices.is(device, Devices.CANARY)) {
      onFeed(feed, at, true, out);
    }
    int heard = receive(arrival.receptions(), at, feed, out);
    String contract = arrival.contract();
    if (contract != null) {
      devices.tagged[device] = world.contracts.names.of(contract);
    }
    Long told = arrival.counter();
    int counter = told == null ? NONE : (int) Math.min(told, Integer.MAX_VALUE);
    String identity = arrival.frame();
    int frame = identity == null ? 0 : identity.hashCode();
    devices.feed[device] = feed;
    if (devices.lastAt[device] == 0) {
      devices.firstAt[device] = at;
      devices.lastAt[device] = at;
      devices.counter[device] = counter;
      devices.frame[device] = frame;
      learnLinks(device, heard, at);
      return;
    }
    int advance = advance(device, counter, frame, at, arrival.late());
    if (advance == REPEATED) {
      addLinks(device, heard);
      return;
    }
    long gap = at - devices.lastAt[device];
    if (gap <= 0) {
      late++;
      return;
    }
    boolean isReturn = devices.outage[device] >= 0;
    if (isReturn) {
      returned(device, advance, gap, at, out);
    }
    if (recovering > 0 && advance > 1) {
      confirm(device, advance, gap);
    } else if (recovering > 0 && advance == 1 && counter != NONE) {
      contradict(device, gap);
    }
    if (!isShift(gap, advance)) {
      learn(device, advance, gap, isReturn);
    }
    devices.lastAt[device] = at;
    devices.counter[device] = counter;
    devices.frame[device] = frame;
    learnLinks(device, heard, at);
    if (!devices.is(device, Devices.WAITING)
        && devices.habits.frames(device) >= world.settings.framesAloneMin()) {
      devices.set(device, Devices.WAITING, true);
      due.add(
          at + millis(devices.habits.ageOf(device, world.deviceNats())), device * KINDS + DEVICE);
    }
  }

  /** Notes who heard it, and gives how many; their numbers are in {@link #heardBy}. */
  private int receive(List<Reception> receptions, long at, int feed, Consumer<Outage> out) {
    int heard = receptions.size();
    if (heard > heardBy.length) {
      heardBy = Arrays.copyOf(heardBy, heard * 2);
    }
    for (int i = 0; i < heard; i++) {
      int gateway = gateway(receptions.get(i).gateway(), feed);
      heardBy[i] = gateway;
      endGateway(gateway, at, true, out);
      world.gateways.lastHeard[gateway] = Math.max(world.gateways.lastHeard[gateway], at);
      world.gateways.missed[gateway] = 0;
    }
    return heard;
  }

  /**
   * By how much the counter advanced: at least 1, {@link #UNKNOWN} where it began anew, {@link
   * #REPEATED} for what is no new frame.
   */
  private int advance(int device, int counter, int frame, long at, boolean isLate) {
    int last = world.devices.counter[device];
    boolean isSameFrame = frame != 0 && frame == world.devices.frame[device];
    if (isLate) {
      late++;
      return REPEATED;
    }
    if (isSameFrame) {
      duplicates++;
      return REPEATED;
    }
    if (counter == NONE) {
      return 1;
    }
    if (last == NONE) {
      return UNKNOWN;
    }
    int difference = counter - last;
    if (difference == 0) {
      if (at - world.devices.lastAt[device] <= DUPLICATE_MILLIS) {
        duplicates++;
      } else {
        repeated++;
      }
      return REPEATED;
    }
    if (difference > 0) {
      return difference;
    }
    for (int wrap : WRAPS) {
      if (last < wrap && last >= wrap - WRAP_EDGE && counter < WRAP_EDGE) {
        wraps++;
        return difference + wrap;
      }
    }
    if (-difference <= LATE_FRAMES && counter > 1) {
      late++;
      return REPEATED;
    }
    resets++;
    return UNKNOWN;
  }

  private static boolean isShift(long gap, int advance) {
    double shifts = gap / World.MILLIS / SHIFT_SECONDS;
    long whole = Math.round(shifts);
    return advance <= SHIFT_ADVANCE_MAX
        && whole >= 1
        && Math.abs(shifts - whole) <= SHIFT_TOLERANCE * whole;
  }

  private void learn(int device, int advance, long gap, boolean isReturn) {
    Habits habits = world.devices.habits;
    double before = habits.periodSeconds(device);
    double seconds = gap / World.MILLIS;
    // A gap in which something else had failed tells nothing of the device's own losses.
    boolean isExcused = isReturn || world.base(device) > world.devices.lastAt[device];
    if (advance == UNKNOWN) {
      if (before > 0 && !isExcused) {
        habits.learnRhythm(device, seconds, 1);
      }
    } else if (isExcused) {
      habits.learnRhythm(device, seconds, advance);
    } else {
      habits.learn(device, seconds, advance);
    }
    double after = habits.periodSeconds(device);
    if (after != before) {
      world.rate += (after > 0 ? 1 / after : 0) - (before > 0 ? 1 / before : 0);
    }
  }

  private void learnLinks(int device, int heard, long at) {
    if (heard == 0) {
      return;
    }
    Links links = world.devices.links;
    int frames = world.devices.habits.frames(device);
    for (int which = 0; which < Links.PER_DEVICE; which++) {
      int slot = Links.slot(device, which);
      int gateway = links.gateway(slot);
      if (gateway < 0 || world.gateways.outage[gateway] >= 0) {
        continue;
      }
      if (isHeardBy(gateway, heard)) {
        if (links.heard(slot) >= LINK_STRONG) {
          world.gateways.ran(gateway, false);
        }
        links.heardBy(slot, frames, heard == 1);
      } else {
        miss(slot, gateway, frames, at);
      }
    }
    for (int i = 0; i < heard; i++) {
      if (links.find(device, heardBy[i]) < 0) {
        links.add(device, heardBy[i], frames, heard == 1);
      }
    }
  }

  /** The same frame again, told by another gateway. */
  private void addLinks(int device, int heard) {
    Links links = world.devices.links;
    for (int i = 0; i < heard; i++) {
      if (links.find(device, heardBy[i]) < 0) {
        links.add(device, heardBy[i], world.devices.habits.frames(device), false);
      }
    }
  }

  /** Others heard a frame that this gateway usually hears. */
  private void miss(int slot, int gateway, int frames, long at) {
    Links links = world.devices.links;
    double heard = links.heard(slot);
    if (heard >= LINK_STRONG && frames >= world.settings.framesMin()) {
      double nats =
          Math.min(world.gateways.runNats(gateway), Math.min(MISSED_NATS_MAX, -Math.log1p(-heard)));
      double most =
          Math.min(
              MISSED_DEVICE_NATS_MAX, -Math.log(world.moveChance(Links.device(slot), gateway, at)));
      if (nats * (links.missedInRow(slot) + 1) <= most) {
        world.gateways.missed[gateway] += (float) nats;
        if (world.gateways.missed[gateway] >= world.nats()) {
          due.add(at, gateway * KINDS + PEEK);
        }
      }
      world.gateways.ran(gateway, true);
    }
    links.missedBy(slot, frames);
  }

  private boolean isHeardBy(int gateway, int heard) {
    for (int i = 0; i < heard; i++) {
      if (heardBy[i] == gateway) {
        return true;
      }
    }
    return false;
  }

  private void onJoin(DeviceJoin join, long at, int feed, Consumer<Outage> out) {
    onFeed(feed, at, true, out);
    receive(join.receptions(), at, feed, out);
    int device = world.devices.of(join.device());
    if (join.accepted()) {
      world.devices.counter[device] = NONE;
    }
    react(refusals.join(feed, device, join.accepted()), at, out);
  }

  // --- signs of life --------------------------------------------------------------------------

  private void onBeat(GatewayBeat beat, long at, int feed, Consumer<Outage> out) {
    int gateway = gateway(beat.gateway(), feed);
    onFeed(feed, at, false, out);
    endGateway(gateway, at, false, out);
    Gateways gateways = world.gateways;
    long gap = at - gateways.lastBeat[gateway];
    if (gateways.lastBeat[gateway] > 0 && gap > 0) {
      double seconds = gap / World.MILLIS;
      double period = gateways.beats.periodSeconds(gateway);
      boolean isExcused = world.beatBase(gateway) > gateways.lastBeat[gateway];
      int advance =
          period == 0 || gateways.beats.frames(gateway) < world.settings.framesMin()
              ? 1
              : Math.clamp(Math.round(seconds / period), 1, 1000);
      if (isExcused) {
        gateways.beats.learnRhythm(gateway, seconds, advance);
      } else {
        gateways.beats.learn(gateway, seconds, advance);
      }
    }
    gateways.lastBeat[gateway] = Math.max(gateways.lastBeat[gateway], at);
    gateways.offlineSince[gateway] = 0;
    Long heard = beat.heard();
    if (heard != null) {
      gateways.lastCounted[gateway] = at;
      if (heard > 0) {
        gateways.lastCountedSome[gateway] = at;
      }
      Long well = beat.heardWell();
      if (well != null) {
        react(refusals.order(gateway, heard, well), at, out);
      }
    }
  }

  private void onConnection(GatewayConnection connection, long at, int feed, Consumer<Outage> out) {
    if (connection.retained()) {
      retained++;
      return;
    }
    int gateway = gateway(connection.gateway(), feed);
    onFeed(feed, at, false, out);
    if (connection.online()) {
      endGateway(gateway, at, false, out);
      world.gateways.lastOnline[gateway] = at;
      world.gateways.offlineSince[gateway] = 0;
    } else if (world.gateways.offlineSince[gateway] == 0) {
      world.gateways.offlineSince[gateway] = at;
      due.add(at + LOOK_MIN_MILLIS, gateway * KINDS + PEEK);
      due.add(at + World.OFFLINE_LONG_MILLIS + LOOK_MIN_MILLIS, gateway * KINDS + PEEK);
    }
  }

  /** A monitor's word is taken when it is said twice and nothing contradicts it. */
  private void onComponent(ComponentBeat beat, long at, Consumer<Outage> out) {
    if (beat.ok()) {
      world.failing.remove(beat.component());
      for (Case each : List.copyOf(cases.values())) {
        if (each.isOpen() && each.isMonitored && beat.component().equals(each.component)) {
          end(each, at, out);
        }
      }
      return;
    }
    Long since = world.failing.putIfAbsent(beat.component(), at);
    if (since == null || at - since < MONITOR_MILLIS) {
      return;
    }
    for (Case each : cases.values()) {
      if (each.isOpen() && beat.component().equals(each.component)) {
        return;
      }
      Naming told = each.isOpen() ? judge.told(beat.component(), each) : null;
      if (told != null) {
        name(each, told);
        each.isMonitored = true;
        count(each);
        out.accept(each.state(world));
        return;
      }
    }
    for (Finding found : judge.monitored(beat.component(), since)) {
      open(found, out).isMonitored = true;
    }
  }

  private void onFeedBeat(FeedBeat beat, long at, int feed, Consumer<Outage> out) {
    Feeds feeds = world.feeds;
    if (!beat.alive()) {
      feeds.stands[feed] = Feeds.AWAY;
      int number = feeds.outage[feed];
      if (number >= 0) {
        Case open = opened(number);
        rename(open);
        out.accept(open.state(world));
      } else {
        String name = feeds.names.name(feed);
        open(
            new Finding(
                Case.Anchor.FEED,
                Naming.of(Scope.FEED, name, Cause.FEED_BLIND, false),
                new int[0],
                feed,
                NONE,
                at,
                at,
                new TreeMap<>()),
            out);
      }
      return;
    }
    boolean wasAway = feeds.stands[feed] == Feeds.AWAY;
    int number = feeds.outage[feed];
    if (number >= 0) {
      Case open = opened(number);
      if (open.scope == Scope.FEED) {
        end(open, at, out);
      }
    }
    if (feeds.lastBeat[feed] > 0 && at > feeds.lastBeat[feed] && !wasAway) {
      double seconds = (at - feeds.lastBeat[feed]) / World.MILLIS;
      feeds.beats.learnRhythm(feed, seconds, 1);
    }
    feeds.stands[feed] = Feeds.STANDS;
    feeds.lastBeat[feed] = Math.max(feeds.lastBeat[feed], at);
  }

  // --- time -----------------------------------------------------------------------------------

  private void advance(long to, Consumer<Outage> out) {
    while (!due.isEmpty() && due.firstMillis() <= to) {
      world.now = Math.max(world.now, due.firstMillis());
      int number = due.removeFirst();
      switch (number % KINDS) {
        case DEVICE -> lookAtDevice(number / KINDS, out);
        case GATEWAY -> lookAtGateway(number / KINDS, out);
        case FEED -> lookAtFeed(number / KINDS, out);
        case LINE -> lookAtLine(number / KINDS, out);
        case PEEK -> peekAtGateway(number / KINDS, out);
        default -> lookAtCase(number / KINDS, out);
      }
    }
    world.now = Math.max(world.now, to);
  }

  private void lookAtDevice(int device, Consumer<Outage> out) {
    Habits habits = world.devices.habits;
    long base = world.base(device);
    if (world.devices.outage[device] >= 0) {
      world.devices.set(device, Devices.WAITING, false);
      return;
    }
    long when = base + millis(habits.ageOf(device, world.deviceNats()));
    if (when <= world.now + LOOK_MIN_MILLIS) {
      Finding found = judge.device(device);
      if (found != null) {
        open(found, out);
      }
      if (world.devices.outage[device] >= 0) {
        world.devices.set(device, Devices.WAITING, false);
        return;
      }
      when = world.now + Math.max(60_000, later(world.now - base));
    }
    due.add(when, device * KINDS + DEVICE);
  }

  private static long millis(double seconds) {
    return (long) Math.min(seconds * World.MILLIS, 1e13);
  }

  /** A look that found nothing is repeated when the silence has grown by a tenth. */
  private static long later(long age) {
    return Math.clamp((long) (age * NEXT_LOOK), LOOK_MIN_MILLIS, LOOK_MAX_MILLIS);
  }

  private void peekAtGateway(int gateway, Consumer<Outage> out) {
    Finding found = judge.gateway(gateway, true);
    if (found != null) {
      open(found, out);
    }
  }

  private void lookAtGateway(int gateway, Consumer<Outage> out) {
    long since = Math.min(world.silentSince(gateway), world.radioSince(gateway));
    double slope = world.slope(gateway);
    long usual =
        slope <= 0
            ? LOOK_MAX_MILLIS
            : Math.clamp(
                millis(FIRST_LOOK * world.nats() / slope), LOOK_MIN_MILLIS, LOOK_MAX_MILLIS);
    long whole = world.silentSince(gateway);
    boolean isTime = world.now >= since + usual || world.now >= whole + usual;
    boolean isMissed = world.gateways.missed[gateway] >= world.nats();
    if (isTime || isMissed || world.gateways.offlineSince[gateway] > 0) {
      peekAtGateway(gateway, out);
    }
    long next = isTime ? world.now + later(world.now - since) : since + usual;
    long own = world.now < whole + usual ? whole + usual : world.now + later(world.now - whole);
    long when = Math.max(world.now + LOOK_MIN_MILLIS, Math.min(next, own));
    nextLook(gateway * KINDS + GATEWAY, when);
  }

  private void nextLook(int number, long when) {
    due.add(when, number);
  }

  private void lookAtFeed(int feed, Consumer<Outage> out) {
    long since = Math.max(world.feeds.lastArrival[feed], world.feeds.resume[feed]);
    long usual = Math.max(HICCUP_MILLIS, usual(world.rate * 3));
    if (since > 0 && world.now >= since + usual) {
      Finding found = judge.feed(feed);
      if (found != null) {
        open(found, out);
      }
      nextLook(feed * KINDS + FEED, world.now + later(world.now - since));
      return;
    }
    nextLook(
        feed * KINDS + FEED, Math.max(world.now + LOOK_MIN_MILLIS, Math.max(since, 0) + usual));
  }

  private long usual(double slope) {
    return slope <= 0
        ? 60_000
        : Math.clamp(millis(FIRST_LOOK * world.nats() / slope), LOOK_MIN_MILLIS, LOOK_MAX_MILLIS);
  }

  private void lookAtLine(int line, Consumer<Outage> out) {
    long since = judge.lineSilentSince(line);
    long age = world.now - since;
    long usual = Math.max(HICCUP_MILLIS, usual(judge.slope(line)));
    if (since > 0 && age >= usual && judge.mayBeDown(line)) {
      Finding found = judge.lineOrGreater(line);
      if (found != null) {
        open(found, out);
      }
    }
    long next = since == 0 ? HICCUP_MILLIS : Math.max(since + usual - world.now, later(age));
    nextLook(line * KINDS + LINE, world.now + Math.max(LOOK_MIN_MILLIS, next));
  }

  private void lookAtCase(int number, Consumer<Outage> out) {
    Case each = cases.get(number);
    if (each == null) {
      return;
    }
    if (!each.isOpen()) {
      if (world.now >= each.settleAt) {
        settle(each);
        out.accept(each.state(world));
      } else {
        due.add(each.settleAt, number * KINDS + CASE);
      }
      return;
    }
    var before = each.reach.counts(world.network.contractCounts(), each.confirmed);
    boolean isRenamed = rename(each);
    count(each);
    var after = each.reach.counts(world.network.contractCounts(), each.confirmed);
    if (isRenamed || !before.equals(after)) {
      out.accept(each.state(world));
    }
    each.recountSeconds =
        each.scope == Scope.UNDETERMINED
            ? Math.min(600, each.recountSeconds * 2)
            : Math.min(RECOUNT_SECONDS_MAX, each.recountSeconds * 2);
    due.add(world.now + each.recountSeconds * 1000, number * KINDS + CASE);
  }

  // --- outages --------------------------------------------------------------------------------

  private Case opened(int number) {
    Case open = cases.get(number);
    if (open == null) {
      throw new IllegalStateException("no outage " + number);
    }
    return open;
  }

  private void react(@Nullable Change change, long at, Consumer<Outage> out) {
    if (change == null) {
      return;
    }
    Finding found = change.found();
    if (found != null) {
      open(found, out);
    } else {
      recovered(opened(change.ended()), change.gateway(), at, out);
    }
  }

  /** One of the gateways of an outage is well again: it ends with the last. */
  private void recovered(Case it, int gateway, long at, Consumer<Outage> out) {
    if (it.anchor == Case.Anchor.RADIO) {
      world.gateways.radioOutage[gateway] = NONE;
      for (int each : it.gateways) {
        if (world.gateways.radioOutage[each] == it.number) {
          return;
        }
      }
    }
    end(it, at, out);
  }

  private Case open(Finding found, Consumer<Outage> out) {
    Case neighbour = found.anchor() == Case.Anchor.RADIO ? disturbedNear(found) : null;
    if (neighbour != null) {
      return spread(neighbour, found, out);
    }
    var absorbed = new ArrayList<Case>();
    for (Case each : cases.values()) {
      if (each.isOpen() && isPartOf(each, found)) {
        absorbed.add(each);
      }
    }
    Case it = absorbed.isEmpty() ? again(found) : absorbed.removeFirst();
    boolean isNew = it == null;
    if (it == null) {
      it = new Case(nextCase++);
      cases.put(it.number, it);
      it.detectedAt = world.now;
      it.startLow = found.startLow();
      it.startHigh = Math.max(found.startLow(), found.startHigh());
      it.id = id(found);
      due.add(world.now + it.recountSeconds * 1000, it.number * KINDS + CASE);
    } else {
      it.startLow = Math.min(it.startLow, found.startLow());
      it.startHigh = Math.max(it.startLow, Math.min(it.startHigh, found.startHigh()));
      release(it);
    }
    it.anchor = found.anchor();
    it.gateways = found.gateways();
    it.feed = found.feed();
    it.device = found.device();
    it.evidence.putAll(found.evidence());
    name(it, found.naming());
    for (Case each : absorbed) {
      release(each);
      each.endedAt = Math.max(world.now, each.startLow);
      each.withdrawn = Withdrawal.EXPLAINED;
      each.explainedBy = it.id;
      each.settled = true;
      cases.remove(each.number);
      out.accept(each.state(world));
    }
    hold(it);
    count(it);
    if (isNew || it.revision > 0) {
      out.accept(it.state(world));
    }
    return it;
  }

  /** The open disturbance of the same region, or null. */
  private @Nullable Case disturbedNear(Finding found) {
    int region = world.gateways.region[found.gateways()[0]];
    for (Case each : cases.values()) {
      boolean isNear =
          each.isOpen()
              && each.anchor == Case.Anchor.RADIO
              && region >= 0
              && world.gateways.region[each.gateways[0]] == region;
      if (isNear) {
        return each;
      }
    }
    return null;
  }

  private Case spread(Case it, Finding found, Consumer<Outage> out) {
    int[] more = Arrays.copyOf(it.gateways, it.gateways.length + 1);
    more[it.gateways.length] = found.gateways()[0];
    it.gateways = more;
    String region = world.gateways.regionNames.name(world.gateways.region[more[0]]);
    name(it, Naming.of(Scope.RADIO, region, it.cause, false));
    hold(it);
    out.accept(it.state(world));
    return it;
  }

  private String id(Finding found) {
    String what =
        switch (found.anchor()) {
          case GATEWAYS, RADIO, DOWNLINK -> world.gateways.names.name(found.gateways()[0]);
          case FEED, JOIN -> world.feeds.names.name(found.feed());
          // The name of a device may be a person's number: it is told as component, not in ids.
          case DEVICE -> "device-" + found.device();
        };
    return "lpwa:"
        + found.anchor().name().toLowerCase(Locale.ROOT)
        + ":"
        + what
        + ":"
        + Instant.ofEpochMilli(found.startLow());
  }

  /** Whether an open outage began with what was found and is explained by it. */
  private boolean isPartOf(Case each, Finding found) {
    long slack = Gateways.TOGETHER_MILLIS;
    boolean isTogether =
        each.startHigh + slack >= found.startLow() && each.startLow <= found.startHigh() + slack;
    if (!isTogether) {
      return false;
    }
    return switch (found.anchor()) {
      case FEED ->
          switch (each.anchor) {
            case GATEWAYS -> containsAll(found.gateways(), each.gateways);
            case DEVICE -> world.devices.feed[each.device] == found.feed();
            case FEED, RADIO, DOWNLINK, JOIN -> false;
          };
      case GATEWAYS ->
          switch (each.anchor) {
            case GATEWAYS -> containsAll(found.gateways(), each.gateways);
            case DEVICE -> dependsOn(each.device, found.gateways());
            case FEED, RADIO, DOWNLINK, JOIN -> false;
          };
      case DEVICE, RADIO, DOWNLINK, JOIN -> false;
    };
  }

  private static boolean containsAll(int[] all, int[] some) {
    for (int each : some) {
      if (Arrays.stream(all).noneMatch(one -> one == each)) {
        return false;
      }
    }
    return true;
  }

  private boolean dependsOn(int device, int[] gateways) {
    for (int gateway : gateways) {
      int slot = world.devices.links.find(device, gateway);
      if (slot >= 0 && world.devices.links.heard(slot) > 0.3) {
        return true;
      }
    }
    return false;
  }

  /** The outage of the same thing that ended a short time ago, open again, or null. */
  private @Nullable Case again(Finding found) {
    long flap = world.settings.flap().toMillis();
    for (Case each : cases.values()) {
      boolean isSame =
          !each.isOpen()
              && each.withdrawn == null
              && each.anchor == found.anchor()
              && each.feed == found.feed()
              && each.device == found.device()
              && Arrays.equals(each.gateways, found.gateways())
              && found.startLow() - each.endedAt <= flap;
      if (isSame) {
        each.endedAt = 0;
        each.flaps++;
        recovering--;
        return each;
      }
    }
    return null;
  }

  private void name(Case it, Naming naming) {
    it.scope = naming.scope();
    it.component = naming.component();
    it.cause = naming.cause();
    it.candidates = naming.candidates();
    it.radioOnly = naming.radioOnly();
  }

  /** What is still undetermined, or may turn out to be our own blindness, is named anew. */
  private boolean rename(Case it) {
    if (it.isMonitored) {
      return false;
    }
    Naming naming =
        switch (it.anchor) {
          case FEED -> feedNaming(it);
          case GATEWAYS ->
              it.scope == Scope.UNDETERMINED && it.gateways.length == 1
                  ? judge.gatewayNaming(it.gateways[0], it.startHigh, it.radioOnly)
                  : null;
          case DEVICE ->
              it.scope == Scope.UNDETERMINED && !world.devices.is(it.device, Devices.CANARY)
                  ? judge.deviceNaming(it.device, it.feed, it.startHigh)
                  : null;
          case RADIO, DOWNLINK, JOIN -> null;
        };
    if (naming == null || naming.candidates().equals(it.candidates)) {
      return false;
    }
    name(it, naming);
    return true;
  }

  private @Nullable Naming feedNaming(Case it) {
    if (!it.radioOnly) {
      return judge.naming(it.feed, it.startHigh, false);
    }
    return it.scope == Scope.UNDETERMINED ? judge.naming(it.feed, it.startLow, true) : null;
  }

  private void count(Case it) {
    if (it.isOpen()) {
      it.reach = Reach.of(world, it);
    }
  }

  private void hold(Case it) {
    mark(it, it.number);
  }

  private void release(Case it) {
    mark(it, NONE);
  }

  private void mark(Case it, int number) {
    switch (it.anchor) {
      case GATEWAYS -> {
        for (int gateway : it.gateways) {
          world.gateways.outage[gateway] = number;
          world.gateways.outageSure[gateway] = it.startHigh;
        }
      }
      case FEED -> {
        world.feeds.outage[it.feed] = number;
        world.feeds.wholeOutage[it.feed] = number >= 0 && !it.radioOnly;
      }
      case DEVICE -> world.devices.outage[it.device] = number;
      case RADIO -> {
        for (int gateway : it.gateways) {
          world.gateways.radioOutage[gateway] = number;
        }
      }
      case DOWNLINK -> {
        for (int gateway : it.gateways) {
          world.gateways.downlinkOutage[gateway] = number;
        }
      }
      case JOIN -> world.feeds.joinOutage[it.feed] = number;
    }
  }

  private void endGateway(int gateway, long at, boolean isFrame, Consumer<Outage> out) {
    int number = world.gateways.outage[gateway];
    if (number >= 0) {
      Case open = opened(number);
      if ((isFrame || !open.radioOnly) && open.isAfterStart(at)) {
        end(open, at, out);
      }
    }
  }

  private void end(Case it, long at, Consumer<Outage> out) {
    end(it, at, out, false);
  }

  private void end(Case it, long at, Consumer<Outage> out, boolean isProven) {
    count(it);
    if (isProven) {
      Arrays.fill(it.reach.down(), 1);
    }
    release(it);
    it.endedAt = Math.max(at, it.startLow);
    switch (it.anchor) {
      case GATEWAYS -> {
        for (int gateway : it.gateways) {
          world.gateways.resume[gateway] = it.endedAt;
          world.gateways.missed[gateway] = 0;
          world.gateways.offlineSince[gateway] = 0;
        }
      }
      case FEED -> world.feeds.resume[it.feed] = it.endedAt;
      case DEVICE, RADIO, DOWNLINK, JOIN -> {}
    }
    it.settleAt = it.endedAt + settleMillis(it);
    recovering++;
    due.add(it.settleAt, it.number * KINDS + CASE);
    out.accept(it.state(world));
  }

  private long settleMillis(Case it) {
    double longest = 0;
    for (int device : it.reach.device()) {
      longest = Math.max(longest, world.devices.habits.longestPeriodSeconds(device));
    }
    return Math.clamp(
        millis(longest * 2.5), SETTLE_MIN_MILLIS, world.settings.restateMax().toMillis());
  }

  private void settle(Case it) {
    it.settled = true;
    recovering--;
    boolean isContradicted =
        it.contradictions >= Math.min(CONTRADICTIONS_MIN, it.reach.device().length);
    if (it.withdrawn == null && it.contradictions > 0 && isContradicted && it.confirmed.isEmpty()) {
      it.withdrawn = Withdrawal.PERIOD_CHANGED;
    }
    cases.remove(it.number);
    if (it.anchor == Case.Anchor.GATEWAYS
        && it.gateways.length == 1
        && it.confirmed.isEmpty()
        && !it.radioOnly
        && it.withdrawn == null
        && world.gateways.beats.frames(it.gateways[0]) > 0
        && world.gateways.lastBeat[it.gateways[0]] <= it.startLow
        && world.gateways.lastOnline[it.gateways[0]] <= it.startLow) {
      it.withdrawn = Withdrawal.BEATS_ONLY;
    }
  }

  /** A device that was silent alone has returned: its counter says what it was. */
  private void returned(int device, int advance, long gap, long at, Consumer<Outage> out) {
    Case it = opened(world.devices.outage[device]);
    double period = world.devices.habits.longestPeriodSeconds(device);
    double share = advance * period / (gap / World.MILLIS);
    it.evidence.put("counterAdvance", (double) advance);
    it.evidence.put("gapSeconds", gap / World.MILLIS);
    it.evidence.put("periodSeconds", period);
    boolean isCounted = world.devices.counter[device] != NONE;
    Case proven = null;
    if (isShift(gap, advance)) {
      it.withdrawn = Withdrawal.SHIFTED_TIME;
    } else if (advance == UNKNOWN) {
      it.withdrawn = isCounted ? Withdrawal.COUNTER_RESET : null;
    } else if (!isCounted) {
      // Nothing counts, so nothing tells whether it sent.
      it.evidence.remove("counterAdvance");
    } else if (share < DID_NOT_SEND) {
      name(
          it, Naming.of(Scope.DEVICE, world.devices.names.name(device), Cause.DEVICE_SILENT, true));
    } else if (share >= KEPT_SENDING) {
      name(it, judge.keptSending(device, it.feed, it.startHigh, it.candidates));
      it.confirmed.set(device);
      proven = it;
      it.startHigh =
          Math.max(
              it.startLow,
              Math.min(it.startHigh, it.startLow + millis(gap / World.MILLIS / advance)));
    }
    end(it, at, out, proven != null);
  }

  /** A device has returned after an outage: lost frames in that time confirm it. */
  private void confirm(int device, int advance, long gap) {
    long last = world.devices.lastAt[device];
    double step = (double) gap / advance;
    for (Case each : cases.values()) {
      int at = Arrays.binarySearch(each.reach.device(), device);
      // Who was heard meanwhile had a way: what it lost it lost by itself.
      if (each.isOpen() || at < 0 || each.reach.down()[at] <= 0 || each.confirmed.get(device)) {
        continue;
      }
      double steps = Math.ceil(Math.max(1, (each.startLow - last) / step));
      long first = last + (long) (steps * step);
      if (first <= each.endedAt && first < last + gap - step / 2) {
        each.confirmed.set(device);
        if (advance > PROVING) {
          each.reach.down()[at] = 1;
        }
        if (advance > 2) {
          each.startHigh =
              Math.max(each.startLow, Math.min(each.startHigh, Math.max(first, each.startLow)));
        }
      }
    }
  }

  /** A device has returned after an outage with every frame it sent: it had sent none meanwhile. */
  private void contradict(int device, long gap) {
    double period = world.devices.habits.longestPeriodSeconds(device);
    if (gap / World.MILLIS < SKIPPED_PERIODS * period) {
      return;
    }
    long last = world.devices.lastAt[device];
    for (Case each : cases.values()) {
      boolean isMeant =
          !each.isOpen()
              && each.anchor != Case.Anchor.DEVICE
              && last <= each.startHigh
              && Arrays.binarySearch(each.reach.device(), device) >= 0;
      if (isMeant) {
        each.contradictions++;
      }
    }
  }

  // --- what is told at the end ----------------------------------------------------------------

  /** What the network did not name. */
  public Learned learned() {
    var unknown = new ArrayList<String>();
    var silent = new ArrayList<String>();
    long unknownCount = 0;
    long silentCount = 0;
    for (int device = 0; device < world.devices.size(); device++) {
      boolean isDescribed =
          world.devices.is(device, Devices.DESCRIBED) || world.devices.is(device, Devices.CANARY);
      if (!isDescribed) {
        unknownCount++;
        if (unknown.size() < Learned.LISTED_MAX) {
          unknown.add(world.devices.names.name(device));
        }
      } else if (world.devices.lastAt[device] == 0) {
        silentCount++;
        if (silent.size() < Learned.LISTED_MAX) {
          silent.add(world.devices.names.name(device));
        }
      }
    }
    var gateways = new ArrayList<String>();
    for (int gateway = 0; gateway < world.gateways.size(); gateway++) {
      if (!world.gateways.isDescribed(gateway)) {
        gateways.add(world.gateways.names.name(gateway));
      }
    }
    var feeds = new ArrayList<String>();
    for (int feed = world.network.feeds().size(); feed < world.feeds.size(); feed++) {
      feeds.add(world.feeds.names.name(feed));
    }
    var contracts = new ArrayList<String>();
    for (int contract = 0; contract < world.contracts.names.size(); contract++) {
      if (!world.contracts.isDescribed(contract)) {
        contracts.add(world.contracts.names.name(contract));
      }
    }
    return new Learned(unknown, unknownCount, gateways, feeds, contracts, silent, silentCount);
  }

  /** What was not taken as it came. */
  public Tally tally() {
    return new Tally(events, duplicates, repeated, late, future, resets, wraps, retained);
  }

  /** How a device was found to speak: its usual period, or null while too little is known. */
  public @Nullable Duration periodOf(String device) {
    int number = world.devices.names.find(device);
    boolean isKnown =
        number >= 0 && world.devices.habits.frames(number) >= world.settings.framesMin();
    return isKnown ? Duration.ofMillis(millis(world.devices.habits.periodSeconds(number))) : null;
  }

  // --- state ----------------------------------------------------------------------------------

  /** Writes the whole state, an event that waits for another among it. */
  @Override
  public void snapshot(DataOutput out) throws IOException {
    out.writeInt(VERSION);
    exchange(StateExchange.writing(out));
  }

  /** Reads a state that was written with the same network file or a later one of it. */
  @Override
  public void restore(DataInput in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("state of version " + version);
    }
    exchange(StateExchange.reading(in));
  }

  private void exchange(StateExchange state) throws IOException {
    world.exchange(state);
    refusals.exchange(state);
    due.exchange(state);
    int size = state.size(cases.size());
    var all = List.copyOf(cases.values());
    if (state.isReading()) {
      cases.clear();
    }
    for (int i = 0; i < size; i++) {
      Case each = Case.exchange(state.isReading() ? new Case(NONE) : all.get(i), state);
      cases.put(each.number, each);
    }
    nextCase = state.of(nextCase);
    recovering = state.of(recovering);
    events = state.of(events);
    duplicates = state.of(duplicates);
    repeated = state.of(repeated);
    late = state.of(late);
    future = state.of(future);
    resets = state.of(resets);
    wraps = state.of(wraps);
    retained = state.of(retained);
    held = HeldEvent.exchange(held, state);
  }
}
