package jp.anshin.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import jp.anshin.core.Interval;
import jp.anshin.documents.facts.CaseAccounts;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseDetails;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.law.Bounds;
import jp.anshin.law.Filing;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The periodic report as Excel file and as CSV. */
class PeriodicReportTest {

  private static final FormBook BOOK = FormText.shipped();
  private static final LocalizedText OPERATOR = new LocalizedText("例示通信株式会社", "Example ISP");
  private static final LocalizedText PERIOD =
      new LocalizedText("2024年度（2024年4月1日～2025年3月31日）", "FY2024 (1 April 2024 to 31 March 2025)");

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aSheetForEachFormAndOneOfDefinitions(String language) throws Exception {
    Locale locale = Locale.forLanguageTag(language);
    byte[] xlsx = PeriodicReportXlsx.write(BOOK, report(false), locale, Accidents.STAMP);
    WrittenPapers.kept("periodic." + language + ".xlsx", xlsx);
    try (XSSFWorkbook workbook = WrittenPapers.workbook(xlsx)) {
      assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
      assertThat(workbook.getSheetName(0)).isEqualTo(language.equals("ja") ? "様式第27" : "Form 27");
    }
    assertThat(WrittenPapers.sheetText(xlsx, 0)).contains("41,000").contains("125");
    assertThat(WrittenPapers.sheetText(xlsx, 1)).contains("12");
    assertThat(WrittenPapers.sheetText(xlsx, 2))
        .contains("送信型対電気通信設備サイバー攻撃".substring(0, language.equals("ja") ? 16 : 0))
        .contains("情報通信ネットワーク又は電磁的方式で作られた記録")
        .contains("2019-04-01")
        .contains(language.equals("ja") ? "未確認" : "unverified");
  }

  @Test
  void numbersAreNumbersAndWhatIsNotExactIsText() throws Exception {
    byte[] xlsx = PeriodicReportXlsx.write(BOOK, report(false), Locale.JAPANESE, Accidents.STAMP);
    try (XSSFWorkbook workbook = WrittenPapers.workbook(xlsx)) {
      var numbers =
          StreamSupport.stream(workbook.getSheetAt(0).spliterator(), false)
              .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
              .filter(cell -> cell.getCellType() == CellType.NUMERIC)
              .map(Cell::getNumericCellValue)
              .toList();
      assertThat(numbers).contains(41_000.0, 125.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(\"http://x\")", "+1", "-1+2", "@SUM(A1)", "\t=1", "＝１"})
  void aFormulaInAPersonsWordsStaysText(String formula) throws Exception {
    var report =
        new PeriodicReport(
            OPERATOR,
            PERIOD,
            List.of(Accidents.entry(false, false, 41_000, Map.of("summary", formula))));
    byte[] xlsx = PeriodicReportXlsx.write(BOOK, report, Locale.JAPANESE, Accidents.STAMP);
    try (XSSFWorkbook workbook = WrittenPapers.workbook(xlsx)) {
      workbook.forEach(sheet ->
          sheet.forEach(row ->
              row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA))));
    }
    String csv = csv(report);
    assertThat(csv).contains("\"'" + formula.replace("\"", "\"\"") + "\"");
  }

  @Test
  void theCsvHasAByteOrderMarkAndALineForEachAccident() {
    byte[] bytes = PeriodicReportCsv.write(BOOK, report(false), Locale.JAPANESE, Accidents.STAMP);
    WrittenPapers.kept("periodic.ja.csv", bytes);
    assertThat(bytes).startsWith(0xef, 0xbb, 0xbf);
    String csv = new String(bytes, StandardCharsets.UTF_8);
    assertThat(csv.split("\r\n")).hasSize(3);
    assertThat(csv).contains("\"41,000\"").contains("簡易な様式").contains("継続時間（分）※");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void theCsvDefinesTheCauseThatTheLawDefinesAndNoOther(String language) {
    var report =
        new PeriodicReport(
            OPERATOR,
            PERIOD,
            List.of(
                Accidents.entry(false, false, 1, Map.of("cause-code", "送信型対電気通信設備サイバー攻撃")),
                Accidents.entry(false, false, 1, Map.of("cause-code", "設定誤り"))));
    String csv =
        new String(
            PeriodicReportCsv.write(BOOK, report, Locale.forLanguageTag(language), Accidents.STAMP),
            StandardCharsets.UTF_8);
    String[] lines = csv.split("\r\n");
    assertThat(lines[0])
        .endsWith(
            language.equals("ja")
                ? "\"原因の定義（様式の外）\""
                : "\"Definition of the cause (beside the form)\"");
    assertThat(lines[1]).contains("情報通信ネットワーク又は電磁的方式で作られた記録");
    assertThat(lines[2]).endsWith(",\"\"");
    // Every line has as many cells as the header: none of these holds a quote.
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.split("\",\"", -1)).hasSameSizeAs(lines[0].split("\",\"", -1)));
  }

  @Test
  void whatIsNotKnownOfAServiceIsColouredLikeWhatIsNotKnownAtAll() throws Exception {
    var row =
        new AccidentCase(
            "a",
            2,
            Interval.at(Accidents.BEGAN),
            null,
            Bounds.exactly(7_800),
            Bounds.exactly(10),
            null,
            CaseDetails.NONE);
    Draft entry =
        Accidents.forTheMinistry(
            new CaseAccounts(BOOK, day -> null, Accidents.BEGAN).line(row, Filing.FORM27));
    byte[] xlsx =
        PeriodicReportXlsx.write(
            BOOK,
            new PeriodicReport(OPERATOR, PERIOD, List.of(entry)),
            Locale.JAPANESE,
            Accidents.STAMP);
    try (XSSFWorkbook workbook = WrittenPapers.workbook(xlsx)) {
      List<Cell> open =
          StreamSupport.stream(workbook.getSheetAt(0).spliterator(), false)
              .skip(1)
              .flatMap(line -> StreamSupport.stream(line.spliterator(), false))
              .filter(cell -> cell.getCellType() == CellType.STRING)
              .filter(cell -> cell.getStringCellValue().contains("確認中（未確認）"))
              .filter(cell -> cell.getColumnIndex() > 0)
              .toList();
      assertThat(open)
          .extracting(Cell::getStringCellValue)
          .contains("役務区分は確認中（未確認）")
          .hasSizeGreaterThan(3);
      assertThat(open)
          .allSatisfy(cell ->
              assertThat(cell.getCellStyle().getFillPattern())
                  .isEqualTo(FillPatternType.SOLID_FOREGROUND));
    }
  }

  @Test
  void aLineBreakAndAQuoteStayInTheirCell() {
    assertThat(PeriodicReportCsv.cell("二行\nの\"引用\"")).isEqualTo("\"二行\nの\"\"引用\"\"\"");
  }

  @Test
  void unknownItemsAreMarkedInBoth() {
    Draft unknown = Accidents.entry(false, false, 41_000, Map.of());
    var report = new PeriodicReport(OPERATOR, PERIOD, List.of(unknown));
    assertThat(
            WrittenPapers.sheetText(
                PeriodicReportXlsx.write(BOOK, report, Locale.JAPANESE, Accidents.STAMP), 0))
        .contains("確認中（未確認）");
    assertThat(csv(report)).contains("確認中（未確認）");
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(PeriodicReportXlsx.write(BOOK, report(false), Locale.JAPANESE, Accidents.STAMP))
        .isEqualTo(PeriodicReportXlsx.write(BOOK, report(false), Locale.JAPANESE, Accidents.STAMP));
  }

  @Test
  void aSimulatedReportSaysSoOnEverySheetAndLine() {
    byte[] xlsx = PeriodicReportXlsx.write(BOOK, report(true), Locale.JAPANESE, Accidents.STAMP);
    for (int sheet = 0; sheet < 3; sheet++) {
      assertThat(WrittenPapers.sheetText(xlsx, sheet)).contains("【模擬】");
    }
    String csv =
        new String(
            PeriodicReportCsv.write(BOOK, report(true), Locale.JAPANESE, Accidents.STAMP),
            StandardCharsets.UTF_8);
    assertThat(List.of(csv.split("\r\n")).subList(1, 3))
        .allSatisfy(line -> assertThat(line).contains("【模擬】"));
  }

  @Test
  void realAndSimulatedAccidentsAreNotMixed() {
    List<Draft> mixed =
        List.of(
            Accidents.entry(false, false, 1, Map.of()), Accidents.entry(true, false, 1, Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PeriodicReport(OPERATOR, PERIOD, mixed))
        .withMessageContaining("simulated");
  }

  @Test
  void anotherDraftIsNoEntry() {
    List<Draft> other = List.of(Accidents.detailedReport(false, 41_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PeriodicReport(OPERATOR, PERIOD, other));
  }

  private static String csv(PeriodicReport report) {
    return new String(
        PeriodicReportCsv.write(BOOK, report, Locale.JAPANESE, Accidents.STAMP),
        StandardCharsets.UTF_8);
  }

  private static PeriodicReport report(boolean simulated) {
    return new PeriodicReport(
        OPERATOR,
        PERIOD,
        List.of(
            Accidents.forTheMinistry(
                Accidents.entry(
                    simulated,
                    false,
                    41_000,
                    Map.of("cause-code", "設定誤り", "facility", "その他の電気通信設備", "summary", "加入者認証の故障"))),
            Accidents.forTheMinistry(
                Accidents.entry(
                    simulated,
                    true,
                    12,
                    Map.of(
                        "facility",
                        "移動端末設備と接続される端末系伝送路設備",
                        "cause-code",
                        "自然故障",
                        "summary",
                        "落雷による基地局の停止")))));
  }
}
