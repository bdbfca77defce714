package jp.anshin.formats.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.Cell;
import jp.anshin.law.Edition;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import org.junit.jupiter.api.Test;

/**
 * Two readings of one rulebook: ours, and that of an engine that runs it as DMN. They share the
 * data only, so a slip in either shows.
 */
class RulebookDmnTest {

  private static final Rulebook BOOK = RulebookText.shipped();
  private static final DmnCases CASES = new DmnCases(BOOK);
  private static final String XML = RulebookDmn.write(BOOK);

  private static final int TABLE_INPUTS = 1_000_000;
  private static final int WHOLE_INPUTS = 10_000;

  /** So many places in the tables of editions are changed, drawn at random: each costs a model. */
  private static final int MUTATIONS = 4;

  private static final Pattern THRESHOLD = Pattern.compile("<text>&gt;= ([0-9]+)");

  /** What is asked of a table of an edition. */
  private record Asked(String edition, DmnCases.Case drawn) {}

  /**
   * A million draws. The engine answers each distinct one once, as its answer depends on nothing
   * else; ours answers every draw.
   */
  @Test
  void theTablesOfAllEditionsAgreeOnAMillionInputsAtBoundariesAndBlanks() {
    var oracle = new DmnOracle(XML);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_250_901);
    Map<Asked, Truth> theirs = new HashMap<>();
    var said = new EnumMap<Truth, Integer>(Truth.class);
    var disagreements = new ArrayList<Asked>();
    for (int i = 0; i < TABLE_INPUTS; i++) {
      Edition edition = CASES.edition(random);
      var asked = new Asked(edition.id(), CASES.drawTable(random));
      Truth ours = CASES.ours(asked.drawn(), edition);
      said.merge(ours, 1, Integer::sum);
      Truth other =
          theirs.computeIfAbsent(
              asked,
              key -> oracle.byEdition(RulebookDmn.decisionOf(edition), CASES.theirs(key.drawn())));
      if (ours != other) {
        disagreements.add(asked);
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(theirs.size()).as("distinct inputs").isGreaterThan(50_000);
    for (Truth truth : Truth.values()) {
      assertThat(said.getOrDefault(truth, 0)).as(truth.name()).isGreaterThan(TABLE_INPUTS / 20);
    }
  }

  /** Day, edition, impact, facility, proposal and periodic report as well. */
  @Test
  void theWholeDecisionsAgree() {
    var oracle = new DmnOracle(XML);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_190_401);
    for (int i = 0; i < WHOLE_INPUTS; i++) {
      DmnCases.Case drawn = CASES.draw(random);
      assertThat(oracle.answer(CASES.theirs(drawn)))
          .as(drawn.toString())
          .isEqualTo(CASES.ours(drawn));
    }
  }

  /**
   * Without this the comparison could be blind: thresholds of rules that say yes are changed by
   * one, one at a time. (A rule for blanks may be covered by that of another pair.)
   */
  @Test
  void aThresholdThatIsChangedInTheModelIsNoticed() {
    assertThat(disagreesSomewhere(XML)).as("unchanged").isFalse();
    List<Integer> places = new ArrayList<>();
    Matcher found = THRESHOLD.matcher(XML);
    while (found.find() && found.start() < XML.indexOf("decision_edition")) {
      places.add(found.start());
    }
    int pairs =
        BOOK.editions().stream()
            .flatMap(edition -> edition.rows().stream())
            .mapToInt(row -> row.cells().size())
            .sum();
    assertThat(places).as("thresholds in the tables").hasSize(2 * pairs);
    Collections.shuffle(places, new Random(7));
    for (int place : places.subList(0, MUTATIONS)) {
      assertThat(disagreesSomewhere(mutated(place)))
          .as("changed at " + XML.substring(place - 20, place + 20))
          .isTrue();
    }
  }

  /** The periodic report hangs on the same figures: what does not know that is noticed too. */
  @Test
  void aPeriodicReportThatIsReadInAnotherWayIsNoticed() {
    String users = "<text>&gt;= " + BOOK.periodic().users() + "<";
    int place = XML.indexOf(users, XML.indexOf("rules_periodic_threshold"));
    for (String mutant :
        List.of(
            XML.replace(" or not(", " and not("),
            XML.substring(0, place) + XML.substring(place).replaceFirst(users, "<text>&gt;= 1<"))) {
      var oracle = new DmnOracle(mutant);
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_190_401);
      boolean noticed = false;
      for (int i = 0; i < WHOLE_INPUTS && !noticed; i++) {
        DmnCases.Case drawn = CASES.draw(random);
        noticed = !oracle.answer(CASES.theirs(drawn)).equals(CASES.ours(drawn));
      }
      assertThat(mutant).isNotEqualTo(XML);
      assertThat(noticed).isTrue();
    }
  }

  private static boolean disagreesSomewhere(String xml) {
    var oracle = new DmnOracle(xml);
    for (Edition edition : BOOK.editions()) {
      String decision = RulebookDmn.decisionOf(edition);
      for (DmnCases.Case each : CASES.grid()) {
        if (oracle.byEdition(decision, CASES.theirs(each)) != CASES.ours(each, edition)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String mutated(int place) {
    Matcher threshold = THRESHOLD.matcher(XML);
    assertThat(threshold.find(place)).isTrue();
    long changed = Long.parseLong(threshold.group(1)) + 1;
    return XML.substring(0, place) + "<text>&gt;= " + changed + XML.substring(threshold.end());
  }

  @Test
  void everyPairOfThresholdsStandsInTheModelWithItsArticle() {
    for (var edition : BOOK.editions()) {
      for (var row : edition.rows()) {
        String article = row.citation().article();
        assertThat(XML).contains(article == null ? edition.id() : article);
        for (Cell cell : row.cells()) {
          assertThat(XML).contains("&gt;= " + cell.durationMinutes(), "&gt;= " + cell.users());
        }
      }
    }
    assertThat(XML).contains("未確認");
  }
}
