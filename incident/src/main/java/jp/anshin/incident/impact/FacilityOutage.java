package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.Outage;
import org.jspecify.annotations.Nullable;

/**
 * What an incident tells of a satellite, a submarine cable or the like over which nothing goes: the
 * clock of the law runs for it as for a service, by duration alone.
 */
public final class FacilityOutage {

  private FacilityOutage() {}

  /**
   * The outage as it is known. Where nobody has said how long at most it lasted, it may have ended
   * at any time by now once the incident is over, or goes on.
   *
   * @param facts what the law judges by
   * @param now event time
   */
  public static Outage of(Incident incident, AccidentFacts facts, Instant now) {
    Interval began = saidSince(incident.impact()).findFirst().orElseGet(incident::startedAt);
    Bounds seconds = facts.facilitySeconds();
    Long most = seconds.max();
    Interval ended = null;
    if (facts.facilityOngoingSince() == null && most != null) {
      ended =
          new Interval(
              began.earliest().plusSeconds(seconds.min()), began.latest().plusSeconds(most));
    } else if (facts.facilityOngoingSince() == null && incident.mayBeOver()) {
      Instant first = began.latest().plusSeconds(seconds.min());
      ended = new Interval(first, now.isBefore(first) ? first : now);
    }
    return new Outage(began, ended, List.of(), null, most == null ? null : seconds);
  }

  /**
   * Since when it goes on, where somebody says that it does and nobody has recorded that all was
   * restored; else null. Routes that came back say nothing of a cable.
   */
  static @Nullable Interval ongoingSince(Incident incident, Map<String, Said> said) {
    return incident.restoredByPerson().isPresent() || EndedAnswers.wasResumed(incident)
        ? null
        : downSince(incident, said);
  }

  /**
   * For how many seconds it was down at least, where somebody said that it still was; 0 where
   * nobody did, or where it may have been up in between.
   */
  static long secondsAtLeast(Incident incident, Map<String, Said> said, Instant at) {
    Interval since = EndedAnswers.wasResumed(incident) ? null : downSince(incident, said);
    Instant until = incident.restoredByPerson().filter(at::isAfter).orElse(at);
    return since == null
        ? 0
        : Math.max(0, until.getEpochSecond() - since.latest().getEpochSecond());
  }

  private static @Nullable Interval downSince(Incident incident, Map<String, Said> said) {
    Said ongoing = said.get(ImpactFields.FACILITY_ONGOING);
    if (ongoing == null || ongoing.claimed() != Truth.YES) {
      return null;
    }
    Said since = said.get(ImpactFields.FACILITY_SINCE);
    return since == null || since.at() == null ? incident.startedAt() : since.at();
  }

  /** Since when nothing went over it, where an answer says so. */
  static Stream<Interval> saidSince(Optional<ImpactAnswer> answer) {
    return answer
        .flatMap(given -> given.said(ImpactFields.FACILITY_SINCE))
        .flatMap(said -> Optional.ofNullable(said.at()))
        .stream();
  }

  /** Whether by what was said such a facility failed, or may have. */
  static boolean mayBe(Map<String, Said> said) {
    Said facility = said.get(ImpactFields.FACILITY);
    Said ofClass = said.get(ImpactFields.FACILITY_CLASS);
    if (facility != null && facility.claimed() != Truth.UNDETERMINED) {
      return facility.claimed() == Truth.YES;
    }
    return isTimed(said) || (ofClass != null && ofClass.codes().contains(FacilityClass.CRITICAL));
  }

  /** Whether somebody says since when, or for how long, one failed: then it may have. */
  static boolean isTimed(Map<String, Said> said) {
    Said ongoing = said.get(ImpactFields.FACILITY_ONGOING);
    Said minutes = said.get(ImpactFields.FACILITY_DURATION);
    return said.containsKey(ImpactFields.FACILITY_SINCE)
        || (ongoing != null && ongoing.claimed() == Truth.YES)
        || (minutes != null && AnswerChecks.isSome(minutes.number()));
  }
}
