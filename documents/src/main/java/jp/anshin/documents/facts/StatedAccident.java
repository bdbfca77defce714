package jp.anshin.documents.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * An accident as somebody stated it.
 *
 * @param account what reports are written from; not judged yet
 * @param occurredAt when it occurred, within bounds
 * @param dated whether anybody has said when; else it may have been on any day
 * @param servicesComplete whether no other service can have been affected
 * @param facility whether a satellite, cable or the like failed so that nothing went over it
 * @param facilitySeconds for how long
 * @param simpleForm whether its facility is one of the simple form's
 * @param statements what was stated beside, by key of a clause of the rulebook
 */
public record StatedAccident(
    AccidentAccount account,
    Interval occurredAt,
    boolean dated,
    boolean servicesComplete,
    Truth facility,
    Bounds facilitySeconds,
    boolean simpleForm,
    Map<String, Statement> statements) {

  private static final long SECONDS_PER_MINUTE = 60;

  public StatedAccident {
    statements = Map.copyOf(statements);
  }

  /** The account with what the law says of it. */
  public AccidentAccount judgedBy(AccidentLaw law) {
    return account.judged(law.determine(facts(law.rulebook())));
  }

  /** What the law is told; what nobody was asked becomes a caveat. */
  AccidentFacts facts(Rulebook rulebook) {
    var services = new ArrayList<ServiceFacts>();
    var assumed = new ArrayList<Caveat>();
    if (facility == Truth.NO) {
      assumed.add(new Caveat("assumed-no-critical-facility", ""));
    }
    for (ServiceImpact impact : account.impacts()) {
      services.add(facts(impact, rulebook));
      if (impact.kind().stopOrDegradation() == Truth.YES) {
        assumed.add(new Caveat("assumed-not-excluded", impact.service()));
        if (!impact.users().isUnknown()) {
          assumed.add(new Caveat("assumed-countable", impact.service()));
        }
      }
    }
    return new AccidentFacts(
            occurredAt, services, servicesComplete, facility, facilitySeconds, List.copyOf(assumed))
        .stating(statements);
  }

  /** From which the time of the report within thirty days runs; empty where nobody has said. */
  public Optional<LocalDate> day() {
    return dated
        ? Optional.of(LocalDate.ofInstant(occurredAt.earliest(), Figures.JAPAN))
        : Optional.empty();
  }

  private ServiceFacts facts(ServiceImpact impact, Rulebook rulebook) {
    Map<String, Truth> exclusions =
        impact.kind() == Impact.UNKNOWN
            ? Map.of()
            : rulebook.exclusions().stream()
                .collect(Collectors.toUnmodifiableMap(Exclusion::id, each -> Truth.NO));
    @Nullable Interval since = impact.ongoing() ? impact.began() : null;
    var category = impact.category();
    return new ServiceFacts(
        impact.service(),
        impact
            .said(ImpactFields.CATEGORY)
            .map(said -> said.codes().getFirst())
            .orElse(category == null ? null : category.name()),
        impact.kind(),
        exclusions,
        impact.users().isUnknown() ? Truth.UNDETERMINED : Truth.NO,
        Map.of(),
        users(impact),
        impact.minutes().times(SECONDS_PER_MINUTE),
        since);
  }

  /** While it goes on more users may be hit, but no more than the service has. */
  private Bounds users(ServiceImpact impact) {
    if (!impact.ongoing()) {
      return impact.users();
    }
    long least = impact.users().min();
    Operator operator = account.operator();
    Long all =
        operator == null
            ? null
            : operator.service(impact.service()).map(Service::users).orElse(null);
    return all == null || all < least ? Bounds.atLeast(least) : Bounds.between(least, all);
  }
}
