package jp.anshin.incident.impact;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Origin;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;

/**
 * What live counts add to the facts of a service: its users are at least the most that were counted
 * at one moment. They never lower a number, and give no upper bound, for nobody counts a peak
 * between two counts.
 */
final class CountedFacts {

  private CountedFacts() {}

  /** The facts with the peak that is known. */
  static ServiceFacts raised(ServiceFacts facts, Incident incident) {
    List<StatedCount> standing = standing(LiveCounts.of(incident.counts(), facts.service()));
    Optional<StatedCount> peak =
        standing.stream().max(Comparator.comparingLong(count -> count.said().low()));
    if (peak.isEmpty()) {
      return facts;
    }
    long low = peak.get().said().low();
    boolean raises = low > facts.users().min();
    return new ServiceFacts(
        facts.service(),
        facts.category(),
        isContradicted(facts, incident, standing) ? Impact.UNKNOWN : facts.impact(),
        facts.exclusions(),
        low > 0 ? Truth.NO : facts.usersHardToCount(),
        facts.conditions(),
        raises ? raised(facts.users(), low) : facts.users(),
        facts.durationSeconds(),
        facts.ongoingSince(),
        facts.lpwa(),
        facts.counted(),
        facts.readings(),
        raises ? origin(peak.get()) : facts.origin());
  }

  /** An upper bound below what was counted was wrong: then nobody knows one. */
  private static Bounds raised(Bounds users, long low) {
    Long max = users.max();
    return max == null || max < low ? Bounds.atLeast(low) : Bounds.between(low, max);
  }

  /** Who counts affected users after it was said that none were: what they met is to be asked. */
  private static boolean isContradicted(
      ServiceFacts facts, Incident incident, List<StatedCount> standing) {
    return facts.impact() == Impact.NONE
        && incident
            .impact()
            .filter(answer ->
                standing.stream()
                    .anyMatch(count ->
                        count.said().low() > 0 && count.statedAt().isAfter(answer.answeredAt())))
            .isPresent();
  }

  private static Origin origin(StatedCount count) {
    return Origin.of(count.by(), count.statedAt(), count.said().basis());
  }

  /** Of each moment the last statement. */
  private static List<StatedCount> standing(List<StatedCount> counts) {
    Set<Object> seen = new HashSet<>();
    return counts.reversed().stream().filter(count -> seen.add(count.said().at())).toList();
  }
}
