package jp.anshin.formats.yaml;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something wrong in a text that a person wrote.
 *
 * @param code stable name of the kind of fault, for instance {@code key.unknown}
 * @param place where
 * @param arguments what its sentence speaks of
 */
public record Fault(String code, Place place, List<String> arguments) {

  static final String BUNDLE = "jp.anshin.formats.yaml.faults";

  public Fault {
    arguments = List.copyOf(arguments);
  }

  /** What is wrong and what to do, without the place, in Japanese or English. */
  public String sentence(Locale locale) {
    boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
    Locale spoken = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    String pattern = ResourceBundle.getBundle(BUNDLE, spoken).getString(code);
    return new MessageFormat(pattern, spoken).format(arguments.toArray());
  }
}
