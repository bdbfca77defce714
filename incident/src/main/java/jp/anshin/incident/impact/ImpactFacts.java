package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Origin;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * Maps what people answered to facts that the law judges. What nobody has said stays unknown; while
 * a service is still down, neither its users nor its duration have an upper bound but the service's
 * own number of users, so that "not serious" is never claimed too early. While nobody has said
 * which services we have, those answered for need not be all.
 */
public final class ImpactFacts {

  private static final long SECONDS_PER_MINUTE = 60;
  private static final String ROUTE_SENSOR = "route";

  private final Rulebook rulebook;
  private final Operator operator;

  /**
   * @param rulebook whose exclusions are answered
   * @param operator who we are on the incident's day
   */
  public ImpactFacts(Rulebook rulebook, Operator operator) {
    this.rulebook = rulebook;
    this.operator = operator;
  }

  /**
   * The facts of an incident as far as they are known at that moment. A service that an answer
   * leaves out is unknown, not unharmed.
   *
   * @param at event time; what goes on has lasted until then
   */
  public AccidentFacts of(Incident incident, Instant at) {
    Optional<ImpactAnswer> answer = incident.impact();
    var services = new ArrayList<ServiceFacts>();
    answer.ifPresent(given ->
        given
            .services()
            .forEach(impact -> services.add(facts(impact, given, at).from(origin(impact, given)))));
    for (Service service : operator.services()) {
      boolean answered = services.stream().anyMatch(facts -> facts.service().equals(service.id()));
      if (!answered) {
        services.add(unanswered(service, incident));
      }
    }
    services.replaceAll(facts -> CountedFacts.raised(facts, incident));
    return new AccidentFacts(
        occurredAt(incident, answer),
        services,
        !operator.services().isEmpty(),
        facility(incident),
        facility(incident) == Truth.NO ? Bounds.exactly(0) : Bounds.UNKNOWN,
        assumptions(incident, services));
  }

  /**
   * Whether a satellite, cable or the like failed so that nothing went over it any more. Routes
   * that reach us wrongly reach us over lines that work; of what other sensors see nothing is
   * assumed.
   */
  private static Truth facility(Incident incident) {
    boolean routesOnly =
        incident.detections().stream()
            .allMatch(detection -> detection.sensor().equals(ROUTE_SENSOR));
    return routesOnly ? Truth.NO : Truth.UNDETERMINED;
  }

  /** What the law is told although nobody was asked: the reader must know. */
  private List<Caveat> assumptions(Incident incident, List<ServiceFacts> services) {
    var assumed = new ArrayList<Caveat>();
    if (facility(incident) == Truth.NO) {
      assumed.add(new Caveat("assumed-no-critical-facility", ""));
    }
    for (ServiceFacts service : services) {
      boolean mayCount = mayCount(service.impact(), service.category(), incident);
      if (mayCount) {
        assumed.add(new Caveat("assumed-not-excluded", service.service()));
      }
      if (mayCount && service.usersHardToCount() == Truth.NO) {
        assumed.add(new Caveat("assumed-countable", service.service()));
      }
    }
    return assumed;
  }

  private static Origin origin(ServiceImpact impact, ImpactAnswer answer) {
    return Origin.of(answer.answeredBy(), answer.answeredAt(), impact.basis());
  }

  private Interval occurredAt(Incident incident, Optional<ImpactAnswer> answer) {
    return answer.stream()
        .flatMap(given -> given.services().stream())
        .filter(impact -> mayCount(impact.kind(), code(impact), incident))
        .flatMap(impact -> Optional.ofNullable(impact.began()).stream())
        .reduce((one, other) -> one.earliest().isAfter(other.earliest()) ? other : one)
        .orElseGet(incident::startedAt);
  }

  private ServiceFacts unanswered(Service service, Incident incident) {
    ServiceImpact unknown = ServiceImpact.unknown(service.id(), service.category());
    Interval since = incident.restoredAt().isPresent() ? null : incident.startedAt();
    return facts(unknown, growing(unknown), Bounds.UNKNOWN, since);
  }

  private ServiceFacts facts(ServiceImpact impact, ImpactAnswer answer, Instant at) {
    if (!impact.ongoing()) {
      return facts(impact, impact.users(), impact.minutes().times(SECONDS_PER_MINUTE), null);
    }
    Interval since = since(impact, answer);
    long lastedAtLeast =
        since == null
            ? impact.minutes().min() * SECONDS_PER_MINUTE
            : Math.max(0, Duration.between(since.latest(), at).toSeconds());
    return facts(impact, growing(impact), Bounds.atLeast(lastedAtLeast), since);
  }

  /** More users may yet be hit, but no more than the service has. */
  private Bounds growing(ServiceImpact impact) {
    Long all = operator.service(impact.service()).map(Service::users).orElse(null);
    long least = impact.users().min();
    return all == null || all < least ? Bounds.atLeast(least) : Bounds.between(least, all);
  }

  private static @Nullable Interval since(ServiceImpact impact, ImpactAnswer answer) {
    if (impact.began() != null) {
      return impact.began();
    }
    Long most = impact.minutes().max();
    return most == null
        ? null
        : new Interval(
            answer.answeredAt().minusSeconds(most * SECONDS_PER_MINUTE),
            answer.answeredAt().minusSeconds(impact.minutes().min() * SECONDS_PER_MINUTE));
  }

  private ServiceFacts facts(
      ServiceImpact impact, Bounds users, Bounds seconds, @Nullable Interval since) {
    return new ServiceFacts(
        impact.service(),
        code(impact),
        impact.kind(),
        exclusions(impact.kind()),
        hardToCount(users),
        Map.of(),
        users,
        seconds,
        since);
  }

  /**
   * The answerer states what users of a service met because of what was detected outside: that is
   * neither a supplementary function, nor our planned work, nor the user's equipment. Of a service
   * nobody has spoken of, none of this is known.
   */
  private Map<String, Truth> exclusions(Impact impact) {
    return impact == Impact.UNKNOWN
        ? Map.of()
        : rulebook.exclusions().stream()
            .collect(Collectors.toUnmodifiableMap(Exclusion::id, exclusion -> Truth.NO));
  }

  /** Whether what somebody said of a service may be an accident. */
  private boolean mayCount(Impact impact, @Nullable String category, Incident incident) {
    LocalDate day = LocalDate.ofInstant(incident.startedAt().earliest(), Figures.JAPAN);
    return impact != Impact.UNKNOWN && rulebook.counts(impact, category, day) != Truth.NO;
  }

  private static @Nullable String code(ServiceImpact impact) {
    return impact.category() == null ? null : impact.category().name();
  }

  /** Who says how many there are, at least or at most, can count them. */
  private static Truth hardToCount(Bounds users) {
    return users.isUnknown() ? Truth.UNDETERMINED : Truth.NO;
  }
}
