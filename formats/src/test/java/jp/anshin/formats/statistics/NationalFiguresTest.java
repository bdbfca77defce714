package jp.anshin.formats.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import jp.anshin.formats.form.FormCertainty;
import jp.anshin.formats.form.FormText;
import org.junit.jupiter.api.Test;

class NationalFiguresTest {

  private static final NationalFigures FIGURES = NationalFigures.shipped();

  @Test
  void yearsStandInOrderAndWhatIsNotPublishedIsNotZero() {
    assertThat(FIGURES.years()).extracting(NationalFigures.Year::year).isSorted().hasSize(10);
    NationalFigures.Year last = FIGURES.years().getLast();
    assertThat(last.serious()).isEqualTo(10);
    assertThat(last.form27()).isEqualTo(7_500);
    assertThat(last.simple()).isNull();
    assertThat(last.seriousCarriers()).isNull();
  }

  @Test
  void theBreaksAreThoseOfTheForms() {
    assertThat(FIGURES.breaks())
        .extracting(NationalFigures.Break::year)
        .containsExactlyElementsOf(FormText.shipped().statisticsBreaks());
  }

  @Test
  void nobodyClaimsThatTheyWereCompared() {
    assertThat(FIGURES.certainty()).isEqualTo(FormCertainty.UNVERIFIED);
    assertThat(FIGURES.source().japanese()).contains("未確認");
  }
}
