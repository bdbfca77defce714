package jp.anshin.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jp.anshin.formats.form.Form;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftWriter;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** The report within thirty days as a Word file: headings and one table, for a person to go on. */
public final class DetailedReportDocx {

  /** It comes with Windows 10 and later; others put their own Japanese font in its place. */
  private static final String FONT = "BIZ UDPGothic";

  private static final Set<String> AT_THE_HEAD = Set.of("sender", DraftWriter.AS_OF);

  // Lengths are in twentieths of a point.
  private static final BigInteger A4_WIDTH = BigInteger.valueOf(11_906);
  private static final BigInteger A4_HEIGHT = BigInteger.valueOf(16_838);
  private static final BigInteger MARGIN = BigInteger.valueOf(1_134);
  private static final int LABEL_WIDTH = 2_800;
  private static final int TEXT_WIDTH = 6_838;
  private static final int SPACING = 240;
  private static final int CELL_MARGIN = 60;
  private static final int SIZE = 10;
  private static final int SIZE_SMALL = 8;
  private static final int HALF_POINTS = 2;
  private static final String UNKNOWN_SHADE = "FFF2CC";
  private static final String LABEL_SHADE = "F0F0F0";

  private final XWPFDocument document;
  private final Draft draft;
  private final Locale locale;
  private final DocumentMessages words;

  private DetailedReportDocx(XWPFDocument document, Draft draft, DocumentMessages words) {
    this.document = document;
    this.draft = draft;
    this.words = words;
    this.locale = words.locale();
  }

  /**
   * The file. The same input gives the same bytes.
   *
   * @param draft a detailed report, already reduced to what its reader may read
   * @throws IllegalArgumentException when it is beyond {@link DocumentLimits}
   */
  public static byte[] write(FormBook book, Draft draft, Locale locale, DocumentStamp stamp) {
    DocumentLimits.check(draft);
    Form form = book.form(FormBook.DETAILED_REPORT);
    try (var document = new XWPFDocument();
        var out = new ByteArrayOutputStream()) {
      var report = new DetailedReportDocx(document, draft, DocumentMessages.in(locale));
      report.page();
      report.styles();
      report.headAndFoot(stamp);
      report.opening(form);
      report.table();
      report.closing(form);
      report.properties(stamp);
      document.write(out);
      return FixedArchive.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void page() {
    var section = document.getDocument().getBody().addNewSectPr();
    var size = section.addNewPgSz();
    size.setW(A4_WIDTH);
    size.setH(A4_HEIGHT);
    var margin = section.addNewPgMar();
    margin.setLeft(MARGIN);
    margin.setRight(MARGIN);
    margin.setTop(MARGIN);
    margin.setBottom(MARGIN);
  }

  private void styles() {
    XWPFStyles styles = document.createStyles();
    CTFonts fonts = CTFonts.Factory.newInstance();
    fonts.setAscii(FONT);
    fonts.setHAnsi(FONT);
    fonts.setEastAsia(FONT);
    styles.setDefaultFonts(fonts);
    styles.setSpellingLanguage(locale.equals(Locale.JAPANESE) ? "ja-JP" : "en-GB");
    styles.setEastAsia("ja-JP");
    style(styles, "Title", "Title", 0, 16);
    style(styles, "Heading1", "heading 1", 1, 12);
  }

  private static void style(XWPFStyles styles, String id, String name, int level, int size) {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId(id);
    style.setType(STStyleType.PARAGRAPH);
    style.addNewName().setVal(name);
    style.addNewQFormat();
    var paragraph = style.addNewPPr();
    paragraph.addNewKeepNext();
    if (level > 0) {
      paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1L));
    }
    var run = style.addNewRPr();
    run.addNewB();
    run.addNewSz().setVal(BigInteger.valueOf((long) size * HALF_POINTS));
    styles.addStyle(new XWPFStyle(style));
  }

  /** What the file is and how far it has come stands on every page. */
  private void headAndFoot(DocumentStamp stamp) {
    List<String> marks = StampWords.marks(draft.simulated(), stamp, locale);
    var head = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
    run(head, String.join(words.say("mark-separator"), marks), SIZE, true);
    var footer = document.createFooter(HeaderFooterType.DEFAULT);
    run(footer.createParagraph(), StampWords.status(stamp, locale), SIZE_SMALL, false);
    // On a line of its own: how far it has come is long, and would part the number of pages.
    var foot = footer.createParagraph();
    foot.setAlignment(ParagraphAlignment.RIGHT);
    run(foot, words.say("page") + " ", SIZE_SMALL, false);
    foot.getCTP().addNewFldSimple().setInstr("PAGE");
    run(foot, " / ", SIZE_SMALL, false);
    foot.getCTP().addNewFldSimple().setInstr("NUMPAGES");
  }

  private void opening(Form form) {
    line(ReportPage.numberOf(form, draft, locale), ParagraphAlignment.LEFT, SIZE);
    XWPFParagraph title = document.createParagraph();
    title.setStyle("Title");
    title.setAlignment(ParagraphAlignment.CENTER);
    title.setSpacingBefore(SPACING);
    title.setSpacingAfter(SPACING);
    title.createRun().setText(draft.title().in(locale));
    textOf(DraftWriter.AS_OF)
        .ifPresent(at -> line(words.say("as-of-line", at), ParagraphAlignment.RIGHT, SIZE));
    line(words.say("addressee"), ParagraphAlignment.LEFT, SIZE);
    textOf("sender").ifPresent(sender -> line(sender, ParagraphAlignment.RIGHT, SIZE));
    line(words.say("law"), ParagraphAlignment.LEFT, SIZE);
    heading(words.say("docx.items"));
  }

  private void closing(Form form) {
    heading(words.say("docx.notes"));
    line(form.note().in(locale), ParagraphAlignment.LEFT, SIZE);
    line(words.say("docx.unknown"), ParagraphAlignment.LEFT, SIZE);
  }

  private void heading(String text) {
    XWPFParagraph heading = document.createParagraph();
    heading.setStyle("Heading1");
    heading.setSpacingBefore(SPACING);
    heading.setSpacingAfter(SPACING / 2);
    heading.createRun().setText(text);
  }

  private void table() {
    List<DraftItem> items =
        draft.items().stream().filter(item -> !AT_THE_HEAD.contains(item.key())).toList();
    XWPFTable table = document.createTable(items.size() + 1, 2);
    table.setWidth(LABEL_WIDTH + TEXT_WIDTH);
    table.setCellMargins(CELL_MARGIN, 2 * CELL_MARGIN, CELL_MARGIN, 2 * CELL_MARGIN);
    var grid = table.getCTTbl().addNewTblGrid();
    grid.addNewGridCol().setW(BigInteger.valueOf(LABEL_WIDTH));
    grid.addNewGridCol().setW(BigInteger.valueOf(TEXT_WIDTH));
    XWPFTableRow header = table.getRow(0);
    header.setRepeatHeader(true);
    cell(header.getCell(0), words.say("docx.item"), true, LABEL_WIDTH).setColor(LABEL_SHADE);
    cell(header.getCell(1), words.say("docx.content"), true, TEXT_WIDTH).setColor(LABEL_SHADE);
    for (int i = 0; i < items.size(); i++) {
      DraftItem item = items.get(i);
      XWPFTableRow row = table.getRow(i + 1);
      row.setCantSplitRow(true);
      cell(row.getCell(0), item.label().in(locale), true, LABEL_WIDTH).setColor(LABEL_SHADE);
      XWPFTableCell said = cell(row.getCell(1), item.text().in(locale), false, TEXT_WIDTH);
      if (!item.known()) {
        said.setColor(UNKNOWN_SHADE);
      }
    }
  }

  private static XWPFTableCell cell(XWPFTableCell cell, String text, boolean bold, int width) {
    cell.setWidth(Integer.toString(width));
    XWPFParagraph paragraph = cell.getParagraphs().getFirst();
    run(paragraph, text, SIZE, bold);
    return cell;
  }

  private void line(String text, ParagraphAlignment alignment, int size) {
    if (!text.isEmpty()) {
      XWPFParagraph paragraph = document.createParagraph();
      paragraph.setAlignment(alignment);
      run(paragraph, text, size, false);
    }
  }

  private static void run(XWPFParagraph paragraph, String text, int size, boolean bold) {
    XWPFRun run = paragraph.createRun();
    run.setFontSize(size);
    run.setBold(bold);
    List<String> lines = OfficeText.lines(text);
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        run.addBreak();
      }
      run.setText(lines.get(i), i);
    }
  }

  private Optional<String> textOf(String key) {
    return draft.item(key).map(item -> item.text().in(locale));
  }

  private void properties(DocumentStamp stamp) {
    var core = document.getProperties().getCoreProperties();
    core.setTitle(draft.title().in(locale));
    core.setCreator("Anshin");
    core.setCreated(Optional.of(Date.from(stamp.madeAt())));
    core.setModified(Optional.of(Date.from(stamp.madeAt())));
  }
}
