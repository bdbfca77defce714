package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jp.anshin.lpwa.network.Backhaul;
import jp.anshin.lpwa.network.Gateway;
import jp.anshin.lpwa.network.Network;
import org.jspecify.annotations.Nullable;

/** The gateways and the lines they hang on. Times in milliseconds, 0 while it never happened. */
final class Gateways {

  static final int NONE = -1;

  /** What began within this time of each other began together. */
  static final long TOGETHER_MILLIS = 60_000;

  /** Losses in a row by which it shows how losses run together. */
  private static final int RUN_DEEP = 4;

  /** Runs longer than this are alike. */
  private static final int RUN_MAX = 12;

  /** Before anything is known each loss is followed by another half of the time. */
  private static final float RUN_PRIOR = 1;

  /** A frame that a gateway handed over is given so long to come out of the network server. */
  private static final long ANSWER_MILLIS = 5_000;

  final Names names = new Names();
  final Habits beats = new Habits();

  /** A frame of a device came through it. */
  long[] lastHeard = new long[8];

  /** It handed a frame to the network server. */
  long[] lastUplink = new long[8];

  /** The first that it handed over after the last frame that came through it all the way. */
  long[] firstUplink = new long[8];

  long[] lastBeat = new long[8];

  /** Its connection was made. */
  long[] lastOnline = new long[8];

  /** Since when its connection is down, or 0. */
  long[] offlineSince = new long[8];

  /** The last beat that told how much was heard, and the last that told of more than nothing. */
  long[] lastCounted = new long[8];

  long[] lastCountedSome = new long[8];

  /** From when on silence is counted again, after an outage. */
  long[] resume = new long[8];

  /** Nats of frames that others heard and it did not, since it heard anything itself. */
  float[] missed = new float[8];

  /** Share of good frames, evidence of bad order, and beats that told the share. */
  float[] goodShare = new float[8];

  float[] badNats = new float[8];
  int[] goodBeats = new int[8];

  /** Share of downlinks that are sent, evidence against, and how many were told. */
  float[] sentShare = new float[8];

  float[] downlinkNats = new float[8];
  int[] downlinks = new int[8];

  int[] feed = new int[8];
  int[] outage = new int[8];

  /** Nats a second of a silence, and when that was found. */
  float[] slope = new float[8];

  long[] slopeAt = new long[8];

  /** Frames in a row that others heard and it did not. */
  int[] missedRun = new int[8];

  /** By when the open outage had surely begun. */
  long[] outageSure = new long[8];

  int[] radioOutage = new int[8];
  int[] downlinkOutage = new int[8];

  /** The line it hangs on, and the region it stands in: fixed by the network, or −1. */
  int[] line = new int[8];

  int[] region = new int[8];

  /** How many runs of lost frames reached a length, and how many went on. */
  private float[] runsSeen = new float[RUN_MAX + 1];

  private float[] runsOn = new float[RUN_MAX + 1];

  final Names lineNames = new Names();
  final Names regionNames = new Names();
  final int[] lineParent;

  private final Map<String, Gateway> described = new HashMap<>();
  private final Map<String, Backhaul> lines = new HashMap<>();

  Gateways(Network network) {
    for (Backhaul each : network.backhauls()) {
      lines.put(each.id(), each);
      lineNames.of(each.id());
    }
    lineParent = new int[lineNames.size()];
    for (Backhaul each : network.backhauls()) {
      String parent = each.partOf();
      lineParent[lineNames.of(each.id())] = parent == null ? NONE : lineNames.of(parent);
    }
    for (Gateway gateway : network.gateways()) {
      described.put(gateway.id(), gateway);
    }
    for (Gateway gateway : network.gateways()) {
      of(gateway.id());
    }
  }

  int size() {
    return names.size();
  }

  boolean isDescribed(int number) {
    return described.containsKey(names.name(number));
  }

  @Nullable Backhaul line(int number) {
    return lines.get(lineNames.name(number));
  }

  int of(String name) {
    int known = names.find(name);
    if (known >= 0) {
      return known;
    }
    int number = names.of(name);
    beats.add();
    if (number >= lastHeard.length) {
      grow(number * 2);
    }
    feed[number] = NONE;
    outage[number] = NONE;
    radioOutage[number] = NONE;
    downlinkOutage[number] = NONE;
    goodShare[number] = 1;
    sentShare[number] = 1;
    place(number);
    return number;
  }

  private void place(int number) {
    Gateway gateway = described.get(names.name(number));
    String at = gateway == null ? null : gateway.backhaul();
    String where = gateway == null ? null : gateway.region();
    line[number] = at == null ? NONE : lineNames.of(at);
    region[number] = where == null ? NONE : regionNames.of(where);
  }

  private void grow(int room) {
    lastHeard = Arrays.copyOf(lastHeard, room);
    lastUplink = Arrays.copyOf(lastUplink, room);
    firstUplink = Arrays.copyOf(firstUplink, room);
    lastBeat = Arrays.copyOf(lastBeat, room);
    lastOnline = Arrays.copyOf(lastOnline, room);
    offlineSince = Arrays.copyOf(offlineSince, room);
    lastCounted = Arrays.copyOf(lastCounted, room);
    lastCountedSome = Arrays.copyOf(lastCountedSome, room);
    resume = Arrays.copyOf(resume, room);
    missed = Arrays.copyOf(missed, room);
    goodShare = Arrays.copyOf(goodShare, room);
    badNats = Arrays.copyOf(badNats, room);
    goodBeats = Arrays.copyOf(goodBeats, room);
    sentShare = Arrays.copyOf(sentShare, room);
    downlinkNats = Arrays.copyOf(downlinkNats, room);
    downlinks = Arrays.copyOf(downlinks, room);
    feed = Arrays.copyOf(feed, room);
    outage = Arrays.copyOf(outage, room);
    outageSure = Arrays.copyOf(outageSure, room);
    slope = Arrays.copyOf(slope, room);
    slopeAt = Arrays.copyOf(slopeAt, room);
    missedRun = Arrays.copyOf(missedRun, room);
    radioOutage = Arrays.copyOf(radioOutage, room);
    downlinkOutage = Arrays.copyOf(downlinkOutage, room);
    line = Arrays.copyOf(line, room);
    region = Arrays.copyOf(region, room);
  }

  /**
   * What the next frame says that others heard and this gateway did not: losses run together, by
   * fading and by collisions, so after a run of some length it says −ln of how often runs of that
   * length went on, anywhere in this network.
   */
  double runNats(int number) {
    return runNatsAfter(Math.min(missedRun[number], RUN_MAX));
  }

  /** The same where it is not known how many were lost already: as after some. */
  double runNatsDeep() {
    return runNatsAfter(RUN_DEEP);
  }

  private double runNatsAfter(int run) {
    return -Math.log((runsOn[run] + RUN_PRIOR) / (runsSeen[run] + 2 * RUN_PRIOR));
  }

  /** One more frame that it should have heard was missed, or heard. */
  void ran(int number, boolean isMissed) {
    int run = Math.min(missedRun[number], RUN_MAX);
    runsSeen[run]++;
    if (isMissed) {
      runsOn[run]++;
      missedRun[number]++;
    } else {
      missedRun[number] = 0;
    }
  }

  /** The last moment at which a frame came through. */
  long lastRadio(int number) {
    return Math.max(lastHeard[number], lastUplink[number]);
  }

  /** The last sign of life of any kind. */
  long lastAny(int number) {
    return Math.max(lastRadio(number), Math.max(lastBeat[number], lastOnline[number]));
  }

  /** Whether it is in an outage that had begun before that moment. */
  boolean wasDownBefore(int number, long moment) {
    return outage[number] >= 0 && outageSure[number] + TOGETHER_MILLIS < moment;
  }

  /** Whether a line is the other or part of it. */
  boolean isWithin(int part, int whole) {
    int at = part;
    while (at != NONE) {
      if (at == whole) {
        return true;
      }
      at = lineParent[at];
    }
    return false;
  }

  /** The greatest line a line is part of. */
  int root(int number) {
    int at = number;
    while (lineParent[at] != NONE) {
      at = lineParent[at];
    }
    return at;
  }

  /** Notes that it handed a frame to the network server. */
  void handOver(int number, long at) {
    lastUplink[number] = Math.max(lastUplink[number], at);
    if (firstUplink[number] <= lastHeard[number]) {
      firstUplink[number] = at;
    }
  }

  /**
   * Whether it handed over a frame after that moment, and so long ago that the frame would have
   * come all the way: of one just handed over nothing is known yet.
   */
  boolean isUnanswered(int number, long since, long now) {
    long due = now - ANSWER_MILLIS;
    boolean isLastDue = lastUplink[number] > since && lastUplink[number] <= due;
    boolean isFirstDue = firstUplink[number] > since && firstUplink[number] <= due;
    return isLastDue || isFirstDue;
  }

  void exchange(StateExchange state) throws IOException {
    runsSeen = state.of(runsSeen, RUN_MAX + 1);
    runsOn = state.of(runsOn, RUN_MAX + 1);
    names.exchange(state);
    beats.exchange(state);
    int size = names.size();
    lastHeard = state.of(lastHeard, size);
    lastUplink = state.of(lastUplink, size);
    firstUplink = state.of(firstUplink, size);
    lastBeat = state.of(lastBeat, size);
    lastOnline = state.of(lastOnline, size);
    offlineSince = state.of(offlineSince, size);
    lastCounted = state.of(lastCounted, size);
    lastCountedSome = state.of(lastCountedSome, size);
    resume = state.of(resume, size);
    missed = state.of(missed, size);
    goodShare = state.of(goodShare, size);
    badNats = state.of(badNats, size);
    goodBeats = state.of(goodBeats, size);
    sentShare = state.of(sentShare, size);
    downlinkNats = state.of(downlinkNats, size);
    downlinks = state.of(downlinks, size);
    feed = state.of(feed, size);
    outage = state.of(outage, size);
    outageSure = state.of(outageSure, size);
    slope = state.of(slope, size);
    slopeAt = state.of(slopeAt, size);
    missedRun = state.of(missedRun, size);
    radioOutage = state.of(radioOutage, size);
    downlinkOutage = state.of(downlinkOutage, size);
    if (state.isReading()) {
      // Where it stands is what the network says today.
      line = new int[Math.max(1, size)];
      region = new int[Math.max(1, size)];
      for (int number = 0; number < size; number++) {
        place(number);
      }
    }
  }
}
