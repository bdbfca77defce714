package jp.anshin.server.duties;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import jp.anshin.incident.LocalizedText;

/** What duties are called, in both languages. */
final class DutyWords {

  private DutyWords() {}

  static LocalizedText title(String key) {
    return both(locale -> text(key, locale));
  }

  static LocalizedText both(Function<Locale, String> words) {
    return new LocalizedText(words.apply(Locale.JAPANESE), words.apply(Locale.ENGLISH));
  }

  static String text(String key, Locale locale, Object... arguments) {
    String pattern = ResourceBundle.getBundle("messages.duties", locale).getString("duty." + key);
    return new MessageFormat(pattern, locale).format(arguments);
  }
}
