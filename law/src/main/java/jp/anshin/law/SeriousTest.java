package jp.anshin.law;

import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.Reason.Test;

/** Builds the reason tree of 重大な事故 for given editions. */
final class SeriousTest {

  private final Rulebook rulebook;
  private final List<Edition> editions;
  private final boolean everyDayHasAnEdition;

  SeriousTest(Rulebook rulebook, List<Edition> editions, boolean everyDayHasAnEdition) {
    this.rulebook = rulebook;
    this.editions = editions;
    this.everyDayHasAnEdition = everyDayHasAnEdition;
  }

  Reason of(AccidentFacts facts) {
    var ways = new ArrayList<Reason>();
    for (ServiceFacts service : facts.services()) {
      ways.add(service(service));
    }
    if (!facts.servicesComplete()) {
      ways.add(Reason.fact(Test.SERVICE, "", Truth.UNDETERMINED, null));
    }
    ways.addAll(facility(facts));
    return Reason.anyOf(Test.SERIOUS, "", null, ways);
  }

  private Reason service(ServiceFacts facts) {
    var tests = new ArrayList<Reason>();
    tests.add(impact(facts));
    tests.addAll(notExcluded(rulebook, facts));
    tests.add(
        Reason.fact(
            Test.COUNTABLE,
            facts.service(),
            // For users hard to count other criteria apply, and they are not known.
            facts.usersHardToCount() == Truth.NO ? Truth.YES : Truth.UNDETERMINED,
            rulebook.hardToCount()));
    tests.add(table(facts));
    Truth result = tests.stream().map(Reason::result).reduce(Truth.YES, Truth::and);
    boolean countable = facts.usersHardToCount() == Truth.NO;
    Truth met = countable ? result : withoutTable(tests);
    return new Reason(Test.SERVICE, facts.service(), null, null, met, null, tests);
  }

  /** A no of the table means nothing where the table may not apply. */
  private static Truth withoutTable(List<Reason> tests) {
    return tests.stream()
        .filter(test -> test.test() != Test.TABLE)
        .map(Reason::result)
        .reduce(Truth.UNDETERMINED, Truth::and);
  }

  static Reason impact(ServiceFacts facts) {
    return Reason.fact(Test.IMPACT, facts.service(), facts.accident(), null);
  }

  static List<Reason> notExcluded(Rulebook rulebook, ServiceFacts facts) {
    var tests = new ArrayList<Reason>();
    for (Exclusion exclusion : rulebook.exclusions()) {
      Truth not = facts.excludedBy(exclusion).not();
      boolean certain = exclusion.citation().verified() || not == Truth.YES;
      tests.add(
          Reason.fact(
              Test.NOT_EXCLUDED,
              exclusion.id(),
              certain ? not : Truth.UNDETERMINED,
              exclusion.citation()));
    }
    return tests;
  }

  private Reason table(ServiceFacts facts) {
    var readings = new ArrayList<Reason>();
    for (Edition edition : editions) {
      readings.add(edition(edition, facts));
    }
    Truth agreed = everyDayHasAnEdition ? Reason.agreement(readings) : Truth.UNDETERMINED;
    return new Reason(Test.TABLE, "", null, null, agreed, null, readings);
  }

  private Reason edition(Edition edition, ServiceFacts facts) {
    var choice = RowChoice.of(rulebook, edition, facts);
    List<Reason> rows = choice.rows().stream().map(row -> row(row, facts)).toList();
    var children = new ArrayList<>(rows);
    children.addAll(choice.open());
    var citation =
        new Citation(
            null, edition.id(), "", Wording.SUMMARY, edition.inForce() && edition.startVerified());
    return new Reason(
        Test.EDITION, edition.id(), null, null, Reason.agreement(rows), citation, children);
  }

  private static Reason row(Row row, ServiceFacts facts) {
    List<Reason> cells = row.cells().stream().map(cell -> cell(row, cell, facts)).toList();
    return Reason.anyOf(Test.ROW, row.id(), row.citation(), cells);
  }

  private static Reason cell(Row row, Cell cell, ServiceFacts facts) {
    return Reason.allOf(
        Test.CELL,
        row.id(),
        null,
        List.of(
            Reason.measured(Test.DURATION, facts.durationSeconds(), cell.durationSeconds()),
            Reason.measured(Test.USERS, facts.users(), cell.users())));
  }

  private List<Reason> facility(AccidentFacts facts) {
    return rulebook.facilityRules().stream()
        .filter(rule -> rule.inForceOn(facts.firstDay()) || rule.inForceOn(facts.lastDay()))
        .map(rule -> facility(rule, facts))
        .toList();
  }

  private static Reason facility(FacilityRule rule, AccidentFacts facts) {
    long seconds = new Cell(rule.durationMinutes(), 1).durationSeconds();
    return Reason.allOf(
        Test.FACILITY,
        rule.id(),
        rule.citation(),
        List.of(
            Reason.fact(Test.FACILITY_DOWN, rule.id(), facts.facility(), null),
            Reason.measured(Test.DURATION, facts.facilitySeconds(), seconds)));
  }
}
