package jp.anshin.incident;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import org.jspecify.annotations.Nullable;

/** Detections as the route sensor states them. */
final class Leaks {

  static final Instant START = Instant.parse("2017-08-25T03:22:00Z");

  private Leaks() {}

  static Detection leak(
      String edge, int revision, long routes, Instant start, @Nullable Instant end) {
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put("routeCount", routes);
    SortedMap<String, List<String>> facts = new TreeMap<>();
    facts.put("suspects", List.of(edge.substring(0, edge.indexOf('>'))));
    return new Detection(
        new DetectionId("route:" + edge + ":" + start),
        revision,
        "route",
        new TreeSet<>(List.of("leak", "surge")),
        new Subject("route-edge", edge),
        Interval.at(start),
        start.plusSeconds(10),
        start.plusSeconds(10L * revision),
        end,
        Certainty.HIGH,
        counts,
        facts,
        List.of());
  }
}
