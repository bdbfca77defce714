package jp.anshin.formats.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.Cell;
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

  private static final int INPUTS = 1_000_000;

  /** Two, as the engine may be asked by several threads and builds have two cores. */
  private static final int THREADS = 2;

  /** A cell that was changed by one shows in so few, as cases are drawn at boundaries. */
  private static final int INPUTS_PER_MUTATION = 6_000;

  private static final Pattern THRESHOLD = Pattern.compile(">= ([0-9]+)");

  /** What was compared: how often they disagreed, an example, and how often ours said what. */
  private record Comparison(int compared, List<String> disagreements, Map<Truth, Integer> said) {}

  private static Comparison compare(DmnOracle oracle, int inputs, long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var disagreements = new ArrayList<String>();
    var said = new EnumMap<Truth, Integer>(Truth.class);
    for (int i = 0; i < inputs; i++) {
      DmnCases.Case drawn = CASES.draw(random);
      DmnOracle.Answer ours = CASES.ours(drawn);
      said.merge(ours.serious(), 1, Integer::sum);
      DmnOracle.Answer theirs = oracle.answer(CASES.theirs(drawn));
      if (!ours.equals(theirs)) {
        disagreements.add(drawn + ": ours " + ours + ", theirs " + theirs);
      }
    }
    return new Comparison(inputs, disagreements, said);
  }

  @Test
  void bothEnginesAgreeOnAMillionCasesAtBoundariesAndBlanks() {
    var oracle = new DmnOracle(XML);
    List<Comparison> parts =
        IntStream.range(0, THREADS)
            .parallel()
            .mapToObj(thread -> compare(oracle, INPUTS / THREADS, 20_250_901L + thread))
            .toList();
    assertThat(parts.stream().mapToInt(Comparison::compared).sum()).isEqualTo(INPUTS);
    assertThat(parts).allSatisfy(part -> {
      assertThat(part.disagreements()).isEmpty();
      for (Truth truth : Truth.values()) {
        assertThat(part.said().getOrDefault(truth, 0))
            .as("cases that are " + truth)
            .isGreaterThan(part.compared() / 20);
      }
    });
  }

  /** Without this the comparison could be blind: each threshold is changed by one in turn. */
  @Test
  void everyThresholdThatIsChangedInTheModelIsNoticed() {
    List<Integer> places = new ArrayList<>();
    Matcher found = THRESHOLD.matcher(XML);
    while (found.find()) {
      places.add(found.start());
    }
    int pairs =
        BOOK.editions().stream()
            .flatMap(edition -> edition.rows().stream())
            .mapToInt(row -> row.cells().size())
            .sum();
    assertThat(places.size()).as("thresholds in the model").isGreaterThan(4 * pairs);
    Collections.shuffle(places, new java.util.Random(7));
    for (int place : places.subList(0, 12)) {
      assertThat(compare(new DmnOracle(mutated(place)), INPUTS_PER_MUTATION, 7).disagreements())
          .as("changed at " + XML.substring(place - 20, place + 20))
          .isNotEmpty();
    }
  }

  private static String mutated(int place) {
    Matcher threshold = THRESHOLD.matcher(XML);
    threshold.find(place);
    long changed = Long.parseLong(threshold.group(1)) + 1;
    return XML.substring(0, place) + ">= " + changed + XML.substring(threshold.end());
  }

  @Test
  void everyPairOfThresholdsStandsInTheModelWithItsArticle() {
    for (var edition : BOOK.editions()) {
      for (var row : edition.rows()) {
        String article = row.citation().article();
        assertThat(XML).contains(article == null ? edition.id() : article);
        for (Cell cell : row.cells()) {
          assertThat(XML).contains(">= " + cell.durationMinutes(), ">= " + cell.users());
        }
      }
    }
    assertThat(XML).contains("未確認");
  }
}
