package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class AnshinTest {

  private final TerminalForTest terminal = new TerminalForTest();

  @Test
  void versionGoesToStandardOutputAndNothingElse() {
    assertThat(terminal.run("version")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).matches("Anshin \\d+\\.\\d+\\.\\d+\\S* \\(Java 25\\S*\\)\\R");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void versionCanBeJson() {
    assertThat(terminal.run("version", "--json")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out())
        .startsWith("{\"version\":\"")
        .endsWith("\"}" + System.lineSeparator());
  }

  @Test
  void aMisspeltVerbIsAnsweredWithTheNearestOne() {
    assertThat(terminal.run("versoin")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("versoin").contains("Did you mean").contains("--help");
  }

  @Test
  void noVerbShowsTheUsageAndIsBadUsage() {
    assertThat(terminal.run()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("Verbs:").contains("version");
  }

  @Test
  void theLanguageOptionOverrulesTheLocaleEvenForErrors() {
    assertThat(terminal.run("versoin", "--lang=ja")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("知らない語");
  }

  @Test
  void aLanguageThatIsNotSpokenIsRefused() {
    assertThat(terminal.run("--lang", "fr", "version")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("ja | en");
  }

  @Test
  void localeVariablesCountInPosixOrder() {
    assertThat(chosen(Map.of("LANG", "ja_JP.UTF-8"))).isEqualTo(UserLanguage.JAPANESE);
    assertThat(chosen(Map.of("LANG", "ja_JP.UTF-8", "LC_ALL", "C")))
        .isEqualTo(UserLanguage.ENGLISH);
    assertThat(chosen(Map.of("LANG", "en_US", "LC_MESSAGES", "ja_JP", "LC_ALL", "")))
        .isEqualTo(UserLanguage.JAPANESE);
    assertThat(chosen(Map.of())).isEqualTo(UserLanguage.ENGLISH);
  }

  @Test
  void bothLanguagesHaveTheSameSentences() {
    ResourceBundle english = Texts.in(UserLanguage.ENGLISH).bundle();
    ResourceBundle japanese = Texts.in(UserLanguage.JAPANESE).bundle();
    assertThat(japanese.getLocale()).isEqualTo(UserLanguage.JAPANESE.locale());
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
  }

  private static UserLanguage chosen(Map<String, String> environment) {
    return UserLanguage.chosenBy(List.of(), environment);
  }
}
