package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.formats.rulebook.LpwaRulebookText;
import jp.anshin.law.lpwa.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person or a script gets from {@code lpwa classify}. */
class LpwaClassifyCommandTest {

  private static final String EXAMPLE = "../docs/guide/example-lpwa-classification.yaml";
  private static final String WHOLE =
      "--technology unlicensed --delivery 1 --unlicensed-definition yes --per-contract yes"
          + " --cloud none --own-equipment only-simple --as-of 2026-11-28";

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  private int classify(String... arguments) {
    var all = new ArrayList<>(List.of("lpwa", "classify"));
    all.addAll(List.of(arguments));
    return terminal.run(all.toArray(String[]::new));
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(terminal.out());
  }

  private static JsonNode of(JsonNode list, String id) {
    return list.valueStream()
        .filter(each -> each.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyFactOfTheShippedRulebookHasItsOption() {
    assertThat(LpwaClassifyCommand.FACTS)
        .extracting(OptionRule::longestName)
        .containsExactlyElementsOf(
            LpwaRulebookText.shipped().facts().stream().map(Fact::id).map("--"::concat).toList());
  }

  @Test
  void withoutAnyAnswerItAsks() {
    assertThat(classify()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(terminal.out())
        .contains("criteria of accidents: undetermined", "To be asked", "users-part-counts")
        .contains("technology: Is it cellular LPWA", "cellular = cellular");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void whatIsKnownWholeIsDeterminedWithItsThresholds() {
    var call = new ArrayList<>(List.of(WHOLE.split(" ")));
    call.add("--json");
    assertThat(classify(call.toArray(String[]::new))).isEqualTo(ExitStatus.GOOD);
    JsonNode criteria = of(json().path("results"), "criteria");
    assertThat(criteria.path("outcome").asString()).isEqualTo("lpwa");
    assertThat(criteria.path("row").asString()).isEqualTo("2023-3");
    assertThat(criteria.path("certainty").asString()).isEqualTo("law");
    assertThat(criteria.path("thresholds").toString())
        .isEqualTo(
            "[{\"durationMinutes\":720,\"users\":30000},{\"durationMinutes\":120,\"users\":1000000}]");
    JsonNode station = of(json().path("results"), "base-station");
    assertThat(station.path("outcome").asString()).isEqualTo("carrier");
    assertThat(station.path("certainty").asString()).isEqualTo("inference");
    assertThat(json().path("unknowns")).isEmpty();
    assertThat(json().path("open").asBoolean()).isFalse();
  }

  @Test
  void theExampleNamesTheExpiredConfirmationAndTheOpenSwitch() {
    assertThat(classify("--facts", EXAMPLE, "--json")).isEqualTo(ExitStatus.FINDINGS);
    JsonNode said = json();
    assertThat(of(said.path("results"), "scope-gateway").path("outcome").asString())
        .isEqualTo("undetermined");
    assertThat(said.path("unknowns").valueStream().map(each -> each.path("key").asString()))
        .containsExactly("users-part-counts");
    assertThat(of(said.path("duties"), "confirm-power-loss").path("standing").asString())
        .isEqualTo("confirmed");
    JsonNode expired = of(said.path("duties"), "confirm-others-function");
    assertThat(expired.path("standing").asString()).isEqualTo("open");
    assertThat(expired.at("/parties/0/confirmation").asString()).isEqualTo("expired");
    assertThat(of(said.path("duties"), "power-loss-others-function").path("standing").asString())
        .isEqualTo("open");
  }

  @Test
  void aPersonReadsItInJapanese() {
    assertThat(classify("--facts", EXAMPLE, "--lang", "ja")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(terminal.out())
        .contains("「検針LPWAサービス」の区分（2026年11月28日 時点）")
        .contains("事故報告の基準: LPWAサービスの基準")
        .contains("58条2項1号の表 三の項: 12時間以上かつ3万以上")
        .contains("都道府県ごとの選任を要しない", "ほかの選任の義務は残ります", "条文の文言は確認できていません")
        .contains("2026年9月30日に期限が切れました")
        .contains("独自の解釈・未確認", "施行条文は未確認");
    assertThat(terminal.out()).doesNotContain("{", "null");
  }

  @Test
  void optionsAddToTheFileAndALaterDayExpiresWhatWasConfirmed() {
    classify("--facts", EXAMPLE, "--users-part-counts", "no", "--as-of", "2027-04-01", "--json");
    assertThat(of(json().path("results"), "scope-gateway").path("outcome").asString())
        .isEqualTo("out");
    assertThat(of(json().path("duties"), "confirm-power-loss").path("standing").asString())
        .isEqualTo("open");
  }

  @Test
  void aDocumentThatIsNotTheOneOnRecordConfirmsNothing() throws IOException {
    classify("--facts", EXAMPLE, "--documents", directory.toString(), "--json");
    assertThat(of(json().path("duties"), "confirm-power-loss").toString())
        .contains("document-missing", "\"standing\":\"open\"");

    Path document = directory.resolve("example-cloud-soc2-2026.pdf");
    Files.writeString(document, "test");
    assertThat(withDocuments()).contains("\"standing\":\"confirmed\"");
    Files.writeString(document, "another");
    assertThat(withDocuments()).contains("document-differs", "\"standing\":\"open\"");
  }

  private String withDocuments() {
    var again = new TerminalForTest();
    again.run(
        "lpwa", "classify", "--facts", EXAMPLE, "--documents", directory.toString(), "--json");
    JsonNode said = JsonMapper.shared().readTree(again.out());
    return of(said.path("duties"), "confirm-power-loss").toString();
  }

  @Test
  void factsComeByStandardInputToo() {
    terminal.reading("answers: {cloud: a}".getBytes(StandardCharsets.UTF_8));
    assertThat(classify("--facts", "-", "--json")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(of(json().path("duties"), "conform-own-function").path("applies").asString())
        .isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--technology satellite | unlicensed, unknown",
        "--technology cellular --delivery 2 | contradicts",
        "--facts " + EXAMPLE + " --cloud a | cloud is a on the command line and both in the file",
        "--facts " + EXAMPLE + " --technology cellular | technology is cellular on the command",
        "--as-of tomorrow | --as-of tomorrow",
        "--as-of +999999999-12-31 | --as-of +999999999-12-31",
        "--facts none.yaml | none.yaml",
        "--documents none | --documents none",
        "--rulebook " + EXAMPLE + " | not JSON"
      })
  void whatCannotBeMeantIsTold(String call, String told) {
    assertThat(classify(call.split(" "))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(told);
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void anEditedRulebookIsFollowedAndAWrongOneRefused() throws IOException {
    String shipped = LpwaRulebookText.shippedText();
    Path edited =
        Files.writeString(
            directory.resolve("edited.json"),
            shipped.replace("\"confirmationWarnDays\": 60", "\"confirmationWarnDays\": 365"));
    classify("--facts", EXAMPLE, "--rulebook", edited.toString(), "--json");
    assertThat(of(json().path("duties"), "confirm-power-loss").path("standing").asString())
        .isEqualTo("expires-soon");
    Path wrong =
        Files.writeString(
            directory.resolve("wrong.json"),
            shipped.replace("\"who\": \"function-provider\"", "\"who\": \"nobody\""));
    var refused = new TerminalForTest();
    assertThat(refused.run("lpwa", "classify", "--rulebook", wrong.toString()))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(refused.err()).contains("wrong.json: /duties/4/who", "nobody");
  }
}
