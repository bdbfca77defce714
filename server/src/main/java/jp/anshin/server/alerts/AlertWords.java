package jp.anshin.server.alerts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import jp.anshin.incident.LocalizedText;

/** The message files of alerts. */
final class AlertWords {

  private static final String BUNDLE = "messages.alerts";

  private AlertWords() {}

  static String in(Locale locale, String key, Object... words) {
    String pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(pattern, locale).format(words);
  }

  static LocalizedText both(String key, Object... words) {
    return both(locale -> in(locale, key, words));
  }

  static LocalizedText both(Function<Locale, String> sentence) {
    return new LocalizedText(sentence.apply(Locale.JAPANESE), sentence.apply(Locale.ENGLISH));
  }
}
