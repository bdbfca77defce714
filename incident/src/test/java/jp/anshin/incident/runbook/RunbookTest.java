package jp.anshin.incident.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.ReportedKind;
import org.junit.jupiter.api.Test;

class RunbookTest {

  private static final List<String> BY_SENSORS =
      List.of(
          "leak",
          "surge",
          "more-specific-flood",
          "hijack",
          "forged-origin",
          "strange-neighbour",
          "others-hijack",
          "others-visibility-lost",
          "path-rule",
          "unnamed-route-server",
          "visibility-lost",
          "bogon-prefix",
          "bogon-as",
          "long-path",
          "peer-flap");

  /** They say nothing about what happened. */
  private static final Set<ReportedKind> GENERAL =
      EnumSet.of(ReportedKind.UNKNOWN_CAUSE, ReportedKind.OTHER, ReportedKind.LISTED);

  @Test
  void everyKindThatSaysWhatHappenedHasARunbookWithAllParts() {
    Stream<String> reported =
        Arrays.stream(ReportedKind.values())
            .filter(each -> !GENERAL.contains(each))
            .map(ReportedKind::code);
    Stream.of(BY_SENSORS.stream(), reported, Stream.of(Runbook.GENERAL))
        .flatMap(kinds -> kinds)
        .forEach(kind ->
            assertThat(Runbook.shipped(kind))
                .as(kind)
                .hasValueSatisfying(book -> {
                  assertThat(book.avoid()).isNotEmpty();
                  assertThat(book.check()).isNotEmpty();
                  assertThat(book.act()).isNotEmpty();
                }));
  }

  @Test
  void everySentenceIsThereInBothLanguagesAndReachedWithoutAGap() {
    ResourceBundle japanese = bundle(Locale.JAPANESE);
    ResourceBundle english = bundle(Locale.ENGLISH);
    assertThat(english.keySet()).isEqualTo(japanese.keySet());
    long reached =
        japanese.keySet().stream()
            .map(key -> key.substring(0, key.indexOf('.')))
            .distinct()
            .flatMap(kind -> Runbook.shipped(kind).stream())
            .mapToLong(book -> book.avoid().size() + book.steps().size())
            .sum();
    assertThat(reached).isEqualTo(japanese.keySet().size());
  }

  @Test
  void whatIsTypedKeepsTheOtherLanguageOfLinesLeftAloneAndTheIdsOfSteps() {
    Runbook shipped = Runbook.shipped("leak").orElseThrow();
    Runbook.Text read = shipped.text(Locale.JAPANESE);
    var typed = new Runbook.Text(read.avoid(), " 当番長に電話する \n\n" + read.check(), read.act() + "\n");

    Runbook written = Runbook.typed("leak", 1, typed, Locale.JAPANESE, List.of(shipped));

    assertThat(written.avoid()).isEqualTo(shipped.avoid());
    assertThat(written.act()).isEqualTo(shipped.act());
    assertThat(written.check().subList(1, written.check().size())).isEqualTo(shipped.check());
    assertThat(written.check().getFirst().words()).isEqualTo(LocalizedText.asWritten("当番長に電話する"));
    assertThat(written.saysTheSame(shipped)).isFalse();
    assertThat(
            Runbook.typed("leak", 1, read, Locale.JAPANESE, List.of(shipped)).saysTheSame(shipped))
        .isTrue();
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("jp.anshin.incident.runbook.runbooks", locale);
  }
}
