package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules by which LPWA services are classified, as data.
 *
 * <p>Whatever a fact, a rule or a duty looks at stands before it in the list: facts look at earlier
 * facts, rules at facts and earlier conclusions.
 *
 * @param title what it is, in Japanese
 * @param facts facts that are asked, in the order of the questions; a fact that others look at by
 *     {@link Choice#onlyWith} has neither a presumption nor such choices itself
 * @param conclusions what follows from them
 * @param points the points of the technical standard that duties are about
 * @param parties who may have a duty
 * @param duties who must do what
 * @param warnDays so many days before a confirmation expires it is told
 */
public record LpwaRulebook(
    String title,
    List<Fact> facts,
    List<Conclusion> conclusions,
    List<Named> points,
    List<Named> parties,
    List<Duty> duties,
    int warnDays) {

  /** More ways in which the facts of one conclusion can be are not looked through. */
  public static final int COMPLETIONS_MAX = 100_000;

  /** A day on which no rule begins that has a beginning. */
  private static final LocalDate BEFORE_ALL = LocalDate.of(1985, 4, 1);

  public LpwaRulebook {
    facts = List.copyOf(facts);
    conclusions = List.copyOf(conclusions);
    points = List.copyOf(points);
    parties = List.copyOf(parties);
    duties = List.copyOf(duties);
  }

  /**
   * A way in which the facts can be, on a day, for which a conclusion has not exactly one rule.
   *
   * @param conclusion its id
   * @param day a day on which it is so
   * @param facts values by fact
   * @param rules how many rules hold then
   */
  public record Gap(String conclusion, LocalDate day, Map<String, String> facts, int rules) {}

  /** The fact of that id. */
  public Optional<Fact> fact(String id) {
    return facts.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The conclusion of that id. */
  public Optional<Conclusion> conclusion(String id) {
    return conclusions.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The duty of that id. */
  public Optional<Duty> duty(String id) {
    return duties.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** How many ways there are in which the facts that this conclusion rests on can be, at most. */
  public long completionsMax(Conclusion conclusion) {
    var completions = new Completions(this, Map.of());
    return completions.closure(completions.restsOn(Completions.conditions(conclusion))).stream()
        .mapToLong(fact -> fact.choices().size())
        .reduce(1, (one, other) -> Math.min(COMPLETIONS_MAX + 1L, one * other));
  }

  /**
   * The first way of each conclusion that its rules leave out or decide twice. To be asked of a
   * rulebook whose {@link #completionsMax} are not beyond {@link #COMPLETIONS_MAX}.
   */
  public List<Gap> gaps() {
    var gaps = new ArrayList<Gap>();
    for (Conclusion conclusion : conclusions) {
      gap(conclusion).ifPresent(gaps::add);
      if (!gaps.isEmpty()) {
        return gaps; // a later one may rest on this one
      }
    }
    return gaps;
  }

  private Optional<Gap> gap(Conclusion conclusion) {
    var completions = new Completions(this, Map.of());
    List<Fact> restsOn = completions.restsOn(Completions.conditions(conclusion));
    List<Map<String, String>> ways = completions.whateverIsPresumed(restsOn);
    for (LocalDate day : days(conclusion, completions)) {
      for (Map<String, String> way : ways) {
        int rules = completions.rules(conclusion, way, day).size();
        if (rules != 1) {
          return Optional.of(new Gap(conclusion.id(), day, way, rules));
        }
      }
    }
    return Optional.empty();
  }

  /** A fact of whose answers none is possible for some values of the facts they go with. */
  public Optional<Gap> impossible() {
    var completions = new Completions(this, Map.of());
    for (Fact fact : facts) {
      List<Fact> with = completions.restsOn(Completions.conditionsOf(fact));
      for (Map<String, String> way : completions.whateverIsPresumed(with)) {
        if (fact.choices().stream().noneMatch(each -> Completions.goesWith(each, way))) {
          return Optional.of(new Gap(fact.id(), BEFORE_ALL, way, 0));
        }
      }
    }
    return Optional.empty();
  }

  /** One day of each span over which the same rules hold for it and what it rests on. */
  private List<LocalDate> days(Conclusion of, Completions completions) {
    Set<String> subjects = completions.subjects(Completions.conditions(of));
    var days = new TreeSet<LocalDate>();
    days.add(BEFORE_ALL);
    for (Conclusion conclusion : conclusions) {
      boolean isLookedAt = conclusion.equals(of) || subjects.contains(conclusion.id());
      for (Conclusion.Rule rule : isLookedAt ? conclusion.rules() : List.<Conclusion.Rule>of()) {
        LocalDate from = rule.validFrom();
        LocalDate to = rule.validTo();
        if (from != null) {
          days.add(from);
        }
        if (to != null) {
          days.add(to.plusDays(1));
        }
      }
    }
    return List.copyOf(days);
  }
}
