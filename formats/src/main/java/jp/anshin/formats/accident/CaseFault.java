package jp.anshin.formats.accident;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Why a case, or a file of cases, cannot be judged.
 *
 * @param line line of the file, from 1; 0 when it stands in none
 * @param column name of the column, or empty when it is about the whole line
 * @param code stable name of the kind of fault, for instance {@code users.negative}
 * @param arguments what its sentence speaks of
 */
public record CaseFault(int line, String column, String code, List<String> arguments) {

  /** How many arguments they have: the last are the known names in Japanese, then in English. */
  private static final Map<String, Integer> NAMED_TWICE =
      Map.of("category.unknown", 3, "category.near", 4);

  static final String BUNDLE = "jp.anshin.formats.accident.cases";

  public CaseFault {
    arguments = List.copyOf(arguments);
  }

  static CaseFault of(int line, String column, String code, String... arguments) {
    return new CaseFault(line, column, code, List.of(arguments));
  }

  CaseFault on(int otherLine) {
    return new CaseFault(otherLine, column, code, arguments);
  }

  /** What is wrong and what to write instead, without the place, in Japanese or English. */
  public String sentence(Locale locale) {
    boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
    Locale spoken = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    String pattern = ResourceBundle.getBundle(BUNDLE, spoken).getString("fault." + code);
    return new MessageFormat(pattern, spoken).format(told(japanese));
  }

  /**
   * The known categories are named in the reader's language. Faults that were kept before there
   * were English names have the Japanese ones alone.
   */
  private Object[] told(boolean japanese) {
    var told = new ArrayList<Object>(arguments);
    if (!japanese && told.size() == NAMED_TWICE.getOrDefault(code, -1)) {
      told.remove(told.size() - 2);
    }
    return told.toArray();
  }

  /** The same with its place before it: {@code cases.csv:17: affected_users: …}. */
  public String sentence(String file, Locale locale) {
    String place = line == 0 ? file : file + ":" + line;
    String field = column.isEmpty() ? "" : column + ": ";
    return (place.isEmpty() ? "" : place + ": ") + field + sentence(locale);
  }
}
