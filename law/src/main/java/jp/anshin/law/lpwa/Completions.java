package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jp.anshin.law.lpwa.Conclusion.Rule;

/**
 * The ways in which the facts of a service can be, given what is stated of it.
 *
 * @param book the rules
 * @param stated id of the answer by fact
 */
record Completions(LpwaRulebook book, Map<String, String> stated) {

  static List<Condition> conditions(Conclusion conclusion) {
    return conclusion.rules().stream().flatMap(rule -> rule.when().stream()).toList();
  }

  static List<Condition> conditionsOf(Fact fact) {
    return fact.choices().stream().flatMap(each -> each.onlyWith().stream()).toList();
  }

  /** Facts that the conditions look at, themselves or by conclusions, in the rulebook's order. */
  List<Fact> restsOn(List<Condition> conditions) {
    return facts(subjects(conditions));
  }

  /** Facts and conclusions that the conditions look at, themselves or by conclusions. */
  Set<String> subjects(List<Condition> conditions) {
    Set<String> seen = new LinkedHashSet<>();
    var open = new ArrayList<>(conditions);
    while (!open.isEmpty()) {
      Condition next = open.removeLast();
      if (seen.add(next.subject())) {
        book.conclusion(next.subject()).ifPresent(each -> open.addAll(conditions(each)));
      }
    }
    return seen;
  }

  /**
   * The same facts and those that bind them: what their answers go with, what is presumed of them
   * by, and what is stated that goes with them.
   */
  List<Fact> closure(List<Fact> facts) {
    Set<String> all = new LinkedHashSet<>();
    facts.forEach(each -> all.add(each.id()));
    int before = 0;
    while (before < all.size()) {
      before = all.size();
      for (Fact fact : book.facts()) {
        if (all.contains(fact.id())) {
          bindings(fact).forEach(each -> all.add(each.subject()));
        } else if (stated.containsKey(fact.id())
            && conditionsOf(fact).stream().anyMatch(each -> all.contains(each.subject()))) {
          all.add(fact.id());
        }
      }
    }
    return facts(all);
  }

  private static Stream<Condition> bindings(Fact fact) {
    Presumption presumed = fact.presumed();
    Stream<Condition> of = conditionsOf(fact).stream();
    return presumed == null ? of : Stream.concat(of, presumed.when().stream());
  }

  private List<Fact> facts(Set<String> ids) {
    return book.facts().stream().filter(each -> ids.contains(each.id())).toList();
  }

  /** Every way in which these facts can be; what nobody stated may be taken as presumed. */
  List<Map<String, String>> of(List<Fact> facts) {
    return ways(facts, true);
  }

  /** The same where nothing is presumed. */
  List<Map<String, String>> whateverIsPresumed(List<Fact> facts) {
    return ways(facts, false);
  }

  private List<Map<String, String>> ways(List<Fact> facts, boolean presuming) {
    List<Map<String, String>> ways = List.of(Map.of());
    for (Fact fact : closure(facts)) {
      var longer = new ArrayList<Map<String, String>>();
      for (Map<String, String> way : ways) {
        for (Choice choice : choices(fact, way, presuming)) {
          if (goesWith(choice, way)) {
            var with = new LinkedHashMap<>(way);
            with.put(fact.id(), choice.id());
            longer.add(with);
          }
        }
      }
      ways = longer;
    }
    return ways;
  }

  private List<Choice> choices(Fact fact, Map<String, String> way, boolean presuming) {
    String said = stated.get(fact.id());
    Presumption presumed = fact.presumed();
    if (said == null && presuming && presumed != null && holdAmongFacts(presumed.when(), way)) {
      said = presumed.choice();
    }
    return said == null ? fact.choices() : fact.choice(said).stream().toList();
  }

  static boolean goesWith(Choice choice, Map<String, String> way) {
    return holdAmongFacts(choice.onlyWith(), way);
  }

  private static boolean holdAmongFacts(List<Condition> conditions, Map<String, String> way) {
    return conditions.stream().allMatch(each -> each.values().contains(way.get(each.subject())));
  }

  /** Whether all of it is so, that way and on that day. */
  boolean hold(List<Condition> conditions, Map<String, String> way, LocalDate day) {
    return conditions.stream().allMatch(each -> holds(each, way, day));
  }

  boolean holds(Condition condition, Map<String, String> way, LocalDate day) {
    String value = way.get(condition.subject());
    return condition
        .values()
        .contains(value == null ? outcome(condition.subject(), way, day) : value);
  }

  private String outcome(String conclusion, Map<String, String> way, LocalDate day) {
    return rule(book.conclusion(conclusion).orElseThrow(), way, day).outcome();
  }

  /** The one rule that holds. */
  Rule rule(Conclusion conclusion, Map<String, String> way, LocalDate day) {
    List<Rule> rules = rules(conclusion, way, day);
    if (rules.size() != 1) {
      throw new IllegalStateException(
          "%s rules of %s for %s on %s".formatted(rules.size(), conclusion.id(), way, day));
    }
    return Objects.requireNonNull(rules.getFirst());
  }

  List<Rule> rules(Conclusion conclusion, Map<String, String> way, LocalDate day) {
    return conclusion.rules().stream()
        .filter(each -> each.holdsOn(day) && hold(each.when(), way, day))
        .toList();
  }
}
