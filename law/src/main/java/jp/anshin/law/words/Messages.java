package jp.anshin.law.words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The message file of one language. */
record Messages(Locale locale, ResourceBundle bundle) {

  static final String BUNDLE = "jp.anshin.law.words.law";

  /** Japanese for a Japanese reader, English for everybody else. */
  static Messages in(Locale reader) {
    return in(BUNDLE, reader);
  }

  /** The same of another message file. */
  static Messages in(String name, Locale reader) {
    boolean japanese = reader.getLanguage().equals(Locale.JAPANESE.getLanguage());
    Locale locale = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    return new Messages(locale, ResourceBundle.getBundle(name, locale));
  }

  boolean isJapanese() {
    return locale.equals(Locale.JAPANESE);
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }

  /**
   * @param words what the sentence names: words as they are, numbers where it chooses by them
   */
  String say(String key, Object... words) {
    return new MessageFormat(bundle.getString(key), locale).format(words);
  }

  /** The words of that key, or what the rulebook itself calls it when it is of another rulebook. */
  String sayOr(String key, String otherwise) {
    return has(key) ? say(key) : otherwise;
  }
}
