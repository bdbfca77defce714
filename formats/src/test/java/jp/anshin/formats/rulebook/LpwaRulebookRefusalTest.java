package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import jp.anshin.law.lpwa.LpwaAnswers;
import jp.anshin.law.lpwa.LpwaLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rulebooks of LPWA that somebody edited: what is wrong is told, what is right is followed. */
class LpwaRulebookRefusalTest {

  private static JsonNode edited(Consumer<JsonNode> edit) {
    JsonNode root = JsonMapper.shared().readTree(LpwaRulebookText.shippedText());
    edit.accept(root);
    return root;
  }

  private static ObjectNode object(JsonNode root, String place) {
    return (ObjectNode) root.at(place);
  }

  private static List<String> faults(Consumer<JsonNode> edit) {
    String text = edited(edit).toString();
    RulebookException refused =
        catchThrowableOfType(RulebookException.class, () -> LpwaRulebookText.read(text));
    assertThat(refused).isNotNull();
    for (RulebookFault fault : refused.faults()) {
      for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
        assertThat(fault.sentence(locale)).startsWith(fault.place() + ": ").doesNotContain("{");
      }
    }
    return refused.faults().stream().map(each -> each.place() + " " + each.code()).toList();
  }

  @Test
  void namesThatAreNotThereBeforeAreRefused() {
    assertThat(
            faults(root -> {
              object(root, "/conclusions/4/rules/0/when")
                  .set("delivery", JsonMapper.shared().createArrayNode().add("cellularr"));
              object(root, "/conclusions/0/rules/1").put("outcome", "none");
              object(root, "/duties/0").put("who", "nobody").put("point", "nothing");
              object(root, "/duties/2").put("of", "nobody");
              object(root, "/duties/6").put("coveredBy", "detect-others-function");
              object(root, "/facts/4/presumed").put("choice", "maybe");
            }))
        .containsExactlyInAnyOrder(
            "/conclusions/4/rules/0/when/delivery/0 unknown-name",
            "/conclusions/0/rules/1/outcome unknown-name",
            "/duties/0/who unknown-name",
            "/duties/0/point unknown-name",
            "/duties/2/of unknown-name",
            "/duties/6/coveredBy unknown-name",
            "/facts/4/presumed/choice unknown-name");
  }

  @Test
  void aTableThatLeavesACaseOutOrDecidesItTwiceIsRefused() {
    assertThat(faults(root -> ((ArrayNode) root.at("/conclusions/4/rules")).remove(2)))
        .containsExactly("/conclusions/4 no-rule");
    assertThat(
            faults(root ->
                ((ArrayNode) root.at("/conclusions/4/rules/1/when/delivery")).add("unlicensed-3")))
        .containsExactly("/conclusions/4 two-rules");
    assertThat(faults(root -> object(root, "/conclusions/0/rules/0").put("validTo", "2019-03-30")))
        .containsExactly("/conclusions/0 no-rule");
  }

  @Test
  void whatHasNoAnswerInSomeCaseIsRefused() {
    assertThat(faults(root -> ((ArrayNode) root.at("/facts/1/choices")).remove(0)))
        .contains("/conclusions/4/rules/0/when/delivery/0 unknown-name");
    assertThat(
            faults(root ->
                object(root, "/facts/1/choices/0/onlyWith")
                    .set("technology", JsonMapper.shared().createArrayNode().add("unlicensed"))))
        .containsExactly("/facts/1/choices no-choice");
  }

  @Test
  void onePlaceForOneNameAndNoBindingToWhatIsPresumed() {
    assertThat(faults(root -> object(root, "/facts/3").put("id", "technology")))
        .contains("/facts/3/id twice");
    assertThat(
            faults(root ->
                object(root, "/facts/5/choices/0")
                    .set("onlyWith", JsonMapper.shared().readTree("{\"separable\": [\"yes\"]}"))))
        .containsExactly("/facts/5/choices/0/onlyWith/separable not-bound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/facts/0", "/conclusions/0/rules/0", "/duties/0"})
  void whatSaysNotWhereItStandsIsRefused(String place) {
    assertThat(faults(root -> object(root, place).remove("basis")))
        .containsExactly(place + " schema");
  }

  @Test
  void blanksAndDaysThatThereAreNoneOfAreRefused() {
    assertThat(faults(root -> object(root, "/facts/0/basis").put("place", "\u3000")))
        .containsExactly("/facts/0/basis/place blank");
    assertThat(faults(root -> object(root, "/conclusions/0/rules/0").put("validTo", "2019-02-30")))
        .containsExactly("/conclusions/0/rules/0/validTo no-such-day");
  }

  @Test
  void anEditedRuleChangesWhatIsFound() throws RulebookException {
    String text =
        edited(root -> object(root, "/conclusions/6/rules/3").put("outcome", "carrier")).toString();
    var law = new LpwaLaw(LpwaRulebookText.read(text));
    var answers =
        new LpwaAnswers(
            LocalDate.of(2026, 11, 28), Map.of("delivery", "unlicensed-3"), Map.of(), List.of());
    assertThat(law.classify(answers).finding("base-station").orElseThrow().outcome())
        .isEqualTo("carrier");
  }
}
