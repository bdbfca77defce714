package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.StatedUsers;

/** The counts of an incident: what is new among others, and how many are kept. */
public final class LiveCounts {

  /** Of one service, so that the impact answer has room beside them in {@link Outage}. */
  public static final int SERVICE_MAX = Outage.COUNTS_MAX - 1;

  /** Of one incident: two services for a week, a statement a minute; a page reads them all. */
  public static final int INCIDENT_MAX = 2 * Outage.COUNTS_MAX;

  private LiveCounts() {}

  private record Moment(String service, Instant at) {}

  /** Those of them that say something else than the last statement about the same moment. */
  public static List<CountedUsers> news(List<StatedCount> known, List<CountedUsers> sent) {
    Map<Moment, CountedUsers> last = new HashMap<>();
    known.forEach(count -> last.put(moment(count.said()), count.said()));
    var news = new ArrayList<CountedUsers>();
    for (CountedUsers count : sent) {
      if (!count.equals(last.put(moment(count), count))) {
        news.add(count);
      }
    }
    return List.copyOf(news);
  }

  /** Whether these can be kept beside what is known. */
  public static boolean haveRoom(List<StatedCount> known, List<CountedUsers> news) {
    Map<String, Integer> sizes = new HashMap<>();
    known.forEach(count -> sizes.merge(count.said().service(), 1, Integer::sum));
    news.forEach(count -> sizes.merge(count.service(), 1, Integer::sum));
    return known.size() + news.size() <= INCIDENT_MAX
        && sizes.values().stream().allMatch(size -> size <= SERVICE_MAX);
  }

  /** What was stated of that service, in the order it was stated. */
  public static List<StatedCount> of(List<StatedCount> counts, String service) {
    return counts.stream().filter(count -> count.said().service().equals(service)).toList();
  }

  /** The same for the clock of the law. */
  public static List<StatedUsers> forClock(List<StatedCount> counts) {
    return counts.stream().map(StatedCount::forClock).toList();
  }

  /** The last statement of that service. */
  public static Optional<StatedCount> last(List<StatedCount> counts, String service) {
    for (StatedCount count : counts.reversed()) {
      if (count.said().service().equals(service)) {
        return Optional.of(count);
      }
    }
    return Optional.empty();
  }

  private static Moment moment(CountedUsers count) {
    return new Moment(count.service(), count.at());
  }
}
