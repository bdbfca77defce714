package jp.anshin.formats.accident;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.FormText;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Figures;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/** The columns of a case that may be left out, as people write them. */
final class WrittenDetails {

  /** A page of words about one failure; what is longer belongs into a report of its own. */
  static final int CHARACTERS_MAX = 2_000;

  static final String FACILITY = "facility";
  static final String FACILITY_DOWN = "facility_down";
  static final String SAME_PREMISES = "same_premises";
  static final String SIMULATED = "simulated";
  static final String CAUSE = "cause";
  static final String CAUSE_CODE = "cause_code";
  static final String AREA = "area";
  static final String PLACE = "place";
  static final String SUMMARY = "summary";
  static final String OWNER = "owner";

  /** Every column that may be left out. */
  static final List<String> COLUMNS =
      List.of(
          FACILITY,
          FACILITY_DOWN,
          SAME_PREMISES,
          CAUSE,
          CAUSE_CODE,
          AREA,
          PLACE,
          SUMMARY,
          OWNER,
          SIMULATED);

  /** What else these columns are called. */
  static final Map<String, String> OTHER_NAMES =
      Map.of(
          "facility_class", FACILITY,
          "prefecture", AREA,
          "description", SUMMARY,
          "carrier", OWNER);

  /** What looks like a code of a cause and is none is a slip, not words. */
  private static final Pattern CODE = Pattern.compile("[Cc]-[A-Za-z-]+");

  private static final Set<String> YES = Set.of("yes", "true", "1", "y", "はい", "○");
  private static final Set<String> NO = Set.of("no", "false", "0", "n", "いいえ", "×");

  private final Map<String, String> written;
  private final UnaryOperator<String> names;

  /**
   * @param written by column
   * @param names what a column is called where faults are told
   */
  WrittenDetails(Map<String, String> written, UnaryOperator<String> names) {
    this.written = written;
    this.names = names;
  }

  String text(String column) throws FaultyCaseException {
    String text = written.getOrDefault(column, "").strip();
    if (text.length() > CHARACTERS_MAX) {
      throw fault(column, "text.too-long", Integer.toString(CHARACTERS_MAX));
    }
    return text;
  }

  /**
   * Whether it is so; blank is unknown.
   *
   * @throws FaultyCaseException when it is neither yes nor no
   */
  Truth truth(String column) throws FaultyCaseException {
    Written said = Written.of(written.getOrDefault(column, ""));
    String word = said.text().toLowerCase(Locale.ROOT);
    if (said.isUnknown()) {
      return Truth.UNDETERMINED;
    }
    if (YES.contains(word) || NO.contains(word)) {
      return YES.contains(word) ? Truth.YES : Truth.NO;
    }
    throw fault(column, "truth.unknown", said.text());
  }

  /**
   * Whether nothing went over the critical facility any more, for as long as the case lasted.
   *
   * @param facility code of its class, or null when unknown
   * @throws FaultyCaseException when it is said of a facility of another class, or of none
   */
  Truth facilityDown(@Nullable String facility) throws FaultyCaseException {
    Truth down = truth(FACILITY_DOWN);
    if (down == Truth.YES && !FacilityClass.CRITICAL.equals(facility)) {
      throw fault(FACILITY_DOWN, "facility-down.of-none", names.apply(FACILITY));
    }
    return down;
  }

  /**
   * Whether it is no real event. Blank is real: a real one that is left out would be missing.
   *
   * @throws FaultyCaseException when it is neither yes nor no
   */
  boolean simulated() throws FaultyCaseException {
    return truth(SIMULATED) == Truth.YES;
  }

  /**
   * Code of the class of facilities, by its code or one of its names in the rulebook or the forms.
   *
   * @return null when unknown
   * @throws FaultyCaseException when there is none of that name
   */
  @Nullable String facility(Rulebook rulebook) throws FaultyCaseException {
    Written said = Written.of(written.getOrDefault(FACILITY, ""));
    if (said.isUnknown()) {
      return null;
    }
    for (FacilityClass each : rulebook.facilityClasses()) {
      if (isNamed(said.text(), each.code(), each.english(), each.citation().quote())) {
        return each.code();
      }
    }
    for (Facility each : FormText.shipped().facilities()) {
      if (isNamed(said.text(), each.code(), each.label().english(), each.label().japanese())) {
        return each.code();
      }
    }
    String known =
        rulebook.facilityClasses().stream()
            .map(each -> each.code() + " (" + each.citation().quote() + ")")
            .collect(Collectors.joining(", "));
    throw fault(FACILITY, "facility.unknown", said.text(), known);
  }

  /**
   * Code of the classified cause, by its code or one of its names. Without a column for the code
   * the one of the cause may hold it, or words of a person, which classify nothing.
   *
   * @param at when the accident occurred, or null when that is not known
   * @return null when unknown
   * @throws FaultyCaseException when there is none of that name, or not yet at that time
   */
  @Nullable String cause(@Nullable Interval at) throws FaultyCaseException {
    String column = written.containsKey(CAUSE_CODE) ? CAUSE_CODE : CAUSE;
    Written said = Written.of(written.getOrDefault(column, ""));
    if (said.isUnknown()) {
      return null;
    }
    Cause known = named(said.text());
    if (known != null) {
      if (at != null && !isThereIn(known, at)) {
        throw fault(column, "cause.not-then", said.text());
      }
      return known.code();
    }
    if (column.equals(CAUSE) && !CODE.matcher(said.text()).matches()) {
      return null;
    }
    String all =
        FormText.shipped().causes().stream()
            .map(each -> each.code() + " (" + each.label().japanese() + ")")
            .collect(Collectors.joining(", "));
    throw fault(column, "cause.unknown", said.text(), all);
  }

  /** The cause in words, where the column does not hold a classified one. */
  String causeWords() throws FaultyCaseException {
    String words = text(CAUSE);
    Written said = Written.of(words);
    return said.isUnknown() || named(said.text()) != null ? "" : words;
  }

  private static @Nullable Cause named(String word) {
    for (Cause each : FormText.shipped().causes()) {
      if (isNamed(word, each.code(), each.label().english(), each.label().japanese())) {
        return each;
      }
    }
    return null;
  }

  private static boolean isThereIn(Cause cause, Interval at) {
    return cause.isThereOn(LocalDate.ofInstant(at.earliest(), Figures.JAPAN))
        || cause.isThereOn(LocalDate.ofInstant(at.latest(), Figures.JAPAN));
  }

  /**
   * Prefectures, by code of JIS X 0401 or name, several with a separator between.
   *
   * @throws FaultyCaseException naming every word that is none
   */
  SortedSet<Prefecture> area() throws FaultyCaseException {
    Written said = Written.of(text(AREA));
    var area = new TreeSet<Prefecture>();
    if (said.isUnknown()) {
      return area;
    }
    var faults = new ArrayList<CaseFault>();
    for (String word : said.text().split("[\\s・、,;/|]+")) {
      Prefecture known = prefecture(word);
      if (known != null) {
        area.add(known);
      } else if (!word.isEmpty()) {
        faults.add(CaseFault.of(0, names.apply(AREA), "area.unknown", word));
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyCaseException(faults);
    }
    return area;
  }

  private static @Nullable Prefecture prefecture(String word) {
    if (word.matches("[0-9]{1,2}")) {
      return Prefecture.ofCode(Integer.parseInt(word)).orElse(null);
    }
    for (Prefecture each : Prefecture.values()) {
      String japanese = each.localizedName().japanese();
      if (japanese.equals(word)
          || japanese.substring(0, japanese.length() - 1).equals(word)
          || each.name().equalsIgnoreCase(word)) {
        return each;
      }
    }
    return null;
  }

  private static boolean isNamed(String word, String code, String english, String japanese) {
    return code.equalsIgnoreCase(word)
        || english.equalsIgnoreCase(word)
        || Normalizer.normalize(japanese, Normalizer.Form.NFKC).equals(word);
  }

  private FaultyCaseException fault(String column, String code, String... arguments) {
    return Written.fault(names.apply(column), code, arguments);
  }
}
