package jp.anshin.cli;

import java.text.MessageFormat;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * The command line's sentences in one language.
 *
 * @param bundle sentences by key; arguments as {@code {0}} after {@link MessageFormat}
 * @param language the language of the bundle
 */
record Texts(ResourceBundle bundle, UserLanguage language) {

  private static final String BUNDLE = "jp.anshin.cli.messages";

  static Texts in(UserLanguage language) {
    return new Texts(ResourceBundle.getBundle(BUNDLE, language.locale()), language);
  }

  /** The sentence of that key. Arguments stand as given: numbers are not grouped. */
  String sentence(String key, Object... arguments) {
    Object[] asText = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      asText[i] = String.valueOf(arguments[i]);
    }
    return new MessageFormat(bundle.getString(key), language.locale()).format(asText);
  }

  /** The sentence of that key with a list of kinds and how many of each there were. */
  String counted(String key, Map<String, Long> counts) {
    return sentence(
        key,
        counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", ")));
  }
}
