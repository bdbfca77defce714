package jp.anshin.law;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a rulebook that differ from those of the shipped one of the same id, in figures or
 * words: what such a rule calls verified is the word of whoever edited it. A determination that
 * comes upon one of them names it.
 */
final class EditedRules {

  private static final char SEPARATOR = '\n';

  /** Where the rules that differ stand: the nodes that they decide cite the same. */
  private final Set<Citation> citations = new HashSet<>();

  /** Editions with other days or other rows than the shipped ones. */
  private final Set<String> editions = new HashSet<>();

  private final Set<String> categories = new HashSet<>();

  /** When and by whom the rulebook was saved, after each argument; empty where nobody knows. */
  private final String saved;

  private record Rule(Object content, List<Citation> citations) {}

  /** What is judged by of an edition beside its rows. */
  private record Frame(List<@Nullable Object> days, List<String> rows) {}

  /**
   * @param shipped with what it is compared, or null when it is with nothing
   * @param by who saved it and when, or null when that is not known
   */
  EditedRules(Rulebook rulebook, @Nullable Rulebook shipped, @Nullable Origin by) {
    Instant at = by == null ? null : by.at();
    this.saved =
        by == null || at == null
            ? ""
            : SEPARATOR + at.truncatedTo(ChronoUnit.SECONDS).toString() + SEPARATOR + by.statedBy();
    if (shipped == null || shipped.equals(rulebook)) {
      return;
    }
    Map<String, Rule> before = rules(shipped);
    rules(rulebook)
        .forEach((id, rule) -> {
          if (!rule.equals(before.get(id))) {
            citations.addAll(rule.citations());
          }
        });
    for (Edition edition : rulebook.editions()) {
      boolean isSame =
          shipped
              .edition(edition.id())
              .filter(each -> frame(each).equals(frame(edition)))
              .isPresent();
      if (!isSame) {
        editions.add(edition.id());
      }
    }
    for (Category category : rulebook.categories()) {
      if (!shipped.categories().contains(category)) {
        categories.add(category.code());
      }
    }
  }

  private static Map<String, Rule> rules(Rulebook book) {
    var rules = new HashMap<String, Rule>();
    for (Edition edition : book.editions()) {
      edition.rows().forEach(row -> put(rules, "row " + row.id(), row, row.citation()));
    }
    book.facilityRules()
        .forEach(rule -> put(rules, "facility " + rule.id(), rule, rule.citation()));
    book.exclusions().forEach(rule -> put(rules, "exclusion " + rule.id(), rule, rule.citation()));
    book.impactRules().forEach(rule -> put(rules, "impact " + rule.id(), rule, rule.citation()));
    book.dutyRules()
        .forEach(rule -> put(rules, "duty " + rule.duty(), rule, rule.when().citation()));
    put(rules, "hard to count", book.hardToCount(), book.hardToCount());
    put(rules, "periodic", book.periodic(), book.periodic().citation());
    FinalReportRule last = book.finalReport();
    var places = new ArrayList<Citation>(List.of(last.citation()));
    last.earlier().forEach(each -> places.add(each.citation()));
    rules.put("final report", new Rule(last, places));
    ReceiverRule receiver = book.wholesaleReceiver();
    if (receiver != null) {
      put(rules, "receiver", receiver, receiver.citation());
    }
    LpwaRule lpwa = book.lpwa();
    if (lpwa != null) {
      put(rules, "lpwa", lpwa, lpwa.citation());
    }
    return rules;
  }

  private static void put(Map<String, Rule> rules, String id, Object rule, Citation citation) {
    rules.put(id, new Rule(rule, List.of(citation)));
  }

  private static Frame frame(Edition edition) {
    var days = new ArrayList<@Nullable Object>();
    days.add(edition.validFrom());
    days.add(edition.validTo());
    days.add(edition.inForce());
    days.add(edition.mayHaveStartedFrom());
    return new Frame(days, edition.rows().stream().map(Row::id).toList());
  }

  /** Whether there is nothing to say of any event. */
  boolean isEmpty() {
    return citations.isEmpty() && editions.isEmpty() && categories.isEmpty();
  }

  /**
   * A caveat for each edited rule that this determination rests on.
   *
   * @param facts of the event
   */
  List<Caveat> of(Determination said, AccidentFacts facts) {
    var found = new LinkedHashSet<Caveat>();
    said.editions().stream()
        .filter(editions::contains)
        .forEach(id -> found.add(new Caveat("edition-edited", id + saved)));
    facts.services().stream()
        .map(ServiceFacts::category)
        .filter(code -> code != null && categories.contains(code))
        .forEach(code -> found.add(new Caveat("category-edited", code + saved)));
    citations(said).filter(citations::contains).forEach(citation -> found.add(caveat(citation)));
    return List.copyOf(found);
  }

  private Caveat caveat(Citation citation) {
    String article = citation.article();
    return article == null
        ? new Caveat("edition-edited", citation.edition() + saved)
        : new Caveat("rule-edited", article + saved);
  }

  private static Stream<Citation> citations(Determination said) {
    SeriousReport report = said.report();
    Deadline last = said.finalReport();
    Stream<Citation> reasons =
        Stream.of(
                Stream.of(said.reason(), said.periodic().reason()),
                said.signposts().stream().map(Signpost::reason),
                report == null ? Stream.<Reason>empty() : Stream.of(report.reason()))
            .flatMap(each -> each)
            .flatMap(Reason::walk)
            .<Citation>mapMulti((node, found) -> {
              Citation citation = node.citation();
              if (citation != null) {
                found.accept(citation);
              }
            });
    return last == null ? reasons : Stream.concat(reasons, Stream.of(last.citation()));
  }
}
