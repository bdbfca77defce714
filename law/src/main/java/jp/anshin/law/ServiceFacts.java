package jp.anshin.law;

import java.util.Map;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one service in an event. What is not known is said so, never guessed.
 *
 * @param service id of the service
 * @param category code of its 役務区分, or null when unknown
 * @param accident whether its users met a stop or a degradation that the law counts
 * @param exclusions by id of the rulebook's {@link Exclusion}, whether it holds; absent is unknown
 * @param usersHardToCount whether the Minister recognises its users as hard to count
 * @param conditions by key of {@link Category#conditions}, whether it holds; absent is unknown
 * @param users affected users
 * @param durationSeconds seconds from not being able to use it until restored for all; without
 *     upper bound while it goes on
 * @param ongoingSince when it began if it goes on, or null when it has ended or nobody knows
 */
public record ServiceFacts(
    String service,
    @Nullable String category,
    Truth accident,
    Map<String, Truth> exclusions,
    Truth usersHardToCount,
    Map<String, Truth> conditions,
    Bounds users,
    Bounds durationSeconds,
    @Nullable Interval ongoingSince) {

  public ServiceFacts {
    exclusions = Map.copyOf(exclusions);
    conditions = Map.copyOf(conditions);
  }

  Truth excludedBy(Exclusion exclusion) {
    return exclusions.getOrDefault(exclusion.id(), Truth.UNDETERMINED);
  }

  Truth condition(String key) {
    return conditions.getOrDefault(key, Truth.UNDETERMINED);
  }
}
