package jp.anshin.documents;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of papers in one language.
 *
 * @param locale Japanese or English
 */
record DocumentMessages(Locale locale) {

  static final String BUNDLE = "jp.anshin.documents.documents";

  static DocumentMessages in(Locale reader) {
    boolean japanese = reader.getLanguage().equals(Locale.JAPANESE.getLanguage());
    return new DocumentMessages(japanese ? Locale.JAPANESE : Locale.ENGLISH);
  }

  String say(String key, String... words) {
    String pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(pattern, locale).format(words);
  }
}
