package jp.anshin.formats.accident;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
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

  /** Its arguments: what was written, the known ones in Japanese, and in English. */
  static final String UNKNOWN_CATEGORY = "category.unknown";

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
   * The known categories are named in the reader's language: the English names come last, and are
   * missing in faults that were kept before there were any.
   */
  private Object[] told(boolean japanese) {
    boolean inEnglish = !japanese && code.equals(UNKNOWN_CATEGORY) && arguments.size() > 2;
    return inEnglish
        ? new Object[] {arguments.getFirst(), arguments.getLast()}
        : arguments.toArray();
  }

  /** The same with its place before it: {@code cases.csv:17: affected_users: …}. */
  public String sentence(String file, Locale locale) {
    String place = line == 0 ? file : file + ":" + line;
    String field = column.isEmpty() ? "" : column + ": ";
    return (place.isEmpty() ? "" : place + ": ") + field + sentence(locale);
  }
}
