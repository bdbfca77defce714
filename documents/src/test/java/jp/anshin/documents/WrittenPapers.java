package jp.anshin.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Reads papers back, and keeps them under {@code target/papers} to be looked at. */
final class WrittenPapers {

  private static final Path KEPT = Path.of("target", "papers");

  private WrittenPapers() {}

  static byte[] kept(String name, byte[] bytes) {
    try {
      Files.createDirectories(KEPT);
      Files.write(KEPT.resolve(name), bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int pdfPages(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of one page, from 1, without line ends: they fall where the page is narrow. */
  static String pdfPage(byte[] pdf, int page) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      // Letters that the font joins are told as joined.
      return stripper.getText(document).replaceAll("\\R", "").replace("ﬁ", "fi").replace("ﬀ", "ff");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pdfText(byte[] pdf) {
    return IntStream.rangeClosed(1, pdfPages(pdf))
        .mapToObj(page -> pdfPage(pdf, page))
        .collect(Collectors.joining());
  }

  static String docxText(byte[] docx) {
    try (var document = new XWPFDocument(new ByteArrayInputStream(docx));
        var extractor = new XWPFWordExtractor(document)) {
      return extractor.getText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static XSSFWorkbook workbook(byte[] xlsx) {
    try {
      return new XSSFWorkbook(new ByteArrayInputStream(xlsx));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sheetText(byte[] xlsx, int sheet) {
    try (XSSFWorkbook workbook = workbook(xlsx)) {
      var shown = new DataFormatter();
      return StreamSupport.stream(workbook.getSheetAt(sheet).spliterator(), false)
          .map(row ->
              StreamSupport.stream(row.spliterator(), false)
                  .map((Cell cell) -> shown.formatCellValue(cell))
                  .collect(Collectors.joining("|")))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
