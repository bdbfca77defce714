package jp.anshin.server.determinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Deadline;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.server.store.StoredText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What earlier versions have written: these files are never changed, only added to. */
class StoredDeterminationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"determination-undetermined.json", "determination-serious.json"})
  void whatWasStoredIsReadWholeAndWrittenTheSame(String file) throws IOException {
    String stored = stored(file);
    DeterminationText read = DeterminationText.read(stored);

    assertThat(DeterminationText.read(read.write())).isEqualTo(read);
    assertThat(JsonMapper.shared().readTree(read.write()))
        .isEqualTo(JsonMapper.shared().readTree(stored));
  }

  @Test
  void whatWasUndeterminedIsReadWithItsReasonsQuestionsAndCaveats() throws IOException {
    DeterminationText read = DeterminationText.read(stored("determination-undetermined.json"));

    assertThat(read.facts().services()).hasSize(2);
    assertThat(read.facts().services().getFirst().users())
        .isEqualTo(Bounds.between(12_000, 118_000));
    assertThat(read.determination().verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(read.determination().editions()).containsExactly("2015");
    assertThat(read.determination().nearestMiss()).extracting(NearestMiss::row).isEqualTo("2015-4");
    assertThat(read.determination().questions()).isNotEmpty();
    assertThat(read.determination().caveats())
        .contains(new Caveat("assumed-not-excluded", "internet"));
    assertThat(read.determination().projections()).isNotEmpty();
    assertThat(read.determination().reason().walk().count()).isGreaterThan(20);
  }

  @Test
  void whatWasSeriousIsReadWithItsDeadline() throws IOException {
    DeterminationText read = DeterminationText.read(stored("determination-serious.json"));

    assertThat(read.determination().verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(read.determination().finalReport())
        .extracting(Deadline::due)
        .isEqualTo(LocalDate.parse("2017-09-24"));
    assertThat(read.determination().periodic().required()).isEqualTo(Truth.YES);
    assertThat(read.determination().restsOnUnverified()).isTrue();
  }

  @Test
  void whatIsNoDeterminationIsToldAndNotGuessed() {
    assertThatThrownBy(() -> DeterminationText.read("{\"facts\":"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    for (String file : List.of("determination-undetermined.json", "determination-serious.json")) {
      StoredText.damage(stored(file), DeterminationText::read);
    }
  }

  private static String stored(String file) throws IOException {
    try (InputStream in = StoredDeterminationsTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
