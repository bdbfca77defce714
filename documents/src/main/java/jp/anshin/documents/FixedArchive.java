package jp.anshin.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * An Office file without the hour at which it was packed: the same content gives the same bytes.
 */
final class FixedArchive {

  private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

  private FixedArchive() {}

  static byte[] of(byte[] archive) {
    var fixed = new ByteArrayOutputStream(archive.length);
    // Read by its directory: sizes that a stream needs may stand behind an entry.
    try (ZipFile in = ZipFile.builder().setByteArray(archive).get();
        var out = new ZipOutputStream(fixed)) {
      for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
        var same = new ZipEntry(entry.getName());
        same.setTimeLocal(ALWAYS);
        out.putNextEntry(same);
        try (InputStream content = in.getInputStream(entry)) {
          content.transferTo(out);
        }
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixed.toByteArray();
  }
}
