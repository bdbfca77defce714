package jp.anshin.core;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor says happened. A detection is restated as it grows and ends: a later revision with
 * the same id replaces the earlier one whole.
 *
 * @param id identity over all revisions
 * @param revision 1 for the first statement, rising by one
 * @param sensor name of the sensor, for instance {@code route}
 * @param kinds what it is, in kebab-case, for instance {@code leak}, {@code surge}; never empty
 * @param subject what it is about
 * @param startedAt when it began, within bounds
 * @param detectedAt event time at which it was first stated
 * @param restatedAt event time of this revision
 * @param endedAt event time at which things were restored, or null while it goes on
 * @param certainty how sure the detector is
 * @param counts figures by name with the unit in the name, for instance {@code routeCount}; none
 *     negative
 * @param facts names and samples by name, for instance {@code suspects}, {@code prefixSample};
 *     order is meaningful (most suspected first)
 * @param evidence where the bytes lie; a bounded sample, first record first
 */
public record Detection(
    DetectionId id,
    int revision,
    String sensor,
    SortedSet<String> kinds,
    Subject subject,
    Interval startedAt,
    Instant detectedAt,
    Instant restatedAt,
    @Nullable Instant endedAt,
    Certainty certainty,
    SortedMap<String, Long> counts,
    SortedMap<String, List<String>> facts,
    List<Evidence> evidence) {

  public Detection {
    if (revision < 1) {
      throw new IllegalArgumentException("revision " + revision);
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a detection without kind: " + id);
    }
    if (endedAt != null && endedAt.isBefore(startedAt.earliest())) {
      throw new IllegalArgumentException("ended " + endedAt + " before start " + startedAt);
    }
    if (counts.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("negative count in " + counts);
    }
    kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    var copied = new TreeMap<String, List<String>>();
    facts.forEach((name, values) -> copied.put(name, List.copyOf(values)));
    facts = Collections.unmodifiableSortedMap(copied);
    evidence = List.copyOf(evidence);
  }

  /** Whether things have been restored. */
  public boolean hasEnded() {
    return endedAt != null;
  }

  /** The figure of that name, or 0 when the detector gave none. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** The names or samples of that name, or an empty list when the detector gave none. */
  public List<String> fact(String name) {
    return facts.getOrDefault(name, List.of());
  }
}
