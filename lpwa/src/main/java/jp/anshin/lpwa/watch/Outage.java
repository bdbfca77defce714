package jp.anshin.lpwa.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a watch says of one failure, restated whole under one id: the last revision is what holds.
 *
 * @param id the same over all revisions, and the same again when the same input is replayed
 * @param revision 1 for the first statement, rising by one
 * @param scope what failed
 * @param component its id as events or the network tell it; of a power cut the region; null where
 *     it has no name or is undetermined
 * @param cause the cause
 * @param candidates where {@code UNDETERMINED} all that would explain it, most likely first; else
 *     the one
 * @param gateways the gateways that failed or cannot be reached, a sample of at most {@link
 *     #SAMPLE_MAX}
 * @param startedAt last sign of life, and the moment by which it had surely begun
 * @param detectedAt event time at which it was first stated
 * @param restatedAt event time of this revision
 * @param endedAt first sign of life again, or null while it goes on
 * @param settled whether nothing more is expected to restate it
 * @param contracts contracts that cannot communicate by what depends on it; a device without
 *     contract counts as one of its own in estimate and high
 * @param devices devices that cannot communicate
 * @param confirmedContracts contracts of which a missed message proves it
 * @param confirmedDevices devices of which a missed message proves it
 * @param dependentDevices devices that use it at all, also those that others hear as well; with no
 *     affected device all of them are covered by other gateways
 * @param withdrawn why it is no outage after all, or null
 * @param explainedBy id of the larger outage that explains it, or null
 * @param plannedWork title of announced work on the component in that time, or null
 * @param flaps how often it came back and failed again within a short time
 * @param first what was said first
 * @param evidence figures that decided, by name with the unit in the name
 */
public record Outage(
    String id,
    int revision,
    Scope scope,
    @Nullable String component,
    Cause cause,
    List<Candidate> candidates,
    List<String> gateways,
    Interval startedAt,
    Instant detectedAt,
    Instant restatedAt,
    @Nullable Instant endedAt,
    boolean settled,
    Range contracts,
    Range devices,
    long confirmedContracts,
    long confirmedDevices,
    long dependentDevices,
    @Nullable Withdrawal withdrawn,
    @Nullable String explainedBy,
    @Nullable String plannedWork,
    int flaps,
    First first,
    SortedMap<String, Double> evidence) {

  /** More names than this are not listed; figures count all. */
  public static final int SAMPLE_MAX = 50;

  /**
   * One explanation.
   *
   * @param scope what would have failed
   * @param component its id, or null where it has no name
   */
  public record Candidate(Scope scope, @Nullable String component) {}

  /**
   * What was said first.
   *
   * @param scope what failed
   * @param component its id, or null
   * @param cause the cause
   * @param startedAt the start
   * @param contracts the contracts
   */
  public record First(
      Scope scope, @Nullable String component, Cause cause, Interval startedAt, Range contracts) {}

  public Outage {
    if (revision < 1) {
      throw new IllegalArgumentException("revision " + revision);
    }
    candidates = List.copyOf(candidates);
    gateways = List.copyOf(gateways);
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }
}
