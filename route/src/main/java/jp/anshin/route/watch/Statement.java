package jp.anshin.route.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.route.table.IntCounter;
import jp.anshin.route.table.PeerKey;
import jp.anshin.route.table.PrefixTable;

/** Puts a case into the words that every room understands. */
final class Statement {
  private static final int MAX_NAMED = 20;

  private final PrefixTable prefixes;
  private final IntFunction<PeerKey> peers;

  Statement(PrefixTable prefixes, IntFunction<PeerKey> peers) {
    this.prefixes = prefixes;
    this.peers = peers;
  }

  /** {@code leaker>let-through} of a leak, the suspect of a surge. */
  static String subjectKey(RouteCase stated) {
    String suspect = Integer.toUnsignedString(stated.suspect);
    return stated.leak ? suspect + ">" + byCount(stated.burst.letThrough).getFirst() : suspect;
  }

  static DetectionId id(RouteCase stated) {
    return new DetectionId(
        "route:"
            + (stated.leak ? "leak:" : "surge:")
            + stated.subjectKey
            + ":"
            + RouteEvent.instant(stated.startedMicros));
  }

  Detection of(RouteCase stated, long micros, int surge, int flood) {
    var burst = stated.burst;
    var id = stated.id;
    if (id == null) {
      throw new IllegalStateException("stated before it was opened: " + stated.subjectKey);
    }
    var kinds = new TreeSet<String>();
    if (stated.leak) {
      kinds.add("leak");
    }
    if (burst.newPrefixes >= surge) {
      kinds.add("surge");
    }
    if (burst.newMoreSpecifics >= flood) {
      kinds.add("more-specific-flood");
    }
    var counts = new TreeMap<String, Long>();
    counts.put("routeCount", (long) burst.prefixes.size());
    counts.put("newMoreSpecificCount", (long) burst.newMoreSpecifics);
    counts.put("newPrefixCount", (long) burst.newPrefixes);
    counts.put("originCount", (long) burst.origins.size());
    counts.put("peerCount", (long) burst.peers.size());
    counts.put("affectedNowCount", (long) stated.affected.size());
    return new Detection(
        id,
        stated.revision,
        "route",
        kinds,
        new Subject(stated.leak ? "route-edge" : "route-neighbour", stated.subjectKey),
        new Interval(
            RouteEvent.instant(stated.earliestMicros), RouteEvent.instant(stated.startedMicros)),
        RouteEvent.instant(stated.detectedMicros),
        RouteEvent.instant(micros),
        stated.endedMicros == RouteCase.NEVER ? null : RouteEvent.instant(stated.endedMicros),
        certainty(burst),
        counts,
        facts(stated),
        burst.evidence);
  }

  private Certainty certainty(Burst burst) {
    var views = new TreeSet<Long>();
    burst.peers.each(number -> views.add(peers.apply(number).as()));
    if (views.size() >= 2) {
      return Certainty.HIGH;
    }
    return burst.surePrefixes * 2 >= burst.prefixes.size() ? Certainty.MEDIUM : Certainty.LOW;
  }

  private SortedMap<String, List<String>> facts(RouteCase stated) {
    var burst = stated.burst;
    var facts = new TreeMap<String, List<String>>();
    var suspects = new ArrayList<String>();
    if (stated.suspect != 0) {
      suspects.add(Integer.toUnsignedString(stated.suspect));
    }
    if (stated.leak) {
      var through = byCount(burst.letThrough);
      suspects.addAll(through);
      facts.put("letThrough", through);
    }
    facts.put("suspects", suspects);
    var named = new ArrayList<String>();
    burst.peers.each(number -> {
      var peer = peers.apply(number);
      named.add(peer.address() + " AS" + peer.as());
    });
    named.sort(Comparator.naturalOrder());
    facts.put("peers", named);
    facts.put("prefixSample", burst.sample.stream().map(prefixes::text).toList());
    return facts;
  }

  private static List<String> byCount(IntCounter counter) {
    var found = new ArrayList<Integer>();
    counter.each(found::add);
    found.sort(
        Comparator.comparingInt((Integer as) -> -counter.count(as))
            .thenComparing(Integer::compareUnsigned));
    return found.stream().limit(MAX_NAMED).map(Integer::toUnsignedString).toList();
  }
}
