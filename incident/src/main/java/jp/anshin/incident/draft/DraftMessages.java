package jp.anshin.incident.draft;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import jp.anshin.incident.LocalizedText;

/** The message files of drafts. */
final class DraftMessages {

  static final String BUNDLE = "jp.anshin.incident.draft.drafts";

  private DraftMessages() {}

  /** Japanese for a Japanese reader, English for everybody else. */
  static Locale spoken(Locale reader) {
    boolean japanese = reader.getLanguage().equals(Locale.JAPANESE.getLanguage());
    return japanese ? Locale.JAPANESE : Locale.ENGLISH;
  }

  static String say(Locale reader, String key, String... words) {
    Locale locale = spoken(reader);
    String pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(pattern, locale).format(words);
  }

  static LocalizedText both(Function<Locale, String> sentence) {
    return new LocalizedText(sentence.apply(Locale.JAPANESE), sentence.apply(Locale.ENGLISH));
  }
}
