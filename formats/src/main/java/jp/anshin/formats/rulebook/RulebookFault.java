package jp.anshin.formats.rulebook;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something wrong in a rulebook file.
 *
 * @param place JSON pointer, for instance {@code /editions/0/rows/1/cells/0/users}, or {@code
 *     line:column} when the text is no JSON
 * @param code stable name of the kind of fault
 * @param arguments what its sentence speaks of
 */
public record RulebookFault(String place, String code, List<String> arguments) {

  static final String BUNDLE = "jp.anshin.formats.rulebook.faults";

  public RulebookFault {
    arguments = List.copyOf(arguments);
  }

  /** What is wrong and where, in Japanese or English. */
  public String sentence(Locale locale) {
    boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
    Locale spoken = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    String pattern = ResourceBundle.getBundle(BUNDLE, spoken).getString(code);
    return place + ": " + new MessageFormat(pattern, spoken).format(arguments.toArray());
  }
}
