package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Tables.Choice;
import jp.anshin.law.Tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Judges events by a rulebook, which is prepared once. The same facts always give the same
 * determination.
 */
public final class AccidentLaw {

  private final Rulebook rulebook;
  private final Tables tables;
  private final SeriousTest seriousTest;
  private final PeriodicTest periodicTest;
  private final DutyTests dutyTests;
  private final Caveats caveats;
  private final EditedRules edited;

  /** The law by a rulebook that is taken as it stands. */
  public AccidentLaw(Rulebook rulebook) {
    this(rulebook, null, null);
  }

  /**
   * The law by a rulebook that may have been edited: where a determination rests on a rule that
   * differs from the shipped one, a caveat says so.
   *
   * @param shipped the rulebook that comes with the product, or null to compare with none
   * @param editedBy who saved the rulebook and when, or null when that is not known
   */
  public AccidentLaw(Rulebook rulebook, @Nullable Rulebook shipped, @Nullable Origin editedBy) {
    this.rulebook = rulebook;
    this.edited = new EditedRules(rulebook, shipped, editedBy);
    var services = new ServiceTests(rulebook);
    this.tables = new Tables(rulebook);
    this.seriousTest = new SeriousTest(rulebook, services);
    this.periodicTest = new PeriodicTest(rulebook, services);
    this.dutyTests = new DutyTests(rulebook);
    this.caveats = new Caveats(rulebook, services);
  }

  /** The rulebook it judges by. */
  public Rulebook rulebook() {
    return rulebook;
  }

  /**
   * What the law of the event's day says. A proposal that may be in force by then never decides by
   * itself: where it would change the verdict, the verdict is undetermined.
   */
  public Determination determine(AccidentFacts facts) {
    LocalDate first = facts.firstDay();
    LocalDate last = facts.occurredAt().isExact() ? first : facts.lastDay();
    Choice choice = tables.on(first, last);
    List<Table> all = choice.all();
    List<Table> certain = choice.covered() ? all : List.of();
    Reason serious = seriousTest.of(facts, first, last, all, choice.covered());
    List<Caveat> known = caveats.of(facts, first, last, choice, serious);
    boolean byProposal = false;
    if (!choice.proposals().isEmpty()) {
      Truth without = withoutProposals(facts, first, last, choice, serious);
      boolean same =
          without == serious.result()
              && (serious.result() != Truth.UNDETERMINED
                  || seriousTest.sameByEveryReading(facts, first, choice));
      byProposal = without != Truth.UNDETERMINED && without != serious.result();
      for (Table proposal : choice.proposals()) {
        known.add(same ? proposal.considered : proposal.differs);
      }
    }
    PeriodicDuty periodic = periodicTest.of(facts, first, last, serious, certain);
    return determination(facts, first, last, all, serious, periodic, known, byProposal);
  }

  /**
   * What the edition or proposal of that id would say if it had been in force on the event's day.
   *
   * @throws IllegalArgumentException when the rulebook has no such edition
   */
  public Determination whatIf(AccidentFacts facts, String editionId) {
    Table table = tables.of(editionId);
    if (table == null) {
      throw new IllegalArgumentException("no edition " + editionId);
    }
    LocalDate first = facts.firstDay();
    LocalDate last = facts.lastDay();
    List<Table> only = List.of(table);
    Reason serious = seriousTest.of(facts, first, last, only, true);
    List<Caveat> known = caveats.of(facts, first, last, Choice.NONE, serious);
    known.add(new Caveat("what-if", editionId));
    PeriodicDuty periodic = periodicTest.of(facts, first, last, serious, only);
    return determination(facts, first, last, only, serious, periodic, known, false);
  }

  private Truth withoutProposals(
      AccidentFacts facts, LocalDate first, LocalDate last, Choice choice, Reason serious) {
    Truth read = seriousTest.withoutProposals(serious, facts, choice.proposals(), choice.covered());
    return read == null
        ? seriousTest.of(facts, first, last, choice.inForce(), choice.covered()).result()
        : read;
  }

  private Determination determination(
      AccidentFacts facts,
      LocalDate first,
      LocalDate last,
      List<Table> applied,
      Reason serious,
      PeriodicDuty periodic,
      List<Caveat> known,
      boolean byProposal) {
    List<Signpost> signposts = dutyTests.spokenOf(facts, last, serious.result());
    SeriousReport report = report(facts, first, last, serious.result());
    var said =
        new Determination(
            Verdict.of(serious.result()),
            ids(applied),
            serious,
            NearestMisses.nearest(serious, deciding(applied)),
            OpenQuestions.of(
                serious,
                periodic,
                signposts,
                report,
                facts,
                dutyTests,
                onTwoSides(first, last),
                periodicTest.isOnTwoSides(first, last),
                byProposal),
            known,
            Projections.of(rulebook, facts, serious, periodic.leftOutAsSerious()),
            periodic,
            deadline(first, serious.result()),
            dutyTests.unspokenOf(facts, last),
            signposts,
            report,
            inputs(facts));
    return edited.isEmpty() ? said : said.warning(edited.of(said, facts));
  }

  /** Ids of the tables in force; where none is, of the proposal that is tried. */
  private static List<String> deciding(List<Table> applied) {
    if (applied.size() == 1) {
      return applied.getFirst().ids;
    }
    return applied.stream()
        .filter(table -> table.edition.inForce())
        .map(table -> table.edition.id())
        .toList();
  }

  /** Whether it may have occurred before or after one edition followed another, or none. */
  private boolean onTwoSides(LocalDate first, LocalDate last) {
    if (first.equals(last)) {
      return false;
    }
    Choice choice = tables.on(first, last);
    return choice.inForce().size() > (choice.covered() ? 1 : 0);
  }

  private static List<String> ids(List<Table> tables) {
    if (tables.size() == 1) {
      return tables.getFirst().ids;
    }
    var ids = new ArrayList<String>();
    for (Table table : tables) {
      ids.add(table.edition.id());
    }
    return ids;
  }

  private @Nullable Deadline deadline(LocalDate first, Truth serious) {
    FinalReportRule rule = rulebook.finalReport();
    return serious == Truth.YES ? new Deadline(rule.due(first), rule.citationOn(first)) : null;
  }

  /** In which form a serious accident is told: in short by some receivers of wholesale services. */
  private @Nullable SeriousReport report(
      AccidentFacts facts, LocalDate first, LocalDate last, Truth serious) {
    if (serious == Truth.NO) {
      return null;
    }
    String form = rulebook.finalReport().form();
    ReceiverRule rule = rulebook.wholesaleReceiver();
    if (rule == null) {
      Reason unknown =
          Reason.fact(
              Test.WHOLESALE_RECEIVER,
              "",
              Truth.UNDETERMINED,
              rulebook.finalReport().citationOn(first));
      return new SeriousReport(List.of(form), List.of(), Truth.UNDETERMINED, unknown);
    }
    Truth existed = rule.existedOn(first).agreeing(rule.existedOn(last));
    Reason reason =
        Reason.allOf(
            Test.WHOLESALE_RECEIVER,
            rule.when().id(),
            rule.citation(),
            List.of(
                Reason.fact(Test.DUTY_EXISTS, "", existed, rule.citation()),
                rule.when().of(facts.statements())));
    return switch (reason.result()) {
      case YES ->
          new SeriousReport(List.of(rule.form()), rule.firstReportItems(), Truth.YES, reason);
      case NO -> new SeriousReport(List.of(form), List.of(), Truth.NO, reason);
      case UNDETERMINED ->
          new SeriousReport(List.of(form, rule.form()), List.of(), Truth.UNDETERMINED, reason);
    };
  }

  private static List<Input> inputs(AccidentFacts facts) {
    List<Input> found = null;
    for (ServiceFacts service : facts.services()) {
      UserCount count = service.counted();
      found = with(found, "service", service.service(), service.origin());
      found = with(found, "users", service.service(), count == null ? null : count.origin());
    }
    for (Map.Entry<String, Statement> each : facts.statements().entrySet()) {
      found = with(found, each.getKey(), "", each.getValue().origin());
    }
    return found == null ? List.of() : found;
  }

  private static @Nullable List<Input> with(
      @Nullable List<Input> found, String key, String service, @Nullable Origin origin) {
    if (origin == null) {
      return found;
    }
    List<Input> inputs = found == null ? new ArrayList<>() : found;
    inputs.add(new Input(key, service, origin));
    return inputs;
  }

  /** Whether users of that service certainly met nothing that counts, whatever the tables say. */
  static boolean nothingCounted(Reason service) {
    List<Reason> children = service.children();
    for (int i = 0; i < children.size(); i++) {
      Reason test = children.get(i);
      if (test.test() != Test.TABLE && test.result() == Truth.NO) {
        return true;
      }
    }
    return false;
  }
}
