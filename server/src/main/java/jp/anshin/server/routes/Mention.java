package jp.anshin.server.routes;

import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.core.Detection;
import jp.anshin.incident.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * An incident or a finding that names what was looked for.
 *
 * @param incident id of the incident, or null when it is a finding
 * @param headline of the incident, or null when it is a finding
 * @param kinds what was detected
 * @param startedAt first possible instant at which it began
 * @param goesOn whether it goes on
 */
public record Mention(
    @Nullable String incident,
    @Nullable LocalizedText headline,
    SortedSet<String> kinds,
    Instant startedAt,
    boolean goesOn) {

  static Mention of(
      @Nullable String incident, @Nullable LocalizedText headline, Detection detection) {
    return new Mention(
        incident,
        headline,
        new TreeSet<>(Set.copyOf(detection.kinds())),
        detection.startedAt().earliest(),
        !detection.hasEnded());
  }
}
