package jp.anshin.formats.lpwa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * The columns of a CSV log, by the header that begins it. Names may be written in any case, with
 * any sign between their words.
 *
 * @param names of each column ours, or empty where it is passed over
 */
record CsvColumns(List<String> names) {

  private static final int COLUMNS_MAX = 100;

  private static final ObjectReader FIELDS =
      new CsvMapper().readerFor(String[].class).without(CsvReadFeature.WRAP_AS_ARRAY);

  private static final List<String> KNOWN =
      Stream.concat(OwnForm.COLUMNS.stream(), CallData.COLUMNS.stream()).toList();

  CsvColumns {
    names = List.copyOf(names);
  }

  /** The columns, if the line is a header of ours. */
  static @Nullable CsvColumns header(String line) {
    if (line.indexOf(',') < 0) {
      return null;
    }
    try {
      List<String> names = fields(line).stream().map(CsvColumns::known).toList();
      boolean own = names.contains("event") && names.contains("at");
      boolean calls = names.contains("imsi") && names.contains("startTime");
      return (own || calls) && names.size() <= COLUMNS_MAX ? new CsvColumns(names) : null;
    } catch (Unusable none) {
      return null;
    }
  }

  private static String known(String written) {
    String folded = fold(written);
    return KNOWN.stream().filter(name -> fold(name).equals(folded)).findFirst().orElse("");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** One row; an empty field is none. */
  ObjectNode row(String line) throws Unusable {
    List<String> fields = fields(line);
    if (fields.size() != names.size()) {
      throw Unusable.fault("csv.columns");
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < fields.size(); i++) {
      String value = fields.get(i).strip();
      if (!names.get(i).isEmpty() && !value.isEmpty()) {
        row.put(names.get(i), value);
      }
    }
    return row;
  }

  static List<String> fields(String line) throws Unusable {
    try {
      String[] fields = FIELDS.readValue(line);
      return fields == null ? List.of() : new ArrayList<>(List.of(fields));
    } catch (JacksonException malformed) {
      throw Unusable.fault("csv.quote");
    }
  }
}
