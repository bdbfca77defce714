package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/** Judges the duties that somebody has spoken of; the others remain to be thought of. */
final class DutyTests {

  private record Prepared(OtherDuty duty, @Nullable DutyRule rule) {}

  private final List<Prepared> duties;
  private final List<OtherDuty> all;
  private final LocalDate allExistFrom;

  DutyTests(Rulebook rulebook) {
    this.all = rulebook.otherDuties();
    var prepared = new ArrayList<Prepared>();
    LocalDate last = LocalDate.MIN;
    for (OtherDuty duty : all) {
      prepared.add(new Prepared(duty, rulebook.dutyRule(duty.id()).orElse(null)));
      LocalDate from = duty.validFrom();
      last = from != null && from.isAfter(last) ? from : last;
    }
    this.duties = List.copyOf(prepared);
    this.allExistFrom = last;
  }

  /** The duties of which something was stated. */
  List<Signpost> spokenOf(AccidentFacts facts, LocalDate lastDay, Truth serious) {
    if (facts.statements().isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<Signpost>();
    for (Prepared each : duties) {
      DutyRule rule = each.rule();
      if (rule != null && isSpokenOf(each, facts)) {
        found.add(signpost(each.duty(), rule, facts, lastDay, serious));
      }
    }
    return List.copyOf(found);
  }

  /** The duties of that day of which nobody has said anything. */
  List<OtherDuty> unspokenOf(AccidentFacts facts, LocalDate lastDay) {
    if (facts.statements().isEmpty() && !lastDay.isBefore(allExistFrom)) {
      return all;
    }
    var found = new ArrayList<OtherDuty>();
    for (Prepared each : duties) {
      if (each.duty().existsOn(lastDay) && !isSpokenOf(each, facts)) {
        found.add(each.duty());
      }
    }
    return List.copyOf(found);
  }

  private static boolean isSpokenOf(Prepared each, AccidentFacts facts) {
    DutyRule rule = each.rule();
    return rule != null
        && (facts.statements().containsKey(rule.duty())
            || rule.when().isSpokenOf(facts.statements()));
  }

  private static Signpost signpost(
      OtherDuty duty, DutyRule rule, AccidentFacts facts, LocalDate lastDay, Truth serious) {
    var tests = new ArrayList<Reason>();
    tests.add(existed(duty, facts, lastDay));
    tests.add(rule.when().of(facts.statements()));
    if (rule.unlessSerious()) {
      tests.add(Reason.fact(Test.NOT_ALREADY_SERIOUS, "", serious.not(), duty.citation()));
    }
    Reason reason = Reason.allOf(Test.DUTY, duty.id(), duty.citation(), tests);
    return new Signpost(
        duty,
        reason.result(),
        reason,
        rule.clockStart(),
        rule.days(),
        rule.months(),
        reason.result() == Truth.NO ? null : deadline(duty, rule, facts));
  }

  /** A start that may lie before the duty existed leaves it open. */
  private static Reason existed(OtherDuty duty, AccidentFacts facts, LocalDate lastDay) {
    Truth on = Truth.of(duty.existsOn(lastDay));
    Truth existed = on.agreeing(Truth.of(duty.existsOn(facts.firstDay())));
    return Reason.fact(Test.DUTY_EXISTS, duty.id(), existed, duty.citation());
  }

  private static @Nullable Deadline deadline(OtherDuty duty, DutyRule rule, AccidentFacts facts) {
    Statement said = facts.statements().get(duty.id());
    LocalDate start = said == null ? null : said.day();
    return start == null
        ? null
        : new Deadline(start.plusDays(rule.days()).plusMonths(rule.months()), duty.citation());
  }
}
