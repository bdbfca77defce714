package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormsAndTablesTest {

  @ParameterizedTest
  @CsvSource({
    "41000, 41000",
    "'41,000', 41000",
    "４１０００, 41000",
    "'4万1,000', 41000",
    "4万, 40000",
    "1億2万3, 100020003",
    "0, 0"
  })
  void aNumberIsReadAsPeopleInJapanWriteIt(String typed, long value) {
    assertThat(ImpactForm.number(typed)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "many", "-1", "4.1万", "1万億", "12345678901234567890", "0x10", "約4万"})
  void whatIsNoNumberIsNoNumber(String typed) {
    assertThat(ImpactForm.number(typed)).isEmpty();
  }

  @Test
  void whatASpreadsheetWouldRunIsText() {
    var table = new Csv("a");
    table.row("=HYPERLINK(\"http://x\")");
    table.row("+1");

    assertThat(new String(table.bytes(), StandardCharsets.UTF_8))
        .contains("\"'=HYPERLINK(\"\"http://x\"\")\"", "\"'+1\"");
  }

  @Test
  void changesOfRandomTextsRebuildBoth() {
    var random = new Random(20170825);
    for (int round = 0; round < 200; round++) {
      List<String> before = lines(random);
      List<String> after = new ArrayList<>(before);
      for (int change = random.nextInt(4); change > 0 && !after.isEmpty(); change--) {
        int place = random.nextInt(after.size());
        if (random.nextBoolean()) {
          after.remove(place);
        } else {
          after.add(place, "new " + random.nextInt(9));
        }
      }
      List<TextChanges.Line> shown =
          TextChanges.between(String.join("\n", before), String.join("\n", after));

      assertThat(without("added", shown)).isEqualTo(before);
      assertThat(without("removed", shown)).isEqualTo(after);
    }
  }

  private static List<String> without(String kind, List<TextChanges.Line> shown) {
    return shown.stream()
        .filter(line -> !line.kind().equals(kind))
        .map(TextChanges.Line::text)
        .toList();
  }

  private static List<String> lines(Random random) {
    var lines = new ArrayList<String>();
    for (int count = random.nextInt(12); count >= 0; count--) {
      lines.add("line " + random.nextInt(5));
    }
    return lines;
  }
}
