package jp.anshin.formats.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.formats.rulebook.LpwaRulebookText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.law.lpwa.LpwaRulebook;
import org.junit.jupiter.api.Test;

class ClassificationTextTest {

  private static final LpwaRulebook BOOK = LpwaRulebookText.shipped();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
  private static final Path EXAMPLE =
      Path.of("..", "docs", "guide", "example-lpwa-classification.yaml");

  private static StatedService read(String text) throws FaultyTextException {
    return ClassificationText.read(text, BOOK, TODAY);
  }

  private static List<String> faults(String text) {
    FaultyTextException refused = catchThrowableOfType(FaultyTextException.class, () -> read(text));
    assertThat(refused).isNotNull();
    for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      assertThat(refused.sentences("facts.yaml", locale)).doesNotContain("{");
    }
    return refused.faults().stream().map(each -> each.place() + " " + each.code()).toList();
  }

  @Test
  void theExampleOfTheGuideIsRead() throws IOException, FaultyTextException {
    StatedService read = read(Files.readString(EXAMPLE));
    assertThat(read.name()).isEqualTo("検針LPWAサービス");
    assertThat(read.by()).isEqualTo("法務部 山田");
    assertThat(read.on()).isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(read.answers().choices())
        .containsEntry("delivery", "unlicensed-3")
        .containsEntry("per-contract", "yes")
        .doesNotContainKey("users-part-counts");
    assertThat(read.answers().parties())
        .isEqualTo(
            Map.of(
                "cloud-vendor", List.of("Example Cloud"),
                "function-provider", List.of("Example Networks")));
    assertThat(read.answers().confirmations())
        .hasSize(2)
        .first()
        .satisfies(each -> {
          assertThat(each.duty()).isEqualTo("confirm-power-loss");
          assertThat(each.until()).isEqualTo(LocalDate.of(2027, 3, 31));
          assertThat(each.sha256()).startsWith("9f86d08");
        });
  }

  @Test
  void nothingIsKnownOfAnEmptyTextAndItIsOfToday() throws FaultyTextException {
    StatedService read = read("");
    assertThat(read.answers().asOf()).isEqualTo(TODAY);
    assertThat(read.answers().choices()).isEmpty();
    assertThat(read.name()).isNull();
  }

  @Test
  void answersAreReadAsPeopleWriteThem() throws FaultyTextException {
    StatedService read =
        read(
            """
            answers:
              technology: LoRaWAN
              delivery: 2
              per-contract: true
              separable: いいえ
              unlicensed-definition: 不明
              cloud:
            """);
    assertThat(read.answers().choices())
        .isEqualTo(
            Map.of(
                "technology", "unlicensed",
                "delivery", "unlicensed-2",
                "per-contract", "yes",
                "separable", "no"));
  }

  @Test
  void everySlipIsToldWithItsPlace() {
    assertThat(
            faults(
                """
                as-of: 2026-02-30
                servise: x
                answers:
                  tecnology: cellular
                  cloud: c
                  separable: [yes]
                parties:
                  cloud-vendors: [A]
                confirmations:
                  - duty: confirm-power
                    of: A
                    by: B
                    on: 2026-04-01
                    document: d.pdf
                    sha256: xyz
                    until: 2026-03-31
                  - duty: detect-own-function
                    of: A
                """))
        .contains(
            "1:8 value.date",
            "2:1 key.unknown.near",
            "4:3 key.unknown.near",
            "5:10 value.unknown.near",
            "6:14 type.string",
            "8:3 key.unknown.near",
            "10:11 value.unknown.near",
            "15:13 value.form",
            "16:12 moment.backward",
            "17:11 value.unknown",
            "17:5 key.missing");
  }

  @Test
  void aYearBeyondFourDigitsIsNoDay() {
    assertThat(faults("as-of: \"+999999999-12-31\"")).containsExactly("1:8 value.date");
  }

  @Test
  void answersThatContradictEachOtherAreToldWithBoth() {
    assertThat(faults("answers: {technology: cellular, delivery: ①}"))
        .containsExactly("1:43 classification.contradiction");
  }

  @Test
  void evidenceOfSomebodyWhoIsNotNamedIsASlip() {
    assertThat(
            faults(
                """
                parties: {cloud-vendor: [Example Cloud]}
                confirmations:
                  - duty: confirm-power-loss
                    of: Exampel Cloud
                    by: B
                    on: 2026-04-01
                    document: d.pdf
                    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                    until: 2027-03-31
                """))
        .containsExactly("4:9 value.unknown.near");
  }
}
