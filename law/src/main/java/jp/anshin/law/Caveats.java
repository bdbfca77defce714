package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before relying on a determination. */
final class Caveats {

  private Caveats() {}

  static List<Caveat> of(
      Rulebook rulebook, AccidentFacts facts, List<Edition> inForce, boolean covered) {
    var caveats = new ArrayList<Caveat>();
    if (!covered) {
      LocalDate day =
          rulebook.editionOn(facts.firstDay()).isEmpty() ? facts.firstDay() : facts.lastDay();
      caveats.add(new Caveat("no-edition", day.toString()));
    }
    for (Edition edition : inForce) {
      addOf(edition, facts, caveats);
    }
    // Neither the Act nor the ordinance says when an accident starts and ends.
    caveats.add(new Caveat("duration-definition-unverified", ""));
    facts.services().stream()
        .filter(service -> service.ongoingSince() != null)
        .forEach(service -> caveats.add(new Caveat(goingOn(service), service.service())));
    caveats.addAll(facts.assumptions());
    return caveats;
  }

  /** Where nobody has said whether users met anything, nothing is known to go on. */
  private static String goingOn(ServiceFacts service) {
    return service.accident() == Truth.UNDETERMINED ? "may-go-on" : "goes-on";
  }

  private static void addOf(Edition edition, AccidentFacts facts, List<Caveat> caveats) {
    if (!edition.startVerified()) {
      caveats.add(new Caveat("edition-start-unverified", edition.id()));
    }
    LocalDate read = edition.textReadAsOf();
    if (read != null && facts.lastDay().isAfter(read)) {
      caveats.add(new Caveat("text-read-as-of", read.toString()));
      if (!edition.endVerified()) {
        caveats.add(new Caveat("edition-end-unverified", edition.id()));
      }
    }
    if (edition.rows().stream().anyMatch(row -> row.citation().wording() == Wording.NOT_COMPARED)) {
      caveats.add(new Caveat("rows-not-compared", edition.id()));
    }
  }
}
