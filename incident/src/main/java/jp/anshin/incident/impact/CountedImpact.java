package jp.anshin.incident.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * What the users of one service met, by the answer and by what was counted beside it: papers take
 * it from here, so that they tell the users that the law judges by.
 *
 * @param impact with the users that are known by both
 * @param answered what the answer alone says of it, or null when it says nothing
 * @param counts that say something else than the answer, the earliest first; empty when none does
 */
public record CountedImpact(
    ServiceImpact impact, @Nullable ServiceImpact answered, List<StatedCount> counts) {

  private static final Comparator<StatedCount> BY_TIME =
      Comparator.comparing(count -> count.said().at());

  public CountedImpact {
    counts = List.copyOf(counts);
  }

  /**
   * Every service that the answer in force or a count names.
   *
   * @param operator who we are on the incident's day, or null when nobody has said
   */
  public static List<CountedImpact> of(Incident incident, @Nullable Operator operator) {
    Optional<ImpactAnswer> answer = BelievedAnswer.of(incident, operator);
    List<ServiceImpact> answered = answer.map(ImpactAnswer::services).orElseGet(List::of);
    var all = new ArrayList<CountedImpact>();
    answered.forEach(impact -> all.add(of(impact, impact, incident, answer)));
    incident.counts().stream()
        .map(count -> count.said().service())
        .distinct()
        .filter(id -> answered.stream().noneMatch(impact -> impact.service().equals(id)))
        .map(id -> unanswered(id, incident, operator))
        .forEach(impact -> all.add(of(impact, null, incident, answer)));
    return List.copyOf(all);
  }

  private static CountedImpact of(
      ServiceImpact impact,
      @Nullable ServiceImpact answered,
      Incident incident,
      Optional<ImpactAnswer> answer) {
    ServiceFacts facts = CountedFacts.raised(facts(impact), incident, answer);
    boolean isSame = facts.impact() == impact.kind() && facts.users().equals(impact.users());
    return new CountedImpact(
        isSame ? impact : counted(impact, facts),
        answered,
        isSame && facts.impact() != Impact.UNKNOWN
            ? List.of()
            : deciding(incident, impact.service()));
  }

  /** Only what counts can change of them: whom it hit, how many, and how long. */
  private static ServiceFacts facts(ServiceImpact impact) {
    return new ServiceFacts(
        impact.service(),
        null,
        impact.kind(),
        Map.of(),
        Truth.NO,
        Map.of(),
        impact.users(),
        impact.lastedSeconds(),
        null);
  }

  private static ServiceImpact counted(ServiceImpact impact, ServiceFacts facts) {
    return new ServiceImpact(
        impact.service(),
        impact.category(),
        facts.impact(),
        facts.users(),
        facts.impact() == impact.kind() ? impact.minutes() : Bounds.UNKNOWN,
        impact.began(),
        impact.ongoing(),
        impact.basis(),
        impact.said());
  }

  private static ServiceImpact unanswered(
      String service, Incident incident, @Nullable Operator operator) {
    Optional<Service> ours = Optional.ofNullable(operator).flatMap(known -> known.service(service));
    boolean goesOn = !incident.mayBeOver();
    return new ServiceImpact(
        service,
        ours.map(Service::category).orElse(null),
        Impact.UNKNOWN,
        Bounds.UNKNOWN,
        Bounds.UNKNOWN,
        null,
        goesOn,
        "");
  }

  /** The most that were counted at least, and the most that were likely: often one count. */
  private static List<StatedCount> deciding(Incident incident, String service) {
    List<StatedCount> affected =
        CountedFacts.standing(LiveCounts.of(incident.counts(), service)).stream()
            .filter(CountedFacts::mayBeAny)
            .toList();
    return Stream.of(
            affected.stream().max(CountedFacts.BY_LOW),
            affected.stream()
                .max(
                    Comparator.<StatedCount>comparingLong(count -> count.said().estimate())
                        .thenComparing(BY_TIME.reversed())))
        .flatMap(Optional::stream)
        .distinct()
        .sorted(BY_TIME)
        .toList();
  }
}
