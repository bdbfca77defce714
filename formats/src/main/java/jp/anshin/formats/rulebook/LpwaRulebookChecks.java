package jp.anshin.formats.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.anshin.law.lpwa.LpwaRulebook;
import jp.anshin.law.lpwa.LpwaRulebook.Gap;
import tools.jackson.databind.JsonNode;

/** What must hold in a rulebook file of LPWA services beyond its schema. */
final class LpwaRulebookChecks {

  private final JsonNode root;
  private final List<RulebookFault> faults;

  /** Values by fact or conclusion, of those that stand before what is looked at. */
  private final Map<String, Set<String>> known = new HashMap<>();

  private final Set<String> ids = new HashSet<>();

  LpwaRulebookChecks(JsonNode root) {
    this.root = root;
    this.faults = new ArrayList<>(new RulebookChecks(root).faultsOfWriting());
  }

  List<RulebookFault> faults() {
    if (faults.isEmpty()) {
      facts();
      conclusions();
      Set<String> points = named("/points");
      Set<String> parties = named("/parties");
      duties(points, parties);
    }
    return List.copyOf(faults);
  }

  /** Tables that leave something without a rule or decide it twice. */
  static List<RulebookFault> faultsOfTables(LpwaRulebook book) {
    for (int i = 0; i < book.conclusions().size(); i++) {
      if (book.completionsMax(book.conclusions().get(i)) > LpwaRulebook.COMPLETIONS_MAX) {
        return List.of(
            new RulebookFault(
                "/conclusions/" + i,
                "too-many-ways",
                List.of(book.conclusions().get(i).id(), "" + LpwaRulebook.COMPLETIONS_MAX)));
      }
    }
    Optional<Gap> impossible = book.impossible();
    if (impossible.isPresent()) {
      int at = book.facts().indexOf(book.fact(impossible.get().conclusion()).orElseThrow());
      return List.of(fault("/facts/" + at + "/choices", "no-choice", impossible.get()));
    }
    return book.gaps().stream()
        .map(gap -> {
          int at = book.conclusions().indexOf(book.conclusion(gap.conclusion()).orElseThrow());
          return fault("/conclusions/" + at, gap.rules() == 0 ? "no-rule" : "two-rules", gap);
        })
        .toList();
  }

  private static RulebookFault fault(String place, String code, Gap gap) {
    String facts =
        new TreeMap<>(gap.facts())
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    return new RulebookFault(place, code, List.of(gap.conclusion(), gap.day().toString(), facts));
  }

  private void facts() {
    Set<String> bound = new HashSet<>();
    JsonNode facts = root.at("/facts");
    for (int i = 0; i < facts.size(); i++) {
      JsonNode fact = facts.get(i);
      String place = "/facts/" + i;
      boolean goesWithOthers = false;
      JsonNode choices = fact.path("choices");
      for (int j = 0; j < choices.size(); j++) {
        JsonNode with = choices.get(j).path("onlyWith");
        conditions(with, place + "/choices/" + j + "/onlyWith", bound);
        goesWithOthers |= !with.isEmpty();
      }
      Set<String> values = values(choices, place + "/choices");
      JsonNode presumed = fact.path("presumed");
      conditions(presumed.path("when"), place + "/presumed/when", known.keySet());
      if (fact.has("presumed")) {
        name(presumed.path("choice"), values, place + "/presumed/choice");
      }
      String id = fact.path("id").asString();
      once(id, place);
      known.put(id, values);
      if (!goesWithOthers && !fact.has("presumed")) {
        bound.add(id);
      }
    }
  }

  private void conclusions() {
    JsonNode conclusions = root.at("/conclusions");
    for (int i = 0; i < conclusions.size(); i++) {
      JsonNode conclusion = conclusions.get(i);
      String place = "/conclusions/" + i;
      Set<String> outcomes = values(conclusion.path("outcomes"), place + "/outcomes");
      JsonNode rules = conclusion.path("rules");
      for (int j = 0; j < rules.size(); j++) {
        String rule = place + "/rules/" + j;
        once("rule " + rules.get(j).path("id").asString(), rule);
        conditions(rules.get(j).path("when"), rule + "/when", known.keySet());
        name(rules.get(j).path("outcome"), outcomes, rule + "/outcome");
      }
      JsonNode remarks = conclusion.path("remarks");
      for (int j = 0; j < remarks.size(); j++) {
        JsonNode of = remarks.get(j).path("outcomes");
        for (int k = 0; k < of.size(); k++) {
          name(of.get(k), outcomes, place + "/remarks/" + j + "/outcomes/" + k);
        }
      }
      once(conclusion.path("id").asString(), place);
      known.put(conclusion.path("id").asString(), outcomes);
    }
  }

  private void duties(Set<String> points, Set<String> parties) {
    Set<String> toConfirm = new HashSet<>();
    JsonNode duties = root.at("/duties");
    for (int i = 0; i < duties.size(); i++) {
      JsonNode duty = duties.get(i);
      String place = "/duties/" + i;
      name(duty.path("point"), points, place + "/point");
      name(duty.path("who"), parties, place + "/who");
      if (duty.has("of")) {
        name(duty.path("of"), parties, place + "/of");
        toConfirm.add(duty.path("id").asString());
      }
      if (duty.has("coveredBy")) {
        name(duty.path("coveredBy"), toConfirm, place + "/coveredBy");
      }
      conditions(duty.path("when"), place + "/when", known.keySet());
      once(duty.path("id").asString(), place);
    }
  }

  /**
   * What a condition looks at stands before it.
   *
   * @param may what it may look at among these
   */
  private void conditions(JsonNode when, String place, Set<String> may) {
    when.properties()
        .forEach(each -> {
          String subject = each.getKey();
          Set<String> values = known.get(subject);
          if (values == null) {
            add(place + "/" + subject, "unknown-name", subject);
          } else if (!may.contains(subject)) {
            add(place + "/" + subject, "not-bound", subject);
          } else {
            for (int i = 0; i < each.getValue().size(); i++) {
              name(each.getValue().get(i), values, place + "/" + subject + "/" + i);
            }
          }
        });
  }

  private void name(JsonNode node, Set<String> names, String place) {
    if (!names.contains(node.asString())) {
      add(place, "unknown-name", node.asString());
    }
  }

  private Set<String> named(String list) {
    return values(root.at(list), list);
  }

  private Set<String> values(JsonNode nodes, String place) {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String id = nodes.get(i).path("id").asString();
      if (!values.add(id)) {
        add(place + "/" + i + "/id", "twice", id);
      }
    }
    return values;
  }

  private void once(String id, String place) {
    if (!ids.add(id)) {
      add(place + "/id", "twice", id.substring(id.indexOf(' ') + 1));
    }
  }

  private void add(String place, String code, String... arguments) {
    faults.add(new RulebookFault(place, code, List.of(arguments)));
  }
}
