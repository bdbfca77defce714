package jp.anshin.formats.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import jp.anshin.operator.Prefecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTextTest {

  private final FormBook book = FormText.shipped();

  @Test
  void whatIsShippedMeetsItsSchemaAndContradictsNothing() throws IOException {
    assertThat(FormText.read(shippedText())).isEqualTo(book);
  }

  @Test
  void theFirstReportHasTheSevenFieldsOfTheMinistrysPage() {
    assertThat(book.form(FormBook.FIRST_REPORT).fields())
        .extracting(FormField::key)
        .containsExactly(
            "occurred-at", "equipment-place", "service", "area", "users", "cause", "wholesale");
  }

  @Test
  void noLayoutIsClaimedThatWasNotCompared() {
    for (String id :
        List.of(FormBook.DETAILED_REPORT, FormBook.PERIODIC_FORM_27, FormBook.PERIODIC_SIMPLE)) {
      Form form = book.form(id);
      assertThat(form.layout()).isEqualTo(FormCertainty.UNVERIFIED);
      assertThat(form.note().japanese()).contains("未確認");
      assertThat(form.note().english()).contains("unverified");
    }
    assertThat(book.bandsCertainty()).isEqualTo(FormCertainty.UNVERIFIED);
  }

  @Test
  void theCyberAttackCarriesItsDefinitionAndBeginsInFiscal2019() {
    Cause cyber = book.cause("C-CYBER").orElseThrow();
    assertThat(cyber.label().japanese()).isEqualTo("送信型対電気通信設備サイバー攻撃");
    assertThat(cyber.definition())
        .startsWith("情報通信ネットワーク又は電磁的方式で作られた記録")
        .contains("指令を与える電気通信の送信を含む");
    assertThat(cyber.validFromCertainty()).isEqualTo(FormCertainty.UNVERIFIED);
    assertThat(book.causesOn(LocalDate.parse("2019-03-31"))).doesNotContain(cyber);
    assertThat(book.causesOn(LocalDate.parse("2019-04-01"))).contains(cyber);
    assertThat(book.groupOf(cyber)).isEmpty();
  }

  @Test
  void threeClassesOfFacilitiesAreToldInTheSimpleForm() {
    assertThat(book.facilities())
        .filteredOn(Facility::simpleForm)
        .extracting(Facility::code)
        .containsExactly("F-RAN", "F-RSU", "F-DSLAM");
  }

  @ParameterizedTest
  @CsvSource({
    "HOKKAIDO, 北海道総合通信局",
    "FUKUSHIMA, 東北総合通信局",
    "YAMANASHI, 関東総合通信局",
    "NIIGATA, 信越総合通信局",
    "FUKUI, 北陸総合通信局",
    "SHIZUOKA, 東海総合通信局",
    "MIE, 東海総合通信局",
    "WAKAYAMA, 近畿総合通信局",
    "YAMAGUCHI, 中国総合通信局",
    "KOCHI, 四国総合通信局",
    "KAGOSHIMA, 九州総合通信局",
    "OKINAWA, 沖縄総合通信事務所"
  })
  void eachPrefectureHasItsBureau(Prefecture prefecture, String bureau) {
    assertThat(book.bureausOf(List.of(prefecture)))
        .singleElement()
        .satisfies(found -> assertThat(found.name().japanese()).isEqualTo(bureau));
  }

  @Test
  void elevenBureausShareThe47PrefecturesWithoutRestOrOverlap() {
    assertThat(book.bureaus()).hasSize(11);
    assertThat(book.bureaus().stream().flatMap(bureau -> bureau.prefectures().stream()))
        .containsExactlyInAnyOrder(Prefecture.values());
  }

  @ParameterizedTest
  @CsvSource({"0, 500人未満", "499, 500人未満", "500, 500人以上5千人未満", "30000, 3万人以上10万人未満"})
  void aBandBeginsAtItsLeast(long users, String band) {
    assertThat(FormBook.bandOf(book.userBands(), users).label().japanese()).isEqualTo(band);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"group\": \"HUMAN\"|\"group\": \"NOBODY\"|causes/C-WORK: no group NOBODY",
        "\"code\": \"C-CONFIG\"|\"code\": \"C-WORK\"|causes: twice C-WORK",
        "[15, 20]|[15]|bureaus: 0 for prefecture 20",
        "[15, 20]|[15, 20, 16]|bureaus: 2 for prefecture 16",
        "\"source\": \"report-2018\"|\"source\": \"hearsay\"|sources: no hearsay",
        "{\"from\": 500,|{\"from\": 0,|userBands: bands must rise",
        "\"certainty\": \"verified\"|\"certainty\": \"sure\"|certainty",
        "\"title\"|\"titel\"|title"
      })
  void whatContradictsItselfIsRefusedWithItsPlace(String from, String to, String fault)
      throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FormText.read(shippedText().replace(from, to)))
        .withMessageContaining(fault);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FormText.read("{"))
        .withMessageStartingWith("no JSON");
  }

  private static String shippedText() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FormText.class.getResourceAsStream("forms.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
