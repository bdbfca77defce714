package jp.anshin.incident.impact;

import java.util.List;
import java.util.Optional;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Reading;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Together;
import org.jspecify.annotations.Nullable;

/**
 * What was said of all services of one 役務区分 together: how many different users, and by which
 * reading those of a service that was restored first count.
 */
final class CategoryUsers {

  private CategoryUsers() {}

  /**
   * Adds to each service when it began and what was said with it of its 役務区分.
   *
   * @param services as they are judged, each with its users as they are believed
   * @param answer as it is believed
   */
  static void addTo(List<ServiceFacts> services, Incident incident, Optional<ImpactAnswer> answer) {
    boolean holds = services.stream().allMatch(each -> isAsAnswered(each, incident, answer));
    services.replaceAll(each ->
        answer
            .flatMap(given -> given.service(each.service()))
            .map(impact -> told(each, impact, incident, holds))
            .orElse(each));
  }

  private static ServiceFacts told(
      ServiceFacts facts, ServiceImpact impact, Incident incident, boolean holds) {
    boolean changed =
        ChangedTimes.contradict(facts.service(), incident)
            || EndedAnswers.isContradicted(impact, incident)
            || Beginning.isCountedBefore(facts.service(), incident);
    return facts.within(changed ? null : impact.began(), together(impact, holds));
  }

  /**
   * An upper bound is believed of what is over and of which nothing else came to be known since:
   * else there may be more.
   */
  private static @Nullable Together together(ServiceImpact impact, boolean holds) {
    Optional<Bounds> users = impact.said(ImpactFields.USERS_TOGETHER).map(Said::number);
    String reading =
        impact
            .said(ImpactFields.READINGS)
            .flatMap(said -> said.codes().stream().findFirst())
            .map(CategoryUsers::reading)
            .orElse(null);
    if (users.isEmpty() && reading == null) {
      return null;
    }
    Bounds said = users.orElse(Bounds.UNKNOWN);
    return new Together(holds ? said : Bounds.atLeast(said.min()), reading);
  }

  private static @Nullable String reading(String code) {
    if (code.equals(Reading.RESTORED_LEAVE)) {
      return code;
    }
    return code.endsWith(Reading.CUMULATIVE_USERS) ? Reading.CUMULATIVE_USERS : null;
  }

  private static boolean isAsAnswered(
      ServiceFacts facts, Incident incident, Optional<ImpactAnswer> answer) {
    return answer
        .flatMap(given -> given.service(facts.service()))
        .filter(impact ->
            facts.impact() == Impact.NONE
                || (!impact.ongoing()
                    && facts.ongoingSince() == null
                    && facts.users().equals(impact.users())
                    && !EndedAnswers.isContradicted(impact, incident)
                    && !ChangedTimes.contradict(facts.service(), incident)))
        .isPresent();
  }
}
