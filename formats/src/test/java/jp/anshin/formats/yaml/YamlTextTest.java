package jp.anshin.formats.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class YamlTextTest {

  @Test
  void valuesKnowTheirPlaces() throws Exception {
    var root = (YamlNode.Mapping) read("a: 1\nb:\n  - x\n  - 'y'\n");
    assertThat(Objects.requireNonNull(root.value("a")).place()).isEqualTo(new Place(1, 4));
    var list = (YamlNode.Sequence) Objects.requireNonNull(root.value("b"));
    assertThat(list.items())
        .extracting(YamlNode::place)
        .containsExactly(new Place(3, 5), new Place(4, 5));
    assertThat(root.toJson()).hasToString("{\"a\":1,\"b\":[\"x\",\"y\"]}");
  }

  @Test
  void onlyWordsWithoutQuotesCanBeNumbers() throws Exception {
    assertThat(read("[1, '1', -7, 1.5, 41_000, true, ~, 99999999999999999999]").toJson())
        .hasToString("[1,\"1\",-7,\"1.5\",\"41_000\",true,null,\"99999999999999999999\"]");
  }

  @Test
  void aBreachOfSyntaxHasItsPlace() {
    assertThat(refused("a: 1\nb: [1, 2\nc: 3\n").place().line()).isGreaterThan(1);
  }

  @Test
  void aKeyStandsOnce() {
    assertThat(refused("a: 1\na: 2\n"))
        .isEqualTo(new Fault("key.twice", new Place(2, 1), List.of("a")));
  }

  @Test
  void nestingIsBounded() {
    assertThat(refused("[".repeat(100_000)).code()).isEqualTo("yaml.too-deep");
    assertThat(refused("- ".repeat(5_000) + "x").code()).isEqualTo("yaml.too-deep");
  }

  @Test
  void nestingThroughAliasesIsBounded() {
    var text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 50; i++) {
      text.append("a")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [*a")
          .append(i - 1)
          .append("]\n");
    }
    assertThat(refused(text.toString()).code()).isEqualTo("yaml.too-deep");
  }

  @Test
  void aliasesOfAliasesAreBounded() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
    }
    assertThat(refused(text.toString()).code()).isEqualTo("yaml.too-many");
  }

  @Test
  void anAliasRefersToSomethingAbove() throws Exception {
    assertThat(read("a: &x [1]\nb: *x\n").toJson()).hasToString("{\"a\":[1],\"b\":[1]}");
    assertThat(refused("a: *x\nb: &x [1]\n").code()).isEqualTo("yaml.alias-unknown");
    assertThat(refused("a: &x [*x]\n").code()).isEqualTo("yaml.alias-unknown");
  }

  @Test
  void aFileIsOneDocumentOfBoundedSize() {
    assertThat(refused("a: 1\n---\nb: 2\n"))
        .extracting(Fault::code, Fault::place)
        .containsExactly("yaml.second-document", new Place(2, 1));
    assertThat(refused("x".repeat(YamlText.CHARACTERS_MAX + 1)).code()).isEqualTo("yaml.too-long");
  }

  @Test
  void bothLanguagesHaveTheSameFaults() {
    var english = ResourceBundle.getBundle(Fault.BUNDLE, Locale.ENGLISH);
    var japanese = ResourceBundle.getBundle(Fault.BUNDLE, Locale.JAPANESE);
    assertThat(japanese.getLocale()).isEqualTo(Locale.JAPANESE);
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
  }

  private static YamlNode read(String text) throws FaultyTextException {
    var faults = new ArrayList<Fault>();
    YamlNode node = YamlText.read(text, faults);
    if (!faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return node;
  }

  private static Fault refused(String text) {
    return Objects.requireNonNull(catchThrowableOfType(FaultyTextException.class, () -> read(text)))
        .faults()
        .getFirst();
  }
}
