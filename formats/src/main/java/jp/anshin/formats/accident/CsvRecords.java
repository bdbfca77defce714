package jp.anshin.formats.accident;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Records of a CSV text (RFC 4180). Jackson takes each apart; which lines make up a record is found
 * here, so that one quote that is never closed costs one record and not the rest of the file.
 */
final class CsvRecords {

  /** A quoted field of a case may span some lines; beyond, the quote was never closed. */
  static final int LINES_MAX = 20;

  private static final ObjectReader FIELDS =
      new CsvMapper().readerFor(String[].class).without(CsvReadFeature.WRAP_AS_ARRAY);

  /**
   * One record.
   *
   * @param line the line it begins on, from 1
   * @param fields its fields; empty when there is a fault
   * @param fault why it cannot be read, or null
   */
  record Fields(int line, List<String> fields, @Nullable CaseFault fault) {}

  private final CsvLines lines;

  CsvRecords(CsvLines lines) {
    this.lines = lines;
  }

  /** The next record that is not blank, or null at the end. */
  @Nullable Fields next() throws IOException {
    CsvLines.Line line = lines.next();
    while (line != null && line.text() != null && line.text().isBlank()) {
      line = lines.next();
    }
    return line == null ? null : record(line);
  }

  private Fields record(CsvLines.Line first) throws IOException {
    var taken = new ArrayList<CsvLines.Line>();
    var text = new StringBuilder();
    CsvLines.@Nullable Line line = first;
    while (line != null && line.text() != null && taken.size() < LINES_MAX) {
      taken.add(line);
      text.append(taken.size() == 1 ? "" : "\n").append(line.text());
      if (!endsInQuotes(text)) {
        return fields(first.number(), text.toString());
      }
      line = lines.next();
    }
    if (line != null && !line.equals(first)) {
      lines.giveBack(line);
    }
    for (int i = taken.size() - 1; i > 0; i--) {
      lines.giveBack(taken.get(i));
    }
    String code = taken.isEmpty() ? first.fault() : "line.quote";
    return faulty(first.number(), code);
  }

  /** Whether a quoted field is still open at the end. A quote opens only where a field begins. */
  private static boolean endsInQuotes(CharSequence text) {
    boolean quoted = false;
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (quoted || begins)) {
        quoted = !quoted; // a doubled quote closes and opens again
        begins = quoted ? begins : true;
      } else {
        begins = !quoted && c == ',';
      }
    }
    return quoted;
  }

  private static Fields fields(int line, String text) {
    try {
      String[] fields = FIELDS.readValue(text);
      return new Fields(line, fields == null ? List.of() : List.of(fields), null);
    } catch (JacksonException malformed) {
      return faulty(line, "line.quote");
    }
  }

  private static Fields faulty(int line, String code) {
    return new Fields(line, List.of(), CaseFault.of(line, "", code));
  }
}
