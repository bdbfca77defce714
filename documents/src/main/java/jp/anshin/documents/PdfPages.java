package jp.anshin.documents;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A page of HTML as PDF, its fonts embedded as subsets. The same input gives the same bytes: date
 * and identity are taken from it.
 *
 * @param bytes the file
 * @param pageCount how many pages it has
 */
record PdfPages(byte[] bytes, int pageCount) {

  private static final int WEIGHT_REGULAR = 400;
  private static final int WEIGHT_BOLD = 700;
  private static final String PRODUCER = "Anshin";

  static {
    // It tells every step on standard error, which belongs to people.
    XRLog.setLoggingEnabled(false);
  }

  static PdfPages of(String html, String title, Instant madeAt) {
    var builder = new PdfRendererBuilder();
    // Nothing is fetched, whatever stands in the text.
    builder.useUriResolver((base, uri) -> null);
    builder.withHtmlContent(html, null);
    builder.withProducer(PRODUCER);
    try (var paper = new PDDocument();
        var out = new ByteArrayOutputStream()) {
      builder.usePDDocument(paper);
      builder.useFont(
          font(paper, Fonts.regular()), Fonts.FAMILY, WEIGHT_REGULAR, FontStyle.NORMAL, true);
      builder.useFont(font(paper, Fonts.bold()), Fonts.FAMILY, WEIGHT_BOLD, FontStyle.NORMAL, true);
      return written(builder, html, title, madeAt, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without ligatures: they would be seen, but not found and not copied as letters. */
  private static PDFontSupplier font(PDDocument paper, InputStream file) throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    font.setEnableGsub(false);
    return new PDFontSupplier(PDType0Font.load(paper, font, true));
  }

  private static PdfPages written(
      PdfRendererBuilder builder,
      String html,
      String title,
      Instant madeAt,
      ByteArrayOutputStream out)
      throws IOException {
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      PDDocument document = renderer.getPdfDocument();
      document.setDocumentInformation(information(title, madeAt));
      document.setDocumentId(identity(html));
      PDPageTree pages = document.getPages();
      int pageCount = pages.getCount();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return new PdfPages(out.toByteArray(), pageCount);
    }
  }

  private static PDDocumentInformation information(String title, Instant madeAt) {
    var calendar = GregorianCalendar.from(madeAt.atZone(ZoneOffset.UTC));
    calendar.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
    var information = new PDDocumentInformation();
    information.setTitle(title);
    information.setProducer(PRODUCER);
    information.setCreationDate(calendar);
    information.setModificationDate(calendar);
    return information;
  }

  private static long identity(String html) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
