package jp.anshin.formats.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.anshin.formats.standard.StandardItem.Standing;
import org.junit.jupiter.api.Test;

final class StandardItemsTest {

  @Test
  void theElevenItemsOfTheReportOf2018AreThereWithTheirPlaces() {
    StandardItems items = StandardItems.shipped();

    assertThat(items.items())
        .filteredOn(item -> item.standing() != Standing.OLDER_EDITION)
        .hasSize(11);
    assertThat(items.find("B2-3-1-5-new-a"))
        .hasValueSatisfying(item -> {
          assertThat(item.place()).isEqualTo("別表第２ 管理基準＞第３．方法＞１．（５）");
          assertThat(item.text()).contains("容易に誤りが混入しないよう措置を講ずること");
          assertThat(item.standing()).isEqualTo(Standing.PROPOSED_2018);
        });
    assertThat(items.find("B9")).isEmpty();
  }

  @Test
  void theWordsOfTheReportAreQuotedExactly() throws IOException {
    Path report = Path.of("../../shared/reference/report-2018.txt");
    if (!Files.exists(report)) {
      return; // The report is no part of the project; where it is there, it is compared.
    }
    String words = Files.readString(report).replaceAll("\\s", "");
    assertThat(StandardItems.shipped().items())
        .filteredOn(item -> item.standing() != Standing.OLDER_EDITION)
        .allSatisfy(item ->
            assertThat(words).contains(item.text().replace("（以下略）", "").replaceAll("\\s", "")));
  }
}
