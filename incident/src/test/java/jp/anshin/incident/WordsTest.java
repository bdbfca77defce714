package jp.anshin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Channel;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"jp.anshin.incident.narration", "jp.anshin.incident.draft.drafts"})
  void bothLanguagesSayTheSameThings(String bundle) {
    assertThat(ResourceBundle.getBundle(bundle, Locale.JAPANESE).keySet())
        .isEqualTo(ResourceBundle.getBundle(bundle, Locale.ENGLISH).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jp.anshin.incident.narration", "jp.anshin.incident.draft.drafts"})
  void noSentenceHasAnApostropheThatWouldHideItsFigures(String bundle) {
    for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      ResourceBundle words = ResourceBundle.getBundle(bundle, locale);
      assertThat(words.keySet())
          .allSatisfy(key -> assertThat(words.getString(key)).doesNotContain("'"));
    }
  }

  @Test
  void everyKindOfDraftImpactAndServiceHasItsWords() {
    for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      var keys = ResourceBundle.getBundle("jp.anshin.incident.draft.drafts", locale).keySet();
      for (DraftKind kind : DraftKind.values()) {
        assertThat(keys).contains("title." + kind);
      }
      for (Impact kind : Impact.values()) {
        assertThat(keys).contains("impact." + kind, "text.impact." + kind);
      }
      for (ServiceCategory category : ServiceCategory.values()) {
        assertThat(keys).contains("category." + category);
      }
      var narrated = ResourceBundle.getBundle("jp.anshin.incident.narration", locale).keySet();
      for (Channel channel : Channel.values()) {
        assertThat(narrated).contains("sending." + channel);
      }
    }
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
    assertThat(Figures.duration(Duration.ofHours(2), Locale.JAPANESE)).isEqualTo("2時間");
    assertThat(Figures.duration(Duration.ofHours(2), Locale.ENGLISH)).isEqualTo("2 h");
    assertThat(Figures.duration(Duration.ofSeconds(7205), Locale.ENGLISH))
        .isEqualTo("2 h 0 min 5 s");
  }
}
