package jp.anshin.documents.facts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Sentences about lists of accidents. */
final class FactsMessages {

  static final String BUNDLE = "jp.anshin.documents.facts.rows";

  private FactsMessages() {}

  static String say(Locale reader, String key, String... words) {
    boolean japanese = reader.getLanguage().equals(Locale.JAPANESE.getLanguage());
    Locale locale = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    String pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(pattern, locale).format(words);
  }
}
