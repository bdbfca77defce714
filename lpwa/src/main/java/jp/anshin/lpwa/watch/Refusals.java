package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.lpwa.watch.Finding.Naming;
import jp.anshin.lpwa.watch.Outage.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * What is told to have gone wrong, other than by silence: frames in bad order, downlinks that could
 * not be sent, joins that were not let in. Each is a sum of ln(chance when failed ÷ chance as
 * usual) that never falls below 0, so that the usual share of failures says nothing.
 */
final class Refusals {

  private static final float MEMORY = 64;

  /** What is known of fewer than this is not known. */
  private static final int KNOWN_MIN = 20;

  /** A beat with fewer frames says nothing of their order. */
  private static final int FRAMES_MIN = 5;

  /** Failed: half of the usual share; that beat or refusal says at most so much. */
  private static final double FAILED_SHARE = 0.5;

  private static final double STEP_MAX = 3;
  private static final double SHARE_MIN = 0.2;
  private static final double SHARE_MAX = 0.995;
  private static final int DEVICES_MIN = 3;

  private final World world;

  /** Devices that were refused since a feed let anybody in, by feed and device. */
  private final TreeMap<Integer, BitSet> refused = new TreeMap<>();

  Refusals(World world) {
    this.world = world;
  }

  /** A beat told of so many frames, so many of them good. */
  @Nullable Change order(int gateway, long heard, long good) {
    Gateways gateways = world.gateways;
    if (heard < FRAMES_MIN || good > heard || good < 0) {
      return null;
    }
    double usual = Math.clamp(gateways.goodShare[gateway], SHARE_MIN, SHARE_MAX);
    boolean isKnown = gateways.goodBeats[gateway] >= KNOWN_MIN;
    double step =
        isKnown ? step((double) good, (double) (heard - good), usual, usual * FAILED_SHARE) : 0;
    float nats = (float) Math.max(0, gateways.badNats[gateway] + step);
    gateways.badNats[gateway] = nats;
    if (nats < STEP_MAX) {
      learnShare(gateway, (float) good / heard);
    }
    int open = gateways.radioOutage[gateway];
    if (open < 0 && nats >= world.nats()) {
      String name = gateways.names.name(gateway);
      return Change.began(
          finding(
              Case.Anchor.RADIO,
              Naming.of(Scope.RADIO, name, Cause.INTERFERENCE, false),
              gateway,
              Case.NONE,
              nats));
    }
    if (open >= 0 && (float) good / heard > 0.8 * usual) {
      gateways.badNats[gateway] = 0;
      return Change.ended(open, gateway);
    }
    return null;
  }

  private void learnShare(int gateway, float share) {
    Gateways gateways = world.gateways;
    int known = ++gateways.goodBeats[gateway];
    gateways.goodShare[gateway] += (share - gateways.goodShare[gateway]) / Math.min(known, MEMORY);
  }

  /** Whether a frame could be sent down by a gateway. */
  @Nullable Change downlink(int gateway, boolean isSent) {
    Gateways gateways = world.gateways;
    double usual = Math.clamp(gateways.sentShare[gateway], SHARE_MIN, SHARE_MAX);
    boolean isKnown = gateways.downlinks[gateway] >= KNOWN_MIN;
    double step =
        isKnown ? step(isSent ? 1 : 0, isSent ? 0 : 1, usual, usual * FAILED_SHARE / 5) : 0;
    float nats = (float) Math.max(0, gateways.downlinkNats[gateway] + step);
    gateways.downlinkNats[gateway] = nats;
    if (nats < STEP_MAX * 2) {
      int known = ++gateways.downlinks[gateway];
      gateways.sentShare[gateway] +=
          ((isSent ? 1 : 0) - gateways.sentShare[gateway]) / Math.min(known, MEMORY);
    }
    int open = gateways.downlinkOutage[gateway];
    if (open < 0 && nats >= world.nats()) {
      String name = gateways.names.name(gateway);
      return Change.began(
          finding(Case.Anchor.DOWNLINK, downlinkNaming(gateway, name), gateway, Case.NONE, nats));
    }
    if (open >= 0 && isSent) {
      gateways.downlinkNats[gateway] = 0;
      return Change.ended(open, gateway);
    }
    return null;
  }

  /** One gateway, unless another of the same feed fails too: then it may be what they share. */
  private Naming downlinkNaming(int gateway, String name) {
    Gateways gateways = world.gateways;
    for (int other = 0; other < gateways.size(); other++) {
      boolean isSame = other != gateway && gateways.feed[other] == gateways.feed[gateway];
      if (isSame && gateways.downlinkNats[other] >= STEP_MAX) {
        String cloud = world.feeds.described(gateways.feed[gateway]).cloud();
        return new Naming(
            Scope.UNDETERMINED,
            null,
            Cause.DOWNLINK,
            List.of(new Candidate(Scope.CLOUD, cloud), new Candidate(Scope.GATEWAY, name)),
            false);
      }
    }
    return Naming.of(Scope.GATEWAY, name, Cause.DOWNLINK, false);
  }

  /** Whether a device was let in; one that asks again and again counts once. */
  @Nullable Change join(int feed, int device, boolean isAccepted) {
    Feeds feeds = world.feeds;
    BitSet waiting = refused.computeIfAbsent(feed, key -> new BitSet());
    int open = feeds.joinOutage[feed];
    if (isAccepted) {
      learnJoin(feed, true);
      waiting.clear();
      feeds.joinNats[feed] = 0;
      return open >= 0 ? Change.ended(open, Case.NONE) : null;
    }
    if (waiting.get(device)) {
      return null;
    }
    waiting.set(device);
    boolean isKnown = feeds.joins[feed] >= KNOWN_MIN;
    double usual = Math.clamp(feeds.joinShare[feed], SHARE_MIN, SHARE_MAX);
    if (isKnown && feeds.joinShare[feed] > SHARE_MIN) {
      feeds.joinNats[feed] += (float) Math.min(STEP_MAX, -Math.log1p(-usual));
    } else {
      learnJoin(feed, false);
    }
    boolean isEnough = feeds.joinNats[feed] >= world.nats() && waiting.cardinality() >= DEVICES_MIN;
    if (open >= 0 || !isEnough) {
      return null;
    }
    String cloud = feeds.described(feed).cloud();
    return Change.began(
        new Finding(
            Case.Anchor.JOIN,
            Naming.of(Scope.CLOUD, cloud, Cause.JOIN, false),
            new int[0],
            feed,
            Case.NONE,
            world.now,
            world.now,
            figures(feeds.joinNats[feed])));
  }

  private void learnJoin(int feed, boolean isAccepted) {
    Feeds feeds = world.feeds;
    int known = ++feeds.joins[feed];
    feeds.joinShare[feed] +=
        ((isAccepted ? 1 : 0) - feeds.joinShare[feed]) / Math.min(known, MEMORY);
  }

  private Finding finding(Case.Anchor anchor, Naming naming, int gateway, int feed, double nats) {
    return new Finding(
        anchor, naming, new int[] {gateway}, feed, Case.NONE, world.now, world.now, figures(nats));
  }

  private SortedMap<String, Double> figures(double nats) {
    var figures = new TreeMap<String, Double>();
    figures.put("evidenceNats", nats);
    figures.put("neededNats", world.nats());
    return figures;
  }

  private static double step(double good, double bad, double usual, double failed) {
    double nats = good * Math.log(failed / usual) + bad * Math.log((1 - failed) / (1 - usual));
    return Math.clamp(nats, -STEP_MAX, STEP_MAX);
  }

  void exchange(StateExchange state) throws IOException {
    int size = state.size(refused.size());
    if (state.isReading()) {
      refused.clear();
      for (int i = 0; i < size; i++) {
        int feed = state.of(0);
        refused.put(feed, BitSet.valueOf(state.of(new long[0], 0)));
      }
      return;
    }
    for (var entry : refused.entrySet()) {
      state.of(entry.getKey().intValue());
      long[] bits = entry.getValue().toLongArray();
      state.of(bits, bits.length);
    }
  }
}
