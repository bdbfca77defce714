package jp.anshin.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Operator;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First and detailed report as PDF, Word and words to be read aloud. */
class ReportPapersTest {

  private static final FormBook BOOK = FormText.shipped();
  private static final String RARE = "①②③④髙﨑〜−～㈱";

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aFirstReportGoesOnOnePageAndMarksWhatIsUnknown(String language) {
    Locale locale = Locale.forLanguageTag(language);
    byte[] pdf = first(Accidents.firstReport(false, 41_000), locale, Accidents.STAMP);
    WrittenPapers.kept("first." + language + ".pdf", pdf);
    assertThat(WrittenPapers.pdfPages(pdf)).isEqualTo(1);
    String text = WrittenPapers.pdfText(pdf).replace(" ", "");
    boolean japanese = language.equals("ja");
    assertThat(text)
        .contains(japanese ? "重大な事故の第一報" : "Firstreportofaseriousaccident")
        .contains(japanese ? "4万1,000" : "41,000")
        .contains(japanese ? "関東総合通信局（連絡先は未確認）" : "KantoBureau")
        .contains(japanese ? "信越総合通信局" : "Shin-etsuBureau")
        .contains(japanese ? "確認中（未確認）" : "unverified")
        .contains(japanese ? "下書き第3版" : "Draft,version3")
        .contains("1/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void aDetailedReportHasEveryFieldOfTheFormInPdfAndWord(String language) {
    Locale locale = Locale.forLanguageTag(language);
    Draft draft = Accidents.forTheMinistry(Accidents.detailedReport(false, 41_000));
    byte[] pdf = DetailedReportPdf.write(BOOK, draft, locale, Accidents.STAMP);
    byte[] docx = DetailedReportDocx.write(BOOK, draft, locale, Accidents.STAMP);
    WrittenPapers.kept("detailed." + language + ".pdf", pdf);
    WrittenPapers.kept("detailed." + language + ".docx", docx);
    String pdfText = WrittenPapers.pdfText(pdf).replaceAll("\\s", "");
    String docxText = WrittenPapers.docxText(docx).replaceAll("\\s", "");
    BOOK.form(FormBook.DETAILED_REPORT).fields().stream()
        .filter(field -> !Set.of("sender", "as-of").contains(field.key()))
        .forEach(field -> {
          String label = field.label().in(locale).replaceAll("\\s", "");
          assertThat(pdfText).contains(label);
          assertThat(docxText).contains(label);
        });
    assertThat(pdfText).contains("様式第五十の三");
    assertThat(docxText).contains("様式第五十の三");
  }

  @Test
  void aWordFileHasHeadingsATableWithARepeatedHeadAndJapaneseFonts() throws Exception {
    byte[] docx =
        DetailedReportDocx.write(
            BOOK,
            Accidents.forTheMinistry(Accidents.detailedReport(true, 41_000)),
            Locale.JAPANESE,
            Accidents.STAMP);
    try (var document = new XWPFDocument(new ByteArrayInputStream(docx))) {
      assertThat(document.getParagraphs())
          .extracting(paragraph -> String.valueOf(paragraph.getStyle()))
          .contains("Title", "Heading1");
      var table = document.getTables().getFirst();
      assertThat(table.getRow(0).isRepeatHeader()).isTrue();
      assertThat(table.getRow(0).getCell(0).getText()).isEqualTo("項目");
      assertThat(table.getRows()).hasSizeGreaterThan(15);
      assertThat(document.getHeaderList().getFirst().getText()).contains("【模擬】", "承認前の案");
      assertThat(document.getFooterList().getFirst().getText()).contains("下書き 第3版");
    }
  }

  @Test
  void lettersOfNamesAndNumbersComeOutAndAnotherIsShownAsMissing() {
    assertThat(Fonts.has(RARE + "々〆ヶ①⑳ⅠⅩ№℡㈲㌔￠￡￢―‐・：；「」［］％＆＠")).isTrue();
    Draft draft = with(Accidents.firstReport(false, 41_000), "cause", RARE + "と𠮷");
    String text = WrittenPapers.pdfText(first(draft, Locale.JAPANESE, Accidents.STAMP));
    assertThat(text).contains(RARE + "と〓").contains("U+20BB7");
  }

  @Test
  void aChangedFigureChangesEveryPaper() {
    for (long users : new long[] {41_000, 52_345}) {
      String figure = users == 41_000 ? "4万1,000" : "5万2,345";
      Draft detailed = Accidents.forTheMinistry(Accidents.detailedReport(false, users));
      assertThat(
              WrittenPapers.pdfText(
                  first(Accidents.firstReport(false, users), Locale.JAPANESE, Accidents.STAMP)))
          .contains(figure);
      assertThat(
              WrittenPapers.pdfText(
                  DetailedReportPdf.write(BOOK, detailed, Locale.JAPANESE, Accidents.STAMP)))
          .contains(figure);
      assertThat(
              WrittenPapers.docxText(
                  DetailedReportDocx.write(BOOK, detailed, Locale.JAPANESE, Accidents.STAMP)))
          .contains(figure);
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    Draft first = Accidents.firstReport(false, 41_000);
    Draft detailed = Accidents.detailedReport(false, 41_000);
    assertThat(first(first, Locale.JAPANESE, Accidents.STAMP))
        .isEqualTo(first(first, Locale.JAPANESE, Accidents.STAMP));
    assertThat(DetailedReportDocx.write(BOOK, detailed, Locale.JAPANESE, Accidents.STAMP))
        .isEqualTo(DetailedReportDocx.write(BOOK, detailed, Locale.JAPANESE, Accidents.STAMP));
  }

  @Test
  void aSimulatedOneSaysSoOnEveryPage() {
    Draft draft =
        longCause(Accidents.forTheMinistry(Accidents.detailedReport(true, 41_000)), 3_000);
    byte[] pdf = DetailedReportPdf.write(BOOK, draft, Locale.JAPANESE, approved());
    assertThat(WrittenPapers.pdfPages(pdf)).isGreaterThan(2);
    for (int page = 1; page <= WrittenPapers.pdfPages(pdf); page++) {
      assertThat(WrittenPapers.pdfPage(pdf, page)).contains("【模擬】").contains(page + " / ");
    }
    byte[] real =
        DetailedReportPdf.write(
            BOOK,
            Accidents.forTheMinistry(Accidents.detailedReport(false, 41_000)),
            Locale.JAPANESE,
            approved());
    assertThat(WrittenPapers.pdfText(real)).doesNotContain("模擬", "承認前");
    assertThat(WrittenPapers.pdfText(real)).contains("承認済み 第3版").contains("鈴木");
  }

  @Test
  void anApprovedOneIsNotMarkedAsUnapprovedAndTheOtherIs() {
    Draft draft = Accidents.firstReport(false, 41_000);
    assertThat(WrittenPapers.pdfText(first(draft, Locale.JAPANESE, Accidents.STAMP)))
        .contains("承認前の案");
    assertThat(WrittenPapers.pdfText(first(draft, Locale.JAPANESE, approved())))
        .doesNotContain("承認前の案");
  }

  @Test
  void aLongFirstReportTakesMorePagesAndLosesNothing() {
    Draft draft = longCause(Accidents.firstReport(false, 41_000), 2_000);
    byte[] pdf = first(draft, Locale.JAPANESE, Accidents.STAMP);
    assertThat(WrittenPapers.pdfPages(pdf)).isGreaterThan(1);
    assertThat(WrittenPapers.pdfText(pdf)).contains("終わり");
    assertThat(WrittenPapers.pdfPage(pdf, 2)).contains("2 / ");
  }

  @Test
  void whatIsHiddenFromAReaderIsInNoPaperOfTheirs() {
    String secret = "社外秘の判定";
    for (Draft draft :
        List.of(Accidents.firstReport(false, 41_000), Accidents.detailedReport(false, 41_000))) {
      Draft otherwise = Accidents.forTheMinistry(with(draft, "determination", secret));
      Draft seen = Accidents.forTheMinistry(draft);
      assertThat(otherwise).isEqualTo(seen);
      assertThat(first(otherwise, Locale.JAPANESE, Accidents.STAMP))
          .isEqualTo(first(seen, Locale.JAPANESE, Accidents.STAMP));
      assertThat(
              WrittenPapers.docxText(
                  DetailedReportDocx.write(BOOK, otherwise, Locale.JAPANESE, Accidents.STAMP)))
          .doesNotContain(secret, "社内用");
      assertThat(
              WrittenPapers.pdfText(
                  DetailedReportPdf.write(BOOK, otherwise, Locale.JAPANESE, Accidents.STAMP)))
          .doesNotContain(secret, "社内用");
      assertThat(script(otherwise, Locale.JAPANESE)).doesNotContain(secret, "社内用");
    }
  }

  @Test
  void markupInAPersonsWordsStaysText() {
    String markup = "</td><script>alert(1)</script>&lt; \"引用\" ]]> {{title}}";
    Draft draft = with(Accidents.detailedReport(false, 41_000), "cause", markup);
    assertThat(
            WrittenPapers.pdfText(
                DetailedReportPdf.write(BOOK, draft, Locale.JAPANESE, Accidents.STAMP)))
        .contains("<script>alert(1)</script>")
        .contains("{{title}}");
    assertThat(
            WrittenPapers.docxText(
                DetailedReportDocx.write(BOOK, draft, Locale.JAPANESE, Accidents.STAMP)))
        .contains(markup);
  }

  @Test
  void controlCharactersAreLeftOut() {
    Draft draft = with(Accidents.detailedReport(false, 41_000), "cause", "前\u0000\u0007\u001b後");
    assertThat(
            WrittenPapers.docxText(
                DetailedReportDocx.write(BOOK, draft, Locale.JAPANESE, Accidents.STAMP)))
        .contains("前後");
    assertThat(
            WrittenPapers.pdfText(
                DetailedReportPdf.write(BOOK, draft, Locale.JAPANESE, Accidents.STAMP)))
        .contains("前後");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    Draft draft =
        with(
            Accidents.detailedReport(false, 41_000),
            "cause",
            "あ".repeat(DocumentLimits.ITEM_CHARACTERS_MAX + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DetailedReportPdf.write(BOOK, draft, Locale.JAPANESE, Accidents.STAMP))
        .withMessageContaining("cause");
  }

  @Test
  void theTelephoneScriptReadsWellAloud() {
    Draft draft = Accidents.forTheMinistry(Accidents.firstReport(false, 41_000));
    String script = script(draft, Locale.JAPANESE);
    WrittenPapers.kept("script.ja.txt", script.getBytes(StandardCharsets.UTF_8));
    assertThat(script)
        .contains("例示通信株式会社（架空）です。重大な事故の第一報")
        .contains("影響を与えた利用者数。例示インターネット接続は、4万1,000")
        .contains("12時23分。")
        .contains("次の事項は確認中です。事故の原因となった設備の設置場所、卸電気通信役務")
        .contains("分かり次第、続報します。")
        .contains("+81-3-0000-0001")
        .doesNotContain("JST", "「", "@isp.example", "00秒");
    String english = script(draft, Locale.ENGLISH);
    WrittenPapers.kept("script.en.txt", english.getBytes(StandardCharsets.UTF_8));
    assertThat(english).contains("We shall report as soon as more is known.").doesNotContain("JST");
    assertThat(script(Accidents.firstReport(true, 41_000), Locale.JAPANESE))
        .contains("【模擬】これは模擬の事案です");
  }

  @Test
  void withoutAreaTheBureauIsNotGuessed() {
    Recipients nobody = Recipients.of(BOOK, List.of(), null);
    assertThat(nobody.lines(Locale.JAPANESE))
        .containsExactly("総務省（本省）所管部署（連絡先は未確認）", "所管の総合通信局（影響を与えた範囲が確認中のため未確認）");
  }

  @Test
  void theScriptNamesTheNumberThatIsAnsweredAtTheHourOfTheCall() throws Exception {
    String desk = "name: {ja: 総合通信局（例）";
    String phone = "phone: \"+81-3-0000-0110\"";
    String file =
        OperatorText.example()
            .replace(desk, "name: {ja: 関東総合通信局")
            .replace(
                phone,
                phone + "\n    hours: 09:30-18:15\n    phone-off-hours: \"+81-3-0000-0999\"");
    Draft draft = Accidents.forTheMinistry(Accidents.firstReport(false, 41_000));
    assertThat(script(draft, file, Instant.parse("2024-05-10T00:30:00Z")))
        .contains("平日 09:30～18:15", "いま（2024年5月10日 9時30分）は受付時間内", "→ 電話 +81-3-0000-0110")
        .as("of the other desks nobody has said")
        .contains("受付時間は未確認");
    assertThat(script(draft, file, Instant.parse("2024-05-10T09:15:00Z")))
        .contains("いま（2024年5月10日 18時15分）は受付時間外 → 電話 +81-3-0000-0999");
    assertThat(script(draft, file, Instant.parse("2024-05-11T03:00:00Z")))
        .as("a Saturday")
        .contains("は受付時間外 → 電話 +81-3-0000-0999");
    String noNight = file.replace("    phone-off-hours: \"+81-3-0000-0999\"\n", "");
    assertThat(script(draft, noNight, Instant.parse("2024-05-10T15:00:00Z")))
        .contains("は受付時間外 → 電話 未確認");
  }

  private static String script(Draft draft, String operatorFile, Instant at) throws Exception {
    Operator operator = OperatorText.read(operatorFile).on(LocalDate.parse("2024-05-10"));
    return TelephoneScript.of(
        draft, Locale.JAPANESE, Accidents.STAMP, Recipients.of(BOOK, Accidents.AREA, operator), at);
  }

  @Test
  void theFaxPageNamesTheNumberOfADeskOrLeavesItBlankAndSaysSo() {
    Recipients desks = Recipients.of(BOOK, Accidents.AREA, Accidents.operator());
    assertThat(String.join("\n", desks.faxLines(Locale.JAPANESE)))
        .contains("FAX +81-3-0000-0111", "FAX ＿＿＿＿＿＿＿＿（番号は未確認");
    assertThat(String.join("\n", desks.lines(Locale.JAPANESE)))
        .as("on the telephone no missing number of a FAX is told")
        .doesNotContain("＿");
  }

  @Test
  void anEstimateThatAPersonWroteIsReadAloudAsAnEstimate() {
    Draft draft = Accidents.forTheMinistry(Accidents.firstReport(false, 41_000));
    DraftItem cause = draft.item("cause").orElseThrow();
    var items =
        draft.items().stream()
            .map(item ->
                item.key().equals("cause")
                    ? cause.saying(new LocalizedText("推定: 電源の故障", "estimate: power"))
                    : item)
            .toList();
    String script =
        script(new Draft(draft.kind(), draft.simulated(), draft.title(), items), Locale.JAPANESE);
    assertThat(script).contains("推定: 電源の故障").doesNotContain("推定は、");
  }

  @Test
  void aCorrectionSaysSoAndWhichVersionItReplaces() {
    DocumentStamp first = approved();
    var corrected =
        new DocumentStamp(
            DocumentStatus.APPROVED,
            first.version(),
            first.madeAt(),
            first.approvedBy(),
            first.approvedAt(),
            false,
            new DocumentStamp.Sent(2, Accidents.BEGAN.plusSeconds(3_600)));
    Draft draft = Accidents.forTheMinistry(Accidents.firstReport(false, 41_000));
    assertThat(ReportMail.of(draft, Locale.JAPANESE, corrected)).contains("訂正", "第2版", "を訂正するもの");
    assertThat(ReportMail.of(draft, Locale.ENGLISH, corrected)).contains("corrects version 2");
    assertThat(ReportMail.of(draft, Locale.JAPANESE, first)).doesNotContain("訂正");
  }

  private static DocumentStamp approved() {
    return new DocumentStamp(
        DocumentStatus.APPROVED,
        3,
        Accidents.BEGAN.plusSeconds(10_800),
        "鈴木",
        Instant.parse("2024-05-10T07:00:00Z"),
        false,
        null);
  }

  private static byte[] first(Draft draft, Locale locale, DocumentStamp stamp) {
    return FirstReportPdf.write(
        BOOK,
        draft.visibleTo(Audience.MINISTRY),
        locale,
        stamp,
        Recipients.of(BOOK, Accidents.AREA, Accidents.operator()));
  }

  private static String script(Draft draft, Locale locale) {
    return TelephoneScript.of(
        draft,
        locale,
        Accidents.STAMP,
        Recipients.of(BOOK, Accidents.AREA, Accidents.operator()),
        Accidents.BEGAN);
  }

  private static Draft longCause(Draft draft, int repeats) {
    return with(draft, "cause", "原因を調べている。".repeat(repeats / 3) + "終わり");
  }

  private static Draft with(Draft draft, String key, String text) {
    var items = new ArrayList<DraftItem>();
    for (DraftItem item : draft.items()) {
      items.add(
          item.key().equals(key)
              ? new DraftItem(
                  key,
                  item.label(),
                  LocalizedText.asWritten(text),
                  true,
                  item.audiences(),
                  item.sources())
              : item);
    }
    return new Draft(draft.kind(), draft.simulated(), draft.title(), items);
  }
}
