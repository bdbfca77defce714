package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.law.Reason.Test;

/** Judges events by a rulebook. The same facts always give the same determination. */
public final class AccidentLaw {

  private final Rulebook rulebook;

  public AccidentLaw(Rulebook rulebook) {
    this.rulebook = rulebook;
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
    List<Edition> inForce =
        rulebook.editions().stream().filter(each -> touches(each, facts)).toList();
    List<Edition> proposals =
        rulebook.editions().stream().filter(each -> each.mayBeInForceOn(facts.lastDay())).toList();
    var all = new ArrayList<>(inForce);
    all.addAll(proposals);
    boolean covered =
        rulebook.editionOn(facts.firstDay()).isPresent()
            && rulebook.editionOn(facts.lastDay()).isPresent();
    Reason serious = new SeriousTest(rulebook, all, covered).of(facts);
    var caveats = new ArrayList<>(Caveats.of(rulebook, facts, inForce, covered));
    if (!proposals.isEmpty()) {
      Reason without = new SeriousTest(rulebook, inForce, covered).of(facts);
      String key =
          without.result() == serious.result() ? "proposal-considered" : "proposal-differs";
      proposals.forEach(proposal -> caveats.add(new Caveat(key, proposal.id())));
    }
    return determination(facts, all, serious, caveats);
  }

  /**
   * What the edition or proposal of that id would say if it had been in force on the event's day.
   *
   * @throws IllegalArgumentException when the rulebook has no such edition
   */
  public Determination whatIf(AccidentFacts facts, String editionId) {
    Edition edition =
        rulebook
            .edition(editionId)
            .orElseThrow(() -> new IllegalArgumentException("no edition " + editionId));
    List<Edition> only = List.of(edition);
    Reason serious = new SeriousTest(rulebook, only, true).of(facts);
    var caveats = new ArrayList<>(Caveats.of(rulebook, facts, List.of(), true));
    caveats.add(new Caveat("what-if", editionId));
    return determination(facts, only, serious, caveats);
  }

  private Determination determination(
      AccidentFacts facts, List<Edition> editions, Reason serious, List<Caveat> caveats) {
    PeriodicDuty periodic = new PeriodicTest(rulebook).of(facts, serious.result());
    Verdict verdict = Verdict.of(serious.result());
    return new Determination(
        verdict,
        editions.stream().map(Edition::id).toList(),
        serious,
        NearestMisses.nearest(serious).orElse(null),
        OpenQuestions.of(List.of(serious, periodic.reason())),
        caveats,
        Projections.of(rulebook, facts, serious),
        periodic,
        finalReport(facts, verdict).orElse(null),
        rulebook.otherDuties().stream().filter(duty -> duty.existsOn(facts.lastDay())).toList());
  }

  private Optional<Deadline> finalReport(AccidentFacts facts, Verdict verdict) {
    FinalReportRule rule = rulebook.finalReport();
    return verdict == Verdict.SERIOUS
        ? Optional.of(new Deadline(rule.due(facts.firstDay()), rule.citation()))
        : Optional.empty();
  }

  /** Whether it was in force on one of the days on which the event may have occurred. */
  private static boolean touches(Edition edition, AccidentFacts facts) {
    LocalDate from = edition.validFrom();
    LocalDate to = edition.validTo();
    return edition.inForce()
        && from != null
        && !facts.lastDay().isBefore(from)
        && (to == null || !facts.firstDay().isAfter(to));
  }

  /** For other classes of this package: every row tested in that tree, with its service. */
  static List<TestedRow> testedRows(Reason serious) {
    var found = new ArrayList<TestedRow>();
    for (Reason service : serious.children()) {
      if (service.test() == Test.SERVICE) {
        service
            .walk()
            .filter(node -> node.test() == Test.ROW)
            .forEach(row -> found.add(new TestedRow(service, row)));
      }
    }
    return found;
  }

  /**
   * A row and the service it was tested for.
   *
   * @param service the service's node
   * @param row the row's node
   */
  record TestedRow(Reason service, Reason row) {

    /** Whether users certainly met nothing that counts. */
    boolean nothingCounted() {
      return service.children().stream()
          .anyMatch(test -> test.test() != Test.TABLE && test.result() == Truth.NO);
    }
  }
}
