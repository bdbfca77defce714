package jp.anshin.documents;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPageTree;

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
    builder.useFont(Fonts::regular, Fonts.FAMILY, WEIGHT_REGULAR, FontStyle.NORMAL, true);
    builder.useFont(Fonts::bold, Fonts.FAMILY, WEIGHT_BOLD, FontStyle.NORMAL, true);
    // Nothing is fetched, whatever stands in the text.
    builder.useUriResolver((base, uri) -> null);
    builder.withHtmlContent(html, null);
    builder.withProducer(PRODUCER);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
        var out = new ByteArrayOutputStream()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      PDDocument document = renderer.getPdfDocument();
      document.setDocumentInformation(information(title, madeAt));
      document.setDocumentId(identity(html));
      PDPageTree pages = document.getPages();
      int pageCount = pages.getCount();
      document.save(out, CompressParameters.NO_COMPRESSION);
      document.close();
      return new PdfPages(out.toByteArray(), pageCount);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
