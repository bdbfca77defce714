package jp.anshin.formats.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import jp.anshin.law.lpwa.Basis;
import jp.anshin.law.lpwa.Certainty;
import jp.anshin.law.lpwa.Choice;
import jp.anshin.law.lpwa.Conclusion;
import jp.anshin.law.lpwa.Condition;
import jp.anshin.law.lpwa.Duty;
import jp.anshin.law.lpwa.Fact;
import jp.anshin.law.lpwa.LpwaRulebook;
import jp.anshin.law.lpwa.Named;
import jp.anshin.law.lpwa.Presumption;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the model of a tree that has met the schema and the checks. */
record LpwaRulebookReading(JsonNode root) {

  LpwaRulebook rulebook() {
    return new LpwaRulebook(
        text(root, "title"),
        list(root, "facts", LpwaRulebookReading::fact),
        list(root, "conclusions", LpwaRulebookReading::conclusion),
        list(root, "points", LpwaRulebookReading::named),
        list(root, "parties", LpwaRulebookReading::named),
        list(root, "duties", LpwaRulebookReading::duty),
        root.path("confirmationWarnDays").asInt());
  }

  private static Fact fact(JsonNode node) {
    return new Fact(
        text(node, "id"),
        text(node, "japanese"),
        text(node, "english"),
        text(node, "questionJapanese"),
        text(node, "questionEnglish"),
        list(node, "choices", LpwaRulebookReading::choice),
        node.has("presumed") ? presumption(node.path("presumed")) : null,
        basis(node));
  }

  private static Choice choice(JsonNode node) {
    return new Choice(
        text(node, "id"),
        text(node, "japanese"),
        text(node, "english"),
        list(node, "alsoWritten", JsonNode::asString),
        conditions(node.path("onlyWith")));
  }

  private static Presumption presumption(JsonNode node) {
    return new Presumption(conditions(node.path("when")), text(node, "choice"), basis(node));
  }

  private static Conclusion conclusion(JsonNode node) {
    return new Conclusion(
        text(node, "id"),
        text(node, "japanese"),
        text(node, "english"),
        list(
            node,
            "outcomes",
            each ->
                new Conclusion.Outcome(
                    text(each, "id"),
                    text(each, "japanese"),
                    text(each, "english"),
                    optional(each, "category"))),
        list(node, "rules", LpwaRulebookReading::rule),
        list(
            node,
            "remarks",
            each ->
                new Conclusion.Remark(
                    list(each, "outcomes", JsonNode::asString),
                    text(each, "japanese"),
                    text(each, "english"),
                    basis(each))));
  }

  private static Conclusion.Rule rule(JsonNode node) {
    return new Conclusion.Rule(
        text(node, "id"),
        conditions(node.path("when")),
        text(node, "outcome"),
        day(node, "validFrom"),
        day(node, "validTo"),
        basis(node));
  }

  private static Duty duty(JsonNode node) {
    return new Duty(
        text(node, "id"),
        text(node, "japanese"),
        text(node, "english"),
        text(node, "point"),
        text(node, "who"),
        Duty.Act.valueOf(text(node, "act")),
        optional(node, "of"),
        optional(node, "coveredBy"),
        conditions(node.path("when")),
        basis(node));
  }

  private static Named named(JsonNode node) {
    return new Named(text(node, "id"), text(node, "japanese"), text(node, "english"));
  }

  private static List<Condition> conditions(JsonNode node) {
    return node.properties().stream()
        .map(each ->
            new Condition(
                each.getKey(), each.getValue().valueStream().map(JsonNode::asString).toList()))
        .toList();
  }

  private static Basis basis(JsonNode node) {
    JsonNode basis = node.path("basis");
    return new Basis(
        text(basis, "place"), text(basis, "quote"), Certainty.valueOf(text(basis, "certainty")));
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString();
  }

  private static @Nullable String optional(JsonNode node, String key) {
    return node.has(key) ? text(node, key) : null;
  }

  private static @Nullable LocalDate day(JsonNode node, String key) {
    return node.has(key) ? LocalDate.parse(text(node, key)) : null;
  }

  private static <T> List<T> list(JsonNode node, String key, Function<JsonNode, T> read) {
    return node.path(key).valueStream().map(read).toList();
  }
}
