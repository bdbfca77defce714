package jp.anshin.server.web;

import java.util.Locale;
import org.springframework.context.MessageSource;

/** The console's words, and those of the other rooms, in the reader's language. */
final class Words {

  private final MessageSource messages;

  Words(MessageSource messages) {
    this.messages = messages;
  }

  /** What somebody typed, with the line ends it had: browsers send every one as CR LF. */
  static String typed(String sent) {
    return sent.replace("\r\n", "\n");
  }

  /** The sentence of that key. */
  String of(Locale locale, String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  /** The word for a name that another room may add to, or the name itself while it has none. */
  String orName(Locale locale, String group, String name) {
    return String.valueOf(messages.getMessage(group + "." + name, null, name, locale));
  }
}
