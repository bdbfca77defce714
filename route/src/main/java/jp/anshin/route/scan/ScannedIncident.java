package jp.anshin.route.scan;

import java.time.Instant;
import java.util.List;
import jp.anshin.core.Detection;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found, in the order of the fields that its JSON has.
 *
 * @param kinds what it is: leak, surge, more-specific-flood, hijack …
 * @param startedAt when it began, event time
 * @param detectedAt when it was first stated, event time
 * @param endedAt when routes were restored, or null when the files end before
 * @param peers who showed it
 * @param suspects AS numbers, most suspected first
 * @param routeCount distinct prefixes
 * @param newMoreSpecificCount of them never seen, below known ones
 * @param originCount distinct origins
 * @param prefixSample some of the prefixes
 */
public record ScannedIncident(
    List<String> kinds,
    Instant startedAt,
    Instant detectedAt,
    @Nullable Instant endedAt,
    List<Peer> peers,
    List<Long> suspects,
    long routeCount,
    long newMoreSpecificCount,
    long originCount,
    List<String> prefixSample) {

  /**
   * A peer that showed it.
   *
   * @param address its address
   * @param as its AS
   */
  public record Peer(String address, long as) {}

  public ScannedIncident {
    kinds = List.copyOf(kinds);
    peers = List.copyOf(peers);
    suspects = List.copyOf(suspects);
    prefixSample = List.copyOf(prefixSample);
  }

  static ScannedIncident of(Detection detection) {
    return new ScannedIncident(
        List.copyOf(detection.kinds()),
        detection.startedAt().latest(),
        detection.detectedAt(),
        detection.endedAt(),
        detection.fact("peers").stream().map(ScannedIncident::peer).toList(),
        detection.fact("suspects").stream().map(Long::valueOf).toList(),
        detection.count("routeCount"),
        detection.count("newMoreSpecificCount"),
        detection.count("originCount"),
        detection.fact("prefixSample"));
  }

  private static Peer peer(String text) {
    int gap = text.indexOf(" AS");
    return new Peer(text.substring(0, gap), Long.parseLong(text.substring(gap + 3)));
  }
}
