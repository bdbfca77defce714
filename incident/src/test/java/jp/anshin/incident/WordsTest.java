package jp.anshin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import jp.anshin.law.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"jp.anshin.incident.narration"})
  void bothLanguagesSayTheSameThings(String bundle) {
    assertThat(ResourceBundle.getBundle(bundle, Locale.JAPANESE).keySet())
        .isEqualTo(ResourceBundle.getBundle(bundle, Locale.ENGLISH).keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9999, '9,999'",
    "10000, 1万",
    "41000, '4万1,000'",
    "160000, 16万",
    "8150000, 815万",
    "123456789, '1億2,345万6,789'",
    "100000000, 1億"
  })
  void japaneseNumbersAreCountedInMan(long value, String words) {
    assertThat(Figures.number(value, Locale.JAPANESE)).isEqualTo(words);
  }

  @Test
  void durationsKeepTheirSeconds() {
    assertThat(Figures.duration(Duration.ofMinutes(23), Locale.JAPANESE)).isEqualTo("23分");
    assertThat(Figures.duration(Duration.ofSeconds(7205), Locale.ENGLISH))
        .isEqualTo("2 h 0 min 5 s");
  }
}
