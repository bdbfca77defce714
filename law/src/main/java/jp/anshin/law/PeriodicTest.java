package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.law.PeriodicRule.Cycle;
import jp.anshin.law.Reason.Test;

/** Builds the reason tree of the periodic report (電気通信事業報告規則第7条の3). */
final class PeriodicTest {

  private final Rulebook rulebook;
  private final PeriodicRule rule;

  PeriodicTest(Rulebook rulebook) {
    this.rulebook = rulebook;
    this.rule = rulebook.periodic();
  }

  PeriodicDuty of(AccidentFacts facts, Truth serious) {
    Reason reason = reason(facts, serious);
    LocalDate day = facts.firstDay();
    Optional<Cycle> cycle = rule.cycleOn(day);
    LocalDate end = cycle.map(known -> known.periodEnd(day)).orElse(null);
    Deadline deadline =
        cycle
            .filter(known -> reason.result() != Truth.NO)
            .map(known -> new Deadline(known.due(known.periodEnd(day)), known.citation()))
            .orElse(null);
    return new PeriodicDuty(
        reason.result(), reason, cycle.map(Cycle::id).orElse(""), end, deadline);
  }

  private Reason reason(AccidentFacts facts, Truth serious) {
    var services = new ArrayList<Reason>();
    facts.services().forEach(service -> services.add(service(service)));
    if (!facts.servicesComplete()) {
      services.add(Reason.fact(Test.PERIODIC_SERVICE, "", Truth.UNDETERMINED, null));
    }
    Truth result = services.stream().map(Reason::result).reduce(Truth.NO, Truth::or);
    LocalDate from = rule.seriousExcludedFrom();
    if (from != null && !facts.lastDay().isBefore(from)) {
      Reason notSerious = Reason.fact(Test.NOT_SERIOUS, "", serious.not(), rule.citation());
      services.add(notSerious);
      Truth without = result.and(notSerious.result());
      // On the days before, a serious accident goes in all the same.
      result = facts.firstDay().isBefore(from) ? result.agreeing(without) : without;
    }
    return new Reason(Test.PERIODIC, "", null, null, result, rule.citation(), services);
  }

  private Reason service(ServiceFacts facts) {
    var tests = new ArrayList<Reason>();
    tests.add(SeriousTest.impact(facts));
    tests.addAll(SeriousTest.notExcluded(rulebook, facts));
    long seconds = new Cell(rule.durationMinutes(), 1).durationSeconds();
    tests.add(
        Reason.anyOf(
            Test.PERIODIC_THRESHOLD,
            facts.service(),
            rule.citation(),
            List.of(
                Reason.measured(Test.USERS, facts.users(), rule.users()),
                Reason.measured(Test.DURATION, facts.durationSeconds(), seconds))));
    return Reason.allOf(Test.PERIODIC_SERVICE, facts.service(), null, tests);
  }
}
