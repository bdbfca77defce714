package jp.anshin.server.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.anshin.law.Citation;
import jp.anshin.law.Clause;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.FinalReportRule;
import jp.anshin.law.ImpactRule;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.Question;
import jp.anshin.law.ReceiverRule;
import jp.anshin.law.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * A rule that decides beside the rows of the tables, as a reader of the rulebook sees it.
 *
 * @param group key of the heading under which it stands
 * @param name what it is about
 * @param says what follows, in words; may be empty where the citation says it
 * @param validFrom first day, or null when it is older than the rulebook
 * @param validTo last day, or null while no end is known
 * @param citation article and words
 * @param when what must be so, or null when nothing beside the name
 */
public record RuleLine(
    String group,
    String name,
    String says,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    Citation citation,
    @Nullable Clause when) {

  /** Every rule of the rulebook that is no row of a table, in the order in which they are asked. */
  static List<RuleLine> of(Rulebook book, Show show) {
    var lines = new ArrayList<RuleLine>();
    book.impactRules().forEach(rule -> lines.add(impact(rule, show)));
    book.exclusions()
        .forEach(rule -> {
          String name = show.law().subject(Question.EXCLUSION + rule.id(), rule.citation());
          lines.add(plain("EXCLUSION", name, "", rule.citation()));
        });
    String hard = show.law().rule(book.hardToCount().edition());
    lines.add(plain("EXCLUSION", hard, "", book.hardToCount()));
    addLpwa(book.lpwa(), lines, show);
    book.facilityRules().forEach(rule -> lines.add(facility(rule, show)));
    addReports(book, lines, show);
    addPeriodic(book.periodic(), lines, show);
    addDuties(book, lines, show);
    book.countMethods()
        .forEach(method ->
            lines.add(
                plain("COUNTING", show.law().countMethod(method.id()), "", method.citation())));
    return List.copyOf(lines);
  }

  private static RuleLine plain(String group, String name, String says, Citation citation) {
    return new RuleLine(group, name, says, null, null, citation, null);
  }

  private static RuleLine impact(ImpactRule rule, Show show) {
    String of =
        rule.categories().isEmpty()
            ? show.say("rulebook.line.every-category")
            : rule.categories().stream()
                .map(code -> show.word("category", code))
                .collect(Collectors.joining(show.say("list.separator")));
    String counts = show.say("rulebook.line.counts." + rule.counts());
    String condition = rule.condition();
    String says =
        condition == null
            ? counts
            : show.say(
                "rulebook.line.counts.if",
                show.law().subject(Question.CIRCUMSTANCE + condition, rule.citation()),
                counts,
                show.say("rulebook.line.counts." + rule.otherwise()));
    return new RuleLine(
        "IMPACT",
        show.law().impact(rule.impact()),
        show.say("rulebook.line.of", of, says),
        rule.validFrom(),
        null,
        rule.citation(),
        null);
  }

  private static RuleLine facility(FacilityRule rule, Show show) {
    return new RuleLine(
        "FACILITY",
        show.law().rule(rule.id()),
        show.say("rulebook.line.facility", show.hours(rule.durationMinutes())),
        rule.validFrom(),
        rule.validTo(),
        rule.citation(),
        null);
  }

  private static void addLpwa(@Nullable LpwaRule rule, List<RuleLine> lines, Show show) {
    if (rule != null) {
      lines.add(
          plain("EXCLUSION", show.law().rule(rule.citation().edition()), "", rule.citation()));
    }
  }

  private static void addReports(Rulebook book, List<RuleLine> lines, Show show) {
    Citation first = book.firstReport();
    lines.add(plain("REPORT", show.law().rule(first.edition()), "", first));
    FinalReportRule last = book.finalReport();
    String name = show.law().rule(last.citation().edition());
    String says = show.say("rulebook.line.final", last.form(), show.number(last.days()));
    LocalDate from = null;
    for (FinalReportRule.Earlier each : last.earlier()) {
      lines.add(new RuleLine("REPORT", name, says, from, each.validTo(), each.citation(), null));
      from = each.validTo().plusDays(1);
    }
    lines.add(new RuleLine("REPORT", name, says, from, null, last.citation(), null));
    ReceiverRule receiver = book.wholesaleReceiver();
    if (receiver != null) {
      lines.add(
          new RuleLine(
              "REPORT",
              show.law().rule(receiver.citation().edition()),
              show.say(
                  "rulebook.line.receiver",
                  receiver.form(),
                  show.day(receiver.absentUntil()),
                  show.day(receiver.presentFrom())),
              null,
              null,
              receiver.citation(),
              receiver.when()));
    }
  }

  private static void addPeriodic(PeriodicRule rule, List<RuleLine> lines, Show show) {
    String name = show.law().rule(rule.citation().edition());
    LocalDate without = rule.seriousExcludedFrom();
    String says =
        show.say(
            "rulebook.line.periodic",
            show.number(rule.users()),
            show.hours(rule.durationMinutes()));
    lines.add(
        plain(
            "PERIODIC",
            name,
            without == null
                ? says
                : says + show.say("rulebook.line.periodic.without", show.day(without)),
            rule.citation()));
    for (PeriodicRule.Cycle each : rule.cycles()) {
      lines.add(
          new RuleLine(
              "PERIODIC",
              show.law().rule(each.id()),
              show.say("rulebook.line.cycle", each.months(), each.dueMonths()),
              each.validFrom(),
              each.validTo(),
              each.citation(),
              null));
    }
    for (PeriodicRule.Tier each : rule.tiers()) {
      String of =
          each.facilities().stream()
              .map(show::facility)
              .collect(Collectors.joining(show.say("list.separator")));
      lines.add(
          new RuleLine(
              "PERIODIC",
              show.law().filing(each.filing()),
              of,
              null,
              null,
              each.citation(),
              each.condition()));
    }
    Clause other = rule.otherEquipment();
    if (other != null) {
      lines.add(new RuleLine("PERIODIC", name, "", null, null, other.citation(), other));
    }
  }

  private static void addDuties(Rulebook book, List<RuleLine> lines, Show show) {
    for (var duty : book.otherDuties()) {
      String says = show.japanese() ? duty.japanese() : duty.english();
      lines.add(
          new RuleLine(
              "DUTY",
              says,
              duty.form(),
              duty.validFrom(),
              null,
              duty.citation(),
              book.dutyRule(duty.id()).map(rule -> rule.when()).orElse(null)));
    }
  }
}
