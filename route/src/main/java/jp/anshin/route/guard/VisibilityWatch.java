package jp.anshin.route.guard;

import static jp.anshin.route.guard.OddCase.NEVER;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.route.watch.Thresholds;

/**
 * States that watched prefixes of a group are no longer seen: less than half of the peers that had
 * one still have it. What all lose together is one detection. Peers whose session is lost are not
 * asked. What is lost again within the time of a relapse goes on as the same one.
 */
final class VisibilityWatch {

  /** Whose blocks are lost together, and whether that calls people. */
  enum Group {
    OWN("visibility-lost", "watched-prefixes", true),
    OTHERS_CALLING("others-visibility-lost", "blocks-of-others", true),
    OTHERS_SHOWN("others-visibility-lost", "blocks-of-others-shown", false);

    final String kind;
    final String subject;
    final boolean calls;

    Group(String kind, String subject, boolean calls) {
      this.kind = kind;
      this.subject = subject;
      this.calls = calls;
    }

    static Group of(WatchedPrefix prefix) {
      var holder = prefix.holder();
      if (holder == null) {
        return OWN;
      }
      return holder.calls() ? OTHERS_CALLING : OTHERS_SHOWN;
    }
  }

  /** It is seen again when so many of ten peers have it. */
  private static final int SEEN_AGAIN_OF_TEN = 9;

  private static final int SAMPLE_MAX = 20;

  /** Peers that have not had it for so long are not expected to have it. */
  private static final Duration FORGET = Duration.ofHours(24);

  private final Group group;
  private final Thresholds thresholds;
  private final List<WatchedPrefix> watched;
  private final GuardPeers peers;
  private final Map<WatchedPrefix, Integer> places = new HashMap<>();
  private final BitSet unknown = new BitSet();
  private final List<Sight> sights = new ArrayList<>();
  private final TreeSet<Integer> everLost = new TreeSet<>();
  private long firstMicros;
  private long detectedMicros = NEVER;
  private long statedMicros = NEVER;
  private long restoredMicros = NEVER;
  private long endedMicros = NEVER;
  private long learntMicros = NEVER;
  private int statedSize;
  private int revision;

  /** Which peers had a prefix, and have it now. */
  private static final class Sight {
    private final BitSet had = new BitSet();
    private final BitSet has = new BitSet();
    private long lostMicros = NEVER;
  }

  /**
   * @param all watched prefixes of all groups
   */
  VisibilityWatch(Group group, Thresholds thresholds, List<WatchedPrefix> all, GuardPeers peers) {
    this.group = group;
    this.thresholds = thresholds;
    this.watched = all.stream().filter(each -> Group.of(each) == group).toList();
    this.peers = peers;
    for (WatchedPrefix each : watched) {
      places.put(each, sights.size());
      sights.add(new Sight());
    }
  }

  /** Whether that peer has the watched prefix itself now, from one who may originate it. */
  void seen(WatchedPrefix prefix, int peer, boolean has, long micros) {
    Integer place = places.get(prefix);
    if (place == null) {
      return; // it is of another group
    }
    var sight = sights.get(place);
    sight.has.set(peer, has);
    if (has) {
      sight.had.set(peer);
    }
    weigh(sight, micros);
  }

  /** The session is lost, or we lost sight of it. */
  void lost(int peer, long micros) {
    unknown.set(peer);
    sights.forEach(each -> each.has.clear(peer));
    sights.forEach(each -> weigh(each, micros));
  }

  /** What it sends is whole: what it did not send it has not. */
  void sentAnew(int peer, long micros) {
    if (unknown.get(peer)) {
      unknown.clear(peer);
      sights.forEach(each -> weigh(each, micros));
    }
  }

  /** The table is not looked at any more: nothing is expected of it. */
  void forget(int peer, long micros) {
    sights.forEach(each -> each.had.clear(peer));
    sentAnew(peer, micros);
  }

  private void weigh(Sight sight, long micros) {
    int asked = asked(sight);
    int has = sight.has.cardinality();
    boolean lost = has * 2 < asked;
    boolean seenAgain = has * 10 >= asked * SEEN_AGAIN_OF_TEN;
    if (lost && sight.lostMicros == NEVER) {
      sight.lostMicros = micros;
    } else if (seenAgain) {
      sight.lostMicros = NEVER;
    }
  }

  /** How many of those that had it can be asked now. */
  private int asked(Sight sight) {
    var asked = (BitSet) sight.had.clone();
    asked.andNot(unknown);
    return asked.cardinality();
  }

  void advance(long micros, boolean watching, Consumer<Detection> out) {
    if (!watching) {
      return;
    }
    var now = lostFor(thresholds.quiet(), micros);
    if (isOpen()) {
      everLost.addAll(now);
      goOn(now, micros, out);
    } else if (!now.isEmpty()) {
      open(now, micros, out);
    }
    learn(micros);
  }

  private boolean isOpen() {
    return detectedMicros != NEVER && endedMicros == NEVER;
  }

  /** Places of those that have been lost for so long. */
  private List<Integer> lostFor(Duration time, long micros) {
    var lost = new ArrayList<Integer>();
    for (int i = 0; i < sights.size(); i++) {
      long since = sights.get(i).lostMicros;
      if (since != NEVER && micros - since >= OddCase.micros(time)) {
        lost.add(i);
      }
    }
    return lost;
  }

  private void open(List<Integer> now, long micros, Consumer<Detection> out) {
    long first = now.stream().mapToLong(place -> sights.get(place).lostMicros).min().orElse(micros);
    boolean relapse =
        endedMicros != NEVER
            && first - endedMicros <= OddCase.micros(thresholds.relapse())
            && now.stream().anyMatch(everLost::contains);
    if (!relapse) {
      firstMicros = first;
      detectedMicros = micros;
      revision = 0;
      everLost.clear();
    }
    everLost.addAll(now);
    endedMicros = NEVER;
    restoredMicros = NEVER;
    state(now, micros, NEVER, out);
  }

  private void goOn(List<Integer> now, long micros, Consumer<Detection> out) {
    boolean anyLost = sights.stream().anyMatch(each -> each.lostMicros != NEVER);
    if (anyLost) {
      restoredMicros = NEVER;
    } else if (restoredMicros == NEVER) {
      restoredMicros = micros;
    }
    if (restoredMicros != NEVER && micros - restoredMicros >= OddCase.micros(thresholds.quiet())) {
      end(micros, out);
    } else if (everLost.size() > statedSize
        && micros - statedMicros >= OddCase.micros(thresholds.restate())) {
      state(now, micros, NEVER, out);
    }
  }

  private void end(long micros, Consumer<Detection> out) {
    endedMicros = restoredMicros;
    state(List.of(), micros, endedMicros, out);
  }

  /** For the end of a file. */
  void finish(long micros, Consumer<Detection> out) {
    if (isOpen() && restoredMicros != NEVER) {
      end(micros, out);
    }
  }

  /** Once a day those that have it are those from whom it is expected. */
  private void learn(long micros) {
    boolean due = learntMicros == NEVER || micros - learntMicros >= OddCase.micros(FORGET);
    if (due && !isOpen() && sights.stream().allMatch(s -> s.lostMicros == NEVER)) {
      learntMicros = micros;
      for (Sight each : sights) {
        var expected = (BitSet) each.had.clone();
        expected.and(unknown);
        expected.or(each.has);
        each.had.clear();
        each.had.or(expected);
      }
    }
  }

  private void state(List<Integer> now, long micros, long ended, Consumer<Detection> out) {
    revision++;
    statedMicros = micros;
    statedSize = everLost.size();
    var began = OddCase.instant(firstMicros);
    var without = new BitSet();
    now.forEach(place -> {
      var missing = (BitSet) sights.get(place).had.clone();
      missing.andNot(unknown);
      missing.andNot(sights.get(place).has);
      without.or(missing);
    });
    List<Integer> peersWithout = without.stream().boxed().toList();
    var facts = new TreeMap<String, List<String>>();
    facts.put("peers", peersWithout.stream().map(peers::text).distinct().sorted().toList());
    facts.put(
        "prefixSample",
        everLost.stream().limit(SAMPLE_MAX).map(place -> watched.get(place).toString()).toList());
    if (group != Group.OWN) {
      facts.put("holder", holders());
    }
    if (!group.calls) {
      facts.putAll(RouteGuard.CALLS_NOBODY);
    }
    String who = group == Group.OWN ? "" : group.subject + ":";
    out.accept(
        new Detection(
            new DetectionId("route:" + group.kind + ":" + who + began),
            revision,
            "route",
            new TreeSet<>(Set.of(group.kind)),
            new Subject(
                group == Group.OWN ? "route-visibility" : "route-visibility-others", group.subject),
            Interval.at(began),
            OddCase.instant(Math.max(detectedMicros, firstMicros)),
            OddCase.instant(micros),
            ended == NEVER ? null : OddCase.instant(Math.max(ended, firstMicros)),
            peers.systems(peersWithout) > 1 ? Certainty.HIGH : Certainty.LOW,
            new TreeMap<>(
                Map.of(
                    "routeCount", (long) everLost.size(),
                    "peerCount", (long) peersWithout.size(),
                    "affectedNowCount", (long) now.size())),
            facts,
            List.of()));
  }

  /** Whose blocks were lost, each in Japanese and English. */
  private List<String> holders() {
    return everLost.stream()
        .map(place -> watched.get(place).holder())
        .filter(Objects::nonNull)
        .distinct()
        .limit(SAMPLE_MAX)
        .flatMap(holder -> holder.names().stream())
        .toList();
  }

  void write(DataOutput out) throws IOException {
    RouteGuard.writeBits(out, unknown);
    out.writeInt(sights.size());
    for (int i = 0; i < sights.size(); i++) {
      out.writeUTF(watched.get(i).toString());
      RouteGuard.writeBits(out, sights.get(i).had);
      RouteGuard.writeBits(out, sights.get(i).has);
      out.writeLong(sights.get(i).lostMicros);
      out.writeBoolean(everLost.contains(i));
    }
    out.writeLong(firstMicros);
    out.writeLong(detectedMicros);
    out.writeLong(statedMicros);
    out.writeLong(restoredMicros);
    out.writeLong(endedMicros);
    out.writeLong(learntMicros);
    out.writeInt(statedSize);
    out.writeInt(revision);
  }

  /** The operator file may have changed meanwhile: what is watched no more is passed over. */
  void read(DataInput in) throws IOException {
    unknown.or(RouteGuard.readBits(in));
    var names = watched.stream().map(WatchedPrefix::toString).toList();
    for (int i = in.readInt(); i > 0; i--) {
      int place = names.indexOf(in.readUTF());
      var sight = place < 0 ? new Sight() : sights.get(place);
      sight.had.or(RouteGuard.readBits(in));
      sight.has.or(RouteGuard.readBits(in));
      sight.lostMicros = in.readLong();
      if (in.readBoolean() && place >= 0) {
        everLost.add(place);
      }
    }
    firstMicros = in.readLong();
    detectedMicros = in.readLong();
    statedMicros = in.readLong();
    restoredMicros = in.readLong();
    endedMicros = in.readLong();
    learntMicros = in.readLong();
    statedSize = in.readInt();
    revision = in.readInt();
  }
}
