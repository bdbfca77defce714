package jp.anshin.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The language a person is addressed in: Japanese or English. */
enum UserLanguage {
  JAPANESE(Locale.JAPANESE),
  ENGLISH(Locale.ENGLISH);

  /** The option that chooses it. */
  static final String OPTION = "--lang";

  private final Locale locale;

  UserLanguage(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  /**
   * What {@code --lang} says, else the locale variables in POSIX order of precedence. The JVM's
   * default locale is not asked: it falls back to English where the locale is not installed, as in
   * small containers.
   */
  static UserLanguage chosenBy(List<String> arguments, Map<String, String> environment) {
    String named = option(arguments);
    for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
      if (named.isEmpty()) {
        named = environment.getOrDefault(variable, "");
      }
    }
    return named.startsWith("ja") ? JAPANESE : ENGLISH;
  }

  private static String option(List<String> arguments) {
    String last = "";
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(OPTION + "=")) {
        last = argument.substring(OPTION.length() + 1);
      } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        last = arguments.get(i + 1);
      }
    }
    return last;
  }
}
