package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Tables.Choice;
import jp.anshin.law.Tables.Table;
import org.jspecify.annotations.Nullable;

/** What a reader must know before relying on a determination. */
final class Caveats {

  // Neither the Act nor the ordinance says when an accident starts and ends.
  private static final Caveat DURATION = new Caveat("duration-definition-unverified", "");

  private final Rulebook rulebook;
  private final ServiceTests tests;

  Caveats(Rulebook rulebook, ServiceTests tests) {
    this.rulebook = rulebook;
    this.tests = tests;
  }

  /** A list to which more may be added. */
  List<Caveat> of(
      AccidentFacts facts, LocalDate first, LocalDate last, Choice choice, Reason serious) {
    var caveats = new ArrayList<Caveat>(8);
    if (!choice.covered()) {
      LocalDate day = rulebook.editionOn(first).isEmpty() ? first : last;
      caveats.add(new Caveat("no-edition", day.toString()));
    } else if (facts.facility() != Truth.NO) {
      LocalDate day = rulebook.dayWithoutFacilityRule(first, last);
      if (day != null) {
        caveats.add(new Caveat("no-edition", day.toString()));
      }
    }
    addOfFacilities(facts, serious, caveats);
    List<Table> inForce = choice.inForce();
    for (int i = 0; i < inForce.size(); i++) {
      addOf(inForce.get(i), last, caveats);
    }
    caveats.add(DURATION);
    List<ServiceFacts> services = facts.services();
    for (int i = 0; i < services.size(); i++) {
      addOf(services.get(i), serious.children().get(i), first, caveats);
    }
    if (facts.facilityOngoingSince() != null && facts.facility() != Truth.NO) {
      caveats.add(new Caveat("facility-goes-on", ""));
    }
    caveats.addAll(facts.assumptions());
    return caveats;
  }

  /** That the words of a rule of facilities were not compared, where it matters. */
  private static void addOfFacilities(AccidentFacts facts, Reason serious, List<Caveat> caveats) {
    List<Reason> ways = serious.children();
    for (int i = facts.services().size(); i < ways.size(); i++) {
      Reason way = ways.get(i);
      boolean isOpen = way.test() == Test.FACILITY && facts.facility() != Truth.NO;
      Citation citation = isOpen ? way.citation() : null;
      if (citation != null && citation.wording() == Wording.NOT_COMPARED) {
        caveats.add(new Caveat("rows-not-compared", way.subject()));
      }
    }
  }

  private static void addOf(Table table, LocalDate last, List<Caveat> caveats) {
    caveats.addAll(table.always);
    LocalDate read = table.edition.textReadAsOf();
    if (read != null && last.isAfter(read)) {
      caveats.addAll(table.afterReading);
    }
  }

  private void addOf(ServiceFacts service, Reason node, LocalDate first, List<Caveat> caveats) {
    if (service.ongoingSince() != null && service.impact() != Impact.NONE) {
      // Where nobody has said whether users met anything, nothing is known to go on.
      boolean said = service.impact() != Impact.UNKNOWN;
      caveats.add(new Caveat(said ? "goes-on" : "may-go-on", service.service()));
    }
    if (tests.notYetCounted(service, first)) {
      caveats.add(new Caveat("only-stop-counted", service.service()));
    }
    addOfImpact(SeriousTest.testOf(node, Test.IMPACT), caveats);
    if (tests.assumesOwnPart(service) && service.impact() != Impact.NONE) {
      caveats.add(new Caveat("assumed-own-part", service.service()));
    }
    if (tests.countsPartOfVoice(service)) {
      caveats.add(new Caveat("emergency-voice-counts-all", service.service()));
    }
    if (tests.takesAsAllOfVoice(service) && leansOnUsers(node)) {
      caveats.add(new Caveat("emergency-voice-taken-as-all", service.service()));
    }
    if (ServiceTests.hasFiguresWithoutImpact(service)) {
      caveats.add(new Caveat("figures-without-impact", service.service()));
    }
    if (tests.countsOperators(service)) {
      caveats.add(new Caveat("operators-counted", service.service()));
    }
    List<Reading> readings = tests.readings(service);
    if (!readings.isEmpty() && !isChosen(readings)) {
      caveats.add(new Caveat(readings(node), service.service()));
    }
  }

  /**
   * What users met is judged by words that are no text of the law, or were not compared with it.
   */
  private static void addOfImpact(@Nullable Reason impact, List<Caveat> caveats) {
    if (impact == null || impact.result() == Truth.UNDETERMINED || !impact.unverified()) {
      return;
    }
    Citation citation = impact.citation();
    String article = citation == null ? null : citation.article();
    if (article != null) {
      String key = impact.result() == Truth.NO ? "impact-not-counted-by" : "impact-counted-by";
      caveats.add(new Caveat(key, article));
    }
  }

  /** Whether it would not be serious, or not be open, but for users who are too few. */
  private static boolean leansOnUsers(Reason service) {
    Reason table = SeriousTest.testOf(service, Test.TABLE);
    return service.result() != Truth.YES
        && !AccidentLaw.nothingCounted(service)
        && table != null
        && hasTooFewUsers(table);
  }

  private static boolean hasTooFewUsers(Reason node) {
    if (node.test() == Test.USERS) {
      return node.result() == Truth.NO;
    }
    List<Reason> children = node.children();
    for (int i = 0; i < children.size(); i++) {
      if (hasTooFewUsers(children.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** A reading of several extents stays a reading when it is the one that was chosen. */
  private static boolean isChosen(List<Reading> readings) {
    return readings.size() == 1 && readings.getFirst().name().equals(Reading.RESTORED_LEAVE);
  }

  /** Readings that are all open say nothing yet of whether they agree. */
  private static String readings(Reason node) {
    Reason table = SeriousTest.testOf(node, Test.TABLE);
    if (table != null && Reason.differ(table.children(), Test.READING)) {
      return "readings-differ";
    }
    return table != null && table.result() == Truth.UNDETERMINED
        ? "readings-open"
        : "readings-agree";
  }
}
