package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import jp.anshin.law.Truth;
import jp.anshin.law.lpwa.Classification.Assumed;
import jp.anshin.law.lpwa.Classification.DutyFinding;
import jp.anshin.law.lpwa.Classification.Finding;
import jp.anshin.law.lpwa.Classification.OpenFact;
import jp.anshin.law.lpwa.Conclusion.Rule;
import jp.anshin.law.lpwa.Ground.Kind;

/**
 * Classifies LPWA services. A conclusion is undetermined exactly where two completions of the
 * unknown facts differ: every completion is looked through, so that what hangs together is seen to.
 *
 * @param book the rules
 */
public record LpwaLaw(LpwaRulebook book) {

  /**
   * Two answers that cannot both be so.
   *
   * @param fact id of one fact
   * @param choice its answer
   * @param other id of the other one
   * @param otherChoice its answer
   */
  public record Contradiction(String fact, String choice, String other, String otherChoice) {}

  /** The first two of these answers (id of the answer by fact) that contradict each other. */
  public Optional<Contradiction> contradiction(Map<String, String> choices) {
    Map<String, Set<String>> possible = new HashMap<>();
    Map<String, String> boundBy = new HashMap<>();
    for (Fact fact : book.facts()) {
      String said = choices.get(fact.id());
      if (said == null) {
        continue;
      }
      possible.put(fact.id(), new HashSet<>(Set.of(said)));
      boundBy.put(fact.id(), fact.id());
      for (Condition with : fact.choice(said).orElseThrow().onlyWith()) {
        Set<String> values = new HashSet<>(with.values());
        values.retainAll(possible.getOrDefault(with.subject(), values));
        String other = boundBy.put(with.subject(), fact.id());
        if (values.isEmpty() && other != null) {
          return Optional.of(
              new Contradiction(
                  fact.id(), said, other, Objects.requireNonNull(choices.get(other))));
        }
        possible.put(with.subject(), values);
      }
    }
    return Optional.empty();
  }

  /**
   * What the service is.
   *
   * @throws IllegalArgumentException when the answers contradict each other or are not of this
   *     rulebook
   */
  public Classification classify(LpwaAnswers answers) {
    answers
        .choices()
        .forEach((fact, choice) -> {
          if (book.fact(fact).flatMap(each -> each.choice(choice)).isEmpty()) {
            throw new IllegalArgumentException("answer " + fact + "=" + choice);
          }
        });
    contradiction(answers.choices())
        .ifPresent(both -> {
          throw new IllegalArgumentException(both.toString());
        });
    return new Classifying(
            book,
            answers,
            new Completions(book, answers.choices()),
            new Evidence(answers, book.warnDays()))
        .all();
  }

  /** One classification. */
  private record Classifying(
      LpwaRulebook book, LpwaAnswers answers, Completions completions, Evidence evidence) {

    Classification all() {
      List<Finding> findings = book.conclusions().stream().map(this::finding).toList();
      var duties = new LinkedHashMap<String, DutyFinding>();
      for (Duty duty : book.duties()) {
        duties.put(duty.id(), duty(duty, duties));
      }
      var found = List.copyOf(duties.values());
      List<OpenFact> questions = questions(findings, found);
      return new Classification(answers.asOf(), findings, found, questions, assumed(questions));
    }

    private LocalDate day() {
      return answers.asOf();
    }

    private Finding finding(Conclusion conclusion) {
      List<Rule> rules = conclusion.rules().stream().filter(each -> each.holdsOn(day())).toList();
      List<Condition> conditions = rules.stream().flatMap(each -> each.when().stream()).toList();
      List<Fact> restsOn = completions.restsOn(conditions);
      List<Map<String, String>> ways = completions.of(restsOn);
      Function<Map<String, String>, String> outcome =
          way -> completions.rule(conclusion, way, day()).outcome();
      Set<String> came = new HashSet<>();
      ways.forEach(way -> came.add(outcome.apply(way)));
      List<String> possible =
          conclusion.outcomes().stream()
              .map(Conclusion.Outcome::id)
              .filter(came::contains)
              .toList();
      List<Ground> grounds =
          rules.stream()
              .map(rule ->
                  ground(Kind.RULE, rule.id(), List.of(rule.outcome()), rule.when(), ways)
                      .of(rule.basis()))
              .toList();
      Truth certain = possible.size() == 1 ? Truth.YES : Truth.UNDETERMINED;
      return new Finding(
          conclusion,
          possible,
          new Ground(Kind.CONCLUSION, conclusion.id(), possible, certain, null, grounds),
          questions(restsOn, ways, outcome));
    }

    private DutyFinding duty(Duty duty, Map<String, DutyFinding> earlier) {
      List<Fact> restsOn = completions.restsOn(duty.when());
      List<Map<String, String>> ways = completions.of(restsOn);
      Ground ground = ground(Kind.DUTY, duty.id(), List.of(), duty.when(), ways).of(duty.basis());
      List<String> questions =
          questions(
              restsOn, ways, way -> String.valueOf(completions.hold(duty.when(), way, day())));
      boolean toConfirm = duty.act() == Duty.Act.CONFIRM;
      List<PartyStanding> parties = toConfirm ? evidence.parties(duty) : List.of();
      boolean lacksNames = toConfirm && evidence.lacksNames(duty);
      Standing standing =
          ground.result() == Truth.NO ? Standing.NOT_APPLICABLE : standing(duty, parties, earlier);
      return new DutyFinding(
          duty, ground.result(), standing, parties, lacksNames, ground, questions);
    }

    private Standing standing(
        Duty duty, List<PartyStanding> parties, Map<String, DutyFinding> earlier) {
      return switch (duty.act()) {
        case CONFORM, DETECT -> Standing.TO_MEET;
        case MAY -> Standing.MAY_BE_USED;
        case CONFIRM -> evidence.standing(duty, parties);
        case COVERED -> Objects.requireNonNull(earlier.get(duty.coveredBy()), duty.id()).standing();
      };
    }

    /** A node that lacks its citation. */
    private record Uncited(Ground ground) {
      Ground of(Basis basis) {
        return new Ground(
            ground.kind(), ground.id(), ground.values(), ground.result(), basis, ground.children());
      }
    }

    private Uncited ground(
        Kind kind,
        String id,
        List<String> values,
        List<Condition> when,
        List<Map<String, String>> ways) {
      List<Ground> children =
          when.stream()
              .map(each ->
                  new Ground(
                      Kind.CONDITION,
                      each.subject(),
                      each.values(),
                      truth(ways, way -> completions.holds(each, way, day())),
                      null,
                      List.of()))
              .toList();
      Truth result = truth(ways, way -> completions.hold(when, way, day()));
      return new Uncited(new Ground(kind, id, values, result, null, children));
    }

    private static Truth truth(
        List<Map<String, String>> ways, Predicate<Map<String, String>> isSo) {
      boolean some = ways.stream().anyMatch(isSo);
      return some && ways.stream().anyMatch(isSo.negate()) ? Truth.UNDETERMINED : Truth.of(some);
    }

    /** The unknown facts that change what comes out while all others stay as they are. */
    private List<String> questions(
        List<Fact> restsOn,
        List<Map<String, String>> ways,
        Function<Map<String, String>, String> outcome) {
      if (ways.stream().map(outcome).distinct().count() == 1) {
        return List.of();
      }
      List<String> open =
          restsOn.stream()
              .map(Fact::id)
              .filter(each -> !answers.choices().containsKey(each))
              .toList();
      List<String> matter = open.stream().filter(each -> matters(each, ways, outcome)).toList();
      return matter.isEmpty() ? open : matter;
    }

    private boolean matters(
        String fact,
        List<Map<String, String>> ways,
        Function<Map<String, String>, String> outcome) {
      Set<String> together = linked(fact);
      Map<Map<String, String>, String> seen = new HashMap<>();
      for (Map<String, String> way : ways) {
        var others = new HashMap<>(way);
        others.keySet().removeAll(together);
        String here = outcome.apply(way);
        if (!seen.computeIfAbsent(others, none -> here).equals(here)) {
          return true;
        }
      }
      return false;
    }

    /** The fact and those that cannot stay as they are when it changes. */
    private Set<String> linked(String fact) {
      Set<String> linked = new HashSet<>(Set.of(fact));
      for (Fact other : book.facts()) {
        for (Condition with : Completions.conditionsOf(other)) {
          if (with.subject().equals(fact)) {
            linked.add(other.id());
          } else if (other.id().equals(fact)) {
            linked.add(with.subject());
          }
        }
      }
      return linked;
    }

    private List<OpenFact> questions(List<Finding> findings, List<DutyFinding> duties) {
      Map<String, Set<String>> decides = new HashMap<>();
      for (Finding each : findings) {
        for (String fact : each.questions()) {
          decides.computeIfAbsent(fact, none -> new LinkedHashSet<>()).add(each.conclusion().id());
        }
      }
      for (DutyFinding each : duties) {
        for (String fact : each.questions()) {
          decides.computeIfAbsent(fact, none -> new LinkedHashSet<>()).add(each.duty().id());
        }
      }
      var questions = new ArrayList<OpenFact>();
      for (Fact fact : book.facts()) {
        Set<String> by = decides.get(fact.id());
        if (by != null) {
          questions.add(new OpenFact(fact, List.copyOf(by)));
        }
      }
      return questions;
    }

    /** Of what is asked nothing is said to be taken for granted, though in some cases it is. */
    private List<Assumed> assumed(List<OpenFact> questions) {
      var assumed = new ArrayList<Assumed>();
      for (Fact fact : book.facts()) {
        Presumption presumed = fact.presumed();
        boolean isOpen =
            !answers.choices().containsKey(fact.id())
                && questions.stream().noneMatch(each -> each.fact().equals(fact));
        if (presumed != null && isOpen) {
          List<Map<String, String>> ways = completions.of(completions.restsOn(presumed.when()));
          if (truth(ways, way -> completions.hold(presumed.when(), way, day())) != Truth.NO) {
            assumed.add(new Assumed(fact, presumed));
          }
        }
      }
      return assumed;
    }
  }
}
