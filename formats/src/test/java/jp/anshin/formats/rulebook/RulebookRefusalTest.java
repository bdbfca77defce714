package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import jp.anshin.core.Interval;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Determination;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Question;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rulebooks that somebody edited: what is wrong is told with its place, what is right is judged.
 */
class RulebookRefusalTest {

  private static JsonNode shipped() {
    try (InputStream in = RulebookRefusalTest.class.getResourceAsStream("accident-rulebook.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return JsonMapper.shared().readTree(text);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static ObjectNode object(JsonNode root, String place) {
    return (ObjectNode) root.at(place);
  }

  private static List<String> faults(Consumer<JsonNode> edit) {
    JsonNode root = shipped();
    edit.accept(root);
    RulebookException refused =
        catchThrowableOfType(RulebookException.class, () -> RulebookText.read(root.toString()));
    assertThat(refused).isNotNull();
    for (RulebookFault fault : refused.faults()) {
      for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
        assertThat(fault.sentence(locale)).startsWith(fault.place() + ": ").doesNotContain("{");
      }
    }
    return refused.faults().stream().map(each -> each.place() + " " + each.code()).toList();
  }

  @Test
  void editionsThatOverlapAreRefused() {
    assertThat(faults(root -> object(root, "/editions/1").put("validFrom", "2015-03-31")))
        .containsExactly("/editions/1 overlap");
  }

  @ParameterizedTest
  @CsvSource({
    "/editions/1, 2015-04-02, /editions/1 gap",
    "/facilityRules/1, 2015-04-02, /facilityRules/1 gap",
    "/facilityRules/2, 2023-06-17, /facilityRules/2 gap",
    "/periodic/cycles/1, 2025-04-02, /periodic/cycles/1 gap"
  })
  void daysThatNoRuleCoversAreRefused(String place, String from, String fault) {
    assertThat(faults(root -> object(root, place).put("validFrom", from))).containsExactly(fault);
  }

  /** Editions go on where the rules of cables end or have not begun. */
  @Test
  void onADayWithoutRuleOfCablesNothingIsFirmOfThem() throws RulebookException {
    JsonNode root = shipped();
    object(root, "/facilityRules/2").put("validTo", "2023-12-31");
    Rulebook ends = RulebookText.read(root.toString());
    ((ArrayNode) root.at("/facilityRules")).remove(0);
    Rulebook beginsLate = RulebookText.read(root.toString());

    assertThat(cable(ends, Truth.YES, "2023-12-31").verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(cable(ends, Truth.YES, "2024-06-01"))
        .satisfies(said -> {
          assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
          assertThat(said.caveats()).contains(new Caveat("no-edition", "2024-06-01"));
        });
    assertThat(cable(ends, Truth.NO, "2024-06-01").verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(cable(beginsLate, Truth.UNDETERMINED, "2014-06-01"))
        .satisfies(said -> {
          assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
          assertThat(said.questions()).contains(new Question("facility", ""));
        });
  }

  private static Determination cable(Rulebook rulebook, Truth down, String day) {
    Instant noon = Instant.parse(day + "T03:00:00Z");
    Bounds hours = down == Truth.NO ? Bounds.exactly(0) : Bounds.exactly(18_000);
    return new AccidentLaw(rulebook)
        .determine(new AccidentFacts(Interval.at(noon), List.of(), true, down, hours, List.of()));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheRulebook() throws RulebookException {
    assertThat(RulebookText.read("\uFEFF" + RulebookText.shippedText()))
        .isEqualTo(RulebookText.shipped());
  }

  @ParameterizedTest
  @CsvSource({
    "/editions/0/rows/0, /editions/0/rows/0 no-citation",
    "/facilityRules/0/rule, /facilityRules/0/rule no-citation",
    "/otherDuties/1/rule, /otherDuties/1/rule no-citation",
    "/finalReport/rule, /finalReport/rule no-citation",
    "/wholesaleReceiver/rule, /wholesaleReceiver/rule no-citation",
    "/firstReport, /firstReport no-citation"
  })
  void aRuleThatDecidesMustSayWhereItStands(String place, String fault) {
    assertThat(faults(root -> object(root, place).remove("article"))).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "/editions/0/rows/0, article",
    "/editions/0/rows/0, japanese",
    "/otherDuties/1/rule, article",
    "/otherDuties/1/rule, quote",
    "/impactRules/4/rule, article",
    "/wholesaleReceiver/when, quote",
    "/sources/0, japanese"
  })
  void wordsThatAreOnlyBlanksAreRefused(String place, String key) {
    for (String blank : List.of(" ", "\u3000", "\u00a0\t", "\u200b")) {
      assertThat(faults(root -> object(root, place).put(key, blank)))
          .containsExactly(place + "/" + key + " blank");
    }
  }

  @Test
  void anEditionThatLostTheRowOfACategoryIsRefused() {
    assertThat(faults(root -> ((ArrayNode) root.at("/editions/1/rows")).remove(3)))
        .isNotEmpty()
        .allMatch("/editions/1/rows category-without-row"::equals);
  }

  @Test
  void aCategoryOfWhichNobodySaysWhatCountsIsRefused() {
    assertThat(faults(root -> ((ArrayNode) root.at("/impactRules")).remove(2)))
        .containsExactly("/impactRules no-impact-rule", "/impactRules no-impact-rule");
  }

  @Test
  void namesThatAreNotThereAreRefused() {
    assertThat(
            faults(root -> {
              ((ArrayNode) root.at("/periodic/tiers/0/facilities")).add("F-NONE");
              object(root, "/lpwa").put("category", "NONE");
              object(root, "/dutyRules/0").put("duty", "none");
              ((ArrayNode) root.at("/countMethods/1/categories")).add("NONE");
            }))
        .containsExactlyInAnyOrder(
            "/periodic/tiers/0/facilities/3 unknown-facility",
            "/lpwa/category unknown-category",
            "/dutyRules/0/duty unknown-duty",
            "/countMethods/1/categories/1 unknown-category");
  }

  @Test
  void oneNameForTwoRequirementsIsRefused() {
    assertThat(
            faults(root ->
                object(root, "/wholesaleReceiver/when/parts/0").put("id", "near-accident-users")))
        .containsExactly("/wholesaleReceiver/when/parts/0/id twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "impactRules",
        "facilityClasses",
        "dutyRules",
        "wholesaleReceiver",
        "lpwa",
        "countMethods"
      })
  void anEarlierFileIsToldWhatItDoesNotKnow(String part) {
    assertThat(
            faults(root -> {
              ((ObjectNode) root).put("schema", "anshin.rulebook/1");
              ((ObjectNode) root).remove(part);
            }))
        .containsExactly("/" + part + " missing-part");
  }

  @Test
  void aFileOfAnotherVersionIsToldWhichIsRead() {
    assertThat(faults(root -> ((ObjectNode) root).put("schema", "anshin.rulebook/9")))
        .containsExactly("/schema other-version");
  }

  @Test
  void anEditedThresholdChangesVerdictMissAndWords() throws RulebookException {
    JsonNode root = shipped();
    object(root, "/editions/1/rows/3/cells/0").put("durationMinutes", 23);
    var law = new AccidentLaw(RulebookText.read(root.toString()));
    var facts =
        Events.on("2017-08-25", Events.stop("OTHER", Bounds.exactly(23), Bounds.exactly(41_000)));
    assertThat(law.determine(facts).verdict()).isEqualTo(Verdict.SERIOUS);
    var shorter =
        Events.on("2017-08-25", Events.stop("OTHER", Bounds.exactly(20), Bounds.exactly(41_000)));
    assertThat(law.determine(shorter).nearestMiss())
        .extracting(NearestMiss::secondsShort)
        .isEqualTo(Bounds.exactly(180));
  }
}
