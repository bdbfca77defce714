package jp.anshin.incident.impact;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.anshin.core.Interval;

/**
 * What becomes of an answer when a person corrects when the incident began: a service that was said
 * to be hit long before or after the corrected beginning was answered for another day, perhaps for
 * another law, so its moments are asked anew.
 */
public final class CorrectedStart {

  /** Users are hit at the beginning, or hours later; a day later is another day of the law. */
  static final Duration AFTER_START_MAX = Duration.ofHours(24);

  private static final List<String> MOMENTS =
      List.of(ImpactFields.DETECTED_AT, ImpactFields.RESTORED_AT, ImpactFields.BELOW_CRITERION_AT);

  private CorrectedStart() {}

  /**
   * The services of the answer without the moments that do not fit; empty when all fit.
   *
   * @param start the corrected beginning
   */
  public static Optional<List<ServiceImpact>> fitting(ImpactAnswer answer, Interval start) {
    List<ServiceImpact> fitting =
        answer.services().stream().map(each -> fits(each, start) ? each : cleared(each)).toList();
    return fitting.equals(answer.services()) ? Optional.empty() : Optional.of(fitting);
  }

  private static boolean fits(ServiceImpact impact, Interval start) {
    Interval began = impact.began();
    boolean later = began != null && began.earliest().isAfter(start.latest().plus(AFTER_START_MAX));
    boolean before =
        Stream.concat(
                Stream.ofNullable(began),
                MOMENTS.stream().flatMap(key -> impact.moment(key).stream()))
            .anyMatch(moment -> moment.latest().isBefore(start.earliest()));
    return !later && !before;
  }

  /** How long it lasted stays as it was said in minutes. */
  private static ServiceImpact cleared(ServiceImpact impact) {
    var said = new TreeMap<>(impact.said());
    MOMENTS.forEach(said::remove);
    return new ServiceImpact(
        impact.service(),
        impact.category(),
        impact.kind(),
        impact.users(),
        impact.minutes(),
        null,
        impact.ongoing(),
        impact.basis(),
        said);
  }
}
