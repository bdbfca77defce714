package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Tables.Choice;
import jp.anshin.law.Tables.Table;
import org.jspecify.annotations.Nullable;

/** Builds the reason tree of 重大な事故; prepared once for a rulebook. */
final class SeriousTest {

  private final Rulebook rulebook;
  private final ServiceTests services;
  private final TogetherTest together;

  SeriousTest(Rulebook rulebook, ServiceTests services) {
    this.rulebook = rulebook;
    this.services = services;
    this.together = new TogetherTest(rulebook, services);
  }

  /**
   * Whether it is serious by those tables.
   *
   * @param everyDayHasATable whether one is known for each day on which it may have occurred
   */
  Reason of(
      AccidentFacts facts,
      LocalDate first,
      LocalDate last,
      List<Table> tables,
      boolean everyDayHasATable) {
    List<ServiceFacts> given = facts.services();
    var ways = new ArrayList<Reason>(given.size() + 2);
    for (int i = 0; i < given.size(); i++) {
      ways.add(service(given.get(i), first, tables, everyDayHasATable));
    }
    if (given.size() > 1) {
      ways.addAll(together.serious(facts, first, ways, tables, everyDayHasATable));
    }
    if (!facts.servicesComplete()) {
      ways.add(Reason.fact(Test.SERVICE, "", Truth.UNDETERMINED, null));
    }
    addFacilities(facts, first, last, ways);
    return Reason.anyOf(Test.SERIOUS, "", null, ways);
  }

  private Reason service(
      ServiceFacts facts, LocalDate first, List<Table> tables, boolean everyDayHasATable) {
    List<Reason> shared = services.of(facts, first);
    var tests = new ArrayList<Reason>(shared.size() + 2);
    tests.addAll(shared);
    boolean countable = services.countable(facts);
    tests.add(services.countableTest(facts, countable));
    Reason table = table(facts, tables, everyDayHasATable);
    tests.add(table);
    return new Reason(
        Test.SERVICE,
        facts.service(),
        null,
        null,
        facts.category() == null
            ? agreed(facts, first, tables, everyDayHasATable)
            : result(tests, countable),
        null,
        tests);
  }

  /** A no of the table means nothing where the table may not apply. */
  private static Truth result(List<Reason> tests, boolean countable) {
    Truth all = countable ? Truth.YES : Truth.UNDETERMINED;
    for (int i = 0; i < tests.size(); i++) {
      Reason test = tests.get(i);
      if (countable || test.test() != Test.TABLE) {
        all = all.and(test.result());
      }
    }
    return all;
  }

  /** What holds whichever category it turns out to be. */
  private Truth agreed(
      ServiceFacts facts, LocalDate first, List<Table> tables, boolean everyDayHasATable) {
    Truth agreed = null;
    for (Category category : rulebook.categories()) {
      if (!category.unasked()) {
        Truth one = service(facts.in(category.code()), first, tables, everyDayHasATable).result();
        agreed = agreed == null ? one : agreed.agreeing(one);
      }
    }
    return agreed == null ? Truth.UNDETERMINED : agreed;
  }

  private Reason table(ServiceFacts facts, List<Table> tables, boolean everyDayHasATable) {
    List<Reading> readings = services.readings(facts);
    List<Reason> children;
    if (readings.isEmpty()) {
      children = editions(facts, tables, services.extents(facts));
    } else {
      var byReading = new Reason[readings.size()];
      for (int i = 0; i < byReading.length; i++) {
        List<Reason> editions = editions(facts, tables, readings.get(i).extents());
        byReading[i] =
            new Reason(
                Test.READING,
                readings.get(i).name(),
                null,
                null,
                Reason.agreement(editions),
                null,
                editions);
      }
      children = List.of(byReading);
    }
    Truth agreed = everyDayHasATable ? Reason.agreement(children) : Truth.UNDETERMINED;
    return new Reason(Test.TABLE, "", null, null, agreed, null, children);
  }

  private static List<Reason> editions(
      ServiceFacts facts, List<Table> tables, List<Extent> extents) {
    if (tables.size() == 1) {
      return List.of(edition(tables.getFirst(), facts, extents));
    }
    var editions = new Reason[tables.size()];
    for (int i = 0; i < editions.length; i++) {
      editions[i] = edition(tables.get(i), facts, extents);
    }
    return List.of(editions);
  }

  private static Reason edition(Table table, ServiceFacts facts, List<Extent> extents) {
    RowChoice choice = table.rows(facts);
    List<Row> rows = choice.rows();
    List<Reason> tested;
    if (rows.size() == 1) {
      tested = List.of(row(rows.getFirst(), extents));
    } else {
      var each = new Reason[rows.size()];
      for (int i = 0; i < each.length; i++) {
        each[i] = row(rows.get(i), extents);
      }
      tested = List.of(each);
    }
    Truth agreed = Reason.agreement(tested);
    List<Reason> children = tested;
    if (!choice.open().isEmpty()) {
      children = new ArrayList<>(tested);
      children.addAll(choice.open());
    }
    return new Reason(
        Test.EDITION, table.edition.id(), null, null, agreed, table.citation, children);
  }

  /** One row by figures of which one pair that reaches a cell is enough. */
  static Reason row(Row row, List<Extent> extents) {
    List<Cell> cells = row.cells();
    var tested = new Reason[cells.size() * extents.size()];
    int next = 0;
    for (int i = 0; i < extents.size(); i++) {
      for (int j = 0; j < cells.size(); j++) {
        tested[next++] = cell(row, cells.get(j), extents.get(i));
      }
    }
    return Reason.anyOf(Test.ROW, row.id(), row.citation(), List.of(tested));
  }

  private static Reason cell(Row row, Cell cell, Extent extent) {
    return Reason.allOf(
        Test.CELL,
        row.id(),
        null,
        List.of(
            Reason.measured(Test.DURATION, extent.durationSeconds(), cell.durationSeconds()),
            Reason.measured(Test.USERS, extent.users(), cell.users())));
  }

  private void addFacilities(
      AccidentFacts facts, LocalDate first, LocalDate last, List<Reason> ways) {
    List<FacilityRule> rules = rulebook.facilityRules();
    for (int i = 0; i < rules.size(); i++) {
      FacilityRule rule = rules.get(i);
      if (rule.inForceOn(first) || rule.inForceOn(last)) {
        ways.add(facility(rule, facts));
      }
    }
    if (facts.facility() != Truth.NO && rulebook.dayWithoutFacilityRule(first, last) != null) {
      ways.add(Reason.fact(Test.FACILITY_DOWN, "", Truth.UNDETERMINED, null));
    }
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

  /**
   * What a tree would say without its proposals, or null when that cannot be read off it because
   * the category of a service is not known.
   */
  @Nullable Truth withoutProposals(
      Reason serious, AccidentFacts facts, List<Table> proposals, boolean everyDayHasATable) {
    Truth any = Truth.NO;
    List<Reason> ways = serious.children();
    for (int i = 0; i < ways.size(); i++) {
      Reason way = ways.get(i);
      if (i >= facts.services().size()) {
        boolean ofTables = way.test() == Test.TOGETHER && everyDayHasATable;
        any = any.or(ofTables ? inForce(way, proposals) : way.result());
        continue;
      }
      ServiceFacts service = facts.services().get(i);
      if (service.category() == null) {
        return null;
      }
      boolean countable = services.countable(service);
      Truth all = countable ? Truth.YES : Truth.UNDETERMINED;
      for (int j = 0; j < way.children().size(); j++) {
        Reason test = way.children().get(j);
        if (test.test() != Test.TABLE) {
          all = all.and(test.result());
        } else if (countable) {
          all = all.and(everyDayHasATable ? inForce(test, proposals) : Truth.UNDETERMINED);
        }
      }
      any = any.or(all);
    }
    return any;
  }

  /** Whether by each of its readings alone every service would be the same without proposals. */
  boolean sameByEveryReading(AccidentFacts facts, LocalDate first, Choice choice) {
    for (ServiceFacts service : facts.services()) {
      for (Reading reading : service.readings()) {
        ServiceFacts chosen = service.with(List.of(reading));
        Truth with = service(chosen, first, choice.all(), choice.covered()).result();
        if (with != service(chosen, first, choice.inForce(), choice.covered()).result()) {
          return false;
        }
      }
    }
    return true;
  }

  /** What the editions below a node agree on that are no proposals. */
  private static Truth inForce(Reason node, List<Table> proposals) {
    Truth agreed = null;
    List<Reason> children = node.children();
    for (int i = 0; i < children.size(); i++) {
      Reason child = children.get(i);
      if (child.test() == Test.READING || !isOf(child, proposals)) {
        Truth one = child.test() == Test.READING ? inForce(child, proposals) : child.result();
        agreed = agreed == null ? one : agreed.agreeing(one);
      }
    }
    return agreed == null ? Truth.UNDETERMINED : agreed;
  }

  private static boolean isOf(Reason edition, List<Table> proposals) {
    for (int i = 0; i < proposals.size(); i++) {
      if (proposals.get(i).edition.id().equals(edition.subject())) {
        return true;
      }
    }
    return false;
  }

  /** The test of that kind in the node of a service, or null. */
  static @Nullable Reason testOf(Reason service, Test test) {
    List<Reason> children = service.children();
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).test() == test) {
        return children.get(i);
      }
    }
    return null;
  }
}
