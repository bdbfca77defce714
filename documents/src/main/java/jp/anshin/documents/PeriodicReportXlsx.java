package jp.anshin.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.anshin.formats.form.Band;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.CauseGroup;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.Form;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormCertainty;
import jp.anshin.formats.form.FormField;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.operator.LocalizedName;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * The periodic report as an Excel file: a sheet for each form, and one that tells how certain forms
 * and codes are and how causes are defined. No cell is ever a formula.
 */
public final class PeriodicReportXlsx {

  private static final int ROWS_IN_MEMORY = 200;
  private static final Pattern DIGITS = Pattern.compile("[0-9][0-9,]{0,14}");
  private static final String FONT = "BIZ UDPGothic";
  private static final int CHARACTER_WIDTH = 256;
  private static final int NUMBER_WIDTH = 6;
  private static final int SHORT_WIDTH = 14;
  private static final int TEXT_WIDTH = 24;

  /** From so many columns on a page is too narrow for A4. */
  private static final int COLUMNS_MAX_A4 = 10;

  /** A line of ten points with the room between lines. */
  private static final float LINE_HEIGHT = 14;

  private static final float TITLE_HEIGHT = 20;

  /** Excel takes no higher row. */
  private static final float ROW_HEIGHT_MAX = 409;

  /** From here on letters are two wide: Japanese is. */
  private static final int WIDE_FROM = 0x2e80;

  private static final int LAST_COLUMN_WIDTH = 60;
  private static final short FONT_SIZE = 10;
  private static final short TITLE_SIZE = 14;

  private final SXSSFWorkbook workbook;
  private final FormBook book;
  private final PeriodicReport report;
  private final DocumentStamp stamp;
  private final DocumentMessages words;
  private final Locale locale;
  private final CellStyle plain;
  private final CellStyle boxed;
  private final CellStyle formulaLike;
  private final CellStyle unknown;
  private final CellStyle number;
  private final CellStyle header;
  private final CellStyle title;
  private final CellStyle heading;

  private PeriodicReportXlsx(
      SXSSFWorkbook workbook,
      FormBook book,
      PeriodicReport report,
      DocumentStamp stamp,
      DocumentMessages words) {
    this.workbook = workbook;
    this.book = book;
    this.report = report;
    this.stamp = stamp;
    this.words = words;
    this.locale = words.locale();
    this.plain = style(false, FONT_SIZE);
    this.title = style(true, TITLE_SIZE);
    this.heading = style(true, FONT_SIZE);
    this.boxed = boxed(style(false, FONT_SIZE));
    this.formulaLike = boxed(style(false, FONT_SIZE));
    formulaLike.setQuotePrefixed(true);
    this.unknown = filled(boxed(style(false, FONT_SIZE)), IndexedColors.LEMON_CHIFFON);
    this.number = boxed(style(false, FONT_SIZE));
    number.setDataFormat(workbook.createDataFormat().getFormat("#,##0"));
    this.header = filled(boxed(style(true, FONT_SIZE)), IndexedColors.GREY_25_PERCENT);
  }

  /** The file. The same input gives the same bytes. */
  public static byte[] write(
      FormBook book, PeriodicReport report, Locale locale, DocumentStamp stamp) {
    try (var workbook = new SXSSFWorkbook(new XSSFWorkbook(), ROWS_IN_MEMORY, true);
        var out = new ByteArrayOutputStream()) {
      var file = new PeriodicReportXlsx(workbook, book, report, stamp, DocumentMessages.in(locale));
      file.sheet(book.form(FormBook.PERIODIC_FORM_27), DraftKind.PERIODIC_FORM_27);
      file.sheet(book.form(FormBook.PERIODIC_SIMPLE), DraftKind.PERIODIC_SIMPLE);
      file.definitions();
      file.properties();
      workbook.write(out);
      return FixedArchive.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sheet(Form form, DraftKind kind) {
    SXSSFSheet sheet = page(words.say("sheet." + kind));
    if (form.fields().size() > COLUMNS_MAX_A4) {
      sheet.getPrintSetup().setPaperSize(PrintSetup.A3_PAPERSIZE);
    }
    List<Draft> entries = report.of(kind);
    int row = opening(sheet, form, entries.size());
    Row head = sheet.createRow(row);
    cell(head, 0, words.say("sheet.number"), header);
    sheet.setColumnWidth(0, NUMBER_WIDTH * CHARACTER_WIDTH);
    List<FormField> fields = form.fields();
    for (int i = 0; i < fields.size(); i++) {
      cell(head, i + 1, PeriodicReportCsv.label(fields.get(i), words), header);
      boolean isShort = fields.get(i).kind() != FormField.Kind.TEXT;
      sheet.setColumnWidth(i + 1, (isShort ? SHORT_WIDTH : TEXT_WIDTH) * CHARACTER_WIDTH);
    }
    boolean noted = entries.stream().anyMatch(entry -> entry.item(PeriodicReport.NOTE).isPresent());
    int last = fields.size() + 1;
    if (noted) {
      cell(head, last, words.say("sheet.note"), header);
      sheet.setColumnWidth(last, TEXT_WIDTH * CHARACTER_WIDTH);
    }
    fit(sheet, head);
    sheet.createFreezePane(1, row + 1);
    sheet.setRepeatingRows(new CellRangeAddress(row, row, -1, -1));
    for (int i = 0; i < entries.size(); i++) {
      Row line = sheet.createRow(row + 1 + i);
      var numbered = line.createCell(0);
      numbered.setCellValue(i + 1);
      numbered.setCellStyle(number);
      for (int column = 0; column < fields.size(); column++) {
        value(line, column + 1, fields.get(column), entries.get(i));
      }
      if (noted) {
        var note = entries.get(i).item(PeriodicReport.NOTE);
        cell(line, last, note.map(item -> item.text().in(locale)).orElse(""), boxed);
      }
      fit(sheet, line);
    }
  }

  private int opening(SXSSFSheet sheet, Form form, int accidents) {
    var lines = new ArrayList<String>();
    lines.add(form.name().in(locale) + " " + form.number());
    lines.addAll(StampWords.marks(report.simulated(), stamp, locale));
    lines.add(words.say("sheet.operator", report.operator().in(locale)));
    lines.add(words.say("sheet.period", report.period().in(locale)));
    lines.add(words.say("sheet.count", Integer.toString(accidents)));
    lines.add(StampWords.status(stamp, locale));
    report.notes().forEach(note -> lines.add(note.in(locale)));
    lines.add(words.say("note", form.note().in(locale)));
    for (int i = 0; i < lines.size(); i++) {
      cell(sheet.createRow(i), 0, lines.get(i), i == 0 ? title : plain);
    }
    sheet.getRow(0).setHeightInPoints(TITLE_HEIGHT);
    return lines.size() + 1;
  }

  private void value(Row line, int column, FormField field, Draft entry) {
    DraftItem item = entry.item(field.key()).orElse(null);
    if (item == null) {
      cell(line, column, "", boxed);
      return;
    }
    String text = item.text().in(locale);
    if (field.kind() == FormField.Kind.NUMBER && DIGITS.matcher(text).matches()) {
      var cell = line.createCell(column);
      // Digits enough for a double: fifteen.
      cell.setCellValue(Double.parseDouble(text.replace(",", "")));
      cell.setCellStyle(number);
    } else {
      cell(line, column, text, item.known() ? boxed : unknown);
    }
  }

  /** Text stays text: a formula is nowhere made. */
  private void cell(Row row, int column, String text, CellStyle style) {
    var cell = row.createCell(column);
    String clean = OfficeText.clean(text);
    cell.setCellValue(clean);
    cell.setCellStyle(
        style.equals(boxed) && OfficeText.looksLikeFormula(clean) ? formulaLike : style);
  }

  /** Makes the row as high as its longest cell: not every program does so by itself. */
  private static void fit(SXSSFSheet sheet, Row row) {
    int lines = 1;
    for (Cell cell : row) {
      if (cell.getCellType() == CellType.STRING) {
        int width = Math.max(1, sheet.getColumnWidth(cell.getColumnIndex()) / CHARACTER_WIDTH - 1);
        lines = Math.max(lines, lines(cell.getStringCellValue(), width));
      }
    }
    row.setHeightInPoints(Math.min(ROW_HEIGHT_MAX, lines * LINE_HEIGHT + 2));
  }

  private static int lines(String text, int width) {
    return text.lines().mapToInt(line -> Math.max(1, Math.ceilDiv(columns(line), width))).sum();
  }

  private static int columns(String line) {
    return line.chars().map(letter -> letter >= WIDE_FROM ? 2 : 1).sum();
  }

  private SXSSFSheet page(String name) {
    SXSSFSheet sheet = workbook.createSheet(name);
    PrintSetup print = sheet.getPrintSetup();
    print.setLandscape(true);
    print.setPaperSize(PrintSetup.A4_PAPERSIZE);
    print.setFitWidth((short) 1);
    print.setFitHeight((short) 0);
    sheet.setFitToPage(true);
    sheet
        .getHeader()
        .setLeft(String.join(" ", StampWords.marks(report.simulated(), stamp, locale)));
    sheet.getFooter().setRight("&P / &N");
    return sheet;
  }

  private void definitions() {
    SXSSFSheet sheet = page(words.say("sheet.definitions"));
    sheet.setColumnWidth(0, TEXT_WIDTH * CHARACTER_WIDTH);
    sheet.setColumnWidth(1, 2 * TEXT_WIDTH * CHARACTER_WIDTH);
    sheet.setColumnWidth(2, TEXT_WIDTH * CHARACTER_WIDTH);
    sheet.setColumnWidth(3, TEXT_WIDTH * CHARACTER_WIDTH);
    sheet.setColumnWidth(4, LAST_COLUMN_WIDTH * CHARACTER_WIDTH);
    var table = new ArrayList<List<String>>();
    table.add(List.of(words.say("sheet.definitions")));
    table.addAll(marks());
    for (String id : List.of(FormBook.PERIODIC_FORM_27, FormBook.PERIODIC_SIMPLE)) {
      Form form = book.form(id);
      table.add(
          List.of(
              form.number(),
              form.name().in(locale),
              certainty(form.layout()),
              source(form.source()),
              form.note().in(locale)));
    }
    causes(table);
    facilities(table);
    bands(table);
    for (int i = 0; i < table.size(); i++) {
      Row row = sheet.createRow(i);
      List<String> cells = table.get(i);
      for (int column = 0; column < cells.size(); column++) {
        cell(row, column, cells.get(column), i == 0 ? title : cells.size() == 1 ? heading : boxed);
      }
      if (cells.size() > 1) {
        fit(sheet, row);
      }
    }
  }

  private List<List<String>> marks() {
    return StampWords.marks(report.simulated(), stamp, locale).stream().map(List::of).toList();
  }

  private void causes(List<List<String>> table) {
    table.add(List.of(words.say("sheet.causes")));
    for (Cause cause : book.causes()) {
      String group =
          book.groupOf(cause)
              .map(CauseGroup::label)
              .map(label -> label.in(locale))
              .orElse(words.say("unverified"));
      table.add(
          List.of(
              cause.code(),
              cause.label().in(locale),
              certainty(cause.certainty()),
              words.say("sheet.group", group),
              definition(cause)));
    }
  }

  private String definition(Cause cause) {
    var said = new ArrayList<String>();
    if (!cause.definition().isEmpty()) {
      said.add(
          words.say(
              "sheet.definition", cause.definition(), certainty(cause.definitionCertainty())));
    }
    var from = cause.validFrom();
    if (from != null) {
      said.add(
          words.say("sheet.valid-from", from.toString(), certainty(cause.validFromCertainty())));
    }
    note(cause.note(), said);
    return String.join("\n", said);
  }

  private void facilities(List<List<String>> table) {
    table.add(List.of(words.say("sheet.facilities")));
    for (Facility facility : book.facilities()) {
      var said = new ArrayList<String>();
      note(facility.note(), said);
      table.add(
          List.of(
              facility.code(),
              facility.label().in(locale),
              certainty(facility.certainty()),
              facility.simpleForm() ? words.say("sheet.PERIODIC_SIMPLE") : "",
              String.join("\n", said)));
    }
  }

  private void bands(List<List<String>> table) {
    table.add(List.of(words.say("sheet.bands", certainty(book.bandsCertainty()))));
    for (Band band : book.userBands()) {
      table.add(List.of(words.say("sheet.band-users"), band.label().in(locale)));
    }
    for (Band band : book.durationBands()) {
      table.add(List.of(words.say("sheet.band-duration"), band.label().in(locale)));
    }
  }

  private void note(@Nullable LocalizedName note, List<String> said) {
    if (note != null) {
      said.add(note.in(locale));
    }
  }

  private String certainty(FormCertainty certainty) {
    return words.say("certainty." + certainty);
  }

  private String source(String id) {
    return book.sources().stream()
        .filter(source -> source.id().equals(id))
        .map(FormBook.Source::japanese)
        .findFirst()
        .orElse(id);
  }

  private CellStyle style(boolean bold, short size) {
    CellStyle style = workbook.createCellStyle();
    var font = workbook.createFont();
    font.setFontName(FONT);
    font.setFontHeightInPoints(size);
    font.setBold(bold);
    style.setFont(font);
    style.setVerticalAlignment(VerticalAlignment.TOP);
    return style;
  }

  private static CellStyle boxed(CellStyle style) {
    style.setBorderBottom(BorderStyle.THIN);
    style.setBorderTop(BorderStyle.THIN);
    style.setBorderLeft(BorderStyle.THIN);
    style.setBorderRight(BorderStyle.THIN);
    style.setWrapText(true);
    return style;
  }

  private static CellStyle filled(CellStyle style, IndexedColors colour) {
    style.setFillForegroundColor(colour.getIndex());
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    return style;
  }

  private void properties() {
    var core = workbook.getXSSFWorkbook().getProperties().getCoreProperties();
    core.setTitle(words.say("sheet.title"));
    core.setCreator("Anshin");
    core.setCreated(Optional.of(Date.from(stamp.madeAt())));
    core.setModified(Optional.of(Date.from(stamp.madeAt())));
  }
}
