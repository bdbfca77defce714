package jp.anshin.incident;

import java.time.Instant;
import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What an incident said when a version of the impact answer was given: whoever answered could know
 * no more, so what it says else now was said later.
 *
 * @param answeredAt when that was, in event time
 * @param detections what had been detected, as it was stated by then
 * @param startedAt when it began
 * @param restoredAt when all was restored, or null while it went on
 * @param counts how many counts of users had been stated
 * @param resumptions how often it had begun again
 */
public record KnownThen(
    Instant answeredAt,
    List<Detection> detections,
    Interval startedAt,
    @Nullable Instant restoredAt,
    int counts,
    int resumptions) {

  public KnownThen {
    detections = List.copyOf(detections);
  }

  /** How far it had come. */
  public ReadState state() {
    int byPerson =
        detections.stream()
            .filter(PersonStatement::is)
            .mapToInt(Detection::revision)
            .max()
            .orElse(0);
    return new ReadState(byPerson + resumptions + detections.size(), counts);
  }
}
