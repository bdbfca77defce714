package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/** Tests whether what users met is an accident at all; prepared once for a rulebook. */
final class ImpactTest {

  private final Map<Impact, Map<String, List<ImpactRule>>> rules = new EnumMap<>(Impact.class);
  private final Map<Impact, List<ImpactRule>> all = new EnumMap<>(Impact.class);

  ImpactTest(List<Category> categories, List<ImpactRule> given) {
    for (Impact impact : Impact.values()) {
      var ofImpact = new HashMap<String, List<ImpactRule>>();
      var distinct = new ArrayList<ImpactRule>();
      for (Category category : categories) {
        var found = new ArrayList<ImpactRule>();
        addRules(found, given, impact, category, categories);
        if (!found.isEmpty()) {
          ofImpact.put(category.code(), List.copyOf(found));
          if (!distinct.contains(found.getFirst())) {
            distinct.add(found.getFirst());
          }
        }
      }
      rules.put(impact, Map.copyOf(ofImpact));
      all.put(impact, List.copyOf(distinct));
    }
  }

  /** The first rule for a category, and behind it that of the one it belongs to. */
  private static void addRules(
      List<ImpactRule> found,
      List<ImpactRule> given,
      Impact impact,
      Category category,
      List<Category> categories) {
    for (ImpactRule rule : given) {
      if (rule.impact() == impact && rule.holdsFor(category.code())) {
        found.add(rule);
        break;
      }
    }
    for (Category wider : categories) {
      if (wider.code().equals(category.broader()) && !wider.equals(category)) {
        addRules(found, given, impact, wider, categories);
        return;
      }
    }
  }

  /**
   * The rule that decides, or null when none is known or the category is not. Before that of its
   * own category there was one, the service belonged to the broader.
   */
  @Nullable ImpactRule rule(ServiceFacts facts, LocalDate firstDay) {
    String category = facts.category();
    List<ImpactRule> possible = possible(facts.impact());
    if (possible.size() == 1 && possible.getFirst().categories().isEmpty()) {
      return possible.getFirst();
    }
    List<ImpactRule> own = category == null ? null : ofImpact(facts.impact()).get(category);
    if (own == null) {
      return null;
    }
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).existsOn(firstDay)) {
        return own.get(i);
      }
    }
    return own.getFirst();
  }

  Reason of(ServiceFacts facts, LocalDate firstDay) {
    Impact impact = facts.impact();
    if (impact == Impact.UNKNOWN) {
      return Reason.fact(Test.IMPACT, facts.service(), Truth.UNDETERMINED, null);
    }
    ImpactRule rule = rule(facts, firstDay);
    if (rule == null) {
      return withoutRule(facts, firstDay);
    }
    String condition = rule.condition();
    List<Reason> children =
        condition == null
            ? criterion(facts)
            : withCriterion(
                Reason.fact(Test.CIRCUMSTANCE, condition, facts.condition(condition), null), facts);
    return new Reason(
        Test.IMPACT,
        facts.service(),
        null,
        null,
        rule.of(facts, firstDay),
        rule.citation(),
        children);
  }

  /** What every category agrees on while nobody has said which it is. */
  private Reason withoutRule(ServiceFacts facts, LocalDate firstDay) {
    Impact impact = facts.impact();
    if (impact == Impact.NONE || impact == Impact.STOP) {
      // Older rulebooks do not say what goes without saying.
      return Reason.fact(Test.IMPACT, facts.service(), Truth.of(impact == Impact.STOP), null);
    }
    Truth agreed = null;
    if (facts.category() == null) {
      for (ImpactRule rule : possible(impact)) {
        Truth one = rule.of(facts, firstDay);
        agreed = agreed == null ? one : agreed.agreeing(one);
      }
    }
    boolean known = facts.category() != null;
    Truth unruled = known ? facts.condition(ImpactRule.CRITERION) : Truth.UNDETERMINED;
    Truth result = agreed == null ? unruled : agreed;
    Reason why =
        known
            ? Reason.fact(Test.CIRCUMSTANCE, "criterion-known", Truth.NO, null)
            : Reason.fact(Test.CATEGORY, facts.service(), Truth.UNDETERMINED, null);
    List<Reason> children = withCriterion(why, facts);
    return new Reason(Test.IMPACT, facts.service(), null, null, result, null, children);
  }

  /** What somebody has said of a criterion that the rulebook does not know. */
  private static List<Reason> criterion(ServiceFacts facts) {
    Truth said = facts.condition(ImpactRule.CRITERION);
    return said == Truth.UNDETERMINED
        ? List.of()
        : List.of(Reason.fact(Test.CIRCUMSTANCE, ImpactRule.CRITERION, said, null));
  }

  private static List<Reason> withCriterion(Reason first, ServiceFacts facts) {
    List<Reason> said = criterion(facts);
    return said.isEmpty() ? List.of(first) : List.of(first, said.getFirst());
  }

  private Map<String, List<ImpactRule>> ofImpact(Impact impact) {
    Map<String, List<ImpactRule>> found = rules.get(impact);
    return found == null ? Map.of() : found;
  }

  private List<ImpactRule> possible(Impact impact) {
    List<ImpactRule> found = all.get(impact);
    return found == null ? List.of() : found;
  }
}
