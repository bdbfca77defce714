package jp.anshin.documents.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Impact;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * An accident as somebody stated it.
 *
 * @param account what reports are written from; not judged yet
 * @param occurredAt when it occurred, within bounds
 * @param servicesComplete whether no other service can have been affected
 * @param facility whether a satellite, cable or the like failed so that nothing went over it
 * @param facilitySeconds for how long
 * @param simpleForm whether its facility is one of the simple form's
 */
public record StatedAccident(
    AccidentAccount account,
    Interval occurredAt,
    boolean servicesComplete,
    Truth facility,
    Bounds facilitySeconds,
    boolean simpleForm) {

  private static final long SECONDS_PER_MINUTE = 60;

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
        occurredAt,
        services,
        servicesComplete && !services.isEmpty(),
        facility,
        facilitySeconds,
        List.copyOf(assumed));
  }

  private static ServiceFacts facts(ServiceImpact impact, Rulebook rulebook) {
    Map<String, Truth> exclusions =
        impact.kind() == Impact.UNKNOWN
            ? Map.of()
            : rulebook.exclusions().stream()
                .collect(Collectors.toUnmodifiableMap(Exclusion::id, each -> Truth.NO));
    @Nullable Interval since = impact.ongoing() ? impact.began() : null;
    var category = impact.category();
    return new ServiceFacts(
        impact.service(),
        category == null ? null : category.name(),
        impact.kind(),
        exclusions,
        impact.users().isUnknown() ? Truth.UNDETERMINED : Truth.NO,
        Map.of(),
        impact.users(),
        impact.minutes().times(SECONDS_PER_MINUTE),
        since);
  }
}
