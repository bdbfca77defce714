package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;

/**
 * When the impact of an incident can have begun, as far as an answer is believed: a slip in the
 * year would choose another edition of the law, and another day for every report.
 */
public final class AnswerableTime {
  /** What began longer before the first sign than this is another event. */
  public static final Duration BEFORE_MAX = Duration.ofDays(31);

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
}
