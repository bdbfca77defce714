package jp.anshin.formats.accident;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.anshin.formats.yaml.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV files of accident cases: columns {@code id, date, service_category, duration_minutes,
 * affected_users} in any order, {@code impact} and those of {@link CaseText#MORE} where there are
 * any; others are named and passed over. UTF-8 with or without mark and Shift_JIS. A bad row is
 * told and the rest goes on.
 */
public final class AccidentCases {

  /** More than all accidents that a country reports in ten years; ids are kept to find repeats. */
  public static final int ROWS_MAX = 1_000_000;

  private static final String ID = "id";
  private static final String IMPACT = "impact";
  private static final List<String> NEEDED =
      List.of(ID, "date", "service_category", "duration_minutes", "affected_users");

  /** Who is told what was read, in the order of the file. */
  public interface Listener {
    /** A row that can be judged. */
    void good(AccidentCase read);

    /** A row that cannot, with all its faults, or an id that was there before. */
    void bad(List<CaseFault> faults);

    /** A good row whose id was there before: told, and taken all the same. */
    default void repeated(AccidentCase read, CaseFault why) {
      bad(List.of(why));
      good(read);
    }

    /** A row that can be judged, but may be meant otherwise than it was read. */
    default void notice(CaseFault what) {}

    /**
     * What the header has, before any row.
     *
     * @param known columns that are read, each by its own name
     * @param passedOver columns that nobody here knows, as they are written; mostly a slip, or a
     *     remark
     */
    default void columns(Set<String> known, List<String> passedOver) {}
  }

  private final CaseScope scope;
  private final Map<String, Integer> lineOfId = new HashMap<>();

  /**
   * @param scope what can be judged
   */
  public AccidentCases(CaseScope scope) {
    this.scope = scope;
  }

  /**
   * Reads a file to its end.
   *
   * @return how many rows there were, bad ones among them
   * @throws FaultyCaseException when it has no header that can be used; nothing was told then
   */
  public int read(InputStream in, Listener listener) throws IOException, FaultyCaseException {
    var records = new CsvRecords(CsvLines.open(in));
    CsvRecords.Fields header = records.next();
    if (header == null) {
      throw new FaultyCaseException(CaseFault.of(1, "", "file.empty"));
    }
    if (header.fault() != null) {
      throw new FaultyCaseException(header.fault());
    }
    Map<String, Integer> columns = columns(header);
    tellColumns(header, columns, listener);
    int rows = 0;
    for (CsvRecords.Fields row = records.next(); row != null; row = records.next()) {
      if (rows == ROWS_MAX) {
        listener.bad(
            List.of(CaseFault.of(row.line(), "", "file.too-long", Integer.toString(ROWS_MAX))));
        return rows;
      }
      rows++;
      read(row, header.fields().size(), columns, listener);
    }
    if (rows == 0) {
      throw new FaultyCaseException(CaseFault.of(header.line(), "", "file.no-row"));
    }
    return rows;
  }

  private void read(
      CsvRecords.Fields row, int width, Map<String, Integer> columns, Listener listener) {
    if (row.fault() != null) {
      listener.bad(List.of(row.fault()));
      return;
    }
    if (row.fields().size() != width) {
      listener.bad(
          List.of(
              CaseFault.of(
                  row.line(),
                  "",
                  row.fields().size() > width ? "line.too-many-fields" : "line.too-few-fields",
                  Integer.toString(row.fields().size()),
                  Integer.toString(width))));
      return;
    }
    try {
      CaseText text = text(row, columns);
      AccidentCase read = text.read(scope, CaseText.Names.COLUMNS);
      text.notices(CaseText.Names.COLUMNS).forEach(listener::notice);
      CaseFault repeated = checkId(read);
      if (repeated == null) {
        listener.good(read);
      } else {
        listener.repeated(read, repeated);
      }
    } catch (FaultyCaseException faulty) {
      listener.bad(faulty.faults());
    }
  }

  private @Nullable CaseFault checkId(AccidentCase read) throws FaultyCaseException {
    if (read.id().isEmpty()) {
      throw new FaultyCaseException(CaseFault.of(read.line(), ID, "id.blank"));
    }
    Integer before = lineOfId.putIfAbsent(read.id(), read.line());
    return before == null
        ? null
        : CaseFault.of(read.line(), ID, "id.twice", read.id(), Integer.toString(before));
  }

  private static CaseText text(CsvRecords.Fields row, Map<String, Integer> columns) {
    Integer impact = columns.get(IMPACT);
    return new CaseText(
        field(row, columns, ID).strip(),
        row.line(),
        field(row, columns, "date"),
        field(row, columns, "service_category"),
        field(row, columns, "duration_minutes"),
        null,
        field(row, columns, "affected_users"),
        impact == null ? null : row.fields().get(impact),
        more(row, columns));
  }

  private static Map<String, String> more(CsvRecords.Fields row, Map<String, Integer> columns) {
    var more = new HashMap<String, String>();
    for (String name : CaseText.MORE) {
      Integer place = columns.get(name);
      if (place != null) {
        more.put(name, row.fields().get(place));
      }
    }
    return more;
  }

  private static String field(CsvRecords.Fields row, Map<String, Integer> columns, String name) {
    return row.fields().get(columns.getOrDefault(name, 0));
  }

  private static Map<String, Integer> columns(CsvRecords.Fields header) throws FaultyCaseException {
    var columns = new HashMap<String, Integer>();
    var faults = new ArrayList<CaseFault>();
    var all = new ArrayList<String>();
    for (String written : header.fields()) {
      String name = name(written);
      if (isOurs(name) && columns.containsKey(name)) {
        faults.add(CaseFault.of(header.line(), name, "column.twice"));
      }
      columns.put(name, all.size());
      all.add(name);
    }
    for (String name : NEEDED) {
      if (!columns.containsKey(name)) {
        faults.add(missing(header.line(), name, all));
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyCaseException(faults);
    }
    return columns;
  }

  private static String name(String written) {
    String name = Written.of(written).text().toLowerCase(Locale.ROOT);
    return WrittenDetails.OTHER_NAMES.getOrDefault(name, name);
  }

  private static boolean isOurs(String name) {
    return NEEDED.contains(name) || name.equals(IMPACT) || CaseText.MORE.contains(name);
  }

  private static void tellColumns(
      CsvRecords.Fields header, Map<String, Integer> columns, Listener listener) {
    var known = new TreeSet<>(columns.keySet());
    known.removeIf(name -> !isOurs(name));
    listener.columns(
        known, header.fields().stream().filter(written -> !isOurs(name(written))).toList());
  }

  private static CaseFault missing(int line, String name, List<String> all) {
    String needed = String.join(",", NEEDED);
    List<String> others = all.stream().filter(other -> !isOurs(other)).toList();
    return NearestName.of(name, others)
        .map(near -> CaseFault.of(line, name, "column.missing.near", near, needed))
        .orElseGet(() -> CaseFault.of(line, name, "column.missing", needed));
  }
}
