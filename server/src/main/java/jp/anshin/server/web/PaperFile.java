package jp.anshin.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A paper as a browser is given it: always to be kept as a file, never run in the page. */
final class PaperFile {

  private static final Map<String, String> TYPES =
      Map.of(
          "pdf", "application/pdf",
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "csv", "text/csv;charset=utf-8",
          "txt", "text/plain;charset=utf-8");

  private PaperFile() {}

  /** How the name of a paper in that language ends: two languages are two files. */
  static String ending(String language, String format) {
    return (language.equals("en") ? "-en." : "-ja.") + format;
  }

  /** That file under that name; its ending says what it is. */
  static ResponseEntity<byte[]> of(byte[] bytes, String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String type = TYPES.get(ending);
    if (type == null) {
      throw new IllegalArgumentException(name);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(bytes);
  }
}
