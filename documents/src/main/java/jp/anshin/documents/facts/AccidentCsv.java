package jp.anshin.documents.facts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.core.Interval;
import jp.anshin.documents.DocumentLimits;
import jp.anshin.documents.facts.AccidentRows.Row;
import jp.anshin.documents.facts.AccidentRows.RowFault;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Told;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.OperatorRegister;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Reads a list of accidents: CSV in UTF-8, with byte order mark or without, or in Shift_JIS.
 * Columns {@code id,date,service_category,duration_minutes,affected_users}, and where they are
 * there {@code impact,cause,facility,area,summary}. A blank is unknown.
 */
public final class AccidentCsv {

  /** A list of {@link DocumentLimits#ROWS_MAX} rows of 300 octets. */
  public static final int OCTETS_MAX = 64 * 1024 * 1024;

  private static final List<String> REQUIRED =
      List.of("id", "date", "service_category", "duration_minutes", "affected_users");
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "date",
          "service_category",
          "duration_minutes",
          "affected_users",
          "impact",
          "cause",
          "facility",
          "area",
          "summary");

  /** A list names no services, only their categories. */
  private static final LocalizedText SERVICE_UNKNOWN =
      new LocalizedText(
          FactsMessages.say(Locale.JAPANESE, "service-unknown"),
          FactsMessages.say(Locale.ENGLISH, "service-unknown"));

  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MINUTES_MAX = 10_000_000;
  private static final long USERS_MAX = 1_000_000_000;
  private static final int SUMMARY_MAX = 2_000;

  private final FormBook book;
  private final @Nullable OperatorRegister register;
  private final Instant asOf;
  private final List<String> header;
  private final List<Row> rows = new ArrayList<>();
  private final List<RowFault> faults = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<LocalDate, @Nullable Operator> operators = new HashMap<>();

  private AccidentCsv(
      FormBook book, @Nullable OperatorRegister register, Instant asOf, List<String> header) {
    this.book = book;
    this.register = register;
    this.asOf = asOf;
    this.header = header;
  }

  /**
   * Reads a list whole. Bad rows are told and left out; a list whose header cannot be used has one
   * fault and no rows.
   *
   * @param register who we are over time, or null
   * @param asOf as of when it is told
   */
  public static AccidentRows read(
      byte[] octets, FormBook book, @Nullable OperatorRegister register, Instant asOf) {
    if (octets.length > OCTETS_MAX) {
      return refused(1, "too-long", "", Integer.toString(OCTETS_MAX));
    }
    var mapper =
        CsvMapper.builder()
            .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
            .build();
    try (MappingIterator<String[]> lines =
        mapper.readerFor(String[].class).readValues(decoded(octets))) {
      if (!lines.hasNextValue()) {
        return refused(1, "empty", "", "");
      }
      List<String> header = List.of(lines.nextValue()).stream().map(String::strip).toList();
      RowFault wrong = faultOf(header);
      if (wrong != null) {
        return new AccidentRows(List.of(), List.of(wrong), false);
      }
      var reading = new AccidentCsv(book, register, asOf, header);
      long line = lines.currentLocation().getLineNr();
      while (lines.hasNextValue()) {
        String[] cells = lines.nextValue();
        // After a row the parser stands at the beginning of the next line.
        reading.row(line, cells);
        line = lines.currentLocation().getLineNr();
        if (reading.rows.size() > DocumentLimits.ROWS_MAX) {
          return refused(line, "too-many", "", Integer.toString(DocumentLimits.ROWS_MAX));
        }
      }
      return new AccidentRows(reading.rows, reading.faults, !header.contains("impact"));
    } catch (JacksonException torn) {
      var at = torn.getLocation();
      return refused(
          at == null ? 1 : at.getLineNr(), "torn", "", String.valueOf(torn.getOriginalMessage()));
    }
  }

  private static AccidentRows refused(long line, String code, String column, String written) {
    return new AccidentRows(List.of(), List.of(new RowFault(line, code, column, written)), false);
  }

  private static @Nullable RowFault faultOf(List<String> header) {
    var seen = new HashSet<String>();
    for (String column : header) {
      if (!KNOWN.contains(column)) {
        return new RowFault(1, "column-unknown", column, String.join(", ", new TreeSet<>(KNOWN)));
      }
      if (!seen.add(column)) {
        return new RowFault(1, "column-twice", column, "");
      }
    }
    return REQUIRED.stream()
        .filter(column -> !header.contains(column))
        .findFirst()
        .map(column -> new RowFault(1, "column-missing", column, ""))
        .orElse(null);
  }

  /** The text: UTF-8 when it is that, else Shift_JIS as Windows writes it. */
  private static String decoded(byte[] octets) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(octets))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      return new String(octets, SHIFT_JIS);
    }
  }

  private void row(long line, String[] cells) {
    if (cells.length > header.size()) {
      faults.add(new RowFault(line, "cells", "", Integer.toString(header.size())));
      return;
    }
    var found = new ArrayList<RowFault>();
    var cellsOfRow = new Cells(line, cells, found);
    StatedAccident accident = cellsOfRow.accident();
    if (accident == null || !found.isEmpty()) {
      faults.addAll(found.isEmpty() ? List.of(new RowFault(line, "cells", "", "")) : found);
    } else {
      rows.add(new Row(line, cellsOfRow.text("id"), accident));
    }
  }

  /** One row under way. */
  private final class Cells {
    private final long line;
    private final String[] cells;
    private final List<RowFault> found;

    Cells(long line, String[] cells, List<RowFault> found) {
      this.line = line;
      this.cells = cells;
      this.found = found;
    }

    @Nullable StatedAccident accident() {
      String id = text("id");
      if (id.isEmpty()) {
        fault("blank", "id", "");
      } else if (!ids.add(id)) {
        fault("twice", "id", id);
      }
      LocalDate day = day();
      ServiceCategory category = category();
      Bounds minutes = number("duration_minutes", MINUTES_MAX);
      Bounds users = number("affected_users", USERS_MAX);
      Impact kind = impact();
      if (day == null || kind == null) {
        return null;
      }
      Instant midnight = day.atStartOfDay(Figures.JAPAN).toInstant();
      var began = new Interval(midnight, midnight.plusSeconds(SECONDS_PER_DAY - 1));
      Facility facility = facility();
      var impact = new ServiceImpact(id, category, kind, users, minutes, began, false, "");
      var account =
          new AccidentAccount(
              false,
              LocalizedText.asWritten(id),
              day,
              asOf,
              List.of(impact),
              Map.of(id, SERVICE_UNKNOWN),
              operator(day),
              null,
              area(),
              told(day, facility),
              List.of());
      return new StatedAccident(
          account,
          began,
          true,
          facility != null && facility.code().equals("F-CRITICAL"),
          facility != null && facility.simpleForm());
    }

    private @Nullable Operator operator(LocalDate day) {
      return register == null ? null : operators.computeIfAbsent(day, register::on);
    }

    String text(String column) {
      int place = header.indexOf(column);
      return place < 0 || place >= cells.length || cells[place] == null ? "" : cells[place].strip();
    }

    private void fault(String code, String column, String written) {
      found.add(new RowFault(line, code, column, written));
    }

    private @Nullable LocalDate day() {
      String text = text("date");
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException wrong) {
        fault("date", "date", text);
        return null;
      }
    }

    private @Nullable ServiceCategory category() {
      String text = text("service_category");
      for (ServiceCategory category : ServiceCategory.values()) {
        if (category.name().equals(text)) {
          return category;
        }
      }
      if (!text.isEmpty()) {
        fault("unknown", "service_category", text);
      }
      return null;
    }

    private Bounds number(String column, long max) {
      String text = text(column);
      if (text.isEmpty()) {
        return Bounds.UNKNOWN;
      }
      if (!text.matches("[0-9]{1,12}") || Long.parseLong(text) > max) {
        fault("number", column, text);
        return Bounds.UNKNOWN;
      }
      return Bounds.exactly(Long.parseLong(text));
    }

    private @Nullable Impact impact() {
      if (!header.contains("impact")) {
        return Impact.STOP;
      }
      String text = text("impact");
      if (text.isEmpty()) {
        return Impact.UNKNOWN;
      }
      String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
      for (Impact kind : Impact.values()) {
        if (kind.name().equals(name)) {
          return kind;
        }
      }
      fault("unknown", "impact", text);
      return null;
    }

    private @Nullable Facility facility() {
      String text = text("facility");
      for (Facility facility : book.facilities()) {
        if (facility.code().equals(text) || facility.label().japanese().equals(text)) {
          return facility;
        }
      }
      if (!text.isEmpty()) {
        fault("unknown", "facility", text);
      }
      return null;
    }

    private Map<String, Told> told(LocalDate day, @Nullable Facility facility) {
      var told = new HashMap<String, Told>();
      String text = text("cause");
      if (!text.isEmpty()) {
        Cause cause =
            book.causes().stream()
                .filter(each -> each.code().equals(text) || each.label().japanese().equals(text))
                .findFirst()
                .orElse(null);
        if (cause == null) {
          fault("unknown", "cause", text);
        } else if (!cause.isThereOn(day)) {
          fault("not-yet", "cause", text);
        } else {
          told.put("cause-code", Told.by(label(cause.label())));
        }
      }
      if (facility != null) {
        told.put("facility", Told.by(label(facility.label())));
      }
      String summary = text("summary");
      if (summary.length() > SUMMARY_MAX) {
        fault("long", "summary", Integer.toString(SUMMARY_MAX));
      }
      told.put(
          "summary",
          Told.by(
              LocalizedText.asWritten(
                  summary.isEmpty() ? text("id") : text("id") + " " + summary)));
      return told;
    }

    private SortedSet<Prefecture> area() {
      var area = new TreeSet<Prefecture>();
      for (String word : text("area").split("[ 　・、;/]+")) {
        if (!word.isEmpty()) {
          Prefecture prefecture = prefecture(word);
          if (prefecture == null) {
            fault("unknown", "area", word);
          } else {
            area.add(prefecture);
          }
        }
      }
      return area;
    }

    private static @Nullable Prefecture prefecture(String word) {
      if (word.matches("[0-9]{1,2}")) {
        return Prefecture.ofCode(Integer.parseInt(word)).orElse(null);
      }
      for (Prefecture prefecture : Prefecture.values()) {
        if (prefecture.localizedName().japanese().equals(word)) {
          return prefecture;
        }
      }
      return null;
    }

    private static LocalizedText label(LocalizedName name) {
      return new LocalizedText(name.japanese(), name.english());
    }
  }
}
