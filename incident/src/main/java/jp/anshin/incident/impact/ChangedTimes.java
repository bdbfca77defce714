package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import org.jspecify.annotations.Nullable;

/**
 * Answers whose times were said before the incident came to begin or to end at another time. Who
 * answers later knows how long the incident lasted, and may say that a service was hit for less;
 * who answered before did not. So what a change contradicts is open again, from what was said up to
 * what the incident says now, until somebody answers anew.
 */
final class ChangedTimes {

  private static final long SECONDS_PER_MINUTE = 60;

  private static final List<String> OPEN_AGAIN =
      List.of(
          ImpactFields.RESTORED_AT,
          ImpactFields.BELOW_CRITERION_AT,
          ImpactFields.STILL_AFFECTED,
          ImpactFields.READINGS);

  private ChangedTimes() {}

  /** Whether what the answer in force says of the times of a service is contradicted so. */
  static boolean contradict(ServiceImpact impact, Incident incident) {
    return impact.kind() != Impact.NONE
        && (isBegunBefore(impact, incident)
            || isLonger(impact, incident)
            || isShorter(impact, incident));
  }

  /** The same of the service of that id. */
  static boolean contradict(String service, Incident incident) {
    return incident
        .impact()
        .flatMap(answer -> answer.service(service))
        .filter(impact -> contradict(impact, incident))
        .isPresent();
  }

  /** Whether the incident was moved so that it begins before the service was said to be hit. */
  static boolean isBegunBefore(ServiceImpact impact, Incident incident) {
    Interval began = impact.began();
    return began != null && isMovedBefore(began, incident);
  }

  private static boolean isMovedBefore(Interval began, Incident incident) {
    KnownThen then = incident.atAnswer();
    Instant start = incident.startedAt().earliest();
    return then != null
        && start.isBefore(then.startedAt().earliest())
        && start.isBefore(began.earliest());
  }

  /** Whether it was changed, and ends later or lasts longer than was said. */
  private static boolean isLonger(ServiceImpact impact, Incident incident) {
    if (impact.ongoing() || !isChanged(incident)) {
      return false;
    }
    if (impact.began() == null) {
      return isLonger(impact.lastedSeconds(), incident);
    }
    Optional<Interval> end = impact.restored();
    Instant over = incident.restoredAt().orElse(null);
    return isEndChanged(incident)
        && end.filter(said -> over == null || over.isAfter(said.latest())).isPresent();
  }

  /**
   * Whether it was changed, and a person says now that all was over before the end that was said,
   * or that all lasted less long. Routes that came back say nothing of users.
   */
  private static boolean isShorter(ServiceImpact impact, Incident incident) {
    Instant over = incident.restoredByPerson().orElse(null);
    if (impact.ongoing() || over == null || !isChanged(incident)) {
      return false;
    }
    if (impact.began() == null) {
      return secondsAtLeast(incident.startedAt(), over) < impact.lastedSeconds().min();
    }
    return isEndChanged(incident)
        && impact.restored().filter(said -> over.isBefore(said.earliest())).isPresent();
  }

  private static boolean isLonger(Bounds saidSeconds, Incident incident) {
    Long most = saidSeconds.max();
    Long now = seconds(incident);
    return most != null && (now == null || now > most);
  }

  private static boolean isChanged(Incident incident) {
    KnownThen then = incident.atAnswer();
    return then != null
        && (!then.startedAt().equals(incident.startedAt()) || isEndChanged(incident));
  }

  private static boolean isEndChanged(Incident incident) {
    KnownThen then = incident.atAnswer();
    return then != null && !Objects.equals(then.restoredAt(), incident.restoredAt().orElse(null));
  }

  private static long secondsAtLeast(Interval from, Instant over) {
    return Math.max(0, Duration.between(from.latest(), over).toSeconds());
  }

  /** For how long the incident can have lasted; null while it goes on. */
  private static @Nullable Long seconds(Incident incident) {
    return incident
        .restoredAt()
        .map(end -> Math.max(0, Duration.between(incident.startedAt().earliest(), end).toSeconds()))
        .orElse(null);
  }

  /** What is left of an answer that is contradicted. */
  static ServiceImpact reopened(ServiceImpact impact, Incident incident) {
    Interval began = began(impact, incident);
    if (impact.ongoing()) {
      return with(impact, impact.minutes(), began, new TreeMap<>(impact.said()));
    }
    var said = new TreeMap<>(impact.said());
    OPEN_AGAIN.forEach(said::remove);
    Interval end = end(impact, incident);
    if (began == null || end == null) {
      Bounds lasted = impact.lastedMinutes();
      Long most = began == null ? seconds(incident) : null;
      long least = began == null ? Math.min(lasted.min(), minutesByPerson(incident)) : lasted.min();
      Bounds minutes = new Bounds(least, most == null ? null : more(lasted, up(most)));
      return with(impact, minutes, began, said);
    }
    said.put(ImpactFields.RESTORED_AT, Said.at(end));
    Bounds lasted = ServiceImpact.seconds(began, end);
    Long most = lasted.max();
    return with(
        impact,
        new Bounds(lasted.min() / SECONDS_PER_MINUTE, most == null ? null : up(most)),
        began,
        said);
  }

  /** For how many whole minutes all lasted at least, as a person says; else no bound. */
  private static long minutesByPerson(Incident incident) {
    return incident
        .restoredByPerson()
        .map(over -> secondsAtLeast(incident.startedAt(), over) / SECONDS_PER_MINUTE)
        .orElse(Long.MAX_VALUE);
  }

  private static @Nullable Long more(Bounds said, long most) {
    Long max = said.max();
    return max == null ? null : Long.valueOf(Math.max(max, most));
  }

  /** Whole minutes, no less than that. */
  private static long up(long seconds) {
    return Math.ceilDiv(seconds, SECONDS_PER_MINUTE);
  }

  private static @Nullable Interval began(ServiceImpact impact, Incident incident) {
    Interval began = impact.began();
    return began == null || !isBegunBefore(impact, incident)
        ? began
        : new Interval(incident.startedAt().earliest(), began.latest());
  }

  /** From the end that was said to the incident's, or back; null where either is not known. */
  private static @Nullable Interval end(ServiceImpact impact, Incident incident) {
    Interval said = impact.restored().orElse(null);
    Instant over = incident.restoredAt().orElse(null);
    return said == null || over == null
        ? null
        : new Interval(
            incident.restoredByPerson().filter(said.earliest()::isAfter).orElse(said.earliest()),
            over.isAfter(said.latest()) ? over : said.latest());
  }

  private static ServiceImpact with(
      ServiceImpact impact, Bounds minutes, @Nullable Interval began, Map<String, Said> said) {
    return new ServiceImpact(
        impact.service(),
        impact.category(),
        impact.kind(),
        impact.users(),
        minutes,
        began,
        impact.ongoing(),
        impact.basis(),
        said);
  }

  /**
   * Whether the incident was changed so that it lasts longer or less long than the facility was
   * said to have failed, from the same beginning.
   *
   * @param since since when it was said to have failed, or null when nobody has said
   */
  static boolean contradictFacility(
      Bounds saidSeconds, @Nullable Interval since, Incident incident) {
    return isFacilityChanged(since, incident)
        && !facility(saidSeconds, since, incident).equals(saidSeconds);
  }

  /** For how long the facility may have failed then, in seconds. */
  static Bounds facility(Bounds saidSeconds, @Nullable Interval since, Incident incident) {
    Long most = saidSeconds.max();
    if (most == null || !isFacilityChanged(since, incident)) {
      return saidSeconds;
    }
    Instant over = incident.restoredAt().orElse(null);
    if (over == null) {
      return Bounds.atLeast(saidSeconds.min());
    }
    Interval from = facilityFrom(since, incident);
    Long least =
        incident.restoredByPerson().map(end -> secondsAtLeast(from, end)).orElse(saidSeconds.min());
    long longest = Math.max(0, Duration.between(from.earliest(), over).toSeconds());
    return new Bounds(Math.min(saidSeconds.min(), least), Math.max(most, longest));
  }

  /** A beginning of its own stands unless the incident's was moved before it. */
  private static boolean isFacilityChanged(@Nullable Interval since, Incident incident) {
    return since == null
        ? isChanged(incident)
        : isEndChanged(incident) || isMovedBefore(since, incident);
  }

  private static Interval facilityFrom(@Nullable Interval since, Incident incident) {
    if (since == null) {
      return incident.startedAt();
    }
    return isMovedBefore(since, incident)
        ? new Interval(incident.startedAt().earliest(), since.latest())
        : since;
  }
}
