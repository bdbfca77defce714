package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;

/**
 * When the impact of an incident can have begun, as far as an answer is believed: a slip in the
 * year would choose another edition of the law, and another day for every report.
 */
public final class AnswerableTime {
  /** What began longer before the first sign than this is another event. */
  public static final Duration BEFORE_MAX = Duration.ofDays(31);

  /** What users did longer before the beginning than this, they did not do in the outage. */
  public static final Duration HOURS_BEFORE_MAX = Duration.ofDays(1);

  private AnswerableTime() {}

  /** Whether what a person opens began so long ago that they must say that the day is right. */
  public static boolean isLongAgo(Instant start, Instant now) {
    return start.isBefore(now.minus(BEFORE_MAX));
  }

  /**
   * From when to when.
   *
   * @param now in the time of the incident's events: what lies ahead is no fact
   */
  public static Interval of(Incident incident, Instant now) {
    Instant earliest = incident.startedAt().earliest().minus(BEFORE_MAX);
    return new Interval(earliest, now.isBefore(earliest) ? earliest : now);
  }

  /**
   * From when to when the hours of an outage can be, whose users are compared with those of earlier
   * days: other hours would have other users.
   *
   * @param answerable when anything of the incident can have happened
   */
  public static Interval ofHours(Incident incident, String service, Interval answerable) {
    Instant from = began(incident, service).minus(HOURS_BEFORE_MAX);
    Instant earliest = from.isBefore(answerable.earliest()) ? answerable.earliest() : from;
    return new Interval(
        earliest, answerable.latest().isBefore(earliest) ? earliest : answerable.latest());
  }

  /** When the first sign was, or where a service is said to have been hit earlier, that. */
  public static Instant began(Incident incident, List<ServiceImpact> services) {
    return services.stream()
        .flatMap(each -> Optional.ofNullable(each.began()).stream())
        .map(Interval::earliest)
        .reduce(incident.startedAt().earliest(), (one, other) -> other.isBefore(one) ? other : one);
  }

  /** When the outage of a service began at the earliest: as answered, or when it was detected. */
  public static Instant began(Incident incident, String service) {
    Instant detected = incident.startedAt().earliest();
    return incident.impact().stream()
        .flatMap(answer -> answer.services().stream())
        .filter(each -> each.service().equals(service))
        .flatMap(each -> Optional.ofNullable(each.began()).stream())
        .map(Interval::earliest)
        .filter(detected::isAfter)
        .findFirst()
        .orElse(detected);
  }
}
