package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.PeriodicRule.Tier;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Builds the reason tree of the periodic report (電気通信事業報告規則第7条の3); prepared once for a rulebook.
 */
final class PeriodicTest {

  /** Whether its users can be counted, and the table: the last two tests of a service there. */
  private static final int SERIOUS_ALONE = 2;

  private final Rulebook rulebook;
  private final PeriodicRule rule;
  private final ServiceTests services;
  private final ReachedAlone alone;
  private final TogetherTest together;
  private final long thresholdSeconds;

  /** The period last asked for; whoever reads it finds a whole one, old or new. */
  private volatile @Nullable Period latest;

  private record Period(ReportingPeriod whole, Deadline deadline) {
    boolean has(LocalDate day) {
      return whole.contains(day) && whole.cycle().takes(day);
    }
  }

  PeriodicTest(Rulebook rulebook, ServiceTests services) {
    this.rulebook = rulebook;
    this.rule = rulebook.periodic();
    this.services = services;
    this.together = new TogetherTest(rulebook, services);
    this.alone = new ReachedAlone(rulebook, services);
    this.thresholdSeconds = new Cell(rule.durationMinutes(), 1).durationSeconds();
  }

  /**
   * Whether it goes in.
   *
   * @param judged the tree of the serious accident of the same facts: what is tested of a service
   *     for both is taken from there
   * @param tables those it was judged by; none where a day it may have occurred on has no table
   */
  PeriodicDuty of(
      AccidentFacts facts, LocalDate first, LocalDate last, Reason judged, List<Table> tables) {
    Truth serious = judged.result();
    var children = new ArrayList<Reason>(facts.services().size() + 3);
    Truth reached = addServices(facts, first, judged, tables, children);
    Truth counted = withoutSerious(reached, first, last, serious, children);
    if (counted == Truth.UNDETERMINED
        && isLeftOut(first)
        && !mayReachAlone(facts, first, tables, children)) {
      counted = Truth.NO;
      children.add(Reason.fact(Test.REACHED_ALONE, "", Truth.NO, rule.citation()));
    }
    Truth other = addOtherEquipment(facts, children);
    Truth required = counted.or(other);
    Reason reason = new Reason(Test.PERIODIC, "", null, null, required, rule.citation(), children);
    Filing filing = filing(facts, first, reached, counted, other, serious);
    Period period = period(first);
    boolean none = required == Truth.NO || filing == Filing.EXEMPT;
    return new PeriodicDuty(
        required,
        reason,
        period == null ? "" : period.whole().cycle().id(),
        period == null ? null : period.whole().last(),
        none || period == null ? null : period.deadline(),
        filing,
        required == Truth.YES && filing == Filing.UNDETERMINED ? question(facts) : null);
  }

  private Truth addServices(
      AccidentFacts facts,
      LocalDate first,
      Reason judged,
      List<Table> tables,
      List<Reason> children) {
    Truth any = Truth.NO;
    List<ServiceFacts> given = facts.services();
    for (int i = 0; i < given.size(); i++) {
      Reason service =
          service(given.get(i), first, judged.children().get(i).children(), SERIOUS_ALONE);
      any = any.or(service.result());
      children.add(service);
    }
    if (given.size() > 1) {
      for (Reason all : together.periodic(facts, first, judged.children(), tables)) {
        any = any.or(all.result());
        children.add(all);
      }
    }
    if (!facts.servicesComplete()) {
      children.add(Reason.fact(Test.PERIODIC_SERVICE, "", Truth.UNDETERMINED, null));
      any = any.or(Truth.UNDETERMINED);
    }
    return any;
  }

  /** From some day on serious accidents are left out; before it they go in all the same. */
  private Truth withoutSerious(
      Truth reached, LocalDate first, LocalDate last, Truth serious, List<Reason> children) {
    LocalDate from = rule.seriousExcludedFrom();
    if (from == null || last.isBefore(from)) {
      return reached;
    }
    children.add(Reason.fact(Test.NOT_SERIOUS, "", serious.not(), rule.citation()));
    Truth without = reached.and(serious.not());
    return first.isBefore(from) ? reached.agreeing(without) : without;
  }

  /** Whether serious accidents are left out of one of these days and not of the other. */
  boolean isOnTwoSides(LocalDate first, LocalDate last) {
    return isLeftOut(first) != isLeftOut(last);
  }

  /** Whether serious accidents of that day are left out. */
  private boolean isLeftOut(LocalDate day) {
    LocalDate from = rule.seriousExcludedFrom();
    return from != null && !day.isBefore(from);
  }

  /** Whether any service, named or not, may reach the thresholds and nothing be serious. */
  private boolean mayReachAlone(
      AccidentFacts facts, LocalDate first, List<Table> tables, List<Reason> children) {
    if (!facts.servicesComplete()) {
      return true;
    }
    List<ServiceFacts> given = facts.services();
    // What several share is not looked at: together they may.
    for (Reason child : children) {
      if (child.test() == Test.TOGETHER && child.result() != Truth.NO) {
        return true;
      }
    }
    for (int i = 0; i < given.size(); i++) {
      if (children.get(i).result() != Truth.NO && alone.may(given.get(i), first, tables)) {
        return true;
      }
    }
    return false;
  }

  /** The second leg (二); nothing is said of it where nobody has spoken of such a failure. */
  private Truth addOtherEquipment(AccidentFacts facts, List<Reason> children) {
    Clause clause = rule.otherEquipment();
    if (clause == null || facts.statements().isEmpty()) {
      return Truth.NO;
    }
    if (!clause.isSpokenOf(facts.statements())) {
      return Truth.NO;
    }
    Reason reason =
        Reason.allOf(
            Test.OTHER_EQUIPMENT,
            clause.id(),
            clause.citation(),
            List.of(clause.of(facts.statements())));
    children.add(reason);
    return reason.result();
  }

  /**
   * One service.
   *
   * @param shared tests that hold for the serious accident and for the periodic report
   * @param notShared how many at their end hold for the former alone
   */
  private Reason service(ServiceFacts facts, LocalDate first, List<Reason> shared, int notShared) {
    int count = shared.size() - notShared;
    var tests = new Reason[count + 1];
    for (int i = 0; i < count; i++) {
      tests[i] = shared.get(i);
    }
    tests[count] = threshold(facts);
    Reason all = Reason.allOf(Test.PERIODIC_SERVICE, facts.service(), null, List.of(tests));
    return facts.category() == null ? inAnyCategory(facts, first, all) : all;
  }

  /** What holds whichever category it turns out to be. */
  private Reason inAnyCategory(ServiceFacts facts, LocalDate first, Reason generic) {
    Truth agreed = null;
    for (Category category : rulebook.categories()) {
      if (!category.unasked()) {
        ServiceFacts known = facts.in(category.code());
        Truth one = service(known, first, services.of(known, first), 0).result();
        agreed = agreed == null ? one : agreed.agreeing(one);
      }
    }
    return new Reason(
        generic.test(),
        generic.subject(),
        null,
        null,
        agreed == null ? Truth.UNDETERMINED : agreed,
        null,
        generic.children());
  }

  private Reason threshold(ServiceFacts facts) {
    List<Reading> readings = services.readings(facts);
    if (readings.isEmpty()) {
      return Reason.anyOf(
          Test.PERIODIC_THRESHOLD,
          facts.service(),
          rule.citation(),
          measures(services.extents(facts)));
    }
    var byReading = new Reason[readings.size()];
    for (int i = 0; i < byReading.length; i++) {
      byReading[i] =
          Reason.anyOf(
              Test.READING, readings.get(i).name(), null, measures(readings.get(i).extents()));
    }
    List<Reason> children = List.of(byReading);
    return new Reason(
        Test.PERIODIC_THRESHOLD,
        facts.service(),
        null,
        null,
        Reason.agreement(children),
        rule.citation(),
        children);
  }

  private List<Reason> measures(List<Extent> extents) {
    var measures = new Reason[extents.size() * 2];
    for (int i = 0; i < extents.size(); i++) {
      Extent extent = extents.get(i);
      measures[2 * i] = Reason.measured(Test.USERS, extent.users(), rule.users());
      measures[2 * i + 1] =
          Reason.measured(Test.DURATION, extent.durationSeconds(), thresholdSeconds);
    }
    return List.of(measures);
  }

  private Filing filing(
      AccidentFacts facts,
      LocalDate first,
      Truth reached,
      Truth counted,
      Truth other,
      Truth serious) {
    return switch (counted.or(other)) {
      // Of a minor one (軽微な事故) nothing is filed, whether it reaches the thresholds or not.
      case UNDETERMINED ->
          other == Truth.NO && serious == Truth.NO && tier(facts) == Filing.EXEMPT
              ? Filing.EXEMPT
              : Filing.UNDETERMINED;
      case NO -> notFiled(first, reached, serious);
      case YES -> {
        Filing byFacility = counted == Truth.NO ? Filing.FORM27 : tier(facts);
        // What was not caused by telecommunications equipment has no class of facility.
        boolean both = other != Truth.NO && counted != Truth.NO;
        // What is a serious accident is no minor one (軽微な事故), and what may be may not.
        if (byFacility == Filing.EXEMPT && serious == Truth.YES) {
          yield Filing.FORM27;
        }
        boolean minor = byFacility == Filing.EXEMPT && serious != Truth.NO;
        yield minor || (both && byFacility != Filing.FORM27) ? Filing.UNDETERMINED : byFacility;
      }
    };
  }

  /** Nobody calls left out as serious what may not be. */
  private Filing notFiled(LocalDate first, Truth reached, Truth serious) {
    if (!isLeftOut(first) || serious != Truth.YES || reached == Truth.NO) {
      return Filing.NOT_REQUIRED;
    }
    return reached == Truth.YES ? Filing.EXCLUDED_AS_SERIOUS : Filing.UNDETERMINED;
  }

  private Filing tier(AccidentFacts facts) {
    String code = facts.facilityClass();
    if (code == null || !isKnown(code)) {
      return Filing.UNDETERMINED;
    }
    for (Tier tier : rule.tiers()) {
      if (tier.facilities().contains(code)) {
        Clause condition = tier.condition();
        Truth holds = condition == null ? Truth.YES : condition.of(facts.statements()).result();
        return switch (holds) {
          case YES -> tier.filing();
          case NO -> Filing.FORM27;
          case UNDETERMINED -> Filing.UNDETERMINED;
        };
      }
    }
    return Filing.FORM27;
  }

  private boolean isKnown(String code) {
    for (FacilityClass each : rulebook.facilityClasses()) {
      if (each.code().equals(code)) {
        return true;
      }
    }
    return false;
  }

  /** What has to be known to choose the way of filing. */
  private @Nullable Question question(AccidentFacts facts) {
    String code = facts.facilityClass();
    if (code == null || !isKnown(code)) {
      return rule.tiers().isEmpty() ? null : new Question("facility-class", "");
    }
    for (Tier tier : rule.tiers()) {
      Clause condition = tier.condition();
      if (condition != null
          && tier.facilities().contains(code)
          && condition.of(facts.statements()).result() == Truth.UNDETERMINED) {
        return new Question(Question.STATEMENT + condition.id(), "");
      }
    }
    return null;
  }

  private @Nullable Period period(LocalDate day) {
    Period known = latest;
    if (known != null && known.has(day)) {
      return known;
    }
    Period found =
        rule.periodOn(day).map(whole -> new Period(whole, whole.deadline())).orElse(null);
    if (found != null) {
      latest = found;
    }
    return found;
  }
}
