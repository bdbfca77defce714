package jp.anshin.incident.impact;

import java.util.Optional;
import java.util.function.Function;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * The impact answer in force as far as it is still believed: the law, the clock, drafts and what is
 * asked take it from here, so that all say the same. What was said stays in {@link
 * Incident#impactAnswers}.
 */
public final class BelievedAnswer {

  private BelievedAnswer() {}

  /**
   * The answer with bounds where what was said since contradicts it; empty while nobody has
   * answered.
   *
   * @param operator who we are on the incident's day, or null when nobody has said
   */
  public static Optional<ImpactAnswer> of(Incident incident, @Nullable Operator operator) {
    return of(incident, id -> users(operator, incident, id));
  }

  /** The same where only the services' users are known, by id, or null where they are not. */
  static Optional<ImpactAnswer> of(Incident incident, Function<String, @Nullable Long> users) {
    return incident
        .impact()
        .map(answer ->
            new ImpactAnswer(
                answer.version(),
                answer.answeredBy(),
                answer.answeredAt(),
                answer.services().stream()
                    .map(impact -> believed(impact, incident, users.apply(impact.service())))
                    .toList(),
                answer.remark(),
                answer.said(),
                answer.confirms()));
  }

  private static ServiceImpact believed(
      ServiceImpact said, Incident incident, @Nullable Long users) {
    ServiceImpact impact = EarlierWords.weakened(said, incident);
    if (ChangedTimes.contradict(said, incident)) {
      impact = ChangedTimes.reopened(impact, incident);
    }
    if (EndedAnswers.isContradicted(said, incident)) {
      impact = EndedAnswers.withoutEnd(impact, growing(impact, users));
    }
    return Beginning.moved(impact, incident);
  }

  /** More users may yet be hit, but no more than the service has. */
  static Bounds growing(ServiceImpact impact, @Nullable Long users) {
    long least = impact.users().min();
    return users == null || users < least ? Bounds.atLeast(least) : Bounds.between(least, users);
  }

  /**
   * How many users a service has, or null when that is not known: so it is too where a count says
   * that more may have been affected, for then the file may be old.
   */
  static @Nullable Long users(@Nullable Operator operator, Incident incident, String service) {
    Long users =
        operator == null ? null : operator.service(service).map(Service::users).orElse(null);
    return users(incident, service, users);
  }

  /** The same of a number that somebody has looked up. */
  static @Nullable Long users(Incident incident, String service, @Nullable Long users) {
    return users == null || CountedFacts.mostStated(incident, service) > users ? null : users;
  }
}
