package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/** Judges the duties that somebody has spoken of; the others remain to be thought of. */
final class DutyTests {

  /** So many facts in more than one place are completed both ways; with more, all is asked. */
  private static final int REPEATED_MAX = 6;

  private record Prepared(OtherDuty duty, @Nullable DutyRule rule, List<String> repeated) {}

  private final List<Prepared> duties;
  private final List<OtherDuty> all;
  private final LocalDate allExistFrom;

  DutyTests(Rulebook rulebook) {
    this.all = rulebook.otherDuties();
    var prepared = new ArrayList<Prepared>();
    LocalDate last = LocalDate.MIN;
    for (OtherDuty duty : all) {
      DutyRule rule = rulebook.dutyRule(duty.id()).orElse(null);
      List<String> repeated = rule == null ? List.of() : List.copyOf(rule.when().repeatedFacts());
      prepared.add(new Prepared(duty, rule, repeated));
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

  /**
   * Keys of the open facts and quantities of a duty whose answer may change whether it applies.
   * Where each stands in one place, these are those under open nodes alone. A fact that stands in
   * two may leave a node open that no longer matters, whichever way it turns out: what fell in a
   * disaster is reported whatever else happened, and what did not fall is not.
   */
  Set<String> decisive(Signpost signpost, AccidentFacts facts) {
    Set<String> open = openKeys(signpost.reason());
    for (Prepared each : duties) {
      DutyRule rule = each.rule();
      if (rule != null && each.duty().id().equals(signpost.duty().id())) {
        List<String> both = each.repeated().stream().filter(open::contains).toList();
        return both.isEmpty() || both.size() > REPEATED_MAX
            ? open
            : decisive(both, rule.when(), facts.statements());
      }
    }
    return open;
  }

  /** Those that are open whichever way these facts turn out, and these facts themselves. */
  private static Set<String> decisive(
      List<String> both, Clause when, Map<String, Statement> statements) {
    Set<String> found = new HashSet<>(both);
    for (int way = 0; way < 1 << both.size(); way++) {
      var completed = new HashMap<>(statements);
      for (int i = 0; i < both.size(); i++) {
        completed.put(both.get(i), Statement.of(Truth.of((way >> i & 1) == 1)));
      }
      found.addAll(openKeys(when.of(completed)));
    }
    return found;
  }

  private static Set<String> openKeys(Reason reason) {
    var keys = new HashSet<String>();
    addOpen(reason, keys);
    return keys;
  }

  private static void addOpen(Reason node, Set<String> keys) {
    if (node.result() == Truth.UNDETERMINED) {
      if (node.children().isEmpty()) {
        keys.add(node.subject());
      }
      node.children().forEach(child -> addOpen(child, keys));
    }
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
