package jp.anshin.server.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Evidence;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import org.jspecify.annotations.Nullable;

/** What a route sensor would say about a leak. */
public final class Statements {

  /** When the leak of 2017 began. */
  public static final Instant START = Instant.parse("2017-08-25T03:22:01Z");

  private Statements() {}

  /** A leak from one AS through another, with {@code routes} routes at this revision. */
  public static Detection leak(String from, String through, int revision, long routes) {
    return leak(from, through, revision, routes, null);
  }

  /** The same, ended. */
  public static Detection leak(
      String from, String through, int revision, long routes, @Nullable Instant endedAt) {
    return leak(from, through, revision, routes, START, endedAt);
  }

  /** The same, begun at another moment. */
  public static Detection leak(
      String from,
      String through,
      int revision,
      long routes,
      Instant start,
      @Nullable Instant endedAt) {
    String edge = from + ">" + through;
    return new Detection(
        new DetectionId("route:" + edge + ":" + start),
        revision,
        "route",
        new TreeSet<>(List.of("leak", "surge")),
        new Subject("route-edge", edge),
        Interval.at(start),
        start.plusSeconds(9),
        start.plusSeconds(8L + revision),
        endedAt,
        Certainty.HIGH,
        new TreeMap<>(
            Map.of(
                "routeCount",
                routes,
                "newMoreSpecificCount",
                routes / 2,
                "originCount",
                300L,
                "peerCount",
                2L)),
        new TreeMap<>(
            Map.of(
                "suspects", List.of(from),
                "letThrough", List.of(through),
                "peers", List.of("192.0.2.1 AS" + through),
                "prefixSample", List.of("203.0.113.0/24", "2001:db8::/32"))),
        List.of(new Evidence("bmp", 1, 4096, 128, "ab".repeat(32), start)));
  }
}
