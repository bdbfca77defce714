package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether what users met is an accident (停止又は品質の低下) at all, for some categories of service.
 *
 * @param id name within the rulebook, for instance {@code degradation-voice}
 * @param impact what users met
 * @param categories codes of the categories it holds for; empty for every one
 * @param validFrom first day on which it was counted so, or null when it is older than the
 *     rulebook; on earlier days the rule of the broader category holds, and where there is none it
 *     stays open
 * @param counts what follows, or what follows where the condition holds
 * @param condition key of the fact of the service that decides, or null when none does
 * @param otherwise what follows where the condition does not hold
 * @param citation article and words
 */
public record ImpactRule(
    String id,
    Impact impact,
    List<String> categories,
    @Nullable LocalDate validFrom,
    Truth counts,
    @Nullable String condition,
    Truth otherwise,
    Citation citation) {

  /**
   * Key of the fact of a service that what its users met reaches the criterion of its category,
   * where the rulebook does not know that criterion: only the ministry can say it.
   */
  public static final String CRITERION = "impact-criterion";

  public ImpactRule {
    categories = List.copyOf(categories);
  }

  /** Whether it holds for that category. */
  public boolean holdsFor(String category) {
    return categories.isEmpty() || categories.contains(category);
  }

  /** Whether it was counted so on that day. */
  boolean existsOn(LocalDate day) {
    return validFrom == null || !day.isBefore(validFrom);
  }

  /** What follows for a service on a day. */
  Truth of(ServiceFacts facts, LocalDate firstDay) {
    Truth criterion = facts.condition(CRITERION);
    if (!existsOn(firstDay)) {
      return criterion;
    }
    if (condition == null) {
      return counts;
    }
    Truth other = otherwise == Truth.UNDETERMINED ? criterion : otherwise;
    return switch (facts.condition(condition)) {
      case YES -> counts;
      case NO -> other;
      case UNDETERMINED -> counts.agreeing(other);
    };
  }
}
